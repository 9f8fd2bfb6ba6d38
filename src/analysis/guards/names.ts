import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { assignmentsTo, findDeclaration } from '../scope.js'
import { isAccess, memberName, unwrapAwait } from '../syntax.js'

/** The name that speaks for an expression: the last member, the callee, the variable. */
export function speakingName(cx: AnalysisContext, expression: t.Expression): string {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (ts.isIdentifier(node)) return node.text
  if (isAccess(ts, node)) return memberName(ts, node) ?? ''
  if (ts.isCallExpression(node)) return speakingName(cx, node.expression)
  return ''
}

/** The dotted path of an expression, `this` and calls included as far as they have names: `req.user.role`, `c.get`. */
export function pathText(cx: AnalysisContext, expression: t.Expression): string {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (ts.isIdentifier(node)) return node.text
  if (node.kind === ts.SyntaxKind.ThisKeyword) return 'this'
  if (isAccess(ts, node)) return `${pathText(cx, node.expression)}.${memberName(ts, node) ?? '?'}`
  if (ts.isCallExpression(node)) return `${pathText(cx, node.expression)}()`
  return '?'
}

/** Where a variable gets its value from; a name taken out of a pattern gives the pattern's source and the property too. */
export interface Origin {
  readonly value: t.Expression
  readonly property?: string
  readonly node: t.Node
  /** It is assigned after the declaration, perhaps only sometimes. */
  readonly later?: boolean
}

/** The initialiser of a variable, or the one value that is assigned to it later. */
export function originOf(cx: AnalysisContext, identifier: t.Identifier): Origin | undefined {
  const { ts } = cx
  const declaration = findDeclaration(ts, identifier)
  if (declaration === undefined) return undefined
  if (ts.isVariableDeclaration(declaration)) {
    const { initializer } = declaration
    if (initializer && !isEmpty(cx, initializer)) return { value: unwrapAwait(ts, initializer), node: declaration }
    const values = assignmentsTo(ts, declaration).filter((value) => !isEmpty(cx, value))
    const [only] = values
    return only && values.length === 1 && only.parent.kind === ts.SyntaxKind.BinaryExpression
      ? { value: unwrapAwait(ts, only), node: only.parent, later: true }
      : undefined
  }
  if (!ts.isBindingElement(declaration)) return undefined
  const property = declaration.propertyName?.getText() ?? identifier.text
  let owner: t.Node = declaration.parent.parent
  while (ts.isBindingElement(owner)) owner = owner.parent.parent
  return ts.isVariableDeclaration(owner) && owner.initializer
    ? { value: unwrapAwait(ts, owner.initializer), property, node: owner }
    : undefined
}

/** A value that is there under a condition only, and nothing otherwise. */
export interface Guarded {
  readonly test: t.Expression
  /** The outcome of the test with which the value is there. */
  readonly holds: boolean
  readonly value: t.Expression
}

/** `user ? await find(user.id) : null`. */
export function guardedValue(cx: AnalysisContext, expression: t.Expression): Guarded | undefined {
  const node = unwrapAwait(cx.ts, expression)
  if (!cx.ts.isConditionalExpression(node)) return undefined
  const { condition: test, whenTrue, whenFalse } = node
  if (isEmpty(cx, whenFalse)) return { test, holds: true, value: unwrapAwait(cx.ts, whenTrue) }
  return isEmpty(cx, whenTrue) ? { test, holds: false, value: unwrapAwait(cx.ts, whenFalse) } : undefined
}

function isEmpty(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  return (
    node.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(node) && node.text === 'undefined') ||
    (ts.isStringLiteralLike(node) && node.text === '')
  )
}

/** Whether an access anywhere in the chain down to its root is optional (`a?.b.c`). */
export function hasOptionalAccess(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  let node = unwrapAwait(ts, expression)
  for (;;) {
    if (isAccess(ts, node) || ts.isCallExpression(node)) {
      if (node.questionDotToken) return true
      node = unwrapAwait(ts, node.expression)
    } else return false
  }
}

/** The root identifier of an access chain. */
export function rootOf(cx: AnalysisContext, expression: t.Expression): t.Identifier | undefined {
  const { ts } = cx
  let node = unwrapAwait(ts, expression)
  while (isAccess(ts, node) || ts.isCallExpression(node)) node = unwrapAwait(ts, node.expression)
  return ts.isIdentifier(node) ? node : undefined
}
