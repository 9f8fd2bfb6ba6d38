import type * as t from 'typescript'
import type { PrincipalFact } from '../../model/guard.js'
import { factsOf } from '../api.js'
import type { AnalysisContext } from '../context.js'
import { resolve } from '../resolve.js'
import { findDeclaration } from '../scope.js'
import { functionOf, summaryOf } from '../summaries.js'
import { enclosingFunction, isAccess, isFunctionNode, lineOf, memberName, nameOf, textOf, unwrap, type FunctionNode } from '../syntax.js'
import { rootOf, speakingName } from './names.js'

/** Options and calls under which handlers are given hooks that run before them. */
const HOOK_PROPERTY = /^(?:preHandler|onRequest|preValidation|beforeHandle|middleware|middlewares|pre|before|guards|auth)$/
const HOOK_EVENT = /^(?:preHandler|onRequest|preValidation|preParsing|onPreHandler)$/
const WRAPPER_NAME = /(?:auth|session|protect|user|logged|secure|private|admin|jwt|guard)/i

/** A hook, middleware, guard or wrapper that runs before the handler in which `at` stands, and lets only a known caller through. */
export function registeredProof(cx: AnalysisContext, at: t.Node): PrincipalFact | undefined {
  for (let fn = enclosingFunction(cx.ts, at); fn !== undefined; fn = enclosingFunction(cx.ts, fn)) {
    const proof = decorated(cx, fn) ?? handedOver(cx, fn, fn) ?? byName(cx, fn)
    if (proof) return proof
  }
  return undefined
}

function fact(node: t.Node, text: string): PrincipalFact {
  return { text: 'the caller', establishedBy: text, line: lineOf(node) }
}

/** `@UseGuards(AuthGuard('jwt'))` on the method or the class. */
function decorated(cx: AnalysisContext, fn: FunctionNode): PrincipalFact | undefined {
  const { ts } = cx
  const owners = [fn, fn.parent].filter((node) => ts.canHaveDecorators(node))
  for (const owner of owners) {
    for (const decorator of ts.getDecorators(owner) ?? []) {
      const { expression } = decorator
      if (!ts.isCallExpression(expression) || !/^(?:UseGuards|Authorized|Auth|UseBefore|Security)$/.test(speakingName(cx, expression))) continue
      const guard = expression.arguments.find((argument) => /auth|jwt|session|login|user/i.test(speakingName(cx, argument)) && !/optional|roles?|permission|throttl|csrf/i.test(speakingName(cx, argument)))
      if (guard || speakingName(cx, expression) === 'Authorized') return fact(decorator, textOf(decorator, 60))
    }
  }
  return undefined
}

/** The function is an argument: of a wrapper, or of a registration with hooks beside it. */
function handedOver(cx: AnalysisContext, fn: FunctionNode, node: t.Node): PrincipalFact | undefined {
  const { ts } = cx
  let at: t.Node = node
  for (let steps = 0; steps < 6; steps += 1) {
    const { parent } = at
    if (ts.isParenthesizedExpression(parent) || ts.isArrayLiteralExpression(parent) || ts.isAsExpression(parent)) at = parent
    else if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) {
      const options = parent.parent
      if (!ts.isObjectLiteralExpression(options)) return undefined
      const proof = hooksIn(cx, options, fn)
      if (proof) return proof
      at = options
    } else if (ts.isObjectLiteralExpression(parent)) at = parent
    else if (ts.isCallExpression(parent)) {
      if (parent.expression !== at) {
        const proof = besides(cx, parent, at) ?? wrapped(cx, parent) ?? procedure(cx, parent) ?? earlierHook(cx, parent)
        if (proof) return proof
      }
      at = parent
    } else return undefined
  }
  return undefined
}

/** `router.get('/x', requireAuth, handler)`, `app.get('/x', { preHandler: authenticate }, handler)`. */
function besides(cx: AnalysisContext, call: t.CallExpression, at: t.Node): PrincipalFact | undefined {
  const { ts } = cx
  for (const argument of call.arguments) {
    if (argument === at) return undefined
    const node = unwrap(ts, argument)
    if (ts.isObjectLiteralExpression(node)) {
      const proof = hooksIn(cx, node, undefined)
      if (proof) return proof
    } else if (isAuthenticator(cx, node)) return fact(node, textOf(node, 50))
  }
  return undefined
}

function hooksIn(cx: AnalysisContext, options: t.ObjectLiteralExpression, except: FunctionNode | undefined): PrincipalFact | undefined {
  const { ts } = cx
  for (const property of options.properties) {
    if (!ts.isPropertyAssignment(property) || !HOOK_PROPERTY.test(nameOf(ts, property.name) ?? '')) continue
    const value = unwrap(ts, property.initializer)
    if (except && value === except) continue
    for (const hook of ts.isArrayLiteralExpression(value) ? value.elements : [value]) if (hook !== except && isAuthenticator(cx, hook)) return fact(property, textOf(property, 60))
  }
  return undefined
}

