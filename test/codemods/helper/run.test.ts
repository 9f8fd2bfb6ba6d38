import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, get } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { fileURLToPath, pathToFileURL } from 'node:url'
import fastify from 'fastify'
import * as oauth from 'oauth4webapi'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BlockOptions } from '../../../codemods/helper/block-options.js'
import { FLAVOURS, helper, VARIANTS } from './cases.js'

const folder = fileURLToPath(new URL('.tmp/run/', import.meta.url))

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

type Given = Record<string, unknown> | readonly Record<string, unknown>[]

interface Helper {
  readonly withChallenge: <R>(response: R, challenge?: Given) => R
  readonly parseBearer: (header: unknown) => string | undefined
  readonly challengeHeaders: (challenge?: Given) => Record<string, string>
  readonly formatChallenge: (challenge: Record<string, unknown>) => string
}

let count = 0

/** Writes a helper with every function and loads it: TypeScript through the compiler, CommonJS through `require`. */
async function load(flavour: keyof typeof FLAVOURS, options: Partial<BlockOptions> = {}): Promise<Helper> {
  const exported = ['withChallenge', 'parseBearer', 'challengeHeaders', 'formatChallenge'] as const
  const text = helper({ flavour: FLAVOURS[flavour], exported, ...options })
  const path = `${folder}helper${String(count++)}.${flavour === 'cjs' ? 'cjs' : 'mjs'}`
  const javascript =
    flavour === 'ts'
      ? ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } })
          .outputText
      : text
  writeFileSync(path, javascript)
  const module: unknown =
    flavour === 'cjs' ? createRequire(import.meta.url)(path) : await import(pathToFileURL(path).href)
  return module as Helper
}

async function answerOf(
  handler: (req: IncomingMessage, res: ServerResponse) => void,
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: string }> {
  const server = createServer(handler)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  try {
    return await new Promise((resolve, reject) => {
      get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', headers }, (answer) => {
        let body = ''
        answer.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
        answer.on('end', () => {
          resolve({ status: answer.statusCode, headers: answer.headers, body })
        })
      }).on('error', reject)
    })
  } finally {
    server.close()
  }
}

describe.each(Object.keys(FLAVOURS) as (keyof typeof FLAVOURS)[])('%s', (flavour) => {
  it('puts a challenge on a node:http response and leaves status and body alone', async () => {
    const { withChallenge } = await load(flavour)
    const answer = await answerOf((_, res) => {
      withChallenge(res).writeHead(401, { 'Content-Type': 'text/plain' }).end('no')
    })
    expect(answer).toMatchObject({ status: 401, body: 'no' })
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="api"')
    expect(answer.headers['content-type']).toBe('text/plain')
  })

  it('adds no error by itself: a valid token may have come with what is refused', async () => {
    const { withChallenge } = await load(flavour)
    const deny = (_: IncomingMessage, res: ServerResponse): void => {
      withChallenge(res).writeHead(401).end()
    }
    const answer = await answerOf(deny, { authorization: 'Bearer abc' })
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="api"')
  })

  it.each([
    ['Bearer abc', ', error="invalid_token"'],
    ['bearer  abc', ', error="invalid_token"'],
    ['Basic YTpi', ''],
    ['Bearer', ''],
    ['Bearerabc', ''],
    [undefined, ''],
  ])('names an error that the place says only when a token came: %s', async (authorization, error) => {
    for (const several of [false, true]) {
      const { withChallenge } = await load(flavour, { several })
      const deny = (_: IncomingMessage, res: ServerResponse): void => {
        withChallenge(res, { error: 'invalid_token', errorDescription: error && 'Expired' })
          .writeHead(401)
          .end()
      }
      const answer = await answerOf(deny, authorization === undefined ? {} : { authorization })
      const description = error && ', error_description="Expired"'
      expect(answer.headers['www-authenticate']).toBe(`Bearer realm="api"${error}${description}`)
    }
  })

  it('sends two challenges on two lines', async () => {
    const { withChallenge, challengeHeaders } = await load(flavour, { several: true })
    const both = [{ error: 'invalid_token' }, { scheme: 'Cookie' }]
    const lines: string[] = []
    await answerOf(
      (_, res) => {
        withChallenge(res, both)
        lines.push(...[res.getHeader('WWW-Authenticate')].flat().map(String))
        res.writeHead(401).end()
      },
      { authorization: 'Bearer abc' },
    )
    expect(lines).toEqual(['Bearer realm="api", error="invalid_token"', 'Cookie realm="api"'])
    expect(challengeHeaders([{}, { scheme: 'Cookie' }])).toEqual({
      'WWW-Authenticate': 'Bearer realm="api", Cookie realm="api"',
    })
    expect(challengeHeaders()).toEqual({ 'WWW-Authenticate': 'Bearer realm="api"' })
  })

  it('keeps a challenge that is there, replaces an empty one, and is silent after the headers went out', async () => {
    const { withChallenge } = await load(flavour)
    const kept = await answerOf((_, res) => {
      res.setHeader('WWW-Authenticate', 'Basic realm="x"')
      withChallenge(res).writeHead(401).end()
    })
    expect(kept.headers['www-authenticate']).toBe('Basic realm="x"')
    const filled = await answerOf((_, res) => {
      res.setHeader('WWW-Authenticate', '')
      withChallenge(res).writeHead(401).end()
    })
    expect(filled.headers['www-authenticate']).toBe('Bearer realm="api"')
    const late = await answerOf((_, res) => {
      res.writeHead(401)
      res.write('sent ')
      withChallenge(res).end('already')
    })
    expect(late).toMatchObject({ status: 401, body: 'sent already' })
  })

  it('takes a challenge of its own for one response', async () => {
    const { withChallenge } = await load(flavour)
    const answer = await answerOf(
      (_, res) => {
        withChallenge(res, { scheme: 'Basic', realm: 'files', charset: 'UTF-8' }).writeHead(401).end()
      },
      { authorization: 'Bearer abc' },
    )
    expect(answer.headers['www-authenticate']).toBe('Basic realm="files", charset="UTF-8"')
  })
})

