import { existsSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { UsageError } from '../../codemods/errors.js'
import type { RunReport } from '../../codemods/report.js'
import type { Format, Invocation, OutputOptions } from './arguments.js'
import { formatJson } from './format-json.js'
import { formatText } from './format-text.js'
import { paintFor, plain } from './paint.js'

/**
 * Prints a report in the format that was asked for, to stdout or into a file.
 * @throws UsageError when a file cannot be written.
 */
export async function print(report: RunReport, invocation: Invocation, exitCode: number): Promise<void> {
  const {
    command,
    interactive,
    run: { write, cwd },
    output,
  } = invocation
  const showsDiff = !interactive && (command === 'fix' || output.verbose)
  const wantsDiff =
    output.format === 'json' ||
    output.format === 'markdown' ||
    output.patch !== undefined ||
    (!output.quiet && showsDiff)
  const diffs = wantsDiff ? await diffsOf(report) : new Map<string, string>()
  if (output.patch !== undefined) save(output.patch, [...diffs.values()].join(''), '--patch')
  const paint = output.outputFile === undefined ? paintFor(process.stdout, output.color) : plain
  const shown = showsDiff ? [...diffs.values()] : []
  const text =
    output.format === 'json'
      ? formatJson(report, { command, write, exitCode, diffs })
      : output.format !== 'text'
        ? await formatForOthers(output.format, report, cwd, diffs)
        : formatText(report, { command, write, quiet: output.quiet, verbose: output.verbose, paint, diffs: shown })
  if (output.outputFile === undefined) process.stdout.write(text)
  else save(output.outputFile, text, '--output-file')
}

/** Asked before anything is written to the project. Throws a UsageError that names the flag. */
export function requireFolders({ patch, outputFile }: OutputOptions): void {
  requireFolder(patch, '--patch')
  requireFolder(outputFile, '--output-file')
}

/** Loaded only when one of these formats is asked for. */
async function formatForOthers(
  format: Exclude<Format, 'text' | 'json'>,
  report: RunReport,
  cwd: string,
  diffs: ReadonlyMap<string, string>,
): Promise<string> {
  const { formatReport } = await import('./reports/index.js')
  return formatReport(format, report, cwd, diffs)
}

async function diffsOf({ changes }: RunReport): Promise<ReadonlyMap<string, string>> {
  if (changes.length === 0) return new Map()
  const { unifiedDiff } = await import('../../codemods/text/diff.js')
  return new Map(changes.map(({ path, before, after }) => [path, unifiedDiff(path, before, after)]))
}

function requireFolder(file: string | undefined, flag: string): void {
  if (file === undefined) return
  if (!existsSync(path.dirname(file))) throw new UsageError(`${flag}: no such folder: ${path.dirname(file)}`)
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new UsageError(`${flag}: ${file} is a folder.`)
}

function save(file: string, text: string, flag: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new UsageError(`${flag}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
