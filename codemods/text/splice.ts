import type { TextRange } from '../../src/model/text.js'

/** Replace `range` by `text`. */
export interface Replacement {
  readonly range: TextRange
  readonly text: string
}

/** Orders replacements by place; insertions at one place keep their order. */
export function sortReplacements<T extends Replacement>(replacements: readonly T[]): readonly T[] {
  return [...replacements].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
}

/**
 * Whether two replacements cannot both be made: their spans share a character, or one inserts inside the other.
 * Insertions at the edge of a replaced span, and several at one place, go together.
 */
export function overlaps(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && b.start < a.end
}

/** Makes every replacement in one pass. They must not overlap. Offsets are UTF-16 offsets into `text`. */
export function splice(text: string, replacements: readonly Replacement[]): string {
  const parts: string[] = []
  let at = 0
  for (const { range, text: inserted } of sortReplacements(replacements)) {
    if (range.start < at) throw new RangeError(`Replacements overlap at ${range.start}.`)
    parts.push(text.slice(at, range.start), inserted)
    at = range.end
  }
  parts.push(text.slice(at))
  return parts.join('')
}

/** The place in the text before `replacements` that `offset`, a place in the text after them, comes from. */
function originalOffset(offset: number, replacements: readonly Replacement[]): number {
  let shift = 0
  for (const { range, text } of sortReplacements(replacements)) {
    const start = range.start + shift
    if (offset < start) break
    if (offset < start + text.length) return range.start
    shift += text.length - (range.end - range.start)
  }
  return offset - shift
}

/** The same over several passes, each made on the text that the one before it left. */
export function offsetBefore(offset: number, rounds: readonly (readonly Replacement[])[]): number {
  return [...rounds].reverse().reduce((at, replacements) => originalOffset(at, replacements), offset)
}
