import { describe, expect, it } from 'vitest'
import { makeProject, manifest } from './support/project.js'

const ROUTE = `import { NextResponse } from 'next/server'
import { load } from '@/lib/load'

export async function GET() {
  const user = await load()
  if (!user) return NextResponse.json({ error: 'Unauthorized' }, { status: 401 })
  return NextResponse.json(user)
}
`
const COOKIE = "  if (!request.cookies.get('session')) return NextResponse.redirect(new URL('/login', request.url))\n"
const KEY =
  "  if (request.headers.get('x-api-key') !== process.env.API_KEY) return new NextResponse(null, { status: 403 })\n"
const TOKEN =
  "  if (!request.headers.get('authorization')?.startsWith('Token ')) return new NextResponse(null, { status: 403 })\n"
const MATCH_ALL = "export const config = { matcher: '/api/:path*' }\n"

const middleware = (body: string, config = MATCH_ALL, name = 'middleware'): string =>
  `import { NextResponse, type NextRequest } from 'next/server'\n\nexport function ${name}(request: NextRequest) {\n${body}  return NextResponse.next()\n}\n${config}`

/** The challenge of the route, as the report and the helper name it. */
async function schemesOf(files: Readonly<Record<string, string>>, ...dependencies: readonly string[]): Promise<string> {
  const project = makeProject({ 'package.json': manifest(...dependencies), ...files })
  const { packages, failures } = await project.run()
  expect(failures).toEqual([])
  return packages.map(({ challenge }) => `${challenge?.source ?? ''} ${challenge?.value.split(' ')[0] ?? ''}`).join()
}

describe('What runs before a route of Next', () => {
  it.each([
    ['a cookie', middleware(COOKIE), 'inferred Cookie'],
    ['a key', middleware(KEY), 'inferred ApiKey'],
    ['a token of its own scheme', middleware(TOKEN), 'inferred Token'],
    ['a cookie, for all routes', middleware(COOKIE, ''), 'inferred Cookie'],
    [
      'a cookie, for a list',
      middleware(COOKIE, "export const config = { matcher: ['/x', '/api/me'] }\n"),
      'inferred Cookie',
    ],
    [
      'a cookie, by an object',
      middleware(
        COOKIE,
        "export const config = { matcher: [{ source: '/api/(me|you)', missing: [{ type: 'header', key: 'x' }] }] }\n",
      ),
      'inferred Cookie',
    ],
    [
      'a cookie, for other routes',
      middleware(COOKIE, "export const config = { matcher: '/admin/:path*' }\n"),
      'default Bearer',
    ],
    [
      'a cookie, for all but the API',
      middleware(COOKIE, "export const config = { matcher: ['/((?!api|_next).*)'] }\n"),
      'default Bearer',
    ],
    [
      'a cookie, for what is decided at run time',
      middleware(COOKIE, 'export const config = { matcher: [process.env.X] }\n'),
      'default Bearer',
    ],
  ])('takes %s', async (_, text, expected) => {
    expect(await schemesOf({ 'middleware.ts': text, 'app/api/me/route.ts': ROUTE }, 'next')).toBe(expected)
  })

  it.each([
    ['proxy.ts', 'app/(site)/api/me/route.ts', 'inferred Cookie'],
    ['src/proxy.ts', 'src/app/api/me/route.ts', 'inferred Cookie'],
    ['src/proxy.ts', 'src/pages/api/me.ts', 'inferred Cookie'],
    // Next does not look at the one beside src
    ['proxy.ts', 'src/app/api/me/route.ts', 'default Bearer'],
  ])('%s before %s', async (front, route, expected) => {
    const page =
      "import type { NextApiRequest, NextApiResponse } from 'next'\n\nexport default function handler(req: NextApiRequest, res: NextApiResponse) {\n  if (!load()) return res.status(401).end()\n  res.end()\n}\n"
    const files = { [front]: middleware(COOKIE, MATCH_ALL, 'proxy'), [route]: route.includes('pages') ? page : ROUTE }
    expect(await schemesOf(files, 'next')).toBe(expected)
  })

  it('takes what its check reads in another file', async () => {
    const files = {
      'middleware.ts':
        "import { NextResponse, type NextRequest } from 'next/server'\nimport { isKnown } from './lib/check'\n\nexport default async function guard(request: NextRequest) {\n  return (await isKnown(request)) ? NextResponse.next() : new NextResponse(null, { status: 403 })\n}\n",
      'lib/check.ts':
        "import type { NextRequest } from 'next/server'\n\nexport const isKnown = (request: NextRequest) => find(request.headers.get('x-api-key'))\n",
      'app/api/me/route.ts': ROUTE,
    }
    expect(await schemesOf(files, 'next')).toBe('inferred ApiKey')
  })

  it.each([
    ['wraps it', "import { withAuth } from 'next-auth/middleware'\nexport default withAuth({ pages: {} })\n"],
    ['is it', "export { default } from 'next-auth/middleware'\n"],
    ['hands it on from another file', "export { auth as middleware } from './auth'\n"],
    [
      'is one of several',
      "import { chain } from './chain'\nimport { check } from './check'\nexport default chain([check])\n",
    ],
  ])('takes what a library reads that %s', async (_, text) => {
    const files = {
      'middleware.ts': text,
      'auth.ts': "import NextAuth from 'next-auth'\n\nexport const { auth, handlers } = NextAuth({ providers: [] })\n",
      'check.ts':
        "import { getToken } from 'next-auth/jwt'\n\nexport const check = async (req: Request) => getToken({ req })\n",
      'chain.ts':
        'export const chain = (all: readonly unknown[]) => (request: Request) => all.map((one: any) => one(request))\n',
      'app/api/me/route.ts': ROUTE,
    }
    expect(await schemesOf(files, 'next')).toBe('inferred Cookie')
  })

  it.each([
    [
      'a test of the path',
      `  if (request.nextUrl.pathname.startsWith('/api/cron')) {\n${KEY}  return NextResponse.next()\n  }\n${COOKIE}`,
    ],
    [
      'the path in a variable',
      `  const { pathname } = request.nextUrl\n  if (pathname === '/api/cron') {\n${KEY}    return NextResponse.next()\n  } else {\n${COOKIE}  }\n`,
    ],
    [
      'a list',
      `  const path = request.nextUrl.pathname\n  const key = request.headers.get('x-api-key')\n  if (['/api/cron'].some((one) => path.startsWith(one))) {\n    if (!key) return NextResponse.json({}, { status: 403 })\n    return NextResponse.next()\n  }\n${COOKIE}`,
    ],
    ['a function', `  if (isCron(request.nextUrl.pathname)) {\n${KEY}    return NextResponse.next()\n  }\n${COOKIE}`],
  ])('takes what is read where its own requests come: %s', async (_, body) => {
    const helper = "\nfunction isCron(path: string) {\n  return path.startsWith('/api/cron')\n}\n"
    const text = middleware(body) + helper
    const me = await schemesOf({ 'middleware.ts': text, 'app/api/me/route.ts': ROUTE }, 'next')
    const cron = await schemesOf({ 'middleware.ts': text, 'app/api/cron/route.ts': ROUTE }, 'next')
    expect([me, cron]).toEqual(['inferred Cookie', 'inferred ApiKey'])
  })

  it('is asked after what the route itself takes', async () => {
    const own = ROUTE.replace('GET()', 'GET(request: Request)').replace(
      'load()',
      "load(request.headers.get('authorization'))",
    )
    const project = makeProject({
      'package.json': manifest('next'),
      'middleware.ts': middleware(COOKIE),
      'app/api/me/route.ts': ROUTE,
      'app/api/you/route.ts': ROUTE,
      'app/api/job/route.ts': own,
    })
    await project.run({ write: true })
    expect(project.read('app/api/job/route.ts')).toContain("{ scheme: 'Bearer' }")
    expect(project.read('app/api/me/route.ts')).toContain('withChallenge(NextResponse.json(')
    expect(project.read('lib/http-auth.ts')).toContain("{ scheme: 'Cookie', realm: 'shop' }")
  })

  it('counts for what its routes call', async () => {
    const files = {
      'middleware.ts': middleware(COOKIE),
      'lib/require.ts':
        "import { NextResponse } from 'next/server'\nimport { load } from './load'\n\nexport async function requireOwner() {\n  const owner = await load()\n  return owner ?? NextResponse.json({}, { status: 401 })\n}\n",
      'app/api/me/route.ts':
        "import { requireOwner } from '../../../lib/require'\n\nexport async function GET() {\n  return requireOwner()\n}\n",
    }
    expect(await schemesOf(files, 'next')).toBe('inferred Cookie')
  })
})

