import { HOLE } from '../characters.js'
import { getScheme, isKnownScheme } from '../schemes.js'
import type { Problem } from './types.js'

/**
 * Whether the value holds at least one challenge: a list element that is not empty (RFC 9110 5.6.1.2).
 * `''` and `','` hold none. It does not say that the challenge is a good one.
 */
export function hasChallenge(value: string): boolean {
  return /[^\s,]/.test(value)
}

/** Words that people write alone instead of a challenge. Each would be a valid scheme by the grammar. */
const NO_SCHEMES = new Set(
  (
    'access auth authenticate authentication authorization authorisation authorize bad credential credentials denied disallow ' +
    'error expired fail failed failure false forbidden header invalid jwt_expired login logout missing nan nil no none not null ' +
    'object ok please realm required true unauthenticated unauthorised unauthorized undefined unknown user yes you'
  ).split(' '),
)

/**
 * What the value is when it is no challenge at all: nothing, a URL, a sentence, a word such as `Unauthorized`.
 * `undefined` for everything that the grammar had better judge.
 */
export function classifyValue(value: string): Problem | undefined {
  const start = value.length - value.trimStart().length
  const span = { start, end: Math.max(start, value.trimEnd().length) }
  if (!hasChallenge(value)) return { code: 'empty', start: 0, end: value.length, data: {} }
  const text = value.trim()
  if (isUrl(text)) return { code: 'url', ...span, data: { text } }
  if (isWord(text) || isSentence(text)) return { code: 'not-a-challenge', ...span, data: { text } }
  return undefined
}

function isUrl(text: string): boolean {
  return /^(?:https?:)?\/\//i.test(text) || /^\/[\w-]+(?:\/|$)/.test(text)
}

const LONGEST_WORD = 60

/** `Unauthorized`, `true`, `401`, `invalid_token`, `{"error":…}`. */
function isWord(text: string): boolean {
  if (/^[[{<(]/.test(text)) return true
  if (text.length > LONGEST_WORD) return false
  if (!/^[\w!.?-]+$/.test(text) || isKnownScheme(text)) return false
  return (
    NO_SCHEMES.has(text.toLowerCase().replace(/[!.?]+$/, '')) ||
    /^\d+$/.test(text) ||
    /^[a-z]+_[a-z_]+$/.test(text) ||
    /[!.?]$/.test(text)
  )
}

/** Words without a parameter: `Access denied`, `Please log in at https://…`. A scheme with token68 data is none. */
function isSentence(text: string): boolean {
  if (/[="]/.test(text)) return false
  const [first = '', second = '', ...rest] = text.split(/[\s,]+/, 3)
  if (first.includes(HOLE) || second.includes(HOLE) || second === '') return false
  if (/,/.test(text) && text.split(',').every((part) => /^\s*[\w-]+\s*$/.test(part))) return false
  if (getScheme(first)) return false
  if (rest.length > 0 && !text.includes(',')) return true
  return /^[a-z]+[!.?]?$/i.test(second) && (second === second.toLowerCase() || NO_SCHEMES.has(first.toLowerCase()))
}
