import type * as t from 'typescript'
import type { ResponseMethod } from '../frameworks/define.js'
import type { AnalysisContext } from './context.js'
import type { Receiver } from './receivers.js'
import { findDeclaration } from './scope.js'
import type { State } from './state.js'
import { isAccess, isFunctionNode, memberName, textOf, unwrap } from './syntax.js'
import { closeness } from './usage.js'
import { alternatives, type Value } from './values.js'
import type { Walk } from './walk.js'

interface Found {
  readonly value: Value
  readonly node: t.Node | undefined
}

/** `reply.send(err)` in the catch of `await request.jwtVerify()`: the error brings its status along. */
export function rejectedStatus(
  walk: Walk,
  node: t.CallExpression,
  receiver: Receiver,
  fact: ResponseMethod,
  state: State,
): Found | undefined {
  const { cx } = walk
  const { ts } = cx
  const [only] = node.arguments
  const { rejections } = receiver.framework
  if (
    rejections === undefined ||
    fact.sends !== true ||
    only === undefined ||
    node.arguments.length !== 1 ||
    !ts.isIdentifier(only)
  )
    return undefined
  if ((state.pending.get(receiver.key)?.length ?? 0) > 0) return undefined
  const declaration = findDeclaration(ts, only)
  const clause = declaration?.parent
  if (clause === undefined || !ts.isCatchClause(clause)) return undefined
  const rejection = rejections.find(({ method }) => callsMethod(cx, clause.parent.tryBlock, method))
  return rejection && { value: { kind: 'number', value: rejection.status }, node: only }
}

function callsMethod(cx: AnalysisContext, block: t.Block, method: RegExp): boolean {
  const { ts } = cx
  let found = false
  const visit = (node: t.Node): void => {
    if (found || isFunctionNode(ts, node)) return
    if (
      ts.isCallExpression(node) &&
      isAccess(ts, node.expression) &&
      method.test(memberName(ts, node.expression) ?? '')
    )
      found = true
    else ts.forEachChild(node, visit)
  }
  visit(block)
  return found
}

/** `res.status(err.status)` where `err.name === 'UnauthorizedError'` holds: the library fixes the status. */
export function withNamedError(cx: AnalysisContext, found: Found | 'absent', state: State): Found | 'absent' {
  if (
    found === 'absent' ||
    found.node === undefined ||
    alternatives(found.value).some((value) => value.kind === 'number')
  )
    return found
  const { ts } = cx
  if (!ts.isExpression(found.node)) return found
  const status = unwrap(ts, found.node)
  if (!isAccess(ts, status) || !/^(?:status|statusCode)$/.test(memberName(ts, status) ?? '')) return found
  const error = textOf(status.expression)
  for (const condition of state.conditions) {
    if (condition.kind !== 'test' || !condition.holds) continue
    const named = nameTested(cx, condition.expression, error)
    const framework =
      named === undefined
        ? undefined
        : cx.frameworks.find(
            (one) =>
              one.namedErrors !== undefined && Object.hasOwn(one.namedErrors, named) && closeness(cx, one, status) > 0,
          )
    const value = named === undefined ? undefined : framework?.namedErrors?.[named]
    if (value !== undefined) return { value: { kind: 'number', value }, node: found.node }
  }
  return found
}

/** `UnauthorizedError` of `err.name === 'UnauthorizedError'`. */
function nameTested(cx: AnalysisContext, test: t.Expression, error: string): string | undefined {
  const { ts } = cx
  const node = unwrap(ts, test)
  if (!ts.isBinaryExpression(node) || !/^===?$/.test(node.operatorToken.getText())) return undefined
  const [subject, name] = ts.isStringLiteralLike(node.right) ? [node.left, node.right] : [node.right, node.left]
  const access = unwrap(ts, subject)
  return ts.isStringLiteralLike(name) &&
    isAccess(ts, access) &&
    memberName(ts, access) === 'name' &&
    textOf(access.expression) === error
    ? name.text
    : undefined
}
