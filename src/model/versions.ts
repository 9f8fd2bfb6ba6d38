/** `[major, minor, patch]`. A pre-release counts as the release that it comes before: `2.0.0-rc.1` behaves as 2.0.0 will. */
export type Version = readonly [major: number, minor: number, patch: number]

/** Versions from `since` on and before `until`; without `until` there is no end. */
export interface Interval {
  readonly since: Version
  readonly until?: Version
}

const FIRST: Version = [0, 0, 0]
const ANY: readonly Interval[] = [{ since: FIRST }]
const PARTIAL = /^[v=\s]*(\d+|[x*])(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?(?:-[\w.-]+)?(?:\+[\w.-]+)?$/i
const HYPHEN = /^(\S+)\s+-\s+(\S+)$/

const read = new Map<string, readonly Interval[] | undefined>()

/** The versions that a range of npm allows; `undefined` for what is no range: a tag, an address, a protocol. */
export function parseRange(range: string): readonly Interval[] | undefined {
  if (!read.has(range)) read.set(range, readRange(range))
  return read.get(range)
}

/** A version as it stands in a manifest or a lockfile. */
export function parseVersion(text: string): Version | undefined {
  const parts = /^v?(\d+)\.(\d+)\.(\d+)(?:[-+(].*)?$/.exec(text.trim())
  return parts ? [Number(parts[1]), Number(parts[2]), Number(parts[3])] : undefined
}

/** The one version, as a range. */
export function exactly(version: Version): readonly Interval[] {
  return [{ since: version, until: [version[0], version[1], version[2] + 1] }]
}

/** What two ranges have in common. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  return a.flatMap((one) =>
    b.flatMap((other) => {
      const since = compare(one.since, other.since) > 0 ? one.since : other.since
      const until = earlier(one.until, other.until)
      return until !== undefined && compare(since, until) >= 0 ? [] : [{ since, ...(until && { until }) }]
    }),
  )
}

function earlier(a: Version | undefined, b: Version | undefined): Version | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return compare(a, b) < 0 ? a : b
}

export function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}

function readRange(range: string): readonly Interval[] | undefined {
  const sets = range.split('||').map((set) => readSet(set.trim()))
  return sets.includes(undefined) ? undefined : sets.flatMap((set) => set ?? [])
}

/** `>=1.2 <3`, `1 - 2`, `^4`: every part must hold. */
function readSet(set: string): readonly Interval[] | undefined {
  if (set === '') return ANY
  const [, from, to] = HYPHEN.exec(set) ?? []
  const parts =
    from === undefined || to === undefined
      ? set.replace(/([<>=~^])\s+/g, '$1').split(/[\s,]+/)
      : [`>=${from}`, `<=${to}`]
  let all: readonly Interval[] = ANY
  for (const part of parts) {
    const one = readComparator(part)
    if (one === undefined) return undefined
    all = intersect(all, [one])
  }
  return all
}

function readComparator(text: string): Interval | undefined {
  const [, operator = '', rest = ''] = /^([<>]=?|[~^]>?|=)?(.*)$/.exec(text) ?? []
  const parts = PARTIAL.exec(rest)
  if (parts === null) return undefined
  const [, ...texts] = parts
  const [major, minor, patch] = texts.map(numberOf)
  if (major === undefined) return operator === '<' ? { since: FIRST, until: FIRST } : { since: FIRST }
  const version: Version = [major, minor ?? 0, patch ?? 0]
  /** The first version that the text no longer names: 2.0.0 for `1.x`. */
  const next: Version =
    minor === undefined ? [major + 1, 0, 0] : patch === undefined ? [major, minor + 1, 0] : [major, minor, patch + 1]
  switch (operator) {
    case '>=':
      return { since: version }
    case '>':
      return { since: next }
    case '<':
      return { since: FIRST, until: version }
    case '<=':
      return { since: FIRST, until: next }
    case '~':
    case '~>':
      return { since: version, until: minor === undefined ? [major + 1, 0, 0] : [major, minor + 1, 0] }
    case '^':
      return { since: version, until: caretEnd(major, minor, patch) }
    default:
      return { since: version, until: next }
  }
}

/** A part of a version; `x`, `*` and a part that is not there stand for every number. */
function numberOf(part: string | undefined): number | undefined {
  return part === undefined || /[x*]/i.test(part) ? undefined : Number(part)
}

/** A caret lets everything change behind the first number that is not zero. */
function caretEnd(major: number, minor: number | undefined, patch: number | undefined): Version {
  if (major > 0 || minor === undefined) return [major + 1, 0, 0]
  if (minor > 0 || patch === undefined) return [0, minor + 1, 0]
  return [0, 0, patch + 1]
}
