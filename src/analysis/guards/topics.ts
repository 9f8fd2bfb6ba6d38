import type { GuardTopic } from '../../model/guard.js'

/** Words of an identifier: `hasTeamAccess` is `has team access`, `API_KEY` is `api key`. */
export function wordsOf(name: string): string {
  return ` ${name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/[_\-$.:/]+/g, ' ')
    .toLowerCase()
    .trim()} `
}

const STEP_UP =
  / (?:otp|totp|mfa|2fa|twofa|webauthn|passkey|two factor|second factor|twofactor|one time|step up|reauth\w*|recent login|(?:current|old|existing|previous) password|backup code|recovery code|verification code|confirmation code|reset code|challenge) /
const POLICY =
  / (?:csrf|xsrf|origin|origins|referr?er|hostname|ip|ips|captcha|recaptcha|turnstile|bot|cors|rate|throttl\w*|feature|features|registration|registrations|signup|sign up|allow ?list|white ?list|maintenance|production|env|environment|demo|read only|readonly|self hosted|dev mode|presigned|signed url|upload signature|blocked ip) /
/** Whether the server offers something at all: `isQuickCreateEnabled`. An account or a user that is enabled is none. */
const FLAG =
  /^ (?!(?:.* )?(?:user|account|member|access|profile|org|organization|team|owner|admin) )(?:\w+ )+(?:enabled|available) $/
const CREDENTIAL =
  / (?:token|tokens|jwt|secret|secrets|signature|sig|hmac|password|passwd|pwd|hash|hashed|credential|credentials|api key|apikey|key|keys|nonce|cookie|cookies|bearer|authorization|auth header|refresh|digest|pin|passphrase|code|basic auth|session id|sid|authheader|expired|expires|expiry|expiration|exp|revoked|blacklisted|blacklist|invalidated|issuer|iss|audience|aud|verified token|claims|payload|decoded|pat) /
const PERMISSION =
  / (?:can|may|permission|permissions|permitted|privilege|privileges|privileged|role|roles|scope|scopes|access|accessible|admin|admins|superadmin|superuser|owner|owners|owned|ownership|author|creator|member|members|membership|memberships|moderator|editor|staff|manager|teacher|instructor|doctor|seller|vendor|allowed|entitled|entitlement|subscription|subscribed|plan|paid|premium|licensed|license|licence|quota|limit|limits|suspended|banned|blocked|disabled|deactivated|deleted|verified|unverified|approved|activated|active|enabled|onboarded|grant|grants|granted|policy|policies|rights|forbidden|ability|abilities|eligible|belongs|tier|level|rank|group|groups|clearance) /
const PRINCIPAL =
  / (?:user|users?id|session|auth|principal|actor|identity|account|viewer|me|current user|caller|profile|credentials|logged in|authenticated|authorized|unauthorized|authorised|authorize|authorization|signed in|authed|login|client) /
/** Rights come first in a name that has both: `hasTokenScope`. */
const RIGHT =
  / (?:admin|admins|owner|ownership|member|membership|permission|permissions|access|role|roles|scope|scopes|allowed|privilege|privileges|can|may) /
const NO_RIGHT = / (?:access token|access key|access denied|token|tokens|password|signature|key) /

/** What the truth of something of this name is about, by the name alone: credentials and callers stay `unclear`. */
export function topicOfName(name: string): GuardTopic {
  const words = wordsOf(name)
  if (STEP_UP.test(words)) return 'step-up'
  if (POLICY.test(words) || FLAG.test(words)) return 'policy'
  // a row is no right: `adminUser`, `memberAccount`
  if (
    / (?:user|account|profile)(?: with \w+)* $/.test(words) &&
    !/^ (?:is|has|can|may|check|verify|are|was|allow\w*|should) /.test(words)
  )
    return 'unclear'
  if (RIGHT.test(words) && !NO_RIGHT.test(words)) return 'permission'
  if (CREDENTIAL.test(words))
    return / (?:subscription|plan|trial|license|licence|membership) /.test(words) ? 'permission' : 'unclear'
  if (PERMISSION.test(words)) return 'permission'
  return PRINCIPAL.test(words) ? 'unclear' : 'other'
}

/** Whether a name is a right of a person, by the words that mean nothing else: what comes of a check may be `allowed` for other reasons. */
export function isRightName(name: string): boolean {
  const words = wordsOf(name)
  return RIGHT.test(words) && !NO_RIGHT.test(words) && !/ allowed /.test(words)
}

