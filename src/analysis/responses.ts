import type { ResponseSite } from '../model/site.js'
import type { AnalysisContext } from './context.js'
import { walkFile } from './flow.js'
import { isAnsweringHandler } from './handlers.js'
import { reachOf } from './reach.js'
import { toResponseSite } from './sites.js'
import type { RawSite } from './state.js'
import { enclosingFunction, nameOf, type FunctionNode } from './syntax.js'
import { closeness } from './usage.js'

/** Every place of the file where a 401 or a 403 is decided for a response, in the order of the walk. */
export function findResponses(cx: AnalysisContext): readonly ResponseSite[] {
  return walkFile(cx).sites.flatMap((site) => (isAnswer(cx, site) ? (toResponseSite(cx, site) ?? []) : []))
}

/** Errors are answers only when they come to the framework. */
function isAnswer(cx: AnalysisContext, site: RawSite): boolean {
  if (site.error === undefined || site.leaves.length === 0 || site.node.getSourceFile() !== cx.file) return true
  if (site.error === 'returned') {
    const fn = enclosingFunction(cx.ts, site.node)
    return fn !== undefined && ANSWERS_RETURNED.has(site.framework.name) && takesRequest(cx, fn)
  }
  return reachOf(cx, site.node) !== 'no'
}

/** Frameworks that answer with an error that a handler returns; elsewhere a function that returns one only makes it. */
const ANSWERS_RETURNED: ReadonlySet<string> = new Set(['hapi', 'boom', 'h3'])

/** A handler, or a function with a handler's parameters. */
function takesRequest(cx: AnalysisContext, fn: FunctionNode): boolean {
  if (isAnsweringHandler(cx, fn)) return true
  const names = fn.parameters.map((parameter) => nameOf(cx.ts, parameter.name) ?? '')
  return cx.frameworks.some((framework) => framework.objects?.some((object) => object.contextNames?.some((name) => names.includes(name)) && closeness(cx, framework, fn) > 0))
}
