import type { State } from './state.js'
import type { Return, Walk } from './walk.js'

/** The ways that lead into a `finally` other than the end of its `try`. */
export interface Ways {
  readonly returns: readonly Return[]
  /** States that a `throw` brings. */
  readonly thrown: readonly State[]
  /** States that an exception of a call may bring. */
  readonly risks: readonly State[]
  /** States that leave the loop or the `switch` around. */
  readonly breaks: readonly State[]
}

/** From here on, what would leave the `try` is kept; the function that is given back ends that and hands over what was kept. */
export function collectWays(walk: Walk): () => Ways {
  walk.returns.push([])
  walk.catchers.push([])
  walk.risks.push([])
  const breaks = walk.breaks.at(-1)
  const before = breaks?.length ?? 0
  return () => ({
    returns: walk.returns.pop() ?? [],
    thrown: walk.catchers.pop() ?? [],
    risks: (walk.risks.pop() ?? []).flatMap((risk) => (risk.isOfResponse ? [] : [risk.state])),
    breaks: breaks?.splice(before) ?? [],
  })
}

/**
 * What is known on one way behind a `finally`: what was known on it before, and what the `finally` has changed.
 * @param own what was known on this way
 * @param entry what was known on all ways together, where the `finally` begins
 * @param after what is known on all ways together, where it ends
 */
export function afterFinally(own: State, entry: State, after: State): State {
  if (own === entry) return after
  const isAdded = (all: State['pending'], key: string): ((site: unknown) => boolean) => {
    const old: readonly unknown[] = entry.pending.get(key) ?? []
    const mine: readonly unknown[] = all.get(key) ?? []
    return (site) => mine.includes(site) || !old.includes(site)
  }
  const pending = changed(own.pending, entry.pending, after.pending, (sites, key) =>
    sites.filter(isAdded(own.pending, key)),
  )
  const mixed = new Set([...after.mixed].filter((key) => own.mixed.has(key) || !entry.mixed.has(key)))
  return {
    headers: changed(own.headers, entry.headers, after.headers),
    pending,
    mixed,
    challenged: new Set([...own.challenged, ...[...after.challenged].filter((site) => !entry.challenged.has(site))]),
    around: changed(own.around, entry.around, after.around),
    decided: changed(own.decided, entry.decided, after.decided),
    conditions: [...own.conditions, ...after.conditions.slice(entry.conditions.length)],
  }
}

/** The entries of one way, but for those that are others at the end than they were at the beginning. */
function changed<Value>(
  own: ReadonlyMap<string, Value>,
  entry: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
  mine: (value: Value, key: string) => Value = (value) => value,
): ReadonlyMap<string, Value> {
  const next = new Map(own)
  for (const [key, value] of after) if (entry.get(key) !== value || !entry.has(key)) next.set(key, mine(value, key))
  for (const key of entry.keys()) if (!after.has(key)) next.delete(key)
  return next
}
