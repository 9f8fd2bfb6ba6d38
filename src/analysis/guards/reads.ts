import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { isAccess, isFunctionNode, unwrapAwait } from '../syntax.js'
import { originOf, speakingName } from './names.js'
import { isTokenClaim, outcomeTopic } from './outcomes.js'
import { isIdentity, principalOf, type Principal } from './principals.js'

/** Variables are followed this far. */
const MOST_DEPTH = 2

/** The caller in an expression, or in the call that a variable in it comes from, who is read without a null test: `req.user` in `req.user.role`. */
export function readCaller(cx: AnalysisContext, expression: t.Expression, depth = 0): t.Expression | undefined {
  const { ts } = cx
  let found: t.Expression | undefined
  const visit = (node: t.Node): void => {
    if (found || isFunctionNode(ts, node)) return
    // what one arm reads proves nothing for what comes after both
    if (ts.isConditionalExpression(node)) {
      visit(node.condition)
      return
    }
    if (depth > 0 && ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
      visit(node.left)
      return
    }
    // how a check went, and what a token says of itself, is read of nobody
    const isOfCheck = isAccess(ts, node) && (outcomeTopic(cx, node) !== undefined || isTokenClaim(cx, node))
    if (isAccess(ts, node) && !node.questionDotToken && !isOfCheck) {
      const base = unwrapAwait(ts, node.expression)
      const caller = principalOf(cx, base)
      if (caller && isThere(caller) && isIdentity(caller.tail) && isOfValue(cx, caller, base)) {
        found = node.expression
        return
      }
    }
    if (ts.isIdentifier(node) && !(isAccess(ts, node.parent) && node.parent.expression !== node)) {
      found = depth < MOST_DEPTH ? behindVariable(cx, node, depth) : undefined
      // a parameter that callers fill with a property of the caller
      if (!found && principalOf(cx, node)?.passed === 'read') found = node
    }
    ts.forEachChild(node, visit)
  }
  visit(expression)
  return found
}

function behindVariable(cx: AnalysisContext, node: t.Identifier, depth: number): t.Expression | undefined {
  const { ts } = cx
  const origin = originOf(cx, node)
  if (origin === undefined || origin.later) return undefined
  // const { role } = req.user
  const owner = origin.property === undefined ? undefined : principalOf(cx, origin.value)
  const isTakenOut =
    owner &&
    isThere(owner) &&
    isAccess(ts, unwrapAwait(ts, origin.value)) &&
    !ts.isCallExpression(unwrapAwait(ts, owner.node))
  return isTakenOut ? origin.value : readCaller(cx, origin.value, depth + 1)
}

function isThere(caller: Principal): boolean {
  return caller.weak !== true && !caller.optional && caller.own !== true
}

/** Reading `auth.user` of a holder that is always there proves nothing yet; `req.user.id` does, and so does `decoded.role` of a verified token. */
function isOfValue(cx: AnalysisContext, caller: Principal, base: t.Expression): boolean {
  const { ts } = cx
  if (isAccess(ts, base))
    return (
      !/^(?:auth|session)$/.test(speakingName(cx, caller.node)) || (caller.tail.length > 0 && caller.tail[0] !== 'data')
    )
  if (caller.passed !== undefined) return true
  return caller.call !== undefined && ts.isIdentifier(base) && /verif|jwt|user/i.test(speakingName(cx, caller.call))
}
