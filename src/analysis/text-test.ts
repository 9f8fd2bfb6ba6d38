/**
 * The text test that runs before any tree. A file in which it finds nothing cannot contain a finding: every finding stands in a file
 * that names the status, the header or the scheme in one of these ways. One test for all rules: a regular expression in each costs more.
 */

/** Cheap, over every file: short words that all share a middle, so that the engine skips most of the text. */
const FIRST = /uth(?:oriz|entic|_?head)|orbid|earer|4_0[13]|0x19[13]|basic-auth/i
/** The status as a number of its own (not a part of `14010` or of `0.401`), its names, the scheme and the field. */
const NAMED = /(?<![\d.])40[13](?!\d)|4_0[13]|0x19[13]|unauth|forbid|bearer|www-?_?authenticate|basic-auth/i
/** A constant of another file that may be the status: `Codes.NOT_AUTHENTICATED`, `status: HTTP.AUTH_REQUIRED`. */
const CONSTANT =
  /(?:not?|in|missing|invalid|requires?)_?auth(?:ori|ent)|auth(?:oriz|entic)\w*_?(?:required|fail|error|missing|invalid|exception)|(?:status|code)\w*['"]?\s*[(:=,]\s*[\w.]*auth/i
/** The Authorization header, and a method that takes a value apart. */
const FIELD = /authorization|auth_?header/i
const CUT = /\.\s*(?:split|slice|substr|substring|replace|replaceAll|match|matchAll|exec|test|search|startsWith)\b/

/** Whether `text` can contain a finding of any rule. False never hides one: a test compares both ways over real code. */
export function mayContainFindings(text: string): boolean {
  if (!text.includes('401') && !text.includes('403') && !FIRST.test(text)) return false
  return NAMED.test(text) || (FIELD.test(text) && CUT.test(text)) || CONSTANT.test(text)
}
