/** Stands for one hole: a part of the value that the source does not decide (an interpolation, an unknown operand). */
export const HOLE = '\uF8FF'

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]$/
const TOKEN68 = /^[-._~+/0-9A-Za-z]$/

/** Lookup by code unit, because these are asked once for every character of a value. */
function table(pattern: RegExp): readonly boolean[] {
  return Array.from({ length: 128 }, (_, code) => pattern.test(String.fromCharCode(code)))
}

const tokenChars = table(TOKEN)
const token68Chars = table(TOKEN68)

/** `tchar` of RFC 9110 5.6.2. */
export function isTokenChar(char: string | undefined): boolean {
  return char !== undefined && tokenChars[char.charCodeAt(0)] === true
}

/** A character of `token68` before its `=` signs, RFC 9110 11.2. */
export function isToken68Char(char: string | undefined): boolean {
  return char !== undefined && token68Chars[char.charCodeAt(0)] === true
}

/** `token` of RFC 9110 5.6.2: at least one `tchar`. */
export function isToken(text: string): boolean {
  if (text === '') return false
  for (const char of text) if (!isTokenChar(char)) return false
  return true
}

/** `token68` of RFC 9110 11.2: at least one character, then any number of `=`. */
export function isToken68(text: string): boolean {
  let end = text.length
  while (end > 0 && text[end - 1] === '=') end--
  if (end === 0) return false
  for (let at = 0; at < end; at++) if (!isToken68Char(text[at])) return false
  return true
}

/** White space inside a field line, RFC 9110 5.6.3: space or tab. */
export function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t'
}

/** What a field value must not hold although it stands inside a quoted-string: RFC 9110 5.5. The tab is allowed. */
export function isForbidden(char: string): 'control' | 'non-ascii' | undefined {
  const code = char.charCodeAt(0)
  if ((code < 0x20 && code !== 0x09) || code === 0x7f) return 'control'
  return code > 0x7f && char !== HOLE ? 'non-ascii' : undefined
}
