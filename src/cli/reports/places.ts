import { createHash } from 'node:crypto'
import type { RunReport } from '../../../codemods/report.js'
import { pendingMessage, ruleOf } from './rule-of.js'

/** A place of a report in the form in which every machine format needs it. Lines and columns count from 1, columns in UTF-16 units. */
export interface ReportedPlace {
  /** `http-status/require-www-authenticate`. */
  readonly ruleId: string
  /** `pending`: would be (or was) edited; `unresolved`: left to a person; `remark`: nothing to do. */
  readonly state: 'pending' | 'unresolved' | 'remark'
  readonly message: string
  readonly path: string
  readonly line: number
  readonly column: number
  /** The source line without its indentation. */
  readonly snippet: string
  /** Rule, file and snippet, and a number for the second and later places that are alike: survives moved lines. */
  readonly fingerprint: string
}

/**
 * The places of a report, by file and line. `lineOf` gives the text of a line as it was before any edit.
 * A remark is a place that needs nothing; it has no fingerprint of its own in a baseline.
 */
export function placesOf(report: RunReport, lineOf: (path: string, line: number) => string): readonly ReportedPlace[] {
  const seen = new Map<string, number>()
  const all = [
    ...report.edits.map((one) => ({
      ...one,
      state: one.optional === true ? ('remark' as const) : ('pending' as const),
      message: [pendingMessage(one.codemod), ...one.effects.map((effect) => `Clients will notice: ${effect}.`)].join(
        ' ',
      ),
    })),
    ...report.leaves.map((one) => ({
      ...one,
      state: one.unresolved ? ('unresolved' as const) : ('remark' as const),
      message: `${one.code}: ${one.text}`,
    })),
  ]
  return all
    .toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line || a.column - b.column))
    .map(({ codemod, state, message, path, line, column }) => {
      const ruleId = ruleOf(codemod)
      const snippet = lineOf(path, line).trim()
      const key = [ruleId, path, snippet.replace(/\s+/g, ' ')].join('\n')
      const count = (seen.get(key) ?? 0) + 1
      seen.set(key, count)
      return { ruleId, state, message, path, line, column, snippet, fingerprint: hash(`${key}\n${String(count)}`) }
    })
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
