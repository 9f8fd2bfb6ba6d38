import type * as t from 'typescript'
import type { Framework } from '../frameworks/define.js'
import type { Settings } from '../model/settings.js'
import type { TypeScript } from './typescript.js'
import type { Workspace } from './workspace.js'

/** Everything that the analysis of one file works with. */
export interface AnalysisContext {
  readonly ts: TypeScript
  readonly file: t.SourceFile
  /** Absolute path, `/`-separated. */
  readonly path: string
  /** Present in typed runs. */
  readonly checker?: t.TypeChecker
  readonly workspace: Workspace
  readonly frameworks: readonly Framework[]
  readonly settings: Settings
  /** Looks also where the text says that there is nothing: for tests of what is left out by it. */
  readonly ignoresText: boolean
}
