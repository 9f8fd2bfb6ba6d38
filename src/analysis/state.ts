import type * as t from 'typescript'
import type { Framework } from '../frameworks/define.js'
import type { Evidence } from '../model/evidence.js'
import type { HelperVariant, ReasonCode, SiteKind } from '../model/site.js'
import type { Value } from './values.js'

/** What is known of WWW-Authenticate somewhere. */
export interface HeaderState {
  readonly presence: 'always' | 'sometimes' | 'never' | 'unknown'
  /** The text of a value that is no challenge. */
  readonly emptyValue?: string
  /** Whether it is there depends on this part of a parameter: decided at the call. */
  readonly parameter?: {
    readonly parameter: t.ParameterDeclaration
    readonly path: readonly string[]
    readonly as: 'collection' | 'value'
  }
  /** What is known only of a response: that of any other value says nothing. */
  readonly ifResponse?: true
}

export const NEVER: HeaderState = { presence: 'never' }
export const ALWAYS: HeaderState = { presence: 'always' }
export const UNKNOWN_HEADER: HeaderState = { presence: 'unknown' }

/** Of a value that may be a response: something was done with it that was not looked into. */
export const HANDED_ON: HeaderState = { presence: 'unknown', ifResponse: true }

/** Either of two paths was taken. */
export function eitherHeader(a: HeaderState, b: HeaderState): HeaderState {
  if (a === b) return a
  if (a.presence === b.presence) return a.parameter === undefined && a.emptyValue === undefined ? b : a
  if (a.presence === 'unknown' || b.presence === 'unknown')
    return (a.ifResponse ?? b.ifResponse) === true ? HANDED_ON : UNKNOWN_HEADER
  return {
    presence: 'sometimes',
    ...((a.emptyValue ?? b.emptyValue) !== undefined && { emptyValue: a.emptyValue ?? b.emptyValue ?? '' }),
  }
}

/** Both were done to the same response: the stronger one counts. */
export function bothHeaders(a: HeaderState, b: HeaderState): HeaderState {
  const order = { never: 0, sometimes: 1, unknown: 2, always: 3 } as const
  if (a.parameter && b.presence === 'never') return a
  if (a.presence === 'never' && b.presence === 'never') return b.parameter || a.emptyValue === undefined ? b : a
  return order[a.presence] >= order[b.presence] ? a : b
}

/** A condition that holds on the way. */
export type Condition =
  | {
      readonly kind: 'test'
      readonly expression: t.Expression
      readonly holds: boolean
      /** The branch that did not come here. */ readonly left?: LeftBranch
    }
  | {
      readonly kind: 'case'
      readonly subject: t.Expression
      /** The values of which the subject is one; or none, in a `default`. */
      readonly values: readonly t.Expression[]
      readonly matches: boolean
    }
  | { readonly kind: 'catch'; readonly clause: t.CatchClause }
  /** A call that may have found out who the caller is, or answered when there was none. */
  | { readonly kind: 'call'; readonly node: t.CallExpression }
  /** Several ways lead here, on one of which somebody left: on each, these hold. */
  | { readonly kind: 'either'; readonly ways: readonly (readonly Condition[])[] }

/** How the other branch of a test left the function. */
export interface LeftBranch {
  readonly node: t.Node
  readonly how: 'return' | 'throw' | 'call'
  /** Statuses that it answered, as far as known. */
  readonly statuses: readonly number[]
}

/** What becomes of a status after the place that sets it: filled in while the walk goes on. */
export interface Course {
  /** It may be changed before the response leaves: a header that is set where the status is set could leave with another one. */
  isChanged: boolean
  /** The responses that are sent with this status and with no other; `undefined` is any other way on which it leaves. */
  readonly sends: Set<t.Expression | undefined>
  /** Header at each moment at which the response leaves in functions that call the one around the place, which leaves it unsent. */
  readonly beyond: HeaderState[]
}

/** A site while its function is being walked. */
export interface RawSite {
  readonly kind: SiteKind
  readonly framework: Framework
  readonly evidence: Evidence
  readonly status: Value
  /** Where the status stands: the argument, the property, the callee's name. */
  readonly statusNode: t.Node
  /** What the report spans: from the start of the chain or expression to the end of the status. */
  readonly node: t.Node
  readonly end: t.Node
  /** Wrap this. */
  readonly wrap?: { readonly node: t.Expression; readonly as: 'receiver' | 'expression' }
  readonly variant?: HelperVariant
  /** The response may be one of several frameworks'. */
  readonly isOpen?: boolean
  readonly form: string
  readonly note?: ReasonCode
  /** Why nothing can be written here, though it is a finding. */
  readonly left?: ReasonCode
  /** For the form without a helper. */
  readonly inline?: InlinePlan
  readonly options?: OptionsPlan
  readonly key?: string
  readonly conditions: readonly Condition[]
  /** Header at each moment at which the response leaves. */
  readonly leaves: HeaderState[]
  readonly course?: Course
  /** For errors: whether it is thrown, passed on, or handed back. */
  readonly error?: 'thrown' | 'passed' | 'returned'
  /** The project's error class whose definition fixes the status. */
  readonly ofClass?: t.ClassLikeDeclaration
  /** A helper that is called here settles the status (and the header) in its own body. */
  readonly settledInHelper?: boolean
  readonly call?: t.CallExpression | t.NewExpression
}

