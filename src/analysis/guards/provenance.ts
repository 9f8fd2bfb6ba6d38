import type * as t from 'typescript'
import { CONFIGURATION, REQUEST_INPUT } from '../../frameworks/request-input.js'
import { isHeaderCollection } from '../bearer/header-collection.js'
import { lastName } from '../bearer/syntax.js'
import { usesOf } from '../callers.js'
import type { AnalysisContext } from '../context.js'
import { whileUnderway } from '../remembered.js'
import { resolve, type Target } from '../resolve.js'
import { assignmentsTo, findDeclaration } from '../scope.js'
import { functionOf } from '../called-function.js'
import { summaryOf } from '../summaries.js'
import { isAccess, isFunctionNode, memberName, nameOf, unwrapAwait, type FunctionNode } from '../syntax.js'
import { callBehind, partOf, testsAround, testsOfResults } from './data-flow.js'
import { pathText } from './names.js'
import { fieldValues, isConstantLookup, isOfConfiguration } from './server-values.js'
import {
  isConfigurationOf,
  isGlobal,
  isGlobalName,
  isHeaderField,
  isInputOf,
  isOwnUrl,
  isPartOfHandler,
  isRequest,
  isShape,
  isValidator,
} from './request-parts.js'

/** What the client sends besides its headers, a header, or what the server was started with. */
type Source = 'input' | 'header' | 'configuration'

/** Everything that a value is made of, when that is all known: of constants alone, `from` is empty. */
interface Provenance {
  readonly from: ReadonlySet<Source>
  /** Names on the way from the source to the value. */
  readonly names: readonly string[]
}

const CONSTANT: Provenance = { from: new Set(), names: [] }
/** Variables, parameters and functions are followed this far. */
const MOST_DEPTH = 20

/** Functions and parameters that are being followed: who comes back to one knows no more. */
const following = new Set<t.Node>()

/** How far a value has been followed, and the call whose function is being read. */
interface Trail {
  readonly depth: number
  /** Nodes that were looked at for one question. */
  readonly steps: { count: number }
  readonly call?: {
    readonly fn: FunctionNode
    readonly args: readonly t.Expression[]
    /** Where the call stands. */
    readonly outer: Trail
  }
}

/** A question that takes more than this is not answered. */
const MOST_STEPS = 400

const asked = new WeakMap<AnalysisContext, Map<t.Node, Provenance | 'unknown'>>()

/** Where a value comes from, by the flow of data: `undefined` when anything else than the request, the configuration and constants takes part. */
export function provenanceOf(cx: AnalysisContext, expression: t.Expression): Provenance | undefined {
  let known = asked.get(cx)
  if (known === undefined) asked.set(cx, (known = new Map<t.Node, Provenance | 'unknown'>()))
  let answer = known.get(expression)
  if (answer === undefined) {
    answer = whileUnderway(() => follow(cx, expression, { depth: 0, steps: { count: 0 } })) ?? 'unknown'
    // inside of another question what is being followed there is unknown
    if (following.size === 0) known.set(expression, answer)
  }
  return answer === 'unknown' ? undefined : answer
}

function follow(cx: AnalysisContext, expression: t.Expression, { depth, steps, call }: Trail): Provenance | undefined {
  const { ts } = cx
  steps.count += 1
  if (depth > MOST_DEPTH || steps.count > MOST_STEPS) return undefined
  const node = unwrapAwait(ts, expression)
  const trail: Trail = { depth: depth + 1, steps, ...(call && { call }) }
  const again = (one: t.Expression): Provenance | undefined => follow(cx, one, trail)
  const all = (parts: readonly t.Expression[]): Provenance | undefined => joined(parts.map(again))
  if (isLiteral(cx, node)) return CONSTANT
  if (ts.isIdentifier(node)) return ofIdentifier(cx, node, trail)
  if (isAccess(ts, node)) return ofAccess(cx, node, trail)
  if (ts.isCallExpression(node)) return ofCall(cx, node, trail)
  // a `new Map()` is filled later
  if (ts.isNewExpression(node))
    return isGlobal(cx, node.expression) && node.arguments?.length ? all(node.arguments) : undefined
  if (ts.isPrefixUnaryExpression(node)) return again(node.operand)
  if (ts.isTypeOfExpression(node)) return isGlobalName(cx, node.expression) ? CONSTANT : again(node.expression)
  if (ts.isBinaryExpression(node)) return all([node.left, node.right])
  if (ts.isConditionalExpression(node)) return all([node.condition, node.whenTrue, node.whenFalse])
  if (ts.isTemplateExpression(node)) return all(node.templateSpans.map((span) => span.expression))
  if (ts.isArrayLiteralExpression(node))
    return all(node.elements.map((one) => (ts.isSpreadElement(one) ? one.expression : one)))
  if (ts.isObjectLiteralExpression(node)) return ofObject(cx, node, again)
  return undefined
}