it('does not throw on test doubles, whatever they lack', async () => {
  for (const variants of VARIANTS) {
    const { withChallenge } = await load('js', { variants })
    for (const double of [
      {},
      { status: 401 },
      { headers: {} },
      { headers: new Map() },
      { headersSent: false },
      { req: {} },
      { request: {}, header: undefined },
    ]) {
      expect(withChallenge(double)).toBe(double)
    }
  }
})

it('calls the method that a double has, on the double', async () => {
  const { withChallenge } = await load('js', { variants: ['node'] })
  const calls: unknown[] = []
  const double = {
    setHeader(this: unknown, name: string, value: string) {
      calls.push(this === double, name, value)
    },
  }
  withChallenge(double)
  expect(calls).toEqual([true, 'WWW-Authenticate', 'Bearer realm="api"'])
})

describe.each(VARIANTS.filter((one) => one.includes('fastify')))('Fastify, in a helper for %s', (...variants) => {
  it('sends the challenge through inject', async () => {
    const { withChallenge } = await load('ts', { variants })
    const app = fastify()
    app.get('/', (_, reply) => {
      void withChallenge(reply).code(401).send({ error: 'no' })
    })
    const plain = await app.inject('/')
    expect([plain.statusCode, plain.body, plain.headers['www-authenticate']]).toEqual([
      401,
      '{"error":"no"}',
      'Bearer realm="api"',
    ])
    const refused = await app.inject({ url: '/', headers: { authorization: 'Bearer x' } })
    expect(refused.headers['www-authenticate']).toBe('Bearer realm="api"')
    await app.close()
  })

  it('names an error that the place says when a token came, and sends two challenges on two lines', async () => {
    const { withChallenge } = await load('ts', { variants, several: true })
    const app = fastify()
    app.get('/token', (_, reply) => {
      void withChallenge(reply, { error: 'invalid_token' }).code(401).send()
    })
    app.get('/both', (_, reply) => {
      void withChallenge(reply, [{ error: 'invalid_token' }, { scheme: 'Cookie' }])
        .code(401)
        .send()
    })
    const challengeOf = async (url: string, headers = {}): Promise<unknown> =>
      (await app.inject({ url, headers })).headers['www-authenticate']
    const token = { authorization: 'Bearer x' }
    expect(await challengeOf('/token')).toEqual(['Bearer realm="api"'])
    expect(await challengeOf('/token', token)).toEqual(['Bearer realm="api", error="invalid_token"'])
    expect(await challengeOf('/both')).toEqual(['Bearer realm="api"', 'Cookie realm="api"'])
    expect(await challengeOf('/both', token)).toEqual([
      'Bearer realm="api", error="invalid_token"',
      'Cookie realm="api"',
    ])
    await app.close()
  })
})

