import type * as t from 'typescript'
import type { Framework } from '../frameworks/define.js'
import type { AnalysisContext } from './context.js'
import { errorReaches, errorRole, isStatusSet, roleOfVariable, takesError } from './errors.js'
import { addSite } from './make-site.js'
import { findDeclaration } from './scope.js'
import { NEVER, UNKNOWN_HEADER, bothHeaders, type RawSite, type State } from './state.js'
import { enclosingFunction, isAccess, memberName, nameOf, unwrapAwait } from './syntax.js'
import { closeness, closest } from './usage.js'
import { asNumber, evaluate } from './values.js'
import type { Walk } from './walk.js'

const FORM = 'the header to the error, or in the error handler that answers it'

/** `err.status = 401` on an error that is thrown or passed on. */
export function errorField(
  walk: Walk,
  left: t.PropertyAccessExpression | t.ElementAccessExpression,
  name: string,
  value: t.Expression,
  state: State,
): void {
  const { cx } = walk
  const { ts } = cx
  const owner = unwrapAwait(ts, left.expression)
  const framework = answering(cx, name, left)
  if (framework === undefined || !ts.isIdentifier(owner)) return
  const variable = findDeclaration(ts, owner)
  if (
    variable === undefined ||
    !ts.isVariableDeclaration(variable) ||
    variable.initializer === undefined ||
    !makesError(cx, variable.initializer)
  )
    return
  const role = roleOfVariable(cx, variable)
  if (role === undefined || role === 'returned') return
  const carries = (enclosingFunction(ts, left)?.body ?? cx.file).getText().includes(`${owner.text}.headers`)
  record(walk, framework, value, left, role, left, carries, state)
}

/** `throw { statusCode: 401 }`, `next({ status: 401 })`, `Object.assign(new Error(), { status: 401 })`. */
export function errorObject(walk: Walk, node: t.ObjectLiteralExpression, state: State): void {
  const { cx } = walk
  const { ts } = cx
  // most objects are neither thrown nor given to a call
  if (!ts.isThrowStatement(node.parent) && !ts.isCallExpression(node.parent) && !ts.isVariableDeclaration(node.parent))
    return
  for (const property of node.properties) {
    const name = ts.isPropertyAssignment(property) ? nameOf(ts, property.name) : undefined
    if (name === undefined || !ts.isPropertyAssignment(property)) continue
    const framework = answering(cx, name, node)
    if (framework === undefined) continue
    const { parent } = node
    const isAssigned =
      ts.isCallExpression(parent) &&
      isAccess(ts, parent.expression) &&
      memberName(ts, parent.expression) === 'assign' &&
      parent.arguments[1] === node
    const first = isAssigned ? parent.arguments[0] : undefined
    if (isAssigned && (first === undefined || !makesError(cx, first))) continue
    const error = isAssigned ? parent : node
    // a plain object is answered with its status when it is thrown in Fastify or passed on in Express; Koa and Next make a 500 of it
    if (!isAssigned && framework.name !== 'express' && framework.name !== 'fastify') continue
    const role = errorRole(walk, error)
    if (role === undefined || role === 'returned' || !isContinued(cx, error, role, isAssigned)) continue
    if (role === 'passed' && isStatusSet(walk, error, state)) continue
    record(
      walk,
      framework,
      property.initializer,
      property,
      role,
      error,
      node.properties.some((other) => nameOf(ts, other.name) === 'headers'),
      state,
    )
  }
}

/** `next({ … })` is no answer in a file of another kind: only the continuation of a handler passes an object on. */
function isContinued(
  cx: AnalysisContext,
  error: t.Node,
  role: NonNullable<RawSite['error']>,
  isError: boolean,
): boolean {
  const { ts } = cx
  if (role !== 'passed') return true
  const { parent } = error
  if (!ts.isCallExpression(parent) || (ts.isIdentifier(parent.expression) && parent.expression.text === 'next'))
    return true
  return isError && takesError(cx, parent, error)
}

function makesError(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return false
  const name = ts.isIdentifier(node.expression) ? node.expression.text : ''
  return /(?:Error|Exception|^Err)$/.test(name)
}

/** The framework that sends this property of an error as the status. */
function answering(cx: AnalysisContext, property: string, node: t.Node): Framework | undefined {
  const sends = (one: Framework): boolean => one.thrown?.status.includes(property) === true
  const nearest = closest(cx, node, (one) => one.thrown !== undefined)
  if (nearest === undefined || sends(nearest)) return nearest
  // a framework that is no closer than another may be the one that is meant
  const other = closest(cx, node, sends)
  return other && closeness(cx, other, node) === closeness(cx, nearest, node) ? other : undefined
}

function record(
  walk: Walk,
  framework: Framework,
  value: t.Expression,
  node: t.Node,
  role: NonNullable<RawSite['error']>,
  error: t.Node,
  carriesHeaders: boolean,
  state: State,
): void {
  const site = addSite(walk, {
    kind: 'throw',
    framework,
    evidence: 'import',
    status: asNumber(evaluate(walk.cx, value)),
    statusNode: value,
    node,
    end: value,
    form: FORM,
    conditions: state.conditions,
    error: role,
  })
  if (site === undefined || !errorReaches(walk, error)) return
  const earlier = framework.thrown?.keepsHeaders ? [...state.headers.values()].reduce(bothHeaders, NEVER) : NEVER
  site.leaves.push(carriesHeaders && framework.thrown?.headers !== undefined ? UNKNOWN_HEADER : earlier)
}
