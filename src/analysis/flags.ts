import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { assignmentsTo, findDeclaration } from './scope.js'
import type { Condition } from './state.js'
import { unwrap, type FunctionNode } from './syntax.js'

/** A parameter that is known to be true, or not, somewhere in its function. */
export interface Flag {
  readonly parameter: t.ParameterDeclaration
  readonly index: number
  readonly isOn: boolean
}

/** The conditions that are parameters of a function, and never anything else: `isInternal` of `if (!isInternal) throw …`. */
export function flagsOf(cx: AnalysisContext, fn: FunctionNode, conditions: readonly Condition[]): readonly Flag[] {
  const { ts } = cx
  return conditions.flatMap((one) => {
    if (one.kind !== 'test' || !ts.isIdentifier(one.expression)) return []
    const parameter = findDeclaration(ts, one.expression)
    if (parameter === undefined || !ts.isParameter(parameter) || parameter.dotDotDotToken) return []
    const index = fn.parameters.indexOf(parameter)
    return index < 0 || assignmentsTo(ts, parameter).length > 0 ? [] : [{ parameter, index, isOn: one.holds }]
  })
}

/** Whether a call gives one of the flags the other value, so that it never comes to where they hold. */
export function contradicts(cx: AnalysisContext, call: t.CallExpression, flags: readonly Flag[]): boolean {
  const { ts } = cx
  if (flags.length === 0 || call.arguments.some((argument) => ts.isSpreadElement(argument))) return false
  return flags.some(({ parameter, index, isOn }) => {
    const given = call.arguments[index] ?? parameter.initializer
    const kind = given && unwrap(ts, given).kind
    return isOn ? kind === ts.SyntaxKind.FalseKeyword : kind === ts.SyntaxKind.TrueKeyword
  })
}
