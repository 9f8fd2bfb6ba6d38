import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { walkFunction } from './interpreter.js'
import { keyOf } from './receivers.js'
import { isOfPackage } from './handing.js'
import {
  NEVER,
  UNKNOWN_HEADER,
  bothHeaders,
  eitherHeader,
  headerAt,
  joinSites,
  type HeaderState,
  type RawSite,
  type State,
} from './state.js'
import { unwrapAwait, type FunctionNode } from './syntax.js'
import { createUnrolled } from './unrolled.js'
import { alternatives, numbersOf } from './values.js'
import type { Exit } from './walk.js'

/** What a function does to responses, in terms of its parameters. */
export interface Summary {
  /** Sites whose status or header is decided at the call. */
  readonly open: readonly RawSite[]
  /** Header of each response (by key) on every way out that returns. */
  readonly headers: ReadonlyMap<string, HeaderState>
  /** Statuses that it answers itself. */
  readonly answers: readonly number[]
  /** Statuses among these that it throws. */
  readonly throws: readonly number[]
  /** The one response that it makes whenever it is called, with a status of its own. */
  readonly fixed?: RawSite
  /** Sites whose response it does not send itself, by its key. */
  readonly unsent: State['pending']
  /** It answers (or throws) on every path and never returns normally. */
  readonly neverReturns: boolean
  /** What it returns, in the order of the source. */
  readonly results: readonly t.Expression[]
  /** Header of what it returns, on every way out that returns. */
  readonly resultHeader: HeaderState
  /** It was not looked into: what it does is unknown. */
  readonly isCut?: true
}

const CUT: Summary = {
  open: [],
  headers: new Map(),
  answers: [],
  throws: [],
  unsent: new Map(),
  neverReturns: false,
  results: [],
  resultHeader: UNKNOWN_HEADER,
  isCut: true,
}
/** Functions inside functions inside functions: what deeper calls do is unknown. */
const LEVELS = 6
const unrolled = createUnrolled(LEVELS, CUT)

/** The summary of a function; calls are followed so many levels deep. */
export function summaryOf(cx: AnalysisContext, fn: FunctionNode): Summary {
  return unrolled(cx, fn, () => summarize(cx, fn))
}

function summarize(cx: AnalysisContext, fn: FunctionNode): Summary {
  const walk = walkFunction(cx, fn)
  const normal = walk.exits.filter((exit) => exit.how !== 'throw')
  const results = normal.flatMap((exit) => (exit.expression ? [exit.expression] : []))
  const headers = new Map<string, HeaderState>()
  for (const key of new Set(normal.flatMap((exit) => [...exit.state.headers.keys()]))) {
    const [first, ...rest] = normal.map((exit) => headerAt(exit.state, key))
    if (first) headers.set(key, rest.reduce(eitherHeader, first))
  }
  // an error that is handed back is thrown, or not, by the caller
  const isOpen = (site: RawSite): boolean =>
    site.error === 'returned' ||
    alternatives(site.status).some((value) => value.kind === 'parameter') ||
    site.leaves.some((leave) => leave.parameter !== undefined)
  return {
    open: walk.sites.filter((site) => site.leaves.length > 0 && isOpen(site)),
    headers,
    answers: walk.answered,
    throws: walk.sites.flatMap((site) => (site.error === undefined ? [] : numbersOf(site.status))),
    ...fixedAnswer(walk.sites),
    unsent: normal.map((exit) => exit.unsent).reduce(joinSites, new Map()),
    neverReturns: normal.length === 0 && fn.body !== undefined,
    results,
    resultHeader: headerOfResults(cx, normal),
  }
}

function headerOfResults(cx: AnalysisContext, exits: readonly Exit[]): HeaderState {
  const [first, ...rest] = exits.map(({ state, expression }) => {
    const key = expression && keyOf(cx, expression)
    if (key !== undefined) return headerAt(state, key)
    const value = expression && unwrapAwait(cx.ts, expression)
    return value && cx.ts.isCallExpression(value) && isOfPackage(cx, value.expression)
      ? headerGivenTo(cx, value, state)
      : UNKNOWN_HEADER
  })
  return rest.reduce(eitherHeader, first ?? UNKNOWN_HEADER)
}

/** What a package's function gives back, as `cors(request, response)` does, has the headers of what it was given. */
function headerGivenTo(cx: AnalysisContext, call: t.CallExpression, state: State): HeaderState {
  return call.arguments
    .flatMap((argument) => keyOf(cx, argument) ?? [])
    .map((key) => headerAt(state, key))
    .reduce(bothHeaders, NEVER)
}

function fixedAnswer(sites: readonly RawSite[]): { readonly fixed?: RawSite } {
  const [only, ...others] = sites
  const isFixed =
    only !== undefined &&
    others.length === 0 &&
    only.error !== 'returned' &&
    only.status.kind === 'number' &&
    only.leaves.length > 0 &&
    only.conditions.every((condition) => condition.kind === 'call')
  return isFixed ? { fixed: only } : {}
}
