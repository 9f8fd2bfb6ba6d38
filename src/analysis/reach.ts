import type * as t from 'typescript'
import { eachUseOf, type FunctionUse } from './callers.js'
import { catchOutcome } from './catching.js'
import type { AnalysisContext } from './context.js'
import { contradicts, flagsOf, type Flag } from './flags.js'
import { isAnsweringHandler, isRegistrarCall } from './handlers.js'
import { isOffWire, isOffWireCall } from './off-wire.js'
import type { Condition } from './state.js'
import { enclosingFunction, isAccess, isFunctionNode, memberName, unwrap, type FunctionNode } from './syntax.js'

/** Whether an error comes to the framework, which answers the request with it. */
export type Reach = 'yes' | 'no' | 'unknown'

type Role = 'thrown' | 'passed'

interface Way {
  readonly cx: AnalysisContext
  /** Functions on the way, against cycles. */
  readonly seen: ReadonlySet<FunctionNode>
  /** The error is one of 401: a `catch` may single it out. */
  readonly is401: boolean
  /** Parameters of the first function that are known where the error is thrown: calls that contradict them do not come there. */
  readonly flags: readonly Flag[]
  /** Whether the first way that may come to the framework ends the search: then `yes` is no more than `unknown`. */
  readonly isPossibleEnough: boolean
}

/** What is known of an error where it is thrown. */
interface Thrown {
  readonly is401?: boolean
  readonly conditions?: readonly Condition[]
}

type Results = Map<FunctionNode, Reach>

const DEEPEST = 5
const known = new WeakMap<AnalysisContext, Map<string, Results>>()

/**
 * Where an error that is thrown at `node` ends: in a `catch` that answers otherwise, in a socket, a job or a verify callback (`no`),
 * or with the framework (`yes`). A function that is no handler itself is followed to its callers, also in other files.
 * One that is handed to `next` passes every `catch` of its own function.
 */
export function reachOf(cx: AnalysisContext, node: t.Node, role: Role, thrown: Thrown = {}): Reach {
  return findWay(cx, node, role, thrown, false)
}

/** `reachOf`, for who only asks whether it is certain that no framework gets the error: fewer callers are looked at. */
export function mayReach(cx: AnalysisContext, node: t.Node, role: Role, thrown: Thrown = {}): boolean {
  return findWay(cx, node, role, thrown, true) !== 'no'
}

function findWay(
  cx: AnalysisContext,
  node: t.Node,
  role: Role,
  { is401 = false, conditions = [] }: Thrown,
  isPossibleEnough: boolean,
): Reach {
  const start = enclosingFunction(cx.ts, node)
  const flags = start ? flagsOf(cx, start, conditions) : []
  const way: Way = { cx, seen: new Set(), is401, flags, isPossibleEnough }
  return role === 'passed' && start ? functionReach(way, start) : climb(way, node)
}

/** Whether an error made at `node` leaves its own function. */
export function leavesFunction(cx: AnalysisContext, node: t.Node): boolean {
  const { ts } = cx
  for (let at = node; at.parent as t.Node | undefined; at = at.parent) {
    if (isFunctionNode(ts, at)) return true
    if (stops(cx, at, false)) return false
  }
  return true
}

function climb(way: Way, node: t.Node): Reach {
  const { cx } = way
  for (let at = node; at.parent as t.Node | undefined; at = at.parent) {
    if (isFunctionNode(cx.ts, at)) return functionReach(way, at)
    if (stops(cx, at, way.is401)) return 'no'
  }
  return 'unknown'
}

/** Whether `at` stands in a `try` whose `catch`, or in a promise whose `.catch()`, does not pass the error on. */
function stops(cx: AnalysisContext, at: t.Node, is401: boolean): boolean {
  const { ts } = cx
  const { parent } = at
  if (ts.isTryStatement(parent) && parent.tryBlock === at && parent.catchClause) {
    const { variableDeclaration: variable, block } = parent.catchClause
    return catchOutcome(cx, variable?.name, block, is401) === 'ends'
  }
  if (
    isAccess(ts, parent) &&
    parent.expression === at &&
    ts.isCallExpression(parent.parent) &&
    parent.parent.expression === parent
  ) {
    const name = memberName(ts, parent)
    const handler =
      name === 'catch' ? parent.parent.arguments[0] : name === 'then' ? parent.parent.arguments[1] : undefined
    const fn = handler && unwrap(ts, handler)
    if (fn && isFunctionNode(ts, fn)) return catchOutcome(cx, fn.parameters[0]?.name, fn.body, is401) === 'ends'
  }
  return false
}

