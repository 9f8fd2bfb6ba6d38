import type { HelperVariant } from '../../src/model/site.js'
import type { HelperName } from '../../src/model/text.js'
import type { ChallengeParts } from './challenge-parts.js'

/** In which language and module system the helper is written. */
export interface Flavour {
  readonly language: 'typescript' | 'javascript'
  readonly modules: 'esm' | 'cjs'
}

export interface BlockOptions {
  readonly flavour: Flavour
  readonly variants: readonly HelperVariant[]
  /** Functions that are called from outside the file. */
  readonly exported: readonly HelperName[]
  readonly challenge: ChallengeParts
  /** Whether a place asks for more than one challenge. */
  readonly several: boolean
  /** Accept only the characters of token68 in `parseBearer`. */
  readonly strictToken68: boolean
}
