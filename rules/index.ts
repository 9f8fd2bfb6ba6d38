import { bearerScheme } from './bearer-scheme.js'
import { requireWwwAuthenticate } from './require-www-authenticate.js'
import { validWwwAuthenticate } from './valid-www-authenticate.js'

/** Spelled out, so that the published declarations need nothing of how a rule is made. */
export type RuleName = 'bearer-scheme' | 'require-www-authenticate' | 'valid-www-authenticate'

/** Every rule by its name; the folder and this list agree, by test. */
export const rules = {
  'bearer-scheme': bearerScheme,
  'require-www-authenticate': requireWwwAuthenticate,
  'valid-www-authenticate': validWwwAuthenticate,
} satisfies Record<RuleName, unknown>
