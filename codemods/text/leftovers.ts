import type { ModuleShape } from '../../src/model/module.js'
import type { Replacement } from './splice.js'

/** A constant that is a text or a number, or the length of another: nothing happens when it goes. */
const CONSTANT =
  /^const\s+([\w$]+)\s*(?::\s*(?:string|number)\s*)?=\s*(?:'[^'\n\\]*'|"[^"\n\\]*"|\d+|[\w$]+\.length)\s*;?$/

/**
 * Takes out constants at the top of a file, such as `const PREFIX = 'Bearer '`, that were used before the edits and are not any more.
 * `removed` is what the edits took out: only what was named there can have lost its last use.
 * A constant with a comment directly above it stays: what the comment says is nobody's to delete.
 */
export function planLeftovers(
  before: string,
  after: string,
  removed: string,
  shape: ModuleShape,
): readonly Replacement[] {
  const candidates = new Set(removed.match(/[\w$]+/g))
  return shape.declarations.flatMap(({ name, exported, range }) => {
    if (exported || !candidates.has(name)) return []
    const statement = after.slice(range.start, range.end)
    if (CONSTANT.exec(statement)?.[1] !== name) return []
    if (count(before, name) < 2 || count(after, name) !== 1) return []
    const lines = linesAround(after, range.start, range.end)
    return lines === undefined ? [] : [{ range: lines, text: '' }]
  })
}

function count(text: string, name: string): number {
  return text.match(new RegExp(`(?<![\\w$])${name.replace(/\$/g, '\\$')}(?![\\w$])`, 'g'))?.length ?? 0
}

/** The lines of a statement that has them for itself, with the blank line below where there is one above, too. */
function linesAround(text: string, start: number, end: number): { start: number; end: number } | undefined {
  const above = /(?:^|\n)([^\n]*)\n$/.exec(text.slice(0, start))?.[1]?.trim()
  const [below] = /^\r?\n/.exec(text.slice(end)) ?? []
  if (below === undefined || (start > 0 && above === undefined) || /\*\/$|^\/\//.test(above ?? '')) return undefined
  const [blank = ''] = /^\r?\n/.exec(text.slice(end + below.length)) ?? []
  return { start, end: end + below.length + ((above ?? '') === '' ? blank.length : 0) }
}
