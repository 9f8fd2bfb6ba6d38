import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { isAccess } from '../syntax.js'
import { originOf } from './names.js'
import { principalOf } from './principals.js'

/** Variables are followed this far: the look-up, the row, the flag. */
const MOST_DEPTH = 3

/** Whether a caller takes part in a value: he or something of him is read in it, is handed to a call in it, or was when a variable in it was made. */
export function takesPart(cx: AnalysisContext, expression: t.Expression, depth = 0): boolean {
  const { ts } = cx
  let found = false
  const visit = (node: t.Node): void => {
    if (found) return
    if (ts.isIdentifier(node) || isAccess(ts, node) || ts.isCallExpression(node)) {
      const caller = principalOf(cx, node)
      // what a token says besides who its owner is may be about the token alone
      if (caller && caller.tail[0] !== 'claims') {
        found = true
        return
      }
    }
    if (ts.isIdentifier(node) && !(isAccess(ts, node.parent) && node.parent.expression !== node)) {
      const origin = depth < MOST_DEPTH ? originOf(cx, node) : undefined
      if (origin && takesPart(cx, origin.value, depth + 1)) found = true
    }
    ts.forEachChild(node, visit)
  }
  visit(expression)
  return found
}
