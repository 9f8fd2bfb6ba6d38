import type * as t from 'typescript'
import type { GuardFact } from '../../model/guard.js'
import type { AnalysisContext } from '../context.js'
import { resolve } from '../resolve.js'
import type { Condition } from '../state.js'
import { isAccess, isFunctionNode, rangeOf, unwrapAwait } from '../syntax.js'
import { isTest, topicsOf, type Test } from './facts.js'

/** The tests on the way to a site: those that its facts name, and the others, in order. */
export function testsOf(
  conditions: readonly Condition[],
  facts: readonly GuardFact[],
): { readonly about: readonly Test[]; readonly others: readonly Test[] } {
  const tests = testsIn(conditions)
  const isNamed = (test: Test): boolean => {
    const node = nodeOf(test)
    // its start takes a scan
    return facts.some(({ range }) => range.end === node.end && range.start === rangeOf(node).start)
  }
  const about = new Set(tests.filter(isNamed))
  return { about: [...about], others: tests.filter((test) => !about.has(test)) }
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

/**
 * Whether a check has refused for itself, and the branch that did not come here hands its answer on: `if (refused instanceof Response)
 * return refused`, `if (result.refusal) return result.refusal`.
 */
export function handsOn(cx: AnalysisContext, test: Test): boolean {
  const { ts } = cx
  if (test.kind !== 'test' || test.holds || test.left?.how !== 'return') return false
  const tested = unwrapAwait(ts, test.expression)
  const isOfKind = ts.isBinaryExpression(tested) && tested.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword
  // a caller is no answer: neither one of the project's own classes, nor what is missing when the test fails
  if (isOfKind ? resolve(cx, tested.right)?.kind === 'node' : topicsOf(cx, test).includes('missing-principal'))
    return false
  const subject = isOfKind ? unwrapAwait(ts, tested.left) : tested
  const returned = lastStatement(ts, test.left.node)
  const answer = returned && ts.isReturnStatement(returned) && returned.expression
  return (
    (ts.isIdentifier(subject) || isAccess(ts, subject)) &&
    answer !== undefined &&
    answer !== false &&
    unwrapAwait(ts, answer).getText() === subject.getText()
  )
}

function lastStatement(ts: AnalysisContext['ts'], node: t.Node): t.Node | undefined {
  return ts.isBlock(node) ? node.statements.at(-1) : node
}

/** Whether the branch that did not come here was served: what it was served for is missing here. */
export function letsPass(test: Test): boolean {
  return test.kind === 'test' && test.left?.how === 'return'
}

/** What a test looks at. */
export function partsOfTest(cx: AnalysisContext, test: Test): readonly t.Expression[] {
  if (test.kind === 'test') return [test.expression]
  if (test.kind === 'case') return [test.subject, ...test.values]
  return outermostCalls(cx, test.clause.parent.tryBlock)
}

/** The calls that may have thrown. */
function outermostCalls(cx: AnalysisContext, block: t.Block): readonly t.Expression[] {
  const { ts } = cx
  const calls: t.Expression[] = []
  const visit = (node: t.Node): void => {
    if (isFunctionNode(ts, node)) return
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) calls.push(node)
    else ts.forEachChild(node, visit)
  }
  visit(block)
  return calls
}
