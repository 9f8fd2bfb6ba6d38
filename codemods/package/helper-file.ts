import type { HelperName } from '../../src/model/text.js'
import type { HelperVariant } from '../../src/model/site.js'
import type { ModuleShape } from '../../src/model/module.js'
import type { BlockOptions } from '../helper/block-options.js'
import { createHelper, extendHelper } from '../helper/compose.js'
import { styleOf, type TextStyle } from '../text/style.js'

/** The helper file of a package as it is on disk. */
export interface HelperOnDisk {
  readonly text: string
  readonly shape: ModuleShape
}

export interface HelperNeeds {
  readonly names: readonly HelperName[]
  readonly variants: readonly HelperVariant[]
  /** Whether a place asks for more than one challenge. */
  readonly several: boolean
}

export type HelperSetup = Pick<BlockOptions, 'flavour' | 'challenge' | 'strictToken68'>

const ALL_NAMES: readonly HelperName[] = ['withChallenge', 'challengeHeaders', 'parseBearer', 'formatChallenge']

/** Every function, for a file that nothing can be had from. */
export function allUnavailable(sentence: string): ReadonlyMap<HelperName, string> {
  return new Map(ALL_NAMES.map((name) => [name, sentence]))
}

/** Functions that cannot be had from the existing file, each with the sentence for the report. */
export function unavailableNames(
  existing: HelperOnDisk & { readonly isLinked: boolean },
  path: string,
  variants: readonly HelperVariant[],
  setup: HelperSetup,
): ReadonlyMap<HelperName, string> {
  if (existing.shape.syntaxErrors.length > 0) return allUnavailable(`${path} does not parse`)
  const unavailable = new Map<HelperName, string>()
  for (const name of ALL_NAMES) {
    const options = { ...setup, variants, several: false, exported: [name] }
    const extension = extendHelper(existing, options, styleOf(existing.text))
    if (extension.kind === 'clash') unavailable.set(name, `${path}: ${extension.message}`)
    else if (extension.kind === 'append' && existing.isLinked)
      unavailable.set(name, `${path} has no ${name}, and is a link: nothing is added to what it leads to`)
  }
  return unavailable
}

/** The helper's text when it has everything that is needed; the old text when nothing is missing. */
export function helperText(
  existing: HelperOnDisk | undefined,
  needs: HelperNeeds,
  setup: HelperSetup,
  style: TextStyle,
): string {
  const options = { ...setup, variants: needs.variants, several: needs.several, exported: needs.names }
  if (existing === undefined) return createHelper(options, style)
  const extension = extendHelper(existing, options, styleOf(existing.text, style))
  return extension.kind === 'append' ? existing.text + extension.text : existing.text
}
