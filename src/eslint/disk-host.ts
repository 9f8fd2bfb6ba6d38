import { readFileSync, readdirSync, statSync } from 'node:fs'
import type { AnalysisHost } from '../model/host.js'

/** Larger files are generated or data: following a value into one costs more than it can tell. */
const LARGEST = 1_000_000

/** Clocks of file systems are coarse: two changes within this time may carry the same time, in milliseconds. */
const COARSE = 50

/** The file system. A file that is missing, unreadable or too large reads as absent. */
export const diskHost: AnalysisHost = {
  readFile: (path) => {
    try {
      const text = readFileSync(path, 'utf8')
      return text.length > LARGEST ? undefined : text
    } catch {
      return undefined
    }
  },
  listFolders: (path) => {
    try {
      return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    } catch {
      return []
    }
  },
  listFiles: (path) => {
    try {
      return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []))
    } catch {
      return []
    }
  },
  stampOf: (path) => {
    try {
      const found = statSync(path, { throwIfNoEntry: false })
      if (found === undefined) return undefined
      return Date.now() - found.mtimeMs < COARSE
        ? ''
        : `${String(found.mtimeMs)} ${String(found.size)} ${String(found.ino)}`
    } catch {
      return undefined
    }
  },
}