function functionReach(way: Way, fn: FunctionNode): Reach {
  const { cx, is401, seen, flags, isPossibleEnough } = way
  let all = known.get(cx)
  if (all === undefined) known.set(cx, (all = new Map<string, Results>()))
  const question = `${String(is401)} ${String(isPossibleEnough)}`
  let results = all.get(question)
  if (results === undefined) all.set(question, (results = new Map<FunctionNode, Reach>()))
  const before = results.get(fn)
  // with flags, some calls may not come there
  if (before !== undefined && (before === 'no' || flags.length === 0)) return before
  if (seen.has(fn) || seen.size >= DEEPEST) return 'unknown'
  const found = findReach({ ...way, seen: new Set([...seen, fn]) }, fn)
  if (flags.length === 0 && (seen.size === 0 || found === 'no')) results.set(fn, found)
  return found
}

function findReach({ flags, ...rest }: Way, fn: FunctionNode): Reach {
  const { cx } = rest
  const way: Way = { ...rest, flags: [] }
  const { ts } = cx
  if (isOffWire(cx, fn)) return 'no'
  let argument: t.Node = fn
  while (ts.isParenthesizedExpression(argument.parent) || ts.isAsExpression(argument.parent)) argument = argument.parent
  const around = argument.parent
  if ((ts.isCallExpression(around) || ts.isNewExpression(around)) && around.expression !== argument) {
    if (isOffWireCall(cx, around)) return 'no'
    if (isAnsweringHandler(cx, fn)) return 'yes'
    // what a callback throws comes out of the call that was given it
    if (enclosingFunction(ts, around)) return climb(way, around)
  }
  if (isAnsweringHandler(cx, fn)) return 'yes'
  if (ts.isCallExpression(around) && around.expression === argument) return climb(way, around)
  let found: Reach | undefined
  for (const use of eachUseOf(cx, fn)) {
    for (const reach of reachesOfUse(way, use, flags)) {
      if (reach === 'yes' || (reach === 'unknown' && way.isPossibleEnough)) return reach
      found = found === 'unknown' ? found : reach
    }
  }
  return found ?? 'unknown'
}

function reachesOfUse(way: Way, { kind, node }: FunctionUse, flags: readonly Flag[]): readonly Reach[] {
  if (kind === 'reference') return handedOn(way, node)
  const isElsewhere = way.cx.ts.isCallExpression(node) && contradicts(way.cx, node, flags)
  return isElsewhere ? ['no'] : [climb(way, node)]
}

/** A function that is handed on by its name: to a router, to a socket, in a list of handlers. */
function handedOn(way: Way, node: t.Node): readonly Reach[] {
  const { cx } = way
  const { ts } = cx
  let at = node
  for (let steps = 0; steps < 6; steps += 1) {
    const { parent } = at
    if (ts.isNewExpression(parent) && parent.expression !== at) return [isOffWireCall(cx, parent) ? 'no' : 'unknown']
    if (ts.isCallExpression(parent) && parent.expression !== at) {
      if (isOffWireCall(cx, parent)) return ['no']
      if (isRegistrarCall(cx, parent)) return ['yes']
    } else if (
      !ts.isArrayLiteralExpression(parent) &&
      !ts.isPropertyAssignment(parent) &&
      !ts.isObjectLiteralExpression(parent) &&
      !ts.isParenthesizedExpression(parent)
    )
      // a wrapper whose result is exported or named: its callers are callers of the function
      return ts.isExportAssignment(parent) || ts.isVariableDeclaration(parent) || !ts.isCallExpression(at)
        ? []
        : ['unknown']
    at = parent
  }
  return ['unknown']
}
