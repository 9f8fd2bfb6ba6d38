import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { resolve } from '../resolve.js'
import { returnedExpressions } from '../returns.js'
import { assignmentsTo, findDeclaration, type Declaration } from '../scope.js'
import { stringValue } from '../strings.js'
import { isAccess, isFunctionNode, memberName, unwrapAwait } from '../syntax.js'
import { isCollectionBinding, isHeaderCollection } from './header-collection.js'
import { isFieldRead, isHeaderParameter, isPathRead } from './field-read.js'
import { isFromElsewhere, isOtherParameter, isOtherProperty } from './other-field.js'
import { callsOf } from './references.js'
import type { Fold } from './scheme-word.js'
import { boundName, isFallback, lastName, methodCall } from './syntax.js'
import { FIELD, HEADER_FUNCTION, HEADER_GETTER, REQUEST_OWNER, STRONG_PROPERTY } from './vocabulary.js'

/** An expression that holds the whole value of the Authorization request header. */
export interface HeaderValue {
  readonly fold: Fold
  /** The expression that reads the header or names the variable, without fallbacks, casts and trimming. */
  readonly source: t.Expression
  /** The expression as it stands where it is used, with all of these. */
  readonly written?: t.Expression
  /** The variable or parameter that `source` names. */
  readonly declaration: Declaration | undefined
  /** Known by nothing but what it is compared with: enough to rewrite a correct parser, too little to call one wrong. */
  readonly weak?: boolean
}

const MOST_DEPTH = 10
const MOST_CALLS = 12

const memory = new WeakMap<AnalysisContext, Map<Declaration, Fold | undefined>>()

/**
 * Follows an expression to the Authorization header: through variables, destructuring, optional chains, fallbacks, casts, case folding,
 * parameters of functions of the file that are called with it, and functions that return it. `undefined`: it is something else, or unknown.
 */
export function headerValue(cx: AnalysisContext, expression: t.Expression, depth = 0): HeaderValue | undefined {
  const { ts } = cx
  if (depth > MOST_DEPTH) return undefined
  const again = (node: t.Expression): HeaderValue | undefined => headerValue(cx, node, depth + 1)
  const node = unwrapAwait(ts, expression)
  if (ts.isIdentifier(node)) return ofIdentifier(cx, node)
  if (isAccess(ts, node)) return ofAccess(cx, node, depth)
  if (ts.isCallExpression(node)) return ofCall(cx, node, depth)
  if (ts.isConditionalExpression(node)) return again(node.whenTrue) ?? again(node.whenFalse)
  if (ts.isBinaryExpression(node)) {
    const kind = node.operatorToken.kind
    if (isFallback(ts, kind)) return again(node.left) ?? again(node.right)
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.CommaToken) return again(node.right)
    return undefined
  }
  if (ts.isTemplateExpression(node)) {
    const [only] = node.templateSpans
    return node.templateSpans.length === 1 && only && node.head.text === '' && only.literal.text === ''
      ? again(only.expression)
      : undefined
  }
  return undefined
}

function ofAccess(
  cx: AnalysisContext,
  node: t.PropertyAccessExpression | t.ElementAccessExpression,
  depth: number,
): HeaderValue | undefined {
  const { ts } = cx
  const plain: HeaderValue = { fold: 'none', source: node, declaration: undefined }
  const name = memberName(ts, node) ?? constantMember(cx, node)
  if (name === undefined || /^\d+$/.test(name)) {
    // a field that came several times: header[0]
    return ts.isElementAccessExpression(node) &&
      ts.isNumericLiteral(node.argumentExpression) &&
      node.argumentExpression.text === '0'
      ? headerValue(cx, node.expression, depth + 1)
      : undefined
  }
  if (name.toLowerCase() === FIELD) {
    if (!isHeaderCollection(cx, node.expression)) return undefined
    // Node lower-cases the names of incoming fields; `headers.Authorization` elsewhere is a header that the program sends
    const owner = unwrapAwait(ts, node.expression)
    const isOwn = isAccess(ts, owner) && REQUEST_OWNER.test(lastName(ts, owner.expression) ?? '')
    return name === FIELD || isOwn || ts.isCallExpression(owner) || isFoldedCollection(cx, owner) ? plain : undefined
  }
  const owner = unwrapAwait(ts, node.expression)
  // the value of an API Gateway token authorizer
  if (name === 'authorizationToken' && /^_?(?:event|evt|e)$/.test(lastName(ts, owner) ?? '')) return plain
  if (name === 'data' && ts.isIdentifier(owner)) return ofSchemaResult(cx, owner, depth) && plain
  const declared = ts.isIdentifier(owner) ? findDeclaration(ts, owner) : undefined
  const isNamed = STRONG_PROPERTY.test(name) && declared && ts.isParameter(declared)
  return isNamed && !isOtherProperty(cx, declared, name) ? plain : undefined
}

