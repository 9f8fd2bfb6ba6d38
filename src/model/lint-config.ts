import type { TextRange } from './text.js'

/**
 * Where a flat ESLint configuration takes one more element. Offsets and values only.
 * - `list`: an array, or the arguments of a function that makes one (`defineConfig(a, b)`)
 * - `object`: one configuration object, which an array around it makes the first of several
 * - `other`: it is made in a way that a text edit cannot follow; `reason` says which, as half a sentence
 */
export type LintConfigShape =
  | {
      readonly kind: 'list'
      readonly elements: readonly TextRange[]
      /** After the opening and before the closing bracket. */
      readonly inside: TextRange
    }
  | { readonly kind: 'object'; readonly range: TextRange }
  | { readonly kind: 'other'; readonly reason: string }
