import { describe, expect, it } from 'vitest'
import { makeProject, manifest, type Project } from './support/project.js'

const EXPRESS = "import express from 'express'\n"

/** The calls of the helper in a file, in order. */
const callsIn = (project: Project, file: string): readonly string[] =>
  project
    .read(file)
    .split('\n')
    .flatMap(
      (line) =>
        /(?:withChallenge|challengeHeaders)\(.*?(?=\)\.|\)\)|\) \}|, \{ status| \{ status|$)/.exec(line)?.[0] ?? [],
    )
    .filter((call) => !call.includes('function'))

async function fixed(files: Readonly<Record<string, string>>, dependencies: readonly string[]): Promise<Project> {
  const project = makeProject({ 'package.json': manifest(...dependencies), ...files })
  const { failures } = await project.run({ write: true })
  expect(failures).toEqual([])
  const second = await project.run()
  expect(second.edits).toEqual([])
  return project
}

describe('Express with sessions and tokens', () => {
  const files = {
    'src/auth.ts': `${EXPRESS}import jwt from 'jsonwebtoken'
import type { Request, Response, NextFunction } from 'express'

export function requireToken(req: Request, res: Response, next: NextFunction) {
  const header = req.headers.authorization
  if (!header?.startsWith('Bearer ')) return res.status(401).json({ error: 'No token' })
  try {
    req.user = jwt.verify(header.slice(7), process.env.SECRET ?? '')
  } catch {
    return res.status(401).json({ error: 'Invalid token' })
  }
  next()
}

export function requireSession(req: Request, res: Response, next: NextFunction) {
  if (!req.session.userId) return res.status(401).json({ error: 'Sign in' })
  next()
}

export function requireEither(req: Request, res: Response, next: NextFunction) {
  if (!req.session.userId && !req.headers.authorization) return res.sendStatus(401)
  next()
}
`,
    'src/routes.ts': `${EXPRESS}import { requireSession, requireToken } from './auth'

export const router = express.Router()
router.get('/a', requireToken, (req, res) => {
  if (!req.user) return res.sendStatus(401)
  res.json({})
})
router.get('/b', requireSession, (req, res) => {
  if (!req.user) return res.sendStatus(401)
  res.json({})
})
router.post('/login', (req, res) => {
  const user = find(req.body.email)
  if (!user) return res.status(401).json({ error: 'Wrong password' })
  req.session.userId = user.id
  res.json({})
})
`,
  }

  it('sends each place the challenge of what it takes', async () => {
    const project = await fixed(files, ['express', 'jsonwebtoken', 'express-session'])
    expect(callsIn(project, 'src/auth.ts')).toEqual([
      'withChallenge(res',
      "withChallenge(res, { error: 'invalid_token' }",
      "withChallenge(res, { scheme: 'Cookie' }",
      "withChallenge(res, [{ scheme: 'Bearer' }, { scheme: 'Cookie' }]",
    ])
    const [token, session] = callsIn(project, 'src/routes.ts')
    expect([token, session]).toEqual(['withChallenge(res', "withChallenge(res, { scheme: 'Cookie' }"])
  })

  it('says what the package sends and why, and which places differ', async () => {
    const { packages, remarks } = await makeProject({
      'package.json': manifest('express', 'jsonwebtoken', 'express-session'),
      ...files,
    }).run()
    expect(packages[0]?.challenge).toMatchObject({
      value: 'Bearer realm="shop"',
      source: 'inferred',
      because: 'what most places take: src/auth.ts:6 req.headers.authorization and 3 more; others: Cookie 2',
    })
    expect(remarks.map(({ code, text, path, line }) => `${path}:${String(line)} ${code}: ${text}`)).toEqual([
      'src/auth.ts:17 challenge: Cookie instead of Bearer, for req.session.userId',
      'src/auth.ts:22 challenge: Bearer and Cookie instead of Bearer, for req.headers.authorization',
      'src/routes.ts:10 challenge: Cookie instead of Bearer, for req.session.userId (auth.ts:17)',
    ])
  })
})

