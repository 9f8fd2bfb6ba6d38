import type * as t from 'typescript'
import { REGISTERS } from '../../frameworks/credential-options.js'
import { decoratedFunction } from '../guards/authenticators.js'
import { mountsOf, referencesOf } from '../guards/elsewhere.js'
import { rootOf } from '../guards/names.js'
import type { AnalysisContext } from '../context.js'
import { resolve } from '../resolve.js'
import { findDeclaration } from '../scope.js'
import { functionOf } from '../called-function.js'
import {
  enclosingFunction,
  isAccess,
  isFunctionNode,
  memberName,
  nameOf,
  unwrap,
  type FunctionNode,
} from '../syntax.js'
import { readingOfLibrary } from './libraries.js'
import { isOptionOff } from './options.js'
import { takenBy, takenByLibrary, takenByStrategy, type Taken } from './taken.js'

/** Options under which handlers are given hooks that run before them. */
const HOOK_PROPERTY =
  /^(?:preHandler|onRequest|preValidation|beforeHandle|middleware|middlewares|pre|before|guards|auth)$/
const HOOK_EVENT = /^(?:preHandler|onRequest|preValidation|preParsing|onPreHandler)$/
/** Routers in routers in routers. */
const MOST_DEPTH = 3
const MOST_STEPS = 7

/** What a function or a class that runs before takes; whoever asks about some of those only gives nothing for the others. */
export type ReadFront = (cx: AnalysisContext, fn: t.Node) => readonly Taken[]

/** What runs before a function and takes credentials: the nearest middleware, hooks, guards or wrapper that do. */
export function takenBefore(cx: AnalysisContext, fn: FunctionNode, read: ReadFront = takenBy): readonly Taken[] {
  const decorated = takenByAll(cx, decorators(cx, fn), read)
  if (decorated.length > 0) return decorated
  for (const node of [fn, ...referencesOf(cx, fn)]) {
    const taken = takenAhead(cx, fn, node, read)
    if (taken.length > 0) return taken
  }
  return []
}

/** Guards in the decorators of a method and of its class. */
function decorators(cx: AnalysisContext, fn: FunctionNode): readonly t.Expression[] {
  const { ts } = cx
  return [fn, fn.parent]
    .filter((node) => ts.canHaveDecorators(node))
    .flatMap((node) => ts.getDecorators(node) ?? [])
    .flatMap(({ expression }) =>
      ts.isCallExpression(expression) ? [expression, ...expression.arguments] : [expression],
    )
}

/** From an argument outwards: what stands before it, around it, and what runs before on the same application. */
function takenAhead(cx: AnalysisContext, fn: FunctionNode, from: t.Node, read: ReadFront): readonly Taken[] {
  const { ts } = cx
  let at = from
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const { parent } = at
    let ahead: readonly t.Expression[] = []
    if (ts.isArrayLiteralExpression(parent)) ahead = before(parent.elements, at)
    else if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) {
      if (ts.isObjectLiteralExpression(parent.parent)) ahead = hooksIn(cx, parent.parent, parent)
    } else if (ts.isCallExpression(parent) && parent.expression !== at) {
      ahead = [...before(parent.arguments, at), ...wrapper(cx, parent, fn)]
    } else if (
      !ts.isParenthesizedExpression(parent) &&
      !ts.isObjectLiteralExpression(parent) &&
      !isAccess(ts, parent) &&
      !ts.isCallExpression(parent)
    )
      return []
    const taken = takenByAll(cx, ahead, read)
    if (taken.length > 0) return taken
    if (ts.isCallExpression(parent) && parent.expression !== at) {
      const onApplication = takenOnApplication(cx, parent, read)
      if (onApplication.length > 0) return onApplication
    }
    at = parent
  }
  return []
}

function before(list: readonly t.Expression[], at: t.Node): readonly t.Expression[] {
  return list.slice(
    0,
    Math.max(
      0,
      list.findIndex((one) => one === at),
    ),
  )
}

/** `withAuth(handler)`; a method that registers is none. */
function wrapper(cx: AnalysisContext, call: t.CallExpression, fn: FunctionNode): readonly t.Expression[] {
  const isItself = call.expression.pos <= fn.pos && fn.end <= call.expression.end
  return isItself || isAccess(cx.ts, call.expression) ? [] : [call.expression]
}

function hooksIn(cx: AnalysisContext, options: t.ObjectLiteralExpression, own?: t.Node): readonly t.Expression[] {
  const { ts } = cx
  return options.properties.flatMap((property) => {
    if (property === own || !HOOK_PROPERTY.test(nameOf(ts, property.name) ?? '')) return []
    if (ts.isShorthandPropertyAssignment(property)) return [property.name]
    return ts.isPropertyAssignment(property) ? [property.initializer] : []
  })
}

