import type { Branches } from './walk.js'
import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { indexOf } from './facts-index.js'
import { isHeaderName } from './headers.js'
import { findReceiver, keyOf } from './receivers.js'
import { findDeclaration } from './scope.js'
import { ALWAYS, withHeader, type State } from './state.js'
import { isAccess, memberName, unwrap } from './syntax.js'

/**
 * Tests that ask a response about itself: has it left, is the header there, is it a mock without the methods of one.
 * `undefined`: the test is about something else.
 */
export function responseTest(cx: AnalysisContext, node: t.Expression, state: State): Branches | undefined {
  const { ts } = cx
  if (isAccess(ts, node)) return hasLeft(cx, node) ? { yes: undefined, no: state } : undefined
  if (ts.isCallExpression(node) && isAccess(ts, node.expression)) return headerIsThere(cx, node, node.expression, state)
  if (!ts.isBinaryExpression(node)) return undefined
  const operator = node.operatorToken.kind
  if (node.right.kind === ts.SyntaxKind.TrueKeyword && operator === ts.SyntaxKind.EqualsEqualsEqualsToken)
    return responseTest(cx, unwrap(ts, node.left), state)
  if (!hasMethod(cx, node)) return undefined
  const isEqual = operator === ts.SyntaxKind.EqualsEqualsEqualsToken || operator === ts.SyntaxKind.EqualsEqualsToken
  return isEqual ? { yes: state, no: undefined } : { yes: undefined, no: state }
}

type Access = t.PropertyAccessExpression | t.ElementAccessExpression

/** `res.headersSent`: nothing can be sent on a response that has left. */
function hasLeft(cx: AnalysisContext, node: Access): boolean {
  const name = memberName(cx.ts, node) ?? ''
  return indexOf(cx.frameworks).sentProperties.has(name) && isResponse(cx, node.expression, name)
}

/** A response, or a parameter of which nothing else is known: a test double, a structural type. */
function isResponse(cx: AnalysisContext, node: t.Expression, name: string): boolean {
  if (findReceiver(cx, node, [name])) return true
  const declaration = cx.ts.isIdentifier(node) ? findDeclaration(cx.ts, node) : undefined
  return declaration !== undefined && cx.ts.isParameter(declaration)
}

/** `res.hasHeader('WWW-Authenticate')`, `response.headers.has(…)`, `headers.get(…)`. */
function headerIsThere(
  cx: AnalysisContext,
  node: t.CallExpression,
  callee: Access,
  state: State,
): Branches | undefined {
  const { ts } = cx
  const [first] = node.arguments
  const method = memberName(ts, callee)
  if (first === undefined || method === undefined || !isHeaderName(cx, first)) return undefined
  const owner = unwrap(ts, callee.expression)
  const receiver = findReceiver(cx, owner, [method])
  const isReader =
    (receiver && Object.hasOwn(receiver.object.methods, method) ? receiver.object.methods[method] : undefined)
      ?.readsHeader !== undefined
  // a collection of headers, or a response of which nothing else is known
  const isCollection = method === 'has' || method === 'get'
  if (!isReader && !isCollection && indexOf(cx.frameworks).methods.get(method)?.readsHeader !== true) return undefined
  const holder = isAccess(ts, owner) && memberName(ts, owner) === 'headers' ? owner.expression : owner
  const key = receiver?.key ?? keyOf(cx, holder)
  return key === undefined ? undefined : { yes: withHeader(state, key, ALWAYS), no: state }
}

/** `typeof res.setHeader === 'function'`: a response has the methods with which headers are set and read. */
function hasMethod(cx: AnalysisContext, { left, right }: t.BinaryExpression): boolean {
  const { ts } = cx
  if (!ts.isTypeOfExpression(left) || !ts.isStringLiteralLike(right) || right.text !== 'function') return false
  const tested = unwrap(ts, left.expression)
  const name = isAccess(ts, tested) ? memberName(ts, tested) : undefined
  if (!isAccess(ts, tested) || name === undefined) return false
  const receiver = findReceiver(cx, tested.expression, [name])
  if (receiver) return Object.hasOwn(receiver.object.methods, name)
  const kinds = indexOf(cx.frameworks).methods.get(name)
  return kinds !== undefined && (kinds.readsHeader || kinds.writesField)
}
