import path from 'node:path'
import type { RunReport } from '../../../codemods/report.js'
import { version } from '../version.js'
import { formatGithub } from './github.js'
import { formatJunit } from './junit.js'
import { formatMarkdown } from './markdown.js'
import { placesOf } from './places.js'
import { formatSarif } from './sarif.js'
import { linesBefore } from './source-lines.js'

export type ReportFormat = 'sarif' | 'junit' | 'github' | 'markdown' | 'html'

/** One report in a format for other programs, or for a page. */
export async function formatReport(
  format: ReportFormat,
  report: RunReport,
  cwd: string,
  diffs: ReadonlyMap<string, string>,
): Promise<string> {
  if (format === 'html') {
    const { formatHtml } = await import('./html/index.js')
    return formatHtml(report, { title: path.basename(cwd), version, date: new Date().toISOString().slice(0, 10) })
  }
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
