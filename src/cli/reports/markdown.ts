import type { RunReport } from '../../../codemods/report.js'
import type { ReportedPlace } from './places.js'

/** A report for a pull request or an issue: counts, one table a rule, then the diff of every file. */
export function formatMarkdown(
  places: readonly ReportedPlace[],
  report: RunReport,
  diffs: ReadonlyMap<string, string>,
): string {
  const pending = places.filter((one) => one.state === 'pending').length
  const unresolved = places.filter((one) => one.state === 'unresolved').length
  const sections = [
    '# http-status',
    pending + unresolved === 0
      ? `Nothing to mend in ${String(report.filesScanned)} files.`
      : `${String(pending)} to edit, ${String(unresolved)} to do by hand, in ${String(report.filesScanned)} files.`,
    ...report.packages.flatMap((one) =>
      one.challenge && one.challenge.value !== ''
        ? [`Challenge in \`${one.path}\`: \`${one.challenge.value}\` (${one.challenge.because})`]
        : [],
    ),
    ...[...new Set(places.map((one) => one.ruleId))].map((rule) =>
      table(
        rule,
        places.filter((one) => one.ruleId === rule),
      ),
    ),
    ...(report.failures.length > 0
      ? [['## Problems', ...report.failures.map((one) => `- \`${one.path}\`: ${one.message}`)].join('\n')]
      : []),
    ...(diffs.size > 0 ? ['## Diff', ...[...diffs.values()].map(fenced)] : []),
  ]
  return `${sections.join('\n\n')}\n`
}

function table(rule: string, places: readonly ReportedPlace[]): string {
  const rows = places.map((one) => `| \`${one.path}:${String(one.line)}\` | ${one.state} | ${cell(one.message)} |`)
  return [`## ${rule}`, '', '| place | state | what |', '| --- | --- | --- |', ...rows].join('\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ')
}

/** A fence that is longer than any in the text. */
function fenced(diff: string): string {
  const longest = Math.max(2, ...(diff.match(/`+/g) ?? []).map((one) => one.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}diff\n${diff.trimEnd()}\n${fence}`
}
