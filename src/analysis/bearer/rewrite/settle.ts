import type * as t from 'typescript'
import type { Edit, EditSafety, TextRange } from '../../../model/text.js'
import { assignmentsTo, type Declaration } from '../../scope.js'
import { rangeOf, unwrap } from '../../syntax.js'
import { referencesTo } from '../references.js'
import { isEquality, isFallback, isInside, isNothing, outermost } from '../syntax.js'
import { exitText, leaves, type Guard } from './guards.js'
import { conditionAround } from './names.js'
import type { Opening } from './opened.js'
import { edit, removals } from './text-edits.js'
import { siblings, type View } from './view.js'

/** A guard that asks for the token by its name after the rewrite, so that behind it there is one. */
export interface Decided {
  readonly name: string
  readonly declaration: Declaration | undefined
  readonly guard: Pick<Guard, 'kind' | 'statement'>
  /** What the rewrite takes away. */
  readonly consumed: readonly t.Node[]
  /** The expression behind the guard in whose place the token's name comes. */
  readonly replaced?: t.Expression
}

/** What has to be done with the later tests. */
export interface Settled {
  readonly edits: readonly Edit[]
  readonly openings: readonly Opening[]
}

/**
 * The later tests of a token that a guard has asked for already: `if (!token) return` a second time, `token || null`, `if (token) { … }`.
 * They go, with the branch that can never run, when this says what the guard's own way out says; else the two answers stay two.
 */
export function settle(view: View, decided: Decided, safety: EditSafety): Settled | 'two-answers' {
  const edits: Edit[] = []
  const openings: Opening[] = []
  for (const use of usesBehind(view, decided)) {
    const later = laterTest(view, use)
    const isPick = !view.cx.ts.isIdentifier(use)
    if (later === undefined) {
      if (isPick) edits.push(edit(rangeOf(use), decided.name, safety))
      continue
    }
    if (later.kind === 'cut') {
      edits.push(...later.ranges.map((range) => edit(range, '', safety)))
      if (isPick && isInside(use, later.kept)) edits.push(edit(rangeOf(use), decided.name, safety))
      continue
    }
    if (later.other !== undefined && !isSameExit(view, later.other, decided.guard)) return 'two-answers'
    if (later.taken === undefined) edits.push(...removals(view.cx.file.text, [later.statement], safety))
    else openings.push({ statement: later.statement, body: later.taken })
  }
  const { replaced } = decided
  const fallback = replaced && laterTest(view, replaced)
  if (replaced !== undefined && fallback?.kind === 'cut' && isInside(replaced, fallback.kept))
    edits.push(...fallback.ranges.map((range) => edit(range, '', safety)))
  return { edits, openings }
}

/** Uses of the token where the guard has decided that there is one. */
function usesBehind(view: View, { declaration, guard, consumed }: Decided): readonly t.Expression[] {
  const { ts } = view.cx
  const { statement, kind } = guard
  const region = kind === 'encloses' ? statement.thenStatement : statement.parent
  const start = kind === 'encloses' ? region.pos : statement.end
  const [changed = Infinity] = declaration
    ? assignmentsTo(ts, declaration)
        .map((value) => value.pos)
        .filter((at) => at > start && !consumed.some((one) => at >= one.pos && at < one.end))
        .sort((a, b) => a - b)
    : []
  const names = declaration ? referencesTo(ts, declaration) : []
  const picks = view.picks.filter(
    (pick): pick is t.Expression =>
      !ts.isBindingElement(pick) && conditionAround(view, outermost(ts, pick)) !== undefined,
  )
  return [...names, ...picks]
    .filter((use) => isInside(use, region) && use.pos >= start && use.end <= changed)
    .filter((use) => !consumed.some((one) => isInside(use, one)))
}

type LaterTest =
  /** The operand beside which nothing else counts. */
  | { readonly kind: 'cut'; readonly ranges: readonly TextRange[]; readonly kept: t.Expression }
  /** An `if` of which one branch always runs, and the other never. */
  | {
      readonly kind: 'if'
      readonly statement: t.IfStatement
      readonly taken: t.Statement | undefined
      readonly other: t.Statement | undefined
    }

/** What asks for the token, when it is nothing but that. */
function laterTest(view: View, use: t.Expression): LaterTest | undefined {
  const { ts } = view.cx
  let isPresent = true
  let node = outermost(ts, use)
  for (;;) {
    const { parent } = node
    if (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken) isPresent = !isPresent
    else if (ts.isBinaryExpression(parent) && isEquality(ts, parent.operatorToken.kind)) {
      const other = unwrap(ts, parent.left === node ? parent.right : parent.left)
      if (!isNothing(ts, other)) return undefined
      if (!parent.operatorToken.getText().startsWith('!')) isPresent = !isPresent
    } else break
    node = outermost(ts, parent)
  }
  const { parent } = node
  if (ts.isIfStatement(parent) && parent.expression === node) {
    const [taken, other] = isPresent
      ? [parent.thenStatement, parent.elseStatement]
      : [parent.elseStatement, parent.thenStatement]
    return { kind: 'if', statement: parent, taken, other }
  }
  if (ts.isConditionalExpression(parent) && parent.condition === node) {
    const kept = isPresent ? parent.whenTrue : parent.whenFalse
    const ranges = [
      { start: parent.getStart(), end: kept.getStart() },
      { start: kept.getEnd(), end: parent.getEnd() },
    ]
    return { kind: 'cut', ranges, kept }
  }
  if (!ts.isBinaryExpression(parent)) return undefined
  const { left, right, operatorToken } = parent
  const isAnd = operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
  const isOr = operatorToken.kind === ts.SyntaxKind.BarBarToken
  // token || null, token ?? ''
  if (isFallback(ts, operatorToken.kind) && left === node && isPresent)
    return { kind: 'cut', ranges: [{ start: left.getEnd(), end: right.getEnd() }], kept: left }
  // token && known, !token || unknown
  if (!(isAnd && isPresent) && !(isOr && !isPresent)) return undefined
  if (left === node) return { kind: 'cut', ranges: [{ start: left.getStart(), end: right.getStart() }], kept: right }
  return decidesBranch(view, parent)
    ? { kind: 'cut', ranges: [{ start: left.getEnd(), end: right.getEnd() }], kept: left }
    : undefined
}

/** Whether only the truth of an expression counts. */
function decidesBranch(view: View, node: t.Expression): boolean {
  const { ts } = view.cx
  const outer = outermost(ts, node)
  const { parent } = outer
  if (ts.isIfStatement(parent)) return parent.expression === outer
  return ts.isConditionalExpression(parent) && parent.condition === outer
}

/** Whether a branch says what the guard says to a request without a token. */
function isSameExit(view: View, branch: t.Statement, { kind, statement }: Decided['guard']): boolean {
  const exit = kind === 'leaves' ? statement.thenStatement : (statement.elseStatement ?? nextOf(view, statement))
  return exit !== undefined && exitText(view, branch) === exitText(view, exit)
}

/** What follows an `if` that always leaves: its other branch by another spelling. */
function nextOf(view: View, statement: t.IfStatement): t.Statement | undefined {
  const all = siblings(view, statement)
  const next = all[all.indexOf(statement) + 1]
  return leaves(view, statement.thenStatement) && next !== undefined && leaves(view, next) ? next : undefined
}
