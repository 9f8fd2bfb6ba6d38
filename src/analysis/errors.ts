import type * as t from 'typescript'
import { apiFacts } from './api.js'
import { placeOf } from './make-site.js'
import { PASSES_ON } from './catching.js'
import type { AnalysisContext } from './context.js'
import { classStatus } from './error-classes.js'
import { addSite } from './make-site.js'
import { leavesFunction } from './reach.js'
import { findReceiver, keyOf } from './receivers.js'
import { resolveCallee } from './resolve.js'
import { findDeclaration } from './scope.js'
import { NEVER, bothHeaders, type State } from './state.js'
import { enclosingFunction, isAccess, memberName } from './syntax.js'
import { statusOf } from './status-of.js'
import { callEnvironment } from './call-environment.js'
import { alternatives, numbersOf } from './values.js'
import { substitute } from './substitute.js'
import type { Walk } from './walk.js'
import { closest } from './usage.js'
import { mappedStatus } from './mapped-classes.js'
import { mayHoldResponses } from './text-test.js'

/** What is done with an error that an expression makes; `undefined`: it goes nowhere that is known to answer a request. */
export function errorRole({ cx }: Pick<Walk, 'cx'>, node: t.Node): 'thrown' | 'passed' | 'returned' | undefined {
  return roleOfError(cx, node)
}

/** See `errorRole`. */
export function roleOfError(cx: AnalysisContext, node: t.Node): 'thrown' | 'passed' | 'returned' | undefined {
  const { ts } = cx
  let at: t.Node = node
  for (;;) {
    const { parent } = at
    if (
      ts.isParenthesizedExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isNonNullExpression(parent) ||
      ts.isAwaitExpression(parent)
    )
      at = parent
    else if (ts.isConditionalExpression(parent) && parent.condition !== at) at = parent
    else if (ts.isBinaryExpression(parent) && /^(?:\|\||&&|\?\?)$/.test(parent.operatorToken.getText())) at = parent
    else if (ts.isThrowStatement(parent)) return 'thrown'
    else if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === at)) return 'returned'
    else if (ts.isCallExpression(parent) && parent.expression !== at) {
      const callee = parent.expression
      const name = ts.isIdentifier(callee) ? callee.text : isAccess(ts, callee) ? memberName(ts, callee) : undefined
      return (name !== undefined && PASSES_ON.test(name)) || takesError(cx, parent, at) ? 'passed' : undefined
    } else if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return roleOfVariable(cx, parent)
    else return undefined
  }
}

/** Whether a framework answers an argument of a call as a thrown error: `reply.send(error)`, `sendError(event, error)`. */
export function takesError(cx: AnalysisContext, call: t.CallExpression, argument: t.Node): boolean {
  const { ts } = cx
  const position = call.arguments.findIndex((one) => one === argument)
  if (isAccess(ts, call.expression)) {
    const name = memberName(ts, call.expression) ?? ''
    // a cheap question before the receiver is looked for
    const mayTake = cx.frameworks.some(({ objects = [] }) =>
      objects.some(({ methods }) => Object.hasOwn(methods, name) && methods[name]?.passesError === position),
    )
    const receiver = mayTake ? findReceiver(cx, call.expression.expression, [name]) : undefined
    return receiver !== undefined && receiver.object.methods[name]?.passesError === position
  }
  return apiFacts(cx, call).some((one) => one.kind === 'function' && one.fact.effect.passesError === position)
}

/** Whether the response that takes an error has a status already, which is reported there: `reply.code(401).send(new Denied())`. */
export function isStatusSet({ cx }: Pick<Walk, 'cx'>, error: t.Node, { pending }: State): boolean {
  const { ts } = cx
  const call = error.parent
  if (!ts.isCallExpression(call) || call.expression === error || !takesError(cx, call, error)) return false
  const facts = isAccess(ts, call.expression) ? [] : apiFacts(cx, call)
  const response = isAccess(ts, call.expression)
    ? call.expression.expression
    : facts.flatMap((one) => (one.kind === 'function' ? (call.arguments[one.fact.object] ?? []) : []))[0]
  const key = response && (findReceiver(cx, response, [])?.key ?? keyOf(cx, response))
  return key !== undefined && (pending.get(key)?.length ?? 0) > 0
}

/** `const error = new E(401); …; throw error`. */
export function roleOfVariable(
  cx: AnalysisContext,
  variable: t.VariableDeclaration,
): 'thrown' | 'passed' | 'returned' | undefined {
  const { ts } = cx
  const scope = enclosingFunction(ts, variable)?.body ?? variable.getSourceFile()
  let role: 'thrown' | 'passed' | 'returned' | undefined
  const visit = (node: t.Node): void => {
    if (role !== undefined) return
    if (
      ts.isIdentifier(node) &&
      node !== variable.name &&
      ts.isIdentifier(variable.name) &&
      node.text === variable.name.text &&
      findDeclaration(ts, node) === variable
    )
      role = roleOfError(cx, node)
    else ts.forEachChild(node, visit)
  }
  visit(scope)
  return role
}

