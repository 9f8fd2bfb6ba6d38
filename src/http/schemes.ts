/** One authentication scheme of the IANA registry and what its own specification adds to the grammar of a challenge. */
export interface Scheme {
  /** The registered spelling. */
  readonly name: string
  /** Whether a challenge of this scheme may carry token68 data instead of parameters. */
  readonly token68: boolean
  /** Parameters without which the challenge is useless to every client. */
  readonly required: readonly string[]
}

function scheme(name: string, facts: Partial<Omit<Scheme, 'name'>> = {}): Scheme {
  return { name, token68: false, required: [], ...facts }
}

/** The registered schemes: RFC 9110 16.4.1, HTTP Authentication Scheme Registry. */
export const REGISTERED_SCHEMES: readonly Scheme[] = [
  scheme('Basic', { required: ['realm'] }), // RFC 7617 2
  scheme('Bearer'), // RFC 6750 3
  scheme('Concealed'), // RFC 9729
  scheme('Digest', { required: ['realm', 'nonce'] }), // RFC 7616 3.3
  scheme('DPoP'), // RFC 9449 7.1
  scheme('GNAP'), // RFC 9635
  scheme('HOBA'), // RFC 7486
  scheme('Mutual'), // RFC 8120
  scheme('Negotiate', { token68: true }), // RFC 4559
  scheme('OAuth'), // RFC 5849 3.5.1
  scheme('PrivateToken'), // RFC 9577
  scheme('SCRAM-SHA-1'), // RFC 7804
  scheme('SCRAM-SHA-256'), // RFC 7804
  scheme('vapid'), // RFC 8292
]

/** Schemes in wide use without a registration. They tell a scheme from a word that is none; they are no recommendation. */
const DE_FACTO_SCHEMES: readonly string[] = [
  'ApiKey',
  'API-Key',
  'AWS4-HMAC-SHA256',
  'Cookie',
  'Form',
  'FormBased',
  'Hawk',
  'HMAC',
  'JWT',
  'Kerberos',
  'Key',
  'L402',
  'LSAT',
  'MAC',
  'Macaroon',
  'Nostr',
  'NTLM',
  'PASETO',
  'Payment',
  'SAML',
  'Session',
  'SharedKey',
  'Signature',
  'SSWS',
  'Token',
  'WSSE',
  'X-API-Key',
  'X-Basic',
  'XBasic',
]

const registered = new Map(REGISTERED_SCHEMES.map((entry) => [entry.name.toLowerCase(), entry]))
const deFacto = new Set(DE_FACTO_SCHEMES.map((name) => name.toLowerCase()))

/** The registered scheme of this name, in any case (RFC 9110 11.1), or `undefined`. */
export function getScheme(name: string): Scheme | undefined {
  return registered.get(name.toLowerCase())
}

/** Whether the word is a registered scheme or one in wide use. */
export function isKnownScheme(name: string): boolean {
  const key = name.toLowerCase()
  return registered.has(key) || deFacto.has(key)
}
