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

/** The formatters that are installed and configured for a package. ESLint, the slowest, only where no other one is. */
export function findFormatters(folder: string): readonly Formatter[] {
  const own = [findPrettier(folder), findBiome(folder)].filter((one) => one !== undefined)
  const eslint = own.length === 0 ? findEslint(folder) : undefined
  return eslint ? [eslint] : own
}
