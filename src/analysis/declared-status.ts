import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { eachUseOf } from './callers.js'
import type { Turn } from './turn.js'
import { resolve } from './resolve.js'
import { functionOf } from './called-function.js'
import {
  enclosingFunction,
  isAccess,
  isFunctionNode,
  memberName,
  nameOf,
  parentOf,
  unwrap,
  type FunctionNode,
} from './syntax.js'
import { evaluate, numbersOf } from './values.js'

/** Uses of uses of a function that are followed, and uses of one that are looked at. */
const DEEPEST_USE = 2
const MOST_USES = 200
/** Nodes of one declaration that are looked at, and how deep. */
const MOST_NODES = 5000
const DEEPEST = 10

/** What stands for every status of its hundred, or for all. */
const WILDCARD = /^(?:[1-5]xx|default)$/i

/**
 * Whether the route of this place says which statuses it answers (a response schema, a contract, decorators, a comment for OpenAPI),
 * the old one among them and not the new one: a serializer or a contract may then throw, or drop the body. Known by its shape: an
 * object whose keys are statuses, given to the same registration; no name of a library or of an option is asked for.
 */
export function isDeclaredWithout(cx: AnalysisContext, node: t.Node, turn: Turn): boolean {
  const fn = enclosingFunction(cx.ts, node)
  return fn !== undefined && isDeclaredAround(cx, fn, turn, new Set(), 0)
}

function isDeclaredAround(
  cx: AnalysisContext,
  start: t.Node,
  turn: Turn,
  seen: Set<FunctionNode>,
  depth: number,
): boolean {
  const { ts } = cx
  /** Names of the properties that lead to the handler. */
  let path: readonly string[] = []
  for (let at: t.Node = start; ; at = at.parent) {
    if (isFunctionNode(ts, at) && isDeclaredWhereUsed(cx, at, turn, seen, depth)) return true
    const said = new Declared()
    const parent = parentOf(at)
    if (parent === undefined) return false
    if (ts.isPropertyAssignment(at)) path = [nameOf(ts, at.name) ?? '', ...path]
    if (ts.isMethodDeclaration(at) && ts.isObjectLiteralExpression(parent)) path = [nameOf(ts, at.name) ?? '', ...path]
    if (ts.isObjectLiteralExpression(parent))
      for (const one of parent.properties) if (one !== at && ts.isObjectLiteralElement(one)) said.read(cx, one)
    if (ts.isCallExpression(parent))
      for (const one of argumentsOfChain(cx, parent)) if (one !== at) said.read(cx, narrowed(cx, one, path))
    if (ts.isClassElement(at) && ts.isClassLike(parent)) readDecorators(cx, [at, parent], turn, said)
    if (ts.isStatement(at) || ts.isClassElement(at)) readComments(cx, at, said)
    if (said.lacks(turn)) return true
  }
}

/** A handler or a guard that is handed on by its name: to the registration of a route. */
function isDeclaredWhereUsed(
  cx: AnalysisContext,
  fn: FunctionNode,
  turn: Turn,
  seen: Set<FunctionNode>,
  depth: number,
): boolean {
  if (depth >= DEEPEST_USE || seen.has(fn)) return false
  seen.add(fn)
  let uses = 0
  for (const { node } of eachUseOf(cx, fn)) {
    uses += 1
    if (uses > MOST_USES) return false
    if (isDeclaredAround(cx, node, turn, seen, depth + 1)) return true
  }
  return false
}

/** What a call is given, and the calls before it in its chain: `app.route(contract).handle(f)`. */
function argumentsOfChain({ ts }: AnalysisContext, call: t.CallExpression): readonly t.Expression[] {
  const all = [...call.arguments]
  let at = unwrap(ts, call.expression)
  while (isAccess(ts, at) || ts.isCallExpression(at)) {
    if (ts.isCallExpression(at)) all.push(...at.arguments)
    at = unwrap(ts, at.expression)
  }
  return all
}

/** The part of an object that belongs to the handler: the handlers of a contract have the names of its routes. */
function narrowed(cx: AnalysisContext, argument: t.Expression, path: readonly string[]): t.Node {
  let node: t.Node = argument
  for (const name of path) {
    const object = cx.ts.isExpression(node) ? objectOf(cx, node) : undefined
    const own = object?.properties.find((one) => nameOf(cx.ts, one.name) === name)
    if (own === undefined) return node
    node = cx.ts.isPropertyAssignment(own) ? own.initializer : own
  }
  return node
}

function objectOf(cx: AnalysisContext, expression: t.Expression): t.ObjectLiteralExpression | undefined {
  const { ts } = cx
  const target = resolve(cx, expression)
  const node = target?.kind === 'node' && ts.isExpression(target.node) ? unwrap(ts, target.node) : undefined
  if (node === undefined) return undefined
  if (ts.isObjectLiteralExpression(node)) return node
  // c.router({ … }), defineContract({ … })
  const [only] = ts.isCallExpression(node) ? node.arguments : []
  const given = only && unwrap(ts, only)
  return given && ts.isObjectLiteralExpression(given) ? given : undefined
}

