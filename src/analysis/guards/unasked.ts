import type * as t from 'typescript'
import { usesOf } from '../callers.js'
import type { AnalysisContext } from '../context.js'
import { enclosingFunction, isAccess, memberName, nameOf, unwrapAwait } from '../syntax.js'
import type { Test } from './facts.js'
import { lookupOf, looksUp } from './lookups.js'
import { provenanceOf } from './provenance.js'
import { topicOfName } from './topics.js'
import { isOfCredentials, isSecret, mayCheckCredentials } from './unchecked.js'

/**
 * Whether a test asks only what a look-up by one field of the request has found, in a handler in which nothing that only one person
 * knows is looked at: `findUnique({ where: { email } })` of a forgotten password. In a login the same look-up is half of the credentials.
 */
export function isOpenLookup(cx: AnalysisContext, test: Test): boolean {
  if (test.kind !== 'test') return false
  const calls = new Set<t.CallExpression>()
  if (!asksOnly(cx, test.expression, calls) || calls.size === 0) return false
  const fn = enclosingFunction(cx.ts, test.expression)
  return (
    fn?.body !== undefined &&
    [...calls].every((call) => isByOneField(cx, call)) &&
    // whoever calls it may check the rest
    !usesOf(cx, fn).some(({ kind }) => kind === 'call') &&
    !mayCheckCredentials(cx, fn, { throws: false, anyHeader: true })
  )
}

/** Whether nothing but rows that were looked up, fields of them, and constants are tested; the look-ups are put into `calls`. */
function asksOnly(cx: AnalysisContext, expression: t.Expression, calls: Set<t.CallExpression>): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (ts.isPrefixUnaryExpression(node)) return asksOnly(cx, node.operand, calls)
  if (ts.isBinaryExpression(node)) return asksOnly(cx, node.left, calls) && asksOnly(cx, node.right, calls)
  if (provenanceOf(cx, node)?.from.size === 0) return true
  let at = node
  for (let call = lookupOf(cx, at); ; call = lookupOf(cx, at)) {
    if (call !== undefined) {
      calls.add(call)
      return true
    }
    const name = isAccess(ts, at) ? memberName(ts, at) : undefined
    if (!isAccess(ts, at) || name === undefined || isSecret(name)) return false
    at = unwrapAwait(ts, at.expression)
  }
}

/** Whether a row is looked up by one value that the client sends, and by nothing that only one person knows. */
function isByOneField(cx: AnalysisContext, call: t.CallExpression): boolean {
  const { ts } = cx
  const path = looksUp(cx, call)
  if (path === undefined || path.some(isOfCredentials)) return false
  const sent = new Set<string>()
  const isOpen = (one: t.Expression): boolean => {
    const node = unwrapAwait(ts, one)
    if (ts.isObjectLiteralExpression(node))
      return node.properties.every((property) => {
        const name = nameOf(ts, property.name) ?? ''
        // what is asked for of the row
        if (/^(?:select|include|attributes|columns)$/.test(name)) return true
        if (isSecret(name) || topicOfName(name) === 'policy') return false
        if (ts.isShorthandPropertyAssignment(property)) return isOpen(property.name)
        return ts.isPropertyAssignment(property) && isOpen(property.initializer)
      })
    const { from, names = [] } = provenanceOf(cx, node) ?? {}
    if (from === undefined || names.some(isSecret)) return false
    if (from.size > 0) sent.add(node.getText())
    return [...from].every((source) => source === 'input')
  }
  return call.arguments.every(isOpen) && sent.size === 1
}
