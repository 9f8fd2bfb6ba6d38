import type { Evidence } from '../src/model/evidence.js'
import type { SiteKind } from '../src/model/site.js'
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
  /** ESLint reports the place under the preset `strict` alone: `check` does not fail for it. */
  readonly optional?: boolean
  readonly effects: readonly string[]
  /** Why somebody had to look at the place first; only where each place was asked about. */
  readonly doubt?: string
  /** The lines that this edit alone changes, the import left out. `line` is that of the first, in the file as it was. */
  readonly preview: { readonly line: number; readonly before: string; readonly after: string }
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

/** What the type check of a package came to. */
export interface TypesReport {
  /** Files that were checked before and after. */
  readonly checked: number
  /** Changed files that are not: plain JavaScript, or without a configuration that loads. */
  readonly unchecked: number
  /** Sites that were undone. */
  readonly undone: number
}

/** What was decided for one package. */
export interface PackageReport {
  /** Folder relative to the working folder; `.` for that folder itself. */
  readonly path: string
  readonly challenge?: Pick<ChallengeChoice, 'source' | 'because'> & { readonly value: string }
  readonly helper?: { readonly path: string; readonly state: 'new' | 'extended' | 'used' }
  /** Absent when the run does not check types. */
  readonly types?: TypesReport
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
  /** Counted from 1, where the remark is about one line. */
  readonly line?: number
}

/** One place where a 401 or a 403 is decided, compliant or not. */
export interface SiteReport extends Place {
  /** Every value that the status can have there. */
  readonly statuses: readonly number[]
  readonly framework: string
  readonly evidence: Evidence
  readonly kind: SiteKind
  /** `undecided`: too little is known to judge it, so it is never reported. */
  readonly verdict: 'compliant' | 'finding' | 'undecided'
  /** The conditions that lead there, outermost first. */
  readonly conditions: readonly string[]
  /** The source lines of the place, and a few above them. */
  readonly code: string
}

/** What a rule says of a place. */
export interface FindingReport extends Place {
  /** `http-status/require-www-authenticate`. */
  readonly rule: string
  readonly message: string
}

/** What a reader of the whole picture wants: every place, and the rules' own words. */
export interface Details {
  readonly sites: readonly SiteReport[]
  readonly findings: readonly FindingReport[]
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
  /** Only when it was asked for. */
  readonly details?: Details
}
