import type * as t from 'typescript'
import { CONFIGURATION, REQUEST_INPUT, VALIDATORS } from '../../frameworks/request-input.js'
import { isCollectionBinding, isHeaderCollection } from '../bearer/header-collection.js'
import { lastName } from '../bearer/syntax.js'
import { REQUEST_OWNER } from '../bearer/vocabulary.js'
import { usesOf } from '../callers.js'
import type { AnalysisContext } from '../context.js'
import { resolve, type Target } from '../resolve.js'
import { assignmentsTo, findDeclaration } from '../scope.js'
import { packageOfModule } from '../specifiers.js'
import { functionOf, summaryOf } from '../summaries.js'
import { isAccess, isFunctionNode, memberName, nameOf, unwrapAwait, type FunctionNode } from '../syntax.js'
import { pathText } from './names.js'

/** What the client sends besides its headers, a header, or what the server was started with. */
type Source = 'input' | 'header' | 'configuration'

/** Everything that a value is made of, when that is all known: of constants alone, `from` is empty. */
export interface Provenance {
  readonly from: ReadonlySet<Source>
  /** Names on the way from the source to the value. */
  readonly names: readonly string[]
}

const CONSTANT: Provenance = { from: new Set(), names: [] }
/** Variables, parameters and functions are followed this far. */
const MOST_DEPTH = 8

/** Functions and parameters that are being followed: who comes back to one knows no more. */
const following = new Set<t.Node>()

/** Where a value comes from, by the flow of data: `undefined` when anything else than the request, the configuration and constants takes part. */
export function provenanceOf(cx: AnalysisContext, expression: t.Expression, depth = 0): Provenance | undefined {
  const { ts } = cx
  if (depth > MOST_DEPTH) return undefined
  const node = unwrapAwait(ts, expression)
  const again = (one: t.Expression): Provenance | undefined => provenanceOf(cx, one, depth + 1)
  const all = (parts: readonly t.Expression[]): Provenance | undefined => joined(parts.map(again))
  if (isLiteral(cx, node)) return CONSTANT
  if (ts.isIdentifier(node)) return ofIdentifier(cx, node, depth)
  if (isAccess(ts, node)) return ofAccess(cx, node, depth)
  if (ts.isCallExpression(node)) return ofCall(cx, node, depth)
  // a `new Map()` is filled later
  if (ts.isNewExpression(node))
    return isGlobal(cx, node.expression) && node.arguments?.length ? all(node.arguments) : undefined
  if (ts.isPrefixUnaryExpression(node)) return again(node.operand)
  if (ts.isTypeOfExpression(node)) return again(node.expression)
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

function ofIdentifier(cx: AnalysisContext, node: t.Identifier, depth: number): Provenance | undefined {
  const { ts } = cx
  const declaration = findDeclaration(ts, node)
  if (declaration === undefined) return undefined
  if (ts.isParameter(declaration)) return named(ofParameter(cx, declaration, [], depth), node.text)
  if (ts.isBindingElement(declaration)) return ofBinding(cx, declaration, depth)
  if (!ts.isVariableDeclaration(declaration)) return ofModule(cx, resolve(cx, node), node.text, depth)
  if (ts.isCatchClause(declaration.parent)) return undefined
  const values = [...(declaration.initializer ? [declaration.initializer] : []), ...assignmentsTo(ts, declaration)]
  // a value that is no single expression (`x++`) is given as its own target
  if (values.length === 0 || values.some((value) => value === node || isEmptyHolder(cx, value))) return undefined
  return named(joined(values.map((value) => provenanceOf(cx, value, depth + 1))), node.text)
}

/** `{}`, `[]`: something is put into it later. */
function isEmptyHolder(cx: AnalysisContext, value: t.Expression): boolean {
  const node = unwrapAwait(cx.ts, value)
  if (cx.ts.isArrayLiteralExpression(node)) return node.elements.length === 0
  return cx.ts.isObjectLiteralExpression(node) && node.properties.length === 0
}

/** What an import brings: a constant, or configuration. */
function ofModule(
  cx: AnalysisContext,
  target: Target | undefined,
  name: string,
  depth: number,
): Provenance | undefined {
  const { ts } = cx
  if (target?.kind === 'external')
    return (CONFIGURATION.modules as readonly string[]).includes(target.module)
      ? source('configuration', name)
      : undefined
  if (target?.kind !== 'node') return undefined
  if (ts.isEnumDeclaration(target.node) || ts.isEnumMember(target.node)) return CONSTANT
  return ts.isExpression(target.node) && !ts.isIdentifier(target.node)
    ? named(provenanceOf(cx, target.node, depth + 1), name)
    : undefined
}

/** `const { body: { phone } } = req`, `({ body }) => …`, `function check({ enabled }) {}` that is called with a body. */
function ofBinding(cx: AnalysisContext, element: t.BindingElement, depth: number): Provenance | undefined {
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
    if (ts.isParameter(owner)) return named(ofParameter(cx, owner, path, depth), ...path, element.name.getText())
    if (owner.initializer === undefined) return undefined
    const found = isInputOf(cx, owner.initializer, path[0])
      ? source('input')
      : isConfigurationOf(cx, owner.initializer, path[0])
        ? source('configuration')
        : provenanceOf(cx, owner.initializer, depth + 1)
    return named(found, ...path, element.name.getText())
  }
}

