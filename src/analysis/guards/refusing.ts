import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { unwrapAwait } from '../syntax.js'
import { isAskedFor } from './asked.js'
import { topicsOf, type Test } from './facts.js'
import { isClientInput } from './provenance.js'

/** The last test on the way; an error that was answered just before (`if (err.name === 'Expired') return 401`) refuses nobody here. */
export function refuser(cx: AnalysisContext, tests: readonly Test[]): Test | undefined {
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
export function refusingTests(
  cx: AnalysisContext,
  tests: readonly Test[],
  last: Test,
  statuses: readonly number[],
): readonly Test[] {
  const ofSame = (one: Test): readonly Test[] => {
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

function saysWhatIsAsked(cx: AnalysisContext, condition: Test): boolean {
  const { ts } = cx
  if (condition.kind !== 'test') return false
  const node = unwrapAwait(ts, condition.expression)
  const parts = ts.isBinaryExpression(node) ? [node.left, node.right] : [node]
  return parts.some((part) => isAskedFor(cx, part)) || isClientInput(cx, node)
}

/** Whether a condition stands in the branch that another one's `if` takes. */
function stands(cx: AnalysisContext, inner: Test, outer: Test): boolean {
  if (inner.kind !== 'test' || outer.kind !== 'test') return false
  const { parent } = testRoot(cx, outer)
  const branch = cx.ts.isIfStatement(parent) ? parent.thenStatement : undefined
  return branch !== undefined && inner.expression.pos >= branch.pos && inner.expression.end <= branch.end
}

/** The statement or expression that a condition belongs to: conditions of one `if` refuse together. */
function testRoot(cx: AnalysisContext, condition: Test): t.Node {
  const { ts } = cx
  if (condition.kind === 'catch') return condition.clause
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
