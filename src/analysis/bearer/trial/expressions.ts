import type * as t from 'typescript'
import { isWrapper, memberName, nameOf } from '../../syntax.js'
import { isFallback } from '../syntax.js'
import { FIELD } from '../vocabulary.js'
import { evaluateCall } from './calls.js'
import { isFalse, isTrue, squeezed, step, type Machine } from './machine.js'
import { compute, compare } from './operators.js'
import { assign } from './patterns.js'
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
  type Scope,
  type Value,
} from './values.js'

/** An optional chain that ended before its end. */
export const CUT_SHORT = Symbol('cut short')

export function evaluate(machine: Machine, scope: Scope, node: t.Expression): Value {
  const value = link(machine, scope, node)
  return value === CUT_SHORT ? NOTHING : value
}

/** What stands before a dot, a bracket or parentheses: the chain that it belongs to may have ended already. */
export function evaluateOwner(machine: Machine, scope: Scope, node: t.Expression): Value | typeof CUT_SHORT {
  return machine.ts.isOptionalChain(node) ? link(machine, scope, node) : evaluate(machine, scope, node)
}

function link(machine: Machine, scope: Scope, node: t.Expression): Value | typeof CUT_SHORT {
  const { ts } = machine
  step(machine)
  const isAccess = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)
  if ((isAccess || ts.isCallExpression(node)) && machine.reads.has(squeezed(node))) return machine.header
  if (ts.isNonNullExpression(node)) return evaluateOwner(machine, scope, node.expression)
  if (isWrapper(ts, node) || ts.isAwaitExpression(node)) return evaluate(machine, scope, node.expression)
  if (isAccess) return member(machine, scope, node)
  if (ts.isCallExpression(node)) return evaluateCall(machine, scope, node)
  return simple(machine, scope, node)
}

function simple(machine: Machine, scope: Scope, node: t.Expression): Value {
  const { ts } = machine
  if (ts.isIdentifier(node)) {
    if (node.text === 'undefined') return NOTHING
    return lookUp(scope, node.text) ?? opaque(node.text)
  }
  if (ts.isStringLiteralLike(node)) return plain(node.text)
  if (ts.isNumericLiteral(node)) return plain(Number(node.text))
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword)
    return plain(node.kind === ts.SyntaxKind.TrueKeyword)
  if (node.kind === ts.SyntaxKind.NullKeyword) return plain(null)
  if (node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword) return opaque(node.getText())
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf('/')
    return { kind: 'pattern', source: node.text.slice(1, end), flags: node.text.slice(end + 1) }
  }
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return { kind: 'function', node, scope }
  if (ts.isConditionalExpression(node))
    return evaluate(
      machine,
      scope,
      isTrue(machine, evaluate(machine, scope, node.condition)) ? node.whenTrue : node.whenFalse,
    )
  if (ts.isBinaryExpression(node)) return binary(machine, scope, node)
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return unary(machine, scope, node)
  if (ts.isTypeOfExpression(node)) return typeOf(evaluate(machine, scope, node.expression))
  if (ts.isVoidExpression(node)) {
    evaluate(machine, scope, node.expression)
    return NOTHING
  }
  if (ts.isTemplateExpression(node)) return template(machine, scope, node)
  if (ts.isArrayLiteralExpression(node)) return { kind: 'list', items: valuesOf(machine, scope, node.elements) }
  if (ts.isObjectLiteralExpression(node)) return object(machine, scope, node)
  if (ts.isNewExpression(node)) {
    const given = valuesOf(machine, scope, node.arguments ?? [])
    return opaque(`new ${squeezed(node.expression)}(${given.map(shown).join(', ')})`, given.some(isSent))
  }
  throw new GiveUp('expression')
}

function binary(machine: Machine, scope: Scope, node: t.BinaryExpression): Value {
  const { ts } = machine
  const kind = node.operatorToken.kind
  if (kind === ts.SyntaxKind.EqualsToken) {
    const value = evaluate(machine, scope, node.right)
    assign(machine, scope, node.left, value)
    return value
  }
  const left = evaluate(machine, scope, node.left)
  const right = (): Value => evaluate(machine, scope, node.right)
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return isTrue(machine, left) ? right() : left
  if (kind === ts.SyntaxKind.BarBarToken) return isTrue(machine, left) ? left : right()
  if (isFallback(ts, kind)) {
    const isMissing = left.kind === 'opaque' ? machine.unknown === 'fails' : isNullish(left)
    return isMissing ? right() : left
  }
  if (kind === ts.SyntaxKind.CommaToken) return right()
  const written = WRITES.get(node.operatorToken.getText())
  if (written !== undefined) {
    const isKept =
      written === '??'
        ? !isNullish(left)
        : written === '||'
          ? isTrue(machine, left)
          : written === '&&' && !isTrue(machine, left)
    if (isKept) return left
    const value = written === '+' ? compute(machine, '+', left, right()) : right()
    if (!['??', '||', '&&', '+'].includes(written)) throw new GiveUp('operator')
    assign(machine, scope, node.left, value)
    return value
  }
  const operator = node.operatorToken.getText()
  return compare(machine, operator, left, right()) ?? compute(machine, operator, left, right())
}

