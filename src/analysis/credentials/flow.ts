import type * as t from 'typescript'
import { ADDRESS_PARTS, REQUEST_INPUT } from '../../frameworks/request-input.js'
import { isHeaderCollection } from '../bearer/header-collection.js'
import { boundName, lastName, methodCall } from '../bearer/syntax.js'
import { FIELD_READER } from '../bearer/vocabulary.js'
import { usesOf } from '../callers.js'
import type { AnalysisContext } from '../context.js'
import { testsOfResults } from '../guards/data-flow.js'
import { pathText } from '../guards/names.js'
import { isConfigurationOf, isInputOf, isOwnUrl, isRequest } from '../guards/request-parts.js'
import { returnedExpressions } from '../returns.js'
import { assignmentsTo, findDeclaration } from '../scope.js'
import { stringValue } from '../strings.js'
import { functionOf } from '../called-function.js'
import { isAccess, isFunctionNode, memberName, unwrapAwait, type FunctionNode } from '../syntax.js'
import { isAboutCaller, isCallersField, isPossibleCookie } from './lexicon.js'
import { assignedSessions } from './own-session.js'
import { readAt, readOfField, type RequestRead } from './reads.js'

/** Parts of the request from which a value is made. */
interface Flow {
  readonly authorization: readonly t.Node[]
  /** Header fields of any name that may say who calls. */
  readonly fields: readonly t.Node[]
  readonly cookies: readonly t.Node[]
  /** Parts of the query or the path. */
  readonly address: readonly t.Node[]
  readonly body: readonly t.Node[]
  /** Every header field but Authorization and Cookie, whatever it may hold, with its name. */
  readonly headers: readonly RequestRead[]
  /** Everything that was come by. */
  readonly nodes: ReadonlySet<t.Node>
  /** Something takes part that may have found out by itself who calls. */
  readonly isMixed: boolean
}

const MOST_DEPTH = 3
/** Nodes that are looked at for one question; what is left then may be anything. */
const MOST_STEPS = 400

/** From which parts of the request expressions are made, through variables, parameters, and functions of the project. */
export function flowInto(cx: AnalysisContext, expressions: readonly t.Expression[]): Flow {
  const trace: Trace = {
    cx,
    found: { authorization: [], fields: [], cookies: [], address: [], body: [] },
    headers: [],
    seen: new Set(),
    called: new Set(),
    requests: new Set(),
    isMixed: false,
  }
  for (const one of expressions) follow(trace, one, 0)
  return { ...trace.found, headers: trace.headers, nodes: trace.seen, isMixed: trace.isMixed }
}

/** What has been found so far for one question. */
interface Trace {
  readonly cx: AnalysisContext
  readonly found: Record<'authorization' | 'fields' | 'cookies' | 'address' | 'body', t.Node[]>
  readonly headers: RequestRead[]
  readonly seen: Set<t.Node>
  /** Functions whose call is being followed: their parameters are the arguments, which are followed where they stand. */
  readonly called: Set<t.Node>
  /** Parameters of those that are given the request, under whatever name. */
  readonly requests: Set<t.Node>
  isMixed: boolean
}

function follow(trace: Trace, node: t.Node, depth: number): void {
  const { cx, seen } = trace
  const { ts } = cx
  if (seen.has(node) || isFunctionNode(ts, node) || ts.isTypeNode(node)) return
  if (seen.size > MOST_STEPS) {
    trace.isMixed = true
    return
  }
  seen.add(node)
  if (notePart(trace, node, depth)) return
  if (isAccess(ts, node)) followAccess(trace, node, depth)
  else if (ts.isCallExpression(node)) followCall(trace, node, depth)
  else if (ts.isIdentifier(node)) followIdentifier(trace, node, depth)
  else if (ts.isPropertyAssignment(node)) follow(trace, node.initializer, depth)
  else ts.forEachChild(node, (child) => follow(trace, child, depth))
}

