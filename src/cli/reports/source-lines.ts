import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { RunReport } from '../../../codemods/report.js'

/** Lines of the files of a report as they were before any edit: from the report where it changes a file, else from the disk. */
export function linesBefore({ changes }: RunReport, cwd: string): (file: string, line: number) => string {
  const known = new Map<string, readonly string[]>()
  const read = (file: string): readonly string[] => {
    const change = changes.find((one) => one.path === file)
    const text = change?.before ?? readQuietly(path.join(cwd, file))
    return text.split(/\r\n|\n|\r/)
  }
  return (file, line) => {
    const lines = known.get(file) ?? read(file)
    known.set(file, lines)
    return lines[line - 1] ?? ''
  }
}

/** A file that has gone meanwhile has no lines: its places are reported all the same. */
function readQuietly(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
