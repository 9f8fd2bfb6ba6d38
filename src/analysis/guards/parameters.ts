import type * as t from 'typescript'
import { usesOf } from '../callers.js'
import type { AnalysisContext } from '../context.js'
import { isAccess, isFunctionNode, unwrapAwait } from '../syntax.js'
import { isIdentity, principalOf, type Principal } from './principals.js'

/** How a parameter is the caller, and whether only its type says so. */
type Passed = Required<Pick<Principal, 'passed'>> & Pick<Principal, 'byName'>

const asked = new WeakMap<AnalysisContext, Map<t.ParameterDeclaration, Passed | 'no'>>()
/** Names of parameters that may be given the caller. */
const CALLER_PARAMETER =
  /^(?:user|userId|user_id|currentUser|currentUserId|actor|actorId|viewer|viewerId|requester\w*|loggedInUser|authUser|session|auth|authentication|account|accountId|ownerId|caller|uid|authUserId|me)$/

/** Whether a parameter is named like one that holds the caller. */
export function isCallerParameter({ name }: t.ParameterDeclaration): boolean {
  return CALLER_PARAMETER.test(name.getText())
}

/** A parameter that every known call gives the caller: `updateLink(user.id, body)`. */
export function passedCaller(
  cx: AnalysisContext,
  parameter: t.ParameterDeclaration,
  depth: number,
): Passed | undefined {
  const { ts } = cx
  if (!ts.isIdentifier(parameter.name) || !CALLER_PARAMETER.test(parameter.name.text) || depth > 2) return undefined
  let known = asked.get(cx)
  if (known === undefined) asked.set(cx, (known = new Map<t.ParameterDeclaration, Passed | 'no'>()))
  const before = known.get(parameter)
  if (before !== undefined) return before === 'no' ? undefined : before
  known.set(parameter, 'no')
  const passed = howPassed(cx, parameter, depth)
  known.set(parameter, passed ?? 'no')
  return passed
}

function howPassed(cx: AnalysisContext, parameter: t.ParameterDeclaration, depth: number): Passed | undefined {
  const { ts } = cx
  const fn = parameter.parent
  if (!isFunctionNode(ts, fn)) return undefined
  // `@GetUser() user: User`: what a framework's decorator takes out of the request
  const decorators = ts.canHaveDecorators(parameter) ? (ts.getDecorators(parameter) ?? []) : []
  if (decorators.some((one) => /user|auth|session|account|principal|actor/i.test(one.getText())))
    return { passed: 'given' }
  const index = fn.parameters.indexOf(parameter)
  let isRead = true
  let isUsed = false
  let byName = false
  for (const { kind, node } of usesOf(cx, fn)) {
    if (kind !== 'call' || !ts.isCallExpression(node)) continue
    const argument = node.arguments[index]
    const caller = argument && principalOf(cx, argument, depth + 1)
    if (argument === undefined || caller === undefined || caller.weak || caller.optional || !isIdentity(caller.tail))
      return undefined
    isUsed = true
    byName ||= caller.byName === true
    // the caller's own parameter may have been read of him in turn
    isRead &&=
      caller.passed === 'read' ||
      (isAccess(ts, unwrapAwait(ts, argument)) && unwrapAwait(ts, argument) !== unwrapAwait(ts, caller.node))
  }
  if (isUsed) return { passed: isRead ? 'read' : 'given', ...(byName && { byName }) }
  return isTypedAsCaller(cx, parameter) ? { passed: 'read' } : undefined
}

/** `(session: Session) => …`, called from nowhere that is seen: its type says who it is, and that he is there. A `User` may be anybody's record. */
function isTypedAsCaller(
  cx: AnalysisContext,
  { name, type, initializer, questionToken }: t.ParameterDeclaration,
): boolean {
  const { ts } = cx
  return (
    /^(?:session|auth|actor|viewer|caller|currentUser)$/.test(name.getText()) &&
    initializer === undefined &&
    questionToken === undefined &&
    type !== undefined &&
    ts.isTypeReferenceNode(type) &&
    /(?:Session|Auth|Actor|Viewer|Caller|Principal|CurrentUser|Authentication)$/.test(type.typeName.getText())
  )
}
