import type { HelperName, TextRange } from '../src/model/text.js'
import type { CodemodName } from './names.js'
import type { LinePreview } from './text/preview.js'

/** An edit that was made. Offsets are places in the text as it was on disk. */
export interface MadeEdit {
  /** The same in every run over the same text. */
  readonly id: string
  readonly codemod: CodemodName
  readonly start: number
  /** The site, and every place where text was changed for it. */
  readonly spans: readonly TextRange[]
  readonly additive: boolean
  readonly optional?: boolean
  readonly effects: readonly string[]
  readonly doubt?: string
  readonly helpers: readonly HelperName[]
  /** How the place differs from the others of its package. */
  readonly remark?: string
  /** The lines that this edit alone changes. Its `start` is a place in the text as it was on disk, too. */
  readonly preview: LinePreview
}
