import type * as t from 'typescript'
import { isAccess, memberName, unwrap } from '../../syntax.js'
import { CUT_SHORT, evaluate, evaluateOwner, memberOf, pathOf, valuesOf } from './expressions.js'
import { parsed } from './inputs.js'
import { deeper, inner, isTrue, type Event, type Machine } from './machine.js'
import { bind } from './patterns.js'
import { runBody } from './statements.js'
import { ofList, ofPattern, ofString } from './text-methods.js'
import {
  FAULT,
  GiveUp,
  isNullish,
  isSent,
  lookUp,
  NOTHING,
  opaque,
  plain,
  shown,
  Thrown,
  type Scope,
  type Value,
} from './values.js'

export function evaluateCall(machine: Machine, scope: Scope, node: t.CallExpression): Value | typeof CUT_SHORT {
  const { ts } = machine
  const callee = unwrap(ts, node.expression)
  if (!isAccess(ts, callee)) return callOf(machine, scope, node, callee)
  const owner = evaluateOwner(machine, scope, callee.expression)
  if (owner === CUT_SHORT) return CUT_SHORT
  const name = memberName(ts, callee)
  const isMissing = isNullish(owner)
  if (isMissing && callee.questionDotToken) return CUT_SHORT
  if (isMissing) throw FAULT
  const given = valuesOf(machine, scope, node.arguments)
  if (owner.kind === 'opaque') {
    if (owner.text === 'Array' && name === 'isArray' && given[0]?.kind !== 'opaque')
      return plain(given[0]?.kind === 'list')
    return outside(machine, `${owner.text}.${name ?? '?'}`, given, isSent(owner))
  }
  const known = name === undefined ? undefined : methodOf(machine, owner, name, given)
  if (known !== undefined) return known
  if (owner.kind === 'object' && name !== undefined) return apply(machine, memberOf(machine, owner, plain(name)), given)
  // a list or a number has no such method; a text may have one that is not known here
  if (owner.kind !== 'plain' || typeof owner.value !== 'string') {
    if (name !== undefined && TEXT_ONLY.test(name)) throw FAULT
  }
  return opaque(`${name ?? '?'}(${[owner, ...given].map(shown).join(', ')})`, isSent(owner) || given.some(isSent))
}

const TEXT_ONLY = /^(?:split|replace|startsWith|endsWith|match|substring|substr|trim|toLowerCase|toUpperCase)$/

function methodOf(machine: Machine, owner: Value, name: string, given: readonly Value[]): Value | undefined {
  if (owner.kind === 'plain' && typeof owner.value === 'string')
    return ofString(owner.value, owner.sent === true, name, given)
  if (owner.kind === 'pattern') return ofPattern(owner, name, given)
  if (owner.kind === 'list')
    return ofList(owner.items, name, given, {
      apply: (fn, one) => apply(machine, fn, one),
      isTrue: (value) => isTrue(machine, value),
    })
  if (owner.kind === 'plain' && name === 'toString') return plain(String(owner.value), owner.sent)
  return undefined
}

function callOf(machine: Machine, scope: Scope, node: t.CallExpression, callee: t.Expression): Value {
  const { ts } = machine
  const given = valuesOf(machine, scope, node.arguments)
  if (ts.isIdentifier(callee)) {
    const own = lookUp(scope, callee.text)
    if (own?.kind === 'function') return apply(machine, own, given)
    if (own === undefined) return globalCall(callee.text, given) ?? outside(machine, callee.text, given)
  }
  const fn = evaluate(machine, scope, callee)
  if (isNullish(fn)) {
    if (node.questionDotToken) return NOTHING
    throw FAULT
  }
  return fn.kind === 'function' ? apply(machine, fn, given) : outside(machine, pathOf(fn), given, isSent(fn))
}

function globalCall(name: string, given: readonly Value[]): Value | undefined {
  const [first] = given
  if (name === 'parseBearer') return parsed(first ?? NOTHING)
  if (first === undefined || first.kind === 'opaque') return undefined
  if (name === 'Boolean') return plain(first.kind !== 'plain' || Boolean(first.value), isSent(first))
  if (first.kind !== 'plain') return undefined
  if (name === 'String') return plain(String(first.value), first.sent)
  // what the inputs hold has no escapes
  return /^(?:decodeURIComponent|decodeURI|unescape)$/.test(name) ? plain(String(first.value), first.sent) : undefined
}

/** Calls a function of the code that is tried, or a word for one: `filter(Boolean)`. */
function apply(machine: Machine, fn: Value, given: readonly Value[]): Value {
  if (fn.kind !== 'function') {
    if (isNullish(fn)) throw FAULT
    return globalCall(pathOf(fn), given) ?? outside(machine, pathOf(fn), given)
  }
  const { node } = fn
  const scope = inner(fn.scope)
  return deeper(machine, () => {
    bindParameters(machine, scope, node, given)
    return runBody(machine, scope, node)
  })
}

export function bindParameters(
  machine: Machine,
  scope: Scope,
  fn: t.SignatureDeclaration,
  given: readonly (Value | undefined)[],
): void {
  fn.parameters.forEach((parameter, at) => {
    const name = machine.ts.isIdentifier(parameter.name) ? parameter.name.text : `parameter ${at}`
    const value = parameter.dotDotDotToken
      ? opaque(name)
      : (given[at] ?? (parameter.initializer ? NOTHING : opaque(name)))
    const isMissing = value.kind === 'plain' && value.value === undefined
    bind(
      machine,
      scope,
      parameter.name,
      isMissing && parameter.initializer ? evaluate(machine, scope, parameter.initializer) : value,
    )
  })
}

/** Code that is not seen: the call is written down, and the functions that it is given are called once. */
function outside(machine: Machine, what: string, given: readonly Value[], isOwnerSent = false): Value {
  const sent = isOwnerSent || given.some(isSent)
  const event: Event = { what, given: given.map(shown), sent }
  machine.events.push(event)
  for (const one of given) if (one.kind === 'function') callBack(machine, what, one)
  return opaque(`${what}(${event.given.join(', ')})`, sent)
}

function callBack(machine: Machine, what: string, fn: Value & { kind: 'function' }): void {
  try {
    const result = apply(machine, fn, [])
    machine.events.push({ what: `back to ${what}`, given: [shown(result)], sent: isSent(result) })
  } catch (error) {
    if (error instanceof GiveUp || error instanceof RangeError) throw error
    const how = error instanceof Thrown ? shown(error.value) : 'a fault'
    machine.events.push({ what: `thrown in ${what}`, given: [how], sent: false })
  }
}
