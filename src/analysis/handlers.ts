import type * as t from 'typescript'
import type { Framework, HandlerFact, ResponseObject } from '../frameworks/define.js'
import type { Evidence } from '../model/evidence.js'
import type { AnalysisContext } from './context.js'
import { functionOfThis } from './attached.js'
import { exportsOf } from './exports.js'
import { indexOf } from './facts-index.js'
import { isModuleOf, moduleOfOwner } from './origins.js'
import { pathOf, resolveDeclaration } from './resolve.js'
import { findNamed } from './scope.js'
import { enclosingFunction, isAccess, isFunctionNode, memberName, nameOf, type FunctionNode } from './syntax.js'
import { closeness } from './usage.js'

/** What a parameter (or `this`) of a handler is. */
export interface HandlerRole {
  readonly fact: ResponseObject
  readonly framework: Framework
  readonly evidence: Evidence
  /** Nothing else can be meant, whatever the parameter is called. */
  readonly isSure?: boolean
  /** It is registered with a package that states no facts: this is a guess. */
  readonly isGuess?: boolean
}

/** The response object that a handler's parameter is given, by the way in which the handler is registered, exported or annotated. */
export function handlerRole(cx: AnalysisContext, node: t.ParameterDeclaration | t.Node): HandlerRole | undefined {
  const { ts } = cx
  if (!ts.isParameter(node)) {
    const fn = functionOfThis(cx, node)
    return fn && roleIn(cx, fn, 'this')
  }
  const fn = node.parent
  if (!isFunctionNode(ts, fn)) return undefined
  return roleIn(cx, fn, fn.parameters.filter((p) => nameOf(ts, p.name) !== 'this').indexOf(node))
}

function roleIn(cx: AnalysisContext, fn: FunctionNode, position: number | 'this'): HandlerRole | undefined {
  return registeredRole(cx, fn, position) ?? exportedRole(cx, fn, position) ?? annotatedRole(cx, fn, position)
}

function registeredRole(
  cx: AnalysisContext,
  fn: FunctionNode,
  position: number | 'this',
  place = registrationOf(cx, fn),
): HandlerRole | undefined {
  const { ts } = cx
  if (place === undefined) return undefined
  const module = place.call && moduleOfOwner(cx, place.call)
  const isKnown = module !== undefined && cx.frameworks.some((framework) => isModuleOf(framework, module))
  const takers = cx.frameworks.filter((one) => one.handlers?.some((handler) => isRegistration(cx, handler, place)))
  const isSure = isKnown || (module === undefined && takers.length === 1 && place.call !== undefined)
  let best: { role: HandlerRole; score: number } | undefined
  for (const framework of takers) {
    if (isKnown && !isModuleOf(framework, module)) continue
    for (const handler of framework.handlers ?? []) {
      if (!isRegistration(cx, handler, place)) continue
      const close = closeness(cx, framework, fn)
      if (close === 0 || !isAt(handler, fn, position)) continue
      const fact = indexOf(cx.frameworks).objects.get(handler.object)?.fact
      const parameter = position === 'this' ? undefined : fn.parameters[position]
      const name = parameter && ts.isIdentifier(parameter.name) ? parameter.name.text : ''
      // the name decides between frameworks that are used side by side
      const named = fact && (fact.names.includes(name) || fact.contextNames?.includes(name)) ? 0.5 : 0
      if (fact && (best === undefined || close + named > best.score))
        best = {
          role: { fact, framework, evidence: 'handler', isSure, isGuess: module !== undefined && !isKnown },
          score: close + named,
        }
    }
  }
  return best?.role
}

interface Registration {
  /** The registering call, when there is one. */
  readonly call: t.CallExpression | undefined
  /** The property of an options object that holds the function. */
  readonly property: string | undefined
}

