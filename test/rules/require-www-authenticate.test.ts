import { RuleTester } from '@typescript-eslint/rule-tester'
import { Linter } from 'eslint'
import { afterAll, describe, expect, it } from 'vitest'
import { requireWwwAuthenticate as rule } from '../../rules/require-www-authenticate.js'
import plugin from '../../src/index.js'

RuleTester.afterAll = afterAll
RuleTester.describe = describe
RuleTester.it = it

const CHALLENGE = 'Bearer realm="api"'
const WRITTEN = `'${CHALLENGE}'`

interface Invalid {
  readonly name: string
  readonly filename?: string
  readonly code: string
  readonly messageId?: keyof typeof rule.meta.messages
  /** The code after the suggestion. */
  readonly suggestion?: string
}

const express = (body: string): string => `import express from 'express'\nconst app = express()\n${body}\n`
const next = (body: string): string => `import { NextResponse } from 'next/server'\n${body}\n`

const invalid: readonly Invalid[] = [
  {
    name: 'Express: into the chain, at its root',
    code: express(`app.get('/', (req, res) => res.status(401).json({ error: 'no' }))`),
    suggestion: express(
      `app.get('/', (req, res) => res.set('WWW-Authenticate', ${WRITTEN}).status(401).json({ error: 'no' }))`,
    ),
  },
  {
    name: 'Express: sendStatus',
    code: express(`app.get('/', (req, res) => { res.sendStatus(401) })`),
    suggestion: express(`app.get('/', (req, res) => { res.set('WWW-Authenticate', ${WRITTEN}).sendStatus(401) })`),
  },
  {
    name: 'Koa: a statement before a statement that starts with a parenthesis',
    code: `import Koa from 'koa'\nnew Koa().use((ctx) => {\n  (ctx.status = 401)\n})\n`,
    suggestion: `import Koa from 'koa'\nnew Koa().use((ctx) => {\n  ctx.set('WWW-Authenticate', ${WRITTEN});\n  (ctx.status = 401)\n})\n`,
  },
  {
    name: 'Koa: no statement where there is no block for it',
    code: `import Koa from 'koa'\nnew Koa().use((ctx) => (ctx.status = 401))\n`,
  },
  {
    name: 'Express: a value that is no challenge is not made one by another before it',
    code: express(`app.get('/', (req, res) => res.set('WWW-Authenticate', undefined).sendStatus(401))`),
    messageId: 'empty',
  },
  {
    name: 'node:http: into the headers of writeHead',
    code: `import http from 'node:http'\nhttp.createServer((req, res) => {\n  res.writeHead(401, { 'Content-Type': 'text/plain' })\n  res.end()\n})\n`,
    suggestion: `import http from 'node:http'\nhttp.createServer((req, res) => {\n  res.writeHead(401, { 'Content-Type': 'text/plain', 'WWW-Authenticate': ${WRITTEN} })\n  res.end()\n})\n`,
  },
  {
    name: 'Fastify',
    code: `import Fastify from 'fastify'\nconst app = Fastify()\napp.get('/', (request, reply) => reply.code(401).send())\n`,
    suggestion: `import Fastify from 'fastify'\nconst app = Fastify()\napp.get('/', (request, reply) => reply.header('WWW-Authenticate', ${WRITTEN}).code(401).send())\n`,
  },
  {
    name: 'Next: into the init',
    filename: 'app/api/me/route.ts',
    code: next(`export const GET = () => NextResponse.json({}, { status: 401 })`),
    suggestion: next(
      `export const GET = () => NextResponse.json({}, { status: 401, headers: { 'WWW-Authenticate': ${WRITTEN} } })`,
    ),
  },
  {
    name: 'Next: into the headers of the init',
    filename: 'app/api/me/route.ts',
    code: next(`export const GET = () => new Response('no', { headers: { 'X-A': '1' }, status: 401 })`),
    suggestion: next(
      `export const GET = () => new Response('no', { headers: { 'X-A': '1', 'WWW-Authenticate': ${WRITTEN} }, status: 401 })`,
    ),
  },
  {
    name: 'Koa: as a statement before',
    code: `import Koa from 'koa'\nconst app = new Koa()\napp.use(async (ctx) => {\n  ctx.status = 401\n})\n`,
    suggestion: `import Koa from 'koa'\nconst app = new Koa()\napp.use(async (ctx) => {\n  ctx.set('WWW-Authenticate', ${WRITTEN})\n  ctx.status = 401\n})\n`,
  },
  {
    name: 'no suggestion where the header depends on the path',
    code: express(
      `app.get('/', (req, res) => { if (req.xhr) res.set('WWW-Authenticate', 'Bearer'); res.status(401).end() })`,
    ),
    messageId: 'sometimes',
  },
  {
    name: 'no suggestion beside a value that is no challenge',
    code: express(`app.get('/', (req, res) => res.set('WWW-Authenticate', '').status(401).end())`),
    messageId: 'empty',
  },
  {
    name: 'no suggestion where the status is one of several',
    code: express(`app.get('/', (req, res) => res.status(req.ok ? 200 : 401).end())`),
    messageId: 'conditional',
  },
  {
    name: 'an error class of the file',
    code: express(
      `class DeniedError extends Error { status = 401 }\napp.get('/', (req, res, next) => next(new DeniedError()))`,
    ),
    messageId: 'class',
  },
]

