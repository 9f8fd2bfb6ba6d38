import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { findDeclaration } from '../scope.js'
import { isAccess, isFunctionNode, memberName, unwrap, unwrapAwait } from '../syntax.js'
import type { Test } from './facts.js'
import { findsResource, lookupOf } from './lookups.js'
import { originOf } from './names.js'
import { principalOf } from './principals.js'
import { provenanceOf } from './provenance.js'
import { topicOfName } from './topics.js'

/** Variables and members are followed this far. */
const MOST_DEPTH = 8

/**
 * Whether a test looks at nothing but fields of rows that were looked up and found, besides constants and the request's input:
 * `!course.title || course.pages.length < 1`. No name in it speaks of a right, a credential or a caller.
 */
export function isAboutRecord(cx: AnalysisContext, test: Test): boolean {
  return test.kind === 'test' && madeOf(cx, test.expression) === 'record'
}

type Made = 'record' | 'plain'

function madeOf(cx: AnalysisContext, expression: t.Expression, depth = 0): Made | undefined {
  const { ts } = cx
  if (depth > MOST_DEPTH) return undefined
  const node = unwrapAwait(ts, expression)
  const again = (one: t.Expression): Made | undefined => madeOf(cx, one, depth + 1)
  if (isPlain(cx, node)) return 'plain'
  if (ts.isPrefixUnaryExpression(node)) return again(node.operand)
  if (ts.isTypeOfExpression(node)) return again(node.expression)
  if (ts.isBinaryExpression(node)) return joined([again(node.left), again(node.right)])
  if (ts.isConditionalExpression(node))
    return joined([again(node.condition), again(node.whenTrue), again(node.whenFalse)])
  if (ts.isCallExpression(node)) return ofCall(cx, node, depth)
  if (isAccess(ts, node)) {
    const name = memberName(ts, node)
    // what is read with `?.` may not have been found
    if (name === undefined || node.questionDotToken || !isSilent(name)) return undefined
    return isRow(cx, node.expression) ? 'record' : again(node.expression) && 'record'
  }
  return ts.isIdentifier(node) ? ofVariable(cx, node, depth) : undefined
}

function joined(parts: readonly (Made | undefined)[]): Made | undefined {
  if (parts.some((one) => one === undefined)) return undefined
  return parts.includes('record') ? 'record' : 'plain'
}

/** A constant, or what the client sends in no header. */
function isPlain(cx: AnalysisContext, node: t.Expression): boolean {
  const { from, names = [] } = provenanceOf(cx, node) ?? {}
  return from !== undefined && [...from].every((one) => one === 'input') && names.every(isSilent)
}

function isSilent(name: string): boolean {
  return topicOfName(name) === 'other'
}

/** `course.chapters.some((one) => one.isPublished)`. */
function ofCall(cx: AnalysisContext, node: t.CallExpression, depth: number): Made | undefined {
  const { ts } = cx
  const callee = unwrapAwait(ts, node.expression)
  if (!isAccess(ts, callee) || !isSilent(memberName(ts, callee) ?? '') || callee.questionDotToken) return undefined
  const owner = madeOf(cx, callee.expression, depth + 1)
  const args = node.arguments.map((one) => {
    const value = unwrap(ts, one)
    return isFunctionNode(ts, value) ? (isSilentFunction(cx, value) ? 'plain' : undefined) : madeOf(cx, one, depth + 1)
  })
  return owner === 'record' ? joined([owner, ...args]) : undefined
}

/** Whether no name in a callback speaks of the caller. */
function isSilentFunction(cx: AnalysisContext, fn: t.Node): boolean {
  const { ts } = cx
  const speaks = (node: t.Node): boolean =>
    (ts.isIdentifier(node) && (!isSilent(node.text) || principalOf(cx, node) !== undefined)) ||
    (ts.forEachChild(node, speaks) ?? false)
  return !speaks(fn)
}

function ofVariable(cx: AnalysisContext, node: t.Identifier, depth: number): Made | undefined {
  const origin = isSilent(node.text) && principalOf(cx, node) === undefined ? originOf(cx, node) : undefined
  if (origin === undefined || origin.later === true) return undefined
  // const { title } = course; whether the row itself was found may be a question of who asks
  if (origin.property !== undefined) return isSilent(origin.property) && isRow(cx, origin.value) ? 'record' : undefined
  return madeOf(cx, origin.value, depth + 1)
}

/** A variable that holds what a look-up found, or its first row. */
function isRow(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (!ts.isIdentifier(node) || !isSilent(node.text) || principalOf(cx, node) !== undefined) return false
  const call = lookupOf(cx, node) ?? listBehind(cx, node)
  return call !== undefined && findsResource(cx, call)
}

/** `const [row] = await db.select()…` */
function listBehind(cx: AnalysisContext, node: t.Identifier): t.CallExpression | undefined {
  const { ts } = cx
  const declaration = findDeclaration(ts, node)
  if (declaration === undefined || !ts.isBindingElement(declaration)) return undefined
  const { parent } = declaration
  if (!ts.isArrayBindingPattern(parent) || !ts.isVariableDeclaration(parent.parent)) return undefined
  const value = parent.parent.initializer && unwrapAwait(ts, parent.parent.initializer)
  return value && ts.isCallExpression(value) ? value : undefined
}
