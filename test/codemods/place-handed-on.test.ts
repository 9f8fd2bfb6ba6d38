import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import plugin from '../../src/index.js'
import { makeProject, manifest } from './support/project.js'

const EXPRESS = "import express from 'express'\n"

/** The schemes that the command writes in a file, the package's own included. */
async function writtenFor(file: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const project = makeProject(files)
  const { packages } = await project.run({ write: true })
  const own = packages.map(({ challenge }) => challenge?.value.split(' ')[0] ?? '')
  const [call = ''] = project.read(file).match(/withChallenge\([^)]*\)?.*/) ?? []
  const schemes = [...call.matchAll(/scheme: '(\w+)'/g)].map(([, scheme = '']) => scheme)
  return schemes.length > 0 ? schemes : call === '' ? [] : own
}

const NEXT = {
  'package.json': manifest('next', 'next-auth'),
  'lib/auth.ts': "import NextAuth from 'next-auth'\nexport const { auth, handlers } = NextAuth({ providers: [] })\n",
  'lib/user.ts':
    "import { headers } from 'next/headers'\nimport { auth } from './auth'\nexport const getUserId = async () => {\n  const found = (await headers()).get('X-User-Id')\n  if (found) return found\n  return (await auth())?.user?.id\n}\n",
  'app/api/mail/route.ts':
    "import { NextResponse } from 'next/server'\nimport { getUserId } from '../../../lib/user'\nexport async function GET() {\n  const userId = await getUserId()\n  if (!userId) return NextResponse.json({ error: 'Unauthorized' }, { status: 401 })\n  return NextResponse.json({ userId })\n}\n",
  // most places of the package
  ...Object.fromEntries(
    ['a', 'b', 'c', 'd'].map((name) => [
      `app/${name}/route.ts`,
      "import { NextResponse } from 'next/server'\nimport { auth } from '../../lib/auth'\nexport async function GET() {\n  const session = await auth()\n  if (!session) return NextResponse.json({}, { status: 401 })\n  return NextResponse.json({})\n}\n",
    ]),
  ),
}
const passes = (field: string): string =>
  `async function byKey(key: string, request: Request) {\n  const user = await userOf(key)\n  const headers = new Headers(request.headers)\n  headers.set('${field}', user.id)\n  return NextResponse.next({ request: { headers } })\n}\n`
const middleware = (field: string, matcher: string): string =>
  `import { NextResponse } from 'next/server'\nimport { auth } from './lib/auth'\n${passes(field)}export async function middleware(request: Request) {\n  const key = request.headers.get('X-API-Key')\n  if (key) return byKey(key, request)\n  if (!(await auth())) return NextResponse.redirect('/login')\n  return NextResponse.next()\n}\nexport const config = { matcher: '${matcher}' }\n`

const server = (front: string, test: string, own = ''): Readonly<Record<string, string>> => ({
  'package.json': manifest('express', 'cookie-parser'),
  'src/front.ts': `import type { RequestHandler } from 'express'\n${front}`,
  'src/a.ts': `${EXPRESS}import { identify } from './front'\nconst app = express()\napp.use(identify)\napp.get('/mail', (req, res) => {\n${test}\n  res.json({})\n})\n${own}`,
})

describe('what is handed on from in front', () => {
  it('is known by all that is taken there: a header field that middleware sets', async () => {
    const files = { ...NEXT, 'middleware.ts': middleware('X-User-Id', '/api/:path*') }
    expect(await writtenFor('app/api/mail/route.ts', files)).toEqual(['Cookie', 'ApiKey'])
  })

  it.each([
    [
      'a member of the request',
      server(
        "export const identify: RequestHandler = async (req, res, next) => {\n  const key = req.get('x-api-key')\n  if (key) req.account = await accountOf(key)\n  next()\n}\n",
        '  const account = req.account ?? req.cookies.session\n  if (!account) return res.sendStatus(401)',
      ),
    ],
    [
      'a variable of the response, set by a function that is called',
      server(
        "function keep(res: any, account: unknown) {\n  res.locals.account = account\n}\nexport const identify: RequestHandler = async (req, res, next) => {\n  keep(res, await accountOf(req.get('x-api-key')))\n  next()\n}\n",
        '  if (!res.locals.account && !req.cookies.session) return res.sendStatus(401)',
      ),
    ],
    [
      'a field of the request that is assigned',
      server(
        "export const identify: RequestHandler = async (req, res, next) => {\n  req.headers['x-account'] = await accountOf(req.get('x-api-key'))\n  next()\n}\n",
        "  if (!req.headers['x-account'] && !req.cookies.session) return res.sendStatus(401)",
      ),
    ],
  ])('%s', async (_, files) => {
    expect([...(await writtenFor('src/a.ts', files))].sort()).toEqual(['ApiKey', 'Cookie'])
  })

  it('is that alone where the route takes nothing itself: the field of the front is no key', async () => {
    const files = {
      ...NEXT,
      'middleware.ts':
        "import { NextResponse } from 'next/server'\nimport { auth } from './lib/auth'\nexport async function middleware(request: Request) {\n  const session = await auth()\n  const headers = new Headers(request.headers)\n  headers.set('x-user', session?.user?.id ?? '')\n  return NextResponse.next({ request: { headers } })\n}\n",
      'app/api/mail/route.ts':
        "import { NextResponse } from 'next/server'\nexport async function GET(request: Request) {\n  if (!request.headers.get('x-user')) return NextResponse.json({}, { status: 401 })\n  return NextResponse.json({})\n}\n",
    }
    expect(await writtenFor('app/api/mail/route.ts', files)).toEqual(['Cookie'])
  })

  it.each([
    ['another field is set', middleware('X-Request-Id', '/api/:path*')],
    ['it does not run for the route', middleware('X-User-Id', '/pages/:path*')],
  ])('is not asked for where %s', async (_, text) => {
    expect(await writtenFor('app/api/mail/route.ts', { ...NEXT, 'middleware.ts': text })).toEqual(['Cookie'])
  })

  it('is what the rule suggests, too', () => {
    const code =
      "import express from 'express'\nconst app = express()\napp.use(async (req, res, next) => {\n  const key = req.get('x-api-key')\n  if (key) req.account = await accountOf(key)\n  next()\n})\napp.get('/mail', (req, res) => {\n  if (!req.account && !req.cookies.session) return res.sendStatus(401)\n})\n"
    const [first] = new Linter({ configType: 'flat' }).verify(code, [
      { plugins: { 'http-status': plugin }, rules: { 'http-status/require-www-authenticate': 'error' } },
    ])
    expect(first?.suggestions?.[0]?.desc).toContain('Cookie realm="api", ApiKey realm="api"')
  })
})
