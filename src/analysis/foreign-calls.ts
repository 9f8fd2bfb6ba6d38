import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { mayDecideIn } from './relevance.js'
import { pathOf } from './resolve.js'
import { findDeclaration } from './scope.js'
import { moduleOfDeclaration } from './specifiers.js'
import { isAccess, isWrapper, unwrapAwait } from './syntax.js'

/**
 * Whether a call of another file of the project only gives a value here: `const user = await User.findOne(…)`. What such a call does to
 * a response is decided by words that stand in it, and it has none of them. Following it would need the tree of that file for nothing.
 */
export function isOnlyValue(cx: AnalysisContext, node: t.CallExpression | t.NewExpression): boolean {
  return !cx.ignoresText && isUsed(cx, node) && isForeign(cx, node.expression) && !mayDecideIn(cx.ts, node)
}

/** Whether the result goes into something else; a call as a statement, a branch of one, or what is returned or thrown does not. */
function isUsed(cx: AnalysisContext, node: t.CallExpression | t.NewExpression): boolean {
  const { ts } = cx
  for (let at: t.Node = node; ; at = at.parent) {
    const { parent } = at
    const isThrough =
      isWrapper(ts, parent) ||
      ts.isAwaitExpression(parent) ||
      ts.isVoidExpression(parent) ||
      (ts.isConditionalExpression(parent) && parent.condition !== at) ||
      (ts.isBinaryExpression(parent) && parent.right === at && isChoice(ts, parent.operatorToken.kind)) ||
      // next(new AuthError())
      (ts.isNewExpression(node) && ts.isCallExpression(parent) && parent.expression !== at)
    if (isThrough) continue
    return !(
      ts.isExpressionStatement(parent) ||
      ts.isReturnStatement(parent) ||
      ts.isThrowStatement(parent) ||
      ts.isArrowFunction(parent) ||
      ts.isExportAssignment(parent)
    )
  }
}

function isChoice(ts: AnalysisContext['ts'], operator: t.SyntaxKind): boolean {
  return (
    operator === ts.SyntaxKind.AmpersandAmpersandToken ||
    operator === ts.SyntaxKind.BarBarToken ||
    operator === ts.SyntaxKind.QuestionQuestionToken ||
    operator === ts.SyntaxKind.CommaToken
  )
}

/** Whether a callee begins with an import of another file of the project, or with a member of `this`. */
function isForeign(cx: AnalysisContext, callee: t.Expression): boolean {
  const { ts } = cx
  let length = 0
  let at = unwrapAwait(ts, callee)
  for (; isAccess(ts, at); at = unwrapAwait(ts, at.expression)) length += 1
  // this.deny() is a method of the class at hand
  if (at.kind === ts.SyntaxKind.ThisKeyword) return length > 1
  if (!ts.isIdentifier(at)) return false
  const declaration = findDeclaration(ts, at)
  const module = declaration && moduleOfDeclaration(cx, declaration)
  return module !== undefined && cx.workspace.resolveModule(pathOf(cx, callee), module) !== undefined
}
