import { defineRule } from '../src/eslint/define-rule.js'
import type { FileFacts } from '../src/model/facts.js'
import type { Finding } from '../src/model/finding.js'
import { isRefusedStranger, refusingGuards } from '../src/model/refusal.js'

const messages = {
  unknownCaller:
    'This 403 answers missing or invalid credentials (`{{condition}}`): nobody is known here, so clients cannot tell that logging in would help. Answer 401 with a WWW-Authenticate header; a Bearer challenge opens no login box.',
} as const

/** Findings: a 403 because no credentials came, or because they were checked and refused. */
export function findings(facts: FileFacts): readonly Finding[] {
  return facts.responses.flatMap((site) => {
    if (!isRefusedStranger(site)) return []
    const condition = refusingGuards(site).find((guard) =>
      guard.topics.some((topic) => topic === 'missing-principal' || topic === 'invalid-credentials'),
    )
    return [{ messageId: 'unknownCaller', data: { condition: condition?.text ?? '' }, range: site.range, rewrites: [] }]
  })
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
