import type * as t from 'typescript'
import type { HeaderSource } from '../frameworks/define.js'
import { hasChallenge } from '../http/challenge/index.js'
import type { AnalysisContext } from './context.js'
import { keyOf } from './receivers.js'
import { resolve, resolveCallee } from './resolve.js'
import { assignmentsTo, findDeclaration } from './scope.js'
import {
  ALWAYS,
  NEVER,
  UNKNOWN_HEADER,
  bothHeaders,
  eitherHeader,
  headerAt,
  type HeaderState,
  type State,
} from './state.js'
import { isAccess, isFunctionNode, memberName, nameOf, unwrapAwait } from './syntax.js'
import { stringParts, stringValue } from './strings.js'
import { parameterPath } from './value-paths.js'
import { returnedExpressions } from './returns.js'

const HEADER = 'www-authenticate'
const MOST_DEPTH = 8

/** Whether an expression is the name of the header; `undefined` when it is not constant. */
export function isHeaderName(cx: AnalysisContext, name: t.Expression): boolean | undefined {
  const text = stringValue(cx, name)
  return text === undefined ? undefined : text.toLowerCase() === HEADER
}

/** Whether a header value is a challenge. A value that the source does not decide is believed. */
export function valueState(cx: AnalysisContext, expression: t.Expression, depth = 0): HeaderState {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  const nothing = (text: string): HeaderState => ({ presence: 'never', emptyValue: text })
  if (node.kind === ts.SyntaxKind.NullKeyword || ts.isVoidExpression(node)) return nothing(node.getText())
  if (ts.isIdentifier(node) && node.text === 'undefined') return nothing('undefined')
  if (ts.isConditionalExpression(node) && depth < MOST_DEPTH)
    return eitherHeader(valueState(cx, node.whenTrue, depth + 1), valueState(cx, node.whenFalse, depth + 1))
  if (ts.isArrayLiteralExpression(node)) {
    if (node.elements.length === 0) return nothing('[]')
    return depth < MOST_DEPTH
      ? node.elements.map((e) => valueState(cx, e, depth + 1)).reduce(bothHeaders, NEVER)
      : ALWAYS
  }
  if (ts.isIdentifier(node)) {
    const declaration = findDeclaration(ts, node)
    const place =
      declaration &&
      (ts.isParameter(declaration)
        ? { parameter: declaration, path: [] }
        : ts.isBindingElement(declaration)
          ? parameterPath(cx, declaration)
          : undefined)
    if (place) return { presence: 'unknown', parameter: { ...place, as: 'value' } }
  }
  const parts = stringParts(cx, node)
  if (parts === undefined || parts.some((part) => part.kind === 'hole')) return ALWAYS
  const text = parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')
  return hasChallenge(text) ? ALWAYS : nothing(text)
}

/** WWW-Authenticate in a collection of headers: object, array of pairs, flat array, `Headers`, variable, spread, a function's result. */
export function collectionState(cx: AnalysisContext, expression: t.Expression, state: State, depth = 0): HeaderState {
  const { ts } = cx
  if (depth > MOST_DEPTH) return UNKNOWN_HEADER
  const again = (e: t.Expression): HeaderState => collectionState(cx, e, state, depth + 1)
  const node = unwrapAwait(ts, expression)
  if (
    node.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(node) && node.text === 'undefined') ||
    ts.isStringLiteralLike(node)
  )
    return NEVER
  if (ts.isObjectLiteralExpression(node))
    return node.properties.map((property) => propertyState(cx, property, again)).reduce(bothHeaders, NEVER)
  if (ts.isArrayLiteralExpression(node)) return arrayState(cx, node)
  if (ts.isConditionalExpression(node)) return eitherHeader(again(node.whenTrue), again(node.whenFalse))
  if (ts.isBinaryExpression(node)) {
    if (node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return eitherHeader(again(node.right), NEVER)
    const [left, right] = [again(node.left), again(node.right)]
    return left.presence === 'unknown' ? left : eitherHeader(left, right)
  }
  if (ts.isNewExpression(node)) {
    const [first] = node.arguments ?? []
    return ts.isIdentifier(node.expression) && node.expression.text === 'Headers'
      ? first
        ? again(first)
        : NEVER
      : UNKNOWN_HEADER
  }
  if (ts.isCallExpression(node)) {
    if (isAccess(ts, node.expression) && memberName(ts, node.expression) === 'assign')
      return node.arguments.map(again).reduce(bothHeaders, NEVER)
    if (isAccess(ts, node.expression) && memberName(ts, node.expression) === 'fromEntries' && node.arguments[0])
      return again(node.arguments[0])
    return resultState(cx, node, state, depth)
  }
  if (ts.isIdentifier(node) || isAccess(ts, node)) {
    const key = keyOf(cx, node)
    const written = key === undefined ? undefined : state.headers.get(key)
    const declared = ts.isIdentifier(node) ? findDeclaration(ts, node) : undefined
    const place =
      declared &&
      (ts.isParameter(declared)
        ? { parameter: declared, path: [] }
        : ts.isBindingElement(declared)
          ? parameterPath(cx, declared)
          : undefined)
    if (place) return bothHeaders(written ?? NEVER, { presence: 'unknown', parameter: { ...place, as: 'collection' } })
    if (declared && ts.isVariableDeclaration(declared) && assignmentsTo(ts, declared).length > 0) {
      const values = [...(declared.initializer ? [declared.initializer] : []), ...assignmentsTo(ts, declared)]
      return bothHeaders(
        written ?? NEVER,
        values
          .filter((v) => v !== node)
          .map(again)
          .reduce(eitherHeader),
      )
    }
    const target = resolve(cx, node)
    if (target?.kind === 'node' && target.node !== node && ts.isExpression(target.node))
      return bothHeaders(written ?? NEVER, again(target.node))
    return written === undefined || written.presence === 'never' ? UNKNOWN_HEADER : written
  }
  return UNKNOWN_HEADER
}

