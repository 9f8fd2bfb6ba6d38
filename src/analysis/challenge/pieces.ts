import type { StringPart } from '../../model/strings.js'

/** One string that an expression can be. */
export type Pieces = readonly StringPart[]

/** Every string that an expression can be, as far as the source decides it. Never empty. */
export type Variants = readonly Pieces[]

/** More than this many are not told apart: the expression becomes one hole. */
export const MOST_VARIANTS = 24

/** Every variant of `a` followed by every variant of `b`; `undefined` when there are too many. */
export function concat(a: Variants, b: Variants): Variants | undefined {
  if (a.length * b.length > MOST_VARIANTS) return undefined
  return a.flatMap((left) => b.map((right) => [...left, ...right]))
}

/** The variants of both, each once. */
export function either(a: Variants, b: Variants): Variants {
  const keys = new Set(a.map(keyOf))
  return [...a, ...b.filter((pieces) => !keys.has(keyOf(pieces)))]
}

function keyOf(pieces: Pieces): string {
  return JSON.stringify(pieces)
}
