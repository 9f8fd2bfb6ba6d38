import { isKnownScheme } from '../../http/schemes.js'

/** A scheme that a text puts before the credentials of the Authorization header. */
export interface SentScheme {
  readonly scheme: string
  /** Offset of the word. */
  readonly at: number
}

/** Whatever stands for credentials: `<token>`, `{{token}}`, `$TOKEN`, `${token}`, a string that goes on, or one word and then the end. */
const CREDENTIALS = String.raw`(?=[<{$[]|["'\x60]\s*(?:\+|,|\.concat)|[\w.~+/=-]+\s*(?:["'\x60\r\n)]|\*\/|$))`
const FIELD = String.raw`authorization["'\x60]?\]?\s*[:=,]\s*["'\x60]?\s*`

const FORMS = [
  // Authorization: Token <jwt>, .set('Authorization', `Token ${token}`), headers: { authorization: 'JWT ' + token }
  new RegExp(`${FIELD}([A-Za-z][\\w-]*) +${CREDENTIALS}`, 'gi'),
  // "key": "Authorization", "value": "Token {{token}}"
  new RegExp(String.raw`"authorization"\s*,\s*"value"\s*:\s*"([A-Za-z][\w-]*) +(?=\S)`, 'gi'),
  // the Authorization header with the `Token` scheme
  /authorization[^\n]{0,80}?(?:\s|["'`])(["'`]?[A-Za-z][\w-]*) ?["'`]?\s+(?:auth\w*\s+)?(?:scheme|prefix)\b/gi,
  /authorization[^\n]{0,80}?\bprefix(?:ed)? (?:with|by|of) (?:the )?(["'`][A-Za-z][\w-]*) ?["'`]/gi,
]

/** Which schemes a text (a page, a test, a program) sends in the Authorization header, or says that clients do. */
export function sentSchemes(text: string): readonly SentScheme[] {
  if (!/authorization/i.test(text)) return []
  return FORMS.flatMap((form, at) =>
    [...text.matchAll(form)].flatMap(({ 0: whole, 1: given = '', index }) => {
      const scheme = given.replace(/^["'`]/, '')
      // in a sentence any word may come before `scheme`: one in quotes is meant as a name
      const isName = at < 2 || scheme !== given || isKnownScheme(scheme)
      return isName ? [{ scheme, at: index + whole.lastIndexOf(scheme) }] : []
    }),
  )
}

/** Schemes whose credentials are no token that one word of the header could be taken for. */
const OF_OTHER_FORM = /^(?:basic|digest|negotiate|ntlm|aws4-hmac-sha256|signature)$/i

/** Whether clients that send this scheme are served by code that takes the word behind any scheme. */
export function isTokenScheme(scheme: string): boolean {
  return !OF_OTHER_FORM.test(scheme)
}

/** Whether a text speaks of Bearer as a scheme. */
export function speaksOfBearer(text: string): boolean {
  return /(?:["'`/^(|]|authorization[^\n]{0,40}\b)bearer\b|bearer_?auth/i.test(text)
}
