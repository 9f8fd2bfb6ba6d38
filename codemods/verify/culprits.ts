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
  if (suspects.length === 0) return undefined
  for (const one of suspects.slice(0, TRIED_ALONE)) if (isWellWithout([one])) return [one]
  if (suspects.length === 1 || !isWellWithout(suspects)) return undefined
  return narrow([], [], suspects, isWellWithout)
}

function narrow<T>(
  without: readonly T[],
  added: readonly T[],
  suspects: readonly T[],
  isWellWithout: (some: readonly T[]) => boolean,
): readonly T[] {
  if (added.length > 0 && isWellWithout(without)) return []
  if (suspects.length === 1) return suspects
  const middle = Math.ceil(suspects.length / 2)
  const likely = suspects.slice(0, middle)
  const others = narrow([...without, ...likely], likely, suspects.slice(middle), isWellWithout)
  return [...narrow([...without, ...others], others, likely, isWellWithout), ...others]
}
