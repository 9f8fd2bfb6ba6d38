import type { TextRange } from '../../src/model/text.js'

/** Characters between an offset and a span; 0 inside of it and at its edges. */
export function distanceTo({ start, end }: TextRange, at: number): number {
  return at < start ? start - at : Math.max(0, at - end)
}

/** Things with places in a text, the one nearest to an offset first. */
export function byNearness<T extends { readonly spans: readonly TextRange[] }>(
  things: readonly T[],
  at: number,
): readonly T[] {
  const distance = ({ spans }: T): number => Math.min(...spans.map((one) => distanceTo(one, at)))
  return [...things].sort((a, b) => distance(a) - distance(b))
}