/** `app.use(requireUser)` before a route, in its block or around it; then what stands before the router where it is mounted. */
function takenOnApplication(cx: AnalysisContext, call: t.CallExpression, read: ReadFront, depth = 0): readonly Taken[] {
  const { ts } = cx
  if (!isAccess(ts, call.expression)) return []
  const root = rootOf(cx, call.expression)
  const owner = root && findDeclaration(ts, root)
  if (owner === undefined) return []
  for (let at: t.Node = call; ;) {
    const around = enclosingFunction(ts, at)
    const body = around?.body ?? call.getSourceFile()
    const statements = ts.isBlock(body) || ts.isSourceFile(body) ? body.statements : []
    // what stands around a function has run before the function is called
    const earlier = statements.filter((one) => (at === call ? one.end <= call.pos : !contains(one, call)))
    const hooks = earlier.flatMap((statement) => hookOf(cx, statement, owner))
    const taken = takenByAll(cx, hooks, read)
    if (taken.length > 0) return taken
    if (around === undefined) break
    at = around
  }
  if (depth >= MOST_DEPTH) return []
  for (const mount of mountsOf(cx, call)) {
    const ahead = takenByAll(cx, before(mount.call.arguments, mount.argument), read)
    const taken = ahead.length > 0 ? ahead : takenOnApplication(cx, mount.call, read, depth + 1)
    if (taken.length > 0) return taken
  }
  return []
}

function contains(outer: t.Node, inner: t.Node): boolean {
  return outer.pos <= inner.pos && inner.end <= outer.end
}

/** What a statement registers for everything after it: middleware without a path, or a hook. */
function hookOf(cx: AnalysisContext, statement: t.Statement, owner: t.Node): readonly t.Expression[] {
  const { ts } = cx
  if (!ts.isExpressionStatement(statement)) return []
  const call = unwrap(
    ts,
    ts.isAwaitExpression(statement.expression) ? statement.expression.expression : statement.expression,
  )
  if (!ts.isCallExpression(call) || !isAccess(ts, call.expression)) return []
  const root = rootOf(cx, call.expression)
  if (root === undefined || findDeclaration(ts, root) !== owner) return []
  const method = memberName(ts, call.expression)
  const [first, ...rest] = call.arguments
  if (first === undefined) return []
  if (method === 'addHook') return ts.isStringLiteralLike(first) && HOOK_EVENT.test(first.text) ? rest : []
  if (method === REGISTERS) {
    const option = readingOfLibrary(cx, first)?.hookOption
    return option === undefined || (rest[0] && isOptionOff(cx, rest[0], option)) ? [] : [first]
  }
  // app.use('/admin', router) is for what lies below it; app.use(auth, router) guards that router alone
  return method === 'use' && call.arguments.length === 1 && !ts.isStringLiteralLike(first) ? [first] : []
}

function takenByAll(cx: AnalysisContext, expressions: readonly t.Expression[], read: ReadFront): readonly Taken[] {
  return expressions.flatMap((one) => takenByGuard(cx, one, read))
}

/**
 * What a middleware, hook, guard class or wrapper takes.
 * `read` says what a function takes, for whoever asks about a part of it only.
 */
export function takenByGuard(
  cx: AnalysisContext,
  expression: t.Expression,
  read: ReadFront = takenBy,
): readonly Taken[] {
  const { ts } = cx
  const node = unwrap(ts, expression)
  const all = (list: readonly t.Expression[]): readonly Taken[] => list.flatMap((one) => takenByGuard(cx, one, read))
  if (ts.isStringLiteralLike(node)) return []
  if (isFunctionNode(ts, node)) return read(cx, node)
  if (ts.isArrayLiteralExpression(node)) return all(node.elements)
  if (ts.isObjectLiteralExpression(node)) return all(hooksIn(cx, node))
  const callee = ts.isCallExpression(node) ? node.expression : node
  const library = readingOfLibrary(cx, callee)
  if (library) return takenByLibrary(cx, library, node)
  const strategy = ts.isCallExpression(node) ? takenByStrategy(cx, node) : []
  if (strategy.length > 0) return strategy
  const fn = functionOf(cx, callee) ?? decoratedFunction(cx, callee)
  const own = fn ? read(cx, fn) : []
  // fastify.auth([fastify.verifyJwt]), chain(withSession, withLocale)
  if (ts.isCallExpression(node)) return own.length > 0 ? own : all(node.arguments)
  if (fn) return own
  const target = resolve(cx, node)
  return target?.kind === 'node' && ts.isClassLike(target.node) ? read(cx, target.node) : []
}
