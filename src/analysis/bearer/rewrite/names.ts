import type * as t from 'typescript'
import { findNamed, type Declaration } from '../../scope.js'
import { enclosingFunction } from '../../syntax.js'
import { referencesTo } from '../references.js'
import { isFallback, isNothing, outermost, isEquality } from '../syntax.js'
import { polarityOf } from './polarity.js'
import { isWithinAny, statementOf, type View } from './view.js'

/** The statements of the words' and groups' variables, when every use of these lies within `consumed`; `undefined` when one does not. */
export function vanishing(view: View, consumed: readonly t.Node[]): readonly t.VariableStatement[] | undefined {
  const { ts } = view.cx
  const statements = [...view.names].map((name) =>
    ts.isVariableDeclaration(name) ? statementOf(view, name) : undefined,
  )
  if (statements.some((statement) => statement === undefined)) return undefined
  const known = statements.filter((statement) => statement !== undefined)
  const all = [...consumed, ...known]
  return [...view.names].every((name) => referencesTo(ts, name).every((use) => isWithinAny(use, all)))
    ? known
    : undefined
}

/** Whether a name can be declared at a place without hiding or doubling another. */
export function isFree(view: View, name: string, at: t.Node, own?: Declaration): boolean {
  const { ts } = view.cx
  const known = findNamed(ts, at, name)
  if (known !== undefined && known !== own) return false
  const fn = enclosingFunction(ts, at) ?? at.getSourceFile()
  // another declaration further in would be no clash, but one in the same function is too easily confused
  let others = 0
  const visit = (node: t.Node): void => {
    if (
      (ts.isVariableDeclaration(node) || ts.isBindingElement(node) || ts.isParameter(node)) &&
      ts.isIdentifier(node.name) &&
      node.name.text === name &&
      node !== own
    )
      others++
    ts.forEachChild(node, visit)
  }
  visit(fn)
  return others === 0
}

/** Whether some use of the token asks whether there is one. */
export function isTested(view: View, declaration: Declaration): boolean {
  const { ts } = view.cx
  return referencesTo(ts, declaration).some((name) => {
    const node = outermost(ts, name)
    const { parent } = node
    if (ts.isPrefixUnaryExpression(parent) || ts.isIfStatement(parent)) return true
    if (ts.isConditionalExpression(parent)) return parent.condition === node
    if (ts.isPropertyAccessExpression(parent)) return parent.questionDotToken !== undefined
    if (!ts.isBinaryExpression(parent)) return false
    const kind = parent.operatorToken.kind
    if (isFallback(ts, kind) || kind === ts.SyntaxKind.AmpersandAmpersandToken)
      return parent.left === node || kind === ts.SyntaxKind.BarBarToken
    return isEquality(ts, kind) && isNothing(ts, parent.left === node ? parent.right : parent.left)
  })
}

/** The largest condition around an expression that is about the header alone, when it decides a branch. */
export function conditionAround(view: View, expression: t.Expression): t.Expression | undefined {
  const { ts } = view.cx
  let node = outermost(ts, expression)
  while (ts.isExpression(node.parent) && !ts.isConditionalExpression(node.parent) && !ts.isFunctionLike(node.parent)) {
    const outer = outermost(ts, node.parent)
    if (polarityOf(view, outer) === undefined && polarityOf(view, node) !== undefined) break
    node = outer
  }
  if (polarityOf(view, node) === undefined) return undefined
  const { parent } = node
  if (ts.isIfStatement(parent)) return node
  return ts.isConditionalExpression(parent) && parent.condition === node ? node : undefined
}
