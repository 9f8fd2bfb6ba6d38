import type { AnalysisHost } from '../model/host.js'
import type { TypeScript } from './typescript.js'

/**
 * What was read of the file system, kept from one analysis to the next as long as it has not changed.
 * Each analysis asks once for the stamp of every path that it comes across: a stamp costs a fraction of reading and parsing.
 */
export interface FileCache {
  /** The same string as before when the file has not changed. */
  readonly read: (path: string) => string | undefined
  readonly exists: (path: string) => boolean
  /** False when there is no folder of this name. */
  readonly mayHold: (folder: string) => boolean
  /** The object in a JSON file with comments; `undefined` when there is none. The same object as before when the file has not changed. */
  readonly json: (path: string) => Readonly<Record<string, unknown>> | undefined
  /** The same list as before when the folder has not changed. */
  readonly folders: (path: string) => readonly string[]
  /** Starts a new analysis: every path is looked at again when it is next asked for. */
  readonly refresh: () => void
}

interface Entry {
  checked: number
  stamp: string | undefined
  text?: string | undefined
  isRead?: boolean
  json?: { readonly text: string; readonly value: Readonly<Record<string, unknown>> | undefined }
  folders?: readonly string[]
}

/** Paths and characters kept at the most: a package with what it imports, not a whole monorepo. */
const MOST_PATHS = 20_000
const MOST_CHARACTERS = 24_000_000

export function createFileCache(ts: TypeScript, host: AnalysisHost): FileCache {
  const entries = new Map<string, Entry>()
  let characters = 0
  let turn = 0

  const forget = (): void => {
    entries.clear()
    characters = 0
  }
  const drop = (entry: Entry): void => {
    characters -= entry.text?.length ?? 0
    delete entry.text
    delete entry.isRead
    delete entry.folders
  }
  /** What is known of a path, valid for this analysis. */
  const at = (path: string): Entry => {
    const known = entries.get(path)
    if (known?.checked === turn) return known
    const stamp = host.stampOf?.(path)
    if (known) {
      // a host without stamps is read again for each analysis
      if (host.stampOf === undefined || stamp !== known.stamp || stamp === '') drop(known)
      known.stamp = stamp
      known.checked = turn
      return known
    }
    if (entries.size >= MOST_PATHS) forget()
    const entry: Entry = { checked: turn, stamp }
    entries.set(path, entry)
    return entry
  }
  const read = (path: string): string | undefined => {
    const entry = at(path)
    if (entry.isRead) return entry.text
    entry.text = host.stampOf !== undefined && entry.stamp === undefined ? undefined : host.readFile(path)
    entry.isRead = true
    characters += entry.text?.length ?? 0
    const { text } = entry
    if (characters > MOST_CHARACTERS) {
      forget()
      entries.set(path, entry)
      characters = text?.length ?? 0
    }
    return text
  }

  return {
    read,
    exists: (path) => (host.stampOf === undefined ? read(path) !== undefined : at(path).stamp !== undefined),
    mayHold: (folder) => host.stampOf === undefined || at(folder).stamp !== undefined,
    json: (path) => {
      const text = read(path)
      if (text === undefined) return undefined
      const entry = at(path)
      if (entry.json?.text !== text) entry.json = { text, value: parseObject(ts, path, text) }
      return entry.json.value
    },
    folders: (path) => {
      const entry = at(path)
      return (entry.folders ??= host.listFolders(path))
    },
    refresh: () => {
      turn += 1
    },
  }
}

function parseObject(ts: TypeScript, path: string, text: string): Readonly<Record<string, unknown>> | undefined {
  let value: unknown
  try {
    // most files are plain JSON, which the runtime reads many times faster than the compiler
    value = JSON.parse(text)
  } catch {
    value = ts.parseConfigFileTextToJson(path, text).config
  }
  return isRecord(value) ? value : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
