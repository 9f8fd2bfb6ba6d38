import type * as t from 'typescript'
import { apiFacts } from './api.js'
import type { AnalysisContext } from './context.js'
import { changeStatus, decide } from './course.js'
import { walkFunction } from './interpreter.js'
import { mayChangeStatus } from './opaque.js'
import { isChallengeHelper } from './challenge-helpers.js'
import { findReceiver, keyOf, keyOfDeclaration } from './receivers.js'
import { findDeclaration } from './scope.js'
import { moduleOfDeclaration } from './specifiers.js'
import type { RawSite, State } from './state.js'
import { functionOf } from './called-function.js'
import { isAccess, isFunctionNode, memberName, parentOf, unwrap, unwrapAwait, type FunctionNode } from './syntax.js'
import { createUnrolled } from './unrolled.js'
import type { StatusSet, Walk } from './walk.js'

type Call = t.CallExpression | t.NewExpression

/**
 * A call may change the status of a response that it is given, or that the function it calls knows. What that function does is looked
 * up; where it is not seen, or the turn goes to other handlers (`next()`), anything may happen.
 */
export function handedOver(walk: Walk, node: Call, state: State): State {
  const open = openKeys(state)
  if (open.length === 0 && !walk.isAsked) return state
  noteRisk(walk, node, state)
  let next = state
  for (const { key, status, isSure } of changesOf(walk, node, open)) {
    walk.statuses.push({ key, status })
    if (isSure && status !== undefined && status !== 401) {
      next = decide(next, key, status)
      continue
    }
    changeStatus(next, key, status)
    if ((next.pending.get(key)?.length ?? 0) > 0) next = { ...next, mixed: new Set(next.mixed).add(key) }
  }
  return next
}

function openKeys(state: State): readonly string[] {
  return [...state.pending, ...state.around].flatMap(([key, sites]) => (sites.length > 0 ? [key] : []))
}

/** A call in the statement that sets the status is evaluated for the response itself: `res.status(401).json(body())`. */
function noteRisk(walk: Walk, node: Call, state: State): void {
  const risks = walk.risks.at(-1)
  if (risks === undefined) return
  const isBetween = (site: RawSite): boolean => {
    const statement = statementOf(walk.cx, site.node)
    return statement === undefined || node.pos < statement.pos || node.end > statement.end
  }
  const pending = new Map([...state.pending].map(([key, sites]) => [key, sites.filter(isBetween)]))
  if ([...pending.values()].some((sites) => sites.length > 0))
    risks.push({ state: { ...state, pending }, isOfResponse: isOfResponse(walk.cx, node) })
}

/** A method of a framework's response, or an operation that a framework offers for it. */
function isOfResponse(cx: AnalysisContext, node: Call): boolean {
  const callee = unwrap(cx.ts, node.expression)
  const name = isAccess(cx.ts, callee) ? memberName(cx.ts, callee) : undefined
  return (
    apiFacts(cx, node).length > 0 ||
    isChallengeHelper(cx, node) ||
    (name !== undefined && isAccess(cx.ts, callee) && findReceiver(cx, callee.expression, [name]) !== undefined)
  )
}

function statementOf({ ts }: AnalysisContext, node: t.Node): t.Node | undefined {
  for (let at: t.Node | undefined = node; at !== undefined; at = parentOf(at)) if (ts.isStatement(at)) return at
  return undefined
}

interface Change extends StatusSet {
  /** It is what the function leaves behind, whatever happens in it. */
  readonly isSure?: boolean
}

function changesOf(walk: Walk, node: Call, open: readonly string[]): readonly Change[] {
  const { cx } = walk
  const { ts } = cx
  const callee = unwrap(ts, node.expression)
  const anything = (keys: readonly string[]): readonly Change[] => keys.map((key) => ({ key, status: undefined }))
  const turn = ts.isIdentifier(callee) ? findDeclaration(ts, callee) : undefined
  if (turn && ts.isParameter(turn) && isFunctionNode(ts, turn.parent))
    return isError(cx, node.arguments?.[0]) ? [] : anything(keysOfParameters(turn.parent, walk.isAsked ? [] : open))
  const given = (node.arguments ?? []).map((argument) => keysIn(cx, argument))
  const isGiven = given.some((keys) => keys.some((key) => walk.isAsked || open.includes(key)))
  if (isGiven ? apiFacts(cx, node).length > 0 || isChallengeHelper(cx, node) : !isOwn(cx, callee)) return []
  const fn = ts.isCallExpression(node) ? functionOf(cx, callee) : undefined
  const changes = fn && statusChanges(cx, fn)
  if (fn === undefined || changes === undefined) return isGiven ? anything(given.flat()) : []
  const opaque = given.flatMap((keys, index) => (isOpaque(cx, fn, index) && mayChangeStatus(cx, fn, index) ? keys : []))
  return [
    ...changes.flatMap((change) => keysAtCall(fn, given, change.key).map((key) => ({ ...change, key }))),
    ...anything(opaque),
  ]
}

