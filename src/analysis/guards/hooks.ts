import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { findDeclaration } from '../scope.js'
import { enclosingFunction, isAccess, memberName, unwrap } from '../syntax.js'
import { isAuthenticator } from './authenticators.js'
import { rootOf } from './names.js'

const HOOK_EVENT = /^(?:preHandler|onRequest|preValidation|preParsing|onPreHandler)$/

/**
 * `router.use(requireAuth)` or `app.addHook('preHandler', authenticate)` on the object on which `call` registers something:
 * before it in the same block, or in a block around it. Gives the statement.
 */
export function isAppHooked(cx: AnalysisContext, call: t.CallExpression): t.Statement | undefined {
  const { ts } = cx
  if (!isAccess(ts, call.expression)) return undefined
  const root = rootOf(cx, call.expression)
  const owner = root && findDeclaration(ts, root)
  if (owner === undefined) return undefined
  let at: t.Node = call
  for (;;) {
    const around = enclosingFunction(ts, at)
    const body = around?.body ?? call.getSourceFile()
    for (const { statement, hook } of hooksOf(cx, body, owner)) {
      // what stands around a function has run before the function is called
      if (at === call && (statement.pos >= call.pos || (statement.pos <= call.pos && call.end <= statement.end))) break
      if (hook !== call && holdsFor(cx, hook, call)) return statement
    }
    if (around === undefined) return undefined
    at = around
  }
}

interface Hook {
  readonly statement: t.ExpressionStatement
  readonly hook: t.CallExpression
}

const known = new WeakMap<AnalysisContext, Map<t.Node, Map<t.Node, readonly Hook[]>>>()

/** The statements of a block that put an authenticator on an application or router; asked for each of its routes. */
function hooksOf(cx: AnalysisContext, body: t.Node, owner: t.Node): readonly Hook[] {
  let bodies = known.get(cx)
  if (bodies === undefined) known.set(cx, (bodies = new Map<t.Node, Map<t.Node, readonly Hook[]>>()))
  let owners = bodies.get(body)
  if (owners === undefined) bodies.set(body, (owners = new Map<t.Node, readonly Hook[]>()))
  let hooks = owners.get(owner)
  if (hooks === undefined) owners.set(owner, (hooks = findHooks(cx, body, owner)))
  return hooks
}

function findHooks(cx: AnalysisContext, body: t.Node, owner: t.Node): readonly Hook[] {
  const { ts } = cx
  const statements = ts.isBlock(body) || ts.isSourceFile(body) ? body.statements : []
  return statements.flatMap((statement) => {
    const hook = ts.isExpressionStatement(statement) ? hookIn(cx, statement, owner) : undefined
    return hook && ts.isExpressionStatement(statement) ? [{ statement, hook }] : []
  })
}

function hookIn(cx: AnalysisContext, statement: t.ExpressionStatement, owner: t.Node): t.CallExpression | undefined {
  const { ts } = cx
  const call = unwrap(
    ts,
    ts.isAwaitExpression(statement.expression) ? statement.expression.expression : statement.expression,
  )
  if (!ts.isCallExpression(call) || !isAccess(ts, call.expression)) return undefined
  const method = memberName(ts, call.expression)
  if (method !== 'addHook' && method !== 'use') return undefined
  const root = rootOf(cx, call.expression)
  if (root === undefined || findDeclaration(ts, root) !== owner) return undefined
  const [first, ...rest] = call.arguments
  if (first === undefined) return undefined
  // the hook in which the site itself stands comes too late
  if (method === 'addHook')
    return ts.isStringLiteralLike(first) &&
      HOOK_EVENT.test(first.text) &&
      rest.some((hook) => isAuthenticator(cx, hook))
      ? call
      : undefined
  return isGuardOnly(cx, ts.isStringLiteralLike(first) ? rest : call.arguments) ? call : undefined
}

/** A hook on one path says something about what is mounted below it only. */
function holdsFor(cx: AnalysisContext, hook: t.CallExpression, call: t.CallExpression): boolean {
  const [first] = hook.arguments
  return (
    (isAccess(cx.ts, hook.expression) && memberName(cx.ts, hook.expression) !== 'use') ||
    first === undefined ||
    !cx.ts.isStringLiteralLike(first) ||
    isBelow(cx, call, first.text)
  )
}

/** Middleware alone: `app.use(auth, router)` guards that router and nothing else. */
function isGuardOnly(cx: AnalysisContext, args: readonly t.Expression[]): boolean {
  return (
    args.length > 0 &&
    args.length <= 2 &&
    args.some((one) => isAuthenticator(cx, one)) &&
    !args.some((one) => /[rR]oute(?:r|s)?\b/.test(one.getText().slice(0, 60)))
  )
}

function isBelow(cx: AnalysisContext, call: t.CallExpression, prefix: string): boolean {
  const [first] = call.arguments
  const clean = prefix.replace(/[*/]+$/, '')
  return (
    first !== undefined &&
    cx.ts.isStringLiteralLike(first) &&
    (first.text === clean || first.text.startsWith(`${clean}/`))
  )
}