/** Whether nothing but what the client sends decides a value: it is no permission and no state of the caller. */
export function isClientInput(cx: AnalysisContext, expression: t.Expression): boolean {
  const from = provenanceOf(cx, expression)?.from
  return from !== undefined && from.size > 0 && !from.has('configuration')
}

function joined(parts: readonly (Provenance | undefined)[]): Provenance | undefined {
  const known = parts.filter((one) => one !== undefined)
  if (known.length < parts.length) return undefined
  return { from: new Set(known.flatMap((one) => [...one.from])), names: known.flatMap((one) => one.names) }
}

function named(source: Provenance | undefined, ...names: readonly string[]): Provenance | undefined {
  return source && { ...source, names: [...source.names, ...names] }
}

function source(from: Source, ...names: readonly string[]): Provenance {
  return { from: new Set([from]), names }
}

function isLiteral(cx: AnalysisContext, node: t.Expression): boolean {
  const { ts } = cx
  return (
    ts.isLiteralExpression(node) ||
    node.kind === ts.SyntaxKind.NullKeyword ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    (ts.isIdentifier(node) && /^(?:undefined|NaN|Infinity)$/.test(node.text))
  )
}

function ofObject(
  cx: AnalysisContext,
  node: t.ObjectLiteralExpression,
  again: (one: t.Expression) => Provenance | undefined,
): Provenance | undefined {
  const { ts } = cx
  return joined(
    node.properties.map((one) => {
      if (ts.isPropertyAssignment(one)) return again(one.initializer)
      if (ts.isShorthandPropertyAssignment(one)) return again(one.name)
      return ts.isSpreadAssignment(one) ? again(one.expression) : undefined
    }),
  )
}

function ofIdentifier(cx: AnalysisContext, node: t.Identifier, trail: Trail): Provenance | undefined {
  const { ts } = cx
  const declaration = findDeclaration(ts, node)
  if (declaration === undefined) return undefined
  if (ts.isParameter(declaration))
    return withAssigned(cx, declaration, named(ofParameter(cx, declaration, [], trail), node.text), trail)
  if (ts.isBindingElement(declaration)) return withAssigned(cx, declaration, ofBinding(cx, declaration, trail), trail)
  if (!ts.isVariableDeclaration(declaration)) return ofModule(cx, resolve(cx, node), node.text, trail)
  if (ts.isCatchClause(declaration.parent)) return undefined
  const values = [...(declaration.initializer ? [declaration.initializer] : []), ...assignmentsTo(ts, declaration)]
  // a value that is no single expression (`x++`) is given as its own target
  if (values.length === 0 || values.some((value) => value === node || isEmptyHolder(cx, value))) return undefined
  const decided = values.flatMap((value) =>
    value === declaration.initializer ? [] : testsAround(cx, value, declaration),
  )
  return named(joined([...values, ...decided].map((one) => follow(cx, one, trail))), node.text)
}

/** Of a name that is given something else later, too: `let { ticket } = req.body`, `if (!ticket) ticket = req.headers['x-ticket']`. */
function withAssigned(
  cx: AnalysisContext,
  declaration: t.ParameterDeclaration | t.BindingElement,
  first: Provenance | undefined,
  trail: Trail,
): Provenance | undefined {
  const values = assignmentsTo(cx.ts, declaration)
  if (values.length === 0 || first === undefined) return first
  const isOpen = (value: t.Expression): boolean =>
    isEmptyHolder(cx, value) || (cx.ts.isIdentifier(value) && findDeclaration(cx.ts, value) === declaration)
  if (values.some(isOpen)) return undefined
  const decided = values.flatMap((value) => testsAround(cx, value, declaration))
  return joined([first, ...[...values, ...decided].map((one) => follow(cx, one, trail))])
}

/** `{}`, `[]`: something is put into it later. */
function isEmptyHolder(cx: AnalysisContext, value: t.Expression): boolean {
  const node = unwrapAwait(cx.ts, value)
  if (cx.ts.isArrayLiteralExpression(node)) return node.elements.length === 0
  return cx.ts.isObjectLiteralExpression(node) && node.properties.length === 0
}

/** What an import brings: a constant, or configuration. */
function ofModule(cx: AnalysisContext, target: Target | undefined, name: string, trail: Trail): Provenance | undefined {
  const { ts } = cx
  if (target?.kind === 'external')
    return (CONFIGURATION.modules as readonly string[]).includes(target.module)
      ? source('configuration', name)
      : undefined
  if (target?.kind !== 'node') return undefined
  if (ts.isEnumDeclaration(target.node) || ts.isEnumMember(target.node)) return CONSTANT
  return ts.isExpression(target.node) && !ts.isIdentifier(target.node)
    ? named(follow(cx, target.node, trail), name)
    : undefined
}

