import type { ResponseSite } from '../model/site.js'
import type { AnalysisContext } from './context.js'
import { walkFile } from './flow.js'
import { reachOf } from './reach.js'
import { toResponseSite } from './sites.js'
import type { RawSite } from './state.js'

/** Every place of the file where a 401 or a 403 is decided for a response, in the order of the walk. */
export function findResponses(cx: AnalysisContext): readonly ResponseSite[] {
  return walkFile(cx).sites.flatMap((site) => (isAnswer(cx, site) ? (toResponseSite(cx, site) ?? []) : []))
}

/** Errors are answers only when they come to the framework. */
function isAnswer(cx: AnalysisContext, site: RawSite): boolean {
  if (site.error === undefined || site.leaves.length === 0 || site.node.getSourceFile() !== cx.file) return true
  return reachOf(cx, site.node) !== 'no'
}
