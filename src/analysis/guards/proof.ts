import type * as t from 'typescript'
import type { PrincipalFact } from '../../model/guard.js'
import type { AnalysisContext } from '../context.js'
import { factsOf } from '../api.js'
import type { Condition } from '../state.js'
import { functionOf, summaryOf } from '../summaries.js'
import { isAccess, isFunctionNode, lineOf, textOf, unwrap, unwrapAwait } from '../syntax.js'
import { readTest } from './conditions.js'
import { hasOptionalAccess, originOf, speakingName } from './names.js'
import { isAuthCall, isSubmitted, principalOf } from './principals.js'
import { registeredProof } from './registration.js'

/**
 * What proves, before the refusing condition, that the caller is known; strongest first: an earlier test, a call that answers 401 itself,
 * a property of the caller that is read without a null test, a hook or wrapper around the handler.
 */
export function findProof(cx: AnalysisContext, earlier: readonly Condition[], refusing: readonly Condition[], at: t.Node): PrincipalFact | undefined {
  for (const condition of [...earlier].reverse()) {
    const proof = proofOf(cx, condition)
    if (proof) return proof
  }
  for (const condition of refusing) {
    if (condition.kind !== 'test') continue
    const reading = readTest(cx, condition.expression, condition.holds)
    if (reading.proves) return fact(reading.proves.text, condition.expression)
  }
  for (const condition of refusing) {
    const expressions = condition.kind === 'test' ? [condition.expression] : condition.kind === 'case' ? [condition.subject] : []
    for (const expression of expressions) {
      const read = readsCaller(cx, expression)
      if (read) return { text: textOf(read, 40), establishedBy: `${textOf(read.parent, 50)} is read without a null test`, line: lineOf(read) }
    }
  }
  return registeredProof(cx, at)
}

function fact(text: string, node: t.Node): PrincipalFact {
  return { text, establishedBy: textOf(node, 60), line: lineOf(node) }
}

function proofOf(cx: AnalysisContext, condition: Condition): PrincipalFact | undefined {
  const { ts } = cx
  if (condition.kind === 'call') return callProof(cx, condition.node)
  if (condition.kind !== 'test') return undefined
  const { expression, holds, left } = condition
  const reading = readTest(cx, expression, holds)
  if (reading.proves) return fact(reading.proves.text, expression)
  if (left === undefined) return undefined
  const failure = readTest(cx, expression, !holds)
  // the other branch left because the credentials were checked and refused: here they were right
  if (failure.topics.includes('invalid-credentials') && !failure.topics.includes('missing-principal') && isCheck(cx, expression)) return fact(textOf(expression, 40), left.node.parent)
  const variable = testedVariable(cx, expression)
  const origin = variable && originOf(cx, variable)
  if (variable === undefined || origin === undefined) return undefined
  const value = unwrapAwait(ts, origin.value)
  if (!ts.isCallExpression(value)) return undefined
  // `if (error) return error`: the call that made it answers 401 when nobody is there
  if (answersUnauthorized(cx, value)) return fact(textOf(value, 50), origin.node)
  // `if (!row) return 401`: what was looked up by the request's credentials
  const isLookedUp = failure.topics.some((topic) => topic === 'missing-principal' || topic === 'invalid-credentials')
  if (left.statuses.length > 0 && left.statuses.every((status) => status === 401) && isLookedUp && !value.arguments.some((argument) => isSubmitted(cx, argument))) return fact(variable.text, left.node.parent)
  return undefined
}

/** A test that really checks something: a call, or a comparison. */
function isCheck(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrap(ts, expression)
  if (ts.isPrefixUnaryExpression(node)) return isCheck(cx, node.operand)
  if (ts.isIdentifier(node)) {
    const origin = originOf(cx, node)
    return origin !== undefined && ts.isCallExpression(unwrapAwait(ts, origin.value))
  }
  return ts.isCallExpression(node) || ts.isAwaitExpression(node) || ts.isBinaryExpression(node)
}

function testedVariable(cx: AnalysisContext, expression: t.Expression): t.Identifier | undefined {
  const { ts } = cx
  let node = unwrap(ts, expression)
  for (;;) {
    if (ts.isPrefixUnaryExpression(node)) node = unwrap(ts, node.operand)
    else if (isAccess(ts, node)) node = unwrap(ts, node.expression)
    else if (ts.isBinaryExpression(node)) node = unwrap(ts, node.left)
    else return ts.isIdentifier(node) ? node : undefined
  }
}

/** A statement that has come back: `await requireUser(req)`, `await request.jwtVerify()`. */
function callProof(cx: AnalysisContext, node: t.CallExpression): PrincipalFact | undefined {
  const { ts } = cx
  // its result is tested later, or it is no guard at all
  const isStatement = ts.isExpressionStatement(node.parent) || (ts.isAwaitExpression(node.parent) && ts.isExpressionStatement(node.parent.parent))
  const isAuthenticator = factsOf(cx, node.expression).some((one) => one.kind === 'authenticator') || (cx.settings.authenticators?.includes(speakingName(cx, node)) ?? false)
  if (isAuthenticator && isStatement) return fact(textOf(node, 50), node)
  const fn = functionOf(cx, node.expression)
  if (fn === undefined) return undefined
  const throwsUnauthorized = summaryOf(cx, fn).throws.includes(401)
  return throwsUnauthorized && isAuthLike(cx, node) ? fact(textOf(node, 50), node) : undefined
}

function isAuthLike(cx: AnalysisContext, node: t.CallExpression): boolean {
  return isAuthCall(cx, node) || /auth|session|user|login|jwt|token|principal|actor|identity/i.test(speakingName(cx, node))
}

/** Whether a function of the project answers 401 somewhere in it, and is about the caller. */
export function answersUnauthorized(cx: AnalysisContext, node: t.CallExpression): boolean {
  if (node.arguments.some((argument) => /\bskipAuth\s*:\s*true|\b(?:optional|allowAnonymous|public)\s*:\s*true/.test(argument.getText()))) return false
  const fn = functionOf(cx, node.expression)
  return fn !== undefined && summaryOf(cx, fn).answers.includes(401)
}

/** A property of the caller that is read with no null test in an expression, or in the call that a variable in it comes from. */
function readsCaller(cx: AnalysisContext, expression: t.Expression, depth = 0): t.Expression | undefined {
  const { ts } = cx
  let found: t.Expression | undefined
  const visit = (node: t.Node): void => {
    if (found || isFunctionNode(ts, node)) return
    if (isAccess(ts, node) && !node.questionDotToken) {
      const caller = principalOf(cx, node.expression)
      if (caller && unwrapAwait(ts, caller.node) === unwrapAwait(ts, node.expression) && isAccess(ts, unwrapAwait(ts, node.expression)) && !hasOptionalAccess(cx, node.expression)) {
        found = node.expression
        return
      }
    }
    if (ts.isIdentifier(node) && depth < 2 && !(isAccess(ts, node.parent) && node.parent.expression !== node)) {
      const origin = originOf(cx, node)
      if (origin) found = readsCaller(cx, origin.value, depth + 1)
    }
    ts.forEachChild(node, visit)
  }
  visit(expression)
  return found
}
