/** How the callers of a package prove who they are. */
export type CredentialKind = 'bearer' | 'cookie' | 'api-key' | 'mcp'

/** One kind of credential as a text shows it. */
export interface CredentialEvidence {
  readonly kind: CredentialKind
  readonly count: number
  /** Offset of the first place. */
  readonly first: number
  /** What stands there. */
  readonly text: string
}

const anyOf = (...packages: readonly string[]): string =>
  `(?:from\\s*|require\\(\\s*|import\\(\\s*)['"](?:${packages.join('|')})(?:/[^'"]*)?['"]`

/** Packages and expressions that show a kind. Sources: each package's own documentation of what it reads. */
const PATTERNS: Readonly<Record<CredentialKind, RegExp>> = {
  bearer: new RegExp(
    [
      anyOf(
        'jsonwebtoken',
        'jose',
        'express-jwt',
        '@fastify/jwt',
        'fastify-jwt',
        'passport-jwt',
        'passport-http-bearer',
        '@fastify/bearer-auth',
        'express-oauth2-jwt-bearer',
        'jwt-decode',
      ),
      `['"\`/]\\^?Bearer\\b`,
      `\\bjwtVerify\\(`,
      `\\bfromAuthHeaderAsBearerToken\\b`,
    ].join('|'),
    'gi',
  ),
  cookie: new RegExp(
    [
      anyOf(
        'express-session',
        'cookie-session',
        '@fastify/session',
        '@fastify/secure-session',
        'next-auth',
        '@auth/[a-z-]+',
        'better-auth',
        'iron-session',
        'lucia',
        '@supabase/ssr',
        '@clerk/nextjs',
      ),
      `\\breq(?:uest)?\\.session\\b`,
      `\\bgetServerSession\\(`,
    ].join('|'),
    'g',
  ),
  'api-key': /['"`]x-api-key['"`]/gi,
  mcp: new RegExp(
    anyOf('@modelcontextprotocol/[a-z-]+', 'mcp-handler', '@vercel/mcp-adapter', 'mcp-framework', 'fastmcp'),
    'g',
  ),
}

/** The packages of `PATTERNS` by the kind that they show when a package.json names them. */
const DEPENDENCIES: readonly (readonly [CredentialKind, RegExp])[] = [
  [
    'bearer',
    /^(?:jsonwebtoken|jose|express-jwt|@fastify\/jwt|fastify-jwt|passport-jwt|passport-http-bearer|@fastify\/bearer-auth|express-oauth2-jwt-bearer)$/,
  ],
  [
    'cookie',
    /^(?:express-session|cookie-session|@fastify\/session|@fastify\/secure-session|next-auth|@auth\/.+|better-auth|iron-session|lucia|@clerk\/nextjs)$/,
  ],
]

/** What a source text shows of the credentials that its server takes. */
export function findCredentials(text: string): readonly CredentialEvidence[] {
  return KINDS.flatMap((kind) => {
    const matches = [...text.matchAll(PATTERNS[kind])]
    const [first] = matches
    return first ? [{ kind, count: matches.length, first: first.index, text: first[0] }] : []
  })
}

const KINDS: readonly CredentialKind[] = ['bearer', 'cookie', 'api-key', 'mcp']

/** The kind that a dependency shows, if any. */
export function credentialOfDependency(name: string): CredentialKind | undefined {
  return DEPENDENCIES.find(([, pattern]) => pattern.test(name))?.[0]
}
