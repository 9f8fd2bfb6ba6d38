import type * as t from 'typescript'
import type { HoleOrigin } from '../../model/strings.js'
import type { AnalysisContext } from '../context.js'
import { findDeclaration, assignmentsTo } from '../scope.js'
import { isAccess, memberName, nameOf, unwrapAwait } from '../syntax.js'

const SECRET = /(?:password|passwd|passphrase|secret|private_?key|api_?key)$|^(?:\w+_)?PASS(?:WORD)?$/i
const TOKEN = /(?:^|[a-z_])token$/i
/** What a client writes freely. The address of a request (host, URL, protocol) is left out: servers build links and realms from it. */
const REQUEST_PARTS = /^(?:query|body|params|cookies|rawBody|searchParams|formData)$/
const REQUESTS = /^(?:req|request|ctx|context|event|c)$/
const ADDRESS = /^(?:host|origin|referer|x-forwarded-\w+|forwarded)$/i

const PLAIN_METHODS = /^(?:get|toString|trim|toLowerCase|toUpperCase|slice|substring|replace|replaceAll)$/

const MOST_STEPS = 6

/** Where the value of an interpolated expression comes from, as far as names and constants say it. */
export function originOf(cx: AnalysisContext, expression: t.Expression, steps = 0): HoleOrigin {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (ts.isBinaryExpression(node)) return steps < MOST_STEPS ? originOf(cx, node.left, steps + 1) : 'other'
  if (isFromRequest(cx, node)) return 'request'
  if (ts.isIdentifier(node)) {
    if (SECRET.test(node.text)) return 'secret'
    return ofVariable(cx, node, steps) ?? (TOKEN.test(node.text) ? 'token' : 'name')
  }
  if (isAccess(ts, node)) {
    const name = memberName(ts, node) ?? ''
    return SECRET.test(name) ? 'secret' : TOKEN.test(name) ? 'token' : 'name'
  }
  return ts.isCallExpression(node) && isPlainCall(cx, node) ? 'plain-call' : 'other'
}

/** `config.get('realm')`, `encodeURIComponent(realm)`, `realm.trim()`. */
function isPlainCall(cx: AnalysisContext, { expression }: t.CallExpression): boolean {
  const { ts } = cx
  if (ts.isIdentifier(expression)) return /^(?:encodeURI|encodeURIComponent|String)$/.test(expression.text)
  return isAccess(ts, expression) && PLAIN_METHODS.test(memberName(ts, expression) ?? '')
}

/** A constant is as its initial value: `const realm = req.query.realm`, `const { realm } = req.query`. */
function ofVariable(cx: AnalysisContext, node: t.Identifier, steps: number): HoleOrigin | undefined {
  const { ts } = cx
  const declaration = findDeclaration(ts, node)
  if (declaration === undefined || steps >= MOST_STEPS) return undefined
  if (ts.isVariableDeclaration(declaration) && declaration.initializer && assignmentsTo(ts, declaration).length === 0) {
    const origin = originOf(cx, declaration.initializer, steps + 1)
    return origin === 'name' ? undefined : origin
  }
  if (!ts.isBindingElement(declaration)) return undefined
  const owner = declaration.parent.parent
  if (!ts.isVariableDeclaration(owner) || !owner.initializer) return undefined
  const isPart =
    isFromRequest(cx, owner.initializer) ||
    (isRequest(ts, owner.initializer) &&
      REQUEST_PARTS.test(nameOf(ts, declaration.propertyName ?? declaration.name) ?? ''))
  return isPart ? 'request' : undefined
}

function isRequest(ts: AnalysisContext['ts'], expression: t.Expression): boolean {
  const node = unwrapAwait(ts, expression)
  if (ts.isIdentifier(node)) return REQUESTS.test(node.text)
  return isAccess(ts, node) && REQUESTS.test(memberName(ts, node) ?? '') && isRequest(ts, node.expression)
}

/** `req.query.x`, `request.headers['x-realm']`, `c.req.query('x')`, `ctx.get('x')`. */
function isFromRequest(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (ts.isCallExpression(node) && isAccess(ts, node.expression)) {
    const { expression: receiver } = node.expression
    const name = memberName(ts, node.expression) ?? ''
    const [argument] = node.arguments
    const asked = argument && ts.isStringLiteralLike(argument) ? argument.text : undefined
    if (asked !== undefined && isRequest(ts, receiver))
      return /^(?:query|param|cookie|header|get)$/.test(name) && !ADDRESS.test(asked)
    if (asked !== undefined && name === 'get' && isHeaders(ts, receiver)) return !ADDRESS.test(asked)
    return name === 'get' && isFromRequest(cx, receiver)
  }
  if (!isAccess(ts, node)) return false
  const name = memberName(ts, node) ?? ''
  if (REQUEST_PARTS.test(name) && isRequest(ts, node.expression)) return true
  if (isHeaders(ts, node.expression)) return !ADDRESS.test(name)
  return isFromRequest(cx, node.expression)
}

function isHeaders(ts: AnalysisContext['ts'], expression: t.Expression): boolean {
  const node = unwrapAwait(ts, expression)
  return isAccess(ts, node) && memberName(ts, node) === 'headers' && isRequest(ts, node.expression)
}
