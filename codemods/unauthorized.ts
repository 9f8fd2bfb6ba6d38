import { no403BeforeAuth } from '../rules/no-403-before-auth.js'
import type { Codemod } from './codemod.js'

/**
 * Lists the 403s that `no-403-before-auth` reports. They are left to a person: another status makes clients log in again, which the
 * code around the place has to want.
 */
export const unauthorized: Codemod = {
  name: 'unauthorized',
  rule: 'http-status/no-403-before-auth',
  description: 'List 403s that answer missing or refused credentials',
  plan: ({ facts }) => ({
    proposals: [],
    leaves: no403BeforeAuth.definition.findings(facts, {}, {}).map(({ range }) => ({
      range,
      code: 'unauthorized',
      text: 'answers missing or refused credentials; answer 401 with a challenge by hand',
      unresolved: true,
    })),
  }),
}
