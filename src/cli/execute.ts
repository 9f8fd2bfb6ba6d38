import { existsSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { UsageError } from '../../codemods/errors.js'
import type { RunReport } from '../../codemods/report.js'
import { run } from '../../codemods/run.js'
import { parseArguments, type Format, type Invocation } from './arguments.js'
import { EXIT, exitCodeOf } from './exit-code.js'
import { checkBaseline } from './check-baseline.js'
import { formatJson } from './format-json.js'
import { formatText } from './format-text.js'
import { INIT_LINES } from './init.js'
import { paintFor, plain } from './paint.js'

/** Runs the command. Out: the exit code. Reports go to stdout, everything else to stderr. */
export async function execute(args: readonly string[]): Promise<number> {
  leaveQuietlyWhenNobodyReads()
  try {
    const invocation = parseArguments(args, process.cwd())
    if (invocation.command === 'init') {
      process.stdout.write(INIT_LINES)
      return EXIT.done
    }
    return await runAndReport(invocation)
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`)
    return EXIT.usage
  }
}

/** `http-status | head`: a closed pipe ends the command without a stack trace. */
function leaveQuietlyWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
}

function messageOf(error: unknown): string {
  if (error instanceof UsageError) return error.message
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `http-status failed, which is a bug in it. No file is half-written.\n${details}`
}

async function runAndReport(invocation: Invocation): Promise<number> {
  const { command, output } = invocation
  requireFolder(output.patch, '--patch')
  requireFolder(output.outputFile, '--output-file')
  let interrupted = false
  const onSignal = (): void => {
    interrupted = true
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  const showProgress = process.stderr.isTTY && !output.quiet
  const report = await run(invocation.run, {
    isInterrupted: () => interrupted,
    progress: (message) => {
      if (showProgress) process.stderr.write(`${message}…\n`)
    },
  })
  process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
  if (output.baseline === undefined) {
    const exitCode = exitCodeOf(report, command)
    await print(report, invocation, exitCode)
    return exitCode
  }
  const judged = checkBaseline(report, invocation.run.cwd, output.baseline, output.updateBaseline)
  const exitCode = exitCodeOf(judged.report, command)
  await print(judged.report, invocation, exitCode)
  process.stderr.write(judged.message)
  return exitCode
}

async function print(
  report: RunReport,
  { command, run: { write, cwd }, output }: Invocation,
  exitCode: number,
): Promise<void> {
  const wantsDiff =
    output.format === 'json' ||
    output.format === 'markdown' ||
    output.patch !== undefined ||
    (!output.quiet && (command === 'fix' || output.verbose))
  const diffs = wantsDiff ? await diffsOf(report) : new Map<string, string>()
  if (output.patch !== undefined) save(output.patch, [...diffs.values()].join(''), '--patch')
  const paint = output.outputFile === undefined ? paintFor(process.stdout, output.color) : plain
  const shown = command === 'fix' || output.verbose ? [...diffs.values()] : []
  const text =
    output.format === 'json'
      ? formatJson(report, { command, write, exitCode, diffs })
      : output.format !== 'text'
        ? await formatForMachines(output.format, report, cwd, diffs)
        : formatText(report, { command, write, quiet: output.quiet, verbose: output.verbose, paint, diffs: shown })
  if (output.outputFile === undefined) process.stdout.write(text)
  else save(output.outputFile, text, '--output-file')
}

/** Loaded only when one of these formats is asked for. */
async function formatForMachines(
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

/** Asked before anything is written to the project. */
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
