import type * as t from 'typescript'
import type { ResponseMethod } from '../../frameworks/define.js'
import type { AnalysisContext } from '../context.js'
import { statusOf } from '../status-of.js'
import { isAccess, isFunctionNode, memberName, nameOf, parentOf, unwrap } from '../syntax.js'
import { evaluate, numbersOf } from '../values.js'

/**
 * The statuses of the response that a header is put on, when the code around it says so: the `status` beside `headers`,
 * an argument of the same call, a call in the same chain, or a neighbouring statement about the same object. Empty: not known.
 */
export function statusesAt(cx: AnalysisContext, write: t.Node): readonly number[] {
  return besideHeaders(cx, write) ?? inChain(cx, write) ?? inNeighbours(cx, write) ?? []
}

function isStatus(status: number): boolean {
  return Number.isInteger(status) && status >= 100 && status < 600
}

function statuses(numbers: readonly number[]): readonly number[] | undefined {
  const found = numbers.filter(isStatus)
  return found.length > 0 ? found : undefined
}

/** `{ status: 401, headers: { … } }`, `writeHead(401, { … })`, `c.json(body, 401, { … })`. */
function besideHeaders(cx: AnalysisContext, write: t.Node): readonly number[] | undefined {
  const { ts } = cx
  let node = write
  for (let steps = 0; steps < 8; steps++) {
    const { parent } = node
    if (ts.isObjectLiteralExpression(parent)) {
      for (const property of parent.properties) {
        if (!ts.isPropertyAssignment(property) || !/^status(?:Code)?$/.test(nameOf(ts, property.name) ?? '')) continue
        return statuses(numbersOf(evaluate(cx, property.initializer)))
      }
    } else if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
      if (parent.expression === node) return undefined
      const others = (parent.arguments ?? []).filter((argument) => argument !== node)
      return statuses(
        others.flatMap((argument) => (ts.isObjectLiteralExpression(argument) ? [] : numbersOf(evaluate(cx, argument)))),
      )
    } else if (ts.isStatement(parent) || isFunctionNode(ts, parent)) return undefined
    node = parent
  }
  return undefined
}

/** What the frameworks know of methods of this name. */
function methodsNamed(cx: AnalysisContext, name: string): readonly ResponseMethod[] {
  return cx.frameworks.flatMap((framework) =>
    (framework.objects ?? []).flatMap(({ methods }) => (Object.hasOwn(methods, name) ? [methods[name] ?? {}] : [])),
  )
}

function statusOfCall(cx: AnalysisContext, call: t.CallExpression): readonly number[] | undefined {
  const callee = unwrap(cx.ts, call.expression)
  const name = isAccess(cx.ts, callee) ? memberName(cx.ts, callee) : undefined
  if (name === undefined) return undefined
  for (const { status } of methodsNamed(cx, name)) {
    const found = status && statusOf(cx, status, call.arguments)
    const numbers = found && found !== 'absent' ? statuses(numbersOf(found.value)) : undefined
    if (numbers) return numbers
  }
  return undefined
}

/** The calls of the chain that `node` is part of, from the first to the last. */
function chainOf(cx: AnalysisContext, node: t.Node): readonly t.CallExpression[] {
  const { ts } = cx
  let top = node
  for (;;) {
    const { parent } = top
    if (isAccess(ts, parent) && parent.expression === top) top = parent
    else if (ts.isCallExpression(parent) && parent.expression === top) top = parent
    else break
  }
  const calls: t.CallExpression[] = []
  for (let at: t.Node = top; ;) {
    if (ts.isCallExpression(at)) calls.unshift(at)
    if (
      ts.isCallExpression(at) ||
      isAccess(ts, at) ||
      ts.isNonNullExpression(at) ||
      ts.isParenthesizedExpression(at) ||
      ts.isAwaitExpression(at)
    )
      at = at.expression
    else return calls
  }
}

function inChain(cx: AnalysisContext, write: t.Node): readonly number[] | undefined {
  const { ts } = cx
  const call = ts.isCallExpression(write) ? write : enclosingCall(cx, write)
  return call && firstStatus(cx, chainOf(cx, call))
}

function firstStatus(cx: AnalysisContext, calls: readonly t.CallExpression[]): readonly number[] | undefined {
  for (const one of calls) {
    const found = statusOfCall(cx, one)
    if (found) return found
  }
  return undefined
}

/** The call that an object of headers is handed to: `res.set({ … })`. */
function enclosingCall(cx: AnalysisContext, write: t.Node): t.CallExpression | undefined {
  const { ts } = cx
  for (let at = write.parent; !ts.isStatement(at) && !isFunctionNode(ts, at) && !ts.isSourceFile(at); at = at.parent)
    if (ts.isCallExpression(at)) return at
  return undefined
}

/** `res.set(…); res.status(401)`: the next statement about the same object that sets a status, else the one before. */
function inNeighbours(cx: AnalysisContext, write: t.Node): readonly number[] | undefined {
  const { ts } = cx
  let statement: t.Node = write
  while (!ts.isStatement(statement) && !isFunctionNode(ts, statement) && !ts.isSourceFile(statement))
    statement = statement.parent
  const block = parentOf(statement)
  if (
    !ts.isStatement(statement) ||
    block === undefined ||
    !(ts.isBlock(block) || ts.isSourceFile(block) || ts.isCaseOrDefaultClause(block))
  )
    return undefined
  const root = rootOf(cx, write)
  if (root === undefined) return undefined
  const index = block.statements.indexOf(statement)
  const near = [...block.statements.slice(index + 1), ...block.statements.slice(0, index).reverse()]
  for (const one of near) {
    const found = statusIn(cx, one, root)
    if (found) return found
  }
  return undefined
}

/** The identifier at the root of what the header is put on: `res` of `res.set(…)`, `ctx` of `ctx.headers['…'] = …`. */
function rootOf(cx: AnalysisContext, write: t.Node): string | undefined {
  const { ts } = cx
  const call = ts.isCallExpression(write) || ts.isBinaryExpression(write) ? write : enclosingCall(cx, write)
  let node: t.Node | undefined = call && ts.isBinaryExpression(call) ? call.left : call?.expression
  while (node && (isAccess(ts, node) || ts.isCallExpression(node) || ts.isNonNullExpression(node)))
    node = node.expression
  return node && ts.isIdentifier(node) ? node.text : node?.kind === ts.SyntaxKind.ThisKeyword ? 'this' : undefined
}

/** A status set on `root` by a statement of its own: `root.status(401)…`, `root.statusCode = 401`, `return root.code(401).send()`. */
function statusIn(cx: AnalysisContext, statement: t.Statement, root: string): readonly number[] | undefined {
  const { ts } = cx
  const expression =
    ts.isExpressionStatement(statement) || ts.isReturnStatement(statement) ? statement.expression : undefined
  if (expression === undefined) return undefined
  const node = ts.isAwaitExpression(expression) || ts.isVoidExpression(expression) ? expression.expression : expression
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && isAccess(ts, node.left)) {
    if (!/^status(?:Code)?$/.test(memberName(ts, node.left) ?? '') || rootOf(cx, node) !== root) return undefined
    return statuses(numbersOf(evaluate(cx, node.right)))
  }
  return ts.isCallExpression(node) && rootOf(cx, node) === root ? firstStatus(cx, chainOf(cx, node)) : undefined
}
