/**
 * The text test that runs before any tree. A file in which it finds nothing cannot contain a finding: every finding stands in a file
 * that names the status, the header or the scheme in one of these ways. One test for all rules: a regular expression in each costs more.
 */

/** Cheap, over every file: short words that all share a middle, so that the engine skips most of the text. */
const FIRST = /uth(?:oriz|entic|_?head)|orbid|earer|4_0[13]|0x19[13]|basic-auth|jwtverify|rr(?:or)?\??\.status/i
/** The status as a number of its own (not a part of `14010` or of `0.401`), and its names. */
const STATUS = /(?<![\d.])40[13](?!\d)|4_0[13]|0x19[13]|unauth|forbid/gi
/** A constant of another file that may be the status: `Codes.NOT_AUTHENTICATED`, `status: HTTP.AUTH_REQUIRED`. */
const CONSTANT =
  /(?:not?|in|missing|invalid|requires?)_?auth(?:ori|ent)|auth(?:oriz|entic)\w*_?(?:required|fail|error|missing|invalid|exception)|(?:status|code)\w*['"]?\s*[(:=,]\s*[\w.]*auth/i
/** A call that rejects with an error which brings its status along. */
const REJECTS = /jwtVerify\(/i
/** An error handler that sends the status of an error. */
const SENDS_ERROR = /\b(?:status|code|sendStatus)\(\s*\w*err(?:or)?\??\.status/i
const OTHER_WORDS = [CONSTANT, REJECTS, SENDS_ERROR]
/** The scheme; the Authorization header with a method that takes a value apart. */
const BEARER = /bearer/i
const FIELD = /authorization|auth_?header/i
const CUT = /\.\s*(?:split|slice|substr|substring|replace|replaceAll|match|matchAll|exec|test|search|startsWith)\b/
/** The header, and the libraries that write it themselves. */
const CHALLENGE = /www-?_?authenticate|basic-auth/i
/** A strategy of passport that names its challenge. */
const FAILS = /\.fail\(\s*(?!\)|\d)/

const COMMENT = /^\s*(?:\/\/|\*(?:\s|$)|\/\*(?!.*\*\/))|\s\/\/\s/
const COMPARED = /(?:[=!]==?|\bcase)\s*$/
const COMPARES = /^\s*[=!]==?/

/** Whether `text` can contain a finding of any rule. False never hides one: a test compares both ways over real code. */
export function mayContainFindings(text: string): boolean {
  if (!text.includes('401') && !text.includes('403') && !FIRST.test(text)) return false
  return mayHoldBearers(text) || mayHoldResponses(text) || CHALLENGE.test(text) || FAILS.test(text)
}

/** Whether `text` can decide a status of 401 or 403: it names one elsewhere than in a comment or in a comparison. */
export function mayHoldResponses(text: string): boolean {
  return !statusWords(text).next().done || OTHER_WORDS.some((pattern) => pattern.test(text))
}

/** The offsets in `text` for which `mayHoldResponses` holds. */
export function responseWords(text: string): readonly number[] {
  const others = OTHER_WORDS.flatMap(({ source, flags }) => [...text.matchAll(new RegExp(source, `${flags}g`))])
  return [...statusWords(text), ...others.map(({ index }) => index)]
}

function* statusWords(text: string): Generator<number, undefined> {
  for (const { index, 0: word } of text.matchAll(STATUS)) {
    const before = text.slice(text.lastIndexOf('\n', index) + 1, index)
    if (COMMENT.test(before)) continue
    const isNumber = word.startsWith('40')
    if (isNumber && (COMPARED.test(before) || COMPARES.test(text.slice(index + 3, index + 12)))) continue
    yield index
  }
}

/** Whether `text` can build or take apart an Authorization value. */
export function mayHoldBearers(text: string): boolean {
  return BEARER.test(text) || (FIELD.test(text) && CUT.test(text))
}
