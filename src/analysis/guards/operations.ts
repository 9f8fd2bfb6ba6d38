import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import type { Test } from './facts.js'
import { mayCheckCredentials } from './unchecked.js'

/**
 * Whether a `catch` answers an operation that has failed: something is done in its `try`, and nothing there, or in what that calls, may
 * look at credentials or raise a refusal of its own.
 */
export function isFailedOperation(cx: AnalysisContext, test: Test): boolean {
  if (test.kind !== 'catch') return false
  const { tryBlock } = test.clause.parent
  return isWaitedFor(cx, tryBlock) && !mayCheckCredentials(cx, tryBlock, { throws: true, anyHeader: false })
}

function isWaitedFor({ ts }: AnalysisContext, block: t.Block): boolean {
  const visit = (node: t.Node): boolean => ts.isAwaitExpression(node) || (ts.forEachChild(node, visit) ?? false)
  return visit(block)
}