describe.each(VARIANTS.filter((one) => one.includes('web')))('web responses, in a helper for %s', (...variants) => {
  it('returns the same response with the header', async () => {
    const { withChallenge } = await load('ts', { variants })
    const response = Response.json({ a: 1 }, { status: 401 })
    expect(withChallenge(response)).toBe(response)
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="api"')
    expect(withChallenge(response).headers.get('WWW-Authenticate')).toBe('Bearer realm="api"')
  })

  it('names an error that the place says: only where a token has come does one say so', async () => {
    for (const several of [false, true]) {
      const { withChallenge } = await load('ts', { variants, several })
      const response = withChallenge(new Response(null, { status: 401 }), { error: 'invalid_token' })
      expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="api", error="invalid_token"')
    }
  })

  it('joins two challenges', async () => {
    const { withChallenge } = await load('ts', { variants, several: true })
    const response = withChallenge(new Response(null, { status: 401 }), [{}, { scheme: 'Cookie', realm: 'site' }])
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="api", Cookie realm="site"')
  })

  it('copies a response whose headers cannot be changed', async () => {
    const { withChallenge } = await load('ts', { variants })
    const server = createServer((_, res) =>
      res.writeHead(401, { 'X-Upstream': 'yes', 'Set-Cookie': ['a=1', 'b=2'] }).end('upstream'),
    )
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const upstream = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    expect(() => {
      upstream.headers.set('x', 'y')
    }).toThrow(TypeError)
    const copy = withChallenge(upstream)
    expect(copy.headers.get('WWW-Authenticate')).toBe('Bearer realm="api"')
    expect([copy.status, copy.headers.get('X-Upstream'), copy.headers.getSetCookie(), await copy.text()]).toEqual([
      401,
      'yes',
      ['a=1', 'b=2'],
      'upstream',
    ])
    server.close()
  })
})

describe('formatChallenge', () => {
  it('quotes and escapes values, and lets no control or non-ASCII character through', async () => {
    const { formatChallenge } = await load('ts')
    expect(formatChallenge({ scheme: 'Bearer', realm: 'a"b\\c' })).toBe('Bearer realm="a\\"b\\\\c"')
    expect(formatChallenge({ scheme: 'Bearer', realm: 'a\r\nSet-Cookie: x=1\u0000é' })).toBe(
      'Bearer realm="aSet-Cookie: x=1"',
    )
    expect(
      formatChallenge({ scheme: 'Bearer', realm: 'api', resourceMetadata: 'https://x.test/m', scope: undefined }),
    ).toBe('Bearer realm="api", resource_metadata="https://x.test/m"')
    expect(formatChallenge({ scheme: 'Negotiate' })).toBe('Negotiate')
  })

  it('writes what an independent parser reads back', async () => {
    const { formatChallenge, challengeHeaders } = await load('ts')
    for (const realm of ['api', 'a, b="c"', '\\', '""', 'x'.repeat(300)]) {
      const value = formatChallenge({ scheme: 'Bearer', realm, error: 'invalid_token' })
      const response = new Response(null, { status: 401, headers: { 'WWW-Authenticate': value } })
      const error = await oauth
        .processUserInfoResponse({ issuer: 'https://x.test' }, { client_id: 'c' }, 's', response)
        .catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(oauth.WWWAuthenticateChallengeError)
      const [challenge] = (error as oauth.WWWAuthenticateChallengeError).cause
      expect(challenge).toMatchObject({ scheme: 'bearer', parameters: { realm, error: 'invalid_token' } })
    }
    expect(challengeHeaders()).toEqual({ 'WWW-Authenticate': 'Bearer realm="api"' })
  })
})

describe('parseBearer', () => {
  const headers = JSON.parse(readFileSync(new URL('bearer-headers.json', import.meta.url), 'utf8')) as readonly {
    readonly header: unknown
    readonly token: string | null
  }[]
  const long = 'a'.repeat(16_384 - 7)

  it.each(Object.keys(FLAVOURS) as (keyof typeof FLAVOURS)[])(
    'accepts one token with the scheme in any case, and nothing else (%s)',
    async (flavour) => {
      const { parseBearer } = await load(flavour)
      for (const { header, token } of headers) expect(parseBearer(header)).toBe(token ?? undefined)
      expect(parseBearer(undefined)).toBeUndefined()
      expect(parseBearer(`Bearer ${long}`)).toBe(long)
      expect(parseBearer(`Bearer ${long}a`)).toBeUndefined()
    },
  )

  it('accepts only token68 when that is asked for', async () => {
    const loose = await load('ts')
    const strict = await load('ts', { strictToken68: true })
    expect(loose.parseBearer('Bearer a:b')).toBe('a:b')
    expect(strict.parseBearer('Bearer a:b')).toBeUndefined()
    expect(strict.parseBearer('Bearer a.b-c_d~e+f/g==')).toBe('a.b-c_d~e+f/g==')
  })
})