describe('Next', () => {
  it('on cookies keeps them although one cron route takes a token', async () => {
    const route = (check: string): string =>
      `import { cookies } from 'next/headers'\nimport { NextResponse } from 'next/server'\n\nexport async function GET(request: Request) {\n${check}  return NextResponse.json({})\n}\n`
    const session = route(
      "  const store = await cookies()\n  if (!store.get('session')) return NextResponse.json({ error: 'Sign in' }, { status: 401 })\n",
    )
    const cron = route(
      "  if (request.headers.get('authorization') !== `Bearer ${process.env.CRON_SECRET}`) {\n    return new NextResponse('Unauthorized', { status: 401 })\n  }\n",
    )
    const project = await fixed(
      { 'app/api/a/route.ts': session, 'app/api/b/route.ts': session, 'app/api/cron/route.ts': cron },
      ['next', 'jsonwebtoken'],
    )
    expect(project.read('app/api/a/route.ts')).toContain(
      "withChallenge(NextResponse.json({ error: 'Sign in' }, { status: 401 }))",
    )
    expect(project.read('app/api/cron/route.ts')).toContain(
      "withChallenge(new NextResponse('Unauthorized', { status: 401 }), { scheme: 'Bearer' })",
    )
    expect(project.read('lib/http-auth.ts')).toContain("{ scheme: 'Cookie', realm: 'shop' }")
  })

  it('follows a session that a library of the project hands out', async () => {
    const project = await fixed(
      {
        'src/auth.ts':
          "import NextAuth from 'next-auth'\n\nexport const { auth, handlers } = NextAuth({ providers: [] })\n",
        'src/app/api/me/route.ts':
          "import { NextResponse } from 'next/server'\nimport { auth } from '../../../auth'\n\nexport async function GET() {\n  const session = await auth()\n  if (!session) return NextResponse.json({}, { status: 401 })\n  return NextResponse.json({})\n}\n",
      },
      ['next', 'next-auth'],
    )
    expect(project.read('src/lib/http-auth.ts')).toContain("{ scheme: 'Cookie', realm: 'shop' }")
  })

  it('names an error only where a token is known to have come', async () => {
    const project = await fixed(
      {
        'app/api/a/route.ts': `import { jwtVerify } from 'jose'

export async function GET(request: Request) {
  const header = request.headers.get('authorization')
  if (!header) return new Response(null, { status: 401 })
  try {
    await jwtVerify(header.slice(7), key)
  } catch {
    return new Response('Invalid token', { status: 401 })
  }
  return Response.json({})
}

export async function POST(request: Request) {
  try {
    await jwtVerify(request.headers.get('authorization')?.slice(7) ?? '', key)
  } catch {
    return new Response('Unauthorized', { status: 401 })
  }
  return Response.json({})
}
`,
      },
      ['next', 'jose'],
    )
    const text = project.read('app/api/a/route.ts')
    expect(text).toContain("withChallenge(new Response('Invalid token', { status: 401 }), { error: 'invalid_token' })")
    expect(text).toContain("withChallenge(new Response('Unauthorized', { status: 401 }))")
  })
})

it('reads what hooks take in Fastify', async () => {
  const project = await fixed(
    {
      'src/app.ts': `import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'

const app = fastify()
async function verifyKey(request: FastifyRequest) {
  request.client = await findClient(request.headers['x-api-key'])
}
app.register(async (scope) => {
  scope.addHook('preHandler', verifyKey)
  scope.get('/a', async (request, reply) => {
    if (!request.client) return reply.code(401).send({ error: 'who' })
    return {}
  })
})
app.get('/b', { preHandler: [verifyKey] }, async (request, reply) => {
  if (!request.client) return reply.code(401).send({ error: 'who' })
  return {}
})
app.get('/c', { onRequest: (request: FastifyRequest) => request.jwtVerify() }, async (request, reply: FastifyReply) => {
  if (!request.user) return reply.code(401).send({ error: 'who' })
  return {}
})
`,
    },
    ['fastify', '@fastify/jwt'],
  )
  expect(project.read('src/lib/http-auth.ts')).toContain("{ scheme: 'ApiKey', realm: 'shop' }")
  expect(callsIn(project, 'src/app.ts')).toEqual([
    'withChallenge(reply',
    'withChallenge(reply',
    "withChallenge(reply, { scheme: 'Bearer' }",
  ])
})

