import type * as t from 'typescript'
import { errorReaches, errorRole } from './errors.js'
import { afterUnseenCall, type Handed } from './handing.js'
import { addSite, isJudged } from './make-site.js'
import { collectionState, valueState } from './headers.js'
import { findReceiver, keyOf, keyOfDeclaration } from './receivers.js'
import {
  NEVER,
  bothHeaders,
  eitherHeader,
  headerAt,
  withHeader,
  withPending,
  type HeaderState,
  type RawSite,
  type State,
} from './state.js'
import { callEnvironment, type Environment } from './call-environment.js'
import { functionOf } from './called-function.js'
import { summaryOf, type Summary } from './summaries.js'
import { substitute } from './substitute.js'
import { mayHoldResponses } from './text-test.js'
import type { FunctionNode } from './syntax.js'
import { alternatives, numbersOf, union, type Value } from './values.js'
import { leaveByThrow, type Walk } from './walk.js'
import { placeOf } from './make-site.js'

/** A function of the project is called: what it does to the responses given to it, and which statuses the call decides. */
export function helperCall(walk: Walk, node: t.CallExpression, start: State, handed: Handed): State | undefined {
  const { cx } = walk
  const fn = functionOf(cx, node.expression)
  if (fn === undefined || fn === walk.fn) return afterUnseenCall(cx, node, start, handed)
  const summary = summaryOf(cx, fn)
  if (summary.isCut) return afterUnseenCall(cx, node, start, handed)
  const environment = callEnvironment(fn, node.arguments)
  walk.answered.push(...summary.answers)
  if (summary.fixed) settledSite(walk, node, summary.fixed, start)
  for (const site of summary.open) openSite(walk, node, fn, site, environment, start)
  let state = start
  for (const [key, header] of summary.headers) {
    const here = keyAtCall(walk, fn, node, key)
    if (here !== undefined && header.presence !== 'never')
      state = withHeader(state, here, bothHeaders(resolved(walk, header, environment, state), headerAt(state, here)))
  }
  state = takeOver(walk, node, fn, summary, state)
  if (!summary.neverReturns) return state
  leaveByThrow(walk, state)
  return undefined
}

/** Responses that the function leaves unsent: their status may still change here, and here they leave. */
function takeOver(walk: Walk, node: t.CallExpression, fn: FunctionNode, { unsent }: Summary, start: State): State {
  let state = start
  for (const [key, sites] of unsent) {
    const here = keyAtCall(walk, fn, node, key)
    // of a parameter: what was made inside is not ours
    if (here === undefined || here === key) continue
    const taken = sites.flatMap((site) => (site.course ? [{ ...site, leaves: site.course.beyond }] : []))
    state = withPending(state, here, [...(state.pending.get(here) ?? []), ...taken])
  }
  return state
}

/** A call of `unauthorized()`: the header is the helper's matter, whether 401 is right is decided here. */
function settledSite(walk: Walk, node: t.CallExpression, site: RawSite, state: State): void {
  if (isSilent(walk, node, site)) return
  const made = addSite(walk, {
    kind: 'call',
    framework: site.framework,
    evidence: site.evidence,
    status: site.status.kind === 'number' ? { kind: 'number', value: site.status.value } : site.status,
    statusNode: node.expression,
    node,
    end: node.expression,
    form: site.form,
    conditions: state.conditions,
    call: node,
    settledInHelper: true,
  })
  if (made && (site.error === undefined || errorReaches(walk, node))) made.leaves.push(...site.leaves)
}

/**
 * A helper of another file whose name says nothing of its status (`deny(res)`) cannot be told where the text test passes over its
 * caller; so it is nowhere, and what else stands in a file changes nothing.
 */
function isSilent(walk: Walk, node: t.CallExpression, site: RawSite): boolean {
  return site.node.getSourceFile() !== walk.cx.file && !mayHoldResponses(node.expression.getText())
}

