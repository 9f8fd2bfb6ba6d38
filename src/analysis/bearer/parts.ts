import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { assignmentsTo, findDeclaration } from '../scope.js'
import { nameOf } from '../syntax.js'
import { referencesTo } from './references.js'
import { isEquality, isFallback, methodCall, outermost } from './syntax.js'
import { testsOfName, testsOfWord, type WordTest } from './word-tests.js'

/** One element that is taken from an array. */
export interface Picked {
  /** `rest`: the words from the second on; `all`: joined again. */
  readonly at: number | 'last' | 'rest' | 'all'
  readonly node: t.Expression | t.BindingElement
  /** The array was filtered before: positions are no longer those of the words. */
  readonly filtered: boolean
}

/** How the words of a split value are used. */
export interface PartsUse {
  readonly picked: readonly Picked[]
  readonly firstTests: readonly WordTest[]
  /** The number of words is looked at. */
  readonly counted: boolean
  /** The array goes where it is not followed: to a function, a field, the caller. */
  readonly escaped: boolean
}

const NONE: PartsUse = { picked: [], firstTests: [], counted: false, escaped: false }
const ESCAPED: PartsUse = { ...NONE, escaped: true }

function both(a: PartsUse, b: PartsUse): PartsUse {
  return {
    picked: [...a.picked, ...b.picked],
    firstTests: [...a.firstTests, ...b.firstTests],
    counted: a.counted || b.counted,
    escaped: a.escaped || b.escaped,
  }
}

/** Follows an array of words to where its elements are taken. */
export function usesOfParts(cx: AnalysisContext, expression: t.Expression, filtered = false, depth = 0): PartsUse {
  const { ts } = cx
  if (depth > 6) return ESCAPED
  const again = (node: t.Expression, isFiltered = filtered): PartsUse => usesOfParts(cx, node, isFiltered, depth + 1)
  const node = outermost(ts, expression)
  const { parent } = node
  const pick = (at: Picked['at'], where: t.Expression): PartsUse => picked(cx, { at, node: where, filtered })
  if (ts.isElementAccessExpression(parent) && parent.expression === node) {
    const { argumentExpression: index } = parent
    if (ts.isNumericLiteral(index)) return pick(Number(index.text), parent)
    return /\.length\s*-\s*1$/.test(index.getText()) ? pick('last', parent) : ESCAPED
  }
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
    if (parent.name.text === 'length') return isLastIndex(cx, parent) ? NONE : { ...NONE, counted: true }
    const outer = outermost(ts, parent)
    if (!ts.isCallExpression(outer.parent) || outer.parent.expression !== outer) return NONE
    return ofMethod(cx, outer.parent, parent.name.text, again, pick)
  }
  if (ts.isBinaryExpression(parent)) {
    const kind = parent.operatorToken.kind
    if (isFallback(ts, kind)) return again(parent)
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken && parent.right === node) return again(parent)
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return NONE
    if (kind === ts.SyntaxKind.EqualsToken && parent.right === node) return ofTarget(cx, parent.left, again)
    return isEquality(ts, kind) ? NONE : ESCAPED
  }
  if (ts.isConditionalExpression(parent)) return parent.condition === node ? NONE : again(parent)
  if (ts.isVariableDeclaration(parent) && parent.initializer === node) {
    if (ts.isIdentifier(parent.name))
      return referencesTo(ts, parent)
        .map((name) => again(name))
        .reduce(both, NONE)
    return ofPattern(cx, parent.name, filtered)
  }
  if (ts.isIfStatement(parent) || ts.isPrefixUnaryExpression(parent) || ts.isExpressionStatement(parent)) return NONE
  return ESCAPED
}

