import type * as t from 'typescript'
import type { GuardFact, GuardTopic, OpenCredential } from '../../model/guard.js'
import type { AnalysisContext } from '../context.js'
import type { Condition } from '../state.js'
import { lineOf, textOf, unwrapAwait } from '../syntax.js'
import { sentCredential } from './credentials.js'
import { topicsOf, type Test } from './facts.js'
import { provenanceOf } from './provenance.js'
import { isAnswered, testsOf } from './tests.js'
import { topicOfName } from './topics.js'

/** A check of credentials that has failed here. A caller of another kind who is not there is none. */
const OF_CHECKS: ReadonlySet<GuardTopic> = new Set(['invalid-credentials', 'step-up'])

/**
 * The test in front of a refusal that lets the request pass by a credential of its own, which has not come: a key beside a session, the
 * password that opens an administrator's mode. Whoever is refused for his role can still send it, so that 401 is what he has to be told.
 */
export function otherCredential(
  cx: AnalysisContext,
  conditions: readonly Condition[],
  guards: readonly GuardFact[],
): OpenCredential | undefined {
  const refusing = guards.filter((guard) => guard.refusing)
  const { others } = testsOf(conditions, refusing)
  const test = others.find((one) => !isAnswered(one) && isOfCredential(cx, one))
  return test?.kind === 'test' ? { text: textOf(test.expression, 60), line: lineOf(test.expression) } : undefined
}

function isOfCredential(cx: AnalysisContext, test: Test): boolean {
  if (test.kind !== 'test') return false
  const topics = topicsOf(cx, test)
  if (topics.every((topic) => OF_CHECKS.has(topic))) return true
  // a value of the client's compared with one that only the server knows
  const from = provenanceOf(cx, test.expression)?.from
  if (from?.has('configuration') === true && (from.has('header') || from.has('input'))) return true
  if (topics.includes('permission')) return false
  return givenTo(cx, test.expression).some((part) => isSent(cx, part))
}

/** What is given to a call that tests it: that something came at all only chooses how the request is looked at. */
function givenTo(cx: AnalysisContext, expression: t.Expression): readonly t.Expression[] {
  const node = unwrapAwait(cx.ts, expression)
  return cx.ts.isCallExpression(node) ? node.arguments : []
}

function isSent(cx: AnalysisContext, part: t.Expression): boolean {
  if (sentCredential(cx, part) !== undefined) return true
  const { from, names = [] } = provenanceOf(cx, part) ?? {}
  return from !== undefined && from.size > 0 && names.some((name) => topicOfName(name) === 'step-up')
}
