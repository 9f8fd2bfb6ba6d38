import type { Formatter } from './formatter.js'
import { findBiome } from './biome.js'
import { findEslint } from './eslint.js'
import { findPrettier } from './prettier.js'

/** The formatters that are installed and configured for a package. ESLint, the slowest, formats only where no other one does. */
export function findFormatters(folder: string): readonly Formatter[] {
  const prettier = findPrettier(folder)
  const own = [...(prettier ? [prettier] : []), ...findBiome(folder)]
  return [...findEslint(folder, own.length === 0), ...own]
}
