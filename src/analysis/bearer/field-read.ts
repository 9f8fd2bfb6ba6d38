import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { stringValue } from '../strings.js'
import { isFunctionNode } from '../syntax.js'
import { isForeign, isHeaderCollection } from './header-collection.js'
import { functionName } from './references.js'
import { lastName, methodCall } from './syntax.js'
import { FIELD, FIELD_PATH, FIELD_READER, GET_OWNER, PLAIN_NAME, SPEAKING_FUNCTION, STRONG_NAME } from './vocabulary.js'

/** `headers.get('authorization')`, `req.header('Authorization')`, `getHeader(event, 'authorization')`. */
export function isFieldRead(cx: AnalysisContext, node: t.CallExpression): boolean {
  return readsField(cx, node) && node.arguments.some((argument) => isFieldName(cx, argument))
}

/** `req.get('x-auth-token')`: the field that is read is known, and another. */
export function readsOtherField(cx: AnalysisContext, node: t.CallExpression): boolean {
  return (
    readsField(cx, node) &&
    node.arguments.every((argument) => !isFieldName(cx, argument)) &&
    node.arguments.some((argument) => /^[\w-]+$/.test(stringValue(cx, argument) ?? ''))
  )
}

function readsField(cx: AnalysisContext, node: t.CallExpression): boolean {
  const { ts } = cx
  if (node.arguments.length === 0 || node.arguments.length > 2) return false
  const name = lastName(ts, node.expression)
  if (name === undefined || !FIELD_READER.test(name)) return false
  const method = methodCall(ts, node)
  return method === undefined ? name !== 'get' : isReader(cx, method.receiver, name)
}

/** Whether what a field is read from is the request or its headers, and not an answer or a store. */
function isReader(cx: AnalysisContext, receiver: t.Expression, name: string): boolean {
  if (isForeign(cx, receiver)) return false
  if (name !== 'get' && name !== 'getFirst') return true
  return GET_OWNER.test(lastName(cx.ts, receiver) ?? '') || isHeaderCollection(cx, receiver)
}

/** `get(req, 'headers.authorization')`. */
export function isPathRead(cx: AnalysisContext, node: t.CallExpression): boolean {
  const [, path] = node.arguments
  if (path === undefined || lastName(cx.ts, node.expression) !== 'get' || !cx.ts.isStringLiteralLike(path)) return false
  return FIELD_PATH.test(path.text)
}

function isFieldName(cx: AnalysisContext, node: t.Expression): boolean {
  return stringValue(cx, node)?.toLowerCase() === FIELD
}

/** A parameter that holds the header by its name, its function's name, or its decorator. */
export function isHeaderParameter(cx: AnalysisContext, parameter: t.ParameterDeclaration, name: string): boolean {
  return STRONG_NAME.test(name) || isSpeaking(cx, parameter, name) || isDecorated(cx, parameter)
}

/** `function extractBearerToken(header)`: the name of the parameter alone would say too little, that of the function says the rest. */
function isSpeaking(cx: AnalysisContext, parameter: t.ParameterDeclaration, name: string): boolean {
  const fn = parameter.parent
  if (!isFunctionNode(cx.ts, fn) || fn.parameters[0] !== parameter || !PLAIN_NAME.test(name)) return false
  return SPEAKING_FUNCTION.test(functionName(cx.ts, fn) ?? '')
}

/** Nest: `@Headers('authorization') value: string`; routing-controllers: `@HeaderParam('authorization')`. */
function isDecorated(cx: AnalysisContext, parameter: t.ParameterDeclaration): boolean {
  const { ts } = cx
  return (ts.getDecorators(parameter) ?? []).some((decorator) => {
    const call = decorator.expression
    if (!ts.isCallExpression(call) || !/^Header(?:s|Param)?$/.test(lastName(ts, call) ?? '')) return false
    const [name] = call.arguments
    return name !== undefined && isFieldName(cx, name)
  })
}
