import type { Evidence } from './evidence.js'
import type { Edit, TextRange } from './text.js'

/** A string value as the source spells it: literal text and holes (interpolations, unknown operands), in order. */
export type StringPart =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly range: TextRange
      /** `range` maps to `text` one to one (no escapes). */ readonly exact: boolean
      /** The quote around the literal, which text put into it has to escape. */ readonly quote?: string
    }
  | { readonly kind: 'hole'; readonly source: string; readonly range: TextRange; readonly origin?: HoleOrigin }

/**
 * What is known of a hole's value: `secret` or `token` by its name, `request`: text that the client chose (not the request's address),
 * `name`: a variable or property, `plain-call`: a call that puts no quotes around its result, `other`: another expression.
 */
export type HoleOrigin = 'secret' | 'token' | 'request' | 'name' | 'plain-call' | 'other'

/** A WWW-Authenticate value that is written somewhere. An expression with several possible values has one site for each, with the same `range`. */
export interface ChallengeSite {
  /** The whole value expression. */
  readonly range: TextRange
  /** `undefined` when the value is not a string that the source decides at all (then it is never judged). */
  readonly parts: readonly StringPart[] | undefined
  /** `undefined`, `null` or another value that is no string. */
  readonly notAString?: string
  /** The statuses that the response carries, when known. */
  readonly statuses: readonly number[]
  /** Whether the branch is the one on which no credentials came. */
  readonly withoutCredentials: boolean
  /** Whether the branch is the one on which credentials came and were refused. */
  readonly refusedCredentials?: boolean
  readonly evidence: Evidence
  readonly framework: string
}

/** A place that builds or parses an `Authorization: Bearer` value by hand. */
export interface BearerSite {
  readonly kind: 'build' | 'parse'
  readonly problem: BearerProblem
  readonly range: TextRange
  /** Source text of the Authorization value that is parsed, for messages. */
  readonly source: string
  /** Rewrites, best first; empty when none is safe to offer. */
  readonly rewrites: readonly BearerRewrite[]
  /** An input that shows the problem and what becomes of it, for messages: ``with `Basic abc`, `abc` is taken as the token``. */
  readonly shown?: string
  /** Report only under `strict`. */
  readonly strictOnly: boolean
  /** The token is taken whatever the scheme is called, and the parser names none: clients may send another one than Bearer. */
  readonly takesAnyScheme?: boolean
  /** Why there is no `helper` rewrite. */
  readonly obstacle?: BearerObstacle
}

/**
 * Why a parser is not replaced by `parseBearer`.
 * - `no-guard`: the token is used without a test on this path, and `parseBearer` may return undefined
 * - `other-scheme`: another scheme is accepted beside Bearer, which `parseBearer` would refuse; `other-source`: the value may come from elsewhere, as another field
 * - `passed-on`: the token is meant for another server, or gives way to a key of this one
 * - `raw-token`: a comment says that more than Bearer is meant; `raw-branch`: the code takes the header as it is where it is no Bearer
 * - `two-answers`: what is missing is answered in different ways, which would become one; `several-takes`: the token is taken at several places
 * - `words-used`: the scheme or the words are needed further; `comment`: a comment would be lost; `name-taken`: the token's name means something else where it would be declared
 * - `harm`: a rewrite was tried and does more than it should, or what it does is not known; `form`: the code has a form that no rewrite knows
 */
export type BearerObstacle =
  | 'no-guard'
  | 'other-scheme'
  | 'other-source'
  | 'passed-on'
  | 'raw-token'
  | 'raw-branch'
  | 'two-answers'
  | 'several-takes'
  | 'words-used'
  | 'comment'
  | 'name-taken'
  | 'harm'
  | 'form'

export type BearerProblem =
  | 'missing-space'
  | 'wrong-case'
  | 'extra-punctuation'
  | 'scheme-not-checked'
  | 'exact-case'
  | 'wrong-offset'
  | 'prefix-without-space'
  | 'last-word'

export interface BearerRewrite {
  /** `inline`: plain code at the site; `helper`: calls `parseBearer`. */
  readonly style: 'inline' | 'helper'
  readonly edits: readonly Edit[]
  /** What clients notice, for the codemod's output: `other schemes and raw tokens are no longer accepted`, `Bearer is accepted in any case`. */
  readonly effect?: string
}
