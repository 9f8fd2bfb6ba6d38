import type * as t from 'typescript'
import type { GuardFact, GuardTopic, PrincipalFact } from '../../model/guard.js'
import type { AnalysisContext } from '../context.js'
import type { Condition } from '../state.js'
import { lineOf, rangeOf, textOf, unwrapAwait } from '../syntax.js'
import { isAskedFor } from './asked.js'
import { readCatch } from './catches.js'
import { readCase } from './comparisons.js'
import { readTest } from './conditions.js'
import { findProof, hookProof, type Proof } from './proof.js'

/** What the conditions on the way to a site say, and whether they (or what runs before the handler) prove a caller. */
export function guardsOf(
  cx: AnalysisContext,
  conditions: readonly Condition[],
  at: t.Node,
  statuses: readonly number[],
): { readonly guards: readonly GuardFact[]; readonly principal?: PrincipalFact } {
  const tests = conditions.filter((condition) => condition.kind !== 'call')
  const last = refuser(cx, tests)
  if (last === undefined) return { guards: [] }
  const refusing = refusingTests(cx, tests, last, statuses)
  const first = refusing[0]
  const earlier = first === undefined ? conditions : conditions.slice(0, conditions.indexOf(first))
  const facts = refusing.map((one) => guardFact(cx, one, true))
  const proven = findProof(cx, earlier, refusing) ?? (mattersWhoCalls(facts, statuses) ? hookProof(cx, at) : undefined)
  return {
    guards: [
      ...tests.filter((condition) => !refusing.includes(condition)).map((one) => guardFact(cx, one, false)),
      ...(proven?.before === true ? settled(facts).map(withoutAbsence) : settled(facts)),
    ],
    ...(proven && !isSameCheck(proven, facts) && { principal: proven.principal }),
  }
}

/**
 * Whether the verdict hangs on a caller whom something before the handler has proven. Hooks and wrappers are looked for in the whole
 * package, which costs more than all the rest: a 401 for missing or wrong credentials is right whatever runs before.
 */
function mattersWhoCalls(facts: readonly GuardFact[], statuses: readonly number[]): boolean {
  const topics = new Set(facts.flatMap((fact) => fact.topics))
  if (statuses.includes(403)) return CREDENTIALS.some((topic) => topics.has(topic))
  return topics.has('permission') && !DECIDED.some((topic) => topics.has(topic))
}

const CREDENTIALS: readonly GuardTopic[] = ['missing-principal', 'invalid-credentials', 'unclear']
/** Topics with which a 401 is legal although the caller is known. */
const DECIDED: readonly GuardTopic[] = ['invalid-credentials', 'step-up', 'policy', 'unclear']

/** The last test on the way; an error that was answered just before (`if (err.name === 'Expired') return 401`) refuses nobody here. */
function refuser(cx: AnalysisContext, tests: readonly Condition[]): Condition | undefined {
  for (let index = tests.length - 1; index > 0; index -= 1) {
    const test = tests[index]
    if (test === undefined) break
    const isAnsweredElsewhere =
      test.kind === 'test' &&
      test.left !== undefined &&
      test.left.statuses.length > 0 &&
      test.left.statuses.every((status) => status >= 400) &&
      topicsOf(cx, test).every((topic) => topic === 'other')
    if (!isAnsweredElsewhere) return test
  }
  return tests.at(0)
}

/**
 * The conditions of the test that refuses. Where it only says what was asked for, the test around it says who may not have it:
 * `if (team.plan === 'free') { if (from < someDaysAgo) … }`.
 */
function refusingTests(
  cx: AnalysisContext,
  tests: readonly Condition[],
  last: Condition,
  statuses: readonly number[],
): readonly Condition[] {
  const ofSame = (one: Condition): readonly Condition[] => {
    const root = testRoot(cx, one)
    return tests.filter((condition) => testRoot(cx, condition) === root)
  }
  const own = ofSame(last)
  const before = own[0] && tests[tests.indexOf(own[0]) - 1]
  if (statuses.includes(403) || before === undefined || !stands(cx, last, before)) return own
  const around = ofSame(before)
  const isWho = around.some((one) => topicsOf(cx, one).includes('permission'))
  return isWho &&
    own.every((one) => topicsOf(cx, one).every((topic) => topic === 'other')) &&
    own.some((one) => saysWhatIsAsked(cx, one))
    ? [...around, ...own]
    : own
}

function saysWhatIsAsked(cx: AnalysisContext, condition: Condition): boolean {
  const { ts } = cx
  if (condition.kind !== 'test') return false
  const node = unwrapAwait(ts, condition.expression)
  return ts.isBinaryExpression(node) ? isAskedFor(cx, node.left) || isAskedFor(cx, node.right) : isAskedFor(cx, node)
}