/** Names of functions that check something, and may find that it is wrong. */
export function isChecking(name: string): boolean {
  return / (?:verify|validate|check|authenticate|authorize|introspect) /.test(wordsOf(name))
}

/** Words for credentials that a client sends with a request, and for nothing else. */
const SENT =
  / (?:token|tokens|jwt|bearer|authorization|auth header|authheader|api key|apikey|access key|api secret|session id|sid|signature|credentials|secret|auth|basic auth|hmac|passcode|password) /
const NOT_SENT =
  / (?:csrf|xsrf|captcha|recaptcha|origin|device|push|fcm|invite|invitation|reset|verification|verify|share|unsubscribe|preview|upload|file|next|page|cancel|locale|lang|theme|consent|type) /

/** Names of headers, cookies and variables that hold what a client says who it is with. */
export function isCredentialName(name: string): boolean {
  const words = wordsOf(name)
  return SENT.test(words) && !NOT_SENT.test(words)
}

/** Things that a client knows and a server compares. */
const SECRET =
  / (?:token|secret|password|hash|signature|sig|hmac|digest|api key|apikey|key|credential|credentials|authorization|auth header|auth|basic auth|passwd|pass|pwd|passcode|passphrase) /

export function isSecretName(name: string): boolean {
  const words = wordsOf(name)
  return (
    SECRET.test(words) &&
    !/ (?:type|kind|status|error|length|owner|scope|scopes|permission|permissions|role|id|count|expires|csrf|xsrf|state|public|primary|foreign|sort|user|team|workspace|organization|project) /.test(
      words,
    )
  )
}

/** Times at which credentials end, not subscriptions and the like. */
export function isExpiryName(path: string): boolean {
  const words = wordsOf(path)
  return (
    / (?:expired|expires|expiry|expiration|exp|iat|issued|revoked|valid until) /.test(words) &&
    !/ (?:subscription|plan|trial|license|licence|membership) /.test(words)
  )
}

const CHECKING =
  / (?:verify|verified|verifies|validate|validated|check|checks|compare|compares|compared|match|matches|authenticate|decode|decrypt|test|assert|is valid|valid|are|equals|equal|unseal|introspect) /
const CHECKED =
  / (?:token|tokens|jwt|jws|password|passwd|pwd|signature|sig|secret|hmac|credential|credentials|api key|apikey|auth key|hash|basic auth|cookie|id token|passcode|pin) /
const NOT_CHECKING =
  / (?:permission|permissions|role|roles|access|owner|ownership|member|membership|scope|scopes|plan|email|domain|body|input|schema|params|query|captcha|recaptcha|csrf|origin|otp|totp|mfa|2fa|two factor|ability|subscription|license|type|upload|presigned|reset|strength|format|length|share|invite|invitation|unsubscribe|preview) /

/** Names of functions that check credentials: their failure means that the caller is not who he claims to be. */
export function isVerification(callee: string, argumentsText: string): boolean {
  const words = wordsOf(callee)
  if (NOT_CHECKING.test(words.replace(/ access token /, ' token '))) return false
  if (/ (?:timing safe equal|authenticate|verify session|verify webhook|jwt verify) /.test(words)) return true
  if (!CHECKING.test(words)) return false
  return (
    CHECKED.test(words) ||
    / (?:bcrypt|bcryptjs|jwt|jose|argon2|jsonwebtoken|jws) /.test(words) ||
    (/ (?:verify|compare|compare sync|verify sync|decode|decrypt|validate|equals|equal) /.test(words) &&
      isCredentialText(argumentsText))
  )
}

function isCredentialText(text: string): boolean {
  return (text.match(/[A-Za-z_$][\w$]*/g) ?? []).some((name) =>
    / (?:token|jwt|password|passwd|pwd|hash|signature|secret|hmac|credential|credentials|api key|apikey|authorization|digest) /.test(
      wordsOf(name),
    ),
  )
}

/** States of an account that refuse when they hold. */
export function isRefusingState(name: string): boolean {
  const words = wordsOf(name)
  return (
    / (?:suspended|banned|blocked|disabled|deactivated|deleted|locked|unverified|inactive|archived|pending approval|frozen|restricted) /.test(
      words,
    ) && !/ (?:token|session|key|expired|revoked) /.test(words)
  )
}

/** States of a credential that refuse when they hold. */
export function isRevokedState(name: string): boolean {
  return / (?:blacklist|blacklisted|denylist|denylisted|revoked|invalidated|invalid token|is invalid|token expired|expired token) /.test(
    wordsOf(name),
  )
}
