import type * as t from 'typescript'
import type { Edit, EditSafety, TextRange } from '../../../model/text.js'
import { findNamed } from '../../scope.js'
import { edit, indentation } from './text-edits.js'
import type { View } from './view.js'

/** A statement that gives way to what its block holds. */
export interface Opening {
  readonly statement: t.IfStatement
  readonly body: t.Statement
}

/** The edits together with the blocks that are opened, as edits that do not overlap; `undefined` where a block cannot be opened. */
export function opened(
  view: View,
  edits: readonly Edit[],
  openings: readonly Opening[],
  safety: EditSafety,
): readonly Edit[] | undefined {
  const { text } = view.cx.file
  let all = [...edits]
  // the innermost first: what is inside another is part of its text by then
  for (const { statement, body } of [...openings].sort((a, b) => b.statement.pos - a.statement.pos)) {
    if (!canOpen(view, statement, body)) return undefined
    const range = { start: statement.getStart(), end: statement.getEnd() }
    const kept = insideOf(view, body)
    const within = all.filter((one) => isWithin(one.range, kept))
    if (all.some((one) => overlaps(one.range, range) && !isWithin(one.range, range))) return undefined
    const inner = within
      .sort((a, b) => b.range.start - a.range.start)
      .reduce(
        (old, { range: { start, end }, text: by }) => splice(old, start - kept.start, end - kept.start, by),
        text.slice(kept.start, kept.end),
      )
    all = all.filter((one) => !isWithin(one.range, range))
    all.push(edit(range, dedented(inner, indentation(text, range.start)), safety))
  }
  return all
}

function splice(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end)
}

/** From the first statement of a block to its last, with comments. */
function insideOf(view: View, body: t.Statement): TextRange {
  if (!view.cx.ts.isBlock(body)) return { start: body.getStart(), end: body.getEnd() }
  const { text } = view.cx.file
  const start = body.getStart() + 1
  const inner = text.slice(start, body.getEnd() - 1)
  return { start: start + (inner.length - inner.trimStart().length), end: start + inner.trimEnd().length }
}

/** Lines as far in as the statement that they replace. */
function dedented(text: string, indent: string): string {
  const [first = '', ...rest] = text.split('\n')
  const depths = rest.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0)
  const surplus = Math.max(0, Math.min(...depths) - indent.length)
  return [first, ...rest.map((line) => line.slice(Math.min(surplus, /^[ \t]*/.exec(line)?.[0].length ?? 0)))].join('\n')
}

/** A text over several lines would lose white space of its own, and a name could meet another. */
function canOpen(view: View, statement: t.IfStatement, body: t.Statement): boolean {
  const { ts } = view.cx
  const { parent } = statement
  if (!ts.isBlock(body)) return true
  if (body.statements.length === 0 || !(ts.isBlock(parent) || ts.isSourceFile(parent))) return false
  const isFixed = (node: t.Node): boolean =>
    ((ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)) && node.getText().includes('\n')) ||
    (ts.forEachChild(node, (child) => isFixed(child) || undefined) ?? false)
  if (isFixed(body)) return false
  const names = body.statements.flatMap((one) =>
    ts.isVariableStatement(one) ? one.declarationList.declarations.map(({ name }) => name.getText()) : [],
  )
  const hasOther = body.statements.some((one) => ts.isFunctionDeclaration(one) || ts.isClassDeclaration(one))
  return !hasOther && names.every((name) => findNamed(ts, statement, name) === undefined)
}

function isWithin(one: TextRange, outer: TextRange): boolean {
  return one.start >= outer.start && one.end <= outer.end
}

function overlaps(one: TextRange, other: TextRange): boolean {
  return one.start < other.end && one.end > other.start
}
