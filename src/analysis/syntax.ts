import type * as t from 'typescript'
import type { TypeScript } from './typescript.js'
import type { TextRange } from '../model/text.js'
import { kindsOf } from './kinds.js'

/** A function with a body. */
export type FunctionNode =
  | t.FunctionDeclaration
  | t.FunctionExpression
  | t.ArrowFunction
  | t.MethodDeclaration
  | t.ConstructorDeclaration
  | t.GetAccessorDeclaration
  | t.SetAccessorDeclaration

export function isFunctionNode(ts: TypeScript, node: t.Node): node is FunctionNode {
  return functionKinds(ts).has(node.kind)
}

// asked of every node: one look-up instead of seven calls
const functionKinds = kindsOf(
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunction',
  'MethodDeclaration',
  'Constructor',
  'GetAccessor',
  'SetAccessor',
)

type Wrapper =
  t.ParenthesizedExpression | t.AsExpression | t.SatisfiesExpression | t.NonNullExpression | t.TypeAssertion

/** What has no effect at run time: parentheses, `as`, `satisfies`, `!`, type assertions. */
export function isWrapper(ts: TypeScript, node: t.Node): node is Wrapper {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node)
  )
}

/** Drops what has no effect at run time. */
export function unwrap(ts: TypeScript, expression: t.Expression): t.Expression {
  let node = expression
  while (isWrapper(ts, node)) node = node.expression
  return node
}

/** `unwrap`, and `await x` is `x`: for following values, where a promise and what it holds are the same. */
export function unwrapAwait(ts: TypeScript, expression: t.Expression): t.Expression {
  const node = unwrap(ts, expression)
  if (ts.isAwaitExpression(node)) return unwrapAwait(ts, node.expression)
  if (ts.isVoidExpression(node)) return node
  return node
}

/** The text of a property name when the source fixes it. */
export function nameOf(ts: TypeScript, name: t.PropertyName | t.BindingName | undefined): string | undefined {
  if (name === undefined) return undefined
  if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) || ts.isPrivateIdentifier(name))
    return name.text
  if (ts.isNoSubstitutionTemplateLiteral(name)) return name.text
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) return name.expression.text
  return undefined
}

/** The member that an access names: `a.b`, `a['b']`. */
export function memberName(
  ts: TypeScript,
  node: t.PropertyAccessExpression | t.ElementAccessExpression,
): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined
}

export function isAccess(ts: TypeScript, node: t.Node): node is t.PropertyAccessExpression | t.ElementAccessExpression {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)
}

/** The node around a node; a file has none, which TypeScript's own types leave out. */
export function parentOf(node: t.Node): t.Node | undefined {
  return node.parent
}

/** The innermost function (or the file) that `node` stands in. */
export function enclosingFunction(ts: TypeScript, node: t.Node): FunctionNode | undefined {
  for (let at = parentOf(node); at !== undefined; at = parentOf(at)) if (isFunctionNode(ts, at)) return at
  return undefined
}

/** Offsets of a node without its leading comments and white space. */
export function rangeOf(node: t.Node): TextRange {
  return { start: node.getStart(), end: node.getEnd() }
}

/** Source text of a node on one line, shortened, for messages. */
export function textOf(node: t.Node, most = 60): string {
  const text = node.getText().replace(/\s+/g, ' ')
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

/** 1-based line of a node's first character. */
export function lineOf(node: t.Node): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1
}
