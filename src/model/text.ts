/** A half-open span of a source text: offsets in UTF-16 code units from the start of the file, BOM included. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** Names of the functions in the helper file that the codemod writes (`src/lib/http-auth.ts`). */
export type HelperName = 'withChallenge' | 'challengeHeaders' | 'parseBearer' | 'formatChallenge'

/**
 * `same-behaviour`: no accepted request and no response changes but for an added challenge header value that the user configured.
 * `wire-visible`: a client can see the difference (another status, stricter parsing, a new header).
 */
export type EditSafety = 'same-behaviour' | 'wire-visible'

/** Replace `range` by `text`. An empty range inserts. */
export interface Edit {
  readonly range: TextRange
  readonly text: string
  readonly safety: EditSafety
  /** Helper functions that `text` calls by their own name: whoever applies the edit imports them, or renames the calls in `text`. */
  readonly helpers?: readonly HelperName[]
}
