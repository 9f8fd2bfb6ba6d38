import type * as t from 'typescript'
import { apiFacts } from './api.js'
import type { AnalysisContext } from './context.js'
import { indexOf } from './facts-index.js'
import { findReceiver, keyOfDeclaration, type Receiver } from './receivers.js'
import { ALWAYS, NEVER, type HeaderState } from './state.js'
import { functionOf, summaryOf } from './summaries.js'
import { isAccess, memberName, unwrap, unwrapAwait, type FunctionNode } from './syntax.js'
import { closeness } from './usage.js'

/** The helper that this package's codemod writes; a project may name others in its settings. */
const CHALLENGE_HELPERS: readonly string[] = ['withChallenge', 'withAuthChallenge']

/** Whether a call puts the challenge on the response that it is given and gives it back. */
export function isChallengeHelper(cx: AnalysisContext, node: t.CallExpression | t.NewExpression): boolean {
  const { ts } = cx
  if (!ts.isCallExpression(node)) return false
  const callee = unwrap(ts, node.expression)
  const name = ts.isIdentifier(callee)
    ? callee.text
    : ts.isPropertyAccessExpression(callee)
      ? callee.name.text
      : undefined
  return (
    name !== undefined && (CHALLENGE_HELPERS.includes(name) || (cx.settings.challengeHelpers?.includes(name) ?? false))
  )
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
    return undefined
  }
  if (!ts.isIdentifier(callee) || steps > 3) return undefined
  const index = returnedParameter(cx, node)
  const argument = index === undefined ? undefined : node.arguments[index]
  const inner = argument && findReceiver(cx, argument, members, steps + 1)
  return inner && { ...inner, root: node }
}

/** The position of the argument that a function of the project gives back. */
function returnedParameter(cx: AnalysisContext, node: t.CallExpression): number | undefined {
  if (!node.arguments.some((argument) => cx.ts.isIdentifier(unwrap(cx.ts, argument)))) return undefined
  const fn = functionOf(cx, node.expression)
  if (fn === undefined) return undefined
  const { results } = summaryOf(cx, fn)
  const indexes = results.map((result) => {
    let at = unwrapAwait(cx.ts, result)
    while (cx.ts.isCallExpression(at) && isAccess(cx.ts, at.expression))
      at = unwrapAwait(cx.ts, at.expression.expression)
    return cx.ts.isIdentifier(at)
      ? fn.parameters.findIndex((p) => cx.ts.isIdentifier(p.name) && cx.ts.isIdentifier(at) && p.name.text === at.text)
      : -1
  })
  const [first] = indexes
  return first !== undefined && first >= 0 && indexes.every((index) => index === first) ? first : undefined
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
      const index = parent.arguments.findIndex((argument) => argument === at)
      const fn = functionOf(cx, parent.expression)
      const header = fn && headerOnParameter(cx, fn, index)
      if (header && header.presence !== 'never') return header
      if (apiFacts(cx, parent).some((fact) => fact.kind === 'challenger')) return ALWAYS
      at = parent
      wraps += 1
    } else return NEVER
  }
  return NEVER
}

function headerOnParameter(cx: AnalysisContext, fn: FunctionNode, index: number): HeaderState | undefined {
  const parameter = fn.parameters[index]
  return parameter && summaryOf(cx, fn).headers.get(keyOfDeclaration(parameter))
}
