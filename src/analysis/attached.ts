import type * as t from 'typescript'
import type { ResponseObject } from '../frameworks/define.js'
import { factsOf } from './api.js'
import type { AnalysisContext } from './context.js'
import type { Owned } from './facts-index.js'
import { isModuleOf, moduleOfRoot } from './origins.js'
import { enclosingFunction, isAccess, memberName, parentOf, type FunctionNode } from './syntax.js'

/** The function whose `this` an expression means: arrow functions have none of their own. */
export function functionOfThis(cx: AnalysisContext, node: t.Node): FunctionNode | undefined {
  const { ts } = cx
  let fn = enclosingFunction(ts, node)
  while (fn !== undefined && ts.isArrowFunction(fn)) fn = enclosingFunction(ts, fn)
  return fn
}

/** What a function is put on as a method: `x` in `x.deny = function () {}` and in `Object.assign(x, { deny() {} })`. */
export function attachedTo(cx: AnalysisContext, fn: FunctionNode): t.Expression | undefined {
  const { ts } = cx
  const { parent } = fn
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return parent.right === fn && isAccess(ts, parent.left) ? parent.left.expression : undefined
  const literal = ts.isMethodDeclaration(fn) ? parent : ts.isPropertyAssignment(parent) ? parent.parent : undefined
  const call = literal && parentOf(literal)
  if (call === undefined || !ts.isCallExpression(call) || !isAccess(ts, call.expression)) return undefined
  const { expression: owner } = call.expression
  const isAssign = ts.isIdentifier(owner) && owner.text === 'Object' && memberName(ts, call.expression) === 'assign'
  const [target] = call.arguments
  return isAssign && target !== literal ? target : undefined
}

/** The response object that inherits from what an expression means: `response` of Express, `app.context` of Koa. */
export function inheritorOf(cx: AnalysisContext, expression: t.Expression): Owned<ResponseObject> | undefined {
  const module = moduleOfRoot(cx, expression)
  for (const { kind, fact, framework } of factsOf(cx, expression))
    if (kind === 'prototype' && (module === undefined || isModuleOf(framework, module)))
      return { fact: fact.object, framework }
  return undefined
}