function propertyState(
  cx: AnalysisContext,
  property: t.ObjectLiteralElementLike,
  again: (e: t.Expression) => HeaderState,
): HeaderState {
  const { ts } = cx
  if (ts.isSpreadAssignment(property)) return again(property.expression)
  const fixed = nameOf(ts, property.name)
  const isHeader =
    fixed !== undefined
      ? fixed.toLowerCase() === HEADER
      : ts.isPropertyAssignment(property) && ts.isComputedPropertyName(property.name)
        ? isHeaderName(cx, property.name.expression)
        : false
  if (isHeader === undefined) return UNKNOWN_HEADER
  if (!isHeader) return NEVER
  return ts.isPropertyAssignment(property) ? valueState(cx, property.initializer) : ALWAYS
}

/** `[['WWW-Authenticate', v]]`, or node's flat `['WWW-Authenticate', v]`. */
function arrayState(cx: AnalysisContext, list: t.ArrayLiteralExpression): HeaderState {
  const { ts } = cx
  let state = NEVER
  list.elements.forEach((element, index) => {
    if (ts.isArrayLiteralExpression(element)) {
      const [name, value] = element.elements
      if (name && value && isHeaderName(cx, name)) state = bothHeaders(state, valueState(cx, value))
    } else if (ts.isSpreadElement(element)) state = bothHeaders(state, UNKNOWN_HEADER)
    else if (index % 2 === 0 && isHeaderName(cx, element)) {
      const value = list.elements[index + 1]
      if (value) state = bothHeaders(state, valueState(cx, value))
    }
  })
  return state
}

/** The headers that a function of the project returns. */
function resultState(cx: AnalysisContext, call: t.CallExpression, state: State, depth: number): HeaderState {
  const target = resolveCallee(cx, call.expression)
  if (target?.kind !== 'node' || !isFunctionNode(cx.ts, target.node)) return UNKNOWN_HEADER
  const results = returnedExpressions(cx.ts, target.node)
  if (results.length === 0) return UNKNOWN_HEADER
  const empty: State = { ...state, headers: new Map() }
  const [first, ...rest] = results.map((result) => withoutParameter(collectionState(cx, result, empty, depth + 1)))
  return rest.reduce(eitherHeader, first ?? UNKNOWN_HEADER)
}

function withoutParameter(state: HeaderState): HeaderState {
  return state.parameter ? UNKNOWN_HEADER : state
}

/** Headers that stand in the arguments of a call. */
export function argumentHeaders(
  cx: AnalysisContext,
  args: readonly t.Expression[],
  sources: readonly HeaderSource[],
  state: State,
): HeaderState {
  return sources.map((source) => sourceState(cx, args, source, state)).reduce(bothHeaders, NEVER)
}

