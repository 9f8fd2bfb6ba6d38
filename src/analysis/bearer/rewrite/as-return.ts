import type * as t from 'typescript'
import type { EditSafety, TextRange } from '../../../model/text.js'
import { rangeOf } from '../../syntax.js'
import { isNothing, outermost } from '../syntax.js'
import type { Guard } from './guards.js'
import { headerText } from './header-text.js'
import { vanishing } from './names.js'
import type { Plan } from './view.js'
import type { Taker } from './taker.js'
import { callText, edit, hasComment, removals, textWith } from './text-edits.js'
import { siblings, soleStatement, type View } from './view.js'
import type { Whole } from './widen.js'

/**
 * `if (isBearer) { return cut }  return null` and `if (!isBearer) return null  return cut` become one `return`.
 * `undefined`: the code has another form.
 */
export function asReturn(view: View, whole: Whole, taker: Taker, guard: Guard, safety: EditSafety): Plan | undefined {
  const { text } = view.cx.file
  const { statement } = guard
  const isWhole = guard.condition.first === statement.expression && guard.condition.last === statement.expression
  if (taker.kind !== 'return' || !isWhole || whole.fallback !== undefined) return undefined
  if (outermost(view.cx.ts, whole.node).parent !== taker.statement || hasComment(text, statement)) return undefined
  const pair = pairOf(view, taker, guard)
  const nothing = pair && nothingOf(view, pair.other)
  if (!pair || !nothing) return undefined
  const consumed: t.Node[] = [statement, pair.last]
  const gone = vanishing(view, consumed)
  if (gone === undefined) return 'words-used'
  const header = headerText(view, [...consumed, ...gone])
  const range: TextRange = { start: statement.getStart(), end: pair.last.getEnd() }
  const call = callText(header.text, nothing.text === 'undefined' ? undefined : nothing.text)
  return [
    ...removals(text, [...gone, ...(header.removed ? [header.removed] : [])], safety),
    edit(range, textWith(taker.statement, [{ range: rangeOf(whole.node), text: call }]), safety, true),
  ]
}

/** The statement that returns where there is no token, and the last statement of the whole form. */
function pairOf(
  view: View,
  taker: Taker,
  { kind, statement }: Guard,
): { readonly other: t.Statement; readonly last: t.Statement } | undefined {
  const all = siblings(view, statement)
  const next = all[all.indexOf(statement) + 1]
  const inner = soleStatement(view, statement.thenStatement)
  if (kind === 'leaves') return inner && next === taker.statement ? { other: inner, last: next } : undefined
  if (inner !== taker.statement) return undefined
  if (statement.elseStatement === undefined) return next && { other: next, last: next }
  const other = soleStatement(view, statement.elseStatement)
  return other && { other, last: statement }
}

/** What `return null`, `return` and the like return. */
function nothingOf(view: View, statement: t.Statement): { readonly text: string } | undefined {
  if (!view.cx.ts.isReturnStatement(statement)) return undefined
  const { expression } = statement
  if (expression === undefined) return { text: 'undefined' }
  return isNothing(view.cx.ts, expression) ? { text: expression.getText() } : undefined
}
