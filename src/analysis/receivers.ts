import type * as t from 'typescript'
import type { Framework, ResponseObject } from '../frameworks/define.js'
import type { Evidence } from '../model/evidence.js'
import type { AnalysisContext } from './context.js'
import { attachedTo, functionOfThis, inheritorOf } from './attached.js'
import { indexOf, type Owned } from './facts-index.js'
import { isChallengeHelper } from './challenge-helpers.js'
import { inCommon, type WrittenObject } from './common-form.js'
import { givenBack } from './given-back.js'
import { handlerRole } from './handlers.js'
import { methodOf } from './methods.js'
import { assignmentsTo, findDeclaration, type Declaration } from './scope.js'
import { isAccess, memberName, unwrap, unwrapAwait } from './syntax.js'
import { objectOfAnnotation, objectOfType } from './types.js'
import { closeness } from './usage.js'

/** A response object in an expression. */
export interface Receiver {
  readonly object: WrittenObject
  readonly framework: Framework
  readonly evidence: Evidence
  /** The same for every expression that means the same response: the root's declaration and the path from it. */
  readonly key: string
  /** Headers that are set here are sent with that response too, not the other way round. */
  readonly sharedWith?: string
  /** The expression at the root of the chain: what a wrapper goes around. */
  readonly root: t.Expression
}

const MOST_STEPS = 20

/**
 * The response object that `expression` stands for. `members`: names used on it in the chain, nearest first;
 * they decide between objects of the same conventional name.
 */
export function findReceiver(
  cx: AnalysisContext,
  expression: t.Expression,
  members: readonly string[],
  steps = 0,
): Receiver | undefined {
  const { ts } = cx
  if (steps > MOST_STEPS) return undefined
  const node = unwrapAwait(ts, expression)
  if (ts.isCallExpression(node)) return receiverOfCall(cx, node, members, steps)
  if (ts.isIdentifier(node)) {
    const declaration = findDeclaration(ts, node)
    return declaration && ofDeclaration(cx, node, declaration, members, steps)
  }
  if (isAccess(ts, node)) return ofAccess(cx, node, members, steps)
  if (node.kind === ts.SyntaxKind.ThisKeyword) {
    const role = handlerRole(cx, node)
    if (role) return { object: role.fact, framework: role.framework, evidence: 'handler', key: 'this', root: node }
    return ofMethod(cx, node, steps)
  }
  return undefined
}

/** `this` in a function that is a method of responses: it was put on one, or on what all of a framework's inherit from. */
function ofMethod(cx: AnalysisContext, node: t.Expression, steps: number): Receiver | undefined {
  const fn = functionOfThis(cx, node)
  const owner = fn && attachedTo(cx, fn)
  if (owner === undefined) return undefined
  const inheritor = inheritorOf(cx, owner)
  if (inheritor)
    return { object: inheritor.fact, framework: inheritor.framework, evidence: 'import', key: 'this', root: node }
  const one = findReceiver(cx, owner, [], steps + 1)
  // a name alone is little: `client.response` is no response of a server
  return one && one.evidence !== 'name' ? { ...one, key: 'this', root: node } : undefined
}

/** Key of an expression that may hold a response or a collection of headers, whatever it is; `undefined` for what has no identity. */
export function keyOf(cx: AnalysisContext, expression: t.Expression, steps = 0): string | undefined {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (ts.isIdentifier(node)) {
    const declaration = findDeclaration(ts, node)
    if (declaration === undefined) return `global.${node.text}`
    if (
      ts.isVariableDeclaration(declaration) &&
      declaration.initializer &&
      steps < MOST_STEPS &&
      assignmentsTo(ts, declaration).length === 0
    ) {
      const value = unwrapAwait(ts, declaration.initializer)
      if (ts.isIdentifier(value) || isAccess(ts, value)) return keyOf(cx, value, steps + 1)
    }
    return keyOfDeclaration(declaration)
  }
  if (node.kind === ts.SyntaxKind.ThisKeyword) return 'this'
  if (ts.isCallExpression(node) && steps < MOST_STEPS) {
    const given = givenBack(cx, node)
    return given && keyOf(cx, given, steps + 1)
  }
  if (isAccess(ts, node)) {
    const name = memberName(ts, node)
    const base = name === undefined ? undefined : keyOf(cx, node.expression, steps + 1)
    return base === undefined ? undefined : `${base}.${name ?? ''}`
  }
  return undefined
}

export function keyOfDeclaration(declaration: t.Node): string {
  return `${declaration.getSourceFile().fileName}@${String(declaration.pos)}`
}

