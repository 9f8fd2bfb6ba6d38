import { requireWwwAuthenticate } from './require-www-authenticate.js'
import { validWwwAuthenticate } from './valid-www-authenticate.js'

/** Every rule by its name; the folder and this list agree, by test. */
export const rules = {
  'require-www-authenticate': requireWwwAuthenticate,
  'valid-www-authenticate': validWwwAuthenticate,
}
