import { validWwwAuthenticate } from '../rules/valid-www-authenticate.js'
import type { Codemod } from './codemod.js'
import { messageOf } from './findings.js'

/** Lists the values that `valid-www-authenticate` reports, each with what the rule says of it. */
export const challenge: Codemod = {
  name: 'challenge',
  rule: 'http-status/valid-www-authenticate',
  description: 'List WWW-Authenticate values that clients cannot read',
  plan: ({ facts }) => {
    const { findings, messages, defaultOptions } = validWwwAuthenticate.definition
    return {
      proposals: [],
      leaves: findings(facts, defaultOptions, {}).map((finding) => ({
        range: finding.range,
        code: 'challenge',
        text: messageOf(finding, messages),
        unresolved: true,
      })),
    }
  },
}