function ofDeclaration(
  cx: AnalysisContext,
  node: t.Identifier,
  declaration: Declaration,
  members: readonly string[],
  steps: number,
): Receiver | undefined {
  const { ts } = cx
  const key = keyOfDeclaration(declaration)
  const found = (owned: Owned<ResponseObject>, evidence: Evidence): Receiver => ({
    object: owned.fact,
    framework: owned.framework,
    evidence,
    key,
    root: node,
  })

  if (ts.isParameter(declaration) || ts.isVariableDeclaration(declaration)) {
    const annotated = declaration.type && objectOfAnnotation(cx, declaration.type)
    if (annotated === 'other') return undefined
    if (annotated) return found(annotated, 'type')
  }
  const typed = objectOfType(cx, node)
  if (typed === 'other') return undefined
  if (typed) {
    const made =
      ts.isVariableDeclaration(declaration) && declaration.initializer
        ? findReceiver(cx, declaration.initializer, members, steps + 1)
        : undefined
    // the type says what it is, the value which response
    return made?.object === typed.fact ? { ...made, evidence: 'type', root: node } : found(typed, 'type')
  }

  if (ts.isParameter(declaration)) {
    const role = handlerRole(cx, declaration)
    if (role && (role.evidence === 'import' || role.isSure)) return found(role, role.evidence)
    const named = byName(cx, node, node.text, members)
    const isRole = role && (role.fact.names.includes(node.text) || named === undefined)
    if (isRole) return found(role.isGuess ? orBase(cx, node, role, members) : role, 'handler')
    if (named) return found(named, hasRequestBefore(cx, declaration) || role ? 'handler' : 'name')
    return undefined
  }
  if (ts.isVariableDeclaration(declaration)) {
    if (declaration.initializer && !ts.isForOfStatement(declaration.parent.parent)) {
      const value = unwrapAwait(ts, declaration.initializer)
      const made = findReceiver(cx, value, members, steps + 1)
      // an alias keeps the identity of what it stands for, but the wrapper goes around the alias
      return made && { ...made, root: node }
    }
    return undefined
  }
  if (ts.isBindingElement(declaration)) {
    const name =
      (declaration.propertyName && ts.isIdentifier(declaration.propertyName)
        ? declaration.propertyName.text
        : undefined) ?? node.text
    const part = partOfContext(cx, declaration, name)
    if (part) return { ...part, root: node }
    const named = byName(cx, node, name, members)
    return named && found(named, 'name')
  }
  return undefined
}

/** `({ set }) => …`: a part of the object that a handler is given, which is the same response. */
function partOfContext(cx: AnalysisContext, element: t.BindingElement, name: string): Receiver | undefined {
  const whole = contextOf(cx, element)
  const property = whole?.object.properties?.[name]
  const inner = property?.kind === 'object' ? indexOf(cx.frameworks).objects.get(property.object) : undefined
  return whole && inner && { ...whole, object: inner.fact }
}

/** `({ status }) => status(401)`: the object whose method a handler has taken out of it. */
export function findOwnerOfMethod(
  cx: AnalysisContext,
  callee: t.Identifier,
): { readonly receiver: Receiver; readonly name: string } | undefined {
  const { ts } = cx
  const declaration = findDeclaration(ts, callee)
  if (declaration === undefined || !ts.isBindingElement(declaration)) return undefined
  const name =
    declaration.propertyName && ts.isIdentifier(declaration.propertyName) ? declaration.propertyName.text : callee.text
  const receiver = contextOf(cx, declaration)
  return receiver && methodOf(cx, receiver.object, name, callee)
    ? { receiver: { ...receiver, root: callee }, name }
    : undefined
}

function contextOf(cx: AnalysisContext, element: t.BindingElement): Receiver | undefined {
  const { ts } = cx
  if (!ts.isObjectBindingPattern(element.parent) || !ts.isParameter(element.parent.parent)) return undefined
  const parameter = element.parent.parent
  const role = handlerRole(cx, parameter)
  if (role === undefined || !ts.isIdentifier(element.name)) return undefined
  return {
    object: role.fact,
    framework: role.framework,
    evidence: role.evidence,
    key: keyOfDeclaration(parameter),
    root: element.name,
  }
}

function ofAccess(
  cx: AnalysisContext,
  node: t.PropertyAccessExpression | t.ElementAccessExpression,
  members: readonly string[],
  steps: number,
): Receiver | undefined {
  const name = memberName(cx.ts, node)
  if (name === undefined) return undefined
  const typed = objectOfType(cx, node)
  const base = findReceiver(cx, node.expression, [name, ...members], steps + 1)
  const property = base?.object.properties?.[name]
  const key = keyOf(cx, node)
  // what the facts say of a part of a known object is worth more than the name of its type: `c.res` is the web's Response
  if (base && property?.kind === 'object' && (typed !== 'other' || base.evidence !== 'name')) {
    const inner = indexOf(cx.frameworks).objects.get(property.object)
    if (inner)
      return {
        object: inner.fact,
        framework: base.framework,
        evidence: base.evidence,
        key: property.separate ? (key ?? base.key) : base.key,
        ...(property.separate && { sharedWith: base.key }),
        root: node,
      }
  }
  if (typed === 'other') return undefined
  if (typed && key !== undefined)
    return { object: typed.fact, framework: typed.framework, evidence: 'type', key, root: node }
  const named = byName(cx, node, name, members)
  return named && key !== undefined
    ? { object: named.fact, framework: named.framework, evidence: 'name', key, root: node }
    : undefined
}

