import type { AnalysisContext } from './context.js'

/** Questions that are being worked on and that do not know everything yet: a function's summary, a value that is being followed. */
let underway = 0

/** Does work during which answers to other questions may be cut short: none of them is kept. */
export function whileUnderway<T>(work: () => T): T {
  underway += 1
  try {
    return work()
  } finally {
    underway -= 1
  }
}

/**
 * The same question about the same thing has the same answer throughout an analysis: it is worked out once, however many sites
 * stand behind one condition. What is answered while another question is underway is given, but not kept.
 */
export function remembered<K, V>(work: (cx: AnalysisContext, about: K) => V): (cx: AnalysisContext, about: K) => V {
  const kept = new WeakMap<AnalysisContext, Map<K, { readonly value: V }>>()
  return (cx, about) => {
    let answers = kept.get(cx)
    if (answers === undefined) kept.set(cx, (answers = new Map<K, { readonly value: V }>()))
    const known = answers.get(about)
    if (known !== undefined) return known.value
    const value = work(cx, about)
    if (underway === 0) answers.set(about, { value })
    return value
  }
}
