import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { findReceiver, keyOf } from './receivers.js'
import { findDeclaration } from './scope.js'
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

/** The state after a call that was not looked into: the header of what it was given is unknown, unless it was there before. */
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
