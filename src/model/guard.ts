import type { TextRange } from './text.js'

/**
 * What a condition is about.
 * - `missing-principal`: there is no caller (`!req.user`), or no credentials (`!token`, no Authorization header)
 * - `invalid-credentials`: the credentials were checked and refused (verify failed, password wrong, catch of a verify)
 * - `permission`: role, permission, scope, ownership, membership, plan or account state of a known caller
 * - `step-up`: MFA, recent login, current password, one-time code: a legal 401 after authentication
 * - `other`: anything else
 */
export type GuardTopic = 'missing-principal' | 'invalid-credentials' | 'permission' | 'step-up' | 'policy' | 'other'

/** One condition that holds at a site. */
export interface GuardFact {
  readonly topics: readonly GuardTopic[]
  /** The condition's source text, white space folded, for messages. */
  readonly text: string
  readonly range: TextRange
  /** Whether this is the innermost condition: the one that refuses. */
  readonly refusing: boolean
}

/** How the caller is known. */
export interface PrincipalFact {
  /** `req.user`, `session`. */
  readonly text: string
  /** The statement, wrapper or hook that established it, for messages: `if (!req.user) return …` (line 12). */
  readonly establishedBy: string
  readonly line: number
}
