import type * as t from 'typescript'
import type { Framework, ResponseBuilder } from '../frameworks/define.js'
import { headersLost, isThrown } from './documents.js'
import { errorReaches, errorRole, isStatusSet } from './errors.js'
import type { ApiFact } from './facts-index.js'
import { isLost } from './lost-errors.js'
import { argumentHeaders, valueState, collectionState, isHeaderName } from './headers.js'
import { addSite, placeOf } from './make-site.js'
import { wrappingHeader } from './wrapping.js'
import { findReceiver, keyOf, keyOfDeclaration } from './receivers.js'
import {
  NEVER,
  bothHeaders,
  headerAt,
  withCondition,
  withHeader,
  withPending,
  type RawSite,
  type State,
} from './state.js'
import { statusIsSet } from './course.js'
import { statusOf } from './status-of.js'
import { numbersOf } from './values.js'
import { closest } from './usage.js'
import { leaveByThrow, flush, type Walk } from './walk.js'

type Node = t.CallExpression | t.NewExpression

/** A call of an API that a framework states facts about: a response is built, an exception made, a response object changed. */
export function apiCall(walk: Walk, node: Node, facts: readonly ApiFact[], state: State): State | undefined {
  for (const fact of facts) {
    if (fact.kind === 'builder') return builder(walk, node, fact, state)
    if (fact.kind === 'exception') return exception(walk, node, fact, state)
    if (fact.kind === 'function') return freeFunction(walk, node, fact, state)
  }
  return state
}

function builder(
  walk: Walk,
  node: Node,
  { fact, framework }: Extract<ApiFact, { kind: 'builder' }>,
  state: State,
): State | undefined {
  const { cx } = walk
  const { ts } = cx
  if (fact.ignored) return state
  const args = node.arguments ?? []
  const found = statusOf(cx, fact.status, args)
  if (found === 'absent' || (isThrown(ts, node) && isLost(cx, node, 'response'))) return state
  const lost = headersLost(cx, node)
  const site = addSite(walk, {
    kind: 'build',
    framework,
    evidence: 'import',
    status: found.value,
    statusNode: placeOf(found, node),
    node,
    end: placeOf(found, node),
    wrap: { node, as: 'expression' },
    ...(lost ? { left: 'document-route' as const, form: lost.form } : { form: fact.form }),
    ...(fact.variant && { variant: fact.variant }),
    ...(fact.note && { note: fact.note }),
    ...(fact.init !== undefined && !lost && { inline: { kind: 'init' as const, call: node, argument: fact.init } }),
    conditions: state.conditions,
    call: node,
  })
  if (site === undefined) return state
  const own = bothHeaders(argumentHeaders(cx, args, fact.headers, state), wrappingHeader(cx, node))
  const made = getsEarlierHeaders(cx, node, fact) ? bothHeaders(own, anyHeader(state)) : own
  const header = lost && made.presence !== 'never' ? lost.header : made
  const variable = node.parent
  // `const response = new Response(…)`: headers may be set on it before it is returned
  const key =
    ts.isVariableDeclaration(variable) && ts.isIdentifier(variable.name)
      ? keyOfDeclaration(variable)
      : assignedKey(walk, node)
  if (key !== undefined && !lost) return withPending(withHeader(state, key, header), key, [site])
  site.leaves.push(header)
  if (fact.note === 'next-unauthorized') {
    leaveByThrow(walk, state)
    return undefined
  }
  return state
}

/** Headers set on the handler's response object before reach a response that is built and returned, in some frameworks. */
function getsEarlierHeaders(cx: Walk['cx'], node: Node, fact: ResponseBuilder): boolean {
  if (fact.keepsHeaders !== undefined) return fact.keepsHeaders
  const host = closest(cx, node, (framework) => framework.handlers !== undefined || framework.files !== undefined)
  return host?.returnedResponseKeepsHeaders ?? false
}

