import type * as t from 'typescript'
import { CONFIGURATION, REQUEST_INPUT, VALIDATORS } from '../../frameworks/request-input.js'
import { isCollectionBinding, isHeaderCollection } from '../bearer/header-collection.js'
import { lastName } from '../bearer/syntax.js'
import { REQUEST_OWNER } from '../bearer/vocabulary.js'
import type { AnalysisContext } from '../context.js'
import { resolve } from '../resolve.js'
import { findDeclaration } from '../scope.js'
import { packageOfModule } from '../module-names.js'
import { isAccess, isFunctionNode, unwrapAwait } from '../syntax.js'
import { pathText } from './names.js'

/** Chains of calls with which a schema is made. */
const MOST_DEPTH = 8

/** `const { 'x-role': role } = req.headers`. */
export function isHeaderField(cx: AnalysisContext, element: t.BindingElement): boolean {
  const { ts } = cx
  const owner = element.parent.parent
  if (ts.isBindingElement(owner)) return isCollectionBinding(cx, owner)
  return ts.isVariableDeclaration(owner) && owner.initializer !== undefined && isHeaderCollection(cx, owner.initializer)
}

/** Whether a member of this name, of this value, is a part of the request. */
export function isInputOf(cx: AnalysisContext, owner: t.Expression, member: string | undefined): boolean {
  return member !== undefined && REQUEST_INPUT.members.includes(member) && isRequest(cx, owner)
}

export function isConfigurationOf(cx: AnalysisContext, owner: t.Expression, member: string | undefined): boolean {
  if (member === undefined) return false
  if ((CONFIGURATION.globals as readonly string[]).includes(`${pathText(cx, owner)}.${member}`)) return true
  return (CONFIGURATION.members as readonly string[]).includes(member) && isRequest(cx, owner)
}

/** `req`, `ctx.request`, `c.req`: what a handler is given, by its place and its usual names. */
export function isRequest(cx: AnalysisContext, expression: t.Expression, depth = 0): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  const name = lastName(ts, node)
  if (name === undefined || !REQUEST_OWNER.test(name)) return false
  if (isAccess(ts, node)) return node.expression.kind === ts.SyntaxKind.ThisKeyword || isRequest(cx, node.expression)
  if (!ts.isIdentifier(node)) return false
  const declaration = findDeclaration(ts, node)
  if (declaration === undefined || ts.isParameter(declaration)) return true
  if (ts.isBindingElement(declaration)) return isOfParameter(cx, declaration)
  // const request = ctx.request, const { req } = c
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined || depth > 2) return false
  return isRequest(cx, declaration.initializer, depth + 1)
}

/** `({ request }) => …`, `const { req } = c`. */
function isOfParameter(cx: AnalysisContext, element: t.BindingElement): boolean {
  const owner = element.parent.parent
  if (cx.ts.isVariableDeclaration(owner)) return owner.initializer !== undefined && isRequest(cx, owner.initializer)
  return cx.ts.isParameter(owner)
}

/** `opts.input` of tRPC: one parameter, of which a handler takes its parts. */
export function isPartOfHandler(cx: AnalysisContext, owner: t.Expression, name: string): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, owner)
  if (name !== 'input' || !ts.isIdentifier(node)) return false
  const declaration = findDeclaration(ts, node)
  if (declaration === undefined || !ts.isParameter(declaration)) return false
  const { parent: fn } = declaration
  return isFunctionNode(ts, fn) && fn.parameters.length === 1 && ts.isCallExpression(fn.parent)
}

/** The address of the request, taken apart. */
export function isOwnUrl(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  let node = unwrapAwait(ts, expression)
  if (ts.isIdentifier(node)) {
    const declaration = findDeclaration(ts, node)
    if (declaration && ts.isBindingElement(declaration)) return isOfParameter(cx, declaration)
    if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
      return false
    node = unwrapAwait(ts, declaration.initializer)
  }
  if (isAccess(ts, node)) return isRequest(cx, node.expression)
  const [first] = ts.isNewExpression(node) ? (node.arguments ?? []) : []
  const url = first && unwrapAwait(ts, first)
  return url !== undefined && isAccess(ts, url) && isRequest(cx, url.expression)
}

/** A function of the language: `Number(x)`, `Object.keys(x)`. What the runtime reads from elsewhere (`fetch(x)`) is none. */
export function isGlobal(cx: AnalysisContext, callee: t.Expression): boolean {
  const target = resolve(cx, callee)
  return target?.kind === 'global' && GLOBALS.test(target.path[0] ?? '')
}

const GLOBALS =
  /^(?:String|Number|Boolean|BigInt|parseInt|parseFloat|isNaN|isFinite|Array|Object|JSON|Math|RegExp|Date|Set|Map|URL|URLSearchParams|decodeURIComponent|encodeURIComponent|decodeURI|encodeURI|atob|btoa|structuredClone)$/

/** `schema.safeParse`, `z.string().email().safeParse`, `validationResult`: of a package that looks at the form of a value. */
export function isValidator(cx: AnalysisContext, callee: t.Expression, depth = 0): boolean {
  const { ts } = cx
  if (depth > MOST_DEPTH) return false
  const target = resolve(cx, callee)
  if (target?.kind === 'external')
    return VALIDATORS.includes(target.module) || VALIDATORS.includes(packageOfModule(target.module))
  const node = target?.kind === 'node' && ts.isExpression(target.node) ? unwrapAwait(ts, target.node) : undefined
  if (node !== undefined && node !== callee && isMadeBy(cx, node, depth)) return true
  const own = unwrapAwait(ts, callee)
  return isAccess(ts, own) && (isMadeBy(cx, own.expression, depth) || isValidator(cx, own.expression, depth + 1))
}

/** A class or a schema that a validator is given beside the value. */
export function isShape(cx: AnalysisContext, expression: t.Expression): boolean {
  const target = resolve(cx, expression)
  if (target?.kind === 'node' && cx.ts.isClassLike(target.node)) return true
  return target?.kind === 'node' && cx.ts.isExpression(target.node) && isMadeBy(cx, target.node, 0)
}

function isMadeBy(cx: AnalysisContext, expression: t.Expression, depth: number): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return isValidator(cx, node.expression, depth + 1)
  return false
}

/** `process`, in `typeof process`. */
export function isGlobalName(cx: AnalysisContext, expression: t.Expression): boolean {
  const node = unwrapAwait(cx.ts, expression)
  return cx.ts.isIdentifier(node) && findDeclaration(cx.ts, node) === undefined
}
