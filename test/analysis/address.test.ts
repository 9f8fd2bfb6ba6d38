import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { addressOf, compareAddress, matchesAddress } from '../../src/analysis/address.js'

const load = createRequire(import.meta.url)
const { pathToRegexp } = load('next/dist/compiled/path-to-regexp') as { pathToRegexp: (source: string) => RegExp }

describe('The address of a file of a route', () => {
  it.each([
    ['', '/', true],
    ['api/users', '/api/users', true],
    ['(admin)/@panel/reports/index', '/reports', true],
    ['api/users/[id]/posts', '/api/users/', false],
    ['[[...all]]', '/', false],
    ['api/user-[id]', '/api/user-', false],
  ])('%s', (path, known, isWhole) => {
    expect(addressOf(path)).toMatchObject({ known, isWhole })
  })

  it.each([
    ['api/users', 'starts', '/api', true],
    ['api/users', 'equals', '/api', false],
    ['api/[id]', 'starts', '/api', true],
    ['api/[id]', 'starts', '/api/7', undefined],
    ['api/[id]', 'equals', '/api/7', undefined],
    ['api/[id]', 'starts', '/admin', false],
  ] as const)('%s %s %s', (path, how, text, expected) => {
    expect(compareAddress(addressOf(path), how, text)).toBe(expected)
  })
})

describe('A pattern', () => {
  const ROUTES = ['', 'api', 'api/users', 'api/users/[id]', 'login', 'login/x', 'a.b', '_next/static/x', 'en/api', '7']

  it.each([
    '/',
    '/api',
    '/api/:path*',
    '/api/:path+',
    '/api/:path?',
    '/:path*',
    '/api/users/:id',
    '/:id(\\d+)',
    '/:lang(en|de)/api',
    '/(api|trpc)(.*)',
    '/((?!api|_next/static|_next/image|favicon.ico).*)',
    '/((?!.+\\.[\\w]+$|_next).*)',
    '/((?!_next|[^?]*\\.(?:html?|css|js(?!on))).*)',
    '/api/(users|posts)/:path*',
    '/a\\.b',
    '/a.b',
  ])('%s takes what it takes in Next', (pattern) => {
    const taken = ROUTES.map((route) => matchesAddress(pattern, addressOf(route)))
    expect(taken).toEqual(ROUTES.map((route) => pathToRegexp(pattern).test(addressOf(route).sample)))
    expect(new Set(taken)).not.toContain(undefined)
  })

  it('that cannot be read takes nothing that is known', () => {
    expect(matchesAddress('/api/([)', addressOf('api'))).toBe(undefined)
  })
})
