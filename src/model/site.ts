import type { CredentialFact, RefusedToken } from './credential.js'
import type { Evidence } from './evidence.js'
import type { GuardFact, OpenCredential, PrincipalFact } from './guard.js'
import type { Edit, TextRange } from './text.js'

/** The status of a response as far as the source decides it. */
export interface StatusFact {
  /** Every value that the expression can have, when all are known; `[401]` is certain, `[403, 401]` conditional. */
  readonly values: readonly number[]
  /** Where 401 (or 403) is written or named: the literal, the member, the argument. */
  readonly range: TextRange
  /** How it is spelled there, for messages: `401`, `StatusCodes.UNAUTHORIZED`. */
  readonly text: string
}

/** What is known of WWW-Authenticate on a response at the moment it leaves. */
export interface HeaderFact {
  /** `always`: on every path; `sometimes`: on some paths only; `never`; `unknown`: cannot be decided (never a finding). */
  readonly presence: 'always' | 'sometimes' | 'never' | 'unknown'
  /** A header was set but its value is no challenge (`''`, `','`, `undefined`). */
  readonly emptyValue?: string
}

/**
 * - `send`: a response object is given the status (`res.status(401).json()`, `ctx.status = 401`)
 * - `build`: an expression makes a response (`new Response(…)`, `NextResponse.json(…)`, `c.json(…)`)
 * - `call`: a helper with a status parameter is given the status
 * - `throw`: a framework's exception, or an error object, with the status
 * - `class`: an error class of the project that fixes the status
 * - `handler`: a central error handler that drops the header
 */
export type SiteKind = 'send' | 'build' | 'call' | 'throw' | 'class' | 'handler'

/** Which flavour of the helper file fits. */
export type HelperVariant = 'node' | 'fastify' | 'web'

/**
 * Where a challenge goes, as plain offsets.
 * - `receiver`: the response object at the root of the chain; wrap it: `withChallenge(res).status(401)`
 * - `expression`: the whole expression that makes the response; wrap it: `withChallenge(new Response(…))`
 * - `statement`: a statement of its own at `at`, before the one that sets the status; `range` is the response, `after` ends it
 * - `headers-value`: insert `before + <headers object> + after` at `at`
 * - `none`: it cannot be done here; `reason` says why
 */
export type HeaderSlot =
  | { readonly kind: 'receiver' | 'expression'; readonly range: TextRange; readonly variant: HelperVariant }
  | {
      readonly kind: 'statement'
      readonly range: TextRange
      readonly at: number
      readonly after: string
      readonly variant: HelperVariant
    }
  | {
      readonly kind: 'headers-value'
      readonly at: number
      readonly before: string
      readonly after: string
      readonly variant: HelperVariant
    }
  | { readonly kind: 'none'; readonly reason: ReasonCode }

/** Insert `before + <challenge as a string literal> + after` at `at`: the form without a helper. */
export interface InlineSlot {
  readonly at: number
  readonly before: string
  readonly after: string
}

/** Why a site is left to a person. */
export type ReasonCode =
  | 'conditional-status'
  /** Another status may be set after this one, so that a header set here could leave with it. */
  | 'status-changes-later'
  | 'writehead-array'
  | 'next-unauthorized'
  | 'legacy-signature'
  | 'thrown-401'
  | 'error-class'
  | 'helper-call'
  | 'helper-fixed'
  | 'mixed-condition'
  /** The caller's rights do not suffice, and another credential would. */
  | 'other-credential'
  | 'framework-not-rewritten'
  /** A status that a function returns and a caller sends. */
  | 'result-object'
  | 'headers-not-editable'
  | 'weak-evidence'
  | 'header-on-some-paths'
  /** The releases of the framework differ here, and which one is in use is not known. */
  | 'version-unknown'
  /** A route with a component does not send the headers of its loader. */
  | 'document-route'
  | 'challenge-withheld'
  /** A challenge with data of the one response, such as a nonce. */
  | 'scheme-by-hand'
  /** Credentials that have no auth-scheme: in the address or the body. */
  | 'no-scheme'
  /** What is refused is a signature over the request's own content. */
  | 'message-signature'
  /** What the request lacks is no credential. */
  | 'invalid-request'
  /** What decides is how the server was started. */
  | 'server-configuration'
  /** What decides is a record that was found. */
  | 'record-state'
  /** What was to be done has failed. */
  | 'failed-operation'
  /** The route declares its statuses, this one and not the one that would fit. */
  | 'status-declared'
  /** The body repeats the status where an edit of the place does not reach. */
  | 'status-in-body'

/** What a 401 answers that is about no credentials: a field of the request, the configuration of the server, a row that was found, or an operation that failed. */
export type RefusedRequest = 'input' | 'configuration' | 'record' | 'operation'

/** One place where a status is decided for a response. Offsets and values only: survives a JSON round trip. */
export interface ResponseSite {
  readonly kind: SiteKind
  /** Name of the framework's file of facts, e.g. `express`. */
  readonly framework: string
  readonly evidence: Evidence
  readonly status: StatusFact
  /** What a report points at. */
  readonly range: TextRange
  readonly header: HeaderFact
  readonly slot: HeaderSlot
  readonly inline?: InlineSlot
  /** Edits that turn this 401 into a 403 in this framework's own form (or a 403 into a 401), when that is possible. */
  readonly flip?: readonly Edit[]
  /** What else `flip` changes on the wire, for the codemod's output: `body text changes Unauthorized → Forbidden`. */
  readonly flipEffects?: readonly string[]
  /** Why there is no `flip` although the form has one: the change would be made by half. */
  readonly flipLeft?: ReasonCode
  /** The registered OAuth error that the answer itself names: `invalid_token`. */
  readonly errorCode?: string
  /** What the conditions on the way here say, outermost first. */
  readonly guards: readonly GuardFact[]
  /** What the code there takes from the request to know the caller; of a 401 that may lack its challenge. */
  readonly credentials?: readonly CredentialFact[]
  /** What is refused is the token that came with the request. */
  readonly refusedToken?: RefusedToken
  /** The challenge is left out on purpose. */
  readonly withheld?: boolean
  /** It is about no credentials, so that a challenge would mislead; of a 401 that may lack one. */
  readonly refuses?: RefusedRequest
  /** A proven authenticated caller at this place. */
  readonly principal?: PrincipalFact
  /** Another credential that would do; of a 401 for a known caller. */
  readonly openCredential?: OpenCredential
  /** Why the place is no finding although it looks like one, or a remark for the codemod's report. */
  readonly note?: ReasonCode
  /** The form to write here, for messages: `.set('WWW-Authenticate', …)`. */
  readonly form: string
}
