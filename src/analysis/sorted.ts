/** The index of the first of `sorted` whose value is not under `least`; their number when there is none. */
export function firstFrom<T>(sorted: readonly T[], least: number, valueOf: (one: T) => number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const one = sorted[middle]
    if (one !== undefined && valueOf(one) < least) low = middle + 1
    else high = middle
  }
  return low
}