/** `headers[FIELD]`: the constant is looked up for headers only. */
function constantMember(cx: AnalysisContext, node: t.Expression): string | undefined {
  const isField = cx.ts.isElementAccessExpression(node) && isHeaderCollection(cx, node.expression)
  return isField ? stringValue(cx, node.argumentExpression) : undefined
}

/** `const headers = event.headers`: a variable that holds the request's own collection. */
function isFoldedCollection(cx: AnalysisContext, owner: t.Expression): boolean {
  const { ts } = cx
  const declaration = ts.isIdentifier(owner) ? findDeclaration(ts, owner) : undefined
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return false
  const value = unwrapAwait(ts, declaration.initializer)
  return ts.isCallExpression(value) || (isAccess(ts, value) && REQUEST_OWNER.test(lastName(ts, value.expression) ?? ''))
}

/** `const result = schema.safeParse(header)`, of which `result.data` is the header. */
function ofSchemaResult(cx: AnalysisContext, owner: t.Identifier, depth: number): HeaderValue | undefined {
  const { ts } = cx
  const declaration = findDeclaration(ts, owner)
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined
  const method = methodCall(ts, unwrapAwait(ts, declaration.initializer))
  const [argument] = method?.call.arguments ?? []
  return method && argument && /^safeParse(?:Async)?$/.test(method.name)
    ? headerValue(cx, argument, depth + 1)
    : undefined
}

function ofCall(cx: AnalysisContext, node: t.CallExpression, depth: number): HeaderValue | undefined {
  const { ts } = cx
  const plain: HeaderValue = { fold: 'none', source: node, declaration: undefined }
  if (isFieldRead(cx, node) || isPathRead(cx, node)) return plain
  const method = methodCall(ts, node)
  const [only] = node.arguments
  if (method) {
    if (/^(?:trim|trimStart|trimEnd|toString|normalize|valueOf|flat)$/.test(method.name))
      return headerValue(cx, method.receiver, depth + 1)
    const fold = /^to(?:Locale)?(Lower|Upper)Case$/.exec(method.name)?.[1]
    if (fold !== undefined) {
      const inner = headerValue(cx, method.receiver, depth + 1)
      return inner && { ...inner, fold: fold === 'Lower' ? 'lower' : 'upper' }
    }
    if (/^parse(?:Async)?$/.test(method.name) && only) return headerValue(cx, only, depth + 1) && plain
  } else if (only && /^(?:String|decodeURIComponent|decodeURI|unescape)$/.test(lastName(ts, node) ?? ''))
    return headerValue(cx, only, depth + 1)
  const name = lastName(ts, node)
  if (name !== undefined && HEADER_GETTER.test(name)) return isFromElsewhere(cx, node) ? undefined : plain
  const target = depth < 4 && isWorthFollowing(cx, node.expression) ? resolve(cx, node.expression) : undefined
  if (target?.kind !== 'node' || !isFunctionNode(ts, target.node)) return undefined
  const results = returnedExpressions(ts, target.node)
  const inner =
    results.length > 0 && results.length < 8
      ? results.map((result) => headerValue(cx, result, depth + 3)).find((one) => one !== undefined)
      : undefined
  return inner && { ...plain, fold: inner.fold }
}

