import type * as t from 'typescript'
import type { Edit, TextRange } from '../model/text.js'
import type { AnalysisContext } from './context.js'
import type { Turn } from './turn.js'
import { returnedExpressions } from './returns.js'
import { resolve } from './resolve.js'
import { memberSibling } from './siblings.js'
import type { RawSite } from './state.js'
import { functionOf } from './called-function.js'
import { isAccess, isFunctionNode, isWrapper, parentOf, rangeOf, unwrap } from './syntax.js'
import { evaluate, numbersOf } from './values.js'

/** The status is in the body, where no edit at this place reaches it. */
export const OUT_OF_REACH = 'out of reach'

/**
 * Edits for the places at which a response repeats its status as data (`res.status(401).json({ code: 401 })`): what a client reads
 * there has to change with it.
 * @param changed what is edited already
 */
export function repeatedStatus(
  cx: AnalysisContext,
  site: RawSite,
  turn: Turn,
  changed: readonly Edit[],
): readonly Edit[] | typeof OUT_OF_REACH {
  const edits: Edit[] = []
  for (const part of partsOf(cx, site)) {
    const found = repeatedIn(
      cx,
      part,
      turn,
      [...changed, ...edits].map(({ range }) => range),
    )
    if (found === OUT_OF_REACH) return OUT_OF_REACH
    edits.push(...found)
  }
  return edits
}

/** The expression that makes or sends the response, and what is done to the same response, or returned, in the same run of statements. */
function partsOf(cx: AnalysisContext, site: RawSite): readonly t.Expression[] {
  const { ts } = cx
  const whole = wholeExpression(cx, site.node)
  const statement = whole.parent
  if (!ts.isExpressionStatement(statement) || !(ts.isBlock(statement.parent) || ts.isCaseClause(statement.parent)))
    return [whole]
  const root = rootOf(cx, ts.isCallExpression(whole) ? whole : site.node)
  const { statements } = statement.parent
  const at = statements.indexOf(statement)
  const parts = (some: readonly t.Statement[]): readonly t.Expression[] => {
    const end = some.findIndex((one) => !ts.isExpressionStatement(one) && !ts.isVariableStatement(one))
    const last = end < 0 ? undefined : some[end]
    const returned = last && ts.isReturnStatement(last) ? last.expression : undefined
    const straight = some.slice(0, end < 0 ? some.length : end)
    const done = straight.flatMap((one) => (ts.isExpressionStatement(one) ? [one.expression] : []))
    return [...done.filter((one) => root !== undefined && rootOf(cx, one) === root), ...(returned ? [returned] : [])]
  }
  return [whole, ...parts(statements.slice(0, at).toReversed()), ...parts(statements.slice(at + 1))]
}

/** From the place of a status up to where the value is used: branches beside it are other responses. */
function wholeExpression({ ts }: AnalysisContext, node: t.Node): t.Expression {
  let at = node
  for (;;) {
    const parent = parentOf(at)
    if (parent === undefined || isFunctionNode(ts, parent)) break
    const isLeft = ts.isBinaryExpression(parent) && parent.left === at && ts.isExpressionStatement(parent.parent)
    const goesOn =
      isLeft ||
      isAccess(ts, parent) ||
      isWrapper(ts, parent) ||
      ts.isCallExpression(parent) ||
      ts.isNewExpression(parent) ||
      ts.isAwaitExpression(parent) ||
      ts.isObjectLiteralExpression(parent) ||
      ts.isPropertyAssignment(parent)
    if (!goesOn) break
    at = parent
  }
  return at as t.Expression
}

/** The name at the root of a chain, or of the left side of an assignment. */
function rootOf({ ts }: AnalysisContext, node: t.Node): string | undefined {
  let at: t.Node = node
  for (;;) {
    if (ts.isBinaryExpression(at)) at = at.left
    else if (ts.isAwaitExpression(at) || ts.isCallExpression(at) || isAccess(ts, at) || isWrapper(ts, at))
      at = at.expression
    else return ts.isIdentifier(at) || at.kind === ts.SyntaxKind.ThisKeyword ? at.getText() : undefined
  }
}

