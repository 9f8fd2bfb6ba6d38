import type * as t from 'typescript'
import { statusOfConstant } from '../http/status.js'
import { statusConstants } from '../frameworks/status-constants.js'
import type { AnalysisContext } from './context.js'
import { symbolAt, typeAt } from './questions.js'
import { resolve, resolveDeclaration, type Target } from './resolve.js'
import { returnedExpressions } from './returns.js'
import { assignmentsTo, findDeclaration } from './scope.js'
import { callEnvironment, type Environment } from './call-environment.js'
import { functionOf } from './called-function.js'
import { isAccess, isFunctionNode, nameOf, unwrapAwait } from './syntax.js'
import { isTable } from './tables.js'
import { accessPath, bindingResult, parameterPath, resultPath } from './value-paths.js'

/**
 * What an expression can evaluate to. `node` is where the value is written.
 * `parameter`: the value of a parameter (or of a property path in it) of the enclosing function: decided at the call.
 */
export type Value =
  | NumberValue
  | { readonly kind: 'string'; readonly value: string; readonly node: t.Node }
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'parameter'
      readonly parameter: t.ParameterDeclaration
      readonly path: readonly string[]
      readonly otherwise?: Value
    }
  | { readonly kind: 'union'; readonly values: readonly Value[] }
  | { readonly kind: 'unknown' }

export interface NumberValue {
  readonly kind: 'number'
  readonly value: number
  /** Absent: written in a package. */
  readonly node?: t.Node
  /** Spelled as a string: `'401'`. */
  readonly quoted?: boolean
  /** Other places that give the same value. */
  readonly also?: readonly t.Node[]
  /** Written in what a function of the project returns: `return { status: 401 }`. */
  readonly returned?: boolean
}

export const UNKNOWN: Value = { kind: 'unknown' }
const MOST_DEPTH = 16
/** Functions that return what functions return: each counts for four steps. */
const MOST_RESULT_DEPTH = 12

/** Evaluates an expression to constants as far as the source decides it. Never throws; what it cannot follow is `unknown`. */
export function evaluate(cx: AnalysisContext, expression: t.Expression, environment?: Environment, depth = 0): Value {
  const { ts } = cx
  if (depth > MOST_DEPTH) return UNKNOWN
  const node = unwrapAwait(ts, expression)
  const again = (e: t.Expression): Value => evaluate(cx, e, environment, depth + 1)
  if (ts.isNumericLiteral(node)) return { kind: 'number', value: Number(node.text), node }
  if (ts.isStringLiteralLike(node)) return { kind: 'string', value: node.text, node }
  if (ts.isVoidExpression(node) || node.kind === ts.SyntaxKind.NullKeyword) return { kind: 'nothing' }
  if (ts.isConditionalExpression(node)) return union([again(node.whenTrue), again(node.whenFalse)])
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind
    if (operator === ts.SyntaxKind.BarBarToken || operator === ts.SyntaxKind.QuestionQuestionToken)
      return orElse(again(node.left), again(node.right))
    if (operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.CommaToken)
      return again(node.right)
    return UNKNOWN
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.PlusToken)
    return asNumber(again(node.operand))
  if (ts.isCallExpression(node)) {
    const [only] = node.arguments
    if (only && ts.isIdentifier(node.expression) && /^(?:Number|parseInt)$/.test(node.expression.text))
      return asNumber(again(only))
    return byChecker(cx, node)
  }
  if (ts.isIdentifier(node)) {
    const declaration = findDeclaration(ts, node)
    if (declaration === undefined) return node.text === 'undefined' ? { kind: 'nothing' } : UNKNOWN
    if (ts.isParameter(declaration))
      return ofParameter(cx, declaration, [], declaration.initializer, environment, depth)
    if (ts.isBindingElement(declaration)) {
      const path = parameterPath(cx, declaration)
      if (path) return ofParameter(cx, path.parameter, path.path, declaration.initializer, environment, depth)
      const result = bindingResult(cx, declaration)
      if (result && assignmentsTo(ts, declaration).length === 0) {
        const value = ofResult(cx, result.call, result.path, environment, depth)
        if (value.kind !== 'unknown') return value
      }
    }
    if (ts.isVariableDeclaration(declaration)) {
      const later = assignmentsTo(ts, declaration)
      const initial = declaration.initializer
      if (later.length > 0 && later.length <= 12) {
        const values = [...(initial ? [initial] : []), ...later]
          .filter((e) => e !== node)
          .map((e) => (isWithin(node, e) ? UNKNOWN : again(e)))
        return union(values)
      }
      if (initial && later.length === 0 && !ts.isForOfStatement(declaration.parent.parent))
        return known(again(initial)) ?? byChecker(cx, node)
      return byChecker(cx, node)
    }
    const target = resolveDeclaration(cx, declaration)
    return (target && known(ofTarget(cx, node, target, depth))) ?? byChecker(cx, node)
  }
  if (isAccess(ts, node)) {
    const path = accessPath(cx, node)
    const result = resultPath(cx, node)
    if (result) {
      const value = ofResult(cx, result.call, result.path, environment, depth)
      if (value.kind !== 'unknown') return value
    }
    if (path) {
      const value = ofParameter(cx, path.parameter, path.path, undefined, environment, depth)
      if (value.kind !== 'unknown') return value
    }
    const target = resolve(cx, node)
    const value = target && known(ofTarget(cx, node, target, depth))
    return value ?? byChecker(cx, node)
  }
  return byChecker(cx, node)
}