describe('one file of Express', () => {
  const handler = (body: string): string =>
    `${EXPRESS}\nexport const handler: express.RequestHandler = async (req, res) => {\n${body}  res.json({})\n}\n`

  it.each([
    ['a key in a field', "  if (req.get('X-API-Key') !== key) return res.sendStatus(401)\n", 'ApiKey'],
    ['an apikey field', '  const { apikey } = req.headers\n  if (!apikey) return res.sendStatus(401)\n', 'ApiKey'],
    [
      'a field that is compared with a secret',
      "  if (req.headers['x-internal'] !== process.env.INTERNAL_SECRET) return res.sendStatus(401)\n",
      'ApiKey',
    ],
    [
      'a scheme of its own',
      "  if (!req.headers.authorization?.startsWith('Token ')) return res.sendStatus(401)\n",
      'Token',
    ],
    ['a signed cookie', '  if (!req.signedCookies.session) return res.sendStatus(401)\n', 'Cookie'],
  ])('takes %s', async (_, body, scheme) => {
    const project = await fixed({ 'src/a.ts': handler(body) }, ['express'])
    expect(project.read('src/lib/http-auth.ts')).toContain(`{ scheme: '${scheme}', realm: 'shop' }`)
    expect(callsIn(project, 'src/a.ts')).toEqual(['withChallenge(res'])
  })

  it.each([
    ['a locale in a cookie', '  if (!req.cookies.locale || !user) return res.sendStatus(401)\n'],
    ['a signature', "  if (req.headers['x-hub-signature-256'] !== expected) return res.sendStatus(401)\n"],
  ])('takes nothing that has a challenge: %s', async (_, body) => {
    const project = await fixed({ 'src/a.ts': handler(body) }, ['express'])
    expect(project.read('src/lib/http-auth.ts')).toContain("{ scheme: 'Bearer', realm: 'api' }")
  })

  it('takes a session that is begun here for nothing that is read', async () => {
    const body = '  if (!user) return res.sendStatus(401)\n  req.session.userId = user.id\n'
    const token = '  if (!req.headers.authorization) return res.sendStatus(401)\n'
    const project = await fixed({ 'src/a.ts': handler(body), 'src/b.ts': handler(token) }, ['express'])
    expect(callsIn(project, 'src/a.ts')).toEqual(['withChallenge(res'])
    expect(project.read('src/lib/http-auth.ts')).toContain("{ scheme: 'Bearer', realm: 'shop' }")
  })

  it('leaves what has no scheme, or a challenge that nobody can write in advance', async () => {
    const project = makeProject({
      'package.json': manifest('express'),
      'src/token.ts': handler(
        '  const { client_id, client_secret } = req.body\n  if (!find(client_id, client_secret)) return res.sendStatus(401)\n',
      ),
      'src/digest.ts': handler("  if (!req.headers.authorization?.startsWith('Digest ')) return res.sendStatus(401)\n"),
    })
    const { edits, leaves } = await project.run()
    expect(edits).toEqual([])
    expect(leaves.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'src/digest.ts scheme-by-hand',
      'src/token.ts no-scheme',
    ])
  })

  it('a static Digest is no challenge for the others', async () => {
    const project = await fixed(
      {
        'src/a.ts': handler('  res.set(\'WWW-Authenticate\', \'Digest realm="x", nonce="1"\').sendStatus(401)\n'),
        'src/b.ts': handler('  if (!req.headers.authorization) return res.sendStatus(401)\n'),
      },
      ['express'],
    )
    expect(project.read('src/lib/http-auth.ts')).toContain("{ scheme: 'Bearer', realm: 'shop' }")
  })

  it('names Basic under what clients notice, and leaves it with --safe', async () => {
    const files = {
      'package.json': manifest('express'),
      'src/a.ts': handler(
        "  const [scheme, value = ''] = (req.headers.authorization ?? '').split(' ')\n  if (scheme !== 'Basic') return res.sendStatus(401)\n  req.user = Buffer.from(value, 'base64').toString()\n",
      ),
    }
    const { edits } = await makeProject(files).run()
    expect(edits).toMatchObject([
      { additive: false, effects: ['browsers open a login box for Basic, for fetch too'], codemod: 'header' },
    ])
    const safe = await makeProject(files).run({ safe: true })
    expect([safe.edits, safe.leaves.map(({ code }) => code)]).toEqual([[], ['safe']])
  })

  it('takes the challenge that was given everywhere', async () => {
    const project = makeProject({
      'package.json': manifest('express'),
      'src/a.ts': handler("  if (!req.headers['x-api-key']) return res.sendStatus(401)\n"),
    })
    await project.run({ write: true, challenge: { scheme: 'Bearer', parameters: { realm: 'x' } } })
    expect(callsIn(project, 'src/a.ts')).toEqual(['withChallenge(res'])
  })

  it.each([
    [
      'a wrong current password',
      '  if (!req.headers.authorization) return res.sendStatus(401)\n  if (!(await bcrypt.compare(req.body.currentPassword, user.password))) return res.sendStatus(401)\n',
    ],
    ['a second factor', '  if (!verifyTotp(req.body.code, user.secret)) return res.sendStatus(401)\n'],
    [
      'a refresh token in the body',
      '  try {\n    jwt.verify(req.body.refreshToken, key)\n  } catch {\n    return res.sendStatus(401)\n  }\n',
    ],
    [
      'a token in a cookie',
      '  try {\n    jwt.verify(req.cookies.token, key)\n  } catch {\n    return res.sendStatus(401)\n  }\n',
    ],
    ['a signature', '  if (!verifySignature(req.headers["x-signature"], req.body)) return res.sendStatus(401)\n'],
  ])('names no error for %s', async (_, body) => {
    const project = await fixed({ 'src/a.ts': `import jwt from 'jsonwebtoken'\n${handler(body)}` }, [
      'express',
      'jsonwebtoken',
    ])
    expect(project.read('src/a.ts')).not.toContain('invalid_token')
  })

  it.each([
    [
      'an option',
      "  if (!req.user) {\n    if (options.challenge) res.set('WWW-Authenticate', 'Basic realm=\"x\"')\n    return res.sendStatus(401)\n  }\n",
      'header-on-some-paths',
    ],
    [
      'the other branch of a test',
      "  if (!req.user) {\n    if (options.json) return res.status(401).json({})\n    return res.set('WWW-Authenticate', 'Basic realm=\"x\"').sendStatus(401)\n  }\n",
      'challenge-withheld',
    ],
    [
      'a comment',
      '  // No WWW-Authenticate: browsers would open a login box over the page.\n  if (!req.user) return res.status(401).json({})\n',
      'challenge-withheld',
    ],
  ])('leaves a challenge that is withheld on purpose: %s', async (_, body, code) => {
    const project = makeProject({ 'package.json': manifest('express'), 'src/a.ts': handler(body) })
    const { edits, leaves } = await project.run()
    expect(edits).toEqual([])
    expect(leaves.map((one) => one.code)).toEqual([code])
  })
})

