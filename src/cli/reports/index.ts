import type { RunReport } from '../../../codemods/report.js'
import { version } from '../version.js'
import { formatGithub } from './github.js'
import { formatJunit } from './junit.js'
import { formatMarkdown } from './markdown.js'
import { placesOf } from './places.js'
import { formatSarif } from './sarif.js'
import { linesBefore } from './source-lines.js'

export type ReportFormat = 'sarif' | 'junit' | 'github' | 'markdown'

/** One report in a format that other programs read. */
export function formatReport(
  format: ReportFormat,
  report: RunReport,
  cwd: string,
  diffs: ReadonlyMap<string, string>,
): string {
  const places = placesOf(report, linesBefore(report, cwd))
  switch (format) {
    case 'sarif':
      return formatSarif(places, report.changes, version)
    case 'junit':
      return formatJunit(places, report)
    case 'github':
      return formatGithub(places, report)
    case 'markdown':
      return formatMarkdown(places, report, diffs)
  }
}
