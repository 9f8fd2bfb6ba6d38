import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { indexOf } from './facts-index.js'
import { occurrencesOf } from './occurrences.js'
import { findDeclaration, isAssignment } from './scope.js'
import { isAccess, memberName, parentOf, unwrap, type FunctionNode } from './syntax.js'

/**
 * Whether a function may change the status of what it is given for a parameter that nothing shows to be a response: not by what it is
 * called, but by what is done to it. Where it is handed on, anything may be done.
 */
export function mayChangeStatus(cx: AnalysisContext, fn: FunctionNode, index: number): boolean {
  const { ts } = cx
  const parameter = fn.parameters[index]
  if (parameter === undefined) return fn.parameters.at(-1)?.dotDotDotToken !== undefined || usesArguments(cx, fn)
  if (parameter.dotDotDotToken !== undefined || !ts.isIdentifier(parameter.name)) return true
  return occurrencesOf(ts, fn, parameter.name.text).some(
    (name) =>
      ts.isIdentifier(name) && name !== parameter.name && findDeclaration(ts, name) === parameter && changes(cx, name),
  )
}

function usesArguments({ ts }: AnalysisContext, fn: FunctionNode): boolean {
  return !ts.isArrowFunction(fn) && occurrencesOf(ts, fn, 'arguments').length > 0
}

/** Goes up the chain that begins with a name: `r.set(…).status(204)`, `r.raw.statusCode = 204`. */
function changes(cx: AnalysisContext, name: t.Identifier): boolean {
  const { ts } = cx
  let at: t.Node = name
  let member: string | undefined
  for (let parent = parentOf(at); parent; parent = parentOf(at)) {
    if (isAccess(ts, parent) && parent.expression === at) {
      member = memberName(ts, parent)
      if (member === undefined) return true
    } else if (ts.isCallExpression(parent) && parent.expression === at) {
      const kinds = member === undefined ? undefined : indexOf(cx.frameworks).methods.get(member)
      if (member === undefined || kinds?.status === true || kinds?.fixed === true) return true
    } else if (!(ts.isExpression(parent) && unwrap(ts, parent) === at)) break
    at = parent
  }
  const parent = parentOf(at)
  if (parent === undefined) return false
  if (ts.isBinaryExpression(parent) && parent.left === at && isAssignment(ts, parent.operatorToken.kind))
    return member === undefined || isStatus(cx, member)
  // what is read from it is something else
  return member === undefined && isHandedOn(ts, parent, at)
}

function isStatus(cx: AnalysisContext, name: string): boolean {
  return [...indexOf(cx.frameworks).objects.values()].some(
    ({ fact: { properties } }) =>
      properties !== undefined && Object.hasOwn(properties, name) && properties[name]?.kind === 'status',
  )
}

function isHandedOn(ts: AnalysisContext['ts'], parent: t.Node, node: t.Node): boolean {
  return (
    ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== node) ||
    (ts.isVariableDeclaration(parent) && parent.initializer === node) ||
    (ts.isBinaryExpression(parent) && parent.right === node && isAssignment(ts, parent.operatorToken.kind)) ||
    ts.isPropertyAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isArrayLiteralExpression(parent)
  )
}
