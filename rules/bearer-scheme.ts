import { defineRule } from '../src/eslint/define-rule.js'
import type { FileFacts } from '../src/model/facts.js'
import type { Finding, Rewrite } from '../src/model/finding.js'
import type { BearerRewrite, BearerSite } from '../src/model/strings.js'

export interface Options {
  /** Report parsing that accepts the spelling `Bearer` only, although schemes are case-insensitive (RFC 9110, 11.1). */
  readonly strict?: boolean
}

const messages = {
  schemeNotChecked:
    'The scheme of this Authorization value is not checked: {{shown}}. Take the token only after Bearer and a space, in any case.',
  lastWord:
    'The last word of this Authorization value is taken, whatever stands before it: {{shown}}. Take the token only after Bearer and a space, in any case.',
  prefixWithoutSpace:
    'The scheme is compared without the space that ends it: {{shown}}. Compare with the scheme and one space.',
  wrongCase:
    'The scheme is compared in a case that clients do not send: {{shown}}. Compare in any case (RFC 9110, 11.1).',
  wrongOffset: 'The token does not begin at this offset: {{shown}}. Begin after the scheme and its space, at 7.',
  exactCase: 'Only the spelling Bearer is accepted: {{shown}}. Compare the scheme in any case (RFC 9110, 11.1).',
  builtWithoutSpace:
    'There is no space between Bearer and the token, so servers see one unknown scheme. Put a space there (RFC 6750, 2.1).',
  builtInWrongCase:
    'The scheme is not spelled Bearer, and servers that compare it exactly refuse the request. Write Bearer (RFC 6750, 2.1).',
  builtWithPunctuation:
    'Between Bearer and the token stands more than spaces, which servers take as part of the token. Put one space there (RFC 6750, 2.1).',
  compareInAnyCase: 'Compare the scheme in any case.',
  matchScheme: 'Take the token only after Bearer and a space.',
  addSpace: 'Compare with the scheme and its space.',
  moveOffset: 'Begin at the token.',
  spellBearer: 'Write Bearer and one space.',
} as const

type MessageId = keyof typeof messages

/** Findings: places that build or parse an `Authorization: Bearer` value wrongly. */
export function findings(facts: FileFacts, options: Options): readonly Finding[] {
  return facts.bearers
    .filter((site) => options.strict === true || !site.strictOnly)
    .map((site) => ({
      messageId: messageOf(site),
      data: { shown: site.shown ?? 'other schemes are accepted' },
      range: site.range,
      rewrites: site.rewrites
        .filter((rewrite) => rewrite.style === 'inline')
        .map((rewrite) => toRewrite(site, rewrite)),
    }))
}

function messageOf(site: BearerSite): MessageId {
  switch (site.problem) {
    case 'missing-space':
      return 'builtWithoutSpace'
    case 'extra-punctuation':
      return 'builtWithPunctuation'
    case 'wrong-case':
      return site.kind === 'build' ? 'builtInWrongCase' : 'wrongCase'
    case 'scheme-not-checked':
      return 'schemeNotChecked'
    case 'exact-case':
      return 'exactCase'
    case 'wrong-offset':
      return 'wrongOffset'
    case 'prefix-without-space':
      return 'prefixWithoutSpace'
    case 'last-word':
      return 'lastWord'
  }
}

function toRewrite(site: BearerSite, rewrite: BearerRewrite): Rewrite {
  return {
    messageId: suggestionOf(site),
    data: {},
    edits: rewrite.edits,
    // every request that is accepted today keeps its meaning, further ones are accepted: nobody has to be asked
    automatic: rewrite.edits.every((edit) => edit.safety === 'same-behaviour'),
  }
}

function suggestionOf(site: BearerSite): MessageId {
  if (site.kind === 'build') return 'spellBearer'
  switch (site.problem) {
    case 'exact-case':
    case 'wrong-case':
      return 'compareInAnyCase'
    case 'prefix-without-space':
      return 'addSpace'
    case 'wrong-offset':
      return 'moveOffset'
    default:
      return 'matchScheme'
  }
}

export const bearerScheme = defineRule<Options>({
  name: 'bearer-scheme',
  type: 'problem',
  description: 'Require Authorization: Bearer values to be built and parsed as RFC 6750 says',
  presets: ['recommended', 'strict'],
  fixable: true,
  messages,
  schema: {
    type: 'object',
    properties: {
      strict: {
        type: 'boolean',
        description: 'Report parsing that accepts the spelling Bearer only, although schemes are case-insensitive.',
      },
    },
    additionalProperties: false,
  },
  defaultOptions: { strict: false },
  strictOptions: { strict: true },
  findings,
})
