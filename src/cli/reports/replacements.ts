import { diffLines } from 'diff'

/** Lines `startLine` up to (not with) `endLine` become `text`; equal numbers insert before that line. Lines count from 1. */
export interface LineReplacement {
  readonly startLine: number
  readonly endLine: number
  readonly text: string
}

/** What turns one text into another, as replacements of whole lines of the first. */
export function replacementsOf(before: string, after: string): readonly LineReplacement[] {
  const found: LineReplacement[] = []
  let line = 1
  let open: { start: number; text: string } | undefined
  const close = (): void => {
    if (open) found.push({ startLine: open.start, endLine: line, text: open.text })
    open = undefined
  }
  for (const part of diffLines(before, after)) {
    if (part.removed) {
      open ??= { start: line, text: '' }
      line += part.count
    } else if (part.added) {
      open ??= { start: line, text: '' }
      open.text += part.value
    } else {
      close()
      line += part.count
    }
  }
  close()
  return found
}
