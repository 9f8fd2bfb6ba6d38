import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { resolve } from '../resolve.js'
import { returnedExpressions } from '../returns.js'
import { assignmentsTo, findDeclaration } from '../scope.js'
import { stringParts } from '../strings.js'
import { isAccess, isFunctionNode, memberName, unwrapAwait } from '../syntax.js'
import { headerValue } from './header-value.js'
import type { TokenTake } from './operations.js'
import { argumentsFor, isFromElsewhere } from './other-field.js'
import { calledOn, isFallback, isNothing, methodCall, outermost } from './syntax.js'
import { FIELD } from './vocabulary.js'

const MOST_DEPTH = 8

/**
 * Whether a value that holds the header may hold something else instead: a key of another field, of the query. What demands the scheme
 * of it would refuse that one.
 */
export function isMixed(cx: AnalysisContext, expression: t.Expression, depth = 0): boolean {
  const { ts } = cx
  if (depth > MOST_DEPTH) return false
  const again = (node: t.Expression): boolean => isMixed(cx, node, depth + 1)
  const anyOf = (values: readonly t.Expression[]): boolean =>
    values.some((value) => isOther(cx, value)) || values.some(again)
  const node = unwrapAwait(ts, expression)
  if (ts.isConditionalExpression(node)) return anyOf([node.whenTrue, node.whenFalse])
  if (ts.isBinaryExpression(node)) return isFallback(ts, node.operatorToken.kind) && anyOf([node.left, node.right])
  if (ts.isIdentifier(node)) {
    const declaration = findDeclaration(ts, node)
    if (declaration === undefined) return false
    if (ts.isParameter(declaration))
      return argumentsFor(cx, declaration).some((one) => isFromElsewhere(cx, one) || again(one))
    if (!ts.isVariableDeclaration(declaration)) return false
    return anyOf([
      ...(declaration.initializer ? [declaration.initializer] : []),
      ...assignmentsTo(ts, declaration).filter((value) => value !== node),
    ])
  }
  if (!ts.isCallExpression(node)) return false
  const method = methodCall(ts, node)
  if (method && headerValue(cx, method.receiver)) return again(method.receiver)
  const target = resolve(cx, node.expression)
  return target?.kind === 'node' && isFunctionNode(ts, target.node) && anyOf(returnedExpressions(ts, target.node))
}

/** `key || header.replace('Bearer ', '')`: where the scheme is taken away if it is there, the raw key of the header is one of several. */
export function isOneOfSeveral(cx: AnalysisContext, { form, picks }: TokenTake): boolean {
  const { ts } = cx
  if (form !== 'strip') return false
  return picks.some((pick) => {
    if (ts.isBindingElement(pick)) return false
    for (let node = outermost(ts, pick); ;) {
      const { parent } = node
      const called = calledOn(ts, node)
      if (called && /^trim(?:Start|End)?$/.test(called.name)) node = outermost(ts, called.call)
      else if (ts.isBinaryExpression(parent) && isFallback(ts, parent.operatorToken.kind)) {
        if (isOther(cx, parent.left === node ? parent.right : parent.left)) return true
        node = outermost(ts, parent)
      } else if (ts.isConditionalExpression(parent) && parent.condition !== node) {
        if (isOther(cx, parent.whenTrue === node ? parent.whenFalse : parent.whenTrue)) return true
        node = outermost(ts, parent)
      } else return false
    }
  })
}

/** A value that is neither the header, nor nothing, nor a text of the code. */
function isOther(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (isNothing(ts, node) || ts.isLiteralExpression(node)) return false
  const [first] = stringParts(cx, node) ?? []
  if (first?.kind === 'text' && /^bearer /i.test(first.text)) return false
  return !holdsHeader(cx, node)
}

function holdsHeader(cx: AnalysisContext, node: t.Node): boolean {
  const { ts } = cx
  if (ts.isExpression(node) && headerValue(cx, node)) return true
  // headers.Authorization beside headers.authorization
  if (isAccess(ts, node) && memberName(ts, node)?.toLowerCase() === FIELD) return true
  return ts.forEachChild(node, (child) => holdsHeader(cx, child) || undefined) ?? false
}
