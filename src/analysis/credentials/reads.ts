import type * as t from 'typescript'
import { SESSION } from '../../frameworks/credential-libraries.js'
import { isCollectionBinding, isForeign, isHeaderCollection } from '../bearer/header-collection.js'
import { boundName, lastName, methodCall, outermost } from '../bearer/syntax.js'
import { FIELD, FIELD_READER, GET_OWNER, REQUEST_OWNER } from '../bearer/vocabulary.js'
import type { AnalysisContext } from '../context.js'
import { pathText } from '../guards/names.js'
import { findDeclaration, isAssignment } from '../scope.js'
import { stringValue } from '../strings.js'
import { isAccess, memberName, unwrapAwait } from '../syntax.js'
import { isCallersCookie, isCallersProperty, isKeyField, isSecretValue } from './lexicon.js'

/**
 * A part of the request in which credentials come, or could come.
 * - `cookie`, `key`: by its name, or by what it is compared with, it says who calls
 * - `session`: what somebody has put on the request as its session
 * - `other-cookie`, `other-field`: a cookie or a header field of any other name
 */
export interface RequestRead {
  readonly what: 'authorization' | 'cookie' | 'session' | 'key' | 'other-cookie' | 'other-field' | 'body-field'
  readonly node: t.Node
  /** The name of the field or the cookie, as far as it is known. */
  readonly name?: string
}

const COOKIE_GETTER = /^(?:get|use|parse)(?:Signed)?Cookies?$/
const OWN_SESSION_METHOD = /^(?:set|delete|clear|append)\b/

/** What one node reads of the request, when it reads credentials. */
export function readAt(cx: AnalysisContext, node: t.Node): RequestRead | undefined {
  const { ts } = cx
  if (isAccess(ts, node)) return isWritten(cx, node) ? undefined : readOfAccess(cx, node)
  if (ts.isCallExpression(node)) return readOfCall(cx, node)
  if (ts.isBindingElement(node)) return readOfBinding(cx, node)
  return ts.isParameter(node) ? readOfDecorator(cx, node) : undefined
}

function readOfAccess(
  cx: AnalysisContext,
  node: t.PropertyAccessExpression | t.ElementAccessExpression,
): RequestRead | undefined {
  const { ts } = cx
  const name =
    memberName(ts, node) ?? (ts.isElementAccessExpression(node) ? stringValue(cx, node.argumentExpression) : undefined)
  if (name !== undefined && isHeaderCollection(cx, node.expression)) return readOfField(cx, name, node)
  if (isCookieCollection(cx, node.expression)) {
    if (isMethodOf(ts, node)) return undefined
    // req.cookies[config.cookieName]
    return cookie(name ?? (ts.isElementAccessExpression(node) ? node.argumentExpression.getText() : ''), node)
  }
  if (name === undefined) return undefined
  if (isSession(cx, node.expression))
    return isCallersProperty(name) && !OWN_SESSION_METHOD.test(name) ? { what: 'session', node } : undefined
  // if (!req.session)
  if (name === SESSION.member && isRequestByName(cx, node.expression))
    return isAccess(ts, outermost(ts, node).parent) ? undefined : { what: 'session', node }
  return lastName(ts, node.expression) === 'body' ? { what: 'body-field', node, name } : undefined
}

function readOfCall(cx: AnalysisContext, node: t.CallExpression): RequestRead | undefined {
  const { ts } = cx
  const [first, second] = node.arguments
  const method = methodCall(ts, node)
  const name = lastName(ts, node.expression) ?? ''
  if (method === undefined) {
    // getHeader(event, 'x-api-key'), getCookie(c, 'session')
    if (first === undefined || second === undefined) return undefined
    const field = stringValue(cx, second)
    if (COOKIE_GETTER.test(name)) return cookie(field ?? second.getText(), node)
    return field !== undefined && name !== 'get' && FIELD_READER.test(name) ? readOfField(cx, field, node) : undefined
  }
  if (first === undefined || node.arguments.length > 1) return undefined
  if (method.name === 'get' || method.name === 'has') {
    if (isCookieCollection(cx, method.receiver)) return cookie(stringValue(cx, first) ?? first.getText(), node)
    const isReader = GET_OWNER.test(lastName(ts, method.receiver) ?? '') || isHeaderCollection(cx, method.receiver)
    return isReader ? readOfNamed(cx, first, node) : undefined
  }
  return FIELD_READER.test(method.name) && !isForeign(cx, method.receiver) ? readOfNamed(cx, first, node) : undefined
}

