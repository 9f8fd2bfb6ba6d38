import path from 'node:path'
import { disk } from '../files/disk.js'

/** Importers that are looked at for one package: a file that hundreds import is checked in the first of them. */
const MOST_IMPORTERS = 100

/** Files that may import one of `files`, told by the end of a specifier. One too many costs time and nothing else. */
export function findImporters(files: readonly string[], candidates: readonly string[]): readonly string[] {
  const names = [...new Set(files.map(nameOf))].map((one) => one.replace(/[^\w]/g, '\\$&'))
  const pattern = new RegExp(`['"](?:[^'"\\n]*/)?(?:${names.join('|')})(?:\\.[cm]?[jt]sx?)?['"]`)
  return candidates
    .filter((one) => /\.[cm]?tsx?$/.test(one) && !files.includes(one) && pattern.test(disk.readFile(one) ?? ''))
    .slice(0, MOST_IMPORTERS)
}

/** The last part of a specifier for a file; an index file goes by the name of its folder. */
function nameOf(file: string): string {
  const { name, dir } = path.parse(file)
  return name === 'index' ? path.basename(dir) : name
}
