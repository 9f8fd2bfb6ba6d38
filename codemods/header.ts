import { findings } from '../rules/require-www-authenticate.js'
import { REASONS } from '../src/model/reasons.js'
import type { HeaderSlot, ReasonCode, RefusedRequest, ResponseSite } from '../src/model/site.js'
import type { Edit, TextRange } from '../src/model/text.js'
import type { Codemod, Leave, PlanInput, Proposal } from './codemod.js'
import { sitesOf } from './findings.js'
import { stringLiteral } from './literal.js'
import { argumentOf, challengeOf, valueOf, type PlaceChallenge } from './package/place-challenge.js'

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
      const made = proposalFor(site, input)
      if (typeof made === 'string') leaves.push(leave(site.range, made, true))
      else proposals.push(made)
    }
    return { proposals, leaves }
  },
}

function leave(range: TextRange, code: ReasonCode, reported: boolean): Leave {
  const { text, unresolved } = REASONS[code]
  return { range, code, text, unresolved: unresolved && reported }
}

/** What clients do with a challenge of Basic. */
const LOGIN_BOX = 'browsers open a login box for Basic, for fetch too'

/** Why a 401 that is about no credentials is left. */
const REFUSED: Readonly<Record<RefusedRequest, ReasonCode>> = {
  input: 'invalid-request',
  configuration: 'server-configuration',
  record: 'record-state',
  operation: 'failed-operation',
}

function proposalFor(site: ResponseSite, input: PlanInput): Proposal | ReasonCode {
  const { slot } = site
  if (site.refuses !== undefined) return REFUSED[site.refuses]
  if (slot.kind === 'none') return slot.reason
  if (site.header.emptyValue !== undefined) return 'headers-not-editable'
  if (site.header.presence === 'sometimes') return 'header-on-some-paths'
  if (site.kind === 'throw' && !input.sendsErrorHeaders) return 'thrown-401'
  // only a response that knows its request can leave an error out
  const needsProof = input.style === 'inline' || slot.kind === 'headers-value' || slot.variant === 'web'
  const place = challengeOf(site, input.facts, input.challenge, needsProof)
  if (typeof place === 'string') return place
  const edits = editsFor(site, slot, place, input)
  if (typeof edits === 'string') return edits
  return {
    range: site.range,
    edits,
    additive: !place.opensLoginBox,
    effects: place.opensLoginBox ? [LOGIN_BOX] : [],
    variant: slot.variant,
    several: place.challenges.length > 1,
    ...(place.remark !== undefined && { remark: place.remark }),
  }
}

function editsFor(
  { inline }: ResponseSite,
  slot: Exclude<HeaderSlot, { kind: 'none' }>,
  place: PlaceChallenge,
  { style, quote, challenge, text }: PlanInput,
): readonly Edit[] | ReasonCode {
  if (style === 'inline') {
    if (inline === undefined) return 'headers-not-editable'
    const value = stringLiteral(valueOf(place, challenge), quote)
    return [insertion(inline.at, inline.before.replaceAll("'", quote) + value + inline.after)]
  }
  const further = argumentOf(place, challenge, quote)
  if (slot.kind === 'headers-value') {
    return [
      {
        ...insertion(slot.at, `${slot.before}challengeHeaders(${further})${slot.after}`),
        helpers: ['challengeHeaders'],
      },
    ]
  }
  const argument = further === '' ? '' : `, ${further}`
  if (slot.kind === 'statement') {
    const response = text.slice(slot.range.start, slot.range.end)
    return [{ ...insertion(slot.at, `withChallenge(${response}${argument})${slot.after}`), helpers: ['withChallenge'] }]
  }
  return wrap(text, slot.range, argument)
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
