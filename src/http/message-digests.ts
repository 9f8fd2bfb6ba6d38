/**
 * Functions that make a digest or a message authentication code (MAC) over a message. Sources: Node's `crypto`, the Web Cryptography API
 * (`SubtleCrypto`), and the documentation of each package.
 */
export interface DigestFact {
  /** Packages that export it; absent: a method, of an object of any origin. */
  readonly packages?: readonly string[]
  /** The last name of what is called, in lower case. */
  readonly names: readonly string[]
  /** The argument that holds the message; `update`: what the object that it makes is given later. */
  readonly message: number | 'update'
}

export const MESSAGE_DIGESTS: readonly DigestFact[] = [
  {
    packages: ['crypto', 'node:crypto'],
    names: ['createhmac', 'createhash', 'createverify', 'createsign'],
    message: 'update',
  },
  { packages: ['crypto', 'node:crypto'], names: ['hash', 'sign', 'verify'], message: 1 },
  {
    packages: ['crypto-js', '@noble/hashes', '@stablelib/hmac', 'js-sha256', 'hash.js'],
    names: ['hmacsha1', 'hmacsha256', 'hmacsha512', 'sha1', 'sha256', 'sha512', 'md5'],
    message: 0,
  },
  // crypto.subtle.sign(algorithm, key, data)
  { names: ['subtle.sign'], message: 2 },
  { names: ['subtle.digest'], message: 1 },
]

/** The method by which a digest is given its message, piece by piece. */
export const DIGEST_UPDATE = 'update'
