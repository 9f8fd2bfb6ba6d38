import type * as t from 'typescript'
import type { Edit, EditSafety } from '../../../model/text.js'
import { outermost } from '../syntax.js'
import { conditionAround } from './names.js'
import { planExpression } from './plan-expression.js'
import { planPair } from './plan-pair.js'
import type { View } from './view.js'

/** Why nothing is rewritten: see `BearerSite.obstacle`. */
export type Obstacle = 'no-guard' | 'form'
export type Plan = readonly Edit[] | Obstacle

/** The edits that put `parseBearer(header)` in place of the parsing: of the words, the tests and the cut together. */
export function planHelper(view: View, safety: EditSafety): Plan {
  const { ts } = view.cx
  const [first] = view.picks
  if (first !== undefined && ts.isBindingElement(first))
    return view.picks.length === 1 ? planPair(view, first, safety) : 'form'
  // a pick inside a condition is a test of the token and goes with it
  const taken = view.picks.filter(
    (pick): pick is t.Expression => !ts.isBindingElement(pick) && !isInCondition(view, pick),
  )
  const [pick] = taken
  return pick && taken.length === 1 ? planExpression(view, pick, safety) : 'form'
}

function isInCondition(view: View, pick: t.Expression): boolean {
  return conditionAround(view, outermost(view.cx.ts, pick)) !== undefined
}