function repeatedIn(
  cx: AnalysisContext,
  root: t.Expression,
  turn: Turn,
  changed: readonly TextRange[],
): readonly Edit[] | typeof OUT_OF_REACH {
  const { ts } = cx
  const edits: Edit[] = []
  const out: t.Node[] = []
  const isChanged = (node: t.Node): boolean =>
    changed.some(({ start, end }) => node.getStart() <= start && end <= node.getEnd())
  const visit = (node: t.Node): void => {
    if (isFunctionNode(ts, node)) return
    if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) {
      const value = unwrap(ts, ts.isPropertyAssignment(node) ? node.initializer : node.name)
      if (!isChanged(value) && isStatus(cx, value, turn)) {
        const found = ts.isPropertyAssignment(node) ? turned(cx, value, turn) : undefined
        if (found) edits.push(...found)
        else out.push(value)
        return
      }
    }
    if (ts.isCallExpression(node))
      out.push(...node.arguments.filter((argument) => !isChanged(argument) && isGiven(cx, argument, turn)))
    ts.forEachChild(node, visit)
  }
  visit(root)
  return out.length > 0 ? OUT_OF_REACH : edits
}

/** `401`, `'401'`, or a name for it. */
function isStatus(cx: AnalysisContext, node: t.Expression, { from }: Turn): boolean {
  const { ts } = cx
  if (ts.isStringLiteralLike(node)) return node.text === String(from)
  if (!ts.isNumericLiteral(node) && !ts.isIdentifier(node) && !isAccess(ts, node)) return false
  return numbersOf(evaluate(cx, node)).includes(from)
}

function turned(cx: AnalysisContext, node: t.Expression, turn: Turn): readonly Edit[] | undefined {
  const { ts } = cx
  if (isAccess(ts, node)) return memberSibling(cx, node, turn)
  if (!ts.isNumericLiteral(node) && !ts.isStringLiteralLike(node)) return undefined
  const quote = ts.isStringLiteralLike(node) ? node.getText().charAt(0) : ''
  return [{ range: rangeOf(node), text: quote + String(turn.to) + quote, safety: 'wire-visible' }]
}

/** An argument that is the status again, or data made elsewhere that holds it. */
function isGiven(cx: AnalysisContext, argument: t.Expression, turn: Turn): boolean {
  const { ts } = cx
  const node = unwrap(ts, argument)
  if (ts.isNumericLiteral(node)) return Number(node.text) === turn.from
  if (ts.isObjectLiteralExpression(node) || ts.isStringLiteralLike(node)) return false
  if (ts.isCallExpression(node)) {
    const fn = functionOf(cx, node.expression)
    return fn !== undefined && returnedExpressions(ts, fn).some((one) => holds(cx, one, turn))
  }
  if (!ts.isIdentifier(node) && !isAccess(ts, node)) return false
  const target = resolve(cx, node)
  return target?.kind === 'node' && ts.isExpression(target.node) && holds(cx, target.node, turn)
}

/** Whether an object literal has the status as one of its values. */
function holds(cx: AnalysisContext, expression: t.Expression, turn: Turn, depth = 0): boolean {
  const { ts } = cx
  const node = unwrap(ts, expression)
  if (ts.isArrayLiteralExpression(node) && depth < DEEPEST)
    return node.elements.some((one) => holds(cx, one, turn, depth + 1))
  if (!ts.isObjectLiteralExpression(node) || depth > DEEPEST) return false
  return node.properties.some((one) => {
    const value = ts.isPropertyAssignment(one)
      ? unwrap(ts, one.initializer)
      : ts.isShorthandPropertyAssignment(one)
        ? one.name
        : undefined
    return value !== undefined && (isStatus(cx, value, turn) || holds(cx, value, turn, depth + 1))
  })
}

const DEEPEST = 4
