import { sortReplacements, splice, type Replacement } from './splice.js'

/** The whole lines that a group of replacements touches, before and after it, without the last line break. */
export interface LinePreview {
  /** Offset of the first of these lines. */
  readonly start: number
  readonly before: string
  readonly after: string
}

/** Shows what a group of replacements does to the lines that it touches and to no others. */
export function previewOf(text: string, replacements: readonly Replacement[]): LinePreview {
  const sorted = sortReplacements(replacements)
  const first = sorted[0]?.range.start ?? 0
  const last = Math.max(first, ...sorted.map((one) => one.range.end))
  const start = text.lastIndexOf('\n', first - 1) + 1
  const rest = text.slice(last).search(/\r?\n/)
  const before = text.slice(start, rest === -1 ? text.length : last + rest)
  const moved = sorted.map(({ range, text: inserted }) => ({
    range: { start: range.start - start, end: range.end - start },
    text: inserted,
  }))
  return { start, before, after: splice(before, moved) }
}