/** Whether nothing shows that a parameter is a response: what a function does to it is then no status to the analysis. */
function isOpaque(cx: AnalysisContext, fn: FunctionNode, index: number): boolean {
  const name = fn.parameters[index]?.name
  return name === undefined || !cx.ts.isIdentifier(name) || findReceiver(cx, name, []) === undefined
}

/** A function of this file, or a method: it may know responses that it is not given. */
function isOwn(cx: AnalysisContext, callee: t.Expression): boolean {
  let at = callee
  while (isAccess(cx.ts, at)) at = unwrap(cx.ts, at.expression)
  if (!cx.ts.isIdentifier(at)) return at.kind === cx.ts.SyntaxKind.ThisKeyword
  const declaration = findDeclaration(cx.ts, at)
  return declaration !== undefined && moduleOfDeclaration(cx, declaration) === undefined
}

/** `next(error)` goes to an error handler, which makes its own answer; `next()`, `next('route')` and `done(null)` go on. */
function isError({ ts }: AnalysisContext, argument: t.Expression | undefined): boolean {
  const node = argument && unwrap(ts, argument)
  if (node === undefined || ts.isStringLiteralLike(node) || node.kind === ts.SyntaxKind.NullKeyword) return false
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false
  return !(ts.isIdentifier(node) && node.text === 'undefined')
}

/** Responses that an argument is or holds: `res`, `{ req, res }`, `[res]`. */
function keysIn(cx: AnalysisContext, argument: t.Expression): readonly string[] {
  const { ts } = cx
  const node = unwrapAwait(ts, argument)
  if (ts.isIdentifier(node) || isAccess(ts, node) || node.kind === ts.SyntaxKind.ThisKeyword) {
    const key = findReceiver(cx, node, [])?.key ?? keyOf(cx, node)
    return key === undefined ? [] : [key]
  }
  if (ts.isSpreadElement(node)) return keysIn(cx, node.expression)
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((element) => keysIn(cx, element))
  if (!ts.isObjectLiteralExpression(node)) return []
  return node.properties.flatMap((property) => {
    if (ts.isPropertyAssignment(property)) return keysIn(cx, property.initializer)
    if (ts.isShorthandPropertyAssignment(property)) return keysIn(cx, property.name)
    return ts.isSpreadAssignment(property) ? keysIn(cx, property.expression) : []
  })
}

/** Keys of what a function is given: its parameters, or those of `open` that come from them. */
function keysOfParameters(fn: FunctionNode, open: readonly string[]): readonly string[] {
  return [...fn.parameters.map(keyOfDeclaration), ...open.filter((key) => fn.parameters.some((one) => isIn(key, one)))]
}

/** Whether a key begins with a parameter, or with a name that is taken out of it. */
function isIn(key: string, parameter: t.ParameterDeclaration): boolean {
  const file = `${parameter.getSourceFile().fileName}@`
  const place = key.startsWith(file) ? Number.parseInt(key.slice(file.length), 10) : -1
  return parameter.pos <= place && place < parameter.end
}

/** A key inside a function as keys at the call: what is taken out of a parameter may be any response of its argument. */
function keysAtCall(fn: FunctionNode, given: readonly (readonly string[])[], key: string): readonly string[] {
  const index = fn.parameters.findIndex((parameter) => isIn(key, parameter))
  const parameter = fn.parameters[index]
  if (parameter === undefined) return [key]
  const own = keyOfDeclaration(parameter)
  const arguments_ = parameter.dotDotDotToken ? given.slice(index).flat() : (given[index] ?? [])
  return key.startsWith(own) && parameter.dotDotDotToken === undefined
    ? arguments_.map((one) => one + key.slice(own.length))
    : arguments_
}

const LEVELS = 4
const unrolled = createUnrolled<readonly Change[] | undefined>(LEVELS, undefined)

/** Statuses that a function may set on responses, by their keys inside it; `undefined`: not known. */
function statusChanges(cx: AnalysisContext, fn: FunctionNode): readonly Change[] | undefined {
  return unrolled(cx, fn, () => changesIn(walkFunction(cx, fn, true)))
}

function changesIn({ statuses, exits }: Walk): readonly Change[] {
  const ends = exits.filter((exit) => exit.how !== 'throw').map(({ state }) => state)
  const isLast = ({ key, status }: StatusSet): boolean =>
    ends.length > 0 && ends.every(({ decided }) => decided.has(key) && decided.get(key) === status)
  return statuses.map((one) => ({ ...one, isSure: isLast(one) }))
}
