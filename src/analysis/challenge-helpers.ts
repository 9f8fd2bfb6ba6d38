import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { unwrap } from './syntax.js'

/** Whether the project's settings say that a call puts the challenge on the response that it is given and gives it back. */
export function isChallengeHelper(cx: AnalysisContext, node: t.CallExpression | t.NewExpression): boolean {
  const { ts } = cx
  if (!ts.isCallExpression(node)) return false
  const callee = unwrap(ts, node.expression)
  const name = ts.isIdentifier(callee)
    ? callee.text
    : ts.isPropertyAccessExpression(callee)
      ? callee.name.text
      : undefined
  return name !== undefined && (cx.settings.challengeHelpers?.includes(name) ?? false)
}
