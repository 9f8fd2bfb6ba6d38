import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { assignmentsTo, findDeclaration } from '../scope.js'
import { functionOf } from '../called-function.js'
import { isFunctionNode, nameOf, unwrapAwait, type FunctionNode } from '../syntax.js'

/** `{ role: req.body.role }.role`. */
export function partOf(cx: AnalysisContext, whole: t.Expression, name: string | undefined): t.Expression | undefined {
  const { ts } = cx
  const node = unwrapAwait(ts, whole)
  if (name === undefined || !ts.isObjectLiteralExpression(node)) return undefined
  const property = node.properties.find((one) => one.name !== undefined && nameOf(ts, one.name) === name)
  if (property === undefined) return undefined
  if (ts.isShorthandPropertyAssignment(property)) return property.name
  return ts.isPropertyAssignment(property) ? property.initializer : undefined
}

/** `config` of `const config = readConfig()`, where the project has the function. */
export function callBehind(
  cx: AnalysisContext,
  expression: t.Expression,
): { readonly node: t.CallExpression; readonly fn: FunctionNode } | undefined {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  const declaration = ts.isIdentifier(node) ? findDeclaration(ts, node) : undefined
  const value =
    declaration && ts.isVariableDeclaration(declaration) && assignmentsTo(ts, declaration).length === 0
      ? declaration.initializer && unwrapAwait(ts, declaration.initializer)
      : node
  if (value === undefined || !ts.isCallExpression(value)) return undefined
  const fn = functionOf(cx, value.expression)
  return fn && { node: value, fn }
}

/** What decides whether something is done, up to the function or the block in which `owner` stands. */
export function testsAround(cx: AnalysisContext, node: t.Node, owner: t.Node): readonly t.Expression[] {
  const { ts } = cx
  const tests: t.Expression[] = []
  for (let at = node; at.parent as t.Node | undefined; at = at.parent) {
    const { parent } = at
    if (isFunctionNode(ts, parent) || (parent.pos <= owner.pos && owner.end <= parent.end)) break
    if (ts.isIfStatement(parent) && parent.expression !== at) tests.push(parent.expression)
    else if (ts.isConditionalExpression(parent) && parent.condition !== at) tests.push(parent.condition)
    else if (ts.isSwitchStatement(parent)) tests.push(parent.expression)
    else if (ts.isForOfStatement(parent) || ts.isForInStatement(parent) || ts.isWhileStatement(parent))
      tests.push(parent.expression)
  }
  return tests
}

/** The tests that decide which `return` of a function is reached. */
export function testsOfResults(cx: AnalysisContext, fn: FunctionNode): readonly t.Expression[] {
  const { ts } = cx
  const tests = new Set<t.Expression>()
  const visit = (node: t.Node): void => {
    if (ts.isReturnStatement(node)) {
      testsAround(cx, node, fn).forEach((one) => tests.add(one))
      // `a ? b : c` and `a && b` are read as they stand
      return
    }
    if (!isFunctionNode(ts, node)) ts.forEachChild(node, visit)
  }
  if (fn.body) ts.forEachChild(fn.body, visit)
  return [...tests]
}
