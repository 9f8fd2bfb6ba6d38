import { existsSync } from 'node:fs'
import path from 'node:path'
import { isCompiledOutput } from '../../src/analysis/compiled-output.js'
import { createManifestFinder } from '../package/manifest.js'

/** Tells what a compiler wrote: the next build would undo an edit. */
export function createCompiledTest(): (file: string, text: string) => boolean {
  const manifestOf = createManifestFinder()
  return (file, text) => {
    const folder = manifestOf(file)?.folder
    if (folder === undefined) return false
    const relative = path.relative(folder, file).split(path.sep).join('/')
    return isCompiledOutput(relative, text, (one) => existsSync(path.join(folder, one)))
  }
}
