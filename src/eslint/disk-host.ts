import { readFileSync, readdirSync } from 'node:fs'
import type { AnalysisHost } from '../model/host.js'

/** Larger files are generated or data: following a value into one costs more than it can tell. */
const LARGEST = 1_000_000

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
}
