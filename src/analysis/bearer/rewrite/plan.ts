import type * as t from 'typescript'
import type { EditSafety } from '../../../model/text.js'
import { outermost } from '../syntax.js'
import { conditionAround } from './names.js'
import { planExpression } from './plan-expression.js'
import { planPair } from './plan-pair.js'
import type { Plan, View } from './view.js'

/** The edits that put `parseBearer(header)` in place of the parsing: of the words, the tests and the cut together. */
export function planHelper(view: View, safety: EditSafety): Plan {
  const { ts } = view.cx
  const [first] = view.picks
  if (first !== undefined && ts.isBindingElement(first))
    return view.picks.length === 1 ? planPair(view, first, safety) : 'several-takes'
  // a pick inside a condition is a test of the token and goes with it
  const taken = view.picks.filter(
    (pick): pick is t.Expression => !ts.isBindingElement(pick) && !isInCondition(view, pick),
  )
  if (taken.length > 1 || view.picks.some((one) => ts.isBindingElement(one))) return 'several-takes'
  const [pick] = taken
  return pick ? planExpression(takingAt(view, pick), pick, safety) : 'form'
}

/** The view from the cut that a pick belongs to. */
function takingAt(view: View, pick: t.Expression): View {
  const { call = view.call, value } = view.cuts.find(({ picks }) => picks?.includes(pick)) ?? view
  return { ...view, call, value }
}

function isInCondition(view: View, pick: t.Expression): boolean {
  return conditionAround(view, outermost(view.cx.ts, pick)) !== undefined
}