/** Notes what a node reads of the request, when it reads something. */
function notePart(trace: Trace, node: t.Node, depth: number): boolean {
  const { cx, found } = trace
  const read = readAt(cx, node) ?? fieldOfGiven(trace, node)
  if (read !== undefined) {
    const { what, name = '' } = read
    if (what === 'key' || what === 'other-field') trace.headers.push(read)
    if (what === 'authorization') found.authorization.push(node)
    else if (what === 'session') followSession(trace, node, depth)
    else if (what === 'body-field') found.body.push(node)
    else if (what === 'cookie' || (what === 'other-cookie' && isPossibleCookie(name))) found.cookies.push(node)
    else if (what === 'key' || (what === 'other-field' && isCallersField(name))) found.fields.push(node)
    return true
  }
  const input = inputAt(trace, node)
  if (input === undefined) return false
  found[ADDRESS_PARTS.includes(input) ? 'address' : 'body'].push(node)
  return true
}

/** What the project itself has put there comes from where that came from. */
function followSession(trace: Trace, node: t.Node, depth: number): void {
  const { cx, found } = trace
  const values = assignedSessions(cx, node)
  if (values.length === 0) found.cookies.push(node)
  const before = countOf(trace)
  for (const value of values) follow(trace, value, depth + 1)
  if (values.length > 0 && countOf(trace) === before) trace.isMixed = true
}

function followAccess(trace: Trace, node: t.PropertyAccessExpression | t.ElementAccessExpression, depth: number): void {
  const { cx } = trace
  if (isConfigurationOf(cx, node.expression, memberName(cx.ts, node))) return
  // `req.user`: what others have put on the request
  if (isRequestHere(trace, node.expression)) trace.isMixed = true
  else follow(trace, node.expression, depth)
  if (cx.ts.isElementAccessExpression(node)) follow(trace, node.argumentExpression, depth)
}

function followCall(trace: Trace, node: t.CallExpression, depth: number): void {
  const { cx, called } = trace
  const { ts } = cx
  const callee = unwrapAwait(ts, node.expression)
  const before = countOf(trace)
  if (isAccess(ts, callee) && !isRequestHere(trace, callee.expression)) follow(trace, callee.expression, depth)
  const requests = node.arguments.filter((one) => isRequestHere(trace, one) || isHeaderCollection(cx, one))
  for (const one of node.arguments) if (!requests.includes(one)) follow(trace, one, depth)
  const fn = functionOf(cx, callee)
  if (fn && depth < MOST_DEPTH) {
    for (const [index, one] of node.arguments.entries()) {
      const parameter = fn.parameters[index]
      if (parameter && requests.includes(one)) trace.requests.add(parameter)
    }
    if (!called.has(fn)) followResults(trace, fn, depth + 1)
  } else if (requests.length > 0) trace.isMixed = true
  if (countOf(trace) === before && isAboutCaller(pathText(cx, callee))) trace.isMixed = true
}

function countOf({ found }: Trace): number {
  return Object.values(found).reduce((sum, nodes) => sum + nodes.length, 0)
}

function followResults(trace: Trace, fn: FunctionNode, depth: number): void {
  trace.called.add(fn)
  const { cx } = trace
  for (const one of [...returnedExpressions(cx.ts, fn), ...testsOfResults(cx, fn)]) follow(trace, one, depth)
  trace.called.delete(fn)
}

function followIdentifier(trace: Trace, node: t.Identifier, depth: number): void {
  const { cx, seen } = trace
  const { ts } = cx
  const declaration = findDeclaration(ts, node)
  if (declaration === undefined || seen.has(declaration)) return
  seen.add(declaration)
  if (notePart(trace, declaration, depth)) return
  if (ts.isParameter(declaration)) followParameter(trace, declaration, depth)
  if (!ts.isBindingElement(declaration) && !ts.isVariableDeclaration(declaration)) return
  const owner = ownerOf(ts, declaration)
  if (owner && ts.isParameter(owner)) followParameter(trace, owner, depth)
  else if (owner?.initializer) follow(trace, owner.initializer, depth)
  for (const value of assignmentsTo(ts, declaration)) follow(trace, value, depth)
}