/** Whether a condition stands in the branch that another one's `if` takes. */
function stands(cx: AnalysisContext, inner: Condition, outer: Condition): boolean {
  if (inner.kind !== 'test' || outer.kind !== 'test') return false
  const { parent } = testRoot(cx, outer)
  const branch = cx.ts.isIfStatement(parent) ? parent.thenStatement : undefined
  return branch !== undefined && inner.expression.pos >= branch.pos && inner.expression.end <= branch.end
}

/** The statement or expression that a condition belongs to: conditions of one `if` refuse together. */
function testRoot(cx: AnalysisContext, condition: Condition): t.Node {
  const { ts } = cx
  if (condition.kind === 'catch') return condition.clause
  if (condition.kind === 'call') return condition.node
  if (condition.kind === 'case') return condition.subject.parent
  let node: t.Node = condition.expression
  while (
    ts.isBinaryExpression(node.parent) ||
    ts.isPrefixUnaryExpression(node.parent) ||
    ts.isParenthesizedExpression(node.parent) ||
    ts.isAwaitExpression(node.parent)
  ) {
    if (
      ts.isBinaryExpression(node.parent) &&
      node.parent.right === node &&
      !ts.isParenthesizedExpression(node.parent.parent) &&
      ts.isExpressionStatement(node.parent.parent)
    )
      break
    node = node.parent
  }
  return node
}

function topicsOf(cx: AnalysisContext, condition: Condition): readonly GuardTopic[] {
  if (condition.kind === 'catch') return readCatch(cx, condition.clause).topics
  if (condition.kind === 'test') return readTest(cx, condition.expression, condition.holds).topics
  if (condition.kind === 'case') return readCase(cx, condition.subject, condition.values, condition.matches).topics
  return ['other']
}

/** A second check of the credentials that a first one let through: they are still being checked. */
function isSameCheck(proven: Proof, facts: readonly GuardFact[]): boolean {
  return (
    proven.byCheck === true && facts.every(({ topics }) => topics.every((topic) => topic === 'invalid-credentials'))
  )
}

/** All of these hold: where one is a missing right, what another one's name might be about decides nothing. */
function settled(facts: readonly GuardFact[]): readonly GuardFact[] {
  if (!facts.some(({ topics }) => topics.length === 1 && topics[0] === 'permission')) return facts
  return facts.map((fact) =>
    fact.topics.every((topic) => topic === 'unclear') ? { ...fact, topics: ['other'] } : fact,
  )
}

/** Where the caller was proven before, "or nobody is there" cannot be why. */
function withoutAbsence(fact: GuardFact): GuardFact {
  if (!fact.topics.includes('permission')) return fact
  return { ...fact, topics: fact.topics.filter((topic) => topic !== 'missing-principal') }
}

function guardFact(cx: AnalysisContext, condition: Condition, refusing: boolean): GuardFact {
  const node =
    condition.kind === 'catch'
      ? condition.clause
      : condition.kind === 'case'
        ? condition.subject
        : condition.kind === 'call'
          ? condition.node
          : condition.expression
  const text =
    condition.kind === 'catch'
      ? caught(cx, condition.clause)
      : condition.kind === 'test' && !condition.holds
        ? negated(cx, condition.expression)
        : condition.kind === 'case'
          ? ofSwitch(condition)
          : textOf(node, 60)
  return { topics: topicsOf(cx, condition), text, range: rangeOf(node), line: lineOf(node), refusing }
}

/** `req.user.role is 'guest'`, `req.user.role is none of 'admin', 'editor'`. */
function ofSwitch({ subject, values, matches }: Extract<Condition, { kind: 'case' }>): string {
  const list = values.map((value) => textOf(value, 20)).join(', ')
  const verb = matches ? (values.length > 1 ? 'is one of' : 'is') : values.length > 1 ? 'is none of' : 'is not'
  return `${textOf(subject, 40)} ${verb} ${list.length > 60 ? `${list.slice(0, 59)}…` : list}`
}

/** `catch of jwt.verify(token, secret)`. */
function caught(cx: AnalysisContext, clause: t.CatchClause): string {
  const { check } = readCatch(cx, clause)
  return check ? `catch of ${textOf(check, 50)}` : 'catch'
}

/** `!allowed`, `!(a && b)`. */
function negated(cx: AnalysisContext, expression: t.Expression): string {
  const { ts } = cx
  const text = textOf(expression, 60)
  return ts.isIdentifier(expression) || ts.isCallExpression(expression) || ts.isPropertyAccessExpression(expression)
    ? `!${text}`
    : `!(${text})`
}
