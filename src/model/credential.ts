/** Credentials that the code at a place takes from the request. */
export interface CredentialFact {
  /** The auth-scheme under which they are challenged; absent: they have none (a token in the address, a client id and secret in the body). */
  readonly scheme?: string
  /** It is a signature over the request's own content, and no credential. */
  readonly isSignature?: true
  /** Where they are read, on one line: `req.headers['x-api-key']`. */
  readonly text: string
  /** 1-based, in the file where that stands. */
  readonly line: number
  /** Name of that file when it is another one. */
  readonly file?: string
  /**
   * - `function`: the function in which the response stands
   * - `callee`: a function that it calls
   * - `front`: a middleware, hook, guard or wrapper that runs before it
   * - `caller`: every function that calls it
   */
  readonly where: 'function' | 'callee' | 'front' | 'caller'
}

/** A place that shows which credentials a file takes of the requests that it serves. */
export interface CredentialEvidence {
  readonly scheme: string
  /** What stands there, on one line. */
  readonly text: string
  /** Offset. */
  readonly start: number
}

/** Whether the token that came with the request is what is refused at a place. */
export interface RefusedToken {
  /** Whether a test before has made sure that one came. */
  readonly came: boolean
}

/** Schemes for which browsers open a login box, for `fetch` too. */
const OPENS_LOGIN_BOX: ReadonlySet<string> = new Set(['basic', 'digest', 'negotiate', 'ntlm'])
/** Schemes whose challenge holds data of the one response: a nonce, a token of the security system. */
const NEEDS_DATA: ReadonlySet<string> = new Set(['digest', 'negotiate', 'ntlm'])

export function opensLoginBox(scheme: string): boolean {
  return OPENS_LOGIN_BOX.has(scheme.toLowerCase())
}

/** What is known of the challenges that fit a place. */
export type FittingChallenges =
  /** In the order in which they are sent; empty: nothing is known. */
  | { readonly kind: 'schemes'; readonly schemes: readonly string[] }
  /** Only a person can write it. */
  | { readonly kind: 'by-hand'; readonly reason: 'scheme-by-hand' | 'no-scheme' | 'message-signature' }

/**
 * The challenges for what a place takes. Schemes that open a login box are named only when nothing else is taken;
 * of those, Basic alone can be written without data of the response.
 */
export function fittingChallenges(facts: readonly CredentialFact[]): FittingChallenges {
  const all = [...new Set(facts.flatMap(({ scheme }) => scheme ?? []))]
  const quiet = all.filter((scheme) => !opensLoginBox(scheme))
  if (quiet.length > 0) return { kind: 'schemes', schemes: quiet.sort((a, b) => rankOf(a) - rankOf(b)) }
  const written = all.filter((scheme) => !NEEDS_DATA.has(scheme.toLowerCase()))
  if (written.length > 0) return { kind: 'schemes', schemes: written }
  if (all.length > 0) return { kind: 'by-hand', reason: 'scheme-by-hand' }
  if (facts.some(({ isSignature }) => isSignature)) return { kind: 'by-hand', reason: 'message-signature' }
  return facts.length > 0 ? { kind: 'by-hand', reason: 'no-scheme' } : { kind: 'schemes', schemes: [] }
}

/** Clients that read the first challenge only look for a token there. */
function rankOf(scheme: string): number {
  const rank = ['Bearer', 'DPoP'].indexOf(scheme)
  return rank < 0 ? 2 : rank
}

/** Where the challenges of a place come from. */
export interface PlaceChallenges {
  readonly fitting: FittingChallenges
  /** What shows it; absent when nothing does. */
  readonly evidence?: CredentialFact
}

/** The challenges for what a place takes; where that is not known, for what all other places of its file take. */
export function challengesAt(
  credentials: readonly CredentialFact[] | undefined,
  ofFile: readonly (readonly CredentialFact[])[],
): PlaceChallenges {
  if (credentials?.[0]) return { fitting: fittingChallenges(credentials), evidence: credentials[0] }
  const [first, ...others] = ofFile
  const fitting = fittingChallenges(first ?? [])
  const key = JSON.stringify(fitting)
  const isShared =
    fitting.kind === 'schemes' &&
    !fitting.schemes.some(opensLoginBox) &&
    others.every((one) => JSON.stringify(fittingChallenges(one)) === key)
  return isShared && first?.[0] ? { fitting, evidence: first[0] } : { fitting: { kind: 'schemes', schemes: [] } }
}