/** A function of this file, or one of another file whose name has to do with the header: following every call would read every file. */
function isWorthFollowing(cx: AnalysisContext, callee: t.Expression): boolean {
  const { ts } = cx
  if (HEADER_FUNCTION.test(lastName(ts, callee) ?? '')) return true
  const declaration = ts.isIdentifier(callee) ? findDeclaration(ts, callee) : undefined
  return declaration !== undefined && (ts.isFunctionDeclaration(declaration) || ts.isVariableDeclaration(declaration))
}

function ofIdentifier(cx: AnalysisContext, node: t.Identifier): HeaderValue | undefined {
  const { ts } = cx
  const declaration = findDeclaration(ts, node)
  if (declaration === undefined) return undefined
  const fold = foldOf(cx, declaration, node)
  return fold && { fold, source: node, declaration }
}

/** The case that a declared name's value was brought to, when its value is the header. Each name is followed once. */
function foldOf(cx: AnalysisContext, declaration: Declaration, node: t.Identifier): Fold | undefined {
  let known = memory.get(cx)
  if (known === undefined) memory.set(cx, (known = new Map<Declaration, Fold | undefined>()))
  if (known.has(declaration)) return known.get(declaration)
  // a name that is reached through itself adds nothing
  known.set(declaration, undefined)
  const fold = followDeclaration(cx, declaration, node)
  known.set(declaration, fold)
  return fold
}

function followDeclaration(cx: AnalysisContext, declaration: Declaration, node: t.Identifier): Fold | undefined {
  const { ts } = cx
  const ofValue = (value: t.Expression): Fold | undefined => (value === node ? undefined : headerValue(cx, value)?.fold)
  if (ts.isVariableDeclaration(declaration)) {
    if (declaration.initializer) {
      const initial = ofValue(declaration.initializer)
      if (initial !== undefined) return initial
    }
    return assignmentsTo(ts, declaration)
      .map(ofValue)
      .find((fold) => fold !== undefined)
  }
  if (ts.isBindingElement(declaration)) return isFieldBinding(cx, declaration) ? 'none' : undefined
  if (!ts.isParameter(declaration)) return undefined
  if (isHeaderParameter(cx, declaration, node.text) && !isOtherParameter(cx, declaration)) return 'none'
  if (declaration.initializer) {
    const initial = ofValue(declaration.initializer)
    if (initial !== undefined) return initial
  }
  return foldOfArgument(cx, declaration)
}

/** `const { authorization } = req.headers`, `({ authHeader }) => …`. */
function isFieldBinding(cx: AnalysisContext, element: t.BindingElement): boolean {
  const { ts } = cx
  if (!ts.isObjectBindingPattern(element.parent) || element.dotDotDotToken) return false
  const computed =
    element.propertyName && ts.isComputedPropertyName(element.propertyName)
      ? element.propertyName.expression
      : undefined
  const name = computed ? stringValue(cx, computed) : boundName(ts, element)
  if (name === undefined) return false
  const owner = element.parent.parent
  if (name.toLowerCase() === FIELD) {
    if (ts.isBindingElement(owner)) return isCollectionBinding(cx, owner)
    if (ts.isVariableDeclaration(owner))
      return owner.initializer !== undefined && isHeaderCollection(cx, owner.initializer)
    return name === FIELD
  }
  return ts.isParameter(owner) && STRONG_PROPERTY.test(name) && !isOtherProperty(cx, owner, name)
}

/** A parameter of a function that the file itself calls with the header. */
function foldOfArgument(cx: AnalysisContext, parameter: t.ParameterDeclaration): Fold | undefined {
  const { ts } = cx
  const fn = parameter.parent
  if (!isFunctionNode(ts, fn) || parameter.dotDotDotToken) return undefined
  const index = fn.parameters.indexOf(parameter)
  const calls = callsOf(ts, fn)
  // a method name that half the file calls says nothing about this method
  if (calls.length > MOST_CALLS) return undefined
  for (const call of calls) {
    const argument = call.arguments[index]
    const value = argument && headerValue(cx, argument)
    if (value) return value.fold
  }
  return undefined
}
