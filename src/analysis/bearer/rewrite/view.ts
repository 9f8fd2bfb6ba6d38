import type * as t from 'typescript'
import type { BearerObstacle } from '../../../model/strings.js'
import type { Edit } from '../../../model/text.js'
import type { AnalysisContext } from '../../context.js'
import { findDeclaration, type Declaration } from '../../scope.js'
import { parentOf, unwrap } from '../../syntax.js'
import { headerValue, type HeaderValue } from '../header-value.js'
import type { Operation, SchemeTest } from '../operations.js'
import { referencesTo } from '../references.js'
import { isBearer } from '../scheme-word.js'
import { isFallback, isInside, outermost } from '../syntax.js'

/** The edits, or why nothing is rewritten. */
export type Plan = readonly Edit[] | BearerObstacle

/** One header value that is parsed, with everything that a rewrite has to know of it. */
export interface View {
  readonly cx: AnalysisContext
  readonly value: HeaderValue
  /** The call on the header from which the token is picked. */
  readonly call: t.CallExpression
  /** The places that take the token: one, or one in a test and one behind it. */
  readonly cuts: readonly Operation[]
  /** Where the token is picked. */
  readonly picks: readonly (t.Expression | t.BindingElement)[]
  /** Tests for Bearer in the file, by the expression that is the test. */
  readonly tests: ReadonlyMap<t.Node, SchemeTest>
  /** Names that hold the words or groups of this header, and its first word: they vanish with the parsing. */
  readonly names: ReadonlySet<Declaration>
}

export function viewOf(
  cx: AnalysisContext,
  operation: Operation,
  repeats: readonly Operation[],
  operations: readonly Operation[],
): View | undefined {
  const { call, picks: own = [] } = operation
  if (call === undefined || own.length === 0) return undefined
  const cuts = [operation, ...repeats]
  const picks = cuts.flatMap((one) => one.picks ?? [])
  const tests = operations.flatMap((one) =>
    one.kind === 'test' && one.word && isBearer(one.word) && one.form !== 'whole' ? [[one.node, one] as const] : [],
  )
  const names = new Set(cuts.flatMap((one) => (one.call ? [...namesOf(cx, one.call, picks)] : [])))
  return { cx, value: operation.value, call, cuts, picks, tests: new Map(tests), names }
}

/** Whether an expression is the header that is parsed. A function has to do with one request, so with one Authorization header. */
export function isHeader(view: View, expression: t.Expression): boolean {
  const { cx, value } = view
  if (!value.weak) return headerValue(cx, expression) !== undefined
  const node = unwrap(cx.ts, expression)
  return cx.ts.isIdentifier(node) && findDeclaration(cx.ts, node) === value.declaration
}

function namesOf(cx: AnalysisContext, call: t.CallExpression, picks: View['picks']): ReadonlySet<Declaration> {
  const { ts } = cx
  const names = new Set<Declaration>()
  const holder = holderOf(cx, call)
  // a call that is the token itself makes no words
  if (holder === undefined || picks.includes(call)) return names
  if (ts.isIdentifier(holder.name)) {
    names.add(holder)
    for (const reference of referencesTo(ts, holder)) {
      const access = outermost(ts, reference).parent
      if (!ts.isElementAccessExpression(access) || access.argumentExpression.getText() !== '0') continue
      const first = holderOf(cx, access)
      if (first && ts.isIdentifier(first.name)) names.add(first)
    }
  } else if (ts.isArrayBindingPattern(holder.name)) {
    const [first] = holder.name.elements
    if (first && ts.isBindingElement(first) && !picks.includes(first)) names.add(first)
  }
  return names
}

/** The declaration that an expression (or its fallback) is the value of. */
export function holderOf(cx: AnalysisContext, expression: t.Expression): t.VariableDeclaration | undefined {
  const { ts } = cx
  let node = outermost(ts, expression)
  while (
    ts.isBinaryExpression(node.parent) &&
    isFallback(ts, node.parent.operatorToken.kind) &&
    node.parent.left === node
  )
    node = outermost(ts, node.parent)
  return ts.isVariableDeclaration(node.parent) && node.parent.initializer === node ? node.parent : undefined
}

/** The statement that a declaration makes up alone. */
export function statementOf(view: View, declaration: t.VariableDeclaration): t.VariableStatement | undefined {
  const { parent } = declaration
  return view.cx.ts.isVariableDeclarationList(parent) &&
    parent.declarations.length === 1 &&
    view.cx.ts.isVariableStatement(parent.parent)
    ? parent.parent
    : undefined
}

/** The innermost statement around a node, within its function. */
export function nearestStatement(view: View, node: t.Node): t.Statement | undefined {
  const { ts } = view.cx
  for (let at: t.Node | undefined = node; at !== undefined && !ts.isFunctionLike(at); at = parentOf(at))
    if (ts.isStatement(at)) return at
  return undefined
}

/** Whether a statement stands in a list of statements, so that another can be put before it. */
export function isListed(view: View, statement: t.Statement): boolean {
  return view.cx.ts.isBlock(statement.parent) || view.cx.ts.isSourceFile(statement.parent)
}

/** The statements of the list that a statement stands in. */
export function siblings(view: View, statement: t.Statement): readonly t.Statement[] {
  const { parent } = statement
  return view.cx.ts.isBlock(parent) || view.cx.ts.isSourceFile(parent) ? parent.statements : []
}

export function isWithinAny(node: t.Node, ranges: readonly t.Node[]): boolean {
  return ranges.some((range) => isInside(node, range))
}

/** The statement of a block that holds no other; a statement without a block is its own. */
export function soleStatement(view: View, statement: t.Statement): t.Statement | undefined {
  if (!view.cx.ts.isBlock(statement)) return statement
  return statement.statements.length === 1 ? statement.statements[0] : undefined
}