/** `const { 'x-role': role } = req.headers`. */
function isHeaderField(cx: AnalysisContext, element: t.BindingElement): boolean {
  const { ts } = cx
  const owner = element.parent.parent
  if (ts.isBindingElement(owner)) return isCollectionBinding(cx, owner)
  return ts.isVariableDeclaration(owner) && owner.initializer !== undefined && isHeaderCollection(cx, owner.initializer)
}

/** Whether a member of this name, of this value, is a part of the request. */
function isInputOf(cx: AnalysisContext, owner: t.Expression, member: string | undefined): boolean {
  return member !== undefined && REQUEST_INPUT.members.includes(member) && isRequest(cx, owner)
}

function isConfigurationOf(cx: AnalysisContext, owner: t.Expression, member: string | undefined): boolean {
  if (member === undefined) return false
  if ((CONFIGURATION.globals as readonly string[]).includes(`${pathText(cx, owner)}.${member}`)) return true
  return (CONFIGURATION.members as readonly string[]).includes(member) && isRequest(cx, owner)
}

/** `req`, `ctx.request`, `c.req`: what a handler is given, by its place and its usual names. */
function isRequest(cx: AnalysisContext, expression: t.Expression, depth = 0): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  const name = lastName(ts, node)
  if (name === undefined || !REQUEST_OWNER.test(name)) return false
  if (isAccess(ts, node)) return node.expression.kind === ts.SyntaxKind.ThisKeyword || isRequest(cx, node.expression)
  if (!ts.isIdentifier(node)) return false
  const declaration = findDeclaration(ts, node)
  if (declaration === undefined || ts.isParameter(declaration)) return true
  if (ts.isBindingElement(declaration)) return isOfParameter(cx, declaration)
  // const request = ctx.request, const { req } = c
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined || depth > 2) return false
  return isRequest(cx, declaration.initializer, depth + 1)
}

/** `({ request }) => …`, `const { req } = c`. */
function isOfParameter(cx: AnalysisContext, element: t.BindingElement): boolean {
  const owner = element.parent.parent
  if (cx.ts.isVariableDeclaration(owner)) return owner.initializer !== undefined && isRequest(cx, owner.initializer)
  return cx.ts.isParameter(owner)
}

/**
 * What a parameter is given: a part of the request by a decorator, by every call that is seen, or, in a handler, by the name of what is
 * taken out of it.
 */
