import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { isFunctionNode, unwrap } from '../syntax.js'
import { referencesTo } from './references.js'
import { patternOf, wordOfPattern, wordOfString, type Fold, type SchemeWord } from './scheme-word.js'
import { calledOn, isEquality, isFallback, isNothing, lastName, methodCall, outermost } from './syntax.js'

/** How a word (the first of the header) is looked at. */
export interface WordTest {
  readonly node: t.Expression
  readonly fold: Fold
  readonly word: SchemeWord | undefined
  readonly literal?: t.Expression
  readonly subject: t.Expression
}

/** Every test of a word: of the expression itself and of the variables that it is put into. Writing it to a log is no test. */
export function testsOfWord(cx: AnalysisContext, expression: t.Expression, depth = 0): readonly WordTest[] {
  const { ts } = cx
  const node = outermost(ts, expression)
  const { parent } = node
  if (depth > 4) return []
  if (ts.isVariableDeclaration(parent) && parent.initializer === node && ts.isIdentifier(parent.name))
    return referencesTo(ts, parent).flatMap((name) => testsOfWord(cx, name, depth + 1))
  if (ts.isBinaryExpression(parent) && isFallback(ts, parent.operatorToken.kind) && parent.left === node)
    return testsOfWord(cx, parent, depth + 1)
  const found = testOf(cx, node)
  return found ? [found] : []
}

/** Tests of every mention of a declared word. */
export function testsOfName(cx: AnalysisContext, name: t.BindingElement): readonly WordTest[] {
  return referencesTo(cx.ts, name).flatMap((reference) => testsOfWord(cx, reference))
}

function testOf(cx: AnalysisContext, subject: t.Expression): WordTest | undefined {
  const { ts } = cx
  let node = subject
  let fold: Fold = 'none'
  for (;;) {
    const call = calledOn(ts, node)
    if (!call) break
    if (/^to(?:Locale)?(?:Lower|Upper)Case$/.test(call.name)) fold = call.name.includes('Lower') ? 'lower' : 'upper'
    else if (!/^(?:trim|toString|normalize|trimEnd|trimStart)$/.test(call.name))
      return ofMethod(cx, call.call, call.name, fold, subject)
    node = outermost(ts, call.call)
  }
  const { parent } = node
  if (ts.isVariableDeclaration(parent) && node !== subject && ts.isIdentifier(parent.name)) {
    const tests = referencesTo(ts, parent).flatMap((name) => testOf(cx, outermost(ts, name)) ?? [])
    return tests.map((test): WordTest => (test.fold === 'none' ? { ...test, fold } : test))[0]
  }
  if (ts.isBinaryExpression(parent)) {
    if (!isEquality(ts, parent.operatorToken.kind)) return undefined
    const literal = parent.left === node ? parent.right : parent.left
    return isNothing(ts, unwrap(ts, literal))
      ? undefined
      : { node: parent, fold, word: wordOfString(cx, literal), literal, subject }
  }
  if (ts.isSwitchStatement(parent)) {
    const clause = parent.caseBlock.clauses.find((one) => ts.isCaseClause(one))
    const literal = clause && ts.isCaseClause(clause) ? clause.expression : undefined
    return { node, fold, word: literal && wordOfString(cx, literal), subject }
  }
  if (ts.isCallExpression(parent) && parent.expression !== node) {
    const method = methodCall(ts, parent)
    const name = lastName(ts, parent)
    if (method && (method.name === 'test' || method.name === 'exec')) {
      const pattern = patternOf(cx, method.receiver)
      return { node: parent, fold, word: pattern && wordOfPattern(pattern), literal: method.receiver, subject }
    }
    return name !== undefined && /^(?:log|debug|info|warn|error|trace|String|Boolean)$/.test(name)
      ? undefined
      : { node: parent, fold, word: undefined, subject }
  }
  // an object that somebody else looks into: { scheme, token }
  if (ts.isShorthandPropertyAssignment(parent) || ts.isPropertyAssignment(parent))
    return { node, fold, word: undefined, subject }
  if (ts.isElementAccessExpression(parent) && parent.argumentExpression === node)
    return { node, fold, word: undefined, subject }
  if (ts.isArrayLiteralExpression(parent) || isFunctionNode(ts, parent)) return { node, fold, word: undefined, subject }
  return undefined
}

function ofMethod(
  cx: AnalysisContext,
  call: t.CallExpression,
  name: string,
  fold: Fold,
  subject: t.Expression,
): WordTest | undefined {
  const [argument] = call.arguments
  if (/^(?:startsWith|includes|indexOf|localeCompare|endsWith|equals)$/.test(name))
    return {
      node: call,
      fold,
      word: argument && wordOfString(cx, argument),
      ...(argument && { literal: argument }),
      subject,
    }
  if (/^(?:match|search|matchAll)$/.test(name)) {
    const pattern = argument && patternOf(cx, argument)
    return { node: call, fold, word: pattern && wordOfPattern(pattern), subject }
  }
  return { node: call, fold, word: undefined, subject }
}
