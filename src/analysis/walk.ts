import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import {
  ALWAYS,
  START,
  headerAt,
  join,
  joinSites,
  withPending,
  type Condition,
  type RawSite,
  type State,
} from './state.js'
import type { FunctionNode } from './syntax.js'

/** A way out of a function. */
export interface Exit {
  readonly how: 'return' | 'throw' | 'end'
  readonly state: State
  /** Sites whose response is not sent here, by its key: whoever called goes on with it. */
  readonly unsent: State['pending']
  readonly expression?: t.Expression
}

/** A `return` that has a `finally` before it. */
export interface Return {
  readonly state: State
  readonly expression: t.Expression | undefined
}

/** A call during which a status was set on a response that had not left. */
export interface Risk {
  readonly state: State
  /** What a framework's response does, which does not throw as it is used. */
  readonly isOfResponse: boolean
}

/** `return { status: 401, … }`. */
export interface ResultObject {
  /** The status in it. */
  readonly literal: t.Expression
  readonly conditions: readonly Condition[]
}

/** A status that is set on a response. */
export interface StatusSet {
  readonly key: string
  /** `undefined`: it is not known, or code that is not seen may set one. */
  readonly status: number | undefined
}

/** The two states after a test; `undefined` where the test cannot come out that way. */
export interface Branches {
  readonly yes: State | undefined
  readonly no: State | undefined
}

/** One walk over a function (or a file) with everything that stands in it. */
export interface Walk {
  readonly cx: AnalysisContext
  /** The function whose exits are collected; `undefined` for the file. */
  readonly fn: FunctionNode | undefined
  /** Whether functions in it that cannot decide a judged status are left out. */
  readonly isGated: boolean
  readonly sites: RawSite[]
  readonly exits: Exit[]
  /** The `return`s that come to each enclosing `finally`, innermost last. */
  readonly returns: Return[][]
  /** States that an exception brings to each enclosing `catch` or `finally`, innermost last. */
  readonly catchers: State[][]
  /** States that leave each enclosing loop or `switch`, innermost last. */
  readonly breaks: State[][]
  /** Statuses answered so far, in the order of the walk: what a branch answered is the part added in it. */
  readonly answered: number[]
  /** Statuses that were set on responses so far, in the order of the walk. */
  readonly statuses: StatusSet[]
  /** Whether it is asked what the function does to any response, not only to those whose status is set in it. */
  readonly isAsked: boolean
  /** States in which each enclosing `try` may be left by an exception of a call, innermost last. */
  readonly risks: Risk[][]
  /** Objects with a status that a function returns: answers when a caller sends them. */
  readonly results: ResultObject[]
  /** Functions that could not be walked, with the reason: reported, never passed over. */
  readonly failures: { readonly message: string; readonly start: number }[]
}

export function newWalk(cx: AnalysisContext, fn: FunctionNode | undefined, isAsked = false): Walk {
  return {
    cx,
    fn,
    isGated: fn === undefined && !cx.ignoresText,
    sites: [],
    exits: [],
    returns: [],
    catchers: [],
    breaks: [],
    answered: [],
    statuses: [],
    isAsked,
    risks: [],
    results: [],
    failures: [],
  }
}

/** The response `key` leaves with the header as it is now, sent by the response object `by` where that is seen. */
export function flush(state: State, key: string, by?: t.Expression): State {
  for (const site of state.around.get(key) ?? []) site.course?.sends.add(undefined)
  const sites = state.pending.get(key)
  if (sites === undefined || sites.length === 0) return state
  const isSure = sites.length === 1 && !state.mixed.has(key)
  for (const site of sites) {
    site.leaves.push(state.challenged.has(site) ? ALWAYS : headerAt(state, key))
    site.course?.sends.add(isSure ? by : undefined)
  }
  return withPending(state, key, [])
}

export function flushAll(state: State): State {
  let next = state
  for (const key of state.pending.keys()) next = flush(next, key)
  return next
}

/** What an inner function knows of the outer one: headers and conditions; it may run while a response of the outer one is unsent. */
export function inherited(state: State | undefined): State {
  return state === undefined
    ? START
    : { ...state, pending: new Map(), mixed: new Set(), around: joinSites(state.around, state.pending) }
}

export function joinAll(states: readonly (State | undefined)[]): State | undefined {
  return states.reduce(join, undefined)
}

/** Where a `return` goes from here: to the enclosing `finally`, or out of the function. */
export function leaveByReturn(walk: Walk, state: State, expression: t.Expression | undefined): void {
  const finalizer = walk.returns.at(-1)
  if (finalizer) finalizer.push({ state, expression })
  else
    walk.exits.push({
      how: 'return',
      state: flushAll(state),
      unsent: state.pending,
      ...(expression && { expression }),
    })
}

/** Where an exception goes from here: to the enclosing `catch` or `finally`, or out of the function. */
export function leaveByThrow(walk: Walk, state: State): void {
  const catcher = walk.catchers.at(-1)
  if (catcher) catcher.push(state)
  else walk.exits.push({ how: 'throw', state: flushAll(withoutLost(state)), unsent: new Map() })
}

/** A status that was set and not sent is gone when the framework answers the error with another. */
function withoutLost(state: State): State {
  const pending = [...state.pending].map(
    ([key, sites]) =>
      [key, sites.filter(({ framework: { thrown } }) => thrown === undefined || thrown.keepsStatus === true)] as const,
  )
  return { ...state, pending: new Map(pending) }
}
