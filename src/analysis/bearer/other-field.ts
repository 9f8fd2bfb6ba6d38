import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { resolve } from '../resolve.js'
import { returnedExpressions } from '../returns.js'
import { assignmentsTo, findDeclaration, type Declaration } from '../scope.js'
import { stringValue } from '../strings.js'
import { isAccess, isFunctionNode, memberName, nameOf, unwrapAwait } from '../syntax.js'
import { readsOtherField } from './field-read.js'
import { isHeaderCollection } from './header-collection.js'
import { callsOf } from './references.js'
import { boundName, isFallback, isNothing, lastName, methodCall } from './syntax.js'
import { FIELD, REQUEST_OWNER, REQUEST_PART } from './vocabulary.js'

const MOST_DEPTH = 6

/**
 * Whether a value is known to come from somewhere else in the request: another field, the query, a cookie. Where a value comes from
 * outranks every name that it goes by. Not known is not "from elsewhere".
 */
export function isFromElsewhere(cx: AnalysisContext, expression: t.Expression, depth = 0): boolean {
  const { ts } = cx
  if (depth > MOST_DEPTH) return false
  const again = (node: t.Expression): boolean => isFromElsewhere(cx, node, depth + 1)
  const node = unwrapAwait(ts, expression)
  if (ts.isIdentifier(node)) {
    const declaration = findDeclaration(ts, node)
    return declaration !== undefined && isDeclaredElsewhere(cx, declaration, depth)
  }
  if (isAccess(ts, node)) return isOtherMember(cx, node)
  if (ts.isConditionalExpression(node)) return allOf(cx, [node.whenTrue, node.whenFalse], again)
  if (ts.isBinaryExpression(node))
    return isFallback(ts, node.operatorToken.kind) && allOf(cx, [node.left, node.right], again)
  if (!ts.isCallExpression(node)) return false
  if (readsOtherField(cx, node)) return true
  const method = methodCall(ts, node)
  if (method && /^(?:trim\w*|toString|to\w*Case)$/.test(method.name)) return again(method.receiver)
  const [only] = node.arguments
  if (only && lastName(ts, node) === 'String') return again(only)
  const target = resolve(cx, node.expression)
  return (
    target?.kind === 'node' && isFunctionNode(ts, target.node) && allOf(cx, returnedExpressions(ts, target.node), again)
  )
}

/** Some of the values do, and the others are nothing. */
function allOf(
  { ts }: AnalysisContext,
  values: readonly t.Expression[],
  holds: (value: t.Expression) => boolean,
): boolean {
  const some = values.filter((value) => !isNothing(ts, value))
  return some.length > 0 && some.length < 8 && some.every(holds)
}

/** `headers['x-auth-token']`, `req.query.auth`. */
function isOtherMember(cx: AnalysisContext, node: t.PropertyAccessExpression | t.ElementAccessExpression): boolean {
  const { ts } = cx
  const owner = unwrapAwait(ts, node.expression)
  if (isAccess(ts, owner) && REQUEST_PART.test(memberName(ts, owner) ?? ''))
    return REQUEST_OWNER.test(lastName(ts, owner.expression) ?? '')
  if (!isHeaderCollection(cx, owner)) return false
  const name =
    memberName(ts, node) ?? (ts.isElementAccessExpression(node) ? stringValue(cx, node.argumentExpression) : undefined)
  return name !== undefined && name.toLowerCase() !== FIELD && !/^\d+$/.test(name)
}

function isDeclaredElsewhere(cx: AnalysisContext, declaration: Declaration, depth: number): boolean {
  const { ts } = cx
  const again = (node: t.Expression): boolean => isFromElsewhere(cx, node, depth + 1)
  if (ts.isParameter(declaration)) return isOtherParameter(cx, declaration, depth)
  if (ts.isVariableDeclaration(declaration)) {
    const values = [...(declaration.initializer ? [declaration.initializer] : []), ...assignmentsTo(ts, declaration)]
    return allOf(cx, values, again)
  }
  if (!ts.isBindingElement(declaration) || !ts.isObjectBindingPattern(declaration.parent)) return false
  const owner = declaration.parent.parent
  const name = boundName(ts, declaration)
  if (name === undefined || name.toLowerCase() === FIELD) return false
  if (ts.isParameter(owner)) return isOtherProperty(cx, owner, name, depth)
  return ts.isVariableDeclaration(owner) && owner.initializer !== undefined && isHeaderCollection(cx, owner.initializer)
}

/** A parameter that a decorator fills from elsewhere, or that the file calls with nothing else. */
export function isOtherParameter(cx: AnalysisContext, parameter: t.ParameterDeclaration, depth = 0): boolean {
  const { ts } = cx
  const named = (ts.getDecorators(parameter) ?? []).some(({ expression: call }) => {
    const [name] = ts.isCallExpression(call) ? call.arguments : []
    const text = name && stringValue(cx, name)
    return text !== undefined && text.toLowerCase() !== FIELD
  })
  return named || allOf(cx, argumentsFor(cx, parameter), (value) => isFromElsewhere(cx, value, depth + 1))
}

/** `check({ authHeader: req.get('x-auth') })`, of which `options.authHeader` is asked. */
export function isOtherProperty(
  cx: AnalysisContext,
  parameter: t.ParameterDeclaration,
  property: string,
  depth = 0,
): boolean {
  const { ts } = cx
  const values = argumentsFor(cx, parameter).flatMap((argument) => {
    const members = ts.isObjectLiteralExpression(argument) ? argument.properties : []
    return members.flatMap((one) =>
      ts.isPropertyAssignment(one) && nameOf(ts, one.name) === property ? [one.initializer] : [],
    )
  })
  return allOf(cx, values, (value) => isFromElsewhere(cx, value, depth + 1))
}

/** What the file hands over for a parameter. */
export function argumentsFor(cx: AnalysisContext, parameter: t.ParameterDeclaration): readonly t.Expression[] {
  const { ts } = cx
  const fn = parameter.parent
  if (!isFunctionNode(ts, fn) || parameter.dotDotDotToken) return []
  const index = fn.parameters.indexOf(parameter)
  return callsOf(ts, fn).flatMap((call) => call.arguments[index] ?? [])
}