/** Every alternative of a value, flat. */
export function alternatives(value: Value): readonly Value[] {
  return value.kind === 'union' ? value.values : [value]
}

/** A status: numbers, and strings of digits. */
export function asNumber(value: Value): Value {
  if (value.kind === 'union') return union(value.values.map(asNumber))
  if (value.kind === 'string')
    return /^\d{3}$/.test(value.value)
      ? { kind: 'number', value: Number(value.value), node: value.node, quoted: true }
      : UNKNOWN
  return value
}

export function union(values: readonly Value[]): Value {
  const flat = values.flatMap(alternatives)
  const distinct = flat
    .filter((value, index) => flat.findIndex((other) => isSame(other, value)) === index)
    .map((value) => withPlaces(value, flat))
  const [first] = distinct
  return distinct.length === 1 && first ? first : { kind: 'union', values: distinct }
}

/** A number with every place that gives it. */
function withPlaces(value: Value, all: readonly Value[]): Value {
  if (value.kind !== 'number' || value.node === undefined) return value
  const places = all.flatMap((other) =>
    other.kind === 'number' && other.value === value.value
      ? [...(other.node ? [other.node] : []), ...(other.also ?? [])]
      : [],
  )
  const also = [...new Set(places)].filter((place) => place !== value.node)
  return also.length === 0 ? value : { ...value, also }
}

/** `a || b`, `a ?? b`: a known truthy left side is the value. */
function orElse(left: Value, right: Value): Value {
  if ((left.kind === 'number' && left.value !== 0) || (left.kind === 'string' && left.value !== '')) return left
  if (left.kind === 'nothing') return right
  if (left.kind === 'parameter' && left.otherwise === undefined) return { ...left, otherwise: right }
  return union([left, right])
}

function isSame(a: Value, b: Value): boolean {
  if (a.kind !== b.kind) return false
  if (a.kind === 'number' && b.kind === 'number') return a.value === b.value
  if (a.kind === 'string' && b.kind === 'string') return a.value === b.value
  if (a.kind === 'parameter' && b.kind === 'parameter')
    return a.parameter === b.parameter && a.path.join('.') === b.path.join('.')
  return a.kind === 'unknown' || a.kind === 'nothing'
}

function known(value: Value): Value | undefined {
  return value.kind === 'unknown' ? undefined : value
}

function isWithin(node: t.Node, outer: t.Node): boolean {
  return node.getSourceFile() === outer.getSourceFile() && node.pos >= outer.pos && node.end <= outer.end
}

