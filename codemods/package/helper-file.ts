import type { HelperName } from '../../src/model/text.js'
import type { HelperVariant } from '../../src/model/site.js'
import type { ModuleShape } from '../../src/model/module.js'
import type { BlockOptions } from '../helper/blocks.js'
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
}

export type HelperSetup = Pick<BlockOptions, 'flavour' | 'challenge' | 'strictToken68'>

const ALL_NAMES: readonly HelperName[] = ['withChallenge', 'challengeHeaders', 'parseBearer', 'formatChallenge']

/** Functions that cannot be had because the existing file means something else by a name, each with the sentence for the report. */
export function unavailableNames(
  existing: HelperOnDisk,
  path: string,
  variants: readonly HelperVariant[],
  setup: HelperSetup,
): ReadonlyMap<HelperName, string> {
  const unavailable = new Map<HelperName, string>()
  for (const name of ALL_NAMES) {
    if (existing.shape.syntaxErrors.length > 0) unavailable.set(name, `${path} does not parse`)
    else {
      const extension = extendHelper(existing, { ...setup, variants, exported: [name] }, styleOf(existing.text))
      if (extension.kind === 'clash') unavailable.set(name, `${path}: ${extension.message}`)
    }
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
  const options = { ...setup, variants: needs.variants, exported: needs.names }
  if (existing === undefined) return createHelper(options, style)
  const extension = extendHelper(existing, options, styleOf(existing.text, style))
  return extension.kind === 'append' ? existing.text + extension.text : existing.text
}
