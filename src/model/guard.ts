import type { TextRange } from './text.js'

/**
 * What a condition is about.
 * - `missing-principal`: there is no caller (`!req.user`), or there are no credentials (`!token`, no Authorization header)
 * - `invalid-credentials`: the credentials were checked and refused (verify failed, password wrong, catch of a verify)
 * - `permission`: role, permission, scope, ownership, membership, plan or account state of a caller
 * - `step-up`: second factor, recent login, current password, one-time code: a legal 401 after authentication (RFC 9470)
 * - `policy`: CSRF, origin, address, rate, feature: a legal 403 before authentication
 * - `unclear`: the caller or credentials, by the sound of a name alone: enough to keep a rule silent, too little to report
 * - `other`: anything else
 */
export type GuardTopic =
  'missing-principal' | 'invalid-credentials' | 'permission' | 'step-up' | 'policy' | 'unclear' | 'other'

/**
 * What a statement about the code rests on.
 * - `structure`: the code shows it, whatever things are called: a test that answered and left, a type that was narrowed, a guard that runs
 *   first, a caller that is read without `?.`, a condition in which that caller takes part
 * - `name`: what a function or a variable is called, and nothing else. Enough to point at a place, too little to change what it answers
 */
export type Basis = 'structure' | 'name'

/** One condition that holds at a site. */
export interface GuardFact {
  readonly topics: readonly GuardTopic[]
  /** What `topics` rests on: whether a caller takes part in the condition, or its words alone say so. */
  readonly basis: Basis
  /** The condition's source text, white space folded, for messages. */
  readonly text: string
  readonly range: TextRange
  readonly line: number
  /** Whether this is (part of) the innermost condition: the one that refuses. */
  readonly refusing: boolean
}

/** How the caller is known at a site. */
export interface PrincipalFact {
  /** `req.user`, `session`. */
  readonly text: string
  /** The statement, wrapper or hook that established it, for messages: `if (!req.user) return`. */
  readonly establishedBy: string
  /** 1-based line of that statement in the file where it stands. */
  readonly line: number
  /**
   * - `test`: an earlier test let only a known caller through
   * - `call`: a call that answers 401 itself has come back
   * - `read`: a property of the caller is read without a null test, or his type has been narrowed
   * - `hook`: a middleware, hook, guard or wrapper runs before the handler
   */
  readonly how: 'test' | 'call' | 'read' | 'hook'
  readonly basis: Basis
  /** Name of the file in which the statement stands, when it is another one. */
  readonly file?: string
}

/** A test in front of a site that lets the request pass by another credential than the caller's, which may still come. */
export interface OpenCredential {
  readonly text: string
  /** 1-based. */
  readonly line: number
}
