import type * as t from 'typescript'
import { HANDED_ON } from '../../frameworks/request-input.js'
import { lastName, methodCall } from '../bearer/syntax.js'
import { functionOf } from '../called-function.js'
import type { AnalysisContext } from '../context.js'
import type { Test } from '../guards/facts.js'
import { partsOfTest } from '../guards/tests.js'
import { remembered } from '../remembered.js'
import { isAssignment } from '../scope.js'
import { stringValue } from '../strings.js'
import { isAccess, memberName, type FunctionNode } from '../syntax.js'
import { flowInto } from './flow.js'
import { takenBefore, type ReadFront } from './front.js'
import { findInFront } from './front-files.js'
import { isRequestByName } from './reads.js'
import { takenBy, type Taken } from './taken.js'

/** Functions that those in front call. */
const MOST_DEPTH = 2

/**
 * What is taken in front of a function by those who hand on what its tests look at: a header field that they have set, a member of the
 * request, a variable of the context. The caller is known by any of the credentials that are taken there.
 */
export function takenForHandedOn(cx: AnalysisContext, fn: FunctionNode, tests: readonly Test[]): readonly Taken[] {
  const names = namesRead(
    cx,
    tests.flatMap((test) => partsOfTest(cx, test)),
  )
  if (names.size === 0) return []
  const isMeant = (front: t.Node): boolean => namesSet(cx, front).some((name) => names.has(name))
  const read: ReadFront = (at, front) => (isMeant(front) ? takenBy(at, front) : [])
  const ahead = takenBefore(cx, fn, read)
  return ahead.length > 0 ? ahead : findInFront(cx, fn.getSourceFile(), isMeant)
}

/** The names under which expressions read what others may have put on the request, in lower case. */
function namesRead(cx: AnalysisContext, parts: readonly t.Expression[]): ReadonlySet<string> {
  const { ts } = cx
  const { headers, nodes } = flowInto(cx, parts)
  const names = headers.map(({ name = '' }) => name)
  for (const node of nodes) {
    if (isAccess(ts, node) && isOfRequest(cx, node.expression)) names.push(memberName(ts, node) ?? '')
    const got = methodCall(ts, node)
    if (got && HANDED_ON.getters.includes(got.name)) names.push(stringOf(cx, got.call.arguments[0]))
  }
  return new Set(names.filter((name) => name !== '').map((name) => name.toLowerCase()))
}

/** The names under which a function, or one that it calls, puts something on the request or into header fields, in lower case. */
const namesSet = remembered((cx, fn: t.Node): readonly string[] => [...setBy(cx, fn, 0)])

function setBy(cx: AnalysisContext, root: t.Node, depth: number): ReadonlySet<string> {
  const { ts } = cx
  const names = new Set<string>()
  const visit = (node: t.Node): void => {
    if (ts.isBinaryExpression(node) && isAssignment(ts, node.operatorToken.kind) && isAccess(ts, node.left)) {
      const { left } = node
      const field = ts.isElementAccessExpression(left) ? stringOf(cx, left.argumentExpression) : ''
      if (field !== '') names.add(field.toLowerCase())
      else if (isOfRequest(cx, left.expression)) names.add((memberName(ts, left) ?? '').toLowerCase())
    }
    if (ts.isCallExpression(node)) {
      const set = methodCall(ts, node)
      const isSet = set !== undefined && HANDED_ON.setters.includes(set.name) && node.arguments.length > 1
      if (isSet) names.add(stringOf(cx, node.arguments[0]).toLowerCase())
      const called = !isSet && depth < MOST_DEPTH ? functionOf(cx, node.expression) : undefined
      if (called && called !== root) for (const name of setBy(cx, called, depth + 1)) names.add(name)
    }
    ts.forEachChild(node, visit)
  }
  visit(root)
  names.delete('')
  return names
}

/** `req`, `res.locals`, `event.context`. */
function isOfRequest(cx: AnalysisContext, owner: t.Expression): boolean {
  return isRequestByName(cx, owner) || HANDED_ON.objects.includes(lastName(cx.ts, owner) ?? '')
}

function stringOf(cx: AnalysisContext, node: t.Expression | undefined): string {
  return (node && stringValue(cx, node)) ?? ''
}
