import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { enclosingFunction } from '../syntax.js'
import type { Operation, SchemeTest } from './operations.js'
import { callsOf } from './references.js'
import { areExclusive, isInside } from './syntax.js'

/**
 * Whether a test of the scheme may stand on a path to `operation`: in the same function (or one around it, or one inside it) and not on
 * another branch; in a function that calls this one, or that this one calls; or anywhere for the same variable.
 */
export function isOnPath(cx: AnalysisContext, test: SchemeTest, operation: Operation): boolean {
  const { ts } = cx
  const at = operation.node
  if ((test.value.weak || operation.value.weak) && test.value.declaration !== operation.value.declaration) return false
  const own = enclosingFunction(ts, at)
  const other = enclosingFunction(ts, test.node)
  if (own === other || (other && isInside(at, other)) || (own && isInside(test.node, own)))
    return !areExclusive(ts, test.node, at)
  const { declaration } = test.value
  if (declaration !== undefined && declaration === operation.value.declaration) return true
  const isCalledFrom = (call: t.Node): boolean =>
    other !== undefined && isInside(call, other) && !areExclusive(ts, test.node, call)
  if (own && callsOf(ts, own).some(isCalledFrom)) return true
  return other !== undefined && callsOf(ts, other).some((call) => (own ? isInside(call, own) : false))
}
