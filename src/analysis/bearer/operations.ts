import type * as t from 'typescript'
import type { HeaderValue } from './header-value.js'
import type { Fold, SchemeWord } from './scheme-word.js'

/**
 * A look at the scheme.
 * - `prefix`: `startsWith('Bearer ')`, `indexOf('Bearer ') === 0`; - `part`: the first word is compared
 * - `pattern`: a regular expression; - `separator`: `split('Bearer ')[1]`, undefined for every other scheme
 * - `whole`: the whole value is compared; - `other`: a function that takes the header decides
 */
export interface SchemeTest {
  readonly kind: 'test'
  readonly form: 'prefix' | 'part' | 'pattern' | 'separator' | 'whole' | 'other'
  readonly node: t.Expression
  readonly value: HeaderValue
  readonly fold: Fold
  /** `undefined`: which scheme is demanded is not known. */
  readonly word: SchemeWord | undefined
  /** The literal or pattern that holds the word. */
  readonly literal?: t.Expression
  /** The word that is compared: `scheme`, `parts[0]`. */
  readonly subject?: t.Expression
  /** The call on the header that makes words or groups, and where the token is picked from them. */
  readonly call?: t.CallExpression
  readonly picks?: readonly (t.Expression | t.BindingElement)[]
}

/**
 * The token is cut out of the header.
 * - `word`: by its position among the words; - `strip`: by taking the scheme away; - `cut`: from an offset; - `pattern`: by a group of a pattern that names no scheme
 */
export interface TokenTake {
  readonly kind: 'take'
  readonly form: 'word' | 'strip' | 'cut' | 'pattern'
  /** Where it is reported: the call on the header, together with what picks the token when that stands right there. */
  readonly node: t.Expression
  readonly value: HeaderValue
  /** `word`: which one; `cut`: where the token begins. */
  readonly at: number | 'last' | 'after-space' | 'unknown'
  /** Where the token is picked: expressions, or the names that it is destructured into. */
  readonly picks: readonly (t.Expression | t.BindingElement)[]
  /** The call on the header. */
  readonly call: t.CallExpression
}

export type Operation = SchemeTest | TokenTake
