import type { Machine } from './machine.js'
import { isSent, opaque, plain, shown, type Value } from './values.js'

/** A comparison; `undefined`: the operator compares nothing. */
export function compare(machine: Machine, operator: string, left: Value, right: Value): Value | undefined {
  const sent = isSent(left) || isSent(right)
  switch (operator) {
    case '===':
    case '!==':
    case '==':
    case '!=': {
      const isEqual = equality(left, right, operator.length === 2)
      if (isEqual === undefined) return plain(machine.unknown !== 'fails', sent)
      return plain(operator.startsWith('!') ? !isEqual : isEqual, sent)
    }
    case '<':
    case '>':
    case '<=':
    case '>=': {
      if (left.kind !== 'plain' || right.kind !== 'plain')
        return opaque(`${shown(left)} ${operator} ${shown(right)}`, sent)
      const [a, b] = [left.value ?? NaN, right.value ?? NaN]
      return plain(operator === '<' ? a < b : operator === '>' ? a > b : operator === '<=' ? a <= b : a >= b, sent)
    }
    default:
      return undefined
  }
}

/** `undefined`: not known. */
function equality(left: Value, right: Value, loose: boolean): boolean | undefined {
  if (left.kind === 'opaque' || right.kind === 'opaque') return shown(left) === shown(right) ? true : undefined
  if (left.kind !== 'plain' || right.kind !== 'plain') return false
  // a header is compared with what is missing
  const isMissing = (one: typeof left): boolean => one.value === undefined || one.value === null
  return loose && isMissing(left) ? isMissing(right) : left.value === right.value
}

/** Any other operator. */
export function compute(_machine: Machine, operator: string, left: Value, right: Value): Value {
  const sent = isSent(left) || isSent(right)
  if (left.kind === 'plain' && right.kind === 'plain') {
    const [a, b] = [left.value, right.value]
    if (operator === '+')
      return plain(typeof a === 'number' && typeof b === 'number' ? a + b : `${String(a)}${String(b)}`, sent)
    if (operator === '-') return plain(Number(a) - Number(b), sent)
  }
  return opaque(`${shown(left)} ${operator} ${shown(right)}`, sent)
}
