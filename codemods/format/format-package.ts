import type { PackageResult } from '../package-report.js'
import type { ChangedFile, Remark } from '../report.js'
import type { Formatter } from './formatter.js'
import { findFormatters } from './formatters.js'

/** Comments that speak of a line: a line break in the wrong place would leave them speaking of another. */
const OF_A_LINE = /@ts-expect-error|@ts-ignore/

/**
 * Formats the changed files of a package with the package's own formatters, each only where the file was clean under that formatter
 * before it was edited: then nothing but the edits can change. A new file is formatted when one of the others was clean.
 * Nothing is installed, and no formatter is used that the project does not have. One that fails leaves the edits as they are, with a
 * remark.
 */
export async function formatPackage(folder: string, result: PackageResult): Promise<PackageResult> {
  if (result.changes.length === 0) return result
  const remarks: Remark[] = []
  let { changes } = result
  for (const formatter of findFormatters(folder)) {
    try {
      changes = await formatWith(formatter, changes)
    } catch (error) {
      const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
      remarks.push({
        code: 'format',
        text: `${formatter.name} failed, so the edits are not formatted: ${message}`,
        path: result.report.path,
      })
    }
  }
  return { ...result, changes, remarks: [...result.remarks, ...remarks] }
}

async function formatWith(formatter: Formatter, changes: readonly ChangedFile[]): Promise<readonly ChangedFile[]> {
  const clean = new Set<ChangedFile>()
  for (const change of changes) {
    const { absolute, before } = change
    if (before !== undefined && (await formatter.format(absolute, before)) === before) clean.add(change)
  }
  if (clean.size === 0) return changes
  const formatted: ChangedFile[] = []
  for (const change of changes) {
    const { absolute, before, after } = change
    const wanted = (clean.has(change) || before === undefined) && !OF_A_LINE.test(after)
    formatted.push(wanted ? { ...change, after: (await formatter.format(absolute, after)) ?? after } : change)
  }
  return formatted
}
