import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { UsageError } from '../../codemods/errors.js'
import type { RunReport } from '../../codemods/report.js'
import { compareWithBaseline, readBaseline, writeBaseline } from './reports/baseline.js'
import { placesOf } from './reports/places.js'
import { linesBefore } from './reports/source-lines.js'

/** What `check --baseline` makes of a run: the report without the places that the baseline knows, and what to say of it. */
export interface Judged {
  readonly report: RunReport
  readonly message: string
}

/**
 * Compares a run with a baseline file, or writes that file.
 * @throws UsageError when the file is missing, broken or cannot be written.
 */
export function checkBaseline(report: RunReport, cwd: string, file: string, update: boolean): Judged {
  const places = placesOf(report, linesBefore(report, cwd))
  if (update) {
    const text = writeBaseline(places)
    attempt(file, () => {
      writeFileSync(file, text)
    })
    return { report: { ...report, edits: [], leaves: [], changes: [] }, message: `Baseline written: ${file}\n` }
  }
  if (!existsSync(file)) throw new UsageError(`--baseline: no such file: ${file}. Make it with --update-baseline.`)
  const entries = attempt(file, () => readBaseline(readFileSync(file, 'utf8')))
  const { fresh, stale, known } = compareWithBaseline(places, entries)
  const isFresh = (one: { path: string; line: number; column: number }): boolean =>
    fresh.some((place) => place.path === one.path && place.line === one.line && place.column === one.column)
  const edits = report.edits.filter(isFresh)
  const paths = new Set(edits.map((one) => one.path))
  return {
    report: {
      ...report,
      edits,
      leaves: report.leaves.filter((one) => one.unresolved && isFresh(one)),
      changes: report.changes.filter((one) => paths.has(one.path)),
    },
    message: [
      `${String(known)} known from the baseline, ${String(fresh.length)} new.\n`,
      ...(stale.length > 0
        ? [`${String(stale.length)} in the baseline are gone; run again with --update-baseline:\n`]
        : []),
      ...stale.map((one) => `  ${one.path}: ${one.snippet}\n`),
    ].join(''),
  }
}

function attempt<T>(file: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw new UsageError(`--baseline ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