/** `const { authorization } = req.headers`, `const { userId } = req.session`, `const { client_id } = req.body`. */
function readOfBinding(cx: AnalysisContext, node: t.BindingElement): RequestRead | undefined {
  const { ts } = cx
  if (!ts.isObjectBindingPattern(node.parent)) return undefined
  // const { [config.cookieName]: token } = req.cookies
  const name = boundName(ts, node) ?? (node.propertyName && stringOrText(cx, node.propertyName))
  if (name === undefined) return undefined
  const owner = node.parent.parent
  if (ts.isBindingElement(owner)) return isCollectionBinding(cx, owner) ? readOfField(cx, name, node) : undefined
  const value = ts.isVariableDeclaration(owner) ? owner.initializer : undefined
  if (value === undefined) return undefined
  if (isHeaderCollection(cx, value)) return readOfField(cx, name, node)
  if (isCookieCollection(cx, value)) return cookie(name, node)
  if (isSession(cx, value)) return isCallersProperty(name) ? { what: 'session', node } : undefined
  const plain = unwrapAwait(ts, value)
  const isBody = lastName(ts, plain) === 'body' || /^(?:json|formData|readBody)$/.test(lastName(ts, plain) ?? '')
  return isBody ? { what: 'body-field', node, name } : undefined
}

/** Nest: `@Headers('x-api-key') key: string`. */
function readOfDecorator(cx: AnalysisContext, node: t.ParameterDeclaration): RequestRead | undefined {
  const { ts } = cx
  for (const { expression: call } of ts.getDecorators(node) ?? []) {
    if (!ts.isCallExpression(call)) continue
    const [first] = call.arguments
    const name = lastName(ts, call) ?? ''
    if (first && /^Header(?:s|Param)?$/.test(name)) return readOfNamed(cx, first, node)
    if (/^(?:Session|CookieParam|Cookies)$/.test(name)) return { what: 'cookie', node }
  }
  return undefined
}

function readOfNamed(cx: AnalysisContext, name: t.Expression, node: t.Node): RequestRead | undefined {
  const field = stringValue(cx, name)
  return field === undefined ? undefined : readOfField(cx, field, node)
}

/** What reading a header field of this name reads. */
export function readOfField(cx: AnalysisContext, name: string, node: t.Node): RequestRead | undefined {
  const field = name.toLowerCase()
  if (field === FIELD) return { what: 'authorization', node }
  if (field === 'cookie') return { what: 'cookie', node }
  return isKeyField(name) || isComparedWithSecret(cx, node)
    ? { what: 'key', node, name }
    : { what: 'other-field', node, name }
}

function cookie(name: string, node: t.Node): RequestRead {
  return isCallersCookie(name) ? { what: 'cookie', node } : { what: 'other-cookie', node, name }
}

function stringOrText(cx: AnalysisContext, name: t.PropertyName): string {
  return (cx.ts.isComputedPropertyName(name) ? stringValue(cx, name.expression) : undefined) ?? name.getText()
}

