import { firstFrom } from '../../src/analysis/sorted.js'

/** A place for people: both count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Turns offsets of one text into lines and columns. LF, CRLF and lone CR end a line. */
export function createLocator(text: string): (offset: number) => Position {
  const starts = [0]
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length)
  return (offset) => {
    const line = firstFrom(starts, offset + 1, (one) => one)
    return { line, column: offset - (starts[line - 1] ?? 0) + 1 }
  }
}
