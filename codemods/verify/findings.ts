import type { TextRange } from '../../src/model/text.js'
import type { MadeEdit } from '../made-edit.js'
import type { Plan, PlannedLeave } from '../plan.js'
import { overlaps } from '../text/splice.js'

/** Codes that the command gives by itself: no findings of the analysis. */
const OWN_CODES: readonly string[] = ['ignored', 'safe', 'helper-clash', 'not-verified']

/**
 * The first place that a person would have to look at after the edits and not before. Offsets are places in the text on disk.
 * In: what was planned before the first edit, the edits, what the last look left.
 */
export function findNewFinding(
  before: Plan,
  made: readonly MadeEdit[],
  after: readonly PlannedLeave[],
): { readonly text: string; readonly at: number } | undefined {
  if (made.length === 0) return undefined
  for (const leave of after) {
    if (!leave.unresolved || OWN_CODES.includes(leave.code)) continue
    const touches = (range: TextRange): boolean => overlaps(range, leave.range)
    const edited = made.find((one) => one.codemod === leave.codemod && one.spans.slice(0, 1).some(touches))
    const wasLeft = before.leaves.some((one) => one.codemod === leave.codemod && touches(one.range))
    if (wasLeft) continue
    if (edited) return { text: `it would still be found (${leave.code}: ${leave.text})`, at: leave.range.start }
    if (before.edits.some((one) => touches(one.range))) continue
    return { text: `it would bring a new finding (${leave.code}: ${leave.text})`, at: leave.range.start }
  }
  return undefined
}