export type InlinePlan =
  | { readonly kind: 'method'; readonly receiver: t.Expression; readonly method: string; readonly chains: boolean }
  | { readonly kind: 'init'; readonly call: t.CallExpression | t.NewExpression; readonly argument: number }
  | { readonly kind: 'collection'; readonly call: t.CallExpression; readonly argument: number }

export interface OptionsPlan {
  readonly call: t.CallExpression | t.NewExpression
  readonly argument: number
  readonly property: string
}

/** What is known at one point of a function. */
export interface State {
  /** Header of a response, or of a collection of headers, by key. */
  readonly headers: ReadonlyMap<string, HeaderState>
  /** Sites whose status is set and whose response has not left. */
  readonly pending: ReadonlyMap<string, readonly RawSite[]>
  /** Responses whose status need not be one of those in `pending`. */
  readonly mixed: ReadonlySet<string>
  /** Sites in `pending` that have the header on every way on which they come here, whatever other ways lead here. */
  readonly challenged: ReadonlySet<RawSite>
  /** Sites of the code around: what happens here may come between their status and the end of their response. */
  readonly around: ReadonlyMap<string, readonly RawSite[]>
  /** Responses whose status is set on every way here, with it; `undefined` is any. */
  readonly decided: ReadonlyMap<string, number | undefined>
  readonly conditions: readonly Condition[]
}

export const START: State = {
  headers: new Map(),
  pending: new Map(),
  mixed: new Set(),
  challenged: new Set(),
  around: new Map(),
  decided: new Map(),
  conditions: [],
}

export function headerAt(state: State, key: string | undefined): HeaderState {
  return (key === undefined ? undefined : state.headers.get(key)) ?? NEVER
}

export function withHeader(state: State, key: string, header: HeaderState): State {
  return { ...state, headers: new Map(state.headers).set(key, header) }
}

export function withPending(state: State, key: string, sites: readonly RawSite[]): State {
  return { ...state, pending: new Map(state.pending).set(key, sites) }
}

export function withCondition(state: State, condition: Condition): State {
  return { ...state, conditions: [...state.conditions, condition] }
}

/** The state after either path; `undefined` is a path that does not come here. */
export function join(a: State | undefined, b: State | undefined): State | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b
  const headers = new Map<string, HeaderState>()
  for (const key of new Set([...a.headers.keys(), ...b.headers.keys()]))
    headers.set(key, eitherHeader(headerAt(a, key), headerAt(b, key)))
  const pending = joinSites(a.pending, b.pending)
  const mixed = new Set([...a.mixed, ...b.mixed])
  for (const key of pending.keys()) if (isUnset(a, key) !== isUnset(b, key)) mixed.add(key)
  const around = joinSites(a.around, b.around)
  const decided = joinDecided(a.decided, b.decided)
  const challenged = joinChallenged(a, b, pending)
  return { headers, pending, mixed, challenged, around, decided, conditions: eitherWay(a.conditions, b.conditions) }
}

function joinChallenged(a: State, b: State, pending: Sites): ReadonlySet<RawSite> {
  const challenged = new Set<RawSite>()
  for (const [key, sites] of pending)
    for (const site of sites) if ([a, b].every((way) => isChallenged(way, key, site))) challenged.add(site)
  return challenged
}

function isChallenged(way: State, key: string, site: RawSite): boolean {
  return (
    way.challenged.has(site) ||
    headerAt(way, key).presence === 'always' ||
    way.pending.get(key)?.includes(site) !== true
  )
}

function joinDecided(a: State['decided'], b: State['decided']): State['decided'] {
  if (a === b) return a
  const both = [...a].filter(([key]) => b.has(key))
  return new Map(both.map(([key, status]) => [key, status === b.get(key) ? status : undefined]))
}

type Sites = ReadonlyMap<string, readonly RawSite[]>

export function joinSites(a: Sites, b: Sites): Sites {
  if (a.size === 0 || a === b) return b
  const joined = new Map(a)
  for (const [key, sites] of b) joined.set(key, [...new Set([...(a.get(key) ?? []), ...sites])])
  return joined
}

function isUnset(state: State, key: string): boolean {
  return (state.pending.get(key)?.length ?? 0) === 0
}

/** Ways that are kept apart behind a join: more of them say nothing that could be put into words. */
const MOST_WAYS = 4

/**
 * What holds on both ways, and what held on each where that is more than a test and its opposite: somebody has left in between
 * (`if (owner) { if (isOwner) return … }`), so that coming here says something.
 */
function eitherWay(a: readonly Condition[], b: readonly Condition[]): readonly Condition[] {
  let same = 0
  while (same < a.length && a[same] === b[same]) same += 1
  const common = a.slice(0, same)
  const ways = [a.slice(same), b.slice(same)]
  const isTold = ways.every((way) => way.length > 0) && ways.some((way) => way.some(hasLeft))
  return isTold && countWays(ways) <= MOST_WAYS ? [...common, { kind: 'either', ways }] : common
}

function hasLeft(one: Condition): boolean {
  return one.kind === 'either' || (one.kind === 'test' && one.left !== undefined)
}

function countWays(ways: readonly (readonly Condition[])[]): number {
  return ways.reduce((count, way) => {
    const last = way.at(-1)
    return count + (last?.kind === 'either' ? countWays(last.ways) : 1)
  }, 0)
}
