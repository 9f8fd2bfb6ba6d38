import type * as t from 'typescript'
import type { EditSafety } from '../../../model/text.js'
import { rangeOf } from '../../syntax.js'
import { asReturn } from './as-return.js'
import { guardsOf, haveSameExit, type Guard } from './guards.js'
import { headerText } from './header-text.js'
import { hoist } from './hoist.js'
import { isTested, vanishing } from './names.js'
import type { Plan } from './view.js'
import { isReturned, takerOf } from './taker.js'
import { isPromisedText, textBehind, wantsText } from './wanted-text.js'
import { callText, edit, removals } from './text-edits.js'
import { isWithinAny, siblings, type View } from './view.js'
import { wholeOf, type Whole } from './widen.js'

/** The token is one expression: it is replaced where it stands, or together with the guard that tested the scheme. */
export function planExpression(view: View, pick: t.Expression, safety: EditSafety): Plan {
  const whole = wholeOf(view, pick)
  if (whole === undefined) return 'raw-branch'
  const taker = takerOf(view, whole)
  const guards = taker ? guardsOf(view, taker.statement) : []
  const scheme = guards.filter((guard) => guard.looksAtScheme)
  const repeated = scheme.slice(0, -1)
  if (!haveSameExit(view, scheme)) return 'two-answers'
  const isTestedLater = taker?.declaration !== undefined && isTested(view, taker.declaration)
  const guard =
    scheme.at(-1) ??
    (isTestedLater
      ? undefined
      : (guards.find((one) => one.kind === 'encloses') ?? (whole.isOptional ? undefined : guards[0])))
  if (guard && taker) {
    const asked = [...repeated, ...askedBefore(view, guard, guards)]
    const plan =
      (asked.length === 0 ? asReturn(view, whole, taker, guard, safety) : undefined) ??
      hoist(view, whole, taker, guard, asked, safety)
    // a guard that only asks whether there is a header can stay as it is
    if (plan !== 'form' || guard.looksAtScheme) return plan
  }
  const isOpen = !whole.isOptional && !isTestedLater && !isReturned(view, whole.node)
  const isPromised =
    whole.fallback === undefined && (wantsText(view.cx, whole.node) || isPromisedText(view, taker?.declaration))
  const text = isPromised ? textBehind(view) : undefined
  if (isPromised ? text === undefined : isOpen) return 'no-guard'
  return inPlace(view, whole, text, safety)
}

function inPlace(view: View, whole: Whole, text: string | undefined, safety: EditSafety): Plan {
  const consumed = [whole.node]
  const gone = vanishing(view, consumed)
  if (gone === undefined) return 'words-used'
  const header = headerText(view, [...consumed, ...gone])
  // the test that made the site stands somewhere else: the call alone would change nothing
  if (
    [...view.tests.values()].some(
      (test) =>
        test.value.declaration !== undefined &&
        test.value.declaration === view.value.declaration &&
        !isWithinAny(test.node, [...consumed, ...gone]),
    )
  )
    return 'form'
  return [
    ...removals(view.cx.file.text, [...gone, ...(header.removed ? [header.removed] : [])], safety),
    edit(rangeOf(whole.node), callText(header.text, whole.fallback ?? text), safety, true),
  ]
}

/** Guards right before another that leave in its words: to ask for the token asks for what they ask for. */
function askedBefore(view: View, guard: Guard, guards: readonly Guard[]): readonly Guard[] {
  const all = siblings(view, guard.statement)
  const found: Guard[] = []
  let next = guard
  for (const one of guards.slice(guards.indexOf(guard) + 1)) {
    const isAdjacent = all.indexOf(one.statement) === all.indexOf(next.statement) - 1
    if (!isAdjacent || one.kind !== 'leaves' || !haveSameExit(view, [guard, one])) break
    found.push(one)
    next = one
  }
  return found
}
