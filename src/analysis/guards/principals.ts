import type * as t from 'typescript'
import { factsOf } from '../api.js'
import type { AnalysisContext } from '../context.js'
import { resolve } from '../resolve.js'
import { findDeclaration } from '../scope.js'
import { functionOf } from '../called-function.js'
import { summaryOf } from '../summaries.js'
import { isAccess, memberName, textOf, unwrapAwait } from '../syntax.js'
import { isOwnRecord } from './lookups.js'
import { guardedValue, originOf, pathText, rootOf, speakingName } from './names.js'
import { passedCaller } from './parameters.js'
import { isClientInput } from './provenance.js'
import { isCredentialName, topicOfName, wordsOf } from './topics.js'
import { verifies } from './verifications.js'

/** An expression that holds the caller when it is there at all. */
export interface Principal {
  /** Source text of the part that is the caller: `req.user` in `req.user.role`. */
  readonly text: string
  readonly node: t.Expression
  /** The call that establishes the caller, when it is the result of one. */
  readonly call?: t.CallExpression
  /** What is read of the caller: `['role']`. */
  readonly tail: readonly string[]
  /** Something of the caller is read through `?.`: he may be absent. */
  readonly optional: boolean
  /** The holder is there for anonymous callers too (a session of the browser): its properties speak of the caller, its presence proves nothing. */
  readonly weak?: boolean
  /** The caller's own row, looked up by his id: when it is missing, his account is gone. */
  readonly own?: boolean
  /** What the call or variable that he comes from is called is all that says so. */
  readonly byName?: boolean
  /** A parameter that every call gives the caller; `read`: as a property that is read of him without a null test. */
  readonly passed?: 'given' | 'read'
}

/** Names under which handlers are given the request or the context. */
const REQUEST = /^(?:_?req|_?request|ctx|context|c|event|evt|locals|this|res|reply|opts|args|root)$/
/** What hangs on a request, and is there only when somebody has been authenticated. */
const ON_REQUEST =
  /^(?:user|currentUser|auth|authentication|userId|user_id|userid|account|accountId|principal|identity|actor|jwtUser|authUser|authenticatedUser|loggedInUser|viewer|jwt|jwtPayload|tokenPayload|token_payload|authInfo|admin|User|Account|Admin)$/
/** Holders between the request and the caller. */
const HOLDER = /^(?:session|locals|state|auth|context|raw|request|req|res|var|ctx|data)$/
/** Results of an authentication that are somebody. */
const SESSION_NAME = /^(?:session|auth|authData|sessionData|currentSession|token|payload|decoded|decodedToken|claims)$/
const AUTH_CALL = new RegExp(
  [
    // getServerSession, requireUser, auth, getCurrentUserId, getSessionFromReq
    '(?:(?:get|require|ensure|fetch|load|use|assert|resolve|extract|read|validate|verify|check|must get|try get|unstable get|api|with) )?(?:(?:server|current|logged in|authenticated|authed|auth|request|my|session|next|api|supabase) )*(?:auth|session|user|user id|userid|actor|identity|viewer|principal|claims)(?: (?:from|by|or|of|for|on) (?:req|request|event|session|token|cookie|cookies|headers?|context|ctx|session|jwt|bearer|throw|fail|redirect|error|api)(?: \\w+)?)?(?: (?:info|data|context|payload))?',
    'authenticate\\w*(?: \\w+)*',
    'jwt verify',
    'verify jwt(?: \\w+)?',
    'verify (?:\\w+ )*(?:token|session|api key|request)',
    'verify',
    'decode(?: (?:token|jwt|session))?',
    'get (?:token|jwt payload|token payload|payload)',
    'validate (?:request|token|session|api key|jwt)',
    'authorize request',
    'get (?:current|logged in|authenticated) \\w+(?: \\w+)?',
    'check (?:auth|authentication|session|token)',
  ]
    .map((one) => `^ ${one} $`)
    .join('|'),
)
const DECODING = / (?:decode|payload|get token|claims) /
/** What such a call is given: the request, a token, options. A plain id makes it a look-up. */
const REQUEST_LIKE =
  /\b(?:_?req|_?request|event|evt|ctx|context|c|headers?|cookies?|this|locals|res|reply|response|authOptions|opts|options|nextAuthOptions|supabase|\w*[tT]oken\w*|jwt|bearer|authorization|\w*[hH]eaders?|\w*[aA]uth\w*|\w*[sS]ession\w*|env|raw|\w*[kK]ey)\b/
const MOST_STEPS = 6

