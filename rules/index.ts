import { bearerScheme } from './bearer-scheme.js'
import { no401AfterAuth } from './no-401-after-auth.js'
import { no403BeforeAuth } from './no-403-before-auth.js'
import { requireWwwAuthenticate } from './require-www-authenticate.js'
import { validWwwAuthenticate } from './valid-www-authenticate.js'

/** Spelled out, so that the published declarations need nothing of how a rule is made. */
export type RuleName =
  'bearer-scheme' | 'no-401-after-auth' | 'no-403-before-auth' | 'require-www-authenticate' | 'valid-www-authenticate'

/** Every rule by its name; the folder and this list agree, by test. */
export const rules = {
  'bearer-scheme': bearerScheme,
  'no-401-after-auth': no401AfterAuth,
  'no-403-before-auth': no403BeforeAuth,
  'require-www-authenticate': requireWwwAuthenticate,
  'valid-www-authenticate': validWwwAuthenticate,
} satisfies Record<RuleName, unknown>
