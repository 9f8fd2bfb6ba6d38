import type * as t from 'typescript'
import type { AnalysisContext } from '../../context.js'
import { assignmentsTo, findDeclaration } from '../../scope.js'
import { enclosingFunction, unwrap } from '../../syntax.js'
import { isFallback, outermost } from '../syntax.js'

/** Whether an expression is what a function typed `: string` returns, or what a variable typed so is given. */
export function wantsText(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = outermost(ts, expression)
  const { parent } = node
  if (ts.isVariableDeclaration(parent)) return isText(parent.type)
  if (!ts.isReturnStatement(parent) && !(ts.isArrowFunction(parent) && parent.body === node)) return false
  return isText(enclosingFunction(ts, node)?.type)
}

function isText(type: t.TypeNode | undefined): boolean {
  return type !== undefined && /^(?:string|Promise<string>)$/.test(type.getText())
}

/** Whether an empty text stands behind the header: `header ?? ''`. */
export function hasTextBehind(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrap(ts, expression)
  if (ts.isBinaryExpression(node) && isFallback(ts, node.operatorToken.kind)) {
    const right = unwrap(ts, node.right)
    return ts.isStringLiteralLike(right) && right.text === ''
  }
  const declaration = ts.isIdentifier(node) ? findDeclaration(ts, node) : undefined
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return false
  return assignmentsTo(ts, declaration).length === 0 && hasTextBehind(cx, declaration.initializer)
}
