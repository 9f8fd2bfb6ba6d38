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
    const statements = ts.isBlock(body) || ts.isSourceFile(body) ? body.statements : []
    for (const statement of statements) {
      // what stands around a function has run before the function is called
      if (at === call && statement.pos >= call.pos) break
      if (statement.pos <= call.pos && call.end <= statement.end && at === call) break
      if (ts.isExpressionStatement(statement) && isHook(cx, statement, owner, call)) return statement
    }
    if (around === undefined) return undefined
    at = around
  }
}

function isHook(cx: AnalysisContext, statement: t.ExpressionStatement, owner: t.Node, call: t.CallExpression): boolean {
  const { ts } = cx
  const other = unwrap(
    ts,
    ts.isAwaitExpression(statement.expression) ? statement.expression.expression : statement.expression,
  )
  if (!ts.isCallExpression(other) || other === call || !isAccess(ts, other.expression)) return false
  const root = rootOf(cx, other.expression)
  if (root === undefined || findDeclaration(ts, root) !== owner) return false
  const method = memberName(ts, other.expression)
  const [first, ...rest] = other.arguments
  if (method === 'addHook') {
    // the hook in which the site itself stands comes too late
    return (
      first !== undefined &&
      ts.isStringLiteralLike(first) &&
      HOOK_EVENT.test(first.text) &&
      rest.some((hook) => isAuthenticator(cx, hook))
    )
  }
  if (method !== 'use' || first === undefined) return false
  // a hook on one path says something about what is mounted below it only
  if (ts.isStringLiteralLike(first)) return isBelow(cx, call, first.text) && isGuardOnly(cx, rest)
  return isGuardOnly(cx, other.arguments)
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