function ofParameter(
  cx: AnalysisContext,
  parameter: t.ParameterDeclaration,
  path: readonly string[],
  initializer: t.Expression | undefined,
  environment: Environment | undefined,
  depth: number,
): Value {
  const fallback = initializer && evaluate(cx, initializer, environment, depth + 1)
  const given = environment?.argumentOf(parameter)
  if (given === undefined) {
    if (parameter.dotDotDotToken) return UNKNOWN
    const own: Value = { kind: 'parameter', parameter, path, ...(fallback && { otherwise: fallback }) }
    const later = assignmentsTo(cx.ts, parameter)
    if (later.length === 0) return own
    // `status = 403` for some of the errors: what was given, or one of these
    const values =
      path.length === 0 && later.length <= 12 ? later.map((one) => evaluate(cx, one, undefined, depth + 1)) : []
    return values.length > 0 && values.every((value) => value.kind === 'number') ? union([own, ...values]) : UNKNOWN
  }
  if (given.expression === undefined) return fallback ?? { kind: 'nothing' }
  const value = evaluatePath(cx, given.expression, path, given.environment, depth + 1)
  return value.kind === 'nothing' && fallback ? fallback : value
}

/** The value of property `path` of an expression. */
export function evaluatePath(
  cx: AnalysisContext,
  expression: t.Expression,
  path: readonly string[],
  environment?: Environment,
  depth = 0,
): Value {
  const { ts } = cx
  const [name, ...rest] = path
  if (name === undefined) return evaluate(cx, expression, environment, depth)
  if (depth > MOST_DEPTH) return UNKNOWN
  const node = unwrapAwait(ts, expression)
  if (ts.isConditionalExpression(node))
    return union([node.whenTrue, node.whenFalse].map((e) => evaluatePath(cx, e, path, environment, depth + 1)))
  const target = ts.isObjectLiteralExpression(node) ? node : targetNode(cx, node)
  if (target && ts.isConditionalExpression(target) && target !== node)
    return evaluatePath(cx, target, path, environment, depth + 1)
  if (target && ts.isCallExpression(target)) return ofResult(cx, target, path, environment, depth)
  const object = target && ts.isObjectLiteralExpression(target) ? target : undefined
  if (object) {
    for (const property of [...object.properties].reverse()) {
      if (ts.isSpreadAssignment(property)) {
        const spread = evaluatePath(cx, property.expression, path, environment, depth + 1)
        if (spread.kind === 'nothing') continue
        return spread
      }
      if (nameOf(ts, property.name) !== name) continue
      if (ts.isPropertyAssignment(property)) return evaluatePath(cx, property.initializer, rest, environment, depth + 1)
      if (ts.isShorthandPropertyAssignment(property))
        return evaluatePath(cx, property.name, rest, environment, depth + 1)
      return UNKNOWN
    }
    return { kind: 'nothing' }
  }
  if (ts.isIdentifier(node)) {
    const declaration = findDeclaration(ts, node)
    if (declaration && ts.isParameter(declaration))
      return ofParameter(cx, declaration, path, undefined, environment, depth + 1)
    const element = declaration && ts.isBindingElement(declaration) ? parameterPath(cx, declaration) : undefined
    if (element)
      return ofParameter(cx, element.parameter, [...element.path, ...path], undefined, environment, depth + 1)
  }
  if (node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined'))
    return { kind: 'nothing' }
  return UNKNOWN
}

/** A property of what a function of the project returns. */
function ofResult(
  cx: AnalysisContext,
  call: t.CallExpression,
  path: readonly string[],
  environment: Environment | undefined,
  depth: number,
): Value {
  const fn = functionOf(cx, call.expression)
  if (fn === undefined || depth > MOST_RESULT_DEPTH) return UNKNOWN
  const inner = callEnvironment(fn, call.arguments, environment)
  const values = returnedExpressions(cx.ts, fn).map((result) => evaluatePath(cx, result, path, inner, depth + 4))
  return values.length === 0 ? UNKNOWN : asReturned(union(values))
}

function asReturned(value: Value): Value {
  if (value.kind === 'union') return { kind: 'union', values: value.values.map(asReturned) }
  return value.kind === 'number' ? { ...value, returned: true } : value
}

function targetNode(cx: AnalysisContext, expression: t.Expression): t.Node | undefined {
  const target = resolve(cx, expression)
  return target?.kind === 'node' ? target.node : undefined
}

/** The object literal that an expression stands for. */
export function objectOf(cx: AnalysisContext, expression: t.Expression): t.ObjectLiteralExpression | undefined {
  const target = resolve(cx, expression)
  return target?.kind === 'node' && cx.ts.isObjectLiteralExpression(target.node) ? target.node : undefined
}

function ofTarget(cx: AnalysisContext, at: t.Expression, target: Target, depth: number): Value {
  const { ts } = cx
  if (target.kind === 'external' || target.kind === 'global') return ofPackage(at, target)
  if (target.kind !== 'node') return UNKNOWN
  const { node } = target
  if (ts.isEnumMember(node)) return node.initializer ? evaluate(cx, node.initializer, undefined, depth + 1) : UNKNOWN
  if (ts.isPropertyDeclaration(node))
    return node.initializer ? evaluate(cx, node.initializer, undefined, depth + 1) : UNKNOWN
  if (isFunctionNode(ts, node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node)) return UNKNOWN
  return ts.isExpression(node) &&
    (ts.isLiteralExpression(node) ||
      ts.isConditionalExpression(node) ||
      ts.isBinaryExpression(node) ||
      ts.isPrefixUnaryExpression(node))
    ? evaluate(cx, node, undefined, depth + 1)
    : UNKNOWN
}

/** Members of status packages by their name; of other packages only where the name leaves no doubt. */
function ofPackage(at: t.Expression, target: Extract<Target, { kind: 'external' | 'global' }>): Value {
  const name = target.path.at(-1)
  if (target.kind === 'global' || name === undefined) return UNKNOWN
  const status = statusOfConstant(name)
  if (status === undefined) return UNKNOWN
  const listed = statusConstants.some((s) => s.module === target.module)
  // an unlisted package: a constant in capitals or of an object named after statuses
  const speaking = /^[A-Z][A-Z0-9_]+$/.test(name) || /status|http/i.test(target.path.at(-2) ?? '')
  return listed || speaking ? { kind: 'number', value: status, node: at } : UNKNOWN
}

/** With a checker: literal types decide what following the source did not. */
function byChecker(cx: AnalysisContext, node: t.Expression): Value {
  const { checker } = cx
  if (checker === undefined || node.getSourceFile() !== cx.file) return UNKNOWN
  const type = checker.getNonNullableType(typeAt(cx, checker, node))
  // a union of statuses is a status that was decided elsewhere and comes through here
  if (!type.isNumberLiteral() && !type.isStringLiteral()) return UNKNOWN
  if (isResult(cx, checker, node)) return UNKNOWN
  return type.isNumberLiteral()
    ? { kind: 'number', value: type.value, node }
    : { kind: 'string', value: type.value, node }
}

/** `result.status` with `result: { ok: false; status: 401 }`: the type of what a function of the project hands back, where the status is decided. */
function isResult(cx: AnalysisContext, checker: t.TypeChecker, node: t.Expression): boolean {
  const { ts } = cx
  const name = ts.isPropertyAccessExpression(node) ? node.name : node
  return (symbolAt(cx, checker, name)?.declarations ?? []).some((declaration) => {
    if (declaration.getSourceFile().isDeclarationFile) return false
    if (ts.isPropertySignature(declaration) || ts.isBindingElement(declaration)) return true
    return ts.isPropertyAssignment(declaration) && !isTable(cx, declaration)
  })
}

/** The numbers among a value's alternatives; digits in quotes count. */
export function numbersOf(value: Value): readonly number[] {
  return alternatives(asNumber(value)).flatMap((v) => (v.kind === 'number' ? [v.value] : []))
}
