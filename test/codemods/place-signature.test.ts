import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import plugin from '../../src/index.js'
import { makeProject, manifest } from './support/project.js'

const EXPRESS = "import express from 'express'\n"
const handler = (body: string): string =>
  `export const handler: express.RequestHandler = async (req, res) => {\n${body}\n  res.json({})\n}\n`
const file = (imports: string, body: string, own = ''): string => EXPRESS + imports + handler(body) + own

/** Reasons and challenges of the command. */
async function writtenFor(text: string, others: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const project = makeProject({
    'package.json': manifest('express', 'jsonwebtoken', 'stripe', 'svix'),
    ...others,
    'src/a.ts': text,
  })
  const { leaves } = await project.run({ write: true })
  const left = leaves.filter(({ path }) => path === 'src/a.ts').map(({ code }) => code)
  return [...(project.read('src/a.ts').match(/withChallenge\([^)]*\)(?=[.)])/g) ?? []), ...left]
}

/** What the rule says and offers at each place. */
function suggestedFor(text: string): readonly string[] {
  const plain = text
    .replace(': express.RequestHandler', '')
    .replace(/(?:: | as )(?:string|Buffer|express\.Request)\b/g, '')
  const messages = new Linter({ configType: 'flat' }).verify(plain, [
    {
      plugins: { 'http-status': plugin },
      rules: { 'http-status/require-www-authenticate': 'error' },
    },
  ])
  return messages.map(({ messageId, suggestions = [] }) => `${messageId ?? 'broken'} ${suggestions.length}`)
}

const CRYPTO = "import { createHmac, timingSafeEqual } from 'node:crypto'\n"

