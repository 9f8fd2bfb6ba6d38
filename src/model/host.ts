/** What the analysis may ask of the world. The ESLint room and the codemod each bring one; tests bring one in memory. */
export interface AnalysisHost {
  /** The text of a file, or `undefined` when it does not exist or cannot be read. Absolute path. */
  readonly readFile: (path: string) => string | undefined
  /** Whether a file (not a folder) exists. Absolute path. */
  readonly fileExists: (path: string) => boolean
}
