import type { ReportedPlace } from './places.js'

/** What a baseline file remembers of a place: enough to know it again and to tell a person what it was. */
interface Entry {
  readonly fingerprint: string
  readonly rule: string
  readonly path: string
  readonly snippet: string
}

export interface Compared {
  /** Places that the baseline does not know. */
  readonly fresh: readonly ReportedPlace[]
  /** Entries whose place is gone: to be taken out with `--update-baseline`. */
  readonly stale: readonly Entry[]
  readonly known: number
}

/** A baseline with every place that needs something, sorted, so that its diffs read well. */
export function writeBaseline(places: readonly ReportedPlace[]): string {
  const entries: Entry[] = places
    .filter((one) => one.state !== 'remark')
    .map(({ fingerprint, ruleId, path, snippet }) => ({ fingerprint, rule: ruleId, path, snippet }))
  return `${JSON.stringify({ version: 1, entries }, undefined, 2)}\n`
}

/**
 * The entries of a baseline file.
 * @throws Error that says what is wrong with the file.
 */
export function readBaseline(text: string): readonly Entry[] {
  const content: unknown = JSON.parse(text)
  if (!isRecord(content) || content.version !== 1 || !Array.isArray(content.entries))
    throw new Error('it is no baseline of http-status (version 1)')
  return content.entries.map((entry: unknown) => {
    if (!isRecord(entry)) throw new Error('an entry is no object')
    const { fingerprint, rule, path, snippet } = entry
    if (
      typeof fingerprint !== 'string' ||
      typeof rule !== 'string' ||
      typeof path !== 'string' ||
      typeof snippet !== 'string'
    )
      throw new Error('an entry lacks fingerprint, rule, path or snippet')
    return { fingerprint, rule, path, snippet }
  })
}

/** Fingerprints, never counts: a new finding does not hide behind one that went away. */
export function compareWithBaseline(places: readonly ReportedPlace[], entries: readonly Entry[]): Compared {
  const remembered = new Set(entries.map((one) => one.fingerprint))
  const open = places.filter((one) => one.state !== 'remark')
  const present = new Set(open.map((one) => one.fingerprint))
  return {
    fresh: open.filter((one) => !remembered.has(one.fingerprint)),
    stale: entries.filter((one) => !present.has(one.fingerprint)),
    known: open.filter((one) => remembered.has(one.fingerprint)).length,
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
