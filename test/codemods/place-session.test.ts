import { describe, expect, it } from 'vitest'
import { makeProject, manifest } from './support/project.js'

const ROUTE = `import express from 'express'

export const me: express.RequestHandler = (req, res) => {
  if (!req.session) return res.sendStatus(401)
  const { userId } = req.session
  if (!userId) return res.sendStatus(401)
  res.json({ userId })
}
`
const middleware = (body: string): string =>
  `import express from 'express'\nimport jwt from 'jsonwebtoken'\nimport { auth } from './library'\n\nexport const known: express.RequestHandler = async (req, res, next) => {\n${body}\n  next()\n}\n`

/** The challenge of the route in a package that sends another one itself. */
async function challengeOf(text: string, ...dependencies: readonly string[]): Promise<string> {
  const project = makeProject({
    'package.json': manifest('express', ...dependencies),
    'src/standard.ts':
      "export const refused = new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Other realm=\"x\"' } })\n",
    'src/known.ts': text,
    'src/library.ts': "import { betterAuth } from 'better-auth'\n\nexport const auth = betterAuth({})\n",
    'src/me.ts': ROUTE,
  })
  await project.run({ write: true })
  return [...project.read('src/me.ts').matchAll(/withChallenge\(res(.*?)\)\./g)]
    .map(([, given = '']) => /scheme: '([^']+)'/.exec(given)?.[1] ?? 'unknown')
    .join()
}

describe('What is on a request as its session', () => {
  it.each([
    [
      'a token in Authorization',
      "  req.session = jwt.verify(req.headers.authorization?.split(' ')[1], key)",
      'Bearer,Bearer',
    ],
    [
      'a token of another scheme',
      "  const header = req.headers.authorization\n  if (!header?.startsWith('Token ')) return next()\n  const token = header.slice(6)\n  const session = await sessions.find(token)\n  req.session = session",
      'Token,Token',
    ],
    ['a field of its own', "  (req as any).session = await sessions.find(req.get('x-session'))", 'ApiKey,ApiKey'],
    ['a cookie', '  req.session = await sessions.find(req.cookies.sid)', 'Cookie,Cookie'],
    ['what a library found', '  req.session = await auth.api.getSession({ headers: req.headers })', 'Cookie,Cookie'],
    ['what nobody sees', '  req.session = await load(req)', 'unknown,unknown'],
    ['nothing but an end of it', '  req.session = null', 'Cookie,Cookie'],
  ])('is what it was made from: %s', async (_, body, expected) => {
    expect(await challengeOf(middleware(body))).toBe(expected)
  })

  it('belongs to a cookie where a library of sessions is used, whatever else is put there', async () => {
    const text = middleware('  req.session = { userId: await login(req.body) }')
    expect(await challengeOf(text, 'cookie-session')).toBe('Cookie,Cookie')
  })
})
