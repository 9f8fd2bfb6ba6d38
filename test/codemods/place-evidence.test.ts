import { describe, expect, it } from 'vitest'
import { makeProject, manifest } from './support/project.js'

const DENY = "import type { Response } from 'express'\nexport const deny = (res: Response) => res.sendStatus(401)\n"

/** The challenge of a package whose places show nothing, with what shows it. */
async function challengeOf(
  files: Readonly<Record<string, string>>,
  ...dependencies: readonly string[]
): Promise<readonly [string, string]> {
  const project = makeProject({ 'package.json': manifest('express', ...dependencies), 'src/deny.ts': DENY, ...files })
  const [report] = (await project.run()).packages
  return [report?.challenge?.value.split(' ')[0] ?? '', report?.challenge?.because ?? '']
}

const NOTHING = ['Bearer', 'nothing in the package shows which credentials it takes']
const DENIED = '\nexport const denied = 401\n'

describe('What a package takes where no place tells', () => {
  it.each([
    ['a field', "export const owner = (req) => find(req.get('x-api-key'))", 'ApiKey', "req.get('x-api-key')"],
    ['a session', 'export const owner = (req) => find(req.session.userId)', 'Cookie', 'req.session.userId'],
    [
      'a scheme of its own',
      "export const owner = (req) => req.headers.authorization?.startsWith('Token ') && find(req.headers.authorization.slice(6))",
      'Token',
      'req.headers.authorization',
    ],
    [
      'a library that is asked',
      "import { getServerSession } from 'next-auth'\nexport const owner = async () => (await getServerSession())?.user",
      'Cookie',
      'getServerSession()',
    ],
  ])('is what its code reads of requests: %s', async (_, text, scheme, what) => {
    const [value, because] = await challengeOf({ 'src/owner.ts': text + DENIED })
    expect([value, because]).toEqual([scheme, expect.stringContaining(what)])
    expect(because).toContain('what its code reads: src/owner.ts:')
  })

  it.each([
    ['fetch', 'export const load = () => fetch(url, { headers: { Authorization: `Bearer ${token}` } })'],
    [
      'an instance of a client',
      "client.defaults.headers.common.Authorization = 'Bearer ' + token\nclient.defaults.headers.common['x-api-key'] = key",
    ],
    [
      'an interceptor',
      'client.interceptors.request.use((config) => {\n  config.headers.Authorization = `Bearer ${token}`\n  return config\n})',
    ],
    [
      'headers that are made here',
      "const headers = new Headers()\nheaders.set('Authorization', 'Bearer ' + token)\nexport const load = () => fetch(url, { headers })",
    ],
    [
      'a supertest',
      "export const ask = () => agent.get('/').set('Authorization', 'Bearer ' + token).set('x-api-key', key)",
    ],
    [
      'a script',
      "export const options = { hostname, headers: { 'x-api-key': key, authorization: 'Bearer ' + token } }\nrequest(options, (res) => res.headers['set-cookie'])",
    ],
    [
      'a description of the API',
      "export const security = { bearer: { type: 'http', scheme: 'Bearer' }, key: { in: 'header', name: 'x-api-key' } }",
    ],
    ['CORS', "app.use(cors({ allowedHeaders: ['Authorization', 'x-api-key'], credentials: true }))"],
    ['a template of a page', "export const help = \"curl -H 'Authorization: Bearer $TOKEN' -H 'x-api-key: $KEY'\""],
  ])('is not what it sends: %s', async (_, text) => {
    expect(await challengeOf({ 'src/client.ts': text + DENIED })).toEqual(NOTHING)
  })

  it('is not what a component of the browser does', async () => {
    const text =
      "'use client'\nimport { useSession } from 'next-auth/react'\nexport const name = (request) => request.cookies.session ?? useSession()"
    expect(await challengeOf({ 'src/client.tsx': text + DENIED })).toEqual(NOTHING)
  })

  it('is what packages show that it loads or depends on, when its code reads nothing', async () => {
    const files = { 'src/session.ts': `import session from 'express-session'${DENIED}` }
    expect(await challengeOf(files)).toEqual(['Cookie', 'its packages: express-session, src/session.ts:1'])
    expect(await challengeOf({}, 'lucia')).toEqual(['Cookie', 'its packages: lucia, package.json'])
    const types = { 'src/session.ts': `import type { Session } from 'express-session'${DENIED}` }
    expect(await challengeOf(types)).toEqual(NOTHING)
    const read = { ...files, 'src/owner.ts': `export const owner = (req) => find(req.get('x-api-key'))${DENIED}` }
    expect((await challengeOf(read))[0]).toBe('ApiKey')
  })
})
