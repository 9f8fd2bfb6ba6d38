import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { functionOf } from './called-function.js'
import { isFunctionNode, unwrap } from './syntax.js'

/**
 * Whether the arguments of a call can be given to another function or class instead: as many as it requires, no more than it takes.
 * What is not seen (a class without a constructor that extends another file's, a value of a package) is let through: types are checked later.
 */
export function fits(cx: AnalysisContext, target: t.Node, call: t.CallExpression | t.NewExpression): boolean {
  const parameters = parametersOf(cx, target)
  const given = call.arguments ?? []
  if (parameters === undefined || given.some((one) => cx.ts.isSpreadElement(one))) return true
  const own = parameters.filter(({ name }) => name.getText() !== 'this')
  const required = own.filter((one) => isRequired(one)).length
  const isOpen = own.some(({ dotDotDotToken }) => dotDotDotToken !== undefined)
  return given.length >= required && (isOpen || given.length <= own.length)
}

/** In plain JavaScript every parameter may be left out, but a function that reads it is not made for that. */
function isRequired(parameter: t.ParameterDeclaration): boolean {
  const { initializer, questionToken, dotDotDotToken } = parameter
  return initializer === undefined && questionToken === undefined && dotDotDotToken === undefined
}

function parametersOf(cx: AnalysisContext, target: t.Node): readonly t.ParameterDeclaration[] | undefined {
  const { ts } = cx
  if (isFunctionNode(ts, target)) return target.parameters
  if (ts.isClassLike(target)) return target.members.find((one) => ts.isConstructorDeclaration(one))?.parameters
  const value =
    ts.isVariableDeclaration(target) || ts.isPropertyAssignment(target) || ts.isPropertyDeclaration(target)
      ? target.initializer
      : ts.isExpression(target)
        ? target
        : undefined
  if (value === undefined) return undefined
  const node = unwrap(ts, value)
  return isFunctionNode(ts, node) ? node.parameters : functionOf(cx, node)?.parameters
}
