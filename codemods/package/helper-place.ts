import { isUtf8 } from 'node:buffer'
import { lstatSync, readFileSync, realpathSync, statSync, type Stats } from 'node:fs'
import path from 'node:path'

/** What lies where a helper file is, or goes. */
export type HelperPlace =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'there'
      readonly text: string
      /** The text lies somewhere else, behind a symbolic link: it may be used, and is not written. */
      readonly isLinked: boolean
    }
  /** Neither can be read there nor written: `problem` goes on after the file's name. */
  | { readonly kind: 'unusable'; readonly problem: string }

/** Looks at `file`, which belongs into the package in `folder`. Never throws: whatever the file system says becomes a sentence. */
export function inspectHelper(file: string, folder: string): HelperPlace {
  try {
    if (entryAt(file) === undefined) return inspectFolder(path.dirname(file), folder)
    const meant = statSync(file, { throwIfNoEntry: false })
    if (meant === undefined) return unusable('is a link to a file that does not exist')
    if (!meant.isFile()) return unusable(meant.isDirectory() ? 'is a folder' : 'is no regular file')
    const bytes = readFileSync(file)
    if (!isUtf8(bytes)) return unusable('is not UTF-8 text')
    const inPackage = path.join(realpathSync(folder), path.relative(folder, file))
    return { kind: 'there', text: bytes.toString('utf8'), isLinked: realpathSync(file) !== inPackage }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return unusable(`cannot be read (${code})`)
  }
}

/** A file that is not there yet can be made where the nearest thing above it is a folder of the package itself. */
function inspectFolder(parent: string, folder: string): HelperPlace {
  let above = parent
  while (entryAt(above) === undefined) above = path.dirname(above)
  const name = path.basename(above)
  const meant = statSync(above, { throwIfNoEntry: false })
  if (meant === undefined) return unusable(`cannot be made: ${name} is a link to a folder that does not exist`)
  if (!meant.isDirectory()) return unusable(`cannot be made: ${name} is no folder`)
  const inPackage = path.join(realpathSync(folder), path.relative(folder, above))
  if (realpathSync(above) === inPackage) return { kind: 'absent' }
  return unusable(`cannot be made: ${name} is a link to somewhere else`)
}

/** What lies there, a link itself; `undefined` where nothing does, also because a file is in the way. */
export function entryAt(file: string): Stats | undefined {
  try {
    return lstatSync(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return
    throw error
  }
}

function unusable(problem: string): HelperPlace {
  return { kind: 'unusable', problem }
}