/** How a function is handed over: as an argument, in a list, in an options object, in a wrapper such as `asyncHandler(fn)`. */
function registrationOf(cx: AnalysisContext, fn: t.Node): Registration | undefined {
  const { ts } = cx
  let property = ts.isMethodDeclaration(fn) && ts.isObjectLiteralExpression(fn.parent) ? nameOf(ts, fn.name) : undefined
  let at: t.Node = ts.isMethodDeclaration(fn) ? fn.parent : fn
  let wrappers = 0
  for (;;) {
    const { parent } = at
    if (
      ts.isParenthesizedExpression(parent) ||
      ts.isArrayLiteralExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isSatisfiesExpression(parent)
    )
      at = parent
    else if (ts.isPropertyAssignment(parent) && property === undefined) {
      property = nameOf(ts, parent.name)
      at = parent.parent
    } else if (ts.isCallExpression(parent) && parent.expression !== at) {
      if (property !== undefined || isRegistrarCall(cx, parent) || wrappers >= 2) return { call: parent, property }
      wrappers += 1
      at = parent
    } else return property === undefined ? undefined : { call: undefined, property }
  }
}

function calleeName(cx: AnalysisContext, call: t.CallExpression): string | undefined {
  const { ts } = cx
  if (isAccess(ts, call.expression)) return memberName(ts, call.expression)
  return ts.isIdentifier(call.expression) ? call.expression.text : undefined
}

/** Whether a call registers handlers: `router.get('/', handler)`. */
export function isRegistrarCall(cx: AnalysisContext, call: t.CallExpression): boolean {
  const name = calleeName(cx, call)
  return (
    name !== undefined &&
    cx.frameworks.some((framework) => framework.handlers?.some((handler) => handler.registrars.includes(name)))
  )
}

function isRegistration(cx: AnalysisContext, handler: HandlerFact, place: Registration): boolean {
  const { ts } = cx
  if (place.property !== undefined) return handler.properties?.includes(place.property) ?? false
  if (place.call === undefined) return false
  const name = calleeName(cx, place.call)
  if (name === undefined || !handler.registrars.includes(name)) return false
  const [first] = place.call.arguments
  const text = first && ts.isStringLiteralLike(first) ? first.text : undefined
  if (handler.events !== undefined) return text !== undefined && handler.events.includes(text)
  return handler.needsPath !== true || text !== undefined || (first !== undefined && !isFunctionNode(ts, first))
}

function isAt(handler: HandlerFact, fn: FunctionNode, position: number | 'this'): boolean {
  if (position === 'this') return handler.bindsThis === true
  const count = fn.parameters.length
  return (count < handler.positions.length ? handler.positions[count] : handler.positions.at(-1)) === position
}

/** Functions that a file exports by a framework's convention (`pages/api/*`). */
function exportedRole(cx: AnalysisContext, fn: FunctionNode, position: number | 'this'): HandlerRole | undefined {
  const path = pathOf(cx, fn)
  for (const framework of cx.frameworks) {
    for (const file of framework.files ?? []) {
      if (file.position !== position || file.object === undefined || !file.path.test(path)) continue
      const fact = indexOf(cx.frameworks).objects.get(file.object)?.fact
      if (fact && isTopLevel(cx, fn)) return { fact, framework, evidence: 'handler', isSure: true }
    }
  }
  return undefined
}

/** Stands at the top of the file, or in a wrapper or a variable that does. */
function isTopLevel(cx: AnalysisContext, fn: FunctionNode): boolean {
  return enclosingFunction(cx.ts, fn) === undefined
}