/** Who an expression says is calling; `undefined` when it does not speak of the caller. */
export function principalOf(cx: AnalysisContext, expression: t.Expression, depth = 0): Principal | undefined {
  const { ts } = cx
  if (depth > MOST_STEPS) return undefined
  const node = unwrapAwait(ts, expression)
  if (ts.isCallExpression(node)) return ofCall(cx, node, depth)
  if (isAccess(ts, node)) return ofAccess(cx, node, depth)
  if (ts.isIdentifier(node)) return ofIdentifier(cx, node, depth)
  // `session && session.user`, `user ?? undefined`
  if (ts.isBinaryExpression(node) && /^(?:&&|\|\||\?\?)$/.test(node.operatorToken.getText())) {
    const side = principalOf(cx, node.operatorToken.getText() === '&&' ? node.right : node.left, depth + 1)
    return side && { ...side, optional: true }
  }
  return undefined
}

function ofAccess(
  cx: AnalysisContext,
  node: t.PropertyAccessExpression | t.ElementAccessExpression,
  depth: number,
): Principal | undefined {
  const { ts } = cx
  const name = memberName(ts, node)
  const itself = { text: textOf(node, 40), node, tail: [], optional: false }
  if (
    name !== undefined &&
    (cx.settings.principals?.includes(pathText(cx, node)) || isOnRequest(cx, node, name, depth))
  )
    return isRequestPath(cx, node.expression) || cx.settings.principals?.includes(pathText(cx, node))
      ? itself
      : { ...itself, byName: principalOf(cx, node.expression, depth + 1)?.byName ?? true }
  const base = principalOf(cx, node.expression, depth + 1)
  if (base)
    return {
      ...base,
      tail: [...base.tail, name ?? '?'],
      optional: base.optional || node.questionDotToken !== undefined,
    }
  return name === 'session' && isRequestPath(cx, node.expression)
    ? isBrowserSession(cx, node.expression)
      ? { ...itself, weak: true }
      : itself
    : undefined
}

/** `req.session` of express-session is an object for every caller; the session of a context object is somebody's. */
function isBrowserSession(cx: AnalysisContext, holder: t.Expression): boolean {
  return /(?:^|\.)_?(?:req|request|raw)$/.test(pathText(cx, holder))
}

function ofIdentifier(cx: AnalysisContext, node: t.Identifier, depth: number): Principal | undefined {
  const { ts } = cx
  if (cx.settings.principals?.includes(node.text)) return { text: node.text, node, tail: [], optional: false }
  const origin = originOf(cx, node)
  if (origin === undefined) {
    const declaration = findDeclaration(ts, node)
    if (declaration && ts.isParameter(declaration)) {
      const passed = passedCaller(cx, declaration, depth)
      return passed && { text: node.text, node, tail: [], optional: false, ...passed }
    }
    // ({ user }) in a handler's context: destructured from what a framework passes in
    const isGiven =
      declaration &&
      ts.isBindingElement(declaration) &&
      ON_REQUEST.test(node.text) &&
      ts.isParameter(declaration.parent.parent) &&
      !isClientInput(cx, node)
    return isGiven ? { text: node.text, node, tail: [], optional: false, byName: true } : undefined
  }
  const value = unwrapAwait(ts, origin.value)
  const { property } = origin
  const found = principalOf(cx, value, depth + 1)
  const source = found && { ...found, optional: found.optional || origin.later === true }
  if (source === undefined) {
    const guarded = guardedValue(cx, value)
    if (property === undefined && isOwnRecord(cx, guarded?.value ?? value))
      return { text: node.text, node, tail: [], optional: guarded !== undefined, own: true }
    // const { user } = req
    const isTaken = property !== undefined && ON_REQUEST.test(property) && isRequestPath(cx, value)
    return isTaken ? { text: node.text, node, tail: [], optional: false } : undefined
  }
  if (ts.isCallExpression(value)) {
    // of a result only the parts that are the caller: `const { auth, error } = await parseRequest()`
    if (property !== undefined && !isPartOfCaller(property)) return undefined
    return { ...source, text: node.text, node }
  }
  const tail = property === undefined ? source.tail : [...source.tail, property]
  // a variable that is the caller himself, or something of him
  return isIdentity(tail)
    ? { ...source, text: node.text, node, tail: [], ...(source.weak && { weak: true }) }
    : { ...source, tail }
}

/** Whether what is read of the caller is the caller again: his id, his user record. */
export function isIdentity(tail: readonly string[]): boolean {
  return tail.every(
    (name) =>
      /^(?:user|data|account|profile|claims|payload|credentials|sub|uid|uuid|email|username|name|login|_?id|.*[a-z]Id|.*_id|User|toString|id)$/.test(
        name,
      ) &&
      !/(?:team|org|organization|workspace|company|tenant|role|group|project|customer|store|plan)_?Id$/i.test(name),
  )
}

