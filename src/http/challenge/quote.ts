import type { AuthParam, ValueEdit } from './types.js'

/** Edits that put quotes around a span. */
export function quote(start: number, end: number): readonly ValueEdit[] {
  return [
    { start, end: start, text: '"', side: 'after' },
    { start: end, end, text: '"' },
  ]
}

/** Edits that take the quotes of a quoted value away. */
export function unquote({ valueSpan: { start, end } }: AuthParam): readonly ValueEdit[] {
  return [
    { start, end: start + 1, text: '' },
    { start: end - 1, end, text: '' },
  ]
}
