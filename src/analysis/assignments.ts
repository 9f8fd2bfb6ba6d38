import type * as t from 'typescript'
import { errorField } from './error-objects.js'
import { collectionState, isHeaderName, valueState } from './headers.js'
import { addSite } from './make-site.js'
import { findReceiver, keyOf } from './receivers.js'
import { bothHeaders, headerAt, withHeader, withPending, type State } from './state.js'
import { statusIsSet } from './course.js'
import { isAccess, memberName, unwrap } from './syntax.js'
import { asNumber, evaluate } from './values.js'
import { withCodes } from './status-of.js'
import type { Walk } from './walk.js'

/** `res.statusCode = 401`, `set.headers['WWW-Authenticate'] = …`, `headers = { … }`. */
export function assignment(walk: Walk, node: t.BinaryExpression, state: State): State {
  const { cx } = walk
  const { ts } = cx
  if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return state
  const left = unwrap(ts, node.left)
  if (!isAccess(ts, left)) return state
  const headerWrite = headerAssignment(walk, left, node.right, state)
  if (headerWrite) return headerWrite
  const name = memberName(ts, left)
  if (name === undefined) return state
  const receiver = findReceiver(cx, left.expression, [name])
  const property = receiver?.object.properties?.[name]
  if (receiver === undefined) {
    errorField(walk, left, name, node.right, state)
    return state
  }
  if (property?.kind === 'headers') return withHeader(state, receiver.key, collectionState(cx, node.right, state))
  if (property?.kind !== 'status') return state
  const value = asNumber(withCodes(cx, evaluate(cx, node.right), property.codes))
  const site = addSite(walk, {
    kind: 'send',
    framework: receiver.framework,
    evidence: receiver.evidence,
    status: value,
    statusNode: node.right,
    node: left,
    end: node.right,
    wrap: { node: receiver.root, as: 'receiver' },
    ...(receiver.object.variant && { variant: receiver.object.variant }),
    form: receiver.object.form,
    ...(receiver.object.isOpen && { isOpen: true }),
    key: receiver.key,
    conditions: state.conditions,
    ...(receiver.object.headerMethod !== undefined && {
      inline: {
        kind: 'method',
        receiver: receiver.root,
        method: receiver.object.headerMethod,
        chains: receiver.object.headerMethodChains ?? false,
      },
    }),
  })
  const after = statusIsSet(walk, state, receiver.key, value)
  return site ? withPending(after, receiver.key, [site]) : after
}

function headerAssignment(
  walk: Walk,
  left: t.PropertyAccessExpression | t.ElementAccessExpression,
  value: t.Expression,
  state: State,
): State | undefined {
  const { cx } = walk
  const { ts } = cx
  const isHeader = ts.isElementAccessExpression(left) && isHeaderName(cx, left.argumentExpression)
  if (!isHeader) return undefined
  const collection = unwrap(ts, left.expression)
  // set.headers['x'] is a header of set; headers['x'] one of the collection itself
  const owner =
    isAccess(ts, collection) && memberName(ts, collection) === 'headers' ? collection.expression : collection
  const receiver = findReceiver(cx, owner, ['headers'])
  const key = receiver?.key ?? keyOf(cx, owner)
  if (key === undefined) return undefined
  const header = valueState(cx, value)
  const written = withHeader(state, key, bothHeaders(headerAt(state, key), header))
  // an init object: init.headers['x'] = … is also what `new Response(body, init)` reads
  return owner === collection ? written : withHeader(written, `${key}.headers`, header)
}