describe('What runs before a route of other frameworks', () => {
  const server =
    "import { json } from '@sveltejs/kit'\n\nexport const GET = ({ locals }) => {\n  if (!locals.user) return new Response(null, { status: 401 })\n  return json({})\n}\n"
  const handle = (body: string): string =>
    `import { sequence } from '@sveltejs/kit/hooks'\n\nconst known = async ({ event, resolve }) => {\n${body}  return resolve(event)\n}\nexport const handle = sequence(known, other)\n`

  it.each([
    ['a cookie', "  event.locals.user = await find(event.cookies.get('session'))\n", 'inferred Cookie'],
    ['a key', "  event.locals.user = await find(event.request.headers.get('x-api-key'))\n", 'inferred ApiKey'],
    [
      'a cookie for others',
      "  if (event.url.pathname.startsWith('/admin')) event.locals.user = await find(event.cookies.get('session'))\n",
      'default Bearer',
    ],
  ])('SvelteKit: %s', async (_, body, expected) => {
    const files = { 'src/hooks.server.ts': handle(body), 'src/routes/api/me/+server.ts': server }
    expect(await schemesOf(files, '@sveltejs/kit')).toBe(expected)
  })

  it.each([
    ['nitropack', 'middleware/1.auth.ts', 'routes/me.get.ts', 'inferred Cookie'],
    ['nuxt', 'server/middleware/auth.ts', 'server/api/me.get.ts', 'inferred Cookie'],
    // that one is for pages
    ['nuxt', 'middleware/auth.ts', 'server/api/me.get.ts', 'default Bearer'],
  ])('%s: %s before %s', async (name, front, route, expected) => {
    const files = {
      [front]:
        "import { defineEventHandler, getCookie } from 'h3'\n\nexport default defineEventHandler(async (event) => {\n  event.context.user = await find(getCookie(event, 'session'))\n})\n",
      [route]:
        "import { defineEventHandler } from 'h3'\n\nexport default defineEventHandler((event) => {\n  if (!event.context.user) return new Response(null, { status: 401 })\n  return {}\n})\n",
    }
    expect(await schemesOf(files, name, 'h3')).toBe(expected)
  })
})
