import type { ProblemCode } from './problems.js'

/** A half-open span of the value, in UTF-16 code units. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A token or quoted text. `value` is unescaped, and `undefined` when a hole is part of it. */
export interface Part extends Span {
  readonly value: string | undefined
}

/** `name = value` of a challenge, RFC 9110 11.2. */
export interface AuthParam extends Span {
  /** As written; `undefined` when a hole is part of the name. Compare it without regard to case. */
  readonly name: string | undefined
  readonly nameSpan: Span
  readonly value: string | undefined
  /** Whether the value is a quoted-string; `undefined` when a hole stands where the quote would. */
  readonly quoted: boolean | undefined
  /** Quotes included. */
  readonly valueSpan: Span
}

/** One challenge, RFC 9110 11.3: a scheme with token68 data or with parameters. */
export interface Challenge extends Span {
  /** As written; `undefined` when a hole stands there, or when parameters come without a scheme. */
  readonly scheme: string | undefined
  readonly schemeSpan: Span
  readonly token68: Part | undefined
  readonly params: readonly AuthParam[]
  /** A hole may bring further parameters or token68 data. */
  readonly open: boolean
}

/** Replace a span of the value by text. An empty span inserts. */
export interface ValueEdit extends Span {
  readonly text: string
  /** Whether an insertion belongs to what stands before it (the default) or after it, where the two are written apart. */
  readonly side?: 'before' | 'after'
}

/** What is wrong at one place of a value. */
export interface Problem extends Span {
  readonly code: ProblemCode
  /** Values for the message. */
  readonly data: Readonly<Record<string, string>>
  /** Edits that put it right, when that is only a matter of quotes and commas: every reader gets the meaning that was intended. */
  readonly fix?: readonly ValueEdit[]
  /** Edits that probably put it right. */
  readonly suggestion?: readonly ValueEdit[]
}

export interface ParsedChallenges {
  readonly challenges: readonly Challenge[]
  readonly problems: readonly Problem[]
}

/** What is known of the response that carries the value. */
export interface ChallengeContext {
  /** Every status that the response can have; empty when that is not known. */
  readonly statuses: readonly number[]
  /** Whether the response answers a request without credentials, or one whose credentials were refused. */
  readonly credentials: 'missing' | 'refused' | 'unknown'
}
