/**
 * Libraries that read or check the credentials of a request, with the auth-scheme under which those are challenged.
 * Sources: each package's own documentation. `Cookie` and `ApiKey` are names in common use, no registered schemes.
 */
export interface CredentialLibrary {
  /** Exact package names, or with `/*` all of a scope. */
  readonly packages: readonly string[]
  /** Exported functions; absent: all of them. */
  readonly members?: readonly string[]
  readonly scheme: string
  /** It is handed the credentials and does not read the request: where they were read says more. */
  readonly isChecker?: boolean
  /** A plugin whose registration puts the check before all routes, unless this option is off. */
  readonly hookOption?: string
}

export const CREDENTIAL_LIBRARIES: readonly CredentialLibrary[] = [
  { packages: ['jsonwebtoken'], members: ['verify'], scheme: 'Bearer', isChecker: true },
  { packages: ['jose'], members: ['jwtVerify', 'jwtDecrypt', 'compactVerify'], scheme: 'Bearer', isChecker: true },
  { packages: ['aws-jwt-verify', 'fast-jwt', 'paseto'], scheme: 'Bearer', isChecker: true },
  {
    packages: [
      'express-jwt',
      'express-oauth2-jwt-bearer',
      'express-bearer-token',
      'passport-http-bearer',
      'koa-jwt',
      'hono/jwt',
      'hono/bearer-auth',
    ],
    scheme: 'Bearer',
  },
  { packages: ['@fastify/bearer-auth'], scheme: 'Bearer', hookOption: 'addHook' },
  {
    packages: ['basic-auth', 'express-basic-auth', '@fastify/basic-auth', 'koa-basic-auth', 'hono/basic-auth'],
    scheme: 'Basic',
  },
  {
    packages: [
      'next-auth',
      '@auth/*',
      'better-auth',
      'iron-session',
      'lucia',
      '@clerk/nextjs',
      '@supabase/ssr',
      '@supabase/auth-helpers-nextjs',
      '@auth0/nextjs-auth0',
      '@kinde-oss/kinde-auth-nextjs',
      '@workos-inc/authkit-nextjs',
    ],
    scheme: 'Cookie',
  },
]

/**
 * Packages that show which credentials a server takes although the place where they are read may not be seen: it is configured
 * elsewhere, or the framework does it. Sources: each package's own documentation.
 */
export const CREDENTIAL_PACKAGES: readonly Pick<CredentialLibrary, 'packages' | 'scheme'>[] = [
  {
    packages: [
      'jsonwebtoken',
      'jose',
      'express-jwt',
      'koa-jwt',
      '@fastify/jwt',
      'fastify-jwt',
      'passport-jwt',
      'passport-http-bearer',
      '@fastify/bearer-auth',
      'express-oauth2-jwt-bearer',
    ],
    scheme: 'Bearer',
  },
  {
    packages: [
      'express-session',
      'cookie-session',
      'koa-session',
      '@fastify/session',
      '@fastify/secure-session',
      'next-auth',
      '@auth/*',
      'better-auth',
      'iron-session',
      'lucia',
      '@supabase/ssr',
      '@clerk/nextjs',
    ],
    scheme: 'Cookie',
  },
]

/** The member of a request under which session libraries put what belongs to its cookie, and the libraries that do. */
export const SESSION = {
  member: 'session',
  packages: [
    'express-session',
    'cookie-session',
    'client-sessions',
    'koa-session',
    'koa-generic-session',
    '@fastify/session',
    '@fastify/secure-session',
    'fastify-session',
    'iron-session',
    'next-session',
  ],
} as const

/** The first statement of a file that runs in browsers (React 19): it serves no requests. */
export const CLIENT_DIRECTIVE = 'use client'

/** Packages of servers and clients of the Model Context Protocol. */
export const MCP_PACKAGES: readonly string[] = [
  '@modelcontextprotocol/*',
  'mcp-handler',
  '@vercel/mcp-adapter',
  'mcp-framework',
  'fastmcp',
]

/** Whether a package is one of a list, in which `/*` stands for all of a scope. */
export function isListed(name: string, packages: readonly string[]): boolean {
  return packages.some((one) => (one.endsWith('/*') ? name.startsWith(one.slice(0, -1)) : one === name))
}

/** Methods that frameworks and their plugins put on a request or an application. */
export const CREDENTIAL_METHODS: Readonly<Record<string, string>> = {
  jwtVerify: 'Bearer',
  verifyBearerAuth: 'Bearer',
  basicAuth: 'Basic',
  isAuthenticated: 'Cookie',
}

/** Functions that are given the name of a Passport strategy. */
export const STRATEGY_TAKERS: readonly string[] = ['authenticate', 'AuthGuard', 'PassportStrategy']

/** The names under which Passport's strategies register themselves. */
export const STRATEGIES: Readonly<Record<string, string>> = {
  jwt: 'Bearer',
  bearer: 'Bearer',
  oauthBearer: 'Bearer',
  basic: 'Basic',
  digest: 'Digest',
  negotiate: 'Negotiate',
  session: 'Cookie',
  cookie: 'Cookie',
  headerapikey: 'ApiKey',
  localapikey: 'ApiKey',
  'api-key': 'ApiKey',
}
