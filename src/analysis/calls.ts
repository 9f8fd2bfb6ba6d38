import type * as t from 'typescript'
import { apiFacts } from './api.js'
import { apiCall } from './api-calls.js'
import { classThrow, madeClassThrow } from './errors.js'
import { expression } from './expressions.js'
import { indexOf } from './facts-index.js'
import { isOnlyValue } from './foreign-calls.js'
import { afterUnseenCall, handedTo } from './handing.js'
import { isHeaderName, valueState } from './headers.js'
import { helperCall } from './helper-calls.js'
import { methodCall } from './method-calls.js'
import { isChallengeHelper } from './challenge-helpers.js'
import { methodOf } from './methods.js'
import { findOwnerOfMethod, findReceiver, keyOf } from './receivers.js'
import { ALWAYS, bothHeaders, headerAt, withCondition, withHeader, type State } from './state.js'
import { handedOver } from './status-course.js'
import { isAccess, memberName, nameOf, unwrap } from './syntax.js'
import type { Walk } from './walk.js'

/** Words in a callee or its arguments without which a call of the project's own code says nothing about a response. */
const SPEAKING =
  /401|403|unauth|forbid|denied|deny|refus|invalid|missing|boom|block|kick|bounce|answer|reply|respon|verify|session|user|login|protect|jwt|principal|token|error|exception|reject|abort|challenge|status|http|redirect|notfound|fail|throw|json|send|guard|require|assert|ensure|auth/i
/** Names of calls that may answer 401 for a missing caller. */
const IDENTIFYING = /auth|session|verify|user|login|guard|protect|require|ensure|jwt|principal|token/i
/** Longest argument text that is looked through: bodies of callbacks are walked on their own. */
const LONGEST = 400

/** A call or `new`: its callee, then its arguments, then what it does to a response. */
export function call(walk: Walk, node: t.CallExpression | t.NewExpression, start: State): State | undefined {
  const { ts } = walk.cx
  const callee = unwrap(ts, node.expression)
  let state: State | undefined = start
  if (isAccess(ts, callee)) state = expression(walk, callee.expression, state)
  else if (!ts.isIdentifier(callee)) state = expression(walk, callee, state)
  for (const argument of node.arguments ?? []) if (state) state = expression(walk, argument, state)
  return state && effect(walk, node, state)
}

function effect(walk: Walk, node: t.CallExpression | t.NewExpression, start: State): State | undefined {
  const { cx } = walk
  const state = handedOver(walk, node, start)
  const { ts } = cx
  const callee = unwrap(ts, node.expression)
  if (ts.isCallExpression(node) && isAccess(ts, callee)) {
    const name = memberName(ts, callee)
    if (name !== undefined) {
      if (mayActOnResponse(walk, node, name, state)) {
        const receiver = findReceiver(cx, callee.expression, [name, ...membersAfter(cx, node)])
        const fact = receiver && methodOf(cx, receiver.object, name, node)
        if (receiver && fact) return methodCall(walk, node, receiver, name, fact, state)
      }
      const written = headersWrite(walk, node, callee, name, state)
      if (written) return written
    }
  }
  if (ts.isCallExpression(node) && ts.isIdentifier(callee) && indexOf(cx.frameworks).methods.has(callee.text)) {
    const owner = findOwnerOfMethod(cx, callee)
    const fact = owner && methodOf(cx, owner.receiver.object, owner.name, node)
    if (owner && fact) return methodCall(walk, node, owner.receiver, owner.name, fact, state)
  }
  const handed = handedTo(cx, node, state)
  if (handed.responses.length === 0) {
    if (!isSpeaking(walk, node)) return afterUnseenCall(cx, node, state, handed)
    if (isOnlyValue(cx, node)) return noted(walk, node, afterUnseenCall(cx, node, state, handed))
  }
  const facts = apiFacts(cx, node)
  if (facts.length > 0) {
    const after = apiCall(walk, node, facts, state)
    return after && noted(walk, node, after)
  }
  if (isChallengeHelper(cx, node)) {
    const [first] = node.arguments ?? []
    const key = first && (findReceiver(cx, first, [])?.key ?? keyOf(cx, first))
    return key === undefined ? state : withHeader(state, key, ALWAYS)
  }
  if (madeClassThrow(walk, node, state)) return state
  if (ts.isNewExpression(node)) {
    classThrow(walk, node, state)
    return afterUnseenCall(cx, node, state, handed)
  }
  const after = helperCall(walk, node, state, handed)
  return after && noted(walk, node, after)
}

