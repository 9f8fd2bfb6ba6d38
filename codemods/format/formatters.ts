import { findBiome } from './biome.js'
import { findEslint } from './eslint.js'
import { findPrettier } from './prettier.js'

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

/** The formatters that are installed and configured for a package. ESLint, the slowest, formats only where no other one does. */
export function findFormatters(folder: string): readonly Formatter[] {
  const prettier = findPrettier(folder)
  const own = [...(prettier ? [prettier] : []), ...findBiome(folder)]
  return [...findEslint(folder, own.length === 0), ...own]
}
