import type * as t from 'typescript'
import { isAccess, memberName, nameOf, parentOf } from '../syntax.js'
import type { TypeScript } from '../typescript.js'

/** The outermost expression that is the same value: out of parentheses, `as`, `satisfies`, `!`, `await`. */
export function outermost(ts: TypeScript, node: t.Expression): t.Expression {
  let at = node
  for (;;) {
    const { parent } = at
    if (
      ts.isParenthesizedExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isSatisfiesExpression(parent) ||
      ts.isNonNullExpression(parent) ||
      ts.isTypeAssertionExpression(parent) ||
      ts.isAwaitExpression(parent)
    )
      at = parent
    else return at
  }
}

/** The last name of an expression: `a.b.c` is `c`, `f(x)` is `f`, `a['b']` is `b`. */
export function lastName(ts: TypeScript, expression: t.Expression): string | undefined {
  let node = expression
  while (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isSatisfiesExpression(node)
  )
    node = node.expression
  if (ts.isIdentifier(node)) return node.text
  if (isAccess(ts, node)) return memberName(ts, node)
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return lastName(ts, node.expression)
  return undefined
}

/** `a.b(…)`: the method's name and its receiver. */
export function methodCall(
  ts: TypeScript,
  node: t.Node,
): { readonly call: t.CallExpression; readonly name: string; readonly receiver: t.Expression } | undefined {
  if (!ts.isCallExpression(node) || !isAccess(ts, node.expression)) return undefined
  const name = memberName(ts, node.expression)
  return name === undefined ? undefined : { call: node, name, receiver: node.expression.expression }
}

/** The method that is called on `node`, when `node` is the receiver of a call: `node.trim()`. */
export function calledOn(
  ts: TypeScript,
  node: t.Expression,
): { readonly call: t.CallExpression; readonly name: string } | undefined {
  const { parent } = node
  if (!isAccess(ts, parent) || parent.expression !== node) return undefined
  const name = memberName(ts, parent)
  const outer = outermost(ts, parent)
  return name !== undefined && ts.isCallExpression(outer.parent) && outer.parent.expression === outer
    ? { call: outer.parent, name }
    : undefined
}

/** Whether `kind` compares for equality. */
export function isEquality(ts: TypeScript, kind: t.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
    kind === ts.SyntaxKind.EqualsEqualsToken ||
    kind === ts.SyntaxKind.ExclamationEqualsEqualsToken ||
    kind === ts.SyntaxKind.ExclamationEqualsToken
  )
}

/** Whether `kind` gives another value for a missing one: `||`, `??`. */
export function isFallback(ts: TypeScript, kind: t.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken
}

/** `undefined`, `null`, `''`, `[]`. */
export function isNothing(ts: TypeScript, node: t.Expression): boolean {
  return (
    node.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(node) && node.text === 'undefined') ||
    ts.isVoidExpression(node) ||
    (ts.isStringLiteralLike(node) && node.text === '') ||
    (ts.isArrayLiteralExpression(node) &&
      node.elements.every((element) => ts.isStringLiteralLike(element) && element.text === ''))
  )
}

/** Whether `node` lies inside `outer`, itself included. */
export function isInside(node: t.Node, outer: t.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end && node.getSourceFile() === outer.getSourceFile()
}

/** Whether `a` and `b` lie on branches of one decision that never both run. */
export function areExclusive(ts: TypeScript, a: t.Node, b: t.Node): boolean {
  for (let at: t.Node | undefined = a; at !== undefined; at = parentOf(at)) {
    const { parent } = at
    if (!isInside(b, parent)) continue
    if (ts.isIfStatement(parent))
      return (
        at !== parent.expression &&
        parent.elseStatement !== undefined &&
        !isInside(b, parent.expression) &&
        !isInside(b, at)
      )
    if (ts.isConditionalExpression(parent))
      return at !== parent.condition && !isInside(b, parent.condition) && !isInside(b, at)
    if (ts.isCaseBlock(parent)) return !isInside(b, at)
    return false
  }
  return false
}

/** The declared name of a property or binding: `{ a: b }` is `a`. */
export function boundName(ts: TypeScript, element: t.BindingElement): string | undefined {
  return nameOf(ts, element.propertyName ?? element.name)
}
