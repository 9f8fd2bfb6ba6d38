import { requireWwwAuthenticate } from './require-www-authenticate.js'
import { validWwwAuthenticate } from './valid-www-authenticate.js'

/** Spelled out, so that the published declarations need nothing of how a rule is made. */
export type RuleName = 'require-www-authenticate' | 'valid-www-authenticate'

/** Every rule by its name; the folder and this list agree, by test. */
export const rules = {
  'require-www-authenticate': requireWwwAuthenticate,
  'valid-www-authenticate': validWwwAuthenticate,
} satisfies Record<RuleName, unknown>