/** Whether a name is the caller (or his id) among the parts of an authentication's result. */
export function isPartOfCaller(name: string): boolean {
  return (
    /(?:user|auth|session|payload|actor|account|identity|principal|member|viewer|token|decoded|claims|sub|id|data|apiKey|workspace|key|role|permission|admin)/i.test(
      name,
    ) && !/error|response|status|success|valid/i.test(name)
  )
}

function isOnRequest(
  cx: AnalysisContext,
  node: t.PropertyAccessExpression | t.ElementAccessExpression,
  name: string,
  depth: number,
): boolean {
  if (!ON_REQUEST.test(name)) return false
  if (isRequestPath(cx, node.expression)) return true
  // session.user, where the session is a parameter, or came from somewhere that knows the caller
  const holder = unwrapAwait(cx.ts, node.expression)
  if (!cx.ts.isIdentifier(holder) || !SESSION_NAME.test(holder.text) || name === 'auth') return false
  return originOf(cx, holder) === undefined || principalOf(cx, holder, depth + 1) !== undefined
}

/** `req`, `ctx.state`, `this.request.session`: a request, or a holder on one. */
function isRequestPath(cx: AnalysisContext, expression: t.Expression): boolean {
  const parts = pathText(cx, expression).split('.')
  const root = parts[0] === 'this' && parts.length > 1 ? (parts[1] ?? '') : (parts[0] ?? '')
  if (!REQUEST.test(root)) return false
  if (!parts.slice(1).every((part) => HOLDER.test(part) || part === root)) return false
  // `const c = await db.find()` is no context
  const identifier = rootOf(cx, expression)
  const origin = identifier && originOf(cx, identifier)
  return (
    origin === undefined ||
    !cx.ts.isCallExpression(unwrapAwait(cx.ts, origin.value)) ||
    /context|event|getRequest|switchToHttp|request/i.test(origin.value.getText().slice(0, 120))
  )
}

function ofCall(cx: AnalysisContext, node: t.CallExpression, depth: number): Principal | undefined {
  const { ts } = cx
  const text = textOf(node, 50)
  const [first] = node.arguments
  const itself = { text, node, tail: [], optional: false }
  const callee = unwrapAwait(ts, node.expression)
  if (isAccess(ts, callee)) {
    const method = memberName(ts, callee) ?? ''
    // c.get('user')
    if (first && ts.isStringLiteralLike(first) && method === 'get') {
      const isGetter = cx.frameworks.some((framework) => framework.principals?.getters?.includes(first.text))
      return isGetter && isRequestPath(cx, callee.expression) ? itself : undefined
    }
    if (method === 'isAuthenticated' && isRequestPath(cx, callee.expression)) return itself
    // req.user.hasRole('admin'), req.user.id.toString()
    const base = principalOf(cx, callee.expression, depth + 1)
    if (base && (topicOfName(method) === 'permission' || /^(?:toString|equals|toLowerCase|trim)$/.test(method)))
      return {
        ...base,
        tail: [...base.tail, method],
        optional: base.optional || node.questionDotToken !== undefined || callee.questionDotToken !== undefined,
      }
    if (base && isIdentity(base.tail) && !base.weak && /^(?:getUser|getUserId|getId|getAuth)$/.test(method)) return base
  }
  // String(req.user.id)
  if (first && ts.isIdentifier(callee) && /^(?:String|Number|parseInt|BigInt|ObjectId)$/.test(callee.text))
    return principalOf(cx, first, depth + 1)
  if (isProvenCall(cx, node)) return { ...itself, call: node }
  if (isAuthCallByName(cx, node) || isAuthCall(cx, node)) return { ...itself, call: node, byName: true }
  return claimsOfCaller(cx, node, depth)
}

/** `readClaims(ctx.state.auth.token)`: what the token says with which a known caller was let in. */
function claimsOfCaller(cx: AnalysisContext, node: t.CallExpression, depth: number): Principal | undefined {
  const [token] = node.arguments
  const owner = token && isMereReading(cx, node) ? principalOf(cx, token, depth + 1) : undefined
  const [part, ...rest] = owner?.tail ?? []
  if (owner === undefined || part === undefined || rest.length > 0 || !isCredentialName(part)) return undefined
  return { ...owner, tail: ['claims'] }
}

