import { rules } from '../rules/index.js'
import type { FileFacts } from '../src/model/facts.js'
import type { Finding } from '../src/model/finding.js'
import type { GuardTopic } from '../src/model/guard.js'
import { refusingGuards } from '../src/model/refusal.js'
import type { ResponseSite } from '../src/model/site.js'
import type { TextRange } from '../src/model/text.js'
import { messageOf } from './findings.js'
import type { Details } from './report.js'
import { createLocator } from './text/lines.js'

interface Judgement {
  readonly rule: string
  readonly message: string
  readonly range: TextRange
}

interface Definition<Options> {
  readonly name: string
  readonly messages: Readonly<Record<string, string>>
  readonly defaultOptions: Options
  readonly findings: (facts: FileFacts, options: Options, settings: object) => readonly Finding[]
}

/** The longest piece of source that a report shows of a place, and how much it shows of what stands above. */
const MOST_LINES = 12
const LINES_ABOVE = 2

/** Every 401 and 403 of a file with the rules' verdict on it, and everything that the rules say of the file. Pure. */
export function detailsOf(path: string, text: string, facts: FileFacts): Details {
  const locate = createLocator(text)
  const judgements = judge(facts)
  const reported = new Set(judgements.map(({ range }) => `${range.start}:${range.end}`))
  return {
    sites: facts.responses
      .filter((site) => site.status.values.some((value) => value === 401 || value === 403))
      .map((site) => ({
        path,
        ...locate(site.range.start),
        statuses: site.status.values,
        framework: site.framework,
        evidence: site.evidence,
        kind: site.kind,
        verdict: reported.has(`${site.range.start}:${site.range.end}`) ? 'finding' : verdictOf(site),
        conditions: site.guards.map((guard) => guard.text),
        code: linesOf(text, site.range),
      })),
    findings: judgements.map(({ rule, message, range }) => ({ rule, message, path, ...locate(range.start) })),
  }
}

/** Of a place that no rule reports: whether it is known to be right. */
function verdictOf(site: ResponseSite): 'compliant' | 'undecided' {
  const { status, header, slot, note } = site
  if (!status.values.includes(401)) return isForKnownReason(site) ? 'compliant' : 'undecided'
  const isElsewhere = slot.kind === 'none' && (slot.reason === 'helper-fixed' || slot.reason === 'error-class')
  return header.presence === 'always' && note === undefined && !isElsewhere ? 'compliant' : 'undecided'
}

/** Whether a 403 is known to refuse for something else than credentials: the caller is known, or the condition is about other things. */
function isForKnownReason(site: ResponseSite): boolean {
  if (site.principal !== undefined) return true
  const topics = refusingGuards(site).flatMap((guard) => guard.topics)
  return topics.length > 0 && !topics.some((topic) => ABOUT_CREDENTIALS.has(topic))
}

const ABOUT_CREDENTIALS: ReadonlySet<GuardTopic> = new Set(['missing-principal', 'invalid-credentials', 'unclear'])

function judge(facts: FileFacts): readonly Judgement[] {
  return [
    ...ask(rules['no-401-after-auth'].definition, facts),
    ...ask(rules['require-www-authenticate'].definition, facts),
    ...ask(rules['no-403-before-auth'].definition, facts),
    ...ask(rules['valid-www-authenticate'].definition, facts),
    ...ask({ ...rules['bearer-scheme'].definition, defaultOptions: { strict: true } }, facts),
  ]
}

function ask<Options extends object>(definition: Definition<Options>, facts: FileFacts): readonly Judgement[] {
  return definition.findings(facts, definition.defaultOptions, {}).map((finding) => ({
    rule: `http-status/${definition.name}`,
    message: messageOf(finding, definition.messages),
    range: finding.range,
  }))
}

function linesOf(text: string, { start, end }: TextRange): string {
  let from = text.lastIndexOf('\n', start - 1) + 1
  for (let line = 0; line < LINES_ABOVE && from > 0; line++) from = text.lastIndexOf('\n', from - 2) + 1
  const rest = text.slice(end).search(/\r?\n/)
  const lines = text.slice(from, rest === -1 ? text.length : end + rest).split(/\r?\n/)
  return (lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '…'] : lines).join('\n')
}
