import { isUtf8 } from 'node:buffer'
import { lstatSync, readFileSync } from 'node:fs'
import { machineWritten } from '../../src/analysis/machine-written.js'

/** Why a file is none of the command's business. */
export type NotApplicable = 'symlink' | 'not-utf8' | 'generated' | 'compiled' | 'minified' | 'missing' | 'empty'

export type Scanned =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'candidate'; readonly text: string }
  | { readonly kind: 'not-applicable'; readonly reason: NotApplicable }
  | { readonly kind: 'unreadable'; readonly message: string }

/** The calls that reading needs; tests bring their own. */
export interface FileReader {
  readonly read: (path: string) => Buffer
  readonly isSymlink: (path: string) => boolean
}

const DISK: FileReader = {
  read: (path) => readFileSync(path),
  isSymlink: (path) => lstatSync(path).isSymbolicLink(),
}

/** Reads a file and asks `mayContain` before anything costly. The question is put to the bytes as Latin-1: it may look for ASCII only. */
export function scanFile(path: string, mayContain: (text: string) => boolean, reader: FileReader = DISK): Scanned {
  try {
    const bytes = reader.read(path)
    if (bytes.length === 0) return { kind: 'not-applicable', reason: 'empty' }
    if (!mayContain(bytes.toString('latin1'))) return { kind: 'nothing' }
    if (reader.isSymlink(path)) return { kind: 'not-applicable', reason: 'symlink' }
    if (!isUtf8(bytes)) return { kind: 'not-applicable', reason: 'not-utf8' }
    const text = bytes.toString('utf8')
    const tool = machineWritten(text)
    if (tool !== undefined) return { kind: 'not-applicable', reason: tool }
    return { kind: 'candidate', text }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT') return { kind: 'not-applicable', reason: 'missing' }
    if (code === 'EISDIR') return { kind: 'not-applicable', reason: 'symlink' }
    return { kind: 'unreadable', message: `cannot be read (${code === '' ? String(error) : code})` }
  }
}
