/**
 * Registered names of what a token says of itself: who made it and for whom, when it holds, what kind it is (RFC 7519 4.1, RFC 7515 4.1,
 * OpenID Connect Core 2, RFC 7662 2.2). A token in which one of them does not fit is an invalid token (RFC 6750 3.1). `sub` is left out:
 * it says who is calling.
 */
const ABOUT_THE_TOKEN: ReadonlySet<string> = new Set([
  'iss',
  'aud',
  'exp',
  'nbf',
  'iat',
  'jti',
  'azp',
  'at_hash',
  'typ',
  'cty',
  'alg',
  'kid',
  'token_type',
  'token_use',
])

export function isClaimAboutToken(name: string): boolean {
  return ABOUT_THE_TOKEN.has(name)
}
