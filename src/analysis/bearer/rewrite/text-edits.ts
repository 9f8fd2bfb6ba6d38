import type * as t from 'typescript'
import type { Edit, EditSafety, TextRange } from '../../../model/text.js'

/** How far back a blank line or an opening brace is looked for. */
const NEAR = 200

/** The white space that a line begins with. */
export function indentation(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1
  return /^[ \t]*/.exec(text.slice(start, at))?.[0] ?? ''
}

/** The line break that the file uses here. */
export function lineBreak(text: string, at: number): string {
  const next = text.indexOf('\n', at)
  const near = next >= 0 ? next : text.lastIndexOf('\n')
  return near > 0 && text.charAt(near - 1) === '\r' ? '\r\n' : '\n'
}

/** The range that removes a statement: its whole lines when it stands on them alone, and the blank line that it would leave doubled. */
function removalOf(text: string, statement: t.Node): TextRange {
  const start = statement.getStart()
  const end = statement.getEnd()
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const rest = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end))?.[0]
  if (rest === undefined || text.slice(lineStart, start).trim() !== '')
    return { start, end: end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0) }
  const after = end + rest.length
  const isAtBreak =
    /(?:^|\n[ \t]*|\{[ \t]*)\r?\n$/.test(text.slice(Math.max(0, lineStart - NEAR), lineStart)) || lineStart === 0
  const blank = isAtBreak ? (/^[ \t]*\r?\n/.exec(text.slice(after))?.[0].length ?? 0) : 0
  return { start: lineStart, end: after + blank }
}

/** Whether a comment belongs to the statement: on the lines right above it, inside it, or behind it. */
export function hasComment(text: string, statement: t.Node): boolean {
  const lead = text.slice(statement.getFullStart(), statement.getStart())
  const behind = /^[ \t;]*([^\r\n]*)/.exec(text.slice(statement.getEnd()))?.[1] ?? ''
  return /\/[/*]/.test(lead) || /^\/[/*]/.test(behind) || /(?:^|\s)\/\/|\/\*/.test(statement.getText())
}

/** The text of `node` with some of its parts replaced. */
export function textWith(
  node: t.Node,
  replacements: readonly { readonly range: TextRange; readonly text: string }[],
): string {
  const offset = node.getStart()
  let text = node.getText()
  for (const { range, text: by } of [...replacements].sort((a, b) => b.range.start - a.range.start))
    text = text.slice(0, range.start - offset) + by + text.slice(range.end - offset)
  return text
}

export function edit(range: TextRange, text: string, safety: EditSafety, isCall = false): Edit {
  return { range, text, safety, ...(isCall && { helpers: ['parseBearer' as const] }) }
}

/** The edits that take whole statements away, each once. */
export function removals(text: string, statements: readonly t.Node[], safety: EditSafety): readonly Edit[] {
  return [...new Set(statements)].map((statement) => edit(removalOf(text, statement), '', safety))
}

/** The call that stands for the token. */
export function callText(header: string, fallback: string | undefined): string {
  return `parseBearer(${header})${fallback === undefined ? '' : ` ?? ${fallback}`}`
}
