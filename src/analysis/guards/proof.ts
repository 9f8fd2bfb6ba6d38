import type * as t from 'typescript'
import type { Basis, PrincipalFact } from '../../model/guard.js'
import type { AnalysisContext } from '../context.js'
import { factsOf } from '../api.js'
import { remembered } from '../remembered.js'
import type { Condition, LeftBranch } from '../state.js'
import { findDeclaration } from '../scope.js'
import { functionOf } from '../called-function.js'
import { summaryOf } from '../summaries.js'
import { isAccess, lineOf, textOf, unwrap, unwrapAwait } from '../syntax.js'
import { readCase } from './comparisons.js'
import { readTest } from './conditions.js'
import { narrowedCaller } from './narrowing.js'
import { originOf, speakingName } from './names.js'
import { isCallerParameter } from './parameters.js'
import { handsBackCaller, isAuthCall, isMereReading, isSubmitted, principalOf, type Principal } from './principals.js'
import { MISFIT } from './reading.js'
import { readCaller } from './reads.js'
import { registeredProof } from './registration.js'

/** What a principal is called of whom no more is known than that his credentials are right. */
const CHECKED = 'the caller'

/** A caller who is known, and whether something before the refusing test shows it. */
export interface Proof {
  readonly principal: PrincipalFact
  readonly before: boolean
  /** The credentials were checked and were right. */
  readonly byCheck?: boolean
}

/**
 * What proves, before the refusing condition, that the caller is known; strongest first: an earlier test, a call that answers 401 itself,
 * the type that is left, a property of the caller that is read without a null test.
 */
export function findProof(
  cx: AnalysisContext,
  earlier: readonly Condition[],
  refusing: readonly Condition[],
): Proof | undefined {
  for (const condition of [...earlier].reverse()) {
    const principal = proofOf(cx, condition)
    if (principal) return { principal, before: true, ...(principal.text === CHECKED && { byCheck: true }) }
  }
  const readings = refusing.flatMap((condition) =>
    condition.kind === 'test' ? [readTest(cx, condition.expression, condition.holds)] : [],
  )
  // claims that are found not to fit are read of nobody
  const mayBeAbsent = readings.some((one) => one === MISFIT || one.topics.includes('missing-principal'))
  const expressions = mayBeAbsent
    ? []
    : refusing.flatMap((condition) =>
        condition.kind === 'test' ? [condition.expression] : condition.kind === 'case' ? [condition.subject] : [],
      )
  for (const condition of refusing) {
    if (condition.kind !== 'test') continue
    const reading = readTest(cx, condition.expression, condition.holds)
    if (reading.proves)
      return { principal: fact(reading.proves.text, condition.expression, basisOf(reading.proves)), before: false }
  }
  for (const expression of expressions) {
    const narrowed = narrowedCaller(cx, expression)
    const read = narrowed ?? readCaller(cx, expression)
    if (read)
      return {
        principal: {
          text: textOf(read, 40),
          establishedBy: textOf(read.parent, 60),
          line: lineOf(read),
          how: 'read',
          basis: narrowed ? 'structure' : basisOf(principalOf(cx, read) ?? { byName: true }),
        },
        before: false,
      }
  }
  return undefined
}

/** A hook or wrapper around the handler in which `at` stands. */
export function hookProof(cx: AnalysisContext, at: t.Node): Proof | undefined {
  const registered = registeredProof(cx, at)
  return registered && { principal: registered, before: true }
}

function fact(text: string, node: t.Node, basis: Basis): PrincipalFact {
  return { text, establishedBy: textOf(node, 60), line: lineOf(node), how: 'test', basis }
}

function basisOf({ byName }: Pick<Principal, 'byName'>): Basis {
  return byName === true ? 'name' : 'structure'
}

function called(node: t.CallExpression): PrincipalFact {
  return {
    text: textOf(node, 40),
    establishedBy: textOf(node, 60),
    line: lineOf(node),
    how: 'call',
    basis: 'structure',
  }
}

