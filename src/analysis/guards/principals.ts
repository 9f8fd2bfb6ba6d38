import type * as t from 'typescript'
import { factsOf } from '../api.js'
import type { AnalysisContext } from '../context.js'
import { findDeclaration } from '../scope.js'
import { isAccess, memberName, textOf, unwrapAwait } from '../syntax.js'
import { originOf, pathText, speakingName } from './names.js'
import { wordsOf } from './topics.js'

/** An expression that holds the caller when it is there at all. */
export interface Principal {
  /** Source text of the part that is the caller: `req.user` in `req.user.role`. */
  readonly text: string
  readonly node: t.Expression
  /** The call that establishes the caller, when it is the result of one. */
  readonly call?: t.CallExpression
}

/** Names under which handlers are given the request or the context. */
const REQUEST = /^(?:_?req|_?request|ctx|context|c|event|evt|locals|this|res|reply|opts|args|root)$/
/** What hangs on a request, and is there only when somebody has been authenticated. */
const ON_REQUEST = /^(?:user|currentUser|auth|userId|account|principal|identity|actor|member|jwtUser|authUser|authenticatedUser|viewer|jwt|jwtPayload|token_payload|tokenPayload|apiKey|credentials|authInfo|admin)$/
/** Holders between the request and the caller. */
const HOLDER = /^(?:session|locals|state|auth|context|raw|request|req|res|var|ctx|data)$/
const AUTH_CALL =
  / (?:auth|authenticate\w*|server session|session|current user|logged in user|authenticated user|me|viewer|jwt verify|verify jwt|verify \w*token|verify session|validate session|validate request|validate token|require (?:user|auth|session|login|account)\w*|get (?:user|auth|actor|session|token|identity|viewer|account|authenticated \w+)|user from \w+|check auth|authorize request|parse request|verify user|verify auth|login with \w+|get user \w*|user id|get user id|require user id|get session user|api key|verify api key|verify) $/

/** Who says that something is the caller. */
export function principalOf(cx: AnalysisContext, expression: t.Expression, depth = 0): Principal | undefined {
  const { ts } = cx
  if (depth > 6) return undefined
  const node = unwrapAwait(ts, expression)
  if (ts.isCallExpression(node)) return ofCall(cx, node)
  if (isAccess(ts, node)) {
    const name = memberName(ts, node)
    if (name === undefined) return undefined
    if (isConfigured(cx, node)) return { text: textOf(node), node }
    if (isOnRequest(cx, node, name)) return { text: textOf(node), node }
    return principalOf(cx, node.expression, depth + 1)
  }
  if (ts.isIdentifier(node)) {
    if (cx.settings.principals?.includes(node.text)) return { text: node.text, node }
    const origin = originOf(cx, node)
    if (origin) {
      const value = unwrapAwait(ts, origin.value)
      const name = origin.property
      if (ts.isCallExpression(value)) {
        const made = ofCall(cx, value)
        // of a result only the parts that are the caller: `const { auth, error } = await parseRequest()`
        if (made === undefined || (name !== undefined && !isPartOfCaller(name))) return undefined
        return { ...made, text: node.text, node }
      }
      if (isAccess(ts, value) || ts.isIdentifier(value)) {
        const source = principalOf(cx, value, depth + 1)
        if (source) return { ...source, text: node.text, node }
        const root = pathText(cx, value)
        if (name !== undefined && ON_REQUEST.test(name) && isRequestPath(root)) return { text: node.text, node }
      }
      return undefined
    }
    const declaration = findDeclaration(ts, node)
    // ({ user }) in a handler's context: destructured from what a framework passes in
    if (declaration && ts.isBindingElement(declaration) && ON_REQUEST.test(node.text) && ts.isParameter(declaration.parent.parent)) return { text: node.text, node }
    return undefined
  }
  return undefined
}

/** Whether a name is the caller (or his id) among the parts of an authentication's result. */
function isPartOfCaller(name: string): boolean {
  return /(?:user|auth|session|payload|actor|account|identity|principal|member|viewer|token|decoded|claims|sub|id|data|apiKey|workspace|key)/i.test(name) && !/error|response|status|success/i.test(name)
}

function isConfigured(cx: AnalysisContext, node: t.Expression): boolean {
  return cx.settings.principals?.includes(pathText(cx, node)) ?? false
}

function isOnRequest(cx: AnalysisContext, node: t.PropertyAccessExpression | t.ElementAccessExpression, name: string): boolean {
  if (!ON_REQUEST.test(name) && !/^(?:User|Account|Member|Admin)$/.test(name)) return false
  const path = pathText(cx, node.expression)
  if (isRequestPath(path)) return true
  // session.user, where the session itself came from somewhere known
  return /^(?:session|auth|authData|sessionData|currentSession|token|payload)$/.test(path) && name !== 'auth'
}

/** `req`, `ctx.state`, `this.request.session`: a request, or a holder on one. */
function isRequestPath(path: string): boolean {
  const parts = path.split('.')
  const root = parts[0] === 'this' && parts.length > 1 ? (parts[1] ?? '') : (parts[0] ?? '')
  if (!REQUEST.test(root)) return false
  return parts.slice(1).every((part) => HOLDER.test(part) || part === root)
}

function ofCall(cx: AnalysisContext, node: t.CallExpression): Principal | undefined {
  const { ts } = cx
  const text = textOf(node, 50)
  const [first] = node.arguments
  // c.get('user')
  if (first && ts.isStringLiteralLike(first) && speakingName(cx, node) === 'get') {
    const isGetter = cx.frameworks.some((framework) => framework.principals?.getters?.includes(first.text))
    return isGetter && isRequestPath(pathText(cx, isAccess(ts, node.expression) ? node.expression.expression : node.expression)) ? { text, node } : undefined
  }
  if (factsOf(cx, node.expression).some((fact) => fact.kind === 'authenticator')) return { text, node, call: node }
  return isAuthCall(cx, node) ? { text, node, call: node } : undefined
}

/** A call that, by its name and by what it is given, finds out who is calling: not a look-up by what the client submitted. */
export function isAuthCall(cx: AnalysisContext, node: t.CallExpression): boolean {
  const words = wordsOf(speakingName(cx, node))
  if (!AUTH_CALL.test(words)) return false
  if (/ (?:password|email|signature|webhook|captcha|csrf|otp|totp|mfa|code|permission|role|access|owner|member) /.test(words)) return false
  return !node.arguments.some((argument) => isSubmitted(cx, argument))
}

/** A value that the client chose: body, parameters, query. */
export function isSubmitted(cx: AnalysisContext, expression: t.Expression): boolean {
  return /\b(?:body|params|query|searchParams|input|form|formData|dto|email|username|slug)\b/.test(expression.getText().slice(0, 300)) || isSubmittedVariable(cx, expression)
}

function isSubmittedVariable(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (!ts.isIdentifier(node)) return false
  const origin = originOf(cx, node)
  return origin !== undefined && /\b(?:body|params|query|searchParams|formData)\b/.test(origin.value.getText().slice(0, 200)) && !/token|authorization|cookie|session/i.test(node.text)
}
