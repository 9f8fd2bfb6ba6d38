import { HEADER_CALL } from './bearer/vocabulary.js'

/**
 * The text test that runs before any tree. A file in which it finds nothing cannot contain a finding: every finding stands in a file
 * that names the status, the header or the scheme in one of these ways. One test for all rules: a regular expression in each costs more.
 */

/** Cheap, over every file: short words that all share a middle, so that the engine skips most of the text. */
const FIRST =
  /uth(?:oriz|entic|_?head|\w*\(\s*(?:\w+\.)?(?:req|ctx|con|ev|c\b))|eader\w*\(\s*(?:\w+\.)?(?:req|ctx|con|ev|c\b)|orbid|earer|4_0[13]|0x19[13]|basic-auth|jwtverify|rr(?:or)?\??\.status/i
/** The status as a number of its own (not a part of `14010` or of `0.401`), and its names. */
const STATUS = /(?<![\d.])40[13](?!\d|[a-f][\da-f]*-)|4_0[13]|0x19[13]|(?<!reject)unauth|forbid/gi
/** A constant of another file that may be the status: `Codes.NOT_AUTHENTICATED`, `status: HTTP.AUTH_REQUIRED`. */
const CONSTANT =
  /(?:not?|in|missing|invalid|requires?)_?auth(?:ori|ent)|auth(?:oriz|entic)\w*_?(?:required|fail|error|missing|invalid|exception)|(?:status|code)\w*['"]?\s*[(:=,]\s*[\w.]*auth/gi
/** A call that rejects with an error which brings its status along. */
const REJECTS = /jwtVerify\(/gi
/** An error handler that sends the status of an error. */
const SENDS_ERROR = /\b(?:status|code|sendStatus)\(\s*\w*err(?:or)?\??\.status/gi
/** The scheme; the Authorization header with a method that takes a value apart. */
const BEARER = /bearer/i
const FIELD =
  /(?<!-)authorization(?:_?(?:header|value|string|str|raw|text|token)|(?![\w-]|[ \t]+(?!as\b|in\b|instanceof\b|satisfies\b|of\b)[a-z]))|auth_?header/gi
const CUT = /\.\s*(?:split|slice|substr|substring|replace|replaceAll|match|matchAll|exec|test|search|startsWith)\b/
/** The header, and the libraries that write it themselves. */
const CHALLENGE = /www-?_?authenticate|basic-auth/i
/** A strategy of passport that names its challenge. */
const FAILS = /\.fail\(\s*(?!\)|\d)/

const COMMENT = /^\s*(?:\/\/|\*(?:\s|$)|\/\*(?!.*\*\/))|\s\/\/\s/
const COMPARED = /(?:[=!]==?|\bcase)\s*$/
/** `instanceof errors.Unauth…` */
const INSTANCE = /\binstanceof\s+[\w$.]*$/
/** `import { a, Unauth…`: what an import names does something only where it is named again. */
const IMPORTED = /\bimport\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?\{[^{}'"`;()]*$/
const RENAMED = /^[\w$]*\s+as\s/
const LONGEST_IMPORT = 1000
const COMPARES = /^\s*[=!]==?/

/** Whether `text` can contain a finding of any rule. False never hides one: a test compares both ways over real code. */
export function mayContainFindings(text: string): boolean {
  if (!text.includes('401') && !text.includes('403') && !FIRST.test(text)) return false
  return mayHoldBearers(text) || mayHoldResponses(text) || CHALLENGE.test(text) || FAILS.test(text)
}

/** Whether `text` can decide a status of 401 or 403: it names one elsewhere than in a comment or in a comparison. */
export function mayHoldResponses(text: string): boolean {
  return !words(text).next().done
}

/** The offsets in `text` for which `mayHoldResponses` holds. */
export function responseWords(text: string): readonly number[] {
  return [...words(text)]
}

function* words(text: string): Generator<number, undefined> {
  for (const pattern of [STATUS, CONSTANT, REJECTS, SENDS_ERROR])
    for (const { index, 0: word } of text.matchAll(pattern)) {
      const before = lineBefore(text, index)
      if (COMMENT.test(before)) continue
      const isIdle = word.startsWith('40') ? isCompared(text, index, before) : isNamedOnly(text, index)
      if (!isIdle) yield index
    }
}

/** What stands before a place on its line. */
function lineBefore(text: string, index: number): string {
  return text.slice(text.lastIndexOf('\n', index) + 1, index)
}

/** A number that a status is compared with. */
function isCompared(text: string, index: number, before: string): boolean {
  return COMPARED.test(before) || COMPARES.test(text.slice(index + 3, index + 12))
}

/** A class that an error is compared with decides nothing, nor does the list of names of an import. */
function isNamedOnly(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - LONGEST_IMPORT), index)
  return INSTANCE.test(before) || (IMPORTED.test(before) && !RENAMED.test(text.slice(index, index + 80)))
}

function namesField(text: string): boolean {
  for (const { index } of text.matchAll(FIELD)) if (!COMMENT.test(lineBefore(text, index))) return true
  return false
}

/** Whether `text` can build or take apart an Authorization value. */
export function mayHoldBearers(text: string): boolean {
  return BEARER.test(text) || (CUT.test(text) && (namesField(text) || HEADER_CALL.test(text)))
}