const WRITES: ReadonlyMap<string, string> = new Map(['??', '||', '&&', '+', '-', '*'].map((one) => [`${one}=`, one]))

function unary(machine: Machine, scope: Scope, node: t.PrefixUnaryExpression | t.PostfixUnaryExpression): Value {
  const { ts } = machine
  const value = evaluate(machine, scope, node.operand)
  if (node.operator === ts.SyntaxKind.ExclamationToken) return plain(isFalse(machine, value))
  if (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken) {
    if (isSent(value)) throw new GiveUp('operator')
    return opaque(squeezed(node))
  }
  if (value.kind !== 'plain') return opaque(node.getText(), isSent(value))
  return plain(node.operator === ts.SyntaxKind.MinusToken ? -Number(value.value) : Number(value.value), value.sent)
}

function typeOf(value: Value): Value {
  if (value.kind === 'plain') return plain(value.value === null ? 'object' : typeof value.value, value.sent)
  if (value.kind === 'opaque') return opaque(`typeof ${value.text}`, value.sent)
  return plain(value.kind === 'function' ? 'function' : 'object')
}

function template(machine: Machine, scope: Scope, node: t.TemplateExpression): Value {
  return node.templateSpans.reduce<Value>(
    (text, span) =>
      compute(
        machine,
        '+',
        compute(machine, '+', text, asText(evaluate(machine, scope, span.expression))),
        plain(span.literal.text),
      ),
    plain(node.head.text),
  )
}

function asText(value: Value): Value {
  return value.kind === 'plain' ? plain(String(value.value), value.sent) : value
}

/** Values of elements or arguments, with spreads laid out. */
export function valuesOf(machine: Machine, scope: Scope, nodes: readonly t.Expression[]): Value[] {
  const { ts } = machine
  return nodes.flatMap((node): Value[] => {
    if (ts.isOmittedExpression(node)) return [NOTHING]
    if (!ts.isSpreadElement(node)) return [evaluate(machine, scope, node)]
    const value = evaluate(machine, scope, node.expression)
    return value.kind === 'list' ? [...value.items] : [opaque(`...${shown(value)}`, isSent(value))]
  })
}

function object(machine: Machine, scope: Scope, node: t.ObjectLiteralExpression): Value {
  const { ts } = machine
  const entries = new Map<string, Value>()
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const value = evaluate(machine, scope, property.expression)
      if (value.kind === 'object') for (const [name, one] of value.entries) entries.set(name, one)
      else entries.set(`...${shown(value)}`, value)
    } else if (ts.isShorthandPropertyAssignment(property)) {
      entries.set(property.name.text, evaluate(machine, scope, property.name))
    } else if (ts.isPropertyAssignment(property)) {
      const { name } = property
      const key =
        nameOf(ts, name) ?? (ts.isComputedPropertyName(name) ? shown(evaluate(machine, scope, name.expression)) : '?')
      entries.set(key, evaluate(machine, scope, property.initializer))
    } else if (ts.isMethodDeclaration(property)) {
      entries.set(nameOf(ts, property.name) ?? '?', { kind: 'function', node: property, scope })
    } else throw new GiveUp('accessor')
  }
  return { kind: 'object', entries }
}

function member(
  machine: Machine,
  scope: Scope,
  node: t.PropertyAccessExpression | t.ElementAccessExpression,
): Value | typeof CUT_SHORT {
  const owner = evaluateOwner(machine, scope, node.expression)
  if (owner === CUT_SHORT) return CUT_SHORT
  if (isNullish(owner)) {
    if (node.questionDotToken) return CUT_SHORT
    throw FAULT
  }
  const known = memberName(machine.ts, node)
  const key =
    known === undefined && machine.ts.isElementAccessExpression(node)
      ? evaluate(machine, scope, node.argumentExpression)
      : plain(known)
  return memberOf(machine, owner, key)
}

/** A member of a value that is there. */
export function memberOf(machine: Machine, owner: Value, key: Value): Value {
  const name = key.kind === 'plain' ? String(key.value) : undefined
  if (owner.kind === 'list' && name !== undefined)
    return name === 'length' ? plain(owner.items.length, isSent(owner)) : (owner.items[Number(name)] ?? NOTHING)
  if (owner.kind === 'plain') {
    if (typeof owner.value !== 'string' || name === undefined) return NOTHING
    if (name === 'length') return plain(owner.value.length, owner.sent)
    return /^\d+$/.test(name) ? plain(owner.value[Number(name)], owner.sent) : NOTHING
  }
  if (owner.kind === 'object' && name !== undefined) {
    const value = owner.entries.get(name)
    if (value !== undefined) return value
    // groups of a pattern by number, and what was spread into the object
    return [...owner.entries.keys()].some((one) => one.startsWith('...')) ? opaque(`${shown(owner)}.${name}`) : NOTHING
  }
  const path = `${pathOf(owner)}.${name ?? shown(key)}`
  const written = machine.written.get(path)
  if (written !== undefined) return written
  return name?.toLowerCase() === FIELD ? machine.header : opaque(path, isSent(owner))
}

export function pathOf(value: Value): string {
  return value.kind === 'opaque' ? value.text : shown(value)
}
