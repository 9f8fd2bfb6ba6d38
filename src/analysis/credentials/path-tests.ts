import type * as t from 'typescript'
import { compareAddress, type Address } from '../address.js'
import { boundName, isEquality, isInside, methodCall } from '../bearer/syntax.js'
import type { AnalysisContext } from '../context.js'
import { occurrencesOf } from '../occurrences.js'
import { resolve } from '../resolve.js'
import { findDeclaration } from '../scope.js'
import { stringValue } from '../strings.js'
import { functionOf } from '../called-function.js'
import { isFunctionNode, unwrapAwait } from '../syntax.js'

/** A route, and the members of a request under which a program finds its path. */
export interface Route {
  readonly address: Address
  readonly pathNames: readonly string[]
}

const MOST_DEPTH = 3

interface Question {
  readonly cx: AnalysisContext
  readonly route: Route
  /** What the parameter of a callback stands for: an element of a list. */
  readonly given: ReadonlyMap<t.Node, t.Expression>
}

/** The nodes below `root` that a request for a route never comes to, since tests of its path lead elsewhere. */
export function unreachedBy(cx: AnalysisContext, root: t.Node, route: Route): ReadonlySet<t.Node> {
  const { ts } = cx
  const left = new Set<t.Node>()
  const question: Question = { cx, route, given: new Map() }
  const visit = (node: t.Node): void => {
    if (left.has(node)) return
    if (ts.isIfStatement(node)) leaveBranch(cx, left, node, holds(question, node.expression, 0))
    if (ts.isConditionalExpression(node)) {
      const result = holds(question, node.condition, 0)
      if (result !== undefined) left.add(result ? node.whenFalse : node.whenTrue)
    }
    if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken
      const result = holds(question, node.left, 0)
      if (kind === ts.SyntaxKind.AmpersandAmpersandToken && result === false) left.add(node.right)
      if (kind === ts.SyntaxKind.BarBarToken && result === true) left.add(node.right)
    }
    ts.forEachChild(node, visit)
  }
  visit(root)
  if (left.size > 0) leaveUnused(cx, left, root)
  return left
}

/** What is read into a variable that is only used where the request does not come. */
export function leaveUnused(cx: AnalysisContext, left: Set<t.Node>, root: t.Node): void {
  const { ts } = cx
  const parts = [...left]
  const visit = (node: t.Node): void => {
    if (left.has(node)) return
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
      const { name } = node
      const uses = occurrencesOf(ts, root, name.text).filter((one) => one !== name)
      if (uses.length > 0 && uses.every((use) => parts.some((part) => isInside(use, part)))) left.add(node)
    }
    ts.forEachChild(node, visit)
  }
  visit(root)
}

function leaveBranch(cx: AnalysisContext, left: Set<t.Node>, node: t.IfStatement, result: boolean | undefined): void {
  if (result === undefined) return
  const taken = result ? node.thenStatement : node.elseStatement
  const other = result ? node.elseStatement : node.thenStatement
  if (other) left.add(other)
  const { parent } = node
  if (!taken || !leaves(cx, taken) || !cx.ts.isBlock(parent)) return
  for (const one of parent.statements.slice(parent.statements.indexOf(node) + 1)) left.add(one)
}

function leaves(cx: AnalysisContext, statement: t.Statement): boolean {
  const { ts } = cx
  if (!ts.isBlock(statement)) return ts.isReturnStatement(statement) || ts.isThrowStatement(statement)
  const last = statement.statements.at(-1)
  return last !== undefined && leaves(cx, last)
}

/** What a test of the path comes to; `undefined`: it is about something else as well, or depends on the request. */
function holds(question: Question, expression: t.Expression, depth: number): boolean | undefined {
  const { cx } = question
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    const inner = holds(question, node.operand, depth)
    return inner === undefined ? undefined : !inner
  }
  if (ts.isBinaryExpression(node)) return holdsBinary(question, node, depth)
  if (ts.isCallExpression(node)) return holdsCall(question, node, depth)
  if (!ts.isIdentifier(node) || depth > MOST_DEPTH) return undefined
  const declaration = findDeclaration(ts, node)
  return declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
    ? holds(question, declaration.initializer, depth + 1)
    : undefined
}

function holdsBinary(question: Question, node: t.BinaryExpression, depth: number): boolean | undefined {
  const { SyntaxKind } = question.cx.ts
  const { kind } = node.operatorToken
  const isAnd = kind === SyntaxKind.AmpersandAmpersandToken
  if (isAnd || kind === SyntaxKind.BarBarToken) {
    const sides = [holds(question, node.left, depth), holds(question, node.right, depth)]
    if (sides.includes(!isAnd)) return !isAnd
    return sides.every((side) => side === isAnd) ? isAnd : undefined
  }
  if (!isEquality(question.cx.ts, kind)) return undefined
  const isSame = kind === SyntaxKind.EqualsEqualsEqualsToken || kind === SyntaxKind.EqualsEqualsToken
  const [path, text] = isPath(question, node.left) ? [node.left, node.right] : [node.right, node.left]
  if (!isPath(question, path)) return undefined
  const result = compare(question, 'equals', text)
  return result === undefined ? undefined : result === isSame
}