function ofParameter(
  cx: AnalysisContext,
  parameter: t.ParameterDeclaration,
  path: readonly string[],
  depth: number,
): Provenance | undefined {
  const { ts } = cx
  const decorators = ts.canHaveDecorators(parameter) ? (ts.getDecorators(parameter) ?? []) : []
  if (decorators.some((one) => REQUEST_INPUT.decorators.includes(lastName(ts, one.expression) ?? '')))
    return source('input')
  const fn = parameter.parent
  if (!isFunctionNode(ts, fn) || following.has(parameter)) return undefined
  following.add(parameter)
  try {
    const index = fn.parameters.indexOf(parameter)
    const given = usesOf(cx, fn).flatMap(({ kind, node }) =>
      kind === 'call' && ts.isCallExpression(node) ? [node.arguments[index]] : [],
    )
    if (given.length > 0)
      return joined(
        given.map((one) => {
          if (one === undefined) return undefined
          const part = partOf(cx, one, path[0])
          if (part !== undefined) return provenanceOf(cx, part, depth + 1)
          return isInputOf(cx, one, path[0]) ? source('input') : provenanceOf(cx, one, depth + 1)
        }),
      )
  } finally {
    following.delete(parameter)
  }
  return REQUEST_INPUT.parts.includes(path[0] ?? '') ? source('input') : undefined
}

/** `{ role: req.body.role }.role`. */
function partOf(cx: AnalysisContext, whole: t.Expression, name: string | undefined): t.Expression | undefined {
  const { ts } = cx
  const node = unwrapAwait(ts, whole)
  if (name === undefined || !ts.isObjectLiteralExpression(node)) return undefined
  const property = node.properties.find((one) => one.name !== undefined && nameOf(ts, one.name) === name)
  if (property === undefined) return undefined
  if (ts.isShorthandPropertyAssignment(property)) return property.name
  return ts.isPropertyAssignment(property) ? property.initializer : undefined
}

function ofAccess(
  cx: AnalysisContext,
  node: t.PropertyAccessExpression | t.ElementAccessExpression,
  depth: number,
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
  const base = provenanceOf(cx, node.expression, depth + 1)
  if (base !== undefined) {
    if (name !== undefined) return named(base, name)
    // what is looked up in a table of the server by a key of the client's is the server's
    if (base.from.size === 0 || !ts.isElementAccessExpression(node)) return undefined
    return joined([base, provenanceOf(cx, node.argumentExpression, depth + 1)])
  }
  const target = resolve(cx, node)
  return target?.kind === 'node' && target.node !== node ? ofModule(cx, target, name ?? '', depth) : undefined
}

/** `opts.input` of tRPC: one parameter, of which a handler takes its parts. */
function isPartOfHandler(cx: AnalysisContext, owner: t.Expression, name: string): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, owner)
  if (name !== 'input' || !ts.isIdentifier(node)) return false
  const declaration = findDeclaration(ts, node)
  if (declaration === undefined || !ts.isParameter(declaration)) return false
  const { parent: fn } = declaration
  return isFunctionNode(ts, fn) && fn.parameters.length === 1 && ts.isCallExpression(fn.parent)
}

/** The address of the request, taken apart. */
function isOwnUrl(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  let node = unwrapAwait(ts, expression)
  if (ts.isIdentifier(node)) {
    const declaration = findDeclaration(ts, node)
    if (declaration && ts.isBindingElement(declaration)) return isOfParameter(cx, declaration)
    if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
      return false
    node = unwrapAwait(ts, declaration.initializer)
  }
  if (isAccess(ts, node)) return isRequest(cx, node.expression)
  const [first] = ts.isNewExpression(node) ? (node.arguments ?? []) : []
  const url = first && unwrapAwait(ts, first)
  return url !== undefined && isAccess(ts, url) && isRequest(cx, url.expression)
}

