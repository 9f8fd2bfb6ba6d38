import type { Scope } from './files/list.js'
import type { ChallengeParts } from './helper/challenge-parts.js'
import type { CodemodName } from './names.js'
import type { EditReport, RunReport } from './report.js'

/** By what an edit is known from one run over the same texts to the next. */
export type EditPlace = Pick<EditReport, 'path' | 'line' | 'column' | 'codemod'>

/** What a run is asked to do. */
export interface RunOptions extends Scope {
  /** Whether files are written. */
  readonly write: boolean
  /** Whether edits that bring a type error are undone. Absent: as `write`, because a preview has to be quick. */
  readonly verify?: boolean
  /** `false`: files that the project's own formatter finds clean may be unclean afterwards. */
  readonly format?: boolean
  /** Names of codemods; empty means all. */
  readonly only: readonly CodemodName[]
  readonly safe: boolean
  readonly challenge?: ChallengeParts
  readonly realm?: string
  readonly style: 'helper' | 'inline'
  /** Relative to each package's folder. */
  readonly helperPath?: string
  readonly strictToken68: boolean
  readonly allowDirty: boolean
  /** Takes the place of each package's own configuration. */
  readonly tsconfig?: string
  /** Whether somebody is asked about each edit. */
  readonly asks?: boolean
  /** Whether an edit is wanted; all are when this is absent. */
  readonly accepts?: (edit: EditPlace) => boolean
  /** Whether the report has `details`. */
  readonly details?: boolean
}

/** What a run tells while it works, and how it is stopped. */
export interface RunHooks {
  readonly progress: (message: string, done?: number, total?: number) => void
  /** Asked between files; `true` ends the run with every file whole. */
  readonly isInterrupted: () => boolean
  /** Asked once, before anything is written: which of the edits to make. Absent: all of them. */
  readonly choose?: (proposed: RunReport) => Promise<Choice>
}

/** An answer to `choose`. */
export interface Choice {
  readonly accepted: readonly EditPlace[]
  /** The answers were broken off by a signal: what was accepted is written, and the run counts as interrupted. */
  readonly interrupted: boolean
}
