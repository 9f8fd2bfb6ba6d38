import { findings } from '../rules/require-www-authenticate.js'
import { REASONS } from '../src/model/reasons.js'
import type { ReasonCode, ResponseSite } from '../src/model/site.js'
import type { Edit, TextRange } from '../src/model/text.js'
import type { Codemod, Leave, PlanInput, Proposal } from './codemod.js'
import { sitesOf } from './findings.js'
import { stringLiteral } from './literal.js'

/** Puts a challenge on every 401 that `require-www-authenticate` reports: wraps the response, or writes the header in place. */
export const header: Codemod = {
  name: 'header',
  rule: 'http-status/require-www-authenticate',
  description: 'Add WWW-Authenticate to 401 responses that lack it',
  plan: (input) => {
    const proposals: Proposal[] = []
    const leaves: Leave[] = []
    const reported = new Set(sitesOf(input.facts.responses, findings(input.facts, {}, {})))
    for (const site of input.facts.responses) {
      if (!reported.has(site)) {
        if (site.note !== undefined && site.status.values.includes(401))
          leaves.push(leave(site.range, site.note, false))
        continue
      }
      const edits = editsFor(site, input)
      if (typeof edits === 'string') leaves.push(leave(site.range, edits, true))
      else
        proposals.push({
          range: site.range,
          edits,
          additive: true,
          effects: [],
          ...(site.slot.kind !== 'none' && { variant: site.slot.variant }),
        })
    }
    return { proposals, leaves }
  },
}

function leave(range: TextRange, code: ReasonCode, reported: boolean): Leave {
  const { text, unresolved } = REASONS[code]
  return { range, code, text, unresolved: unresolved && reported }
}

function editsFor(site: ResponseSite, input: PlanInput): readonly Edit[] | ReasonCode {
  const { slot, inline } = site
  if (slot.kind === 'none') return slot.reason
  if (site.header.emptyValue !== undefined) return 'headers-not-editable'
  if (site.kind === 'throw' && !input.sendsErrorHeaders) return 'thrown-401'
  const basic = input.takesBasic(site.range.start)
  if (input.style === 'inline') {
    if (inline === undefined) return 'headers-not-editable'
    const challenge = basic ? `Basic realm="${input.realm}", charset="UTF-8"` : input.challenge
    return [
      insertion(
        inline.at,
        inline.before.replaceAll("'", input.quote) + stringLiteral(challenge, input.quote) + inline.after,
      ),
    ]
  }
  const options = basic ? basicOptions(input) : ''
  if (slot.kind === 'headers-value') {
    return [
      {
        ...insertion(slot.at, `${slot.before}challengeHeaders(${options})${slot.after}`),
        helpers: ['challengeHeaders'],
      },
    ]
  }
  const further = options === '' ? '' : `, ${options}`
  if (slot.kind === 'statement') {
    const response = input.text.slice(slot.range.start, slot.range.end)
    const text = `withChallenge(${response}${further})${slot.after}`
    return [{ ...insertion(slot.at, text), helpers: ['withChallenge'] }]
  }
  return wrap(input.text, slot.range, further)
}

/** `withChallenge(…)` around a span. Parentheses that the span has already become those of the call. */
function wrap(text: string, range: TextRange, further: string): readonly Edit[] | ReasonCode {
  // withChallenge(undefined) would throw where `res?.status(401)` did nothing.
  if (text.startsWith('?.', range.end)) return 'headers-not-editable'
  const helpers = ['withChallenge'] as const
  if (isParenthesised(text.slice(range.start, range.end))) {
    const name = { ...insertion(range.start, 'withChallenge'), helpers }
    return further === '' ? [name] : [name, insertion(range.end - 1, further)]
  }
  return [{ ...insertion(range.start, 'withChallenge('), helpers }, insertion(range.end, `${further})`)]
}

/** RFC 7617, 2 and 2.1: the realm is required, UTF-8 the only charset. */
function basicOptions({ realm, quote }: PlanInput): string {
  const text = (value: string): string => stringLiteral(value, quote)
  return `{ scheme: ${text('Basic')}, realm: ${text(realm)}, charset: ${text('UTF-8')} }`
}

/** Whether the first parenthesis closes at the very end. Strings, comments and regular expressions make it a no. */
function isParenthesised(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')') || /['"`/,]/.test(text)) return false
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth === 0) return at === text.length - 1
  }
  return false
}

function insertion(at: number, text: string): Edit {
  return { range: { start: at, end: at }, text, safety: 'wire-visible' }
}
