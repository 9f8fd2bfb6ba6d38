import type * as t from 'typescript'
import { memberName, nameOf, unwrap } from '../../syntax.js'
import { evaluate, memberOf, pathOf } from './expressions.js'
import type { Machine } from './machine.js'
import {
  FAULT,
  GiveUp,
  isNullish,
  isSent,
  NOTHING,
  opaque,
  plain,
  shown,
  write,
  type Scope,
  type Value,
} from './values.js'

/** Declares the names of a binding with the parts of a value. */
export function bind(machine: Machine, scope: Scope, name: t.BindingName, value: Value): void {
  const { ts } = machine
  if (ts.isIdentifier(name)) {
    scope.names.set(name.text, value.kind === 'opaque' && machine.names.has(name.text) ? machine.header : value)
    return
  }
  if (isNullish(value)) throw FAULT
  name.elements.forEach((element, at) => {
    if (!ts.isBindingElement(element)) return
    const part = partOf(machine, scope, element, at, value)
    const isMissing = part.kind === 'plain' && part.value === undefined
    bind(
      machine,
      scope,
      element.name,
      isMissing && element.initializer ? evaluate(machine, scope, element.initializer) : part,
    )
  })
}

function partOf(machine: Machine, scope: Scope, element: t.BindingElement, at: number, value: Value): Value {
  const { ts } = machine
  const isList = ts.isArrayBindingPattern(element.parent)
  if (element.dotDotDotToken) {
    if (value.kind === 'list' && isList) return { kind: 'list', items: value.items.slice(at) }
    return opaque(`rest of ${shown(value)}`, isSent(value))
  }
  if (isList) return itemOf(value, at)
  const { propertyName } = element
  const computed = propertyName && ts.isComputedPropertyName(propertyName) ? propertyName.expression : undefined
  const key = computed ? evaluate(machine, scope, computed) : plain(nameOf(ts, propertyName ?? element.name))
  return memberOf(machine, value, key)
}

function itemOf(value: Value, at: number): Value {
  if (value.kind === 'list') return value.items[at] ?? NOTHING
  if (value.kind === 'opaque') return opaque(`${value.text}[${at}]`, value.sent)
  if (value.kind === 'object') return value.entries.get(String(at)) ?? NOTHING
  if (value.kind === 'plain' && typeof value.value === 'string') return plain(value.value[at], value.sent)
  throw FAULT
}

/** Writes a value to a name, a member, or several of these. */
export function assign(machine: Machine, scope: Scope, target: t.Expression, value: Value): void {
  const { ts } = machine
  const node = unwrap(ts, target)
  if (ts.isIdentifier(node)) write(scope, node.text, value)
  else if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const owner = evaluate(machine, scope, node.expression)
    const known = memberName(ts, node)
    const key =
      known ?? (ts.isElementAccessExpression(node) ? shown(evaluate(machine, scope, node.argumentExpression)) : '?')
    const path = `${pathOf(owner)}.${key}`
    machine.written.set(path, value)
    machine.events.push({ what: `${path} =`, given: [shown(value)], sent: isSent(value) })
  } else if (ts.isArrayLiteralExpression(node)) {
    if (isNullish(value)) throw FAULT
    node.elements.forEach((element, at) => {
      if (ts.isOmittedExpression(element)) return
      if (ts.isSpreadElement(element)) throw new GiveUp('spread')
      assign(machine, scope, element, itemOf(value, at))
    })
  } else throw new GiveUp('target')
}
