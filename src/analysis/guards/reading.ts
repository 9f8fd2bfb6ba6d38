import type { GuardTopic } from '../../model/guard.js'
import type { Principal } from './principals.js'

/** What is known when a test came out as it did: why a refusal there refuses, and the caller that it proves to be there. */
export interface Reading {
  readonly topics: readonly GuardTopic[]
  readonly proves?: Pick<Principal, 'text' | 'call' | 'byName'>
  /** The opposite outcome proves nothing: a token that is not on a list of revoked ones need not be right. */
  readonly oneSided?: boolean
}

export const OTHER: Reading = { topics: ['other'] }

/** A token that does not fit; one that fits need not be right. */
export const MISFIT: Reading = { topics: ['invalid-credentials'], oneSided: true }

export function about(...topics: readonly GuardTopic[]): Reading {
  return { topics: unique(topics) }
}

/** The outcome shows that the caller is there; a browser's session shows nothing by being there. */
export function proof(principal: Principal | undefined, topics: readonly GuardTopic[] = ['other']): Reading {
  if (principal === undefined || principal.weak) return { topics }
  const { text, call, byName } = principal
  return { topics, proves: { text, ...(call && { call }), ...(byName === true && { byName }) } }
}

/** Both outcomes hold. */
export function both(left: Reading, right: Reading): Reading {
  const proves = left.proves ?? right.proves
  return { ...either(left, right), ...(proves && { proves }) }
}

/** One of two outcomes holds, nobody knows which. */
export function either(left: Reading, right: Reading): Reading {
  return {
    topics: unique([...left.topics, ...right.topics]),
    ...((left.oneSided === true || right.oneSided === true) && { oneSided: true }),
  }
}

function unique(topics: readonly GuardTopic[]): readonly GuardTopic[] {
  const speaking = topics.filter((topic) => topic !== 'other')
  return speaking.length > 0 ? [...new Set(speaking)] : ['other']
}
