import type * as t from 'typescript'
import type { Basis, PrincipalFact } from '../../model/guard.js'
import type { AnalysisContext } from '../context.js'
import { enclosingFunction, isAccess, lineOf, nameOf, textOf, unwrap, type FunctionNode } from '../syntax.js'
import { resolve } from '../resolve.js'
import { isAuthenticator } from './authenticators.js'
import { isAppHooked } from './hooks.js'
import { mountsOf, referencesOf } from './elsewhere.js'
import { rootOf, speakingName } from './names.js'

/** Options under which handlers are given hooks that run before them. */
const HOOK_PROPERTY =
  /^(?:preHandler|onRequest|preValidation|beforeHandle|middleware|middlewares|pre|before|guards|auth)$/
/** Handlers of handlers of handlers: farther registrations prove nothing. */
const MOST_DEPTH = 4

/** A hook, middleware, guard or wrapper that runs before the handler in which `at` stands, and lets only a known caller through. */
export function registeredProof(cx: AnalysisContext, at: t.Node, depth = 0): PrincipalFact | undefined {
  if (depth > MOST_DEPTH) return undefined
  for (let fn = enclosingFunction(cx.ts, at); fn !== undefined; fn = enclosingFunction(cx.ts, fn)) {
    const proof = decorated(cx, fn) ?? handedOver(cx, fn, fn, depth) ?? byReference(cx, fn, depth)
    if (proof) return proof
  }
  return undefined
}

function fact(cx: AnalysisContext, node: t.Node, text: string, basis: Basis = 'structure'): PrincipalFact {
  const file = node.getSourceFile()
  return {
    text: 'the caller',
    establishedBy: text,
    line: lineOf(node),
    how: 'hook',
    basis,
    ...(file !== cx.file && { file: file.fileName.slice(file.fileName.lastIndexOf('/') + 1) }),
  }
}

/** `@UseGuards(AuthGuard('jwt'))` on the method or the class. */
function decorated(cx: AnalysisContext, fn: FunctionNode): PrincipalFact | undefined {
  const { ts } = cx
  const owners = [fn, fn.parent].filter((node) => ts.canHaveDecorators(node))
  if (
    owners.some((owner) =>
      (ts.getDecorators(owner) ?? []).some((decorator) =>
        /^@(?:Public|SkipAuth|AllowAnonymous|AllowUnauthorizedRequest|NoAuth)\b/.test(decorator.getText()),
      ),
    )
  )
    return undefined
  for (const owner of owners) {
    for (const decorator of ts.getDecorators(owner) ?? []) {
      const { expression } = decorator
      if (
        !ts.isCallExpression(expression) ||
        !/^(?:UseGuards|Authorized|Auth|UseBefore|Security)$/.test(speakingName(cx, expression))
      )
        continue
      const guard = expression.arguments.find(
        (argument) =>
          /auth|jwt|session|login|user/i.test(speakingName(cx, argument)) &&
          !/optional|roles?|permission|throttl|csrf|local|google|github|oauth|basic/i.test(argument.getText()),
      )
      if (guard || speakingName(cx, expression) === 'Authorized')
        return fact(cx, decorator, textOf(decorator, 60), guard && isGuardOfStrangers(cx, guard) ? 'structure' : 'name')
    }
  }
  return undefined
}

/** `AuthGuard('jwt')` of a package, a class that extends it, or one that answers 401 itself; not a class of which only the name is seen. */
function isGuardOfStrangers(cx: AnalysisContext, guard: t.Expression): boolean {
  const node = unwrap(cx.ts, guard)
  const target = resolve(cx, cx.ts.isCallExpression(node) ? node.expression : node)
  if (target?.kind === 'external') return true
  if (target?.kind !== 'node') return false
  return isAuthenticator(cx, guard) || /\bAuthGuard\(|\bUnauthorizedException\b/.test(target.node.getText())
}

/** The function is an argument: of a wrapper, or of a registration with hooks beside it. */
function handedOver(cx: AnalysisContext, fn: FunctionNode, node: t.Node, depth: number): PrincipalFact | undefined {
  const { ts } = cx
  let at: t.Node = node
  for (let steps = 0; steps < 7; steps += 1) {
    const { parent } = at
    if (ts.isParenthesizedExpression(parent) || ts.isArrayLiteralExpression(parent) || ts.isAsExpression(parent)) {
      // [authenticate, handler]
      const proof = ts.isArrayLiteralExpression(parent) ? ahead(cx, parent.elements, at) : undefined
      if (proof) return proof
      at = parent
    } else if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) {
      const options = parent.parent
      if (!ts.isObjectLiteralExpression(options)) return undefined
      const proof = hooksIn(cx, options, parent)
      if (proof) return proof
      at = options
    } else if (ts.isObjectLiteralExpression(parent)) at = parent
    else if (ts.isCallExpression(parent)) {
      if (parent.expression !== at) {
        const proof =
          ahead(cx, parent.arguments, at) ??
          wrapped(cx, parent, fn) ??
          procedure(cx, parent) ??
          onApplication(cx, parent, depth)
        if (proof) return proof
      }
      at = parent
    } else if (isAccess(ts, parent) && parent.expression === at) at = parent
    else return undefined
  }
  return undefined
}

