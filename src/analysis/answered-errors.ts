import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { walkFunction } from './interpreter.js'
import { functionOf } from './called-function.js'
import { summaryOf } from './summaries.js'
import { isAccess, memberName, nameOf, unwrap, unwrapAwait } from './syntax.js'
import { evaluate } from './values.js'

/** Fields in which an error carries the status that it is answered with. */
export const STATUS_FIELD = /^(?:status|statusCode|httpStatus|httpStatusCode|httpCode|getStatus|output)$/

/**
 * Whether an error of 401 never comes to `node`, where a catch (with `body`) passes its error on: earlier statements answer such errors in
 * their own way (`if (error.status === 401) return …`, `if (handled(error)) return`), or a test around it lets other ones through only.
 */
export function isAnsweredBefore(cx: AnalysisContext, node: t.Node, error: string, body: t.Node): boolean {
  const { ts } = cx
  for (let at = node; at !== body && at !== body.parent; at = at.parent) {
    const { parent } = at
    if (ts.isIfStatement(parent)) {
      const told = saysUnauthorized(cx, parent.expression, error)
      if ((told === 'no' && parent.thenStatement === at) || (told === 'yes' && parent.elseStatement === at)) return true
    }
    if (!ts.isBlock(parent)) continue
    for (const earlier of parent.statements) {
      if (earlier === at) break
      if (ts.isIfStatement(earlier) && leaves(cx, earlier.thenStatement) && takes(cx, earlier.expression, error))
        return true
    }
  }
  return false
}

function leaves(cx: AnalysisContext, branch: t.Statement): boolean {
  const { ts } = cx
  const last = ts.isBlock(branch) ? branch.statements.at(-1) : branch
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last))
}

/** Whether a test holds for every error of 401: `error.status === 401`, or a function that has answered it. */
function takes(cx: AnalysisContext, test: t.Expression, error: string): boolean {
  const node = unwrapAwait(cx.ts, test)
  return cx.ts.isCallExpression(node) ? hasAnswered(cx, node, error) : saysUnauthorized(cx, node, error) === 'yes'
}

/** `error.status === 401`, `error instanceof HttpError && error.status === 401`: yes; `error.status !== 401`: no. */
function saysUnauthorized(cx: AnalysisContext, test: t.Expression, error: string): 'yes' | 'no' | undefined {
  const { ts } = cx
  const node = unwrap(ts, test)
  if (!ts.isBinaryExpression(node)) return undefined
  const { left, operatorToken, right } = node
  // errors that carry a status are of the class that is asked for
  if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
    return isOfClass(cx, left, error) && saysUnauthorized(cx, right, error) === 'yes' ? 'yes' : undefined
  const equality = operatorToken.getText()
  if (!/^[!=]==?$/.test(equality)) return undefined
  const other = isStatusOf(cx, left, error) ? right : isStatusOf(cx, right, error) ? left : undefined
  const value = other && evaluate(cx, other)
  if (value?.kind !== 'number' || value.value !== 401) return undefined
  return equality.startsWith('=') ? 'yes' : 'no'
}

function isOfClass(cx: AnalysisContext, test: t.Expression, error: string): boolean {
  const node = unwrap(cx.ts, test)
  return (
    cx.ts.isBinaryExpression(node) &&
    node.operatorToken.kind === cx.ts.SyntaxKind.InstanceOfKeyword &&
    isError(cx, node.left, error)
  )
}

function isStatusOf(cx: AnalysisContext, side: t.Expression, error: string): boolean {
  const node = unwrap(cx.ts, side)
  return (
    isAccess(cx.ts, node) && STATUS_FIELD.test(memberName(cx.ts, node) ?? '') && isError(cx, node.expression, error)
  )
}

function isError(cx: AnalysisContext, expression: t.Expression, error: string): boolean {
  const node = unwrap(cx.ts, expression)
  return cx.ts.isIdentifier(node) && node.text === error
}

/** `if (handled(error, res)) return`: a function of the project that sends a 401 of its own for an error of 401, and says that it has. */
function hasAnswered(cx: AnalysisContext, call: t.CallExpression, error: string): boolean {
  const { ts } = cx
  const index = call.arguments.findIndex((argument) => isError(cx, argument, error))
  const fn = index < 0 ? undefined : functionOf(cx, call.expression)
  const name = nameOf(ts, fn?.parameters[index]?.name)
  if (fn === undefined || name === undefined) return false
  return (
    summaryOf(cx, fn).results.some((result) => result.kind === ts.SyntaxKind.TrueKeyword) &&
    walkFunction(cx, fn).sites.some(
      (site) =>
        site.error === undefined &&
        site.status.kind === 'number' &&
        site.status.value === 401 &&
        site.conditions.some(
          (one) => one.kind === 'test' && one.holds && saysUnauthorized(cx, one.expression, name) === 'yes',
        ),
    )
  )
}