const cases = invalid.map(({ name, code, filename = 'server.ts', messageId = 'missing', suggestion }) => ({
  name,
  code,
  filename,
  errors: [
    {
      messageId,
      suggestions:
        suggestion === undefined
          ? null
          : [{ messageId: 'addHeader' as const, data: { challenge: CHALLENGE }, output: suggestion }],
    },
  ],
}))

const valid = [
  {
    name: 'a challenge',
    code: express(`app.get('/', (req, res) => res.set('WWW-Authenticate', 'Bearer').status(401).end())`),
  },
  { name: 'a redirect', code: express(`app.get('/', (req, res) => res.status(401).redirect('/login'))`) },
  { name: 'no response', code: `export const status = 401\nif (response.status === 401) retry()\n` },
]

new RuleTester().run('require-www-authenticate, TypeScript', rule, { valid, invalid: cases })

const linter = new Linter({ configType: 'flat' })

/** Lints JavaScript with ESLint's own parser, or with other settings. */
function lint(code: string, rest: Linter.Config = {}, filename = 'server.js'): Linter.LintMessage[] {
  return linter.verify(
    code,
    {
      files: ['**/*'],
      plugins: { 'http-status': plugin },
      rules: { 'http-status/require-www-authenticate': 'error' },
      ...rest,
    },
    filename,
  )
}

describe('with the parser of ESLint', () => {
  it.each(invalid.filter(({ filename }) => filename === undefined || filename.endsWith('.ts')))(
    '$name',
    ({ code, filename, messageId = 'missing', suggestion }) => {
      const [message, ...others] = lint(code, {}, filename?.replace('.ts', '.js'))
      expect(others).toEqual([])
      expect(message?.messageId).toBe(messageId)
      const edit = message?.suggestions?.[0]?.fix
      expect(edit && code.slice(0, edit.range[0]) + edit.text + code.slice(edit.range[1])).toBe(suggestion)
    },
  )
})

describe('settings', () => {
  const code = express(`app.get('/', (req, res) => res.status(401).end())`)
  const withSettings = (settings: Record<string, unknown>): Linter.Config => ({ settings: { 'http-status': settings } })

  it('turns the suggestion into a fix when the challenge is configured', () => {
    const { output } = linter.verifyAndFix(
      code,
      {
        files: ['**/*'],
        plugins: { 'http-status': plugin },
        rules: { 'http-status/require-www-authenticate': 'error' },
        ...withSettings({ challenge: 'Basic realm="it\'s"' }),
      },
      { filename: 'server.js' },
    )
    expect(output).toBe(
      express(`app.get('/', (req, res) => res.set('WWW-Authenticate', 'Basic realm="it\\'s"').status(401).end())`),
    )
  })

  it('believes the helpers that are named', () => {
    const helped = express(`app.get('/', (req, res) => { askForToken(res); res.status(401).end() })`)
    expect(lint(helped)).toHaveLength(1)
    expect(lint(helped, withSettings({ challengeHelpers: ['askForToken'] }))).toEqual([])
  })

  it('judges test files when asked to', () => {
    expect(lint(code, {}, 'test/server.js')).toEqual([])
    expect(lint(code, withSettings({ includeTests: true }), 'test/server.js')).toHaveLength(1)
  })

  it.each([
    [{ challenge: 1 }, /challenge must be/],
    [{ challenge: ' ' }, /challenge must be/],
    [{ includeTests: 'yes' }, /includeTests must be/],
    [{ challengeHelpers: 'one' }, /challengeHelpers must be/],
    [{ chalenge: 'Bearer' }, /chalenge is unknown/],
  ])('refuses %j', (settings, message) => {
    expect(() => lint(code, withSettings(settings))).toThrow(message)
  })
})

describe('options', () => {
  const code = express(`class DeniedError extends Error { status = 401 }
app.get('/a', (req, res, next) => next(new DeniedError()))
app.get('/b', (req, res, next) => next(new DeniedError()))`)
  const at = (everyThrow: boolean): number[] =>
    lint(code, { rules: { 'http-status/require-www-authenticate': ['error', { everyThrow }] } }).map(({ line }) => line)

  it('reports a class alone, or every throw of it too', () => {
    expect(at(false)).toEqual([3])
    expect(at(true)).toEqual([3, 4, 5])
  })

  it.each([[{ everyThrow: 1 }], [{ every: true }]])('refuses %j', (options) => {
    expect(() => lint(code, { rules: { 'http-status/require-www-authenticate': ['error', options] } })).toThrow()
  })
})

describe('messages', () => {
  it('says what is missing, why, and what to write in this framework', () => {
    const [message] = lint(express(`app.get('/', (req, res) => res.status(401).end())`))
    expect(message?.message).toBe(
      "This 401 is sent without a WWW-Authenticate header, which RFC 9110 requires: clients cannot tell how to authenticate. Add `.set('WWW-Authenticate', …)` before it is sent.",
    )
  })
})
