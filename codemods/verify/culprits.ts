/** Suspects that are tried alone before they are tried together: nearly always it is one, and nearly always a likely one. */
const TRIED_ALONE = 2

/**
 * A set of suspects without which all is well, and of which none can be left out. `undefined`: all is not well without any of them.
 * In: suspects, the likeliest first; `isWellWithout`, which is costly, and of which a larger set is never worse than a smaller one.
 * Method: QuickXplain (Junker, 2004), so that n suspects with k culprits cost about k log n questions.
 */
export function findCulprits<T>(
  suspects: readonly T[],
  isWellWithout: (some: readonly T[]) => boolean,
): readonly T[] | undefined {
  const search = searchCulprits(suspects)
  let step = search.next()
  while (!step.done) step = search.next(isWellWithout(step.value))
  return step.value
}

/** The same for an answer that takes its time. */
export async function findCulpritsSlowly<T>(
  suspects: readonly T[],
  isWellWithout: (some: readonly T[]) => Promise<boolean>,
): Promise<readonly T[] | undefined> {
  const search = searchCulprits(suspects)
  let step = search.next()
  while (!step.done) step = search.next(await isWellWithout(step.value))
  return step.value
}

/** Asks by yielding suspects, and is told whether all is well without them. */
type Search<T, R> = Generator<readonly T[], R, boolean>

function* searchCulprits<T>(suspects: readonly T[]): Search<T, readonly T[] | undefined> {
  if (suspects.length === 0) return undefined
  for (const one of suspects.slice(0, TRIED_ALONE)) if (yield [one]) return [one]
  if (suspects.length === 1 || !(yield suspects)) return undefined
  return yield* narrow([], [], suspects)
}

function* narrow<T>(without: readonly T[], added: readonly T[], suspects: readonly T[]): Search<T, readonly T[]> {
  if (added.length > 0 && (yield without)) return []
  if (suspects.length === 1) return suspects
  const middle = Math.ceil(suspects.length / 2)
  const likely = suspects.slice(0, middle)
  const others = yield* narrow([...without, ...likely], likely, suspects.slice(middle))
  return [...(yield* narrow([...without, ...others], others, likely)), ...others]
}