describe('a signature over the content of the request', () => {
  it.each([
    [
      'compared with a MAC of the body',
      file(
        CRYPTO,
        "  const signature = req.get('x-shop-mark')\n  const expected = createHmac('sha256', process.env.SECRET ?? '').update(req.rawBody).digest('base64')\n  if (expected !== signature) return res.sendStatus(401)",
      ),
    ],
    [
      'compared in constant time by a function of the project, over a field and the body',
      file(
        CRYPTO,
        "  if (!isRight(req.body, req.headers['x-stamp'] as string, req.headers['x-mark'] as string)) return res.status(401).end()",
        "function isRight(body: Buffer, stamp: string, mark: string) {\n  const mac = createHmac('sha256', process.env.SECRET ?? '')\n  mac.update(`v0:${stamp}:${body}`)\n  return timingSafeEqual(Buffer.from(`v0=${mac.digest('hex')}`), Buffer.from(mark))\n}\n",
      ),
    ],
    [
      'handed over as an object, compared by a function that others use too, told by a result',
      file(
        CRYPTO,
        "  const mark = req.get('x-mark') ?? ''\n  const stamp = req.get('x-stamp') ?? ''\n  const outcome = check({ mark, stamp, body: req.body, key: process.env.SECRET ?? '' })\n  if (!outcome.ok) {\n    if (outcome.why === 'old') console.warn(stamp)\n    return res.status(401).end()\n  }",
        "function check({ mark, stamp, body, key }) {\n  if (Date.now() - Number(stamp) > 1000) return { ok: false, why: 'old' }\n  const expected = createHmac('sha256', key).update(`${stamp}:${body}`).digest('hex')\n  if (!isEqual(expected, mark)) return { ok: false, why: 'other' }\n  return { ok: true, why: '' }\n}\nfunction isEqual(a: string, b: string) {\n  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))\n}\nexport const other = (req: express.Request) => isEqual(req.get('authorization') ?? '', 'x')\n",
      ),
    ],
    [
      'given to the verifier of a package with the body',
      file(
        "import Stripe from 'stripe'\nconst stripe = new Stripe(process.env.KEY ?? '')\n",
        "  const mark = req.headers['stripe-signature'] as string\n  try {\n    stripe.webhooks.constructEvent(req.body, mark, process.env.SECRET ?? '')\n  } catch {\n    return res.sendStatus(401)\n  }",
      ),
    ],
    [
      'given to a verifier with all header fields',
      file(
        "import { Webhook } from 'svix'\n",
        '  try {\n    new Webhook(process.env.SECRET ?? \'\').verify(JSON.stringify(req.body), req.headers)\n  } catch (error) {\n    return res.status(401).json({ error: "no" })\n  }',
      ),
    ],
    [
      'verified by the Web Cryptography API',
      file(
        '',
        "  const mark = req.get('x-mark') ?? ''\n  const isRight = await crypto.subtle.verify('HMAC', key, decode(mark), encode(req.rawBody))\n  if (!isRight) return res.sendStatus(401)",
      ),
    ],
    [
      'that is asked for before it is checked',
      file(
        CRYPTO,
        "  const mark = req.get('x-mark')\n  if (!mark) return res.sendStatus(401)\n  const mac = createHmac('sha256', 'k').update(JSON.stringify(req.body)).digest('hex')\n  if (mark !== mac) return res.sendStatus(400)",
      ),
    ],
  ])('gets no challenge: %s', async (_, text) => {
    expect(await writtenFor(text)).toEqual(['message-signature'])
    expect(suggestedFor(text)).toEqual(['signature 0'])
  })

  it('is left behind an import, too', async () => {
    const check = `${CRYPTO}import type express from 'express'\nexport function isSigned(req: express.Request): boolean {\n  const mac = createHmac('sha256', 'k').update(req.rawBody).digest('hex')\n  return req.get('x-mark') === mac\n}\n`
    const text = file("import { isSigned } from './check'\n", '  if (!isSigned(req)) return res.sendStatus(401)')
    expect(await writtenFor(text, { 'src/check.ts': check })).toEqual(['message-signature'])
  })

  it.each([
    [
      'a MAC over a token that came in a field',
      file(
        CRYPTO,
        "  const [id, mark] = (req.get('x-ticket') ?? '').split('.')\n  if (createHmac('sha256', 'k').update(id).digest('hex') !== mark) return res.sendStatus(401)",
      ),
      ["withChallenge(res, { scheme: 'ApiKey' })"],
    ],
    [
      'a MAC under the key that another field names',
      file(
        CRYPTO,
        "  const account = await find(req.get('x-account'))\n  const mac = createHmac('sha256', account.secret).update(req.rawBody).digest('hex')\n  if (mac !== req.get('x-mark')) return res.sendStatus(401)",
      ),
      ["withChallenge(res, { scheme: 'ApiKey' })"],
    ],
    [
      'a key beside the signature',
      file(
        CRYPTO,
        "  const mac = createHmac('sha256', 'k').update(req.rawBody).digest('hex')\n  if (mac !== req.get('x-mark')) return res.sendStatus(400)\n  if (req.get('x-api-key') !== process.env.API_KEY) return res.sendStatus(401)",
      ),
      ["withChallenge(res, { scheme: 'ApiKey' })"],
    ],
    [
      'a call of another server with the body and a field',
      file(
        "import axios from 'axios'\n",
        "  const answer = await axios.post('https://id.example', req.body, { headers: { 'x-ticket': req.get('x-ticket') } })\n  if (!answer.data) return res.sendStatus(401)",
      ),
      ["withChallenge(res, { scheme: 'ApiKey' })"],
    ],
  ])('is not taken for: %s', async (_, text, expected) => {
    const all = await writtenFor(text, {
      'src/bearer.ts': `${EXPRESS}export const bearer: express.RequestHandler = (req, res) => {\n  if (!req.headers.authorization?.startsWith('Bearer ')) return res.sendStatus(401)\n}\n`,
      'src/other.ts': `${EXPRESS}export const other: express.RequestHandler = (req, res) => {\n  if (!req.headers.authorization?.startsWith('Bearer ')) return res.sendStatus(401)\n}\n`,
    })
    expect(all).toEqual(expected)
  })
})
