import { defineRule } from '../src/eslint/define-rule.js'
import type { FileFacts } from '../src/model/facts.js'
import type { Finding } from '../src/model/finding.js'
import { isRefusedCaller, refusingGuards } from '../src/model/refusal.js'

const messages = {
  knownCaller:
    'This 401 refuses a caller who is known ({{principal}}, by `{{evidence}}` on line {{line}}): `{{condition}}` is about permission, and a 401 would make clients log in again. Answer 403.',
  answer403: 'Answer 403 instead of 401.',
} as const

/** Findings: a 401 where a caller is proven and is refused for role, permission, ownership, plan or state. */
export function findings(facts: FileFacts): readonly Finding[] {
  return facts.responses.flatMap((site) => {
    if (!isRefusedCaller(site) || site.principal === undefined) return []
    const condition = refusingGuards(site).find((guard) => guard.topics.includes('permission'))
    return [
      {
        messageId: 'knownCaller',
        data: {
          principal: site.principal.text,
          evidence: site.principal.establishedBy,
          line: String(site.principal.line),
          condition: condition?.text ?? '',
        },
        range: site.range,
        rewrites: site.flip ? [{ messageId: 'answer403', data: {}, edits: site.flip, automatic: false }] : [],
      },
    ]
  })
}

export const no401AfterAuth = defineRule<object>({
  name: 'no-401-after-auth',
  type: 'problem',
  description: 'Disallow 401 for a caller who is known and is refused for lack of permission',
  presets: ['recommended', 'strict'],
  fixable: false,
  messages,
  schema: { type: 'object', properties: {}, additionalProperties: false },
  defaultOptions: {},
  findings,
})