/** `router.get('/x', requireAuth, handler)`, `app.get('/x', { preHandler: authenticate }, handler)`. */
function ahead(cx: AnalysisContext, list: readonly t.Expression[], at: t.Node): PrincipalFact | undefined {
  const { ts } = cx
  for (const argument of list) {
    if (argument === at) return undefined
    const node = unwrap(ts, argument)
    if (ts.isObjectLiteralExpression(node)) {
      const proof = hooksIn(cx, node, undefined)
      if (proof) return proof
    } else if (ts.isArrayLiteralExpression(node)) {
      const hook = node.elements.find((one) => isAuthenticator(cx, one))
      if (hook) return fact(cx, hook, textOf(hook, 50))
    } else if (!ts.isStringLiteralLike(node) && isAuthenticator(cx, node)) return fact(cx, node, textOf(node, 50))
  }
  return undefined
}

/** Hooks among the options of a registration; `own` is the property in which the function itself stands: it is no proof of itself. */
function hooksIn(
  cx: AnalysisContext,
  options: t.ObjectLiteralExpression,
  own: t.Node | undefined,
): PrincipalFact | undefined {
  const { ts } = cx
  for (const property of options.properties) {
    if (property === own || !ts.isPropertyAssignment(property)) continue
    if (!HOOK_PROPERTY.test(nameOf(ts, property.name) ?? '')) continue
    const value = unwrap(ts, property.initializer)
    const hooks = ts.isArrayLiteralExpression(value) ? value.elements : [value]
    if (hooks.some((hook) => isAuthenticator(cx, hook))) return fact(cx, property, textOf(property, 60))
  }
  return undefined
}

/** `withSession(handler)`: the wrapper answers 401 itself before it calls the handler. */
function wrapped(cx: AnalysisContext, call: t.CallExpression, fn: FunctionNode): PrincipalFact | undefined {
  if (
    isAccess(cx.ts, call.expression) &&
    /^(?:get|post|put|patch|delete|use|all|route|register|then|map|filter|forEach|catch|verify|addHook)$/.test(
      speakingName(cx, call),
    )
  )
    return undefined
  const isItself =
    call.pos <= fn.pos && fn.end <= call.end && call.expression.pos <= fn.pos && fn.end <= call.expression.end
  return !isItself && isAuthenticator(cx, call.expression)
    ? fact(cx, call, `${textOf(call.expression, 50)}(…)`)
    : undefined
}

/** `protectedProcedure.input(…).mutation(…)`: tRPC's convention; the procedure is built with a middleware that throws UNAUTHORIZED. */
function procedure(cx: AnalysisContext, call: t.CallExpression): PrincipalFact | undefined {
  const root = rootOf(cx, call.expression)
  if (root === undefined || !/^(?:protected|authed|authenticated|private|admin)\w*Procedure$/.test(root.text))
    return undefined
  const made = resolve(cx, root)
  const isSeen = made?.kind === 'node' && /\bUNAUTHORIZED\b/.test(made.node.getSourceFile().text)
  return fact(cx, call, root.text, isSeen ? 'structure' : 'name')
}

/** A hook of the application or router on which this call registers, also where that router itself is mounted. */
function onApplication(cx: AnalysisContext, call: t.CallExpression, depth: number): PrincipalFact | undefined {
  const hook = isAppHooked(cx, call)
  if (hook) return fact(cx, hook, textOf(hook, 60))
  if (depth >= MOST_DEPTH || !isAccess(cx.ts, call.expression)) return undefined
  const mounts = mountsOf(cx, call)
  if (mounts.length === 0) return undefined
  const proofs = mounts.map(
    (mount) => ahead(cx, mount.call.arguments, mount.argument) ?? onApplication(cx, mount.call, depth + 1),
  )
  return proofs.every((proof) => proof !== undefined) ? proofs[0] : undefined
}

/** A handler, middleware or plugin that is registered by its name, here or in other files of the package: every registration must prove the caller. */
function byReference(cx: AnalysisContext, fn: FunctionNode, depth: number): PrincipalFact | undefined {
  const references = referencesOf(cx, fn)
  if (references.length === 0) return undefined
  let first: PrincipalFact | undefined
  for (const node of references) {
    const proof = handedOver(cx, fn, node, depth) ?? registeredProof(cx, node, depth + 1)
    if (proof === undefined) return undefined
    first ??= proof
  }
  return first
}
