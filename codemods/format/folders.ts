import { existsSync } from 'node:fs'
import path from 'node:path'

/** A folder and those above it, nearest first, up to the repository's own, or to the top without one. */
export function foldersUpTo(folder: string): readonly string[] {
  const parent = path.dirname(folder)
  if (parent === folder || existsSync(path.join(folder, '.git'))) return [folder]
  return [folder, ...foldersUpTo(parent)]
}
