import path from 'node:path'
import type { Manifest } from './manifest.js'
import { throughAlias, wildcardOf } from './wildcard.js'

/**
 * How Node itself calls `target` through the `imports` field of the package: `#lib/x` for `./src/lib/x.js`. Only where what is
 * written is what runs, JavaScript: for TypeScript the field points at what a build makes, or depends on conditions.
 */
export function ownImportOf({ folder, imports = {} }: Manifest, file: string, target: string): string | undefined {
  if (!/\.[cm]?js$/.test(target) || !/\.[cm]?jsx?$/.test(file)) return undefined
  for (const [pattern, to] of Object.entries(imports)) {
    if (!pattern.includes('*') || !to.startsWith('./') || !to.includes('*')) continue
    const alias = wildcardOf(pattern, [path.join(folder, to)])
    const found = throughAlias(alias, target)
    if (found !== undefined) return found
  }
  return undefined
}
