import { isMessageField } from '../../http/request-fields.js'
import { wordsOf } from '../guards/topics.js'

/** Words of header fields that hold a key or a secret, and of fields that are named so and hold none. */
const KEY = / (?:key|apikey|secret|client id) /
const NO_KEY = / (?:idempotency|websocket|public|cache|surrogate|signature|signing|csrf|xsrf) /

export function isKeyField(name: string): boolean {
  const words = wordsOf(name)
  return KEY.test(words) && !NO_KEY.test(words)
}

/** Whether a header field may hold what says who calls, whatever it is called. */
export function isCallersField(name: string): boolean {
  return !isMessageField(name) && !NO_KEY.test(wordsOf(name))
}

/** Words of values that only the server and its clients know. */
const SECRET = / (?:secret|key|token|password|apikey) /

export function isSecretValue(name: string): boolean {
  return SECRET.test(wordsOf(name))
}

/** Words of cookies and session properties that say nothing of who calls. */
const NO_CREDENTIAL =
  / (?:csrf|xsrf|locale|lang|language|theme|consent|cart|basket|flash|messages|return to|redirect|redirect to|next|state|nonce|verifier|pkce|destroy|save|regenerate|reload|touch|expires|max age|otp|captcha) /

/** Properties of a session that may be the caller's. */
export function isCallersProperty(name: string): boolean {
  return name !== 'cookie' && !NO_CREDENTIAL.test(wordsOf(name))
}

/** Cookies that say who calls. */
export function isCallersCookie(name: string): boolean {
  return !NO_CREDENTIAL.test(wordsOf(name)) && (isAboutCaller(name) || / (?:sid|sess|remember) /.test(wordsOf(name)))
}

/** Cookies that may say so, whatever they are called. */
export function isPossibleCookie(name: string): boolean {
  return !NO_CREDENTIAL.test(wordsOf(name))
}

/** Words of functions that find out who calls. */
const ABOUT_CALLER =
  /auth|session|user|token|jwt|login|key|credential|verif|guard|caller|viewer|principal|bearer|cookie|identity|require|protect|context/i

export function isAboutCaller(name: string): boolean {
  return ABOUT_CALLER.test(name)
}

/** Checks of something else than an access token, by the name of the function or of what it is given. */
const OTHER_CHECK =
  / (?:password|passwd|pwd|otp|totp|mfa|2fa|code|pin|signature|sig|hmac|webhook|refresh|csrf|xsrf|captcha|recaptcha|turnstile|reset|invite|invitation|activation|confirmation|challenge|api key|apikey|basic) /

export function isOtherCheck(name: string): boolean {
  return OTHER_CHECK.test(wordsOf(name))
}

const TOKEN = / (?:token|jwt|bearer|access token|id token) /

export function isTokenName(name: string): boolean {
  return TOKEN.test(wordsOf(name))
}

/** A comment that says why no challenge is sent. */
const WITHHELD = [
  /\b(?:no|not|never|without|omit\w*|avoid\w*|suppress\w*|skip\w*|withh[eo]ld\w*|instead of|prevent\w*|don't|doesn't|won't|isn't)\b[^.]{0,80}(?:www-authenticate|\bchallenge\b|(?:login|auth\w*|password|basic|browser|native)[- ](?:box|prompt|pop-?up|dialog))/i,
  /www-authenticate[^.]{0,60}\b(?:omitted|not|never|left out|withheld|suppressed|skipped|would)\b/i,
]

export function saysWithheld(comment: string): boolean {
  const text = comment.replace(/[\s*/]+/g, ' ').replace(/[’]/g, "'")
  return WITHHELD.some((pattern) => pattern.test(text))
}
