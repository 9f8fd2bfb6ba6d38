import type * as t from 'typescript'
import type { StringPart } from '../../model/strings.js'
import type { AnalysisContext } from '../context.js'
import { isAccess, memberName } from '../syntax.js'
import type { LibraryWrite } from './library.js'
import type { Pieces } from './pieces.js'
import { readVariants } from './text.js'

const MAY_BE = /HTTP\/1\.[01]/
const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})\b/
const FIELD = /\r?\nwww-authenticate:[ \t]*([^\r\n]*)/gi
/** Stands for a hole: no character of a field line. */
const MARK = '\uFFFC'

/** Challenges in whole responses that are written on a socket: `socket.write('HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: …')`. */
export function findRawWrites(cx: AnalysisContext): readonly LibraryWrite[] {
  const { ts, file } = cx
  if (!MAY_BE.test(file.text)) return []
  const writes: LibraryWrite[] = []
  const visit = (node: t.Node): void => {
    if (ts.isCallExpression(node) && isAccess(ts, node.expression)) {
      const [text] = node.arguments
      if (text && /^(?:write|end)$/.test(memberName(ts, node.expression) ?? ''))
        writes.push(...fieldsOf(cx, node, text))
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return writes
}

function fieldsOf(cx: AnalysisContext, node: t.CallExpression, written: t.Expression): readonly LibraryWrite[] {
  return readVariants(cx, written).flatMap((pieces) => {
    const text = pieces.map((piece) => (piece.kind === 'text' ? piece.text : MARK)).join('')
    const status = STATUS_LINE.exec(text)?.[1]
    if (status === undefined) return []
    return [...text.matchAll(FIELD)].map((match): LibraryWrite => {
      const value = match[1] ?? ''
      const end = match.index + match[0].length
      return {
        range: { start: written.getStart(), end: written.getEnd() },
        node,
        statuses: [Number(status)],
        variants: [slice(pieces, end - value.length, end)],
      }
    })
  })
}

/** The pieces between two offsets of their joined text, in which a hole is one character. */
function slice(pieces: Pieces, start: number, end: number): Pieces {
  const found: StringPart[] = []
  let at = 0
  for (const piece of pieces) {
    const length = piece.kind === 'text' ? piece.text.length : MARK.length
    const from = Math.max(start - at, 0)
    const to = Math.min(end - at, length)
    if (from < to) found.push(piece.kind === 'text' ? cut(piece, from, to) : piece)
    at += length
  }
  return found
}

function cut(piece: Extract<StringPart, { kind: 'text' }>, from: number, to: number): StringPart {
  const text = piece.text.slice(from, to)
  if (text === piece.text || !piece.exact) return { ...piece, text }
  return { ...piece, text, range: { start: piece.range.start + from, end: piece.range.start + to } }
}
