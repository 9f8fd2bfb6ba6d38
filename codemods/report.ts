import type { LeaveCode } from './codemod.js'
import type { CodemodName } from './names.js'
import type { ChallengeChoice } from './package/challenge.js'
import type { Position } from './text/lines.js'

/** A place in a file. `path` is relative to the working folder and `/`-separated. */
export interface Place extends Position {
  readonly path: string
}

/** One place that was edited, or would be. */
export interface EditReport extends Place {
  readonly codemod: CodemodName
  readonly additive: boolean
  readonly effects: readonly string[]
}

/** One place that was left. */
export interface LeaveReport extends Place {
  readonly codemod: CodemodName
  readonly code: LeaveCode
  readonly text: string
  /** Whether a person has something to do there. */
  readonly unresolved: boolean
}

/** One file that changes. `before` is `undefined` for a new one. */
export interface ChangedFile {
  readonly path: string
  readonly absolute: string
  readonly before: string | undefined
  readonly after: string
  readonly role: 'source' | 'helper'
  /** The package's folder, absolute. */
  readonly owner: string
}

/** What was decided for one package. */
export interface PackageReport {
  /** Folder relative to the working folder; `.` for that folder itself. */
  readonly path: string
  readonly challenge?: Pick<ChallengeChoice, 'source' | 'because'> & { readonly value: string }
  readonly helper?: { readonly path: string; readonly state: 'new' | 'extended' | 'used' }
}

/** A file that could not be read, parsed, analysed, verified or written. */
export interface Failure {
  readonly path: string
  readonly message: string
}

/** A sentence about a package or file that is no place to edit: `mcp: set resourceMetadata in …`. */
export interface Remark {
  readonly code: string
  readonly text: string
  readonly path: string
}

/** Everything that one run found out. Plain data: every format and the interactive mode print the same. */
export interface RunReport {
  readonly filesScanned: number
  readonly filesAnalysed: number
  readonly notApplicable: Readonly<Record<string, number>>
  readonly packages: readonly PackageReport[]
  readonly changes: readonly ChangedFile[]
  readonly edits: readonly EditReport[]
  readonly leaves: readonly LeaveReport[]
  readonly remarks: readonly Remark[]
  readonly failures: readonly Failure[]
  /** Files that were written; empty in a preview. */
  readonly written: readonly string[]
  /** A signal stopped the run. */
  readonly interrupted: boolean
}
