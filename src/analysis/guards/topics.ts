import type { GuardTopic } from '../../model/guard.js'

/** Words of an identifier: `hasTeamAccess` is `has team access`, `API_KEY` is `api key`. */
export function wordsOf(name: string): string {
  return ` ${name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/[_\-$.]+/g, ' ')
    .toLowerCase()
    .trim()} `
}

const STEP_UP = / (?:otp|totp|mfa|2fa|webauthn|passkey|two factor|second factor|one time|step up|reauth\w*|recent login|(?:current|old|existing) password|backup code|recovery code|verification code) /
const POLICY = / (?:csrf|xsrf|origin|referr?er|hostname|ip|ips|captcha|recaptcha|turnstile|bot|cors|rate|throttl\w*|feature|features|registration|signup|sign up|allow ?list|white ?list|black ?list|maintenance|production|env|environment|demo|preview|read only|readonly|self hosted|dev mode) /
const CREDENTIAL =
  / (?:token|tokens|jwt|secret|signature|sig|hmac|password|passwd|pwd|hash|credential|credentials|api key|apikey|key|nonce|cookie|cookies|bearer|authorization|auth header|refresh|digest|pin|passphrase|code|basic auth|session id|sid|authheader) /
const PERMISSION =
  / (?:can|may|permission|permissions|permitted|privilege|privileges|privileged|role|roles|scope|scopes|access|admin|admins|superadmin|superuser|owner|owners|owned|ownership|author|creator|member|members|membership|memberships|moderator|editor|staff|manager|allowed|entitled|entitlement|subscription|subscribed|plan|paid|premium|licensed|license|licence|quota|limit|suspended|banned|blocked|disabled|deactivated|deleted|verified|unverified|approved|activated|active|enabled|onboarded|grant|grants|policy|policies|rights|forbidden|ability|abilities|eligible|belongs|tier|level|group|groups) /
const PRINCIPAL = / (?:user|users?id|session|auth|principal|actor|identity|account|viewer|me|current user|caller|profile|credentials|logged in|authenticated|signed in|authed|login|client) /

/** What the truth of something of this name is about. `authorized` and `auth` alone say nothing: they are used for both. */
export function topicOfName(name: string): GuardTopic {
  const words = wordsOf(name)
  if (STEP_UP.test(words)) return 'step-up'
  if (POLICY.test(words)) return 'policy'
  if (/ (?:is|has|check|verify|validate|can|may|get|require|ensure|assert)? ?(?:\w+ )*(?:admin|owner|member|permission|permissions|access|role|roles|scope|scopes|allowed|privileges?|can|may) /.test(words) && !/ (?:access token|access key|token|password|signature|key) /.test(words)) return 'permission'
  if (CREDENTIAL.test(words)) return 'invalid-credentials'
  if (PERMISSION.test(words)) return 'permission'
  if (PRINCIPAL.test(words)) return 'missing-principal'
  return 'other'
}

/** Names that hold credentials which a client sends. */
export function isCredentialName(name: string): boolean {
  return CREDENTIAL.test(wordsOf(name)) && !/ (?:status|error|type|http|exit|country|zip|post|lang|language|source|invite|promo|coupon|referral|currency|sort|primary|foreign|cache|storage|object) /.test(wordsOf(name))
}

export function isPrincipalName(name: string): boolean {
  return PRINCIPAL.test(wordsOf(name))
}

/** Names of functions that check credentials: their failure means that the caller is not who he claims to be. */
export function isVerification(callee: string, argumentsText: string): boolean {
  const words = wordsOf(callee)
  if (/ (?:permission|permissions|role|roles|access|owner|ownership|member|membership|scope|plan|email|domain|body|input|schema|params|query|captcha|csrf|origin) /.test(words)) return false
  if (/ (?:jwt verify|verify jwt|verify token|verify access token|verify id token|verify refresh token|verify signature|verify password|compare password|check password|validate password|validate token|check token|authenticate|verify webhook|verify session|validate api key|verify api key|timing safe equal|is valid token|is valid password|valid password|match password|password match\w*|is password valid|decrypt token|verify hash|verify credentials|check credentials) /.test(words)) return true
  if (/ (?:verify|compare|compare sync|verify sync|decode|decrypt|validate|check|equals|is valid|matches) /.test(words)) return isCredentialText(argumentsText) || / (?:bcrypt|jwt|jose|argon2|jsonwebtoken|crypto|jws) /.test(words)
  return false
}

function isCredentialText(text: string): boolean {
  return (text.match(/[A-Za-z_$][\w$]*/g) ?? []).some((name) => / (?:token|jwt|password|passwd|pwd|hash|signature|secret|hmac|credential|credentials|api key|apikey|refresh|authorization|digest|pin) /.test(wordsOf(name)))
}
