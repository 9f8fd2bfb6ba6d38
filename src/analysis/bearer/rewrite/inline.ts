import type * as t from 'typescript'
import type { BearerProblem, BearerRewrite } from '../../../model/strings.js'
import type { AnalysisContext } from '../../context.js'
import { isAccess, rangeOf, unwrap } from '../../syntax.js'
import type { Operation, SchemeTest, TokenTake } from '../operations.js'
import { patternOf } from '../scheme-word.js'
import { calledOn, isInside, outermost } from '../syntax.js'
import { edit } from './text-edits.js'
import { hasTextBehind, wantsText } from './wanted-text.js'

/** The pattern that takes the token after Bearer in any case: what RFC 6750 2.1 and RFC 9110 11.1 ask for. */
const MATCH = '.match(/^Bearer +(\\S+)$/i)?.[1]'

/** A rewrite of the place itself, without a helper; `undefined` when the place has a form that none fits. */
export function inlineRewrite(
  cx: AnalysisContext,
  operation: Operation,
  problem: BearerProblem,
  takes: readonly TokenTake[],
  others: readonly SchemeTest[],
): BearerRewrite | undefined {
  if (operation.kind === 'take') return problem === 'wrong-offset' ? movedOffset(cx, operation) : matched(cx, operation)
  // another exact test on the way would go on refusing what this one lets through
  const folded = others.length === 0 ? inAnyCase(cx, operation, takes) : undefined
  return problem === 'prefix-without-space' ? withSpace(cx, operation, folded) : folded
}

/** `header.split(' ')[1]` → `header.match(/^Bearer +(\S+)$/i)?.[1]`: only where the token is cut in one expression. */
function matched(cx: AnalysisContext, take: TokenTake): BearerRewrite | undefined {
  const { ts } = cx
  const [pick] = take.picks
  const callee = take.call.expression
  if (
    take.picks.length !== 1 ||
    pick === undefined ||
    ts.isBindingElement(pick) ||
    !isAccess(ts, callee) ||
    !isInside(take.call, pick)
  )
    return undefined
  let whole = pick
  for (
    let called = calledOn(ts, outermost(ts, whole));
    called && /^trim(?:Start|End)?$/.test(called.name);
    called = calledOn(ts, outermost(ts, whole))
  )
    whole = called.call
  const receiver = callee.expression
  // the result may be undefined now: where something is called on it that would throw
  if (ts.isNonNullExpression(receiver) || calledOn(ts, outermost(ts, whole))) return undefined
  const { parent } = outermost(ts, whole)
  if (ts.isCallExpression(parent) && !callee.questionDotToken) return undefined
  const isText = wantsText(cx, whole)
  if (isText && !hasTextBehind(cx, receiver)) return undefined
  const text = `${callee.questionDotToken ? '?' : ''}${MATCH}${isText ? " ?? ''" : ''}`
  return {
    style: 'inline',
    edits: [edit({ start: receiver.getEnd(), end: whole.getEnd() }, text, 'wire-visible')],
  }
}

/** `startsWith('Bearer')` → `toLowerCase().startsWith('bearer ')`; the space alone where the case has to stay. */
function withSpace(
  cx: AnalysisContext,
  test: SchemeTest,
  folded: BearerRewrite | undefined,
): BearerRewrite | undefined {
  const literal = test.literal && unwrap(cx.ts, test.literal)
  if (!literal || !cx.ts.isStringLiteralLike(literal)) return undefined
  const at = literal.getEnd() - 1
  if (folded === undefined) return { style: 'inline', edits: [edit({ start: at, end: at }, ' ', 'wire-visible')] }
  const spaced = folded.edits.map((one) =>
    one.range.start === literal.getStart() ? { ...one, text: `${one.text.slice(0, -1)} ${one.text.slice(-1)}` } : one,
  )
  return { style: 'inline', edits: spaced.map((one) => ({ ...one, safety: 'wire-visible' })) }
}

/** `slice(6)` → `slice(7)`. */
function movedOffset(cx: AnalysisContext, take: TokenTake): BearerRewrite | undefined {
  const [from] = take.call.arguments
  if (!from || !cx.ts.isNumericLiteral(from)) return undefined
  return { style: 'inline', edits: [edit(rangeOf(from), '7', 'wire-visible')] }
}

/**
 * Lower-cases what is compared. What was accepted keeps its meaning; further spellings are accepted. That holds only where the token
 * is cut by position: `replace('Bearer ', '')` would leave the new spellings in the token.
 */
function inAnyCase(cx: AnalysisContext, test: SchemeTest, takes: readonly TokenTake[]): BearerRewrite | undefined {
  const { ts } = cx
  const { literal } = test
  if (literal === undefined || takes.length === 0 || takes.some((take) => take.form === 'strip')) return undefined
  if (test.form === 'pattern') return patternInAnyCase(cx, literal)
  if (test.fold !== 'none' || !ts.isStringLiteralLike(literal)) return undefined
  const lower = edit(rangeOf(literal), literal.getText().toLowerCase(), 'same-behaviour')
  // header.indexOf('Bearer ') === 0
  const call = ts.isBinaryExpression(test.node) ? test.node.left : test.node
  if (test.form === 'prefix' && ts.isCallExpression(call) && isAccess(ts, call.expression)) {
    const { expression: receiver, questionDotToken: chain } = call.expression
    const fold = chain
      ? edit(rangeOf(chain), '?.toLowerCase().', 'same-behaviour')
      : edit({ start: receiver.getEnd(), end: receiver.getEnd() }, '.toLowerCase()', 'same-behaviour')
    return { style: 'inline', edits: [fold, lower] }
  }
  if (test.form !== 'part' || !test.subject || !ts.isBinaryExpression(test.node)) return undefined
  // the first word may be missing: the words of an empty list
  const at = test.subject.getEnd()
  return { style: 'inline', edits: [edit({ start: at, end: at }, '?.toLowerCase()', 'same-behaviour'), lower] }
}

function patternInAnyCase(cx: AnalysisContext, literal: t.Expression): BearerRewrite | undefined {
  const node = unwrap(cx.ts, literal)
  const pattern = cx.ts.isRegularExpressionLiteral(node) ? patternOf(cx, node) : undefined
  if (pattern === undefined) return undefined
  // the flag would loosen other letters too
  const rest = pattern.source
    .replace(/bearer/i, '')
    .replace(/\\[sSwdDWtbB]/g, '')
    .replace(/\(\?<\w+>/g, '')
  if (/[a-z]/i.test(rest)) return undefined
  return { style: 'inline', edits: [edit({ start: node.getEnd(), end: node.getEnd() }, 'i', 'same-behaviour')] }
}