/** `const { body: { phone } } = req`, `({ body }) => …`, `function check({ enabled }) {}` that is called with a body. */
function ofBinding(cx: AnalysisContext, element: t.BindingElement, trail: Trail): Provenance | undefined {
  const { ts } = cx
  if (isHeaderField(cx, element)) return source('header', nameOf(ts, element.propertyName ?? element.name) ?? '')
  const path: string[] = []
  let at = element
  for (;;) {
    if (!ts.isObjectBindingPattern(at.parent)) return undefined
    if (at.dotDotDotToken === undefined) {
      const name = nameOf(ts, at.propertyName ?? at.name)
      if (name === undefined) return undefined
      path.unshift(name)
    }
    const owner = at.parent.parent
    if (ts.isBindingElement(owner)) {
      at = owner
      continue
    }
    if (ts.isParameter(owner)) return named(ofParameter(cx, owner, path, trail), ...path, element.name.getText())
    if (owner.initializer === undefined) return undefined
    const found = isInputOf(cx, owner.initializer, path[0])
      ? source('input')
      : isConfigurationOf(cx, owner.initializer, path[0])
        ? source('configuration')
        : (ofMade(cx, owner.initializer, path[0], trail) ?? follow(cx, owner.initializer, trail))
    return named(found, ...path, element.name.getText())
  }
}

/**
 * What a parameter is given: a part of the request by a decorator, by every call that is seen, or, in a handler, by the name of what is
 * taken out of it.
 */
function ofParameter(
  cx: AnalysisContext,
  parameter: t.ParameterDeclaration,
  path: readonly string[],
  trail: Trail,
): Provenance | undefined {
  const { ts } = cx
  const decorators = ts.canHaveDecorators(parameter) ? (ts.getDecorators(parameter) ?? []) : []
  if (decorators.some((one) => REQUEST_INPUT.decorators.includes(lastName(ts, one.expression) ?? '')))
    return source('input')
  const fn = parameter.parent
  if (!isFunctionNode(ts, fn) || following.has(parameter)) return undefined
  const index = fn.parameters.indexOf(parameter)
  for (let { call } = trail; call !== undefined; { call } = call.outer)
    if (call.fn === fn) return ofArgument(cx, call.args[index], path, { ...call.outer, depth: trail.depth })
  following.add(parameter)
  try {
    const given = usesOf(cx, fn).flatMap(({ kind, node }) =>
      kind === 'call' && ts.isCallExpression(node) ? [node.arguments[index]] : [],
    )
    if (given.length > 0) return joined(given.map((one) => ofArgument(cx, one, path, trail)))
  } finally {
    following.delete(parameter)
  }
  return REQUEST_INPUT.parts.includes(path[0] ?? '') ? source('input') : undefined
}

function ofArgument(
  cx: AnalysisContext,
  argument: t.Expression | undefined,
  path: readonly string[],
  trail: Trail,
): Provenance | undefined {
  // what is left out is undefined
  if (argument === undefined) return CONSTANT
  const part = partOf(cx, argument, path[0])
  if (part !== undefined) return follow(cx, part, trail)
  return isInputOf(cx, argument, path[0]) ? source('input') : follow(cx, argument, trail)
}

function ofAccess(
  cx: AnalysisContext,
  node: t.PropertyAccessExpression | t.ElementAccessExpression,
  trail: Trail,
): Provenance | undefined {
  const { ts } = cx
  const name = memberName(ts, node)
  if ((CONFIGURATION.globals as readonly string[]).includes(pathText(cx, node))) return source('configuration')
  if (/^import\.meta\.env$/.test(node.getText())) return source('configuration')
  if (isHeaderCollection(cx, node.expression)) return name === undefined ? undefined : source('header', name)
  if (isInputOf(cx, node.expression, name)) return source('input')
  if (isConfigurationOf(cx, node.expression, name)) return source('configuration')
  // ({ input }) => …, (opts) => opts.input
  if (name !== undefined && isPartOfHandler(cx, node.expression, name)) return source('input')
  // `new URL(req.url).searchParams`, `url.searchParams`
  if (name === 'searchParams' && isOwnUrl(cx, node.expression)) return source('input')
  // the one member first: all that such an object is made of may be too much to look at
  const made = name === undefined ? undefined : callBehind(cx, node.expression)
  const owner = resolve(cx, node.expression)
  const own = owner?.kind === 'node' && ts.isExpression(owner.node) ? partOf(cx, owner.node, name) : undefined
  const member = made ? ofResults(cx, made, name, trail) : own && follow(cx, own, trail)
  if (member !== undefined) return named(member, name ?? '')
  const base = follow(cx, node.expression, trail)
  if (base !== undefined) {
    if (name !== undefined) return named(base, name)
    // what is looked up in a table of the server by a key of the client's is the server's
    if (base.from.size === 0 || !ts.isElementAccessExpression(node)) return undefined
    return joined([base, follow(cx, node.argumentExpression, trail)])
  }
  if (made !== undefined) return undefined
  if (isOfConfiguration(cx, node)) return source('configuration')
  const fields = fieldValues(cx, node)
  if (fields !== undefined) return named(joined(fields.map((one) => follow(cx, one, trail))), name ?? '')
  const target = resolve(cx, node)
  return target?.kind === 'node' && target.node !== node ? ofModule(cx, target, name ?? '', trail) : undefined
}