function assignedKey(walk: Walk, node: Node): string | undefined {
  const { ts } = walk.cx
  const { parent } = node
  return ts.isBinaryExpression(parent) &&
    parent.right === node &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
    ? keyOf(walk.cx, parent.left)
    : undefined
}

function exception(
  walk: Walk,
  node: Node,
  { fact, framework }: Extract<ApiFact, { kind: 'exception' }>,
  state: State,
): State | undefined {
  const { cx } = walk
  const args = node.arguments ?? []
  if (fact.makes !== undefined) return state
  const found = statusOf(cx, fact.status, args)
  const role = fact.effect === 'throws' ? 'thrown' : errorRole(walk, node)
  if (found !== 'absent' && role !== undefined && !isElsewhere(walk, node, role, framework, state)) {
    const site = addSite(walk, {
      kind: 'throw',
      framework,
      evidence: 'import',
      status: found.value,
      statusNode: placeOf(found, node),
      node,
      end: placeOf(found, node),
      form: fact.form,
      ...(fact.options && {
        options: { call: node, argument: fact.options.argument, property: fact.options.property },
      }),
      conditions: state.conditions,
      call: node,
      error: role,
    })
    const earlier = fact.keepsHeaders ? anyHeader(state) : NEVER
    if (site && errorReaches(walk, node))
      site.leaves.push(bothHeaders(argumentHeaders(cx, args, fact.headers, state), earlier))
  }
  if (fact.effect !== 'throws') return state
  if (fact.unless !== undefined) {
    const tested = args[fact.unless]
    const statuses = found === 'absent' ? [] : numbersOf(found.value)
    return tested
      ? withCondition(state, { kind: 'test', expression: tested, holds: true, left: { node, how: 'throw', statuses } })
      : state
  }
  leaveByThrow(walk, state)
  return undefined
}

/** An error that ends as another status, or is handed to a response whose status is reported. */
function isElsewhere(
  walk: Walk,
  node: Node,
  role: NonNullable<RawSite['error']>,
  framework: Framework,
  state: State,
): boolean {
  return role === 'thrown' ? isLost(walk.cx, node, framework) : role === 'passed' && isStatusSet(walk, node, state)
}

/** A header on any response object of the function: an exception names no response, and a handler has one. */
function anyHeader(state: State): RawSite['leaves'][number] {
  return [...state.headers.values()].filter(({ ifResponse }) => ifResponse !== true).reduce(bothHeaders, NEVER)
}

function freeFunction(
  walk: Walk,
  node: Node,
  { fact, framework }: Extract<ApiFact, { kind: 'function' }>,
  start: State,
): State {
  const { cx } = walk
  const args = node.arguments ?? []
  const object = args[fact.object]
  const receiver = object && findReceiver(cx, object, [])
  const key = receiver?.key ?? (object && keyOf(cx, object))
  if (object === undefined || key === undefined) return start
  let state = start
  const { header, status, sends } = fact.effect
  if (header) {
    if ('name' in header) {
      const [name, value] = [args[header.name], args[header.value]]
      if (name && value && isHeaderName(cx, name)) state = withHeader(state, key, valueState(cx, value))
    } else {
      const collection = args[header.object]
      if (collection)
        state = withHeader(state, key, bothHeaders(collectionState(cx, collection, state), headerAt(state, key)))
    }
  }
  const found = status ? statusOf(cx, status, args) : 'absent'
  if (found === 'absent') return sends ? flush(state, key, object) : state
  const site = addSite(walk, {
    kind: 'send',
    framework,
    evidence: 'import',
    status: found.value,
    statusNode: placeOf(found, node),
    node,
    end: placeOf(found, node),
    form: receiver?.object.form ?? '',
    key,
    conditions: state.conditions,
    call: node,
  })
  state = statusIsSet(walk, state, key, found.value)
  if (site === undefined) return state
  if (!sends) return withPending(state, key, [site])
  site.leaves.push(headerAt(state, key))
  return state
}
