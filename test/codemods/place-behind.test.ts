import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import plugin from '../../src/index.js'
import { makeProject, manifest } from './support/project.js'

const EXPRESS = "import express from 'express'\n"
const handler = (body: string): string =>
  `${EXPRESS}export const handler: express.RequestHandler = async (req, res) => {\n${body}\n  res.json({})\n}\n`
/** Most places of the package take cookies: what is written names its schemes. */
const COOKIES = [1, 2, 3]
  .map(
    (n) =>
      `export const cookies${n}: express.RequestHandler = (req, res) => {\n  if (!req.cookies.session) return res.sendStatus(401)\n}\n`,
  )
  .join('')

/** The first challenge that the command writes in a file, by its scheme. */
async function writtenFor(text: string, others: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const project = makeProject({
    'package.json': manifest('express'),
    'src/cookies.ts': EXPRESS + COOKIES,
    ...others,
    'src/a.ts': text,
  })
  await project.run({ write: true })
  const [first = ''] = project.read('src/a.ts').match(/withChallenge\([^)]*\)(?=[.)])/) ?? []
  return [...first.matchAll(/scheme: '(\w+)'/g)].map(([, scheme = '']) => scheme)
}

/** The schemes of the first suggestion at the first place. */
function suggestedFor(text: string): readonly string[] {
  const plain = text.replace(': express.RequestHandler', '').replace(/ as string/g, '')
  const [first] = new Linter({ configType: 'flat' }).verify(plain, [
    { plugins: { 'http-status': plugin }, rules: { 'http-status/require-www-authenticate': 'error' } },
  ])
  return [...(first?.suggestions?.[0]?.desc ?? '').matchAll(/(\w+) realm=/g)].map(([, scheme = '']) => scheme)
}

const UPSTREAM = "fetch('https://up.example', { headers: { 'x-api-key': key as string } })"

describe('what a refusal accepts is what it depends on', () => {
  it.each([
    [
      'not a key that is read behind it, and sent on',
      `  if (!isKnown(req.headers.authorization)) return res.sendStatus(401)\n  const key = req.headers['x-api-key']\n  await ${UPSTREAM}`,
    ],
    [
      'not one that is read before it, and sent on behind it',
      `  const key = req.get('x-api-key')\n  const token = req.headers.authorization\n  if (!token) {\n    console.log('no token')\n    return res.status(401).end()\n  }\n  await ${UPSTREAM}`,
    ],
    [
      'not one that a function behind it reads',
      "  const found = check(req)\n  if (found.error) return res.status(401).json(found)\n  try {\n    await forward(req)\n  } catch {\n    return res.status(502).end()\n  }\n  function check(req: any) {\n    return { error: !isKnown(req.get('authorization')) }\n  }\n  async function forward(req: any) {\n    await fetch('https://up.example', { headers: { 'x-api-key': req.get('x-api-key') } })\n  }",
    ],
    [
      'not one that is sent to a server whose answer is not asked for',
      "  await fetch('https://log.example', { headers: { 'x-api-key': req.get('x-api-key') ?? '' } })\n  if (!isKnown(req.headers.authorization)) return res.sendStatus(401)",
    ],
  ])('%s', async (_, body) => {
    expect(await writtenFor(handler(body))).toEqual(['Bearer'])
    expect(suggestedFor(handler(body).replace(/: any/g, ''))).toEqual(['Bearer'])
  })

  it('not what a function in another file reads behind it', async () => {
    const text = `import { forward } from './forward'\n${handler('  if (!isKnown(req.headers.authorization)) return res.sendStatus(401)\n  await forward(req)')}`
    const forward = `${EXPRESS}export async function forward(req: express.Request) {\n  await fetch('https://up.example', { headers: { 'x-api-key': req.get('x-api-key') ?? '' } })\n}\n`
    expect(await writtenFor(text, { 'src/forward.ts': forward })).toEqual(['Bearer'])
  })

  it.each([
    [
      'a key in the branch for those without a token',
      "  const token = req.headers.authorization\n  if (token) {\n    if (!isKnown(token)) return res.sendStatus(401)\n    return next()\n  }\n  if (!isKey(req.get('x-api-key'))) return res.sendStatus(401)",
    ],
    [
      'a key that is asked for where there is no token',
      "  const token = req.headers.authorization\n  if (token && !isKnown(token)) return res.sendStatus(401)\n  if (!token && !isKey(req.get('x-api-key'))) return res.sendStatus(401)",
    ],
    [
      'a key behind a check that failed for a token alone',
      "  const token = req.headers.authorization\n  if (token) {\n    try {\n      verify(token)\n      return next()\n    } catch {\n      return res.sendStatus(401)\n    }\n  }\n  if (!isKey(req.get('x-api-key'))) return res.sendStatus(401)",
    ],
    [
      'a key that another server is asked about',
      "  const answer = await fetch('https://id.example', { headers: { 'x-api-key': req.get('x-api-key') ?? '' } })\n  if (!answer.ok && !req.headers.authorization) return res.sendStatus(401)",
    ],
  ])('and %s', async (_, body) => {
    expect(await writtenFor(handler(body))).toEqual(['Bearer', 'ApiKey'])
    expect(suggestedFor(handler(body))).toEqual(['Bearer', 'ApiKey'])
  })
})
