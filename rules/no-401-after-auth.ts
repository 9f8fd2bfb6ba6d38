import { defineRule, type RuleSettings } from '../src/eslint/define-rule.js'
import { toStringLiteral } from '../src/eslint/literals.js'
import type { FileFacts } from '../src/model/facts.js'
import type { Finding, Rewrite } from '../src/model/finding.js'
import type { GuardFact, PrincipalFact } from '../src/model/guard.js'
import { isRefusedCaller, refusingGuards } from '../src/model/refusal.js'
import type { ResponseSite } from '../src/model/site.js'

const messages = {
  knownCaller:
    'This 401 refuses a caller who is known: {{evidence}}. Here `{{condition}}` is about what the caller may do, and a 401 makes clients throw their credentials away and log in again. Answer 403.',
  answer403: 'Answer 403 instead of 401.',
  answerInsufficientScope: 'Answer 403 with an insufficient_scope challenge instead of 401.',
} as const

/** Findings: a 401 where a caller is proven and is refused for role, permission, ownership, plan or state. */
export function findings(facts: FileFacts, _options: object = {}, settings: RuleSettings = {}): readonly Finding[] {
  return facts.responses.flatMap((site) => {
    if (!isRefusedCaller(site) || site.principal === undefined) return []
    const condition = refusingGuards(site).find((guard) => guard.topics.includes('permission'))
    return [
      {
        messageId: 'knownCaller',
        data: { evidence: evidenceOf(site.principal), condition: condition?.text ?? '' },
        range: site.range,
        rewrites: rewritesOf(site, condition, settings),
      },
    ]
  })
}

/** What shows that the caller is known, in words. */
function evidenceOf({ text, establishedBy, line, how, file }: PrincipalFact): string {
  const where = file === undefined ? `line ${String(line)}` : `line ${String(line)} of ${file}`
  if (how === 'call') return `\`${establishedBy}\` on ${where} comes back for known callers only`
  if (how === 'read') return `\`${establishedBy}\` on ${where} reads \`${text}\` as something that is there`
  if (how === 'hook') return `\`${establishedBy}\` on ${where} runs first and lets only known callers through`
  return `\`${establishedBy}\` on ${where} has been tested`
}

function rewritesOf(site: ResponseSite, condition: GuardFact | undefined, settings: RuleSettings): readonly Rewrite[] {
  if (site.flip === undefined) return []
  const plain: Rewrite = { messageId: 'answer403', data: {}, edits: site.flip, automatic: false }
  const isAboutScope =
    /scope/i.test(condition?.text ?? '') && site.inline !== undefined && site.header.presence === 'never'
  if (!isAboutScope) return [plain]
  const { at, before, after } = site.inline
  const challenge = `${settings.challenge ?? 'Bearer realm="api"'}, error="insufficient_scope"`
  const header = { range: { start: at, end: at }, text: before + toStringLiteral(challenge) + after } as const
  return [
    plain,
    {
      messageId: 'answerInsufficientScope',
      data: {},
      edits: [...site.flip, { ...header, safety: 'wire-visible' }],
      automatic: false,
    },
  ]
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
