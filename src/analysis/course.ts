import { joinSites, withPending, type RawSite, type State } from './state.js'
import type { Value } from './values.js'
import type { Walk } from './walk.js'

/** A status is set on a response: it takes the place of one that has not left. */
export function statusIsSet(walk: Walk, state: State, key: string, value: Value): State {
  const status = value.kind === 'number' ? value.value : undefined
  walk.statuses.push({ key, status })
  return decide(state, key, status)
}

export function decide(state: State, key: string, status: number | undefined): State {
  changeStatus(state, key, status)
  const [mixed, around] = [new Set(state.mixed), new Map(state.around)]
  mixed.delete(key)
  around.delete(key)
  const decided = new Map(state.decided).set(key, status)
  return withPending({ ...state, mixed, around, decided }, key, [])
}

/** Notes on the sites of a response that has not left that it may leave with `status`; `undefined` is any. */
export function changeStatus(state: State, key: string, status: number | undefined): void {
  for (const site of unsent(state, key))
    // a response that was built keeps its status
    if (site.course && site.kind !== 'build' && !(site.status.kind === 'number' && site.status.value === status))
      site.course.isChanged = true
}

function unsent(state: State, key: string): readonly RawSite[] {
  return [...(state.pending.get(key) ?? []), ...(state.around.get(key) ?? [])]
}

/** Where an exception of a call leads: responses whose status was set before it are unsent there. */
export function besides(entry: State | undefined, risks: readonly State[]): State | undefined {
  return risks.reduce<State | undefined>(
    (state, risk) => state && { ...state, around: joinSites(state.around, risk.pending) },
    entry,
  )
}