function ofMade(
  cx: AnalysisContext,
  value: t.Expression,
  member: string | undefined,
  trail: Trail,
): Provenance | undefined {
  const made = member === undefined ? undefined : callBehind(cx, value)
  return made && ofResults(cx, made, member, trail)
}

function ofCall(cx: AnalysisContext, node: t.CallExpression, trail: Trail): Provenance | undefined {
  const { ts } = cx
  const args = node.arguments.filter((one) => !isFunctionNode(ts, unwrapAwait(ts, one)))
  const callee = unwrapAwait(ts, node.expression)
  const [first] = node.arguments
  const again = (one: t.Expression): Provenance | undefined => follow(cx, one, trail)
  const text = first && ts.isStringLiteralLike(first) ? [first.text] : []
  if (isAccess(ts, callee)) {
    const method = memberName(ts, callee) ?? ''
    if (REQUEST_INPUT.methods.includes(method) && isRequest(cx, callee.expression)) return source('input', ...text)
    const isFieldReader = /^(?:get|header)$/.test(method) && text.length > 0
    if (isFieldReader && (isHeaderCollection(cx, callee.expression) || isRequest(cx, callee.expression)))
      return source('header', ...text)
    const owner = again(callee.expression)
    if (owner !== undefined) {
      const callbacks = node.arguments.filter((one) => !args.includes(one))
      const given = callbacks.map((one) => ofCallback(cx, unwrapAwait(ts, one), callee.expression, trail))
      return named(joined([owner, ...args.map(again), ...given]), ...text)
    }
  } else if (ts.isIdentifier(callee) && REQUEST_INPUT.functions.includes(callee.text)) {
    if (first !== undefined && isRequest(cx, first)) return source('input', ...text)
  }
  if ((CONFIGURATION.functions as readonly string[]).includes(pathText(cx, callee))) return source('configuration')
  if (isGlobal(cx, callee)) return joined(args.map(again))
  if (isValidator(cx, callee)) {
    const values = args.filter((one) => !isShape(cx, one))
    const inputs = joined(values.map((one) => (isRequest(cx, one) ? source('input') : again(one))))
    return named(inputs, pathText(cx, callee))
  }
  const fn = functionOf(cx, callee)
  if (fn !== undefined) return ofResults(cx, { node, fn }, undefined, trail)
  return isConstantLookup(cx, node) ? source('configuration') : undefined
}

/** `(one) => one.trim()` of `list.map(…)`: what it gives back for parts of the value whose method it is handed to. */
function ofCallback(cx: AnalysisContext, fn: t.Expression, owner: t.Expression, outer: Trail): Provenance | undefined {
  if (!cx.ts.isArrowFunction(fn) || cx.ts.isBlock(fn.body)) return undefined
  return follow(cx, fn.body, { ...outer, call: { fn, args: fn.parameters.map(() => owner), outer } })
}

/** What a function of the project gives back to a call, or a member of it; what decides which of its results it is takes part. */
function ofResults(
  cx: AnalysisContext,
  { node, fn }: { readonly node: t.CallExpression; readonly fn: FunctionNode },
  member: string | undefined,
  outer: Trail,
): Provenance | undefined {
  if (following.has(fn)) return undefined
  following.add(fn)
  try {
    const { results, isCut } = summaryOf(cx, fn)
    if (isCut === true || results.length === 0) return undefined
    const trail: Trail = { ...outer, call: { fn, args: node.arguments, outer } }
    const parts = results.map((one) => (member === undefined ? one : partOf(cx, one, member)))
    if (parts.some((one) => one === undefined)) return undefined
    return joined(
      [...parts.filter((one) => one !== undefined), ...testsOfResults(cx, fn)].map((one) => follow(cx, one, trail)),
    )
  } finally {
    following.delete(fn)
  }
}
