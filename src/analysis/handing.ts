import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { findReceiver, keyOf } from './receivers.js'
import { pathOf, resolveCallee } from './resolve.js'
import { findDeclaration } from './scope.js'
import { packageOfModule } from './module-names.js'
import { HANDED_ON, UNKNOWN_HEADER, bothHeaders, headerAt, withHeader, type State } from './state.js'
import { isAccess, unwrap, unwrapAwait } from './syntax.js'

/** What a call is given that is, or may be, a response. */
export interface Handed {
  /** Keys of responses. A call that is given one is never only a value, whatever it is called. */
  readonly responses: readonly string[]
  /** Keys of parameters of the function around, of which nothing is known. */
  readonly parameters: readonly string[]
}

const NOTHING: Handed = { responses: [], parameters: [] }

/** The responses among the arguments of a call, also in an object or a list. */
export function handedTo(cx: AnalysisContext, node: t.CallExpression | t.NewExpression, state: State): Handed {
  if (node.arguments === undefined || isOfLanguage(cx, node.expression)) return NOTHING
  const responses: string[] = []
  const parameters: string[] = []
  for (const argument of node.arguments.flatMap((one) => partsOf(cx, one))) {
    const receiver = findReceiver(cx, argument, [])
    const key = receiver?.key ?? keyOf(cx, argument)
    if (key === undefined) continue
    const isKnown = receiver !== undefined || (state.pending.get(key)?.length ?? 0) > 0
    if (isKnown || isWritten(state, key)) responses.push(key)
    else if (isParameter(cx, argument)) parameters.push(key)
  }
  return { responses, parameters }
}

/** A header was put on it, so it is a response. */
function isWritten(state: State, key: string): boolean {
  const header = state.headers.get(key)
  return header !== undefined && header.ifResponse !== true
}

/**
 * The state after a call that cannot be looked into: the header of what it was given is unknown, unless it was there before.
 * What an installed package does to a response is a matter of facts: one without any reads it, or sends it whole, as session libraries
 * and loggers do, and leaves the header alone.
 */
export function afterUnseenCall(
  cx: AnalysisContext,
  node: t.CallExpression | t.NewExpression,
  state: State,
  handed: Handed,
): State {
  if (handed.responses.length === 0 && handed.parameters.length === 0) return state
  return isOfPackage(cx, node.expression) ? state : handedOn(state, handed)
}

/** A bare specifier: no path, and no alias such as `@/x` or `~/x`. */
const PACKAGE = /^(?:@[\w-][\w.-]*\/)?[a-z\d][\w.-]*(?:\/|$)/i

/** Whether a callee comes from a package that the nearest manifest names, or from the runtime: what no manifest knows may be the project's own. */
export function isOfPackage(cx: AnalysisContext, callee: t.Expression): boolean {
  const target = resolveCallee(cx, callee)
  if (target?.kind !== 'external') return false
  const { module } = target
  if (module.startsWith('node:')) return true
  if (!PACKAGE.test(module)) return false
  const { dependencies } = cx.workspace.packageOf(pathOf(cx, callee)) ?? {}
  return dependencies === undefined || dependencies.size === 0 || dependencies.has(packageOfModule(module))
}

/** What was handed to somebody who cannot be looked at. */
export function handedOn(state: State, { responses, parameters }: Handed): State {
  let after = state
  for (const key of responses) after = withHeader(after, key, bothHeaders(UNKNOWN_HEADER, headerAt(after, key)))
  for (const key of parameters) after = withHeader(after, key, bothHeaders(HANDED_ON, headerAt(after, key)))
  return after
}

function partsOf(cx: AnalysisContext, argument: t.Expression): readonly t.Expression[] {
  const { ts } = cx
  const node = unwrapAwait(ts, argument)
  if (ts.isIdentifier(node) || isAccess(ts, node) || ts.isCallExpression(node)) return [node]
  if (ts.isSpreadElement(node)) return partsOf(cx, node.expression)
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((one) => partsOf(cx, one))
  if (!ts.isObjectLiteralExpression(node)) return []
  return node.properties.flatMap((property) => {
    if (ts.isShorthandPropertyAssignment(property)) return [property.name]
    if (ts.isSpreadAssignment(property)) return partsOf(cx, property.expression)
    return ts.isPropertyAssignment(property) ? partsOf(cx, property.initializer) : []
  })
}

function isParameter(cx: AnalysisContext, node: t.Expression): boolean {
  const declaration = cx.ts.isIdentifier(node) ? findDeclaration(cx.ts, node) : undefined
  return declaration !== undefined && cx.ts.isParameter(declaration)
}

/** `console.log(res)`, `Promise.resolve(res)`: what no file declares is part of the language, and writes no header. */
function isOfLanguage(cx: AnalysisContext, callee: t.Expression): boolean {
  const { ts } = cx
  let at = unwrap(ts, callee)
  while (isAccess(ts, at)) at = unwrap(ts, at.expression)
  return ts.isIdentifier(at) && findDeclaration(ts, at) === undefined
}
