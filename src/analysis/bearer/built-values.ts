import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { resolve } from '../resolve.js'
import { returnedExpressions } from '../returns.js'
import { assignmentsTo, findDeclaration } from '../scope.js'
import { stringValue } from '../strings.js'
import { isAccess, isFunctionNode, memberName, nameOf, unwrapAwait } from '../syntax.js'
import { isFallback, lastName, methodCall } from './syntax.js'
import { FIELD } from './vocabulary.js'

const MOST_DEPTH = 6
/** What keeps a value under the header's name without sending it. */
const STORE = /cookie|storage|session|cache|store|params|map$|form/i

/** Every expression that the file gives to an Authorization field: properties, assignments, `set(name, value)`, `[name, value]`. */
export function builtValues(cx: AnalysisContext): readonly t.Expression[] {
  const { ts } = cx
  const found: t.Expression[] = []
  const add = (value: t.Expression): void => {
    found.push(...leaves(cx, value))
  }
  const visit = (node: t.Node): void => {
    if (ts.isPropertyAssignment(node)) {
      if (isFieldKey(cx, node.name)) add(node.initializer)
    } else if (ts.isShorthandPropertyAssignment(node)) {
      if (node.name.text.toLowerCase() === FIELD) add(node.name)
    } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      if (isFieldTarget(cx, node.left)) add(node.right)
    } else if (ts.isCallExpression(node)) {
      const value = valueGiven(cx, node.arguments)
      const method = methodCall(ts, node)
      const isStored = [method?.name, lastName(ts, method?.receiver ?? node.expression)].some((name) =>
        STORE.test(name ?? ''),
      )
      if (value && !isStored) add(value)
    } else if (ts.isArrayLiteralExpression(node) && node.elements.length === 2) {
      const value = valueGiven(cx, node.elements)
      if (value) add(value)
    }
    ts.forEachChild(node, visit)
  }
  visit(cx.file)
  return found
}

function isFieldKey(cx: AnalysisContext, name: t.PropertyName): boolean {
  const text =
    nameOf(cx.ts, name) ?? (cx.ts.isComputedPropertyName(name) ? constantNamed(cx, name.expression) : undefined)
  return text?.toLowerCase() === FIELD
}

function isFieldTarget(cx: AnalysisContext, target: t.Expression): boolean {
  const { ts } = cx
  if (!isAccess(ts, target)) return false
  const name = ts.isElementAccessExpression(target)
    ? stringValue(cx, target.argumentExpression)
    : memberName(ts, target)
  return name?.toLowerCase() === FIELD
}

/** The value of a constant whose name has to do with authorization: looking every constant up would read every file. */
function constantNamed(cx: AnalysisContext, expression: t.Expression): string | undefined {
  return /auth|field|header/i.test(expression.getText()) ? stringValue(cx, expression) : undefined
}

/** The element after the field's name. */
function valueGiven(cx: AnalysisContext, elements: readonly t.Expression[]): t.Expression | undefined {
  const at = elements.findIndex((element) => cx.ts.isStringLiteralLike(element) && element.text.toLowerCase() === FIELD)
  if (at >= 0) return elements[at + 1]
  const [name, value] = elements
  if (!name || !value || !(cx.ts.isIdentifier(name) || isAccess(cx.ts, name)) || !/auth/i.test(name.getText()))
    return undefined
  return stringValue(cx, name)?.toLowerCase() === FIELD ? value : undefined
}

/** The string expressions that a value can be: branches, fallbacks, assigned variables, results of functions of the project. */
function leaves(cx: AnalysisContext, expression: t.Expression, depth = 0): readonly t.Expression[] {
  const { ts } = cx
  if (depth > MOST_DEPTH) return []
  const again = (node: t.Expression): readonly t.Expression[] => leaves(cx, node, depth + 1)
  const node = unwrapAwait(ts, expression)
  if (ts.isConditionalExpression(node)) return [...again(node.whenTrue), ...again(node.whenFalse)]
  if (ts.isBinaryExpression(node)) {
    const kind = node.operatorToken.kind
    if (isFallback(ts, kind)) return [...again(node.left), ...again(node.right)]
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return again(node.right)
  }
  if (ts.isIdentifier(node)) {
    const declaration = findDeclaration(ts, node)
    if (!declaration || !ts.isVariableDeclaration(declaration)) return [node]
    const later = assignmentsTo(ts, declaration)
    const values = [...(declaration.initializer ? [declaration.initializer] : []), ...later].filter(
      (value) => !ts.isIdentifier(value) || value.text !== node.text,
    )
    return values.some((value) => isBranching(ts, value)) || later.length > 0 ? values.flatMap(again) : [node]
  }
  if (ts.isCallExpression(node) && depth < 3) {
    const target = resolve(cx, node.expression)
    if (target?.kind === 'node' && isFunctionNode(ts, target.node)) {
      const own = target.node.getSourceFile() === cx.file
      const results = returnedExpressions(ts, target.node).flatMap(again)
      // text of another file is reported there, where it can be mended
      if (own) return results
    }
  }
  return [node]
}

function isBranching(ts: AnalysisContext['ts'], value: t.Expression): boolean {
  const node = unwrapAwait(ts, value)
  return (
    ts.isConditionalExpression(node) ||
    (ts.isBinaryExpression(node) && node.operatorToken.kind !== ts.SyntaxKind.PlusToken)
  )
}
