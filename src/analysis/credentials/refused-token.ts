import type * as t from 'typescript'
import type { RefusedToken } from '../../model/credential.js'
import type { GuardFact, GuardTopic } from '../../model/guard.js'
import type { AnalysisContext } from '../context.js'
import { readCatch } from '../guards/catches.js'
import { readTest } from '../guards/conditions.js'
import { sentCredential } from '../guards/credentials.js'
import type { Test } from '../guards/facts.js'
import { originOf, pathText } from '../guards/names.js'
import { testsOf } from '../guards/tests.js'
import { findDeclaration } from '../scope.js'
import type { Condition } from '../state.js'
import { isAccess, isFunctionNode, unwrapAwait } from '../syntax.js'
import { isOtherCheck, isTokenName } from './lexicon.js'
import { readingOfLibrary } from './libraries.js'

/** A refusal that is about something else as well is no word on the token. */
const OTHER_TOPICS: readonly GuardTopic[] = ['missing-principal', 'step-up', 'permission', 'policy', 'unclear']

/**
 * Whether what refuses at a place is the check of an access token that came in the Authorization field, and nothing else:
 * not a password, a second factor, a code, a signature, or a token that came in a cookie or a body.
 */
export function refusedToken(
  cx: AnalysisContext,
  conditions: readonly Condition[],
  guards: readonly GuardFact[],
): RefusedToken | undefined {
  const refusing = guards.filter((guard) => guard.refusing)
  const topics = refusing.flatMap((guard) => guard.topics)
  if (!topics.includes('invalid-credentials') || topics.some((topic) => OTHER_TOPICS.includes(topic))) return undefined
  const { about, others } = testsOf(conditions, refusing)
  if (about.length === 0 || !about.every((test) => checksToken(cx, test))) return undefined
  return { came: others.some((test) => showsToken(cx, test)) }
}

/** Whether a test looks at the result of checking a token. */
function checksToken(cx: AnalysisContext, test: Test): boolean {
  if (test.kind === 'catch') {
    const { check } = readCatch(cx, test.clause)
    return check !== undefined && isTokenCheck(cx, check)
  }
  const checks = callsBehind(cx, test.kind === 'case' ? test.subject : test.expression)
  return checks.length > 0 && checks.every((call) => isTokenCheck(cx, call))
}

/** The calls in an expression, and those that its variables come from. */
function callsBehind(cx: AnalysisContext, expression: t.Expression): readonly t.CallExpression[] {
  const { ts } = cx
  const calls: t.CallExpression[] = []
  const visit = (node: t.Node): void => {
    if (isFunctionNode(ts, node)) return
    if (ts.isCallExpression(node)) {
      if (!isClock(cx, node)) calls.push(node)
      return
    }
    if (ts.isIdentifier(node) && !(isAccess(ts, node.parent) && node.parent.expression !== node))
      calls.push(...callBehind(cx, node))
    else ts.forEachChild(node, visit)
  }
  visit(expression)
  return calls
}

/** `payload` of `const payload = verify(token)`; `error` of `verify(token, secret, (error) => …)`. */
function callBehind(cx: AnalysisContext, identifier: t.Identifier): readonly t.CallExpression[] {
  const { ts } = cx
  const declaration = findDeclaration(ts, identifier)
  if (declaration && ts.isParameter(declaration)) {
    const { parent } = declaration.parent
    return isFunctionNode(ts, declaration.parent) && ts.isCallExpression(parent) ? [parent] : []
  }
  const value = originOf(cx, identifier)?.value
  const made = value && unwrapAwait(ts, value)
  return made && ts.isCallExpression(made) ? [made] : []
}

/** `Date.now()`, with which a time of expiry is compared. */
function isClock(cx: AnalysisContext, call: t.CallExpression): boolean {
  return /^(?:Date\.now|Math\.\w+|Number|String|Boolean)$/.test(pathText(cx, call.expression))
}

function isTokenCheck(cx: AnalysisContext, call: t.CallExpression): boolean {
  const { ts } = cx
  const args = call.arguments.filter((one) => !isFunctionNode(ts, one))
  const names = [pathText(cx, call.expression), ...args.map((one) => pathText(cx, one))]
  if (names.some(isOtherCheck)) return false
  const sources = args.map((one) => sentCredential(cx, one))
  if (sources.some((source) => source === 'cookie' || source === 'body')) return false
  if (sources.includes('header')) return true
  const library = readingOfLibrary(cx, call.expression)
  return library === undefined ? names.some(isTokenName) : library.scheme === 'Bearer'
}

/** Whether a test that let the code come here says that a token was sent. */
function showsToken(cx: AnalysisContext, test: Test): boolean {
  const { ts } = cx
  if (test.kind !== 'test' || !readTest(cx, test.expression, !test.holds).topics.includes('missing-principal'))
    return false
  let found = false
  const visit = (node: t.Node): void => {
    if (found) return
    if (ts.isIdentifier(node) || isAccess(ts, node) || ts.isCallExpression(node))
      found = sentCredential(cx, node) === 'header'
    ts.forEachChild(node, visit)
  }
  visit(test.expression)
  return found
}
