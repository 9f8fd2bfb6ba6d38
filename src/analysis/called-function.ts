import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { resolve, resolveCallee } from './resolve.js'
import { isFunctionNode, unwrapAwait, type FunctionNode } from './syntax.js'

/** The function of the project that a callee means. */
export function functionOf(cx: AnalysisContext, callee: t.Expression): FunctionNode | undefined {
  const target = resolveCallee(cx, callee)
  if (target?.kind !== 'node') return undefined
  if (isFunctionNode(cx.ts, target.node)) return target.node.body === undefined ? undefined : target.node
  // const f = useCallback((…) => …), const f = wrap(async (…) => …)
  const value = cx.ts.isExpression(target.node) ? unwrapAwait(cx.ts, target.node) : undefined
  if (value && cx.ts.isCallExpression(value)) {
    const [first] = value.arguments
    const inner = first && value.arguments.length === 1 ? resolve(cx, first) : undefined
    if (inner?.kind === 'node' && isFunctionNode(cx.ts, inner.node) && inner.node.body !== undefined) return inner.node
  }
  return undefined
}
