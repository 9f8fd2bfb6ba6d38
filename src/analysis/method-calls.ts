import type * as t from 'typescript'
import type { ResponseMethod } from '../frameworks/define.js'
import { errorReaches } from './errors.js'
import { rejectedStatus, withNamedError } from './error-status.js'
import { argumentHeaders, collectionState, isHeaderName, valueState } from './headers.js'
import { addSite } from './make-site.js'
import type { Receiver } from './receivers.js'
import {
  NEVER,
  UNKNOWN_HEADER,
  bothHeaders,
  headerAt,
  withCondition,
  withHeader,
  withPending,
  type HeaderState,
  type RawSite,
  type State,
} from './state.js'
import { statusIsSet } from './course.js'
import { statusOf } from './status-of.js'
import { unwrapAwait } from './syntax.js'
import { evaluate, numbersOf, type Value } from './values.js'
import { leaveByThrow, flush, type Walk } from './walk.js'

/** A method of a response object is called. */
export function methodCall(
  walk: Walk,
  node: t.CallExpression,
  receiver: Receiver,
  name: string,
  fact: ResponseMethod,
  start: State,
): State | undefined {
  const { cx } = walk
  const { key } = receiver
  let state = headerWritten(walk, node, receiver, fact, start)
  const here = argumentHeaders(cx, node.arguments, fact.headers ?? [], state)
  const found = fact.status
    ? withNamedError(cx, statusOf(cx, fact.status, node.arguments), state)
    : (rejectedStatus(walk, node, receiver, fact, state) ?? legacyStatus(walk, node, fact))
  if (found === 'absent') return fact.sends || fact.builds ? flushWith(state, receiver, here) : state

  const before = fact.dropsHeaders === true ? NEVER : headerAt(state, key)
  const isException = fact.throws === true
  const site = addSite(walk, siteOf(walk, node, receiver, name, fact, found, state))
  state = statusIsSet(walk, state, key, found.value)
  if (isException) {
    if (site && errorReaches(walk, node)) site.leaves.push(bothHeaders(here, before))
    if (fact.unless !== undefined) {
      const tested = node.arguments[fact.unless]
      return tested
        ? withCondition(state, {
            kind: 'test',
            expression: tested,
            holds: true,
            left: { node, how: 'throw', statuses: numbersOf(found.value) },
          })
        : state
    }
    leaveByThrow(walk, state)
    return undefined
  }
  if (site === undefined) return state
  if (fact.sends || fact.builds) {
    site.leaves.push(bothHeaders(here, before))
    return state
  }
  return withPending(state, key, [site])
}

function headerWritten(
  walk: Walk,
  node: t.CallExpression,
  { key, sharedWith }: Receiver,
  fact: ResponseMethod,
  state: State,
): State {
  const { cx } = walk
  const write = fact.header
  if (write === undefined) return state
  const set = (header: HeaderState): State => {
    const own = withHeader(state, key, header)
    return sharedWith === undefined ? own : withHeader(own, sharedWith, bothHeaders(header, headerAt(own, sharedWith)))
  }
  const object = write.object === undefined ? undefined : node.arguments[write.object]
  if ('name' in write) {
    const name = node.arguments[write.name]
    const value = node.arguments[write.value]
    if (name && value) {
      const isHeader = isHeaderName(cx, name)
      if (isHeader) return set(valueState(cx, value))
      // a header whose name is only known at run time may be this one
      return isHeader === undefined && headerAt(state, key).presence !== 'always' ? set(UNKNOWN_HEADER) : state
    }
  }
  if (object === undefined || cx.ts.isStringLiteralLike(object)) return state
  return set(bothHeaders(collectionState(cx, object, state), headerAt(state, key)))
}

function flushWith(state: State, { key, root }: Receiver, here: HeaderState): State {
  if (here.presence === 'never') return flush(state, key, root)
  return flush(withHeader(state, key, bothHeaders(here, headerAt(state, key))), key, root)
}

/** `res.json(401, body)`: a status in the place of the body, which counts in old versions only. */
function legacyStatus(
  walk: Walk,
  node: t.CallExpression,
  fact: ResponseMethod,
): { value: Value; node: t.Node | undefined } | 'absent' {
  const argument = fact.note && node.arguments[fact.note.argument]
  if (fact.note === undefined || argument === undefined) return 'absent'
  const value = evaluate(walk.cx, argument)
  const isStatus = value.kind === 'number' && (value.value === 401 || value.value === 403)
  return isStatus ? { value, node: argument } : 'absent'
}

function siteOf(
  walk: Walk,
  node: t.CallExpression,
  receiver: Receiver,
  name: string,
  fact: ResponseMethod,
  found: { readonly value: Value; readonly node: t.Node | undefined },
  state: State,
): Omit<RawSite, 'leaves'> {
  const { object } = receiver
  const { ts } = walk.cx
  const isArray =
    fact.note !== undefined &&
    node.arguments.slice(fact.note.argument).some((one) => ts.isArrayLiteralExpression(unwrapAwait(ts, one)))
  const note = fact.note && (fact.status === undefined || isArray) ? fact.note.reason : undefined
  const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression
  const collection = fact.headers?.find((source) => source.kind === 'collection')
  return {
    kind: fact.throws ? 'throw' : fact.builds ? 'build' : 'send',
    framework: receiver.framework,
    evidence: receiver.evidence,
    status: found.value,
    statusNode: found.node ?? callee,
    node,
    end: found.node ?? callee,
    wrap: { node: receiver.root, as: 'receiver' },
    ...(object.variant && !fact.throws && { variant: object.variant }),
    form: fact.form ?? object.form,
    ...(object.isOpen && { isOpen: true }),
    ...(note && { note }),
    key: receiver.key,
    conditions: state.conditions,
    call: node,
    ...(fact.throws && { error: 'thrown' as const }),
    ...(object.headerMethod !== undefined &&
    !fact.dropsHeaders &&
    object.methods[object.headerMethod] !== undefined &&
    name !== ''
      ? {
          inline:
            collection &&
            node.arguments[collection.argument] &&
            ts.isObjectLiteralExpression(unwrapAwait(ts, node.arguments[collection.argument] ?? node))
              ? { kind: 'collection' as const, call: node, argument: collection.argument }
              : {
                  kind: 'method' as const,
                  receiver: receiver.root,
                  method: object.headerMethod,
                  chains: object.headerMethodChains ?? false,
                },
        }
      : {}),
  }
}
