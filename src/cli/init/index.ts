import { planLintConfig, type LintConfigPlan } from '../../../codemods/lint-config/index.js'
import { guardAgainstDirty, writeChanges } from '../../../codemods/sink.js'
import { unifiedDiff } from '../../../codemods/text/diff.js'
import type { Invocation } from '../arguments.js'
import { EXIT } from '../exit-code.js'
import { paintDiff } from '../format-text.js'
import { paintFor } from '../paint.js'

/**
 * Adds the plugin to the project's ESLint configuration: shows the diff, and writes it with `--write` or after a yes in a terminal.
 * Out: the exit code; 1 when something is left to be done by hand.
 */
export async function init({ run, preset, output }: Invocation): Promise<number> {
  const plan = planLintConfig(run.cwd, preset)
  if (plan.kind === 'present') {
    say(`${plan.file} has the plugin already. Nothing to change.`)
    sayInstall(plan)
    return EXIT.done
  }
  if (plan.kind === 'by-hand') {
    say(`${plan.file} was left alone: ${plan.reason}. Add by hand:`, '', plan.lines)
    sayInstall(plan)
    return EXIT.pending
  }
  const { change } = plan
  const paint = paintFor(process.stdout, output.color)
  say(paintDiff(unifiedDiff(change.path, change.before, change.after), paint), '')
  const isWanted = run.write || (await isAccepted(plan.file))
  if (isWanted) {
    if (!run.allowDirty) guardAgainstDirty(run.cwd, [change])
    const { failures } = await writeChanges([change], { progress: () => undefined, isInterrupted: () => false })
    for (const { path, message } of failures) process.stderr.write(`${path} ${message}\n`)
    if (failures.length > 0) return EXIT.incomplete
    say(`${plan.file} written.`)
  } else say(process.stdout.isTTY ? 'Nothing was written.' : 'Nothing was written. Add --write to apply.')
  sayInstall(plan)
  return EXIT.done
}

/** Without a terminal there is nobody to ask. The library that asks is loaded only here. */
async function isAccepted(file: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false
  const { confirm } = await import('@clack/prompts')
  return (await confirm({ message: `Write ${file}?` })) === true
}

function sayInstall({ install }: LintConfigPlan): void {
  if (install !== undefined) say(`Install what is missing:`, '', `  ${install}`)
}

function say(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
