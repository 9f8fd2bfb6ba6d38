import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { originOf, pathText, rootOf } from './names.js'
import { isCredentialName, isExpiryName } from './topics.js'
import { unwrapAwait } from '../syntax.js'

const SUBMITTED =
  /\b(?:req|request|ctx|context|event|c)\b[^{]{0,30}\b(?:body|params|query|searchParams|formData|json|param)\b/
const MOST_STEPS = 4

/**
 * Whether a value is what the client asks for, which he may have or not: a date, a size, a name out of the body, the path or the query,
 * also when a schema has read it. Credentials and times at which they end are none.
 */
export function isAskedFor(cx: AnalysisContext, expression: t.Expression): boolean {
  let node = plain(cx, expression)
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const path = pathText(cx, node)
    if (isCredentialName(path) || isExpiryName(path)) return false
    if (SUBMITTED.test(node.getText().slice(0, 200))) return true
    const root = rootOf(cx, node)
    const origin = root && originOf(cx, root)
    if (origin === undefined || isCredentialName(origin.property ?? '') || isExpiryName(origin.property ?? ''))
      return false
    node = plain(cx, origin.value)
  }
  return false
}

/** `x` of `new Date(x)` and `Number(x)`: another form of the same value. */
function plain(cx: AnalysisContext, expression: t.Expression): t.Expression {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return node
  const [only, ...others] = node.arguments ?? []
  return only && others.length === 0 && ts.isIdentifier(node.expression) ? unwrapAwait(ts, only) : node
}