function sourceState(
  cx: AnalysisContext,
  args: readonly t.Expression[],
  source: HeaderSource,
  state: State,
): HeaderState {
  const argument = args[source.argument]
  if (argument === undefined) return args.some((one) => cx.ts.isSpreadElement(one)) ? UNKNOWN_HEADER : NEVER
  if (source.kind === 'collection') {
    const node = unwrapAwait(cx.ts, argument)
    // writeHead(401, 'reason', headers), writeHead(401, () => …)
    return isFunctionNode(cx.ts, node) ? NEVER : collectionState(cx, argument, state)
  }
  if (source.kind === 'scheme') {
    const node = unwrapAwait(cx.ts, argument)
    return node.kind === cx.ts.SyntaxKind.NullKeyword || (cx.ts.isIdentifier(node) && node.text === 'undefined')
      ? NEVER
      : ALWAYS
  }
  return propertyOfInit(cx, argument, source, state, 0)
}

function propertyOfInit(
  cx: AnalysisContext,
  init: t.Expression,
  source: Extract<HeaderSource, { kind: 'property' | 'response' }>,
  state: State,
  depth: number,
): HeaderState {
  const { ts } = cx
  if (depth > MOST_DEPTH) return UNKNOWN_HEADER
  const node = unwrapAwait(ts, init)
  if (ts.isNumericLiteral(node) || isText(cx, node)) return NEVER
  if (ts.isConditionalExpression(node))
    return eitherHeader(
      propertyOfInit(cx, node.whenTrue, source, state, depth + 1),
      propertyOfInit(cx, node.whenFalse, source, state, depth + 1),
    )
  if (ts.isObjectLiteralExpression(node)) {
    for (const property of [...node.properties].reverse()) {
      if (ts.isSpreadAssignment(property)) {
        const spread = propertyOfInit(cx, property.expression, source, state, depth + 1)
        if (spread.presence !== 'never' || spread.parameter) return spread
      } else if (nameOf(ts, property.name) === source.property) {
        if (source.kind === 'response')
          return ts.isPropertyAssignment(property) ? responseState(cx, property.initializer, state) : UNKNOWN_HEADER
        if (ts.isPropertyAssignment(property)) return collectionState(cx, property.initializer, state)
        if (ts.isShorthandPropertyAssignment(property)) return collectionState(cx, property.name, state)
        return UNKNOWN_HEADER
      }
    }
    return NEVER
  }
  const declared = ts.isIdentifier(node) ? findDeclaration(ts, node) : undefined
  const place =
    declared &&
    (ts.isParameter(declared)
      ? { parameter: declared, path: [] as readonly string[] }
      : ts.isBindingElement(declared)
        ? parameterPath(cx, declared)
        : undefined)
  if (place && source.kind === 'property')
    return {
      presence: 'unknown',
      parameter: { parameter: place.parameter, path: [...place.path, source.property], as: 'collection' },
    }
  const key = keyOf(cx, node)
  const written = headerAt(state, key === undefined ? undefined : `${key}.${source.property}`)
  if (written.presence !== 'never') return written
  const target = resolve(cx, node)
  if (target?.kind === 'node' && target.node !== node && ts.isObjectLiteralExpression(target.node))
    return propertyOfInit(cx, target.node, source, state, depth + 1)
  return UNKNOWN_HEADER
}

const NAMES_TEXT =
  /^(?:e|ex|err|error|msg|reason|text|title|description|detail|details|cause)$|(?:message|Msg|Error|Reason|Text)$/
const MAKES_TEXT = /^(?:t|__|translate|String|stringify|format|toString|join|getMessage|getErrorMessage)$/

/** An argument that is a message (or an error) and no options object: `ctx.throw(401, err.message)`. */
function isText(cx: AnalysisContext, node: t.Expression): boolean {
  const { ts } = cx
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return true
  if (ts.isBinaryExpression(node)) return isText(cx, node.left) || isText(cx, node.right)
  const named = ts.isCallExpression(node) ? node.expression : node
  const name = ts.isIdentifier(named) ? named.text : isAccess(ts, named) ? (memberName(ts, named) ?? '') : ''
  return ts.isCallExpression(node) ? MAKES_TEXT.test(name) : NAMES_TEXT.test(name)
}

/** A whole response given as an option: its own init decides. */
function responseState(cx: AnalysisContext, expression: t.Expression, state: State): HeaderState {
  const node = unwrapAwait(cx.ts, expression)
  const key = keyOf(cx, node)
  const written = headerAt(state, key)
  if (written.presence !== 'never') return written
  const target = resolve(cx, node)
  const made = target?.kind === 'node' ? target.node : node
  if (!cx.ts.isNewExpression(made)) return UNKNOWN_HEADER
  return argumentHeaders(cx, made.arguments ?? [], [{ argument: 1, kind: 'property', property: 'headers' }], state)
}
