import type { RunReport } from '../../codemods/report.js'
import type { Command } from './arguments.js'

export interface JsonOptions {
  readonly command: Command
  readonly write: boolean
  readonly exitCode: number
  /** By path. */
  readonly diffs: ReadonlyMap<string, string>
}

/** The report for programs: `docs/report.schema.json` describes it. One line at the end, keys in a fixed order. */
export function formatJson(report: RunReport, { command, write, exitCode, diffs }: JsonOptions): string {
  const {
    filesScanned,
    filesAnalysed,
    notApplicable,
    packages,
    edits,
    leaves,
    remarks,
    failures,
    written,
    interrupted,
  } = report
  const changes = report.changes.map(({ path, before, role }) => ({
    path,
    role,
    isNew: before === undefined,
    diff: diffs.get(path) ?? '',
  }))
  const document = {
    version: 1,
    command,
    write,
    exitCode,
    interrupted,
    files: { scanned: filesScanned, analysed: filesAnalysed, notApplicable },
    packages,
    changes,
    edits,
    leaves,
    remarks,
    failures,
    written,
  }
  return `${JSON.stringify(document, undefined, 2)}\n`
}