/** `path.startsWith('/api')`, `list.includes(path)`, `list.some((one) => path.startsWith(one))`, `/^\/api/.test(path)`, `isPublic(path)`. */
function holdsCall(question: Question, node: t.CallExpression, depth: number): boolean | undefined {
  const { cx } = question
  const { ts } = cx
  const method = methodCall(ts, node)
  const [first] = node.arguments
  if (first === undefined) return undefined
  if (method === undefined || depth > MOST_DEPTH) return holdsResult(question, node, depth)
  if (isPath(question, method.receiver))
    return method.name === 'startsWith' ? compare(question, 'starts', first) : undefined
  if (method.name === 'test' && isPath(question, first)) return matches(question, method.receiver)
  const list = elementsOf(question, method.receiver)
  if (list === undefined) return holdsResult(question, node, depth)
  const fn = unwrapAwait(ts, first)
  if (method.name === 'includes' && isPath(question, first))
    return anyOf(list.map((one) => compare(question, 'equals', one)))
  if (method.name !== 'some' || !isFunctionNode(ts, fn) || ts.isBlock(fn.body)) return undefined
  const { body, parameters } = fn
  const [parameter] = parameters
  if (parameter === undefined) return undefined
  return anyOf(
    list.map((one) => holds({ ...question, given: new Map([...question.given, [parameter, one]]) }, body, depth + 1)),
  )
}

function anyOf(results: readonly (boolean | undefined)[]): boolean | undefined {
  if (results.includes(true)) return true
  return results.includes(undefined) ? undefined : false
}

/** A function of the project that only says something about the path which it is given. */
function holdsResult(question: Question, node: t.CallExpression, depth: number): boolean | undefined {
  const { cx, given } = question
  const { ts } = cx
  const fn = depth > MOST_DEPTH ? undefined : functionOf(cx, node.expression)
  if (fn?.body === undefined) return undefined
  const [only] = ts.isBlock(fn.body) ? fn.body.statements : []
  const result = ts.isBlock(fn.body)
    ? fn.body.statements.length === 1 && only && ts.isReturnStatement(only)
      ? only.expression
      : undefined
    : fn.body
  if (result === undefined) return undefined
  const args = fn.parameters.flatMap((parameter, index): [t.Node, t.Expression][] => {
    const argument = node.arguments[index]
    return argument ? [[parameter, argument]] : []
  })
  return holds({ ...question, given: new Map([...given, ...args]) }, result, depth + 1)
}

function elementsOf({ cx }: Question, expression: t.Expression): readonly t.Expression[] | undefined {
  const target = resolve(cx, expression)
  return target?.kind === 'node' && cx.ts.isArrayLiteralExpression(target.node) ? target.node.elements : undefined
}

function compare(question: Question, how: 'starts' | 'equals', expression: t.Expression): boolean | undefined {
  const text = stringValue(question.cx, givenFor(question, expression))
  return text === undefined ? undefined : compareAddress(question.route.address, how, text)
}

function matches({ cx, route }: Question, expression: t.Expression): boolean | undefined {
  const target = resolve(cx, expression)
  const node = target?.kind === 'node' ? target.node : expression
  if (!cx.ts.isRegularExpressionLiteral(node) || !route.address.isWhole) return undefined
  const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? []
  try {
    return new RegExp(source, flags.replace(/[gy]/g, '')).test(route.address.known)
  } catch {
    return undefined
  }
}

function givenFor({ cx, given }: Question, expression: t.Expression): t.Expression {
  const node = unwrapAwait(cx.ts, expression)
  const declaration = cx.ts.isIdentifier(node) ? findDeclaration(cx.ts, node) : undefined
  return (declaration && given.get(declaration)) ?? expression
}

/** `request.nextUrl.pathname`, also through a variable or a pattern. */
function isPath(question: Question, expression: t.Expression, depth = 0): boolean {
  const { cx, route } = question
  const { ts } = cx
  const node = unwrapAwait(ts, givenFor(question, expression))
  if (!ts.isIdentifier(node)) return ts.isPropertyAccessExpression(node) && route.pathNames.includes(node.name.text)
  const declaration = findDeclaration(ts, node)
  if (declaration === undefined || depth > MOST_DEPTH) return false
  if (ts.isBindingElement(declaration)) return route.pathNames.includes(boundName(ts, declaration) ?? '')
  return (
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined &&
    isPath(question, declaration.initializer, depth + 1)
  )
}
