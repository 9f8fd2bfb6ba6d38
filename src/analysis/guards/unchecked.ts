import type * as t from 'typescript'
import { functionOf } from '../called-function.js'
import type { AnalysisContext } from '../context.js'
import { findDeclaration } from '../scope.js'
import { isAccess, memberName, nameOf, unwrapAwait } from '../syntax.js'
import { sentCredential } from './credentials.js'
import { originOf, pathText, speakingName } from './names.js'
import { principalOf } from './principals.js'
import { provenanceOf } from './provenance.js'
import { isGlobal, isRequest, isValidator } from './request-parts.js'
import { isChecking, isCredentialName, topicOfName, wordsOf } from './topics.js'
import { verifies } from './verifications.js'

/** Calls in calls in calls: what farther ones do is unknown. */
const MOST_DEPTH = 3

/** What of a piece of code is looked for, besides checks of credentials. */
export interface Scan {
  /** An error of its own may be a refusal. */
  readonly throws: boolean
  /** A header field may be a credential whatever it is called. */
  readonly anyHeader: boolean
}

/**
 * Whether a piece of code, or what it calls, may look at credentials: it reads one that came with the request, verifies something, finds
 * out who is calling, hands the request as a whole to something that is not seen, or goes on to other handlers.
 */
export function mayCheckCredentials(cx: AnalysisContext, root: t.Node, scan: Scan, depth = 0): boolean {
  const { ts } = cx
  const visit = (node: t.Node): boolean => {
    if (scan.throws && ts.isThrowStatement(node)) return true
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && mayCheck(cx, node, scan, depth)) return true
    if (isAccess(ts, node) && isSent(cx, node, memberName(ts, node), scan)) return true
    if (ts.isBindingElement(node) && ts.isIdentifier(node.name) && isSent(cx, node.name, boundName(cx, node), scan))
      return true
    if (scan.anyHeader && ts.isCallExpression(node) && provenanceOf(cx, node)?.from.has('header') === true) return true
    return ts.forEachChild(node, visit) ?? false
  }
  return visit(root)
}

function boundName({ ts }: AnalysisContext, element: t.BindingElement): string | undefined {
  return nameOf(ts, element.propertyName ?? element.name)
}

/** A credential of the request, or a field of it that is called like one. */
function isSent(cx: AnalysisContext, node: t.Expression, name: string | undefined, { anyHeader }: Scan): boolean {
  if (sentCredential(cx, node) !== undefined) return true
  if (anyHeader && provenanceOf(cx, node)?.from.has('header') === true) return true
  if (name === undefined || !isSecret(name)) return false
  const from = provenanceOf(cx, node)?.from
  return from === undefined ? isCredentialName(name) : from.has('input') || from.has('header')
}

/** By its name, something that only one person knows or has. */
export function isSecret(name: string): boolean {
  const topic = topicOfName(name)
  return isCredentialName(name) || topic === 'unclear' || topic === 'step-up'
}

function mayCheck(cx: AnalysisContext, node: t.CallExpression | t.NewExpression, scan: Scan, depth: number): boolean {
  const { ts } = cx
  const callee = unwrapAwait(ts, node.expression)
  if (isGlobal(cx, callee) || isValidator(cx, callee)) return false
  if (ts.isIdentifier(callee)) {
    const declaration = findDeclaration(ts, callee)
    // next(), done(): what is done there is not seen here
    if (declaration !== undefined && ts.isParameter(declaration)) return true
  }
  if (pathText(cx, callee).split('.').some(isOfCredentials)) return true
  if (ts.isCallExpression(node) && (verifies(cx, node) || principalOf(cx, node)?.call !== undefined)) return true
  const fn = functionOf(cx, callee)
  if (fn?.body !== undefined) return depth >= MOST_DEPTH || mayCheckCredentials(cx, fn.body, scan, depth + 1)
  // what is not seen is believed by its name: `sendVerifyEmail` of the project was looked into
  return isChecking(speakingName(cx, callee)) || (node.arguments ?? []).some((one) => isWholeRequest(cx, one))
}

/** Something in a path that deals in credentials: `auth.start`, `sessions.open`. */
export function isOfCredentials(name: string): boolean {
  return isCredentialName(name) || / sessions? /.test(wordsOf(name))
}

/** `req`, `req.body`, `body` of `const body = await req.json()`, `{ ...body }`. */
function isWholeRequest(cx: AnalysisContext, argument: t.Expression): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, ts.isSpreadElement(argument) ? argument.expression : argument)
  if (isRequest(cx, node)) return true
  if (ts.isObjectLiteralExpression(node))
    return node.properties.some(
      (one) =>
        (ts.isSpreadAssignment(one) && isWholeRequest(cx, one.expression)) ||
        (ts.isShorthandPropertyAssignment(one) && isWholeRequest(cx, one.name)) ||
        (ts.isPropertyAssignment(one) && isWholeRequest(cx, one.initializer)),
    )
  if (ts.isIdentifier(node)) {
    const origin = originOf(cx, node)
    return origin !== undefined && origin.property === undefined && isWholeRequest(cx, origin.value)
  }
  const { from, names = [] } = provenanceOf(cx, node) ?? {}
  return from?.has('input') === true && names.length === 0
}