function ofMethod(
  cx: AnalysisContext,
  call: t.CallExpression,
  name: string,
  again: (node: t.Expression, filtered?: boolean) => PartsUse,
  pick: (at: Picked['at'], where: t.Expression) => PartsUse,
): PartsUse {
  const { ts } = cx
  const [argument] = call.arguments
  if (name === 'pop') return pick('last', call)
  if (name === 'shift') return pick(0, call)
  if (name === 'at') {
    if (argument && ts.isNumericLiteral(argument)) return pick(Number(argument.text), call)
    return argument?.getText() === '-1' ? pick('last', call) : ESCAPED
  }
  if (name === 'filter' || name === 'flatMap') return again(call, true)
  if (name === 'map' || name === 'reverse') return name === 'map' ? again(call) : ESCAPED
  if (name === 'join') return pick('all', call)
  if (name === 'slice' || name === 'splice') {
    if (argument?.getText() !== '1') return argument?.getText() === '-1' ? pick('last', call) : ESCAPED
    const joined = methodCall(ts, outermost(ts, call).parent.parent)
    return joined?.name === 'join' ? pick('rest', joined.call) : pick(1, call)
  }
  if (name === 'includes' || name === 'indexOf' || name === 'some' || name === 'every' || name === 'find')
    return { ...ESCAPED, counted: true }
  return ESCAPED
}

/** `[scheme, token] = …`, `parts = …`. */
function ofTarget(cx: AnalysisContext, target: t.Expression, again: (node: t.Expression) => PartsUse): PartsUse {
  const { ts } = cx
  if (ts.isIdentifier(target)) {
    const declaration = findDeclaration(ts, target)
    if (declaration === undefined || assignmentsTo(ts, declaration).length > 1) return ESCAPED
    return referencesTo(ts, declaration)
      .filter((name) => name !== target)
      .map(again)
      .reduce(both, NONE)
  }
  if (!ts.isArrayLiteralExpression(target)) return ESCAPED
  return target.elements
    .map((element, at): PartsUse => {
      if (ts.isOmittedExpression(element)) return NONE
      if (at > 0) return { ...NONE, picked: [{ at, node: element, filtered: false }] }
      const declaration = ts.isIdentifier(element) ? findDeclaration(ts, element) : undefined
      if (declaration === undefined) return ESCAPED
      const tests = referencesTo(ts, declaration)
        .filter((name) => name !== element)
        .flatMap((name) => testsOfWord(cx, name))
      return { ...NONE, firstTests: tests }
    })
    .reduce(both, NONE)
}

/** `const [scheme, token] = …`, `const { 1: token } = …`. */
function ofPattern(cx: AnalysisContext, pattern: t.BindingPattern, filtered: boolean): PartsUse {
  const { ts } = cx
  if (ts.isObjectBindingPattern(pattern)) {
    return pattern.elements
      .map((element): PartsUse => {
        const at = Number(nameOf(ts, element.propertyName ?? element.name))
        return Number.isInteger(at) ? ofElement(cx, element, at, filtered) : { ...NONE, counted: true }
      })
      .reduce(both, NONE)
  }
  return pattern.elements
    .map((element, at) => (ts.isBindingElement(element) ? ofElement(cx, element, at, filtered) : NONE))
    .reduce(both, NONE)
}

function ofElement(cx: AnalysisContext, element: t.BindingElement, at: number, filtered: boolean): PartsUse {
  if (element.dotDotDotToken) return { ...NONE, picked: [{ at: at === 1 ? 'rest' : at, node: element, filtered }] }
  const entry: Picked = { at, node: element, filtered }
  return at === 0 ? { ...NONE, picked: [entry], firstTests: testsOfName(cx, element) } : { ...NONE, picked: [entry] }
}

function picked(cx: AnalysisContext, entry: Picked & { readonly node: t.Expression }): PartsUse {
  const one: PartsUse = { ...NONE, picked: [entry] }
  return entry.at === 0 && !entry.filtered ? { ...one, firstTests: testsOfWord(cx, entry.node) } : one
}

/** `parts[parts.length - 1]`: this length is no count. */
function isLastIndex(cx: AnalysisContext, node: t.Expression): boolean {
  const { ts } = cx
  const { parent } = node
  return (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.MinusToken &&
    ts.isElementAccessExpression(outermost(ts, parent).parent)
  )
}
