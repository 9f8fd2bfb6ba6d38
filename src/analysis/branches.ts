import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { expression } from './expressions.js'
import { handedOn } from './handing.js'
import { keyOf } from './receivers.js'
import { responseTest } from './response-tests.js'
import { returnedExpressions } from './returns.js'
import { functionOf } from './called-function.js'
import { join, withCondition, type LeftBranch, type State } from './state.js'
import { unwrap } from './syntax.js'
import type { Branches, Walk } from './walk.js'

/** Walks a condition and splits what is known by its outcome. */
export function branch(walk: Walk, condition: t.Expression, state: State): Branches {
  const { ts } = walk.cx
  const node = unwrap(ts, condition)
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    const { yes, no } = branch(walk, node.operand, state)
    return { yes: no, no: yes }
  }
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind
    if (operator === ts.SyntaxKind.AmpersandAmpersandToken) {
      const left = branch(walk, node.left, state)
      const right = left.yes ? branch(walk, node.right, left.yes) : { yes: undefined, no: undefined }
      return { yes: right.yes, no: split(join(left.no, right.no), node, false, left.no, right.no) }
    }
    if (operator === ts.SyntaxKind.BarBarToken) {
      const left = branch(walk, node.left, state)
      const right = left.no ? branch(walk, node.right, left.no) : { yes: undefined, no: undefined }
      return { yes: split(join(left.yes, right.yes), node, true, left.yes, right.yes), no: right.no }
    }
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { yes: state, no: undefined }
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { yes: undefined, no: state }
  const after = expression(walk, node, state)
  if (after === undefined) return { yes: undefined, no: undefined }
  return (
    responseTest(walk.cx, node, after) ?? {
      yes: withCondition(after, { kind: 'test', expression: node, holds: true }),
      no: withCondition(asAnotherKind(walk.cx, node, after), { kind: 'test', expression: node, holds: false }),
    }
  )
}

/** Where two ways lead to one outcome, only the test as a whole is known. */
function split(
  joined: State | undefined,
  node: t.Expression,
  holds: boolean,
  a: State | undefined,
  b: State | undefined,
): State | undefined {
  if (joined === undefined || a === undefined || b === undefined) return joined
  return withCondition(joined, { kind: 'test', expression: node, holds })
}

/** Where a response turned out to be none of the kind that was asked for, what is done elsewhere with its kind is unknown. */
function asAnotherKind(cx: AnalysisContext, test: t.Expression, state: State): State {
  const asked = askedForKind(cx, test).flatMap((one) => keyOf(cx, one) ?? [])
  return asked.length === 0 ? state : handedOn(state, { responses: [], parameters: asked })
}

/** What a test asks for its kind: `x instanceof Response`, `'setHeader' in x`, `isReply(x)`. */
function askedForKind(cx: AnalysisContext, test: t.Expression, depth = 0): readonly t.Expression[] {
  const { ts } = cx
  const node = unwrap(ts, test)
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind
    if (operator === ts.SyntaxKind.InstanceOfKeyword) return [node.left]
    if (operator === ts.SyntaxKind.InKeyword) return [node.right]
    return operator === ts.SyntaxKind.AmpersandAmpersandToken ? askedForKind(cx, node.left, depth) : []
  }
  if (!ts.isCallExpression(node) || depth > 1) return []
  // a function of another file is not followed for a question
  const fn = functionOf(cx, node.expression)
  const [result] = fn?.getSourceFile() === node.getSourceFile() ? returnedExpressions(ts, fn) : []
  const asked = result ? askedForKind(cx, result, depth + 1) : []
  return asked.flatMap((one) => {
    const index = fn?.parameters.findIndex((parameter) => parameter.name.getText() === one.getText()) ?? -1
    return node.arguments[index] ?? []
  })
}

/** Notes on the newest conditions of `end` that the other branch left the function, and what it answered. */
export function markLeft(
  cx: AnalysisContext,
  end: State,
  before: State,
  other: t.Statement,
  statuses: readonly number[],
): State {
  const left: LeftBranch = { node: other, how: howItLeaves(cx, other), statuses }
  return {
    ...end,
    conditions: end.conditions.map((condition, index) =>
      index >= before.conditions.length && condition.kind === 'test' && condition.left === undefined
        ? { ...condition, left }
        : condition,
    ),
  }
}

function howItLeaves(cx: AnalysisContext, node: t.Statement): LeftBranch['how'] {
  const { ts } = cx
  const last = ts.isBlock(node) ? node.statements.at(-1) : node
  if (last === undefined) return 'call'
  if (ts.isReturnStatement(last)) return 'return'
  return ts.isThrowStatement(last) ? 'throw' : 'call'
}
