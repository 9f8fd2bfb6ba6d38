import type * as t from 'typescript'
import { functionOf } from './called-function.js'
import type { AnalysisContext } from './context.js'
import { returnedExpressions } from './returns.js'
import { isAccess, unwrapAwait, type FunctionNode } from './syntax.js'
import { createUnrolled } from './unrolled.js'

/** Functions that give back what others give back are looked through so many levels deep. */
const LEVELS = 6
const unrolled = createUnrolled<number | undefined>(LEVELS, undefined)

/** The argument that a function of the project gives back. */
export function givenBack(cx: AnalysisContext, node: t.CallExpression): t.Expression | undefined {
  const { ts } = cx
  if (!node.arguments.some((argument) => isNamed(cx, unwrapAwait(ts, argument)))) return undefined
  const fn = functionOf(cx, node.expression)
  if (fn === undefined) return undefined
  const position = unrolled(cx, fn, () => parameterGivenBack(cx, fn))
  return position === undefined ? undefined : node.arguments[position]
}

/** The position of the parameter that all results of a function are; `undefined` when they are others, or not known. */
function parameterGivenBack(cx: AnalysisContext, fn: FunctionNode): number | undefined {
  const [first, ...rest] = returnedExpressions(cx.ts, fn).map((result) => parameterIn(cx, fn, result))
  return first !== undefined && first >= 0 && rest.every((index) => index === first) ? first : undefined
}

function isNamed(cx: AnalysisContext, node: t.Expression): boolean {
  return cx.ts.isIdentifier(node) || isAccess(cx.ts, node) || cx.ts.isCallExpression(node)
}

/** The position of the parameter that an expression is, also with methods called on it, or handed on to a function that gives it back. */
function parameterIn(cx: AnalysisContext, fn: FunctionNode, expression: t.Expression): number {
  const { ts } = cx
  let at = unwrapAwait(ts, expression)
  while (ts.isCallExpression(at)) {
    const inner: t.Expression | undefined =
      givenBack(cx, at) ?? (isAccess(ts, at.expression) ? at.expression.expression : undefined)
    if (inner === undefined) return -1
    at = unwrapAwait(ts, inner)
  }
  const name = ts.isIdentifier(at) ? at.text : undefined
  return fn.parameters.findIndex((one) => ts.isIdentifier(one.name) && one.name.text === name)
}
