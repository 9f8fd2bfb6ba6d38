import { describe, expect, it } from 'vitest'
import { makeProject, manifest } from './support/project.js'

const EXPRESS = "import express from 'express'\n"
const handler = (body: string): string =>
  `${EXPRESS}\nexport const handler: express.RequestHandler = async (req, res) => {\n${body}\n  res.json({})\n}\n`
/** Most places of the package take tokens. */
const BEARER = [1, 2, 3]
  .map(
    (n) =>
      `export const bearer${n}: express.RequestHandler = (req, res) => {\n  if (!req.headers.authorization?.startsWith('Bearer ')) return res.sendStatus(401)\n}\n`,
  )
  .join('')

const OWN = "withChallenge(res, { scheme: 'ApiKey' })"
const COOKIE = "withChallenge(res, { scheme: 'Cookie' })"
const PACKAGE = 'withChallenge(res)'

/** What becomes of the 401 of `src/a.ts` in a package of Bearer tokens: the call of the helper, or why it is left. */
async function challengeAt(
  text: string,
  others: Readonly<Record<string, string>> = {},
  ...packages: readonly string[]
): Promise<readonly string[]> {
  const project = makeProject({
    'package.json': manifest('express', ...packages),
    'src/bearer.ts': EXPRESS + BEARER,
    ...others,
    'src/a.ts': text,
  })
  const { leaves } = await project.run({ write: true })
  const left = leaves.filter(({ path }) => path === 'src/a.ts').map(({ code }) => code)
  return [...(project.read('src/a.ts').match(/withChallenge\([^)]*\)(?=[.)])/g) ?? []), ...left]
}

describe('a header field of any name that the test reads', () => {
  it.each([
    ['directly', "  if (req.headers['x-actual-token'] !== expected()) return res.sendStatus(401)"],
    [
      'through a variable and a lookup',
      "  let { ticket } = req.body || {}\n  if (!ticket) ticket = req.headers['x-ticket']\n  const session = await store.find(ticket)\n  if (!session) return res.sendStatus(401)",
    ],
    [
      'through a name that holds the field where the body has none',
      "  let ticket = req.body.ticket\n  if (!ticket) ticket = req.headers['x-ticket']\n  const session = await store.find(ticket)\n  if (!session) return res.sendStatus(401)",
    ],
    [
      'through a function that is followed',
      "  const has = (r: express.Request) => r.get('x-door') === door\n  if (!has(req)) return res.sendStatus(401)",
    ],
    [
      'by the test that lets others pass',
      "  const inside = req.headers['x-from-middleware'] === '1'\n  if (req.method === 'GET' && inside) return next()\n  if (process.env.NODE_ENV === 'development') return next()\n  return res.sendStatus(401)",
    ],
  ])('is an API key: %s', async (_, body) => {
    expect(await challengeAt(handler(body))).toEqual([OWN])
  })

  it('keeps a look-up from being one by an open field, also where a parameter is filled from it', async () => {
    const body =
      "  const find = async (ticket?: string) => {\n    if (!ticket) ticket = req.headers['x-ticket']\n    return store.find(ticket)\n  }\n  const session = await find(req.body.ticket)\n  if (!session) return res.sendStatus(401)"
    expect(await challengeAt(handler(body))).toEqual(['withChallenge(res)'])
  })

  it('is one where a token that came in it is verified', async () => {
    const body =
      "  try {\n    jwt.verify(req.headers['x-access-token'], key)\n  } catch {\n    return res.sendStatus(401)\n  }"
    expect(await challengeAt(`import jwt from 'jsonwebtoken'\n${handler(body)}`, {}, 'jsonwebtoken')).toEqual([OWN])
  })

  it.each([
    ['says where the message comes from', '  if (req.headers.origin !== allowed()) return res.sendStatus(401)'],
    [
      'is compared with what others put on the request',
      "  if (req.headers['x-tenant'] !== req.site.tenant) return res.sendStatus(401)",
    ],
    [
      'was asked for before, and answered',
      "  if (!req.headers['x-version']) return res.sendStatus(400)\n  if (!user()) return res.sendStatus(401)",
    ],
  ])('is none where it %s', async (_, body) => {
    expect(await challengeAt(handler(body))).toEqual([PACKAGE])
  })
})

describe('a token in the address', () => {
  it.each([
    ['the query', '  if (req.query.secret !== process.env.SECRET) return res.sendStatus(401)'],
    [
      'the path, through a lookup',
      '  const invite = await invites.find(req.params.token)\n  if (!invite) return res.sendStatus(401)',
    ],
    ['the query, through a function of the file', '  if (!isAuthorized(req)) return res.sendStatus(401)'],
  ])('has no scheme: %s', async (_, body) => {
    const own =
      '\nfunction isAuthorized(incoming: express.Request) {\n  if (process.env.OPEN) return true\n  return incoming.query.secret === process.env.SECRET\n}\n'
    expect(await challengeAt(handler(body) + own)).toEqual(['no-scheme'])
  })

  it('has none in a route of the web, through a function of another file', async () => {
    const route =
      "import { tokenOf } from './token.js'\nexport async function PUT(request: Request) {\n  if (!check(tokenOf(request))) return new Response('Invalid token', { status: 401 })\n  return new Response()\n}\n"
    const token =
      "export function tokenOf(req: Request) {\n  const { searchParams } = new URL(req.url)\n  return searchParams.get('token')\n}\n"
    expect(await challengeAt(route, { 'src/token.ts': token })).toEqual(['no-scheme'])
  })

  it.each([
    [
      'what others put on the request',
      '  const post = await posts.find(req.params.id)\n  if (post.site !== req.site.id) return res.sendStatus(401)',
    ],
    [
      'a session',
      '  const session = await getSession()\n  if (session.team !== req.params.team) return res.sendStatus(401)',
    ],
    [
      'something that is given the whole request',
      '  if (!(await guard.allows(req)) || !req.query.token) return res.sendStatus(401)',
    ],
  ])('is no credential beside %s', async (_, body) => {
    expect(await challengeAt(handler(body))).toEqual([PACKAGE])
  })
})

