/** What the type check says of a place. */
export interface Diagnostic {
  /** Absolute. */
  readonly path: string
  readonly code: number
  /** In one line. */
  readonly message: string
  /** A place in the text as it was on disk. */
  readonly start: number
}

type KeyOf = (one: Diagnostic) => string

/**
 * What counts as the same diagnostic before and after an edit, the surest first: all of it; moved within its file; in other words at
 * the same place, where a type that it names got another name.
 */
const KEYS: readonly KeyOf[] = [
  ({ path, code, message, start }) => `${start} ${code} ${message} ${path}`,
  ({ path, code, message }) => `${code} ${message} ${path}`,
  ({ path, code, start }) => `${start} ${code} ${path}`,
]

/** Diagnostics of `after` that `before` has no counterpart for, each counted as often as it stands there. */
export function addedDiagnostics(before: readonly Diagnostic[], after: readonly Diagnostic[]): readonly Diagnostic[] {
  let old = before
  let fresh = after
  for (const keyOf of KEYS) [old, fresh] = withoutPairs(old, fresh, keyOf)
  return fresh
}

function withoutPairs(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  keyOf: KeyOf,
): [readonly Diagnostic[], readonly Diagnostic[]] {
  const waiting = new Map<string, Diagnostic[]>()
  for (const one of before) {
    const same = waiting.get(keyOf(one))
    if (same) same.push(one)
    else waiting.set(keyOf(one), [one])
  }
  const fresh = after.filter((one) => waiting.get(keyOf(one))?.pop() === undefined)
  return [[...waiting.values()].flat(), fresh]
}

/** A diagnostic for people, on one line and not too long: `Type 'undefined' is not assignable to type 'null' (TS2322)`. */
export function describeDiagnostic({ message, code }: Pick<Diagnostic, 'message' | 'code'>): string {
  const short = message.length > 300 ? `${message.slice(0, 297).trimEnd()}…` : message.replace(/\.$/, '')
  return `${short} (TS${code})`
}
