import { getErrorCode } from '../http/error-codes.js'
import type { GuardFact } from './guard.js'
import type { ResponseSite } from './site.js'

/** Topics with which a 401 after authentication is legal, or cannot be told from a legal one. */
const KEEPS_401: ReadonlySet<string> = new Set([
  'missing-principal',
  'invalid-credentials',
  'step-up',
  'policy',
  'unclear',
])

/** The conditions that refuse at a site: those of the innermost test. */
export function refusingGuards(site: ResponseSite): readonly GuardFact[] {
  return site.guards.filter((guard) => guard.refusing)
}

/**
 * Whether a 401 refuses a caller who is known: a caller is proven, and what refuses is about role, permission, scope, ownership,
 * membership, plan or account state and about nothing else (RFC 9110, 11.4 and 15.5.4).
 */
export function isRefusedCaller(site: ResponseSite): boolean {
  return site.openCredential === undefined && isRefusedForRights(site)
}

/** Whether that is so but for another credential that would do: then 401 is what the caller has to be told. */
export function hasOtherCredential(site: ResponseSite): boolean {
  return site.openCredential !== undefined && isRefusedForRights(site)
}

function isRefusedForRights(site: ResponseSite): boolean {
  if (site.principal === undefined || site.status.values.length !== 1 || site.status.values[0] !== 401) return false
  if (namesStatus(site, 401)) return false
  const topics = refusingGuards(site).flatMap((guard) => guard.topics)
  return topics.includes('permission') && !topics.some((topic) => KEEPS_401.has(topic))
}

/**
 * Whether that rests on names: what the caller is read from is only called so, or no caller takes part in the condition, which is only
 * called a permission. Such a place is shown; its status is not changed unless somebody looks at it.
 */
export function restsOnNames(site: ResponseSite): boolean {
  const rights = refusingGuards(site).filter((guard) => guard.topics.includes('permission'))
  return site.principal?.basis !== 'structure' || !rights.some((guard) => guard.basis === 'structure')
}

/** Whether the answer itself names an error whose status, by its specification, is this one: `invalid_token` and 401. */
function namesStatus({ errorCode }: ResponseSite, status: number): boolean {
  return errorCode !== undefined && getErrorCode(errorCode)?.status === status
}

/** Whether the conditions of a 401 mix "nobody is there" with "this one may not": a person has to split them. */
export function isMixedRefusal(site: ResponseSite): boolean {
  if (site.status.values.length !== 1 || site.status.values[0] !== 401) return false
  const topics = refusingGuards(site).flatMap((guard) => guard.topics)
  return topics.includes('permission') && topics.includes('missing-principal')
}

/**
 * Whether a 403 answers missing or invalid credentials: what refuses is about nothing else, and no caller is proven.
 * Ordinary 403s outnumber these ten to one, so every doubt is for the 403.
 */
export function isRefusedStranger(site: ResponseSite): boolean {
  if (site.principal !== undefined || site.status.values.length !== 1 || site.status.values[0] !== 403) return false
  if (namesStatus(site, 403)) return false
  const topics = refusingGuards(site).flatMap((guard) => guard.topics)
  return topics.length > 0 && topics.every((topic) => topic === 'missing-principal' || topic === 'invalid-credentials')
}
