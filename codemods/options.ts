import type { Scope } from './files/list.js'
import type { ChallengeParts } from './helper/challenge-parts.js'
import type { CodemodName } from './names.js'

/** What a run is asked to do. */
export interface RunOptions extends Scope {
  /** Whether files are written. */
  readonly write: boolean
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
}

/** What a run tells while it works, and how it is stopped. */
export interface RunHooks {
  readonly progress: (message: string) => void
  /** Asked between files; `true` ends the run with every file whole. */
  readonly isInterrupted: () => boolean
}
