import { describe, expect, it } from 'vitest'
import { rewrite, sitesOf } from './rewritten.js'

/** Values that come from somewhere else, under names that speak of the header. */
const elsewhere: readonly (readonly [name: string, text: string])[] = [
  [
    'a parameter that a decorator fills from another field',
    `class A {\n  @Get() find(@Headers('x-auth') authHeader: string) {\n    return this.users.of(authHeader.split(' ')[1])\n  }\n}\n`,
  ],
  [
    'a function that is called with another field',
    `function check(authHeader) {\n  return authHeader.replace('Bearer ', '')\n}\napp.get('/', (req, res) => res.json(check(req.headers['x-auth-token'])))\n`,
  ],
  [
    'a property of options that is given another field',
    `function check(options) {\n  return options.authHeader.split(' ')[1]\n}\napp.get('/', (c) => check({ authHeader: c.req.header('X-Service-Auth') }))\n`,
  ],
  [
    'a destructured property that is given another field',
    `const check = ({ authHeader }) => authHeader?.split(' ')[1]\nexport const GET = (request) => check({ authHeader: request.headers.get('x-auth') })\n`,
  ],
  [
    'a variable between the field and the function',
    `const tokenOf = (authorization) => authorization.slice(7)\nexport function auth(req) {\n  const { 'x-hasura-auth': authorization } = req.headers\n  return tokenOf(authorization)\n}\n`,
  ],
  [
    'a function whose name speaks of the header and that reads another',
    `function getAuthHeader(req) {\n  return req.get('X-Auth-Token') ?? ''\n}\nexport const tokenOf = (req) => getAuthHeader(req).split(' ')[1] // authorization\n`,
  ],
  ['a function named after another field', `export const tokenOf = (req) => getProxyAuthHeader(req).split(' ')[1]\n`],
  [
    'a query that is compared with the scheme',
    `// authorization\nfunction f(authHeader) {\n  if (!authHeader?.startsWith('Bearer ')) return undefined\n  return authHeader.slice(7)\n}\nexport const use = (req) => f(req.query.auth)\n`,
  ],
]

describe('values from elsewhere', () => {
  it.each(elsewhere)('are no Authorization values: %s', (_name, text) => {
    expect(sitesOf(text)).toEqual([])
  })

  it('are told from those whose origin is not known', () => {
    const open = `export function tokenIn(authHeader) {\n  return authHeader.split(' ')[1]\n}\n`
    expect(sitesOf(open)).toHaveLength(1)
    expect(sitesOf(`${open}tokenIn(load())\n`)).toHaveLength(1)
    expect(sitesOf(`${open}export const f = (req) => tokenIn(req.headers.authorization)\n`)).toHaveLength(1)
  })
})

const mixed: readonly (readonly [name: string, text: string])[] = [
  [
    'a key of another field first',
    `export const keyOf = (c) => (c.req.header('x-goog-api-key') || c.req.header('Authorization'))?.replace('Bearer ', '')\n`,
  ],
  [
    'another value before what is left without the scheme',
    `export const keyOf = (req, key) => key || req.headers.authorization?.replace('Bearer ', '')\n`,
  ],
  [
    'a variable that another field may fill',
    `export function keyOf(req) {\n  let header = req.headers.authorization\n  if (!header) header = req.headers['x-api-key']\n  return header?.split(' ')[1]\n}\n`,
  ],
  [
    'a function that is called with two fields',
    `function keyOf(authHeader) {\n  return authHeader?.split(' ')[1]\n}\nexport const a = (req) => keyOf(req.headers.authorization)\nexport const b = (req) => keyOf(req.headers['x-auth-token'])\n`,
  ],
  [
    'a condition that chooses the field',
    `export const keyOf = (req) => (req.headers['x-key'] ? req.headers['x-key'] : req.headers.authorization).replace(/^Bearer /, '')\n`,
  ],
  [
    'a scheme that is compared without its space',
    `export function keyOf(req) {\n  const header = req.headers.authorization ?? req.cookies.token\n  if (!header?.startsWith('Bearer')) return null\n  return header.slice(7)\n}\n`,
  ],
]

