import { readdirSync, readFileSync, statSync } from 'node:fs'
import type { AnalysisHost } from '../../src/model/host.js'

/** Files as the analysis reads them when it follows a value: missing and unreadable ones are absent. */
export const disk: AnalysisHost = {
  readFile: (file) => {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      return undefined
    }
  },
  listFolders: (folder) => {
    try {
      return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    } catch {
      return []
    }
  },
  listFiles: (folder) => {
    try {
      return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []))
    } catch {
      return []
    }
  },
  // nothing changes during a run, so it only tells whether there is something
  stampOf: (file) => {
    try {
      return statSync(file, { throwIfNoEntry: false }) && 'there'
    } catch {
      return undefined
    }
  },
}
