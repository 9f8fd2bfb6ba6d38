import type * as t from 'typescript'
import { isFunctionNode, type FunctionNode } from './syntax.js'
import type { TypeScript } from './typescript.js'

/** Every expression that a function returns, in the order of the source. */
export function returnedExpressions(ts: TypeScript, fn: FunctionNode): readonly t.Expression[] {
  if (fn.body === undefined) return []
  if (!ts.isBlock(fn.body)) return [fn.body]
  const found: t.Expression[] = []
  const visit = (node: t.Node): void => {
    if (isFunctionNode(ts, node) || ts.isClassLike(node)) return
    if (ts.isReturnStatement(node)) {
      if (node.expression) found.push(node.expression)
    } else ts.forEachChild(node, visit)
  }
  visit(fn.body)
  return found
}
