import type * as t from 'typescript'
import type { GuardFact, PrincipalFact } from '../../model/guard.js'
import type { AnalysisContext } from '../context.js'
import type { Condition } from '../state.js'
import { lineOf, rangeOf, textOf } from '../syntax.js'
import { readCatch, readTest } from './conditions.js'
import { findProof } from './proof.js'

/** What the conditions on the way to a site say, and whether they (or what runs before the handler) prove a caller. */
export function guardsOf(cx: AnalysisContext, conditions: readonly Condition[], at: t.Node): { readonly guards: readonly GuardFact[]; readonly principal?: PrincipalFact } {
  const tests = conditions.filter((condition) => condition.kind !== 'call')
  const last = tests.at(-1)
  if (last === undefined) return { guards: [] }
  const root = testRoot(cx, last)
  const refusing = tests.filter((condition) => testRoot(cx, condition) === root)
  const first = refusing[0]
  const earlier = first === undefined ? conditions : conditions.slice(0, conditions.indexOf(first))
  const principal = findProof(cx, earlier, refusing, at)
  return {
    guards: [...tests.filter((condition) => !refusing.includes(condition)).map((one) => guardFact(cx, one, false)), ...refusing.map((one) => guardFact(cx, one, true))],
    ...(principal && { principal }),
  }
}

/** The statement or expression that a condition belongs to: conditions of one `if` refuse together. */
function testRoot(cx: AnalysisContext, condition: Condition): t.Node {
  const { ts } = cx
  if (condition.kind === 'catch') return condition.clause
  if (condition.kind === 'call') return condition.node
  if (condition.kind === 'case') return condition.subject.parent
  let node: t.Node = condition.expression
  while (ts.isBinaryExpression(node.parent) || ts.isPrefixUnaryExpression(node.parent) || ts.isParenthesizedExpression(node.parent) || ts.isAwaitExpression(node.parent)) {
    if (ts.isBinaryExpression(node.parent) && node.parent.right === node && !ts.isParenthesizedExpression(node.parent.parent) && ts.isExpressionStatement(node.parent.parent)) break
    node = node.parent
  }
  return node
}

function guardFact(cx: AnalysisContext, condition: Condition, refusing: boolean): GuardFact {
  const node = condition.kind === 'catch' ? condition.clause : condition.kind === 'case' ? condition.subject : condition.kind === 'call' ? condition.node : condition.expression
  const topics = condition.kind === 'catch' ? readCatch(cx, condition.clause).topics : condition.kind === 'test' ? readTest(cx, condition.expression, condition.holds).topics : (['other'] as const)
  const text = condition.kind === 'catch' ? 'catch' : condition.kind === 'test' && !condition.holds ? `!(${textOf(node, 60)})` : textOf(node, 60)
  return { topics, text, range: rangeOf(node), line: lineOf(node), refusing }
}
