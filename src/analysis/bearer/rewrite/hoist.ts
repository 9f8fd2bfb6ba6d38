import type * as t from 'typescript'
import type { EditSafety, TextRange } from '../../../model/text.js'
import { isAccess, rangeOf } from '../../syntax.js'
import type { Guard } from './guards.js'
import { headerText } from './header-text.js'
import { isFree, vanishing } from './names.js'
import { opened } from './opened.js'
import type { Plan } from './view.js'
import { settle } from './settle.js'
import { emptyDeclaration, writesHeader, type Taker } from './taker.js'
import { callText, edit, hasComment, indentation, lineBreak, removals, textWith } from './text-edits.js'
import { isHeader, isListed, soleStatement, type View } from './view.js'
import type { Whole } from './widen.js'

/** The name of the token where the code had none for it. */
const NAME = 'token'

/** The call goes before the guard, the guard asks for the token, the old cut goes. */
export function hoist(
  view: View,
  whole: Whole,
  taker: Taker,
  guard: Guard,
  repeated: readonly Guard[],
  safety: EditSafety,
): Plan {
  const { text } = view.cx.file
  const at = guard.statement
  if (writesHeader(view, taker.statement)) return 'form'
  if (!isListed(view, at)) return 'form'
  const keeps = taker.kind === 'declare' || taker.kind === 'assign'
  const name = keeps ? taker.name : NAME
  if (name === undefined || (keeps && !isListed(view, taker.statement))) return 'form'
  if (keeps && hasComment(text, taker.statement)) return 'comment'
  if (taker.kind !== 'assign' && !isFree(view, name, at, taker.declaration)) return 'name-taken'
  if (readsOn(view, guard)) return 'form'
  const condition = conditionRange(text, guard)
  const empty = taker.kind === 'assign' ? emptyDeclaration(view, taker, at) : undefined
  if (taker.kind === 'assign' && empty === undefined) return 'form'
  const dropped = repeated.map((one) => one.statement)
  const consumed: t.Node[] = [whole.node, ...guard.condition.all, ...dropped]
  const gone = vanishing(view, consumed)
  if (gone === undefined) return 'words-used'
  const header = headerText(view, [...consumed, ...gone])
  const call = callText(header.text, whole.fallback)
  const semicolon = taker.statement.getText().endsWith(';') ? ';' : ''
  const line =
    taker.kind === 'declare'
      ? textWith(taker.statement, [{ range: rangeOf(whole.node), text: call }])
      : `const ${name} = ${call}${semicolon}`
  const isEmptied =
    keeps && guard.kind === 'encloses' && !at.elseStatement && soleStatement(view, at.thenStatement) === taker.statement
  if (isEmptied && hasComment(text, at)) return 'comment'
  if (isEmptied && condition.start > at.expression.getStart()) return 'form'
  const settled = settle(
    view,
    {
      name,
      declaration: taker.declaration,
      guard,
      consumed: [...consumed, ...gone],
      ...(!keeps && { replaced: whole.node }),
    },
    safety,
  )
  if (settled === 'two-answers') return settled
  const unused = [...gone, header.removed, ...dropped, empty].filter((one) => one !== undefined)
  // nothing but the cut stood behind the guard: the guard goes too
  if (isEmptied) return [...removals(text, unused, safety), edit(rangeOf(at), line, safety, true)]
  // a comment above the guard stays above it
  const above = view.cx.ts.getLeadingCommentRanges(text, at.getFullStart())?.[0]?.pos ?? at.getStart()
  const edits = [
    ...removals(text, [...unused, ...(keeps ? [taker.statement] : [])], safety),
    edit({ start: above, end: above }, `${line}${lineBreak(text, above)}${indentation(text, above)}`, safety, true),
    edit(condition, guard.kind === 'leaves' ? `!${name}` : name, safety),
    ...(keeps ? [] : [edit(rangeOf(whole.node), name, safety)]),
    ...settled.edits,
  ]
  return opened(view, edits, settled.openings, safety) ?? 'form'
}

/** Whether the rest of the condition reads the header, which it could because the replaced part had asked for it. */
function readsOn(view: View, { condition, statement }: Guard): boolean {
  const { ts } = view.cx
  const visit = (node: t.Node): boolean =>
    !condition.all.some((one) => one === node) &&
    (((ts.isIdentifier(node) || isAccess(ts, node)) && isHeader(view, node)) ||
      (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false))
  return visit(statement.expression)
}

/** The part of the condition that is replaced; a condition that is replaced whole gives up the line breaks around it. */
function conditionRange(text: string, { condition, statement }: Guard): TextRange {
  const { expression } = statement
  const range = { start: condition.first.getStart(), end: condition.last.getEnd() }
  if (condition.first !== expression || condition.last !== expression) return range
  const open = text.slice(expression.pos, range.start).trimEnd()
  const behind = /^\s*(?=\))/.exec(text.slice(range.end))?.[0].length ?? 0
  return { start: expression.pos + open.length, end: range.end + behind }
}
