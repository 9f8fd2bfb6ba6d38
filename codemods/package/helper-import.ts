import type { ModuleShape } from '../../src/model/module.js'
import type { HelperImport } from '../edit-file.js'
import type { Manifest } from './manifest.js'
import { meansFile, specifierFor, type SpecifierContext } from './specifier.js'

/** How a file imports the helper. */
export function importOf(
  file: string,
  helper: string,
  shape: ModuleShape,
  manifest: Manifest,
  context: SpecifierContext,
): HelperImport {
  const system = systemOf(file, shape, manifest)
  return {
    system,
    specifier: specifierFor(file, helper, shape, system, context),
    isSameModule: (specifier) => meansFile(specifier, file, helper, shape, context),
  }
}

/** What the file's own statements show, else its extension, else its package. */
export function systemOf(file: string, shape: ModuleShape, manifest: Manifest): 'esm' | 'cjs' {
  if (shape.system !== undefined) return shape.system
  if (/\.c[jt]s$/.test(file)) return 'cjs'
  return /\.js$/.test(file) && manifest.type === 'commonjs' ? 'cjs' : 'esm'
}