/** `const guard: RequestHandler = (a, b) => …`: the annotation is a type of the framework that is named after handlers. */
function annotatedRole(cx: AnalysisContext, fn: FunctionNode, position: number | 'this'): HandlerRole | undefined {
  const { ts } = cx
  let at: t.Node = fn.parent
  while (ts.isParenthesizedExpression(at) || ts.isCallExpression(at)) at = at.parent
  const type =
    ts.isVariableDeclaration(at) ||
    ts.isPropertyDeclaration(at) ||
    ts.isSatisfiesExpression(at) ||
    ts.isAsExpression(at)
      ? at.type
      : undefined
  if (type === undefined || !ts.isTypeReferenceNode(type)) return undefined
  const [first, last] = ts.isIdentifier(type.typeName)
    ? [type.typeName, type.typeName]
    : [leftmost(ts, type.typeName), type.typeName.right]
  if (!/Handler|Middleware|Hook|Guard/i.test(last.text)) return undefined
  const declaration = findNamed(ts, type, first.text)
  const target = declaration && resolveDeclaration(cx, declaration)
  if (target?.kind !== 'external') return undefined
  const framework = cx.frameworks.find((one) => one.packages.includes(target.module))
  const handler = framework?.handlers?.find((one) => isAt(one, fn, position))
  const fact = handler && indexOf(cx.frameworks).objects.get(handler.object)?.fact
  return framework && fact && { fact, framework, evidence: 'import' }
}

const CLASS_DECORATOR =
  /^(?:Controller|RestController|JsonController|Resolver|Middleware|Route|Routes|Get|Post|Put|Patch|Delete|Query|Mutation|Api)$/
const CLASS_BASE = /(?:Guard|Strategy|Middleware|Interceptor|Pipe|Controller|Filter)\b/

/**
 * Whether the framework itself calls a function and answers with what it throws: a registered or exported handler,
 * a method of a controller, guard, strategy, middleware or resolver.
 */
export function isAnsweringHandler(cx: AnalysisContext, fn: FunctionNode): boolean {
  const { ts } = cx
  const place = registrationOf(cx, fn)
  if (
    place !== undefined &&
    cx.frameworks.some(
      (framework) =>
        closeness(cx, framework, fn) > 0 && framework.handlers?.some((handler) => isRegistration(cx, handler, place)),
    )
  )
    return true
  if (fn.parameters.some((parameter) => handlerRole(cx, parameter) !== undefined)) return true
  const path = pathOf(cx, fn)
  const exported = exportedNames(cx, fn)
  if (
    exported.length > 0 &&
    cx.frameworks.some((framework) =>
      framework.files?.some((file) => file.path.test(path) && file.exports.some((name) => exported.includes(name))),
    )
  )
    return true
  if (!ts.isClassLike(fn.parent)) return false
  const owner = fn.parent
  const decorators = [owner, fn].flatMap((node) => (ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : []))
  if (decorators.some((decorator) => CLASS_DECORATOR.test(/^\w+/.exec(decorator.expression.getText())?.[0] ?? '')))
    return true
  return (
    owner.heritageClauses?.some((clause) =>
      clause.types.some(
        (type) =>
          CLASS_BASE.test(type.expression.getText()) ||
          /^(?:CanActivate|PipeTransform|NestInterceptor|NestMiddleware)$/.test(type.expression.getText()),
      ),
    ) ?? false
  )
}

/** The names under which a file exports a function that stands at its top. */
function exportedNames(cx: AnalysisContext, fn: FunctionNode): readonly string[] {
  const { ts } = cx
  if (!isTopLevel(cx, fn)) return []
  let at: t.Node = fn
  while (!(ts.isFunctionDeclaration(at) || ts.isVariableDeclaration(at) || ts.isExportAssignment(at))) {
    if ((at.parent as t.Node | undefined) === undefined) return []
    at = at.parent
  }
  if (ts.isExportAssignment(at)) return ['default']
  const names: string[] = []
  for (const [name, target] of exportsOf(ts, fn.getSourceFile())) {
    if (target.kind === 'declaration' && target.declaration === at) names.push(name)
    else if (
      target.kind === 'expression' &&
      ts.isIdentifier(target.expression) &&
      target.expression.text === (at.name && nameOf(ts, at.name))
    )
      names.push(name)
  }
  return names
}

function leftmost(ts: AnalysisContext['ts'], name: t.EntityName): t.Identifier {
  return ts.isIdentifier(name) ? name : leftmost(ts, name.left)
}
