import type { ModuleShape } from '../../src/model/module.js'
import type { HelperImport } from '../edit-file.js'
import type { Manifest } from './manifest.js'
import { specifierFor, type SpecifierContext } from './specifier.js'

/** How a file imports the helper. `resolve` tells which file a specifier means. */
export function importOf(
  file: string,
  helper: string,
  shape: ModuleShape,
  context: SpecifierContext,
  resolve: (file: string, specifier: string) => string | undefined,
): HelperImport {
  const system = systemOf(file, shape, context.manifest)
  return {
    system,
    specifier: specifierFor(file, helper, shape, system, context),
    isSameModule: (specifier) => resolve(file, specifier) === helper,
  }
}

/** What the file's own statements show, else its extension, else its package. */
export function systemOf(file: string, shape: ModuleShape, manifest: Manifest): 'esm' | 'cjs' {
  if (shape.system !== undefined) return shape.system
  if (/\.c[jt]s$/.test(file)) return 'cjs'
  return /\.js$/.test(file) && manifest.type === 'commonjs' ? 'cjs' : 'esm'
}