describe('values of several sources', () => {
  it.each(mixed)('are reported and left: %s', (_name, text) => {
    const [site, ...more] = sitesOf(text)
    expect(more).toEqual([])
    expect(site?.obstacle).toBe('other-source')
    expect(site?.rewrites).toEqual([])
  })

  it.each([
    [`export const f = (req) => (req.headers.authorization ?? '').replace('Bearer ', '') || null\n`],
    [`export const f = (req) => (req.headers['authorization'] || req.headers['Authorization'])?.split(' ')[1]\n`],
    [`export const f = (req) => String(req.get('Authorization') ?? '').replace(/^Bearer /i, '').trim() || 'none'\n`],
  ])('are no others for being read twice, or for a fallback that is nothing: %s', (text) => {
    const [site] = sitesOf(text)
    const helper = site?.rewrites.find(({ style }) => style === 'helper')
    expect(helper && rewrite(text, helper)).toContain('parseBearer(')
  })
})

describe('credentials for another server', () => {
  it.each([
    [
      'go into its headers',
      `export async function f(req) {\n  const token = req.headers.authorization?.split(' ')[1]\n  return fetch(url, { headers: { Authorization: \`Bearer \${token}\` } })\n}\n`,
    ],
    [
      'are set as its header',
      `export function f(req, upstream) {\n  const key = req.get('Authorization')?.slice(7)\n  upstream.setHeader('X-Upstream', 'Key ' + key)\n}\n`,
    ],
    [
      'are its key',
      `export function f(req) {\n  const config = { provider: 'a', apiKey: req.headers['authorization']?.replace('Bearer ', '') }\n  return call(config)\n}\n`,
    ],
    [
      'give way to a key of the environment',
      `export const f = (req) => call(req.headers.authorization?.split(' ')[1] ?? process.env.KEY)\n`,
    ],
    [
      'give way to a key of the program',
      `import { config } from './config.js'\nexport function f(req) {\n  const token = req.headers.authorization?.split(' ')[1]\n  return call(token || config.key)\n}\n`,
    ],
    [
      'give way, by a condition, to a key of the environment',
      `export function f(req) {\n  const h = req.headers.get('Authorization') ?? ''\n  const token = h.replaceAll('Bearer ', '').trim()\n  return call(token ? token : process.env.KEY)\n}\n`,
    ],
    [
      'give way to a key of what a function reads from the environment',
      `const load = () => ({ key: process.env.KEY })\nexport function f(req) {\n  const config = load()\n  const h = req.headers.get('Authorization') ?? ''\n  const token = h.replaceAll('Bearer ', '').trim()\n  return call(token ? token : config.key)\n}\n`,
    ],
  ])('%s', (_name, text) => {
    const [site, ...more] = sitesOf(text)
    expect(more).toEqual([])
    expect(site?.obstacle).toBe('passed-on')
    expect(site?.rewrites).toEqual([])
  })

  it.each([
    [
      `export async function f(req, res) {\n  const token = req.headers.authorization?.split(' ')[1]\n  if (!token) return res.sendStatus(401)\n  return fetch(url, { headers: { Authorization: \`Bearer \${token}\` } })\n}\n`,
    ],
    [`export const f = (req) => ({ token: req.headers.authorization?.split(' ')[1] })\n`],
    [`export const f = (req) => req.headers.authorization?.split(' ')[1] ?? ''\n`],
  ])('are told from those that are asked for here: %s', (text) => {
    const [site] = sitesOf(text)
    const helper = site?.rewrites.find(({ style }) => style === 'helper')
    expect(helper && rewrite(text, helper)).toContain('parseBearer(')
  })
})

describe('a rewrite that would do harm', () => {
  it.each([
    [
      'a request that is turned away would be let in',
      `export function auth(req, res, next) {\n  const h = req.headers.authorization\n  if (!h) return next()\n  const token = h.split(' ')[1]\n  req.user = verify(token)\n  next()\n}\n`,
    ],
    [
      'a token of the query would be taken for that of another scheme',
      `export function f(req) {\n  return load(req.headers.authorization?.split(' ')[1] ?? req.query.token)\n}\n`,
    ],
  ])('says so: %s', (_name, text) => {
    const sites = sitesOf(text)
    expect(sites.flatMap(({ rewrites }) => rewrites.filter(({ style }) => style === 'helper'))).toEqual([])
    expect(sites[0]?.obstacle).toBe('harm')
  })
})