describe('a helper that is there already', () => {
  const either =
    "import type { Request, Response } from 'express'\n\nexport const deny = (req: Request, res: Response) => {\n  if (!req.headers.authorization && !req.session.userId) return res.sendStatus(401)\n}\n"

  it.each([
    [
      'and takes one challenge is given one',
      "const defaultChallenge = { scheme: 'Cookie', realm: 'x' }\nexport function withChallenge(response: any, challenge?: { scheme?: string }): any {\n  return { response, challenge, defaultChallenge }\n}\n",
      'withChallenge(res).sendStatus(401)',
    ],
    [
      'with another standard is told so',
      "const defaultChallenge = { scheme: 'DPoP', realm: 'x' }\nexport function withChallenge(response: any, challenge?: { scheme?: string }): any {\n  return { response, challenge, defaultChallenge }\n}\n",
      "withChallenge(res, { scheme: 'Bearer' }).sendStatus(401)",
    ],
    [
      'and takes none is given none',
      'export function withChallenge(response: any): any {\n  response.setHeader("WWW-Authenticate", "DPoP")\n  return response\n}\n',
      'withChallenge(res).sendStatus(401)',
    ],
  ])('%s', async (_, helper, call) => {
    const files = { 'package.json': manifest('express'), 'src/lib/http-auth.ts': helper, 'src/a.ts': either }
    const project = makeProject(files)
    await project.run({ write: true, verify: false })
    expect(project.read('src/a.ts')).toContain(call)
    expect(project.read('src/lib/http-auth.ts')).toBe(helper)
  })

  it('and does nothing is not called', async () => {
    const helper = 'export function withChallenge(response: any): any {\n  return response\n}\n'
    const files = { 'package.json': manifest('express'), 'src/lib/http-auth.ts': helper, 'src/a.ts': either }
    const project = makeProject(files)
    const { leaves } = await project.run({ write: true, verify: false })
    expect(leaves.map(({ code }) => code)).toEqual(['not-verified'])
    expect(project.read('src/a.ts')).toBe(either)
  })
})
