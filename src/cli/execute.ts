import { UsageError } from '../../codemods/errors.js'
import type { RunHooks } from '../../codemods/options.js'
import type { RunReport } from '../../codemods/report.js'
import { run } from '../../codemods/run.js'
import { parseArguments, type Invocation, type OutputOptions } from './arguments.js'
import { EXIT, exitCodeOf } from './exit-code.js'
import { checkBaseline } from './check-baseline.js'
import { paintFor } from './paint.js'
import { print, requireFolders } from './print.js'
import { createProgress } from './progress.js'

/** Runs the command. Out: the exit code. Reports go to stdout, everything else to stderr. */
export async function execute(args: readonly string[]): Promise<number> {
  leaveQuietlyWhenNobodyReads()
  try {
    const invocation = parseArguments(args, process.cwd())
    if (invocation.command === 'init') {
      const { init } = await import('./init/index.js')
      return await init(invocation)
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
  const { command, interactive, output } = invocation
  requireFolders(output)
  if (interactive) requireTerminal()
  const report = await runStoppable(invocation)
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

/** A signal ends the run between two files: every file is whole, and the report says what was written. */
async function runStoppable({ run: options, interactive, output }: Invocation): Promise<RunReport> {
  const stop = new AbortController()
  const onSignal = (): void => stop.abort()
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  const progress = createProgress(output.quiet ? SILENT : process.stderr)
  const hooks: RunHooks = {
    isInterrupted: () => stop.signal.aborted,
    progress: progress.update,
    ...(interactive && {
      choose: (proposed) => {
        progress.clear()
        return ask(proposed, output, stop.signal)
      },
    }),
  }
  try {
    return await run(options, hooks)
  } finally {
    progress.clear()
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
  }
}

const SILENT = { write: () => undefined }

/** The library that talks to the terminal is loaded only here. */
async function ask(proposed: RunReport, output: OutputOptions, signal: AbortSignal) {
  const [{ chooseEdits }, { terminalDialogue }] = await Promise.all([
    import('./interactive/choose.js'),
    import('./interactive/terminal.js'),
  ])
  const choice = await chooseEdits(proposed, terminalDialogue(proposed, paintFor(process.stdout, output.color), signal))
  process.stdout.write('\n')
  return choice
}

function requireTerminal(): void {
  if (process.stdin.isTTY && process.stdout.isTTY) return
  throw new UsageError(
    '--interactive needs a terminal to ask in. Without one use fix --write, with paths, --only or --safe to choose.',
  )
}
