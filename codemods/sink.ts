import { UsageError } from './errors.js'
import { findDirty } from './files/git.js'
import { findObstacle, writeAtomically } from './files/write.js'
import type { RunHooks } from './options.js'
import type { ChangedFile, Failure } from './report.js'

export interface Written {
  readonly written: readonly string[]
  readonly failures: readonly Failure[]
  readonly interrupted: boolean
}

/** Throws a UsageError when a file that is about to be written holds changes that git could not bring back. */
export function guardAgainstDirty(cwd: string, changes: readonly ChangedFile[]): void {
  const existing = changes.filter((one) => one.before !== undefined).map((one) => one.absolute)
  const dirty = findDirty(cwd, existing)
  if (dirty.length === 0) return
  const list = dirty.slice(0, 10).map((one) => `  ${one}`)
  const more = dirty.length > 10 ? [`  and ${dirty.length - 10} more`] : []
  throw new UsageError(
    [
      'Nothing was written: these files have changes that are not committed.',
      ...list,
      ...more,
      'Commit them first, or add --allow-dirty.',
    ].join('\n'),
  )
}

/**
 * Writes the helper files first, then the files that import them, each as a whole.
 * A package whose helper cannot be written keeps its other files too: they would import what is not there.
 */
export async function writeChanges(changes: readonly ChangedFile[], hooks: RunHooks): Promise<Written> {
  const written: string[] = []
  const failures: Failure[] = []
  const ordered = [...changes.filter((one) => one.role === 'helper'), ...changes.filter((one) => one.role === 'source')]
  const blocked = new Set<string>()
  for (const [index, change] of ordered.entries()) {
    // Signals are delivered between two turns of the event loop.
    await new Promise((resolve) => setImmediate(resolve))
    if (hooks.isInterrupted()) return { written, failures, interrupted: true }
    hooks.progress('Writing', index, ordered.length)
    const pending = { path: change.absolute, before: change.before, after: change.after }
    const owner = change.owner
    const obstacle = blocked.has(owner)
      ? 'was not written because the helper file could not be written'
      : findObstacle(pending)
    const problem =
      obstacle ??
      attempt(() => {
        writeAtomically(pending)
      })
    if (problem === undefined) written.push(change.path)
    else {
      failures.push({ path: change.path, message: problem })
      if (change.role === 'helper') blocked.add(owner)
    }
  }
  return { written, failures, interrupted: false }
}

function attempt(action: () => void): string | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    return `could not be written: ${error instanceof Error ? error.message : String(error)}`
  }
}
