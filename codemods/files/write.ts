import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'

/** One file to write. `before` is what it held when it was read; `undefined` for a new file. */
export interface PendingWrite {
  readonly path: string
  readonly before: string | undefined
  readonly after: string
}

/** Why a file cannot be written, or `undefined` when it can. Asked of every file before the first is written. */
export function findObstacle({ path: file, before }: PendingWrite): string | undefined {
  try {
    if (before === undefined) {
      return statSync(file, { throwIfNoEntry: false }) === undefined ? undefined : 'appeared while the command ran'
    }
    if ((statSync(file).mode & 0o222) === 0) return 'is read-only'
    return readFileSync(file, 'utf8') === before ? undefined : 'changed while the command ran'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/**
 * Replaces a file as a whole: a temporary file in the same folder with the old one's mode, then a rename.
 * Whoever looks sees the old text or the new one. Throws what the file system throws, with the temporary file gone.
 */
export function writeAtomically({ path: file, before, after }: PendingWrite): void {
  const folder = path.dirname(file)
  if (before === undefined) mkdirSync(folder, { recursive: true })
  const temporary = path.join(folder, `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const handle = openSync(temporary, 'wx', 0o666)
    try {
      writeFileSync(handle, after)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    if (before !== undefined) chmodSync(temporary, statSync(file).mode & 0o7777)
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}
