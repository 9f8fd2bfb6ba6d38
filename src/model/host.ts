/** What the analysis may ask of the world. The ESLint room and the codemod each bring one; tests bring one in memory. */
export interface AnalysisHost {
  /** The text of a file, or `undefined` when it does not exist or cannot be read. Absolute path. */
  readonly readFile: (path: string) => string | undefined
  /** Names of the folders in a folder; empty when it does not exist. Absolute path. */
  readonly listFolders: (path: string) => readonly string[]
  /** Names of the files in a folder; empty when it does not exist. Absolute path. Absent: who uses a file is not looked for. */
  readonly listFiles?: (path: string) => readonly string[]
  /**
   * A text that changes when the file or folder changes; `undefined` when there is none; empty when it has changed so lately that the
   * next change might look the same. Absolute path. Absent: everything is read again for each analysis.
   */
  readonly stampOf?: (path: string) => string | undefined
  /**
   * A number that changes when any file may have changed: a run that writes nothing until its end looks at each file once.
   * Absent: every analysis looks again.
   */
  readonly version?: () => number
}