/** Statuses that a declaration names. */
class Declared {
  readonly #statuses = new Set<number>()
  #isOpen = false
  #lacks: ((turn: Turn) => boolean)[] = []
  #nodes = 0

  add(status: number): void {
    this.#statuses.add(status)
  }

  addAll(): void {
    this.#isOpen = true
  }

  lacks(turn: Turn): boolean {
    const hasOwn = this.#statuses.has(turn.from) && !this.#statuses.has(turn.to) && !this.#isOpen
    return hasOwn || this.#lacks.some((one) => one(turn))
  }

  /** Reads the objects in a declaration whose keys are statuses: each is a declaration of its own. */
  read(cx: AnalysisContext, node: t.Node, depth = 0): void {
    const { ts } = cx
    if (depth > DEEPEST || this.#nodes > MOST_NODES || isFunctionNode(ts, node)) return
    this.#nodes += 1
    if (ts.isIdentifier(node) || (ts.isExpression(node) && isAccess(ts, node))) {
      const target = resolve(cx, node)
      if (target?.kind === 'node' && target.node !== node) this.read(cx, target.node, depth + 1)
      return
    }
    if (ts.isShorthandPropertyAssignment(node)) {
      this.read(cx, node.name, depth + 1)
      return
    }
    if (ts.isPropertyAssignment(node)) {
      this.read(cx, node.initializer, depth + 1)
      return
    }
    if (ts.isObjectLiteralExpression(node)) {
      const own = new Declared()
      for (const one of node.properties) readKey(cx, one, own)
      this.#lacks.push((turn) => own.lacks(turn))
    }
    ts.forEachChild(node, (child) => {
      this.read(cx, child, depth + 1)
    })
  }
}

/** `401: …`, `'401': …`, `[HttpStatus.UNAUTHORIZED]: …`, `'4xx': …`. */
function readKey(cx: AnalysisContext, property: t.ObjectLiteralElementLike, own: Declared): void {
  const { ts } = cx
  if (ts.isSpreadAssignment(property)) {
    const spread = objectOf(cx, property.expression)
    // what is not seen may have any
    if (spread === undefined) own.addAll()
    else for (const one of spread.properties) readKey(cx, one, own)
    return
  }
  if (ts.isComputedPropertyName(property.name)) {
    for (const status of numbersOf(evaluate(cx, property.name.expression))) own.add(status)
    return
  }
  const name = nameOf(ts, property.name) ?? ''
  if (WILDCARD.test(name)) own.addAll()
  else if (/^\d{3}$/.test(name)) own.add(Number(name))
}

/** `@ApiResponse({ status: 401 })`, `@Response(401)`, and decorators that have the status in their name or are made of such. */
function readDecorators(cx: AnalysisContext, nodes: readonly t.Node[], turn: Turn, said: Declared): void {
  const { ts } = cx
  const all = nodes.flatMap((node) => (ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : []))
  const read = (node: t.Node, depth: number): void => {
    if (depth > DEEPEST) return
    if (ts.isCallExpression(node)) {
      const callee = unwrap(ts, node.expression)
      const name = ts.isIdentifier(callee) ? callee.text : isAccess(ts, callee) ? (memberName(ts, callee) ?? '') : ''
      if (turn.rename(name) !== undefined) said.add(turn.from)
      if (turn.renameBack(name) !== undefined) said.add(turn.to)
      const made = functionOf(cx, callee)
      if (made?.body && depth < 2) read(made.body, depth + 1)
    }
    if (ts.isExpression(node) && ts.isPropertyAssignment(node.parent) && node.parent.initializer === node)
      readValue(node)
    if (ts.isExpression(node) && ts.isCallExpression(node.parent) && node.parent.expression !== node) readValue(node)
    ts.forEachChild(node, (child) => {
      read(child, depth)
    })
  }
  const readValue = (node: t.Expression): void => {
    if (ts.isStringLiteralLike(node)) {
      if (WILDCARD.test(node.text)) said.addAll()
    } else if (ts.isNumericLiteral(node) || isAccess(ts, node) || ts.isIdentifier(node))
      for (const status of numbersOf(evaluate(cx, node))) said.add(status)
  }
  for (const { expression } of all) {
    read(expression, 0)
    said.read(cx, expression)
  }
}

/** A comment with a tag that names statuses: `@openapi` with `401:` in its lines, `@response 401 - …`. */
function readComments(cx: AnalysisContext, node: t.Node, said: Declared): void {
  const { text } = node.getSourceFile()
  for (const { pos, end } of cx.ts.getLeadingCommentRanges(text, node.pos) ?? []) {
    const comment = text.slice(pos, end)
    if (!comment.startsWith('/**') || !/@\w/.test(comment)) continue
    for (const [, status] of comment.matchAll(/(?<![\w.])([1-5]\d\d)(?![\w.])/g)) said.add(Number(status))
    if (/(?<!\w)(?:4xx\b|default['"]?:)/i.test(comment)) said.addAll()
  }
}
