import type { RunReport } from '../../codemods/report.js'
import type { Command } from './arguments.js'

export const EXIT = { done: 0, pending: 1, usage: 2, incomplete: 3, interrupted: 130 } as const

/** The exit code of a finished run. A finding outweighs a file that could not be read: both are printed. */
export function exitCodeOf({ edits, leaves, failures, interrupted }: RunReport, command: Command): number {
  if (interrupted) return EXIT.interrupted
  if (command === 'check' && (edits.some((one) => one.optional !== true) || leaves.some((one) => one.unresolved)))
    return EXIT.pending
  return failures.length > 0 ? EXIT.incomplete : EXIT.done
}