const proofOf = remembered((cx, condition: Condition): PrincipalFact | undefined => {
  const { ts } = cx
  if (condition.kind === 'call') return callProof(cx, condition.node)
  if (condition.kind === 'case') {
    const { proves } = readCase(cx, condition.subject, condition.values, condition.matches)
    return proves && fact(proves.text, condition.subject, basisOf(proves))
  }
  if (condition.kind !== 'test') return undefined
  const { expression, holds, left } = condition
  const reading = readTest(cx, expression, holds)
  // where the other branch answered a refusal, the code itself says that nobody was there
  const byAnswer = left !== undefined && isRefused(left)
  if (reading.proves) return fact(reading.proves.text, expression, byAnswer ? 'structure' : basisOf(reading.proves))
  if (left === undefined) return undefined
  const failure = readTest(cx, expression, !holds)
  // how a check went is told by either outcome: the one that was refused is the failure
  if (reading.topics.includes('invalid-credentials') && !byAnswer) return undefined
  // the other branch left because the credentials were checked and refused: here they were right
  if (
    failure.topics.includes('invalid-credentials') &&
    !failure.topics.includes('missing-principal') &&
    failure.oneSided !== true
  )
    return fact(CHECKED, expression, byAnswer ? 'structure' : 'name')
  const variable = testedVariable(cx, expression)
  const isAbsence = !failure.topics.includes('other') && reading.topics.every((topic) => topic === 'other')
  if (variable && isAbsence && isMissedParameter(cx, variable, left))
    return fact(variable.text, expression, 'structure')
  const origin = variable && originOf(cx, variable)
  if (variable === undefined || origin === undefined) return undefined
  const value = unwrapAwait(ts, origin.value)
  if (!ts.isCallExpression(value)) return undefined
  // `if (error) return error`: the call that made it answers 401 when nobody is there
  if (answersUnauthorized(cx, value)) return called(value)
  return undefined
})

/** `if (!currentUser) throw new UnauthorizedException()`: a parameter that is named like the caller, and without which the answer is 401. */
function isMissedParameter(cx: AnalysisContext, variable: t.Identifier, { statuses }: LeftBranch): boolean {
  const declaration = findDeclaration(cx.ts, variable)
  return (
    declaration !== undefined &&
    cx.ts.isParameter(declaration) &&
    isCallerParameter(declaration) &&
    statuses.length > 0 &&
    statuses.every((status) => status === 401)
  )
}

/** Whether the branch that left answered with a refusal, or threw. */
function isRefused({ how, statuses }: LeftBranch): boolean {
  return statuses.length > 0 ? statuses.every((status) => status >= 400) : how === 'throw'
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
  const isStatement =
    ts.isExpressionStatement(node.parent) ||
    (ts.isAwaitExpression(node.parent) && ts.isExpressionStatement(node.parent.parent))
  const isAuthenticator =
    factsOf(cx, node.expression).some((one) => one.kind === 'authenticator') ||
    (cx.settings.authenticators?.includes(speakingName(cx, node)) ?? false)
  if (isAuthenticator && isStatement) return called(node)
  const fn = functionOf(cx, node.expression)
  if (fn === undefined || !isAuthLike(cx, node)) return undefined
  return summaryOf(cx, fn).throws.includes(401) ? called(node) : undefined
}

const ABOUT_CALLER = /auth|session|user|login|jwt|token|principal|actor|identity|protect|viewer/i

function isAuthLike(cx: AnalysisContext, node: t.CallExpression): boolean {
  const name = speakingName(cx, node)
  if (isMereReading(cx, node)) return false
  return (
    isAuthCall(cx, node) ||
    handsBackCaller(cx, node) ||
    (ABOUT_CALLER.test(name) &&
      !/unauth|decode|create|update|delete|find(?!.*(?:session|current))|byId|list|permission/i.test(name) &&
      !node.arguments.some((argument) => isSubmitted(cx, argument)))
  )
}

/** Whether a function of the project answers 401 somewhere in it, and is about the caller. */
function answersUnauthorized(cx: AnalysisContext, node: t.CallExpression): boolean {
  if (!isAuthLike(cx, node)) return false
  if (
    node.arguments.some((argument) =>
      /\bskipAuth\s*:\s*true|\b(?:optional|allowAnonymous|public)\s*:\s*true/.test(argument.getText()),
    )
  )
    return false
  const fn = functionOf(cx, node.expression)
  return fn !== undefined && summaryOf(cx, fn).answers.includes(401)
}