/** A site inside the function whose status or header this call decides. */
function openSite(
  walk: Walk,
  node: t.CallExpression,
  fn: FunctionNode,
  site: RawSite,
  environment: Environment,
  state: State,
): void {
  const { cx } = walk
  const inside = substitute(cx, site.status, environment)
  const isOpenStatus = alternatives(site.status).some((value) => value.kind === 'parameter')
  const fromCall = alternatives(inside).filter((value) => value.kind === 'parameter' || !isWrittenIn(value, fn))
  if (isOpenStatus && fromCall.length === 0) return
  // what the helper gives the parameter itself is its own matter
  const status = isOpenStatus ? union(fromCall) : inside
  const role = site.error === 'returned' ? errorRole(walk, node) : site.error
  if (site.error === 'returned' && role === undefined) return
  if (site.error === 'returned' && !isOpenStatus && isSilent(walk, node, site)) return
  const numbers = numbersOf(status)
  const written = alternatives(status).find((value) => value.kind === 'number' && isJudged([value.value]))
  const made = addSite(walk, {
    kind: site.ofClass ? 'throw' : 'call',
    framework: site.framework,
    evidence: site.evidence,
    status,
    statusNode: placeOf({ value: written ?? status, node: undefined }, node),
    node,
    end: placeOf({ value: written ?? status, node: undefined }, node),
    form: site.form,
    conditions: state.conditions,
    call: node,
    ...(role && { error: role }),
    ...(site.ofClass && { ofClass: site.ofClass }),
    ...(numbers.length > 0 && site.variant && { variant: site.variant }),
  })
  if (made === undefined) return
  if (made.error !== undefined && !errorReaches(walk, node)) return
  const leaves = site.leaves.map((leave) => resolved(walk, leave, environment, state)).reduce(eitherHeader)
  const key = site.key === undefined ? undefined : keyAtCall(walk, fn, node, site.key)
  made.leaves.push(bothHeaders(leaves, key === undefined ? NEVER : headerAt(state, key)))
}

/** A default value is written in the function itself and reported there. */
function isWrittenIn(value: Value, fn: FunctionNode): boolean {
  return (
    value.kind === 'number' &&
    value.node !== undefined &&
    value.node.getSourceFile() === fn.getSourceFile() &&
    value.node.pos >= fn.pos &&
    value.node.end <= fn.end
  )
}

/** A header that depends on a parameter, at a call. */
function resolved(walk: Walk, header: HeaderState, environment: Environment, state: State): HeaderState {
  const place = header.parameter
  if (place === undefined) return header
  const given = environment.argumentOf(place.parameter)
  if (given === undefined) return { presence: 'unknown' }
  let argument = given.expression
  for (const name of place.path) argument = argument && propertyOf(walk, argument, name)
  if (argument === undefined)
    return place.parameter.initializer ? collectionState(walk.cx, place.parameter.initializer, state) : NEVER
  return place.as === 'value' ? valueState(walk.cx, argument) : collectionState(walk.cx, argument, state)
}

function propertyOf(walk: Walk, object: t.Expression, name: string): t.Expression | undefined {
  const { ts } = walk.cx
  if (!ts.isObjectLiteralExpression(object)) return undefined
  for (const property of object.properties) {
    if (ts.isPropertyAssignment(property) && property.name.getText() === name) return property.initializer
    if (ts.isShorthandPropertyAssignment(property) && property.name.text === name) return property.name
  }
  return undefined
}

/** A key inside the function as a key at the call: a parameter becomes its argument, what is captured stays. */
function keyAtCall(walk: Walk, fn: FunctionNode, node: t.CallExpression, key: string): string | undefined {
  const { cx } = walk
  for (const [index, parameter] of fn.parameters.entries()) {
    const own = keyOfDeclaration(parameter)
    if (key !== own && !key.startsWith(`${own}.`)) continue
    const argument = node.arguments[index]
    if (argument === undefined) return undefined
    const base = findReceiver(cx, argument, [])?.key ?? keyOf(cx, argument)
    return base === undefined ? undefined : base + key.slice(own.length)
  }
  return key
}
