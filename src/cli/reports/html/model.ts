import type { Evidence } from '../../../../src/model/evidence.js'
import type { EditReport, FindingReport, LeaveReport, RunReport, SiteReport } from '../../../../codemods/report.js'
import { ruleOf } from '../rule-of.js'

export type Verdict = SiteReport['verdict']

/** One place of the page: a 401, a 403, or an Authorization value that a rule reports. */
export interface Row {
  readonly path: string
  readonly line: number
  readonly column: number
  /** `401`, `403`, `401 or 403`, or `Bearer`. */
  readonly subject: string
  readonly verdict: Verdict
  readonly framework?: string
  readonly evidence?: Evidence
  readonly conditions: readonly string[]
  readonly findings: readonly FindingReport[]
  readonly edits: readonly EditReport[]
  readonly leaves: readonly LeaveReport[]
  /** Source lines, where there is no edit that shows them. */
  readonly code?: string
}

export interface Totals {
  readonly compliant: number
  readonly finding: number
  readonly undecided: number
}

/** Everything that the page shows, ready to be written down. */
export interface Model {
  readonly rows: readonly Row[]
  readonly totals: Totals
  readonly byFramework: ReadonlyMap<string, Totals>
  readonly rules: readonly string[]
  /** Findings that an edit mends, and findings that a person has to mend. */
  readonly mended: number
  readonly byHand: number
}

interface At {
  readonly path: string
  readonly line: number
  readonly column: number
}

/** Brings sites, findings, edits and reasons of one place together; by file and line. */
export function modelOf(report: RunReport): Model {
  const { sites, findings } = report.details ?? { sites: [], findings: [] }
  const findingsAt = indexOf(findings)
  const editsAt = indexOf(report.edits)
  const leavesAt = indexOf(report.leaves)
  const places = new Map<string, Row>()
  const rowAt = (at: At): Pick<Row, 'path' | 'line' | 'column' | 'findings' | 'edits' | 'leaves'> => ({
    path: at.path,
    line: at.line,
    column: at.column,
    findings: findingsAt.get(keyOf(at)) ?? [],
    edits: editsAt.get(keyOf(at)) ?? [],
    leaves: leavesAt.get(keyOf(at)) ?? [],
  })
  for (const site of sites) {
    places.set(keyOf(site), {
      ...rowAt(site),
      subject: site.statuses.join(' or '),
      verdict: site.verdict,
      framework: site.framework,
      evidence: site.evidence,
      conditions: site.conditions,
      code: site.code,
    })
  }
  for (const other of [...findings, ...report.edits])
    if (!places.has(keyOf(other)))
      places.set(keyOf(other), { ...rowAt(other), subject: subjectOf(other), verdict: 'finding', conditions: [] })
  const rows = [...places.values()].toSorted(byPlace)
  const open = rows.filter((one) => one.verdict === 'finding')
  return {
    rows,
    totals: count(rows),
    byFramework: new Map(
      [...new Set(rows.flatMap((one) => one.framework ?? []))]
        .toSorted()
        .map((name) => [name, count(rows.filter((one) => one.framework === name))]),
    ),
    rules: [...new Set(rows.flatMap(rulesOf))].toSorted(),
    mended: open.filter((one) => one.edits.length > 0).length,
    byHand: open.filter((one) => one.edits.length === 0).length,
  }
}

/** The rules that have something to say of a place. */
export function rulesOf({ findings, edits }: Row): readonly string[] {
  return [...new Set([...findings.map((one) => one.rule), ...edits.map((one) => ruleOf(one.codemod))])]
}

function subjectOf(place: FindingReport | EditReport): string {
  const rule = 'rule' in place ? place.rule : ruleOf(place.codemod)
  return rule.endsWith('bearer-scheme') ? 'Bearer' : rule.endsWith('valid-www-authenticate') ? 'Challenge' : '401'
}

function count(rows: readonly Row[]): Totals {
  const of = (verdict: Verdict): number => rows.filter((one) => one.verdict === verdict).length
  return { compliant: of('compliant'), finding: of('finding'), undecided: of('undecided') }
}

function indexOf<T extends At>(items: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>()
  for (const item of items) {
    const group = found.get(keyOf(item))
    if (group) group.push(item)
    else found.set(keyOf(item), [item])
  }
  return found
}

function keyOf({ path, line, column }: At): string {
  return `${line}:${column}:${path}`
}

function byPlace(a: At, b: At): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line || a.column - b.column
}