/** `req.headers['x-internal'] !== process.env.INTERNAL_SECRET`, also through a variable. */
function isComparedWithSecret(cx: AnalysisContext, node: t.Node, depth = 0): boolean {
  const { ts } = cx
  if (!ts.isExpression(node)) return false
  const at = outermost(ts, node)
  const { parent } = at
  if (ts.isBinaryExpression(parent)) {
    const isComparison =
      parent.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
      parent.operatorToken.kind === ts.SyntaxKind.ExclamationEqualsEqualsToken ||
      parent.operatorToken.kind === ts.SyntaxKind.EqualsEqualsToken ||
      parent.operatorToken.kind === ts.SyntaxKind.ExclamationEqualsToken
    return isComparison && isSecret(cx, parent.left === at ? parent.right : parent.left)
  }
  if (depth > 0 || !ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false
  const { text } = parent.name
  let found = false
  const visit = (one: t.Node): void => {
    if (found) return
    if (ts.isIdentifier(one) && one.text === text && findDeclaration(ts, one) === parent)
      found = isComparedWithSecret(cx, one, depth + 1)
    ts.forEachChild(one, visit)
  }
  visit(parent.parent.parent.parent)
  return found
}

function isSecret(cx: AnalysisContext, node: t.Expression): boolean {
  const { ts } = cx
  const value = unwrapAwait(ts, node)
  return (ts.isIdentifier(value) || isAccess(ts, value)) && isSecretValue(pathText(cx, value))
}

/** `req.cookies`, `await cookies()`, a variable of these, SvelteKit's `cookies`. */
function isCookieCollection(cx: AnalysisContext, expression: t.Expression, depth = 0): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (isAccess(ts, node))
    return /^(?:signedC|c)ookies$/.test(memberName(ts, node) ?? '') && isRequestByName(cx, node.expression)
  if (ts.isCallExpression(node)) return lastName(ts, node) === 'cookies' && node.arguments.length === 0
  if (!ts.isIdentifier(node) || depth > 2) return false
  const declaration = findDeclaration(ts, node)
  if (declaration === undefined) return false
  if (ts.isVariableDeclaration(declaration))
    return declaration.initializer !== undefined && isCookieCollection(cx, declaration.initializer, depth + 1)
  return ts.isBindingElement(declaration) && boundName(ts, declaration) === 'cookies' && isOfRequest(cx, declaration)
}

/** `({ cookies }) => …`, `const { cookies } = req`. */
function isOfRequest(cx: AnalysisContext, element: t.BindingElement): boolean {
  const owner = element.parent.parent
  return cx.ts.isVariableDeclaration(owner)
    ? owner.initializer !== undefined && isRequestByName(cx, owner.initializer)
    : cx.ts.isParameter(owner)
}

/** `req.session`, and a variable that it was taken out into. */
function isSession(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (isAccess(ts, node)) return memberName(ts, node) === SESSION.member && isRequestByName(cx, node.expression)
  const declaration = ts.isIdentifier(node) ? findDeclaration(ts, node) : undefined
  if (declaration === undefined) return false
  if (ts.isBindingElement(declaration))
    return (
      boundName(ts, declaration) === SESSION.member && isOfRequest(cx, declaration) && isRequestPattern(cx, declaration)
    )
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false
  const value = unwrapAwait(ts, declaration.initializer)
  return isAccess(ts, value) && isSession(cx, value)
}

/** A pattern that stands for the request itself, and not for whatever a function is given. */
function isRequestPattern(cx: AnalysisContext, element: t.BindingElement): boolean {
  return cx.ts.isVariableDeclaration(element.parent.parent)
}

export function isRequestByName(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  return (ts.isIdentifier(node) || isAccess(ts, node)) && REQUEST_OWNER.test(lastName(ts, node) ?? '')
}

function isMethodOf(ts: AnalysisContext['ts'], node: t.Expression): boolean {
  const { parent } = outermost(ts, node)
  return ts.isCallExpression(parent) && parent.expression === node
}

/** `req.session.userId = user.id` after a login reads nothing. */
function isWritten(cx: AnalysisContext, node: t.Expression): boolean {
  const { ts } = cx
  const { parent } = outermost(ts, node)
  if (ts.isDeleteExpression(parent)) return true
  return ts.isBinaryExpression(parent) && parent.left === node && isAssignment(ts, parent.operatorToken.kind)
}
