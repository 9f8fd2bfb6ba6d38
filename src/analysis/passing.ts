import type * as t from 'typescript'
import { apiFacts } from './api.js'
import type { AnalysisContext } from './context.js'
import { indexOf } from './facts-index.js'
import { findReceiver, keyOfDeclaration, type Receiver } from './receivers.js'
import { ALWAYS, NEVER, type HeaderState } from './state.js'
import { functionOf, summaryOf } from './summaries.js'
import { isAccess, memberName, unwrap, unwrapAwait, type FunctionNode } from './syntax.js'
import { closeness } from './usage.js'

/** Whether the project's settings say that a call puts the challenge on the response that it is given and gives it back. */
export function isChallengeHelper(cx: AnalysisContext, node: t.CallExpression | t.NewExpression): boolean {
  const { ts } = cx
  if (!ts.isCallExpression(node)) return false
  const callee = unwrap(ts, node.expression)
  const name = ts.isIdentifier(callee)
    ? callee.text
    : ts.isPropertyAccessExpression(callee)
      ? callee.name.text
      : undefined
  return name !== undefined && (cx.settings.challengeHelpers?.includes(name) ?? false)
}

/** The response object that a call gives back: a chain's next link, a wrapper's argument, a fresh response. */
export function receiverOfCall(
  cx: AnalysisContext,
  node: t.CallExpression,
  members: readonly string[],
  steps: number,
): Receiver | undefined {
  const { ts } = cx
  const callee = unwrap(ts, node.expression)
  if (isChallengeHelper(cx, node)) {
    const [first] = node.arguments
    const inner = first && findReceiver(cx, first, members, steps + 1)
    return inner && { ...inner, root: node }
  }
  if (isAccess(ts, callee)) {
    const name = memberName(ts, callee)
    if (name === undefined) return undefined
    const getter = indexOf(cx.frameworks).getters.get(name)
    if (getter && closeness(cx, getter.framework, node) > 0)
      return {
        object: getter.fact,
        framework: getter.framework,
        evidence: 'import',
        key: keyOfDeclaration(node),
        root: node,
      }
    const base = findReceiver(cx, callee.expression, [name, ...members], steps + 1)
    if (base) {
      const method = Object.hasOwn(base.object.methods, name) ? base.object.methods[name] : undefined
      if (method?.creates !== undefined) {
        const made = indexOf(cx.frameworks).objects.get(method.creates)
        return (
          made && {
            object: made.fact,
            framework: base.framework,
            evidence: base.evidence,
            key: keyOfDeclaration(node),
            root: node,
          }
        )
      }
      // a value that was read is no response
      return method?.readsHeader === undefined && method?.builds !== true ? base : undefined
    }
  }
  if (steps > DEEPEST) return undefined
  const given = givenBack(cx, node)
  const inner = given && findReceiver(cx, given, members, steps + 1)
  return inner && { ...inner, root: node }
}

/** Functions around functions around a response: so many are looked through. */
const DEEPEST = 3

/** The argument that a function of the project gives back. */
export function givenBack(cx: AnalysisContext, node: t.CallExpression): t.Expression | undefined {
  const { ts } = cx
  if (!node.arguments.some((argument) => isNamed(cx, unwrapAwait(ts, argument)))) return undefined
  const fn = functionOf(cx, node.expression)
  if (fn === undefined) return undefined
  const { givesBack } = summaryOf(cx, fn)
  return givesBack === undefined ? undefined : node.arguments[givesBack]
}

/** The position of the parameter that all results of a function are; `undefined` when they are others, or not known. */
export function parameterGivenBack(
  cx: AnalysisContext,
  fn: FunctionNode,
  results: readonly t.Expression[],
): number | undefined {
  const [first, ...rest] = results.map((result) => parameterIn(cx, fn, result))
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

/** The header that the functions around an expression put on the response made by it: `withCors(new Response(…))`. */
export function wrappingHeader(cx: AnalysisContext, node: t.Expression): HeaderState {
  const { ts } = cx
  let at: t.Node = node
  for (let wraps = 0; wraps < 4;) {
    const { parent } = at
    if (
      ts.isParenthesizedExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isAwaitExpression(parent) ||
      ts.isSatisfiesExpression(parent) ||
      (ts.isConditionalExpression(parent) && parent.condition !== at)
    )
      at = parent
    else if (ts.isCallExpression(parent) && parent.expression !== at) {
      if (isChallengeHelper(cx, parent)) return ALWAYS
      const fn = functionOf(cx, parent.expression)
      const header = fn && summaryOf(cx, fn).resultHeader
      if (header && header.presence !== 'never') return header
      if (apiFacts(cx, parent).some((fact) => fact.kind === 'challenger')) return ALWAYS
      at = parent
      wraps += 1
    } else return NEVER
  }
  return NEVER
}
