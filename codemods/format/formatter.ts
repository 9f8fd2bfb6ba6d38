/** A project's own formatter. */
export interface Formatter {
  /** For messages: `Prettier`. */
  readonly name: string
  /**
   * The text in the project's own form; `undefined` when the formatter has nothing to do with the file.
   * Throws what the formatter throws.
   */
  readonly format: (path: string, text: string) => Promise<string | undefined>
}