/** Whether an error made here leaves its function: not when it is thrown and a `catch` of the same function swallows or replaces it. */
export function errorReaches(walk: Walk, node: t.Node): boolean {
  return errorRole(walk, node) === 'passed' || leavesFunction(walk.cx, node)
}

/** `throw new Denied()` of `const Denied = createError('DENIED', 'message', 401)`: a class that a library has made. Whether it was one. */
export function madeClassThrow(walk: Walk, node: t.CallExpression | t.NewExpression, state: State): boolean {
  const { cx } = walk
  const { ts } = cx
  // the cheap questions first: this is asked of every call
  const callee = ts.isIdentifier(node.expression) ? node.expression.text : ''
  const role = /^[A-Z]/.test(callee) ? errorRole(walk, node) : undefined
  const target = role && resolveCallee(cx, node.expression)
  if (role === undefined || target?.kind !== 'node' || !ts.isCallExpression(target.node)) return false
  const made = target.node
  const found = apiFacts(cx, made).find((one) => one.kind === 'exception' && one.fact.makes !== undefined)
  if (found?.kind !== 'exception') return false
  const { fact, framework } = found
  const status = statusOf(cx, fact.status, made.arguments)
  if (status === 'absent' || isStatusSet(walk, node, state)) return true
  const site = addSite(walk, {
    kind: 'throw',
    framework,
    evidence: 'import',
    status: status.value,
    statusNode: node.expression,
    node,
    end: node.expression,
    form: fact.form,
    conditions: state.conditions,
    call: node,
    error: role,
  })
  if (site && errorReaches(walk, node))
    site.leaves.push(fact.keepsHeaders ? [...state.headers.values()].reduce(bothHeaders, NEVER) : NEVER)
  return true
}

/** `throw new ApiError(401, …)`: an error class of the project. */
export function classThrow(walk: Walk, node: t.NewExpression, state: State): void {
  const { cx } = walk
  const target = resolveCallee(cx, node.expression)
  if (target?.kind !== 'node' || !cx.ts.isClassLike(target.node)) return
  const summary = classStatus(cx, target.node)
  if (summary === undefined) {
    mappedThrow(walk, node, target.node, state)
    return
  }
  const role = errorRole(walk, node)
  if (role === undefined) return
  const framework = closest(cx, node, (one) => one.thrown !== undefined)
  if (framework === undefined) return
  const args = node.arguments ?? []
  const environment = summary.constructor && callEnvironment(summary.constructor, args)
  const status = substitute(cx, summary.status, environment)
  const isFixed = alternatives(summary.status).every((value) => value.kind === 'number')
  if (numbersOf(status).length === 0 && !alternatives(status).some((value) => value.kind === 'parameter')) return
  const site = addSite(walk, {
    kind: 'throw',
    framework,
    evidence: 'import',
    status,
    statusNode: placeOf(
      { value: alternatives(status).find((v) => v.kind === 'number') ?? status, node: undefined },
      node,
    ),
    node,
    end: node.expression,
    form: 'the header in the error handler that answers it',
    conditions: state.conditions,
    call: node,
    error: role,
    ...(isFixed && { ofClass: target.node }),
  })
  if (site && errorReaches(walk, node))
    site.leaves.push(
      summary.hasHeaders ? { presence: 'unknown' } : [...state.headers.values()].reduce(bothHeaders, NEVER),
    )
}

/**
 * `throw new Denied()` of a class without a status, which the project answers with one (`error instanceof Denied`): whether 401 or 403 is
 * right is decided here, the header where it is sent. Names that say nothing of a status are passed over, as the text test does.
 */
function mappedThrow(walk: Walk, node: t.NewExpression, owner: t.ClassLikeDeclaration, state: State): void {
  const { cx } = walk
  if (!mayHoldResponses(node.expression.getText())) return
  const role = errorRole(walk, node)
  const framework = role && closest(cx, node, (one) => one.thrown !== undefined)
  const status = framework && mappedStatus(cx, owner)
  if (role === undefined || framework === undefined || status === undefined) return
  const site = addSite(walk, {
    kind: 'throw',
    framework,
    evidence: 'import',
    status: { kind: 'number', value: status },
    statusNode: node.expression,
    node,
    end: node.expression,
    form: 'the header where the error is answered',
    conditions: state.conditions,
    error: role,
    settledInHelper: true,
  })
  if (site && errorReaches(walk, node)) site.leaves.push(NEVER)
}