/** Remembers a call that, by its name, may have found out who the caller is. */
function noted(walk: Walk, node: t.CallExpression | t.NewExpression, state: State): State {
  if (!walk.cx.ts.isCallExpression(node) || !IDENTIFYING.test(nameOfCallee(walk.cx.ts, node))) return state
  return withCondition(state, { kind: 'call', node })
}

/** Whether a method of this name can change what is known here: a cheap test before any receiver is looked at. */
function mayActOnResponse(walk: Walk, node: t.CallExpression, name: string, state: State): boolean {
  const kinds = indexOf(walk.cx.frameworks).methods.get(name)
  if (kinds === undefined) return false
  const isPending = [...state.pending.values()].some((sites) => sites.length > 0)
  if (kinds.sends && isPending) return true
  if (kinds.status) return isPending || node.arguments.length > 0 || kinds.fixed
  if (kinds.header) {
    const [first] = node.arguments
    if (first === undefined) return false
    return walk.cx.ts.isStringLiteralLike(first) ? first.text.toLowerCase() === 'www-authenticate' : true
  }
  return false
}

/** Names used on the result of a call in the same chain: `json` after `res.status(401)`. */
function membersAfter(cx: Walk['cx'], node: t.Node): readonly string[] {
  const { ts } = cx
  const names: string[] = []
  for (let at = node; ; at = at.parent) {
    const { parent } = at
    if (isAccess(ts, parent) && parent.expression === at) {
      const name = memberName(ts, parent)
      if (name !== undefined) names.push(name)
    } else if (
      !(ts.isCallExpression(parent) && parent.expression === at) &&
      !ts.isNonNullExpression(parent) &&
      !ts.isParenthesizedExpression(parent)
    )
      return names
  }
}

/** `response.headers.set('WWW-Authenticate', v)`, `headers.append(…)`: on a collection of whatever response. */
function headersWrite(
  walk: Walk,
  node: t.CallExpression,
  callee: t.PropertyAccessExpression | t.ElementAccessExpression,
  name: string,
  state: State,
): State | undefined {
  const { cx } = walk
  const { ts } = cx
  if (name !== 'set' && name !== 'append' && name !== 'setHeader' && name !== 'header') return undefined
  const [first, second] = node.arguments
  if (first === undefined || second === undefined || !isHeaderName(cx, first)) return undefined
  const collection = unwrap(ts, callee.expression)
  const owner =
    isAccess(ts, collection) && memberName(ts, collection) === 'headers' ? collection.expression : collection
  const key = findReceiver(cx, owner, ['headers'])?.key ?? keyOf(cx, owner)
  if (key === undefined) return undefined
  return withHeader(state, key, bothHeaders(valueState(cx, second), headerAt(state, key)))
}

function isSpeaking(walk: Walk, node: t.CallExpression | t.NewExpression): boolean {
  const { ts } = walk.cx
  const name = nameOfCallee(ts, node)
  if (SPEAKING.test(name)) return true
  const names = indexOf(walk.cx.frameworks).byName
  return (node.arguments ?? []).some((argument) => {
    if (ts.isIdentifier(argument) && names.has(argument.text)) return true
    if (ts.isArrowFunction(argument) || ts.isFunctionExpression(argument)) return false
    const length = argument.end - argument.pos
    return length <= LONGEST && SPEAKING.test(argument.getText())
  })
}

function nameOfCallee(ts: Walk['cx']['ts'], node: t.CallExpression | t.NewExpression): string {
  const callee = unwrap(ts, node.expression)
  if (ts.isIdentifier(callee)) return callee.text
  if (ts.isPropertyAccessExpression(callee))
    return nameOf(ts, callee.name) === undefined
      ? ''
      : `${ts.isIdentifier(callee.expression) ? callee.expression.text : ''}.${callee.name.text}`
  return ''
}