/** The object that a conventional name means here. */
function byName(
  cx: AnalysisContext,
  node: t.Node,
  name: string,
  members: readonly string[],
): Owned<ResponseObject> | undefined {
  const candidates = indexOf(cx.frameworks).byName.get(name) ?? []
  let best: { owned: Owned<ResponseObject>; score: number; close: number } | undefined
  const rivals: ResponseObject[] = []
  const others: { readonly fact: ResponseObject; readonly close: number }[] = []
  // in a file that a framework takes by where it lies, the name means that framework's object, whatever is called on it
  const owner = Math.max(0, ...candidates.map(({ framework }) => closeness(cx, framework, node)))
  for (const candidate of candidates) {
    const [first] = members
    const close = closeness(cx, candidate.framework, node)
    if (owner === 2 && close < owner) continue
    if (first !== undefined && !knows(cx, candidate.fact, first, node)) {
      if (close > 0 && candidate.fact.isBase !== true) others.push({ fact: candidate.fact, close })
      continue
    }
    if (close === 0 && !candidate.conventional) continue
    // closeness first; then how much of the chain the object knows; the order of the list breaks ties
    const known = members.filter((member) => knows(cx, candidate.fact, member, node)).length
    const score = close * 100 + (members.length === 0 ? 0 : (known / members.length) * 150)
    if (best === undefined || score > best.score) {
      best = { owned: candidate, score, close }
      rivals.length = 0
    } else if (score === best.score) rivals.push(candidate.fact)
  }
  if (best === undefined) return undefined
  // a method makes no framework: the project may have put one of that name on the response of the framework that is closer
  const { close } = best
  const closer = others.filter((other) => other.close >= close).map(({ fact }) => fact)
  return orBase(cx, node, best.owned, members, [...rivals, ...closer])
}

/** What a name or a guess says, held open for what else it may be: `rivals`, and the base object where that has all that is used. */
function orBase(
  cx: AnalysisContext,
  node: t.Node,
  { fact, framework }: Owned<ResponseObject>,
  members: readonly string[],
  rivals: readonly ResponseObject[] = [],
): Owned<ResponseObject> {
  if (members.length === 0) return { fact, framework }
  const bases = [...indexOf(cx.frameworks).objects.values()].map((one) => one.fact).filter((one) => one.isBase)
  const open = bases.filter((base) => base !== fact && members.every((member) => knows(cx, base, member, node)))
  return { fact: inCommon(fact, [...rivals, ...open]), framework }
}

function knows(cx: AnalysisContext, object: ResponseObject, member: string, node: t.Node): boolean {
  return (
    methodOf(cx, object, member, node) !== undefined ||
    (object.properties !== undefined && Object.hasOwn(object.properties, member))
  )
}

/** `(req, res)`: the parameters of a handler. */
function hasRequestBefore(cx: AnalysisContext, parameter: t.ParameterDeclaration): boolean {
  const { ts } = cx
  const index = parameter.parent.parameters.indexOf(parameter)
  return (
    parameter.parent.parameters
      .slice(0, Math.max(index, 0))
      .some((other) => ts.isIdentifier(other.name) && /^_?_?req(?:uest)?\d?$/i.test(other.name.text)) ||
    (index > 0 && !ts.isIdentifier(parameter.parent.parameters[index - 1]?.name ?? parameter))
  )
}

/** The response object that a call gives back: a chain's next link, a wrapper's argument, a fresh response. */
function receiverOfCall(
  cx: AnalysisContext,
  node: t.CallExpression,
  members: readonly string[],
  steps: number,
): Receiver | undefined {
  const { ts } = cx
  const callee = unwrap(ts, node.expression)
  if (isChallengeHelper(cx, node)) {
    const [first] = node.arguments
    const inner = first && findReceiver(cx, first, members, steps + 1)
    return inner && { ...inner, root: node }
  }
  if (isAccess(ts, callee)) {
    const name = memberName(ts, callee)
    if (name === undefined) return undefined
    const getter = indexOf(cx.frameworks).getters.get(name)
    if (getter && closeness(cx, getter.framework, node) > 0)
      return {
        object: getter.fact,
        framework: getter.framework,
        evidence: 'import',
        key: keyOfDeclaration(node),
        root: node,
      }
    const base = findReceiver(cx, callee.expression, [name, ...members], steps + 1)
    if (base) {
      const method = Object.hasOwn(base.object.methods, name) ? base.object.methods[name] : undefined
      if (method?.creates !== undefined) {
        const made = indexOf(cx.frameworks).objects.get(method.creates)
        return (
          made && {
            object: made.fact,
            framework: base.framework,
            evidence: base.evidence,
            key: keyOfDeclaration(node),
            root: node,
          }
        )
      }
      // a value that was read is no response
      return method?.readsHeader === undefined && method?.builds !== true ? base : undefined
    }
  }
  if (steps > MOST_WRAPS) return undefined
  const given = givenBack(cx, node)
  const inner = given && findReceiver(cx, given, members, steps + 1)
  return inner && { ...inner, root: node }
}

/** Functions around functions around a response: so many are looked through. */
const MOST_WRAPS = 3
