import type * as t from 'typescript'
import { maySendRequest } from '../../http/clients.js'
import { lastName } from '../bearer/syntax.js'
import type { AnalysisContext } from '../context.js'
import { partsOfTest, testsOf } from '../guards/tests.js'
import type { Condition } from '../state.js'
import { isFunctionNode, unwrapAwait, type FunctionNode } from '../syntax.js'
import { flowInto } from './flow.js'
import { leaveUnused } from './path-tests.js'

/**
 * What of a function says nothing of what a refusal in it accepts: what runs only for those who were not refused there, and what is only
 * sent to another server, whose answer decides nothing here.
 */
export function besideRefusal(
  cx: AnalysisContext,
  fn: FunctionNode,
  at: t.Node,
  conditions: readonly Condition[] = [],
): ReadonlySet<t.Node> {
  const left = new Set<t.Node>()
  leaveBehind(cx, left, fn, at)
  leaveSent(cx, left, fn, conditions)
  if (left.size > 0) leaveUnused(cx, left, fn)
  return left
}

/** The statements behind a refusal that only those come to who have passed its test. */
function leaveBehind(cx: AnalysisContext, left: Set<t.Node>, fn: FunctionNode, at: t.Node): void {
  const { ts } = cx
  let hasLeft = false
  let isInBranch = false
  let node = at
  while (node !== fn && node.parent !== fn) {
    const { parent } = node
    if (ts.isStatement(node)) {
      const isInList = ts.isBlock(parent) || ts.isCaseOrDefaultClause(parent)
      const list: readonly t.Statement[] = isInList ? parent.statements : []
      const behind = list.slice(list.indexOf(node) + 1)
      // the innermost list says whether the refusal leaves: `res.sendStatus(401); return`
      hasLeft ||= leavesBy(ts, node) || behind.some((one) => leavesBy(ts, one))
      if (!hasLeft) return
      // functions that are declared there may be called before
      for (const one of behind) if (!ts.isFunctionDeclaration(one)) left.add(one)
    }
    const isBranch = ts.isIfStatement(parent) || ts.isCatchClause(parent)
    // in a branch of a branch those alone are refused who were let into the outer one
    if (!isOnEveryWay(cx, node, parent) || (isBranch && isInBranch)) return
    isInBranch ||= isBranch
    node = parent
  }
}

function leavesBy(ts: AnalysisContext['ts'], node: t.Node): boolean {
  return ts.isReturnStatement(node) || ts.isThrowStatement(node)
}

/** Whether who comes past `parent` has been asked what leads to `node` in it. */
function isOnEveryWay(cx: AnalysisContext, node: t.Node, parent: t.Node): boolean {
  const { ts } = cx
  if (ts.isIfStatement(parent)) return node === parent.expression || isTestOfAll(cx, parent, node)
  return !(
    ts.isConditionalExpression(parent) ||
    ts.isCaseOrDefaultClause(parent) ||
    ts.isIterationStatement(parent, false) ||
    isFunctionNode(ts, parent)
  )
}

/**
 * `if (!token) return …`; not `if (token && !isKnown(token)) return …`, which lets those by who send another credential, and not the `else if`
 * of another test.
 */
function isTestOfAll(cx: AnalysisContext, statement: t.IfStatement, branch: t.Node): boolean {
  if (branch !== statement.thenStatement || cx.ts.isIfStatement(statement.parent)) return false
  return !asksOfSome(cx, statement.expression)
}

function asksOfSome(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) return false
  return [node.left, node.right].some((side) => {
    const one = unwrapAwait(ts, side)
    if (asksOfSome(cx, one)) return true
    if (ts.isPrefixUnaryExpression(one) || ts.isBinaryExpression(one)) return false
    const { authorization, cookies, headers } = flowInto(cx, [one])
    return authorization.length + cookies.length + headers.length > 0
  })
}

/** Calls of other servers that no test on the way depends on. */
function leaveSent(cx: AnalysisContext, left: Set<t.Node>, fn: FunctionNode, conditions: readonly Condition[]): void {
  const { ts } = cx
  const calls: t.CallExpression[] = []
  const visit = (node: t.Node): void => {
    if (left.has(node)) return
    if (ts.isCallExpression(node) && maySendRequest(lastName(ts, node.expression) ?? '') && node.arguments.length > 1)
      calls.push(node)
    ts.forEachChild(node, visit)
  }
  visit(fn)
  if (calls.length === 0) return
  const { about, others } = testsOf(conditions, [])
  const { nodes } = flowInto(
    cx,
    [...about, ...others].flatMap((test) => partsOfTest(cx, test)),
  )
  for (const one of calls) if (!nodes.has(one)) left.add(one)
}
