import type * as t from 'typescript'
import { apiFacts } from './api.js'
import { functionOf } from './called-function.js'
import { isChallengeHelper } from './challenge-helpers.js'
import type { AnalysisContext } from './context.js'
import { ALWAYS, NEVER, type HeaderState } from './state.js'
import { summaryOf } from './summaries.js'
import { isWrapper } from './syntax.js'

/** The header that the functions around an expression put on the response made by it: `withCors(new Response(…))`. */
export function wrappingHeader(cx: AnalysisContext, node: t.Expression): HeaderState {
  const { ts } = cx
  let at: t.Node = node
  for (let wraps = 0; wraps < 4;) {
    const { parent } = at
    if (
      isWrapper(ts, parent) ||
      ts.isAwaitExpression(parent) ||
      (ts.isConditionalExpression(parent) && parent.condition !== at)
    )
      at = parent
    else if (ts.isCallExpression(parent) && parent.expression !== at) {
      if (isChallengeHelper(cx, parent)) return ALWAYS
      const fn = functionOf(cx, parent.expression)
      const header = fn && summaryOf(cx, fn).resultHeader
      if (header && header.presence !== 'never') return header
      if (apiFacts(cx, parent).some((fact) => fact.kind === 'challenger')) return ALWAYS
      at = parent
      wraps += 1
    } else return NEVER
  }
  return NEVER
}
