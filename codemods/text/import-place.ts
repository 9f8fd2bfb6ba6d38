import type { ImportFact, ModuleShape } from '../../src/model/module.js'
import type { TextRange } from '../../src/model/text.js'
import type { Replacement } from './splice.js'

/** Comments that mean the file as a whole or have to stand before all code. */
const PINNED =
  /@ts-(?:no)?check|@flow|eslint-|eslint |biome-|prettier-|oxlint-|istanbul|c8 |v8 |@(?:license|licence|preserve|copyright|file|fileoverview|jest-environment|vitest-environment|jsx)|copyright|spdx-|<reference|\/\*!/i

/**
 * Where an import statement goes: after `neighbour`, else below shebang, directives and the file's heading comments, else first.
 * Out: the statement with the line breaks around it.
 */
export function placeForImport(
  text: string,
  shape: ModuleShape,
  neighbour: ImportFact | undefined,
  statement: string,
  lineEnding: string,
): Replacement {
  if (neighbour) {
    const at = endOfStatementLine(text, withoutFarSemicolon(text, neighbour.range))
    return insertion(at, lineEnding + ended(statement, text, shape, at))
  }
  const at = headEnd(text, shape)
  const whole = ended(statement, text, shape, at)
  const rest = text.slice(at)
  const breaks = /^(?:[ \t]*\r?\n)*/.exec(rest)?.[0].split('\n').length ?? 1
  if (at <= 1 && text.slice(0, at).replace('\uFEFF', '') === '') {
    return insertion(at, whole + lineEnding.repeat(breaks > 1 ? 1 : 2))
  }
  return insertion(at, lineEnding.repeat(2) + whole + lineEnding.repeat(Math.max(0, 3 - breaks)))
}

/** `const a = require('b')` before a statement that starts with a parenthesis would call what it requires. */
function ended(statement: string, text: string, shape: ModuleShape, at: number): string {
  const next = shape.statements.find(({ start }) => start >= at)
  const between = text.slice(at, next?.start).replace(/\/\/[^\r\n]*|\/\*[^]*?\*\//g, '')
  const goesOn = next !== undefined && !between.includes(';') && /[([`/+*-]/.test(text.charAt(next.start))
  return goesOn && !/^import\b|;$/.test(statement) ? `${statement};` : statement
}

/** The semicolon in front of `;[1].map(…)` ends the statement above it, and protects the line on which it stands. */
function withoutFarSemicolon(text: string, { start, end }: TextRange): number {
  const [far] = /\n\s*;$/.exec(text.slice(start, end)) ?? []
  return far === undefined ? end : start + text.slice(start, end - far.length).trimEnd().length
}

function insertion(at: number, text: string): Replacement {
  return { range: { start: at, end: at }, text }
}

/** The end of the line when only a comment follows on it, else the end of the statement itself. */
function endOfStatementLine(text: string, end: number): number {
  const rest = /^[^\r\n]*/.exec(text.slice(end))?.[0] ?? ''
  return /^[ \t]*(?:\/\/.*|\/\*(?:(?!\*\/).)*\*\/[ \t]*)?$/.test(rest) ? end + rest.trimEnd().length : end
}

/** End of what stays on top: shebang, directives, the first group of comments when a blank line sets it apart, pinned comments. */
function headEnd(text: string, shape: ModuleShape): number {
  let end = shape.prologueEnd
  if (end > 1) end = endOfStatementLine(text, end)
  let first = /^\uFEFF?(?:#![^\r\n]*)?$/.test(text.slice(0, shape.prologueEnd))
  for (const group of commentGroups(text, end, shape.bodyStart)) {
    const apart = /^[ \t]*\r?\n[ \t]*\r?\n/.test(text.slice(group.end))
    const lines = text.slice(group.start, group.end)
    if ((first && apart) || (PINNED.test(lines) && (apart || !/\/\*\*/.test(lines)))) end = group.end
    first = false
  }
  return end
}

/** Comments between two offsets, those without a blank line between them taken together. */
function commentGroups(text: string, start: number, end: number): readonly { start: number; end: number }[] {
  const groups: { start: number; end: number }[] = []
  for (const match of text.slice(start, end).matchAll(/\/\/[^\r\n]*|\/\*[^]*?\*\//g)) {
    const from = start + match.index
    const to = from + match[0].length
    const last = groups.at(-1)
    if (last && !/\n[ \t]*\r?\n/.test(text.slice(last.end, from))) last.end = to
    else groups.push({ start: from, end: to })
  }
  return groups
}
