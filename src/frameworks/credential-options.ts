/**
 * What the options of libraries say of where these take the credentials from. Sources: the code of the releases that are named.
 * - `reader`: a function that is given the request and returns the token
 * - `scheme`: the auth-scheme before the token
 * - `field`: the header field that holds it
 * - `cookie`: a cookie holds it
 * - `cookie-only`: the header is not looked at
 */
export interface CredentialOption {
  readonly path: readonly string[]
  readonly says: 'reader' | 'scheme' | 'field' | 'cookie' | 'cookie-only'
  /** The usual place is looked at too. */
  readonly beside?: true
}

/** Where a library takes the credentials from when its options say nothing, and what they may say. */
export interface ConfiguredCredentials {
  readonly usual: string
  /** The usual place is a header field of its own, and not Authorization. */
  readonly ownField?: true
  readonly options: readonly CredentialOption[]
}

const READER: CredentialOption = { path: ['getToken'], says: 'reader' }
const COOKIE: CredentialOption = { path: ['cookie'], says: 'cookie', beside: true }
const FIELD: CredentialOption = { path: ['headerName'], says: 'field' }

/** Functions that are given their options first: express-jwt 8, koa-jwt 4, hono 4, express-bearer-token 3. */
export const GUARD_OPTIONS: Readonly<Record<string, readonly CredentialOption[]>> = {
  'express-jwt': [READER],
  'koa-jwt': [{ ...READER, beside: true }, COOKIE],
  'hono/jwt': [FIELD, COOKIE],
  'hono/bearer-auth': [FIELD, { path: ['prefix'], says: 'scheme' }],
  'express-bearer-token': [{ path: ['headerKey'], says: 'scheme' }, COOKIE],
  '@fastify/bearer-auth': [{ path: ['bearerType'], says: 'scheme' }],
}

/** Plugins that are registered with their options, and put a method on requests that takes some of them again: @fastify/jwt 10. */
export interface CredentialPlugin extends ConfiguredCredentials {
  readonly packages: readonly string[]
  readonly method: string
  /** The options that give the method another name, whole or as a prefix. */
  readonly renamedBy: string
  readonly prefixedBy: string
  readonly callOptions: readonly CredentialOption[]
}

const VERIFY_OPTIONS = (at: readonly string[]): readonly CredentialOption[] => [
  { path: [...at, 'extractToken'], says: 'reader' },
  { path: [...at, 'onlyCookie'], says: 'cookie-only' },
]

export const CREDENTIAL_PLUGINS: readonly CredentialPlugin[] = [
  {
    packages: ['@fastify/jwt', 'fastify-jwt'],
    usual: 'Bearer',
    method: 'jwtVerify',
    renamedBy: 'jwtVerify',
    prefixedBy: 'namespace',
    options: [COOKIE, ...VERIFY_OPTIONS(['verify'])],
    callOptions: [...VERIFY_OPTIONS([]), ...VERIFY_OPTIONS(['verify'])],
  },
]

/** The method with which plugins are registered: the plugin, its options. */
export const REGISTERS = 'register'

/** Strategies of Passport: passport-jwt 4, passport-headerapikey 1. */
export interface CredentialStrategy extends ConfiguredCredentials {
  readonly module: string
  /** The name under which it registers itself. */
  readonly name: string
}

export const CREDENTIAL_STRATEGIES: readonly CredentialStrategy[] = [
  { module: 'passport-jwt', name: 'jwt', usual: 'Bearer', options: [{ path: ['jwtFromRequest'], says: 'reader' }] },
  {
    module: 'passport-headerapikey',
    name: 'headerapikey',
    usual: 'ApiKey',
    ownField: true,
    options: [
      { path: ['header'], says: 'field' },
      { path: ['prefix'], says: 'scheme' },
    ],
  },
]

/**
 * Functions of passport-jwt 4.0.1 that make such a reader: what it says, and the position of the argument that names it.
 * Neither: it reads the body or the address.
 */
export const TOKEN_READERS: Readonly<
  Record<string, { readonly says: 'usual' | 'scheme' | 'field' | 'nothing'; readonly argument?: number }>
> = {
  fromAuthHeaderAsBearerToken: { says: 'usual' },
  fromHeader: { says: 'field', argument: 0 },
  fromAuthHeaderWithScheme: { says: 'scheme', argument: 0 },
  fromBodyField: { says: 'nothing' },
  fromUrlQueryParameter: { says: 'nothing' },
}
