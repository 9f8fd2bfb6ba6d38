import { diffArrays, formatPatch, type StructuredPatchHunk } from 'diff'

/** Unchanged lines around a change. */
const CONTEXT = 3
/** So many lines in a row are alike where two texts go on together. */
const TOGETHER = 3
/** Lines after a difference in which that place is looked for. Behind more the rest is compared as a whole. */
const FARTHEST = 300

interface Line {
  readonly sign: ' ' | '-' | '+'
  /** With its line ending. */
  readonly text: string
}

/**
 * A unified diff that `git apply` and `patch -p1` take. `path` is relative and `/`-separated; `before` is `undefined` for a new file.
 * Line endings are kept as they are.
 */
export function unifiedDiff(path: string, before: string | undefined, after: string): string {
  const patch = formatPatch({
    oldFileName: before === undefined ? '/dev/null' : `a/${path}`,
    newFileName: `b/${path}`,
    oldHeader: undefined,
    newHeader: undefined,
    hunks: hunksOf(compare(linesOf(before ?? ''), linesOf(after))),
  })
  return patch.slice(patch.indexOf('--- '))
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/** Compares window by window: over a whole file with a thousand edits a comparison takes as long as making them. */
function compare(before: readonly string[], after: readonly string[]): readonly Line[] {
  const lines: Line[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const text = before[i]
    if (text !== undefined && text === after[j]) {
      lines.push({ sign: ' ', text })
      i += 1
      j += 1
      continue
    }
    const [removed, added] = windowAt(before, i, after, j)
    for (const { value, removed: isRemoved, added: isAdded } of diffArrays(
      before.slice(i, i + removed),
      after.slice(j, j + added),
    ))
      lines.push(...value.map((one): Line => ({ sign: isRemoved ? '-' : isAdded ? '+' : ' ', text: one })))
    i += removed
    j += added
  }
  return lines
}

/** How many lines from `i` and from `j` on differ before the texts go on together. */
function windowAt(
  before: readonly string[],
  i: number,
  after: readonly string[],
  j: number,
): readonly [number, number] {
  const [left, right] = [before.length - i, after.length - j]
  for (let size = 1; size <= Math.min(FARTHEST, left + right); size += 1)
    for (let removed = Math.max(0, size - right); removed <= Math.min(size, left); removed += 1)
      if (areTogether(before, i + removed, after, j + size - removed)) return [removed, size - removed]
  return [left, right]
}

function areTogether(before: readonly string[], i: number, after: readonly string[], j: number): boolean {
  for (let offset = 0; offset < TOGETHER; offset += 1) {
    if (i + offset >= before.length || j + offset >= after.length)
      return i + offset === before.length && j + offset === after.length
    if (before[i + offset] !== after[j + offset]) return false
  }
  return true
}

function hunksOf(lines: readonly Line[]): StructuredPatchHunk[] {
  const hunks: StructuredPatchHunk[] = []
  let [oldLine, newLine] = [1, 1]
  let hunk: StructuredPatchHunk | undefined
  let lastChange = -Infinity
  lines.forEach(({ sign, text }, index) => {
    const isNear =
      index - lastChange <= CONTEXT || lines.slice(index, index + CONTEXT + 1).some((one) => one.sign !== ' ')
    if (sign !== ' ') lastChange = index
    if (isNear) {
      if (hunk === undefined)
        hunks.push((hunk = { oldStart: oldLine, oldLines: 0, newStart: newLine, newLines: 0, lines: [] }))
      hunk.lines.push(sign + text.replace(/\n$/, ''))
      if (!text.endsWith('\n')) hunk.lines.push('\\ No newline at end of file')
      if (sign !== '+') hunk.oldLines += 1
      if (sign !== '-') hunk.newLines += 1
    } else hunk = undefined
    if (sign !== '+') oldLine += 1
    if (sign !== '-') newLine += 1
  })
  return hunks
}
