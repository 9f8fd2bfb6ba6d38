import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { findDeclaration } from '../scope.js'
import { typeAt } from '../questions.js'
import { isAccess, isFunctionNode, memberName } from '../syntax.js'
import { isIdentity, principalOf } from './principals.js'

/**
 * With a checker: the caller in an expression whose declared type includes null or undefined while its type at this place does not.
 * The compiler has then followed the tests on the way, which is a proof.
 */
export function narrowedCaller(cx: AnalysisContext, expression: t.Expression): t.Expression | undefined {
  const { ts, checker } = cx
  if (checker === undefined || expression.getSourceFile() !== cx.file) return undefined
  let found: t.Expression | undefined
  const visit = (node: t.Node): void => {
    if (found || isFunctionNode(ts, node)) return
    if (
      (ts.isIdentifier(node) || isAccess(ts, node)) &&
      isAccess(ts, node.parent) &&
      node.parent.expression === node &&
      !node.parent.questionDotToken
    ) {
      const caller = principalOf(cx, node)
      if (caller && caller.weak !== true && isIdentity(caller.tail) && isNarrowed(cx, checker, node)) found = node
    }
    if (!found) ts.forEachChild(node, visit)
  }
  visit(expression)
  return found
}

function isNarrowed(
  cx: AnalysisContext,
  checker: t.TypeChecker,
  node: t.Identifier | t.PropertyAccessExpression | t.ElementAccessExpression,
): boolean {
  const declared = declaredType(cx, checker, node)
  return declared !== undefined && mayBeAbsent(cx, declared) && !mayBeAbsent(cx, typeAt(cx, checker, node))
}

function declaredType(
  cx: AnalysisContext,
  checker: t.TypeChecker,
  node: t.Identifier | t.PropertyAccessExpression | t.ElementAccessExpression,
): t.Type | undefined {
  const { ts } = cx
  if (ts.isIdentifier(node)) {
    const declaration = findDeclaration(ts, node)
    return declaration &&
      (ts.isVariableDeclaration(declaration) || ts.isParameter(declaration) || ts.isBindingElement(declaration))
      ? typeAt(cx, checker, declaration)
      : undefined
  }
  const name = memberName(ts, node)
  const property =
    name === undefined ? undefined : checker.getNonNullableType(typeAt(cx, checker, node.expression)).getProperty(name)
  return property && checker.getTypeOfSymbol(property)
}

function mayBeAbsent(cx: AnalysisContext, type: t.Type): boolean {
  const { ts } = cx
  const empty = ts.TypeFlags.Undefined | ts.TypeFlags.Null
  if (type.isUnion()) return type.types.some((one) => (one.flags & empty) !== 0)
  return (type.flags & empty) !== 0
}
