import type { FileFacts } from '../src/model/facts.js'
import type { HelperVariant, ReasonCode } from '../src/model/site.js'
import type { Edit, TextRange } from '../src/model/text.js'
import type { CodemodName } from './names.js'
import type { ChallengeContext } from './package/place-challenge.js'

/** Why a place was not edited: a reason of the analysis, or one of the command itself. */
export type LeaveCode =
  | ReasonCode
  | 'bearer'
  | 'forbidden'
  | 'unauthorized'
  | 'challenge'
  /** A comment asks to leave it. */
  | 'ignored'
  /** Whoever was asked did not want it. */
  | 'declined'
  /** `--safe`: the edit changes more than it adds. */
  | 'safe'
  /** The helper file has the needed name for something else. */
  | 'helper-clash'
  /** Only names speak for the edit: somebody has to look at the place first. */
  | 'by-name'
  /** The edit did not survive its own verification. */
  | 'not-verified'

/** A place that a codemod would edit. */
export interface Proposal {
  readonly range: TextRange
  readonly edits: readonly Edit[]
  /** Nothing that is accepted or sent today changes, but for the header that comes on top. */
  readonly additive: boolean
  /** ESLint reports the place under the preset `strict` alone: `check` does not fail for it. */
  readonly optional?: boolean
  /** What clients notice, printed after the codemod's name. */
  readonly effects: readonly string[]
  /** Why somebody has to look at the place before this is done: it is made only where each place is asked about, and left with this reason otherwise. */
  readonly doubt?: string
  /** The helper's variant that the edits need. */
  readonly variant?: HelperVariant
  /** Whether they give the helper more than one challenge. */
  readonly several?: boolean
  /** How the place differs from the others of its package. */
  readonly remark?: string
}

/** A place that a codemod leaves to a person. */
export interface Leave {
  readonly range: TextRange
  readonly code: LeaveCode
  /** Printed after the code. */
  readonly text: string
  readonly unresolved: boolean
  /** Says something of a place that another codemod may still edit. */
  readonly remark?: boolean
}

export interface FilePlan {
  readonly proposals: readonly Proposal[]
  readonly leaves: readonly Leave[]
}

/** A scheme that is not Bearer, and where it says so. */
export interface OtherScheme {
  readonly scheme: string
  /** `README.md:12`. */
  readonly place: string
}

export interface PlanInput {
  /** The whole text of the file. */
  readonly text: string
  readonly facts: FileFacts
  readonly style: 'helper' | 'inline'
  readonly challenge: ChallengeContext
  /** How the file quotes strings. */
  readonly quote: "'" | '"'
  /** Whether a thrown error's headers are sent: the framework's own handling does it, and the package has none of its own. */
  readonly sendsErrorHeaders: boolean
  /** What clients of the package send instead of Bearer, when something in it says so. Costly: asked where it decides. */
  readonly otherScheme: () => OtherScheme | undefined
}

/** One codemod: which of a rule's findings it takes and which edits it applies. Pure. */
export interface Codemod {
  /** For `--only` and the report. */
  readonly name: CodemodName
  /** The rule whose findings it takes and whose disable comments it honours, as in the ESLint configuration. */
  readonly rule: string
  readonly description: string
  readonly plan: (input: PlanInput) => FilePlan
}
