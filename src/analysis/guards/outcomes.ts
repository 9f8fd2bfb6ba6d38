import type * as t from 'typescript'
import { isClaimAboutToken } from '../../http/token-claims.js'
import type { GuardTopic } from '../../model/guard.js'
import type { AnalysisContext } from '../context.js'
import { isAccess, memberName, unwrapAwait } from '../syntax.js'
import { originOf, pathText, rootOf, speakingName } from './names.js'
import { isIdentity, isPartOfCaller, principalOf } from './principals.js'
import { isChecking, isRightName, isVerification } from './topics.js'
import { verifies } from './verifications.js'

/** What the result of a check says of how the check went: `result.ok`, `response.status`, `{ error }`. It is no property of a caller. */
const HOW_IT_WENT = /(?:error|errors|code|message|reason|success|succeeded|ok|status|valid|failed|expired)$/i
/** What tells one kind of token from another. */
const TOKEN_KIND = /^(?:token_?type|token_?use|type|purpose|kind)$/i

/** A part of a value, by member or by destructuring: `result.ok`, `const { ok } = result`. */
interface Part {
  readonly name: string
  readonly whole: t.Expression
}

function partOf(cx: AnalysisContext, expression: t.Expression): Part | undefined {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (isAccess(ts, node)) {
    const name = memberName(ts, node)
    return name === undefined ? undefined : { name, whole: node.expression }
  }
  const origin = ts.isIdentifier(node) ? originOf(cx, node) : undefined
  return origin?.property === undefined ? undefined : { name: origin.property, whole: origin.value }
}

/**
 * Why a test of a part of what a check of credentials gave back refuses, when that part says how the check went and not what the caller may
 * do: as long as it is being tested, nobody is known. `undefined` for everything else: rights, and who the caller is.
 */
export function outcomeTopic(cx: AnalysisContext, expression: t.Expression): GuardTopic | undefined {
  const part = partOf(cx, expression)
  return part && partTopic(cx, part)
}

/** The same for `'error' in result`. */
export function outcomeTopicOf(cx: AnalysisContext, name: string, whole: t.Expression): GuardTopic | undefined {
  return partTopic(cx, { name, whole })
}

function partTopic(cx: AnalysisContext, { name, whole }: Part): GuardTopic | undefined {
  if (isIdentity([name]) || isRightName(name)) return undefined
  const call = callBehind(cx, whole)
  if (call === undefined || !isCheck(cx, call)) return undefined
  if (HOW_IT_WENT.test(name)) return verifies(cx, call) ? 'invalid-credentials' : 'unclear'
  return isPartOfCaller(name) ? undefined : 'unclear'
}

function callBehind(cx: AnalysisContext, expression: t.Expression): t.CallExpression | undefined {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (ts.isCallExpression(node)) return node
  const origin = ts.isIdentifier(node) ? originOf(cx, node) : undefined
  const value = origin && origin.property === undefined ? unwrapAwait(ts, origin.value) : undefined
  return value && ts.isCallExpression(value) ? value : undefined
}

/** A call that checks who is calling, and may find that nobody is: `verifyToken(header)`, `validateRequest(request)`. */
function isCheck(cx: AnalysisContext, call: t.CallExpression): boolean {
  return verifies(cx, call) || isChecking(speakingName(cx, call))
}

/** What a token says of itself: its audience, its issuer, its time, its kind. Who does not fit there has the wrong token. */
export function isTokenClaim(cx: AnalysisContext, expression: t.Expression): boolean {
  const part = partOf(cx, expression)
  if (part === undefined) return false
  if (isClaimAboutToken(part.name)) return true
  // with the kind of a token that has let its caller in, he is known: what it is for is what he may do
  const isLetIn = principalOf(cx, part.whole)?.tail[0] === 'claims'
  return TOKEN_KIND.test(part.name) && !isLetIn && isTokenPayload(cx, part.whole)
}

/** `decoded`, `payload`, or the second parameter of a verify callback. */
function isTokenPayload(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const root = rootOf(cx, expression)
  if (root === undefined) return false
  if (/^(?:decoded\w*|payload|claims|jwtPayload|token|tokenPayload|verified\w*)$/.test(root.text)) return true
  const origin = originOf(cx, root)
  const value = origin && unwrapAwait(ts, origin.value)
  if (value && ts.isCallExpression(value))
    return isVerification(
      pathText(cx, value.expression).split('.').slice(-2).join(' '),
      value.arguments.map((argument) => argument.getText().slice(0, 100)).join(' '),
    )
  return isAccess(ts, unwrapAwait(ts, expression)) ? false : isCallbackPayload(cx, root)
}

function isCallbackPayload(cx: AnalysisContext, root: t.Identifier): boolean {
  const { ts } = cx
  for (let at: t.Node = root; at.parent as t.Node | undefined; at = at.parent) {
    const { parent } = at
    if (
      (ts.isArrowFunction(at) || ts.isFunctionExpression(at)) &&
      ts.isCallExpression(parent) &&
      at.parameters.some((parameter) => parameter.name.getText() === root.text)
    )
      return isVerification(pathText(cx, parent.expression).split('.').slice(-2).join(' '), '')
  }
  return false
}

/** Two tokens that were checked one by one: their claims have to belong together. */
export function areOfTwoTokens(cx: AnalysisContext, sides: readonly t.Expression[]): boolean {
  const calls = sides.map((side) => {
    const root = rootOf(cx, side)
    return root && callBehind(cx, root)
  })
  return calls.every((call) => call !== undefined && verifies(cx, call)) && new Set(calls).size === calls.length
}