/** What every call that is seen gives. */
function followParameter(trace: Trace, parameter: t.ParameterDeclaration, depth: number): void {
  const { cx, called } = trace
  const { ts } = cx
  const fn = parameter.parent
  if (called.has(fn)) return
  const index = isFunctionNode(ts, fn) ? fn.parameters.indexOf(parameter) : -1
  const given =
    isFunctionNode(ts, fn) && depth < MOST_DEPTH
      ? usesOf(cx, fn).flatMap(({ node }) => (ts.isCallExpression(node) ? (node.arguments[index] ?? []) : []))
      : []
  if (given.length === 0) trace.isMixed = true
  for (const one of given) follow(trace, one, depth + 1)
}

/** The request by its usual names, or by that of a parameter that is given it. */
function isRequestHere({ cx, requests }: Trace, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  const declaration = ts.isIdentifier(node) ? findDeclaration(ts, node) : undefined
  return (declaration !== undefined && requests.has(declaration)) || isRequest(cx, node)
}

function isInputOfGiven(trace: Trace, owner: t.Expression, member: string | undefined): boolean {
  return member !== undefined && REQUEST_INPUT.members.includes(member) && isRequestHere(trace, owner)
}

/** `incoming.get('x-door')`. */
function fieldOfGiven(trace: Trace, node: t.Node): RequestRead | undefined {
  const method = methodCall(trace.cx.ts, node)
  const [first, ...others] = method?.call.arguments ?? []
  if (method === undefined || first === undefined || others.length > 0 || !FIELD_READER.test(method.name))
    return undefined
  const name = isRequestHere(trace, method.receiver) ? stringValue(trace.cx, first) : undefined
  return name === undefined ? undefined : readOfField(trace.cx, name, node)
}

/** The name by which a node takes a part of what the client sends besides its headers: `query` of `req.query`. */
function inputAt(trace: Trace, node: t.Node): string | undefined {
  const { cx } = trace
  const { ts } = cx
  if (isAccess(ts, node)) {
    const name = memberName(ts, node)
    if (name === 'searchParams' && isOwnUrl(cx, node.expression)) return name
    return isInputOfGiven(trace, node.expression, name) ? name : undefined
  }
  if (ts.isCallExpression(node)) {
    const callee = unwrapAwait(ts, node.expression)
    const name = lastName(ts, callee) ?? ''
    if (isAccess(ts, callee))
      return REQUEST_INPUT.methods.includes(name) && isRequestHere(trace, callee.expression) ? name : undefined
    const [first] = node.arguments
    return REQUEST_INPUT.functions.includes(name) && first && isRequestHere(trace, first) ? name : undefined
  }
  if (ts.isParameter(node))
    return (ts.getDecorators(node) ?? [])
      .map(({ expression }) => lastName(ts, expression) ?? '')
      .find((name) => REQUEST_INPUT.decorators.includes(name))
  return ts.isBindingElement(node) ? inputOfBinding(cx, node) : undefined
}

/** `const { query: { token } } = req`, `({ params }) => …`. */
function inputOfBinding(cx: AnalysisContext, element: t.BindingElement): string | undefined {
  const { ts } = cx
  let outer = element
  while (ts.isBindingElement(outer.parent.parent)) outer = outer.parent.parent
  const name = boundName(ts, outer)
  const owner = ownerOf(ts, element)
  if (owner === undefined || name === undefined) return undefined
  if (ts.isParameter(owner)) return REQUEST_INPUT.parts.includes(name) ? name : undefined
  if (name === 'searchParams' && owner.initializer && isOwnUrl(cx, owner.initializer)) return name
  return owner.initializer && isInputOf(cx, owner.initializer, name) ? name : undefined
}

/** The variable or parameter that a name belongs to. */
function ownerOf(
  ts: AnalysisContext['ts'],
  declaration: t.BindingElement | t.VariableDeclaration,
): t.VariableDeclaration | t.ParameterDeclaration | undefined {
  let at: t.Node = declaration
  while (ts.isBindingElement(at)) at = at.parent.parent
  return ts.isVariableDeclaration(at) || ts.isParameter(at) ? at : undefined
}
