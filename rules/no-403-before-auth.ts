import { defineRule, type RuleSettings } from '../src/eslint/define-rule.js'
import { toStringLiteral } from '../src/eslint/literals.js'
import type { FileFacts } from '../src/model/facts.js'
import type { Finding, Rewrite } from '../src/model/finding.js'
import type { GuardFact } from '../src/model/guard.js'
import { isRefusedStranger, refusingGuards } from '../src/model/refusal.js'
import type { ResponseSite } from '../src/model/site.js'

const ADVICE =
  'clients cannot tell that logging in would help. Answer 401 with a WWW-Authenticate header; a Bearer challenge opens no login box in browsers.'

const messages = {
  missing: `This 403 answers a request without credentials (\`{{condition}}\` on line {{line}}): ${ADVICE}`,
  refused: `This 403 answers credentials that were checked and refused (\`{{condition}}\` on line {{line}}): ${ADVICE}`,
  answer401: 'Answer 401 with the challenge {{challenge}} instead of 403.',
  answer401Alone: 'Answer 401 instead of 403.',
} as const

/** Written where the user has configured none: the scheme that most APIs use (RFC 6750, 3). */
const DEFAULT_CHALLENGE = 'Bearer realm="api"'

/** Findings: a 403 because no credentials came, or because they were checked and refused. */
function findings(facts: FileFacts, _options: object = {}, settings: RuleSettings = {}): readonly Finding[] {
  return facts.responses.flatMap((site) => {
    if (!isRefusedStranger(site)) return []
    const condition = refusingGuards(site).find(isAboutCredentials)
    if (condition === undefined) return []
    return [
      {
        messageId: condition.topics.includes('invalid-credentials') ? 'refused' : 'missing',
        data: { condition: condition.text, line: String(condition.line) },
        range: site.range,
        rewrites: rewritesOf(site, settings),
      },
    ]
  })
}

function isAboutCredentials({ topics }: GuardFact): boolean {
  return topics.includes('missing-principal') || topics.includes('invalid-credentials')
}

/** 401 without a challenge is no better: the header comes with it, unless it is there or is the matter of a helper. */
function rewritesOf(site: ResponseSite, settings: RuleSettings): readonly Rewrite[] {
  if (site.flip === undefined) return []
  const isSettled =
    site.header.presence === 'always' || (site.slot.kind === 'none' && site.slot.reason === 'helper-fixed')
  if (isSettled) return [{ messageId: 'answer401Alone', data: {}, edits: site.flip, automatic: false }]
  if (site.inline === undefined || site.header.presence !== 'never') return []
  const challenge = settings.challenge ?? DEFAULT_CHALLENGE
  const { at, before, after } = site.inline
  const header = { range: { start: at, end: at }, text: before + toStringLiteral(challenge) + after } as const
  return [
    {
      messageId: 'answer401',
      data: { challenge },
      edits: [...site.flip, { ...header, safety: 'wire-visible' }],
      automatic: false,
    },
  ]
}

export const no403BeforeAuth = defineRule<object>({
  name: 'no-403-before-auth',
  type: 'problem',
  description: 'Disallow 403 as the answer to missing or invalid credentials',
  presets: ['recommended', 'strict'],
  fixable: false,
  messages,
  schema: { type: 'object', properties: {}, additionalProperties: false },
  defaultOptions: {},
  findings,
})
