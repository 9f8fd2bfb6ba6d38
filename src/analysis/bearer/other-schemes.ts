import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import type { Operation, SchemeTest } from './operations.js'
import { isBearer, patternOf } from './scheme-word.js'

/**
 * Whether the code takes another scheme beside Bearer on purpose: a pattern that names two, or a comparison with another one in the same
 * condition. What takes Bearer alone would refuse clients that are served today.
 */
export function acceptsOther(
  cx: AnalysisContext,
  places: readonly Operation[],
  operations: readonly Operation[],
): boolean {
  if (places.some((one) => namesTwo(cx, one))) return true
  const tests = operations.filter((one): one is SchemeTest => one.kind === 'test' && one.word !== undefined)
  const roots = new Set(tests.filter(({ word }) => word && !isBearer(word)).map(({ node }) => wholeCondition(cx, node)))
  return (
    roots.size > 0 &&
    [...places, ...tests.filter((one) => isBefore(places, one))].some(({ node }) => roots.has(wholeCondition(cx, node)))
  )
}

/** Whether a test of Bearer stands in the function before a place: one that lets it be reached. */
function isBefore(places: readonly Operation[], test: SchemeTest): boolean {
  return (
    test.word !== undefined &&
    isBearer(test.word) &&
    places.some(({ node }) => test.node.pos <= node.pos && test.node.getSourceFile() === node.getSourceFile())
  )
}

/** `/^(Bearer|Token) /`. */
function namesTwo(cx: AnalysisContext, operation: Operation): boolean {
  const [first] = operation.call?.arguments ?? []
  const written = operation.kind === 'test' ? (operation.literal ?? first) : first
  const pattern = written && patternOf(cx, written)
  if (pattern === undefined || !pattern.source.includes('|')) return false
  const words = pattern.source.replace(/\\[a-z]/gi, ' ').match(/[a-z]{3,}/gi) ?? []
  return words.some((word) => /^bearer$/i.test(word)) && words.some((word) => !/^bearer$/i.test(word))
}

/** The condition that a test is part of. */
function wholeCondition(cx: AnalysisContext, node: t.Node): t.Node {
  const { ts } = cx
  let at = node
  while (
    ts.isBinaryExpression(at.parent) ||
    ts.isPrefixUnaryExpression(at.parent) ||
    ts.isParenthesizedExpression(at.parent)
  )
    at = at.parent
  return at
}
