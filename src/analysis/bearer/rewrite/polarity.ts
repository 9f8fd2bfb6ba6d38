import type * as t from 'typescript'
import { findDeclaration } from '../../scope.js'
import { isAccess, memberName, unwrap } from '../../syntax.js'
import { isEquality, isNothing, lastName, methodCall } from '../syntax.js'
import { isHeader, type View } from './view.js'

/** What a condition says when it is true: a Bearer token may be there, or there is none. */
export type Polarity = 'present' | 'absent'

/**
 * Reads a condition that is about the header alone: its presence, its scheme, its number of words, the token.
 * `undefined`: it is (also) about something else.
 */
export function polarityOf(view: View, expression: t.Expression): Polarity | undefined {
  const { ts } = view.cx
  const node = unwrap(ts, expression)
  const test = view.tests.get(node)
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return opposite(polarityOf(view, node.operand))
  if (ts.isBinaryExpression(node)) return ofBinary(view, node, test !== undefined)
  if (test !== undefined) return 'present'
  if (ts.isCallExpression(node)) {
    const [only] = node.arguments
    return lastName(ts, node) === 'Boolean' && only ? polarityOf(view, only) : undefined
  }
  return isValue(view, node) ? 'present' : undefined
}

/** Whether a condition looks at the scheme, not only at whether there is a header. */
export function looksAtScheme(view: View, expression: t.Expression): boolean {
  const { ts } = view.cx
  const visit = (node: t.Node): boolean =>
    view.tests.has(node) ||
    (ts.isExpression(node) && view.picks.includes(node)) ||
    (ts.isIdentifier(node) && isName(view, node)) ||
    (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false)
  return visit(expression)
}

function ofBinary(view: View, node: t.BinaryExpression, isTest: boolean): Polarity | undefined {
  const { ts } = view.cx
  const kind = node.operatorToken.kind
  const { left, right } = node
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken) {
    const sides = [polarityOf(view, left), polarityOf(view, right)]
    const wanted: Polarity = kind === ts.SyntaxKind.AmpersandAmpersandToken ? 'present' : 'absent'
    return sides.every((side) => side === wanted) ? wanted : undefined
  }
  if (isEquality(ts, kind)) {
    const isEqual = kind === ts.SyntaxKind.EqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsEqualsToken
    if (isTest) return isEqual ? 'present' : 'absent'
    return ofEquality(view, left, right, isEqual) ?? ofEquality(view, right, left, isEqual)
  }
  if (!isCount(view, left) || !ts.isNumericLiteral(right)) return undefined
  if (kind === ts.SyntaxKind.LessThanToken || kind === ts.SyntaxKind.LessThanEqualsToken) return 'absent'
  return kind === ts.SyntaxKind.GreaterThanToken || kind === ts.SyntaxKind.GreaterThanEqualsToken
    ? 'present'
    : undefined
}

function ofEquality(view: View, side: t.Expression, other: t.Expression, isEqual: boolean): Polarity | undefined {
  const { ts } = view.cx
  const subject = unwrap(ts, side)
  const constant = unwrap(ts, other)
  if (isNothing(ts, constant)) return isValue(view, subject) ? (isEqual ? 'absent' : 'present') : undefined
  if (ts.isTypeOfExpression(subject) && ts.isStringLiteralLike(constant)) {
    if (!isValue(view, unwrap(ts, subject.expression))) return undefined
    const isString = constant.text === 'string'
    if (!isString && constant.text !== 'undefined') return undefined
    return isString === isEqual ? 'present' : 'absent'
  }
  // parts.length === 2, header.indexOf('Bearer ') === 0
  if (isCount(view, subject) && ts.isNumericLiteral(constant) && constant.text === '2')
    return isEqual ? 'present' : 'absent'
  return undefined
}

/** `parts.length`, `header.split(' ').length`. */
function isCount(view: View, expression: t.Expression): boolean {
  const { ts } = view.cx
  const node = unwrap(ts, expression)
  if (!isAccess(ts, node) || memberName(ts, node) !== 'length') return false
  const split = methodCall(ts, unwrap(ts, node.expression))
  return isNameExpression(view, node.expression) || (split?.name === 'split' && isHeader(view, split.receiver))
}

/** The header, its words, its groups, its token. */
function isValue(view: View, node: t.Expression): boolean {
  if (isHeader(view, node) || isNameExpression(view, node)) return true
  return view.picks.some((pick) => {
    if (pick === node) return true
    const declaration = view.cx.ts.isIdentifier(node) ? findDeclaration(view.cx.ts, node) : undefined
    return declaration !== undefined && declaration === pick
  })
}

function isNameExpression(view: View, expression: t.Expression): boolean {
  const node = unwrap(view.cx.ts, expression)
  return view.cx.ts.isIdentifier(node) && isName(view, node)
}

function isName(view: View, node: t.Identifier): boolean {
  const declaration = findDeclaration(view.cx.ts, node)
  return declaration !== undefined && view.names.has(declaration)
}

function opposite(polarity: Polarity | undefined): Polarity | undefined {
  if (polarity === undefined) return undefined
  return polarity === 'present' ? 'absent' : 'present'
}