describe('a cookie whose name is configured', () => {
  it.each([
    [
      'read by its key',
      '  const token = req.cookies[config.jwt.refresh.name]\n  if (!token) return res.sendStatus(401)',
    ],
    [
      'taken out by a pattern',
      '  const { [config.cookie]: value } = req.cookies\n  if (!value) return res.sendStatus(401)',
    ],
    [
      'of a collection that was taken out before',
      '  const { cookies } = req\n  if (!cookies[NAME]) return res.sendStatus(401)',
    ],
  ])('is a cookie: %s', async (_, body) => {
    expect(await challengeAt(handler(body))).toEqual([COOKIE])
  })
})

it('is no cookie of the login that looks at an old one besides', async () => {
  const body =
    '  const { email, password } = req.body\n  const user = await users.find({ email })\n  if (!user || !(await compare(password, user.hash))) return res.sendStatus(401)\n  if (req.cookies[config.cookie]) await sessions.end(req.cookies[config.cookie])'
  expect(await challengeAt(handler(body))).toEqual([PACKAGE])
  const changed = `  if (!req.session.userId) return res.sendStatus(401)\n${body}`
  expect(await challengeAt(handler(changed))).toEqual([COOKIE, COOKIE])
})

describe('a verified token', () => {
  const verified = (token: string, before = ''): string =>
    `import jwt from 'jsonwebtoken'\n${handler(`${before}  try {\n    jwt.verify(${token}, key)\n  } catch {\n    return res.sendStatus(401)\n  }`)}`
  // most places take cookies here
  const cookies = {
    'src/bearer.ts':
      EXPRESS + BEARER.replaceAll("req.headers.authorization?.startsWith('Bearer ')", 'req.session.userId'),
  }

  it.each([
    ['the body', verified('req.body.refreshToken')],
    ['a name that was taken out of the body', verified('refreshToken', '  const { refreshToken } = req.body\n')],
    [
      'a function that all call with the body',
      `${verified('x').replace('jwt.verify(x, key)', 'check(req.body.token)')}\nfunction check(token: string) {\n  return jwt.verify(token, key)\n}\n`,
    ],
  ])('is no sign of Bearer: from %s', async (_, text) => {
    expect(await challengeAt(text, cookies, 'jsonwebtoken')).toEqual([PACKAGE])
  })

  it('came in the cookie from which it was read', async () => {
    expect(await challengeAt(verified('ticket', '  const ticket = req.cookies[NAME]\n'), {}, 'jsonwebtoken')).toEqual([
      COOKIE,
    ])
  })
})

describe('a strategy of passport-jwt', () => {
  const ROUTE = `import passport from 'passport'\n${EXPRESS}export const router = express.Router()\nrouter.get('/', passport.authenticate('jwt'), (req, res) => {\n  if (!req.user) return res.sendStatus(401)\n  res.json({})\n})\n`
  const strategy = (reader: string): string =>
    `import passport from 'passport'\nimport { ExtractJwt, Strategy } from 'passport-jwt'\nconst options = { jwtFromRequest: ${reader}, secretOrKey: key }\npassport.use(new Strategy(options, verify))\n`

  it.each([
    ['a function that reads a cookie', strategy('(req) => req.cookies?.token'), COOKIE],
    ['an extractor of another field', strategy("ExtractJwt.fromHeader('x-token')"), OWN],
    ['an extractor of the address', strategy("ExtractJwt.fromUrlQueryParameter('token')"), 'no-scheme'],
    ['the usual extractor', strategy('ExtractJwt.fromAuthHeaderAsBearerToken()'), PACKAGE],
    [
      'a method of its class, beside a strategy of another name',
      "import { ExtractJwt, Strategy } from 'passport-jwt'\nimport { PassportStrategy } from '@nestjs/passport'\nexport class Jwt extends PassportStrategy(Strategy) {\n  constructor() {\n    super({ jwtFromRequest: Jwt.tokenOf })\n  }\n  static tokenOf(req) {\n    return req.cookies.access_token\n  }\n}\nexport class Other extends PassportStrategy(Strategy, 'other') {\n  constructor() {\n    super({ jwtFromRequest: ExtractJwt.fromHeader('x-token') })\n  }\n}\n",
      COOKIE,
    ],
  ])('takes what it is told to: %s', async (_, text, expected) => {
    expect(await challengeAt(ROUTE, { 'src/passport.ts': text }, 'passport', 'passport-jwt')).toEqual([expected])
  })
})