/** A call that the facts know, that answers strangers itself, or that is a library's check of a token, which throws. */
function isProvenCall(cx: AnalysisContext, node: t.CallExpression): boolean {
  if (factsOf(cx, node.expression).some((fact) => fact.kind === 'authenticator') || handsBackCaller(cx, node))
    return true
  if (!isAuthCall(cx, node)) return false
  const target = resolve(cx, node.expression)
  if (target?.kind === 'external') return verifies(cx, node)
  const fn = functionOf(cx, node.expression)
  return fn !== undefined && summaryOf(cx, fn).throws.includes(401)
}

/** A call that is named like one that a framework's facts know. */
function isAuthCallByName(cx: AnalysisContext, node: t.CallExpression): boolean {
  const name = speakingName(cx, node)
  return cx.frameworks.some((framework) =>
    framework.principals?.functions?.some((api) => (api.members?.at(-1) ?? api.name) === name && name !== 'default'),
  )
}

/** `const { auth, error } = await prepare(request)`: a function of the project that answers 401 itself, or says who is calling. */
export function handsBackCaller(cx: AnalysisContext, node: t.CallExpression): boolean {
  const { ts } = cx
  let at: t.Node = node
  while (ts.isAwaitExpression(at.parent) || ts.isParenthesizedExpression(at.parent)) at = at.parent
  const { parent } = at
  if (!ts.isVariableDeclaration(parent) || !ts.isObjectBindingPattern(parent.name)) return false
  if (!parent.name.elements.some((one) => ON_REQUEST.test((one.propertyName ?? one.name).getText()))) return false
  const fn = functionOf(cx, node.expression)
  return fn !== undefined && summaryOf(cx, fn).answers.includes(401)
}

/** A call that, by its name and by what it is given, finds out who is calling: not a look-up by what the client submitted. */
export function isAuthCall(cx: AnalysisContext, node: t.CallExpression): boolean {
  const words = wordsOf(speakingName(cx, node))
  if (!AUTH_CALL.test(words)) return false
  if (
    / (?:password|email|signature|webhook|captcha|csrf|otp|totp|mfa|code|permission|role|access|owner|member|ability|step up|reauth\w*|elevat\w*|sudo) /.test(
      words.replace(' access token ', ' token '),
    )
  )
    return false
  if (words === ' verify ' || words === ' decode ') {
    const path = wordsOf(pathText(cx, node.expression))
    if (!/ (?:jwt|jsonwebtoken|token|jose|paseto|auth\w*) /.test(path)) return false
  }
  if (
    node.arguments.some(
      (argument) =>
        isSubmitted(cx, argument) ||
        /\b(?:ability|permissions?|scopes?|action)\b/.test(argument.getText().slice(0, 200)),
    )
  )
    return false
  if (
    node.arguments.length > 0 &&
    !node.arguments.some((argument) => REQUEST_LIKE.test(argument.getText().slice(0, 200)))
  )
    return false
  // the user and password of a Basic header, not looked at yet
  const target = resolve(cx, node.expression)
  if (target?.kind === 'external' && target.module === 'basic-auth') return false
  return !isMereReading(cx, node)
}

/** Reading a token is not checking it: a function of the project that decodes must also verify. */
export function isMereReading(cx: AnalysisContext, node: t.CallExpression): boolean {
  const name = speakingName(cx, node)
  if (!DECODING.test(wordsOf(name))) return false
  const fn = functionOf(cx, node.expression)
  // what cannot be looked into is believed when it takes the request, `getToken({ req })`, and does not say that it only takes apart
  if (fn === undefined)
    return (
      / decode /.test(wordsOf(name)) ||
      (name !== 'getToken' && !/\breq(?:uest)?\b/.test(node.arguments.map((argument) => argument.getText()).join(' ')))
    )
  return !/\bverif\w*\(|\bjwtVerify\(|\bgetServerSession\(|\bcheckAuth\(|\bgetSession\(|\bgetUser\(|\bauthenticate\w*\(/.test(
    fn.getText(),
  )
}

/** A value that the client chose: body, parameters, query. */
export function isSubmitted(cx: AnalysisContext, expression: t.Expression): boolean {
  return (
    /\b(?:body|params|query|searchParams|input|form|formData|dto|email|username|slug)\b/.test(
      expression.getText().slice(0, 300),
    ) || isSubmittedVariable(cx, expression)
  )
}

function isSubmittedVariable(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (!ts.isIdentifier(node)) return false
  const origin = originOf(cx, node)
  return (
    origin !== undefined &&
    /\b(?:req|request|ctx|event|c|this)\b[^{]{0,30}\b(?:body|params|query|searchParams|formData|json|param)\b/.test(
      origin.value.getText().slice(0, 200),
    ) &&
    !/token|authorization|cookie|session/i.test(node.text)
  )
}
