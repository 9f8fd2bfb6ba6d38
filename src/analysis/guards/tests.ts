import type * as t from 'typescript'
import type { GuardFact } from '../../model/guard.js'
import type { Condition } from '../state.js'
import { rangeOf } from '../syntax.js'
import { isTest, type Test } from './facts.js'

/** The tests on the way to a site: those that its facts name, and the others, in order. */
export function testsOf(
  conditions: readonly Condition[],
  facts: readonly GuardFact[],
): { readonly about: readonly Test[]; readonly others: readonly Test[] } {
  const tests = testsIn(conditions)
  const isNamed = (test: Test): boolean => {
    const { start, end } = rangeOf(nodeOf(test))
    return facts.some(({ range }) => range.start === start && range.end === end)
  }
  return { about: tests.filter(isNamed), others: tests.filter((test) => !isNamed(test)) }
}

function testsIn(conditions: readonly Condition[]): readonly Test[] {
  return conditions.flatMap((one) => (one.kind === 'either' ? one.ways.flatMap(testsIn) : isTest(one) ? [one] : []))
}

function nodeOf(test: Test): t.Node {
  return test.kind === 'catch' ? test.clause : test.kind === 'case' ? test.subject : test.expression
}

/** Whether whoever failed this test has been refused already. */
export function isAnswered(test: Test): boolean {
  if (test.kind !== 'test' || test.left === undefined) return false
  const { statuses, how } = test.left
  return statuses.length > 0 ? statuses.every((status) => status >= 400) : how === 'throw'
}
