import type { StringPart } from './strings.js'
import type { Edit, TextRange } from './text.js'

/** Replace a span of the joined text. An insertion where two parts meet goes into the one `before` (the default) or `after` it. */
export interface JoinedEdit {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly side?: 'before' | 'after'
}

/** A string that the source writes in several parts, as one text, with the way back to the source. */
export interface JoinedString {
  /** The literal text; each hole is the one character `mark`. */
  readonly text: string
  /** Where a span of `text` stands in the source. A part that is not spelled as it reads is given whole. */
  readonly rangeOf: (start: number, end: number) => TextRange
  /** The same replacements in the source; `undefined` when one of them does not lie within plain literal text. */
  readonly editsOf: (edits: readonly JoinedEdit[], safety: Edit['safety']) => readonly Edit[] | undefined
  /** The part that holds the character at `offset`. */
  readonly partAt: (offset: number) => StringPart | undefined
}

interface Segment {
  readonly part: StringPart
  readonly start: number
  readonly end: number
}

/** Joins parts. `mark` stands for a hole; literal text that holds it already gets U+FFFD instead. */
export function joinParts(parts: readonly StringPart[], mark: string): JoinedString {
  const segments: Segment[] = []
  let text = ''
  for (const part of parts) {
    const start = text.length
    text += part.kind === 'hole' ? mark : part.text.replaceAll(mark, '\uFFFD')
    segments.push({ part, start, end: text.length })
  }
  const first = (offset: number): Segment | undefined => segments.find(({ end }) => end > offset) ?? segments.at(-1)
  return {
    text,
    rangeOf: (start, end) => rangeOver(segments, start, end) ?? { start: 0, end: 0 },
    editsOf: (edits, safety) => {
      const mapped = edits.map((edit): Edit | undefined => {
        const candidates = segments.filter((one) => isEditable(one, edit.start, edit.end))
        const segment = edit.side === 'after' ? candidates.at(-1) : candidates[0]
        if (!segment) return undefined
        return {
          range: sourceOf(segment, edit.start, edit.end),
          text: escapeFor(segment.part, edit.text),
          safety,
        }
      })
      return mapped.every((edit) => edit !== undefined) ? mapped : undefined
    },
    partAt: (offset) => first(offset)?.part,
  }
}

/**
 * The source of a span. When the parts of the span stand in one place, it goes from the first to the last;
 * when one comes from elsewhere (an argument in the text of a function), it is that part.
 */
function rangeOver(segments: readonly Segment[], start: number, end: number): TextRange | undefined {
  const inside = segments.filter((one) => one.start < end && one.end > start)
  const [first = segments.find((one) => one.end > start) ?? segments.at(-1), ...rest] = inside
  if (!first) return undefined
  const clip = (one: Segment): TextRange =>
    sourceOf(one, Math.max(start, one.start), Math.min(Math.max(end, start), one.end))
  const last = rest.at(-1)
  if (!last) return clip(first)
  const hull = { start: Math.min(clip(first).start, clip(last).start), end: Math.max(clip(first).end, clip(last).end) }
  const elsewhere = rest.find(({ part: { range } }) => range.end < hull.start || range.start > hull.end)
  return elsewhere ? clip(elsewhere) : hull
}

function sourceOf({ part, start }: Segment, from: number, to: number): TextRange {
  if (part.kind === 'hole' || !part.exact) return part.range
  return { start: part.range.start + from - start, end: part.range.start + Math.max(from, to) - start }
}

/** Runs of plain text can be edited anywhere, an escape sequence as a whole. */
function isEditable({ part, start, end }: Segment, from: number, to: number): boolean {
  if (part.kind !== 'text' || !isPlain(part.quote)) return false
  return part.exact ? start <= from && to <= end : from < to && start === from && end === to
}

function isPlain(quote: string | undefined): boolean {
  return quote === '"' || quote === "'" || quote === '`'
}

function escapeFor(part: StringPart, text: string): string {
  const quote = part.kind === 'text' ? part.quote : undefined
  return quote === undefined ? text : text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)
}