function ofCall(cx: AnalysisContext, node: t.CallExpression, depth: number): Provenance | undefined {
  const { ts } = cx
  const args = node.arguments.filter((one) => !isFunctionNode(ts, unwrapAwait(ts, one)))
  const callee = unwrapAwait(ts, node.expression)
  const [first] = node.arguments
  const again = (one: t.Expression): Provenance | undefined => provenanceOf(cx, one, depth + 1)
  const text = first && ts.isStringLiteralLike(first) ? [first.text] : []
  if (isAccess(ts, callee)) {
    const method = memberName(ts, callee) ?? ''
    if (REQUEST_INPUT.methods.includes(method) && isRequest(cx, callee.expression)) return source('input', ...text)
    const isFieldReader = /^(?:get|header)$/.test(method) && text.length > 0
    if (isFieldReader && (isHeaderCollection(cx, callee.expression) || isRequest(cx, callee.expression)))
      return source('header', ...text)
    // a method of the value: its callbacks may read anything
    const owner = args.length === node.arguments.length ? again(callee.expression) : undefined
    if (owner !== undefined) return named(joined([owner, ...args.map(again)]), ...text)
  } else if (ts.isIdentifier(callee) && REQUEST_INPUT.functions.includes(callee.text)) {
    if (first !== undefined && isRequest(cx, first)) return source('input', ...text)
  }
  if ((CONFIGURATION.functions as readonly string[]).includes(pathText(cx, callee))) return source('configuration')
  if (isGlobal(cx, callee)) return joined(args.map(again))
  if (isValidator(cx, callee)) {
    const inputs = args.map((one) => (isRequest(cx, one) ? source('input') : again(one)))
    return joined(inputs.filter((one) => one !== undefined && one.from.size > 0)) ?? undefined
  }
  const fn = functionOf(cx, callee)
  return fn === undefined ? undefined : ofResults(cx, fn, depth)
}

/** What a function of the project gives back, whoever calls it. */
function ofResults(cx: AnalysisContext, fn: FunctionNode, depth: number): Provenance | undefined {
  if (following.has(fn)) return undefined
  following.add(fn)
  try {
    const { results, isCut } = summaryOf(cx, fn)
    if (isCut === true || results.length === 0) return undefined
    return joined(results.map((one) => provenanceOf(cx, one, depth + 1)))
  } finally {
    following.delete(fn)
  }
}

/** A function of the language: `Number(x)`, `Object.keys(x)`. What the runtime reads from elsewhere (`fetch(x)`) is none. */
function isGlobal(cx: AnalysisContext, callee: t.Expression): boolean {
  const target = resolve(cx, callee)
  return target?.kind === 'global' && GLOBALS.test(target.path[0] ?? '')
}

const GLOBALS =
  /^(?:String|Number|Boolean|BigInt|parseInt|parseFloat|isNaN|isFinite|Array|Object|JSON|Math|RegExp|Date|Set|Map|URL|URLSearchParams|decodeURIComponent|encodeURIComponent|decodeURI|encodeURI|atob|btoa|structuredClone)$/

/** `schema.safeParse`, `z.string().email().safeParse`, `validationResult`: of a package that looks at the form of a value. */
function isValidator(cx: AnalysisContext, callee: t.Expression, depth = 0): boolean {
  const { ts } = cx
  if (depth > MOST_DEPTH) return false
  const target = resolve(cx, callee)
  if (target?.kind === 'external')
    return VALIDATORS.includes(target.module) || VALIDATORS.includes(packageOfModule(target.module))
  const node = target?.kind === 'node' && ts.isExpression(target.node) ? unwrapAwait(ts, target.node) : undefined
  if (node !== undefined && node !== callee && isMadeBy(cx, node, depth)) return true
  const own = unwrapAwait(ts, callee)
  return isAccess(ts, own) && (isMadeBy(cx, own.expression, depth) || isValidator(cx, own.expression, depth + 1))
}

function isMadeBy(cx: AnalysisContext, expression: t.Expression, depth: number): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return isValidator(cx, node.expression, depth + 1)
  return false
}