/** `withSession(handler)`: the wrapper answers 401 itself before it calls the handler. */
function wrapped(cx: AnalysisContext, call: t.CallExpression): PrincipalFact | undefined {
  if (!WRAPPER_NAME.test(speakingName(cx, call))) return undefined
  return isAuthenticator(cx, call.expression) ? fact(call, `${textOf(call.expression, 50)}(…)`) : undefined
}

/** `protectedProcedure.input(…).mutation(…)`: tRPC's convention; the procedure is built with a middleware that throws UNAUTHORIZED. */
function procedure(cx: AnalysisContext, call: t.CallExpression): PrincipalFact | undefined {
  const root = rootOf(cx, call.expression)
  if (root === undefined || !/^(?:protected|authed|authenticated|private|admin)\w*Procedure$/.test(root.text)) return undefined
  return fact(call, root.text)
}

/** `router.use(requireAuth)` or `app.addHook('preHandler', authenticate)` on the same object before this registration, in the same block. */
function earlierHook(cx: AnalysisContext, call: t.CallExpression): PrincipalFact | undefined {
  const { ts } = cx
  if (!isAccess(ts, call.expression)) return undefined
  const root = rootOf(cx, call.expression)
  const owner = root && findDeclaration(ts, root)
  if (owner === undefined) return undefined
  const block = enclosingFunction(ts, call)?.body ?? call.getSourceFile()
  const statements = ts.isBlock(block) || ts.isSourceFile(block) ? block.statements : []
  for (const statement of statements) {
    if (statement.pos >= call.pos) return undefined
    if (!ts.isExpressionStatement(statement)) continue
    const other = unwrap(ts, statement.expression)
    if (!ts.isCallExpression(other) || !isAccess(ts, other.expression)) continue
    const otherRoot = rootOf(cx, other.expression)
    if (otherRoot === undefined || findDeclaration(ts, otherRoot) !== owner) continue
    const method = memberName(ts, other.expression)
    const [first, ...rest] = other.arguments
    // a hook on one path only says nothing about the others
    const hooks = method === 'use' && first && !ts.isStringLiteralLike(first) ? [first, ...rest] : method === 'addHook' && first && ts.isStringLiteralLike(first) && HOOK_EVENT.test(first.text) ? rest : []
    const hook = hooks.find((one) => isAuthenticator(cx, one))
    if (hook) return fact(statement, textOf(statement, 60))
  }
  return undefined
}

/** A handler declared on its own and registered by its name in the same file. */
function byName(cx: AnalysisContext, fn: FunctionNode): PrincipalFact | undefined {
  const { ts } = cx
  const name = ts.isFunctionDeclaration(fn) ? fn.name : ts.isVariableDeclaration(fn.parent) && ts.isIdentifier(fn.parent.name) ? fn.parent.name : undefined
  if (name === undefined) return undefined
  const uses: PrincipalFact[] = []
  let isOpen = false
  const visit = (node: t.Node): void => {
    if (ts.isIdentifier(node) && node !== name && node.text === name.text && !ts.isExportSpecifier(node.parent) && !ts.isExportAssignment(node.parent)) {
      const proof = handedOver(cx, fn, node)
      if (proof) uses.push(proof)
      else if (ts.isCallExpression(node.parent)) isOpen = true
    }
    ts.forEachChild(node, visit)
  }
  visit(fn.getSourceFile())
  return isOpen ? undefined : uses[0]
}

/** Whether a middleware, hook or wrapper lets only known callers through: by the library, by a setting, or because it answers 401 itself. */
export function isAuthenticator(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrap(ts, expression)
  const callee = ts.isCallExpression(node) ? node.expression : node
  if (isFunctionNode(ts, node)) return false
  const name = speakingName(cx, node)
  if (/optional|maybe|public|anonymous|softAuth/i.test(name)) return false
  if (cx.settings.authenticators?.includes(name)) return true
  if (factsOf(cx, callee).some((one) => one.kind === 'authenticator')) return true
  const fn = functionOf(cx, callee)
  if (fn !== undefined) {
    const { answers, throws } = summaryOf(cx, fn)
    if ((answers.includes(401) || throws.includes(401)) && /auth|session|user|login|jwt|token|protect|guard|verify|secure|passport|key|require|logged/i.test(name)) return true
  }
  const target = resolve(cx, callee)
  return target?.kind === 'node' && ts.isClassLike(target.node) && /Auth\w*Guard$/.test(target.node.name?.text ?? '')
}
