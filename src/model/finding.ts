import type { Edit, TextRange } from './text.js'

/** A ready-made rewrite of a finding. In ESLint `same-behaviour` edits may be a fix, anything else is a suggestion. */
export interface Rewrite {
  /** Message of the suggestion. */
  readonly messageId: string
  readonly data: Readonly<Record<string, string>>
  readonly edits: readonly Edit[]
  /** Whether ESLint may apply it without asking. */
  readonly automatic: boolean
}

/** What a rule says of one place. Plain data: ESLint and the codemod read the same. */
export interface Finding {
  readonly messageId: string
  readonly data: Readonly<Record<string, string>>
  readonly range: TextRange
  readonly rewrites: readonly Rewrite[]
}
