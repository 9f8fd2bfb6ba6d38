import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import express from 'express'
import express4 from 'express4'
import fastify from 'fastify'
import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseChallenges } from '../../../src/http/challenge/index.js'
import { Workbench } from '../../cli/support/command.js'
import { startApp } from '../../frameworks/support/app.js'
import { ask, listen, portOf, type Answer, type Running } from '../../frameworks/support/wire.js'
import { ensureBuilt } from '../../support/built.js'
import { EXPRESS, FASTIFY, NEXT_PAGE, NEXT_ROUTE, routesOf } from './handlers.js'

beforeAll(ensureBuilt)

/** Requests that differ in the credentials they carry. */
const REQUESTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no credentials': {},
  'a bearer token': { authorization: 'Bearer abc' },
  'another scheme': { authorization: 'Basic YTpi' },
}
const CHALLENGE = 'Bearer realm="wire"'

/** Rewrites files in a folder of their own and returns it. */
function rewritten(files: Readonly<Record<string, string>>, dependency: string): Workbench {
  const bench = new Workbench({
    'package.json': JSON.stringify({ name: 'wire', dependencies: { [dependency]: '*' } }),
    ...files,
  })
  const { code, stdout, stderr } = bench.run(['fix', '--write', '--challenge', CHALLENGE])
  expect([code, stderr, stdout]).toEqual([0, '', expect.stringContaining('written')])
  return bench
}

/** Everything that must stay as it was: what is left out differs between any two answers, or is the change itself. */
function lasting({ status, headers, body }: Answer): object {
  const kept = [...headers].filter(([name]) => !['date', 'www-authenticate', 'etag', 'x-request-id'].includes(name))
  return { status, body, headers: Object.fromEntries(kept) }
}

function expectSame(before: Answer, after: Answer): void {
  expect(before.status).toBe(401)
  expect(before.headers.has('www-authenticate')).toBe(false)
  expect(lasting(after)).toEqual(lasting(before))
  const lines = after.headers.get('www-authenticate') ?? []
  // a token that came need not be what is refused
  expect(lines).toEqual([CHALLENGE])
  expect(parseChallenges(lines[0] ?? '').problems).toEqual([])
}

type Register = (app: unknown) => unknown

function load(bench: Workbench, file: string): Register {
  const register: unknown = createRequire(import.meta.url)(bench.path(file))
  if (typeof register !== 'function') throw new TypeError(`${file} exports no function`)
  return (app) => Reflect.apply(register, undefined, [app]) as unknown
}

const expressApps = { 'Express 5': express, 'Express 4': express4 }

describe.each(Object.entries(expressApps))('%s', (_name, create) => {
  const servers: Running[] = []
  let ports: readonly number[] = []
  beforeAll(async () => {
    const before = new Workbench({ 'src/routes.cjs': EXPRESS })
    const after = rewritten({ 'src/routes.cjs': EXPRESS }, 'express')
    for (const bench of [before, after]) {
      const app = create()
      load(bench, 'src/routes.cjs')(app)
      servers.push(await listen(createServer(app)))
    }
    ports = servers.map((one) => one.port)
  })
  afterAll(async () => {
    for (const server of servers) await server.close()
  })

  describe.each(routesOf(EXPRESS))('%s', (path) => {
    it.each(Object.entries(REQUESTS))('answers the same with %s, and one challenge more', async (_request, headers) => {
      const [before, after] = await Promise.all(ports.map((port) => ask(port, { path, headers })))
      if (before && after) expectSame(before, after)
      expect.assertions(5)
    })
  })
})

describe('Fastify 5', () => {
  const closers: (() => Promise<unknown>)[] = []
  const ports: number[] = []
  beforeAll(async () => {
    const before = new Workbench({ 'src/routes.cjs': FASTIFY })
    const after = rewritten({ 'src/routes.cjs': FASTIFY }, 'fastify')
    for (const bench of [before, after]) {
      const app = fastify()
      await load(bench, 'src/routes.cjs')(app)
      await app.listen({ host: '127.0.0.1', port: 0 })
      ports.push(portOf(app.server))
      closers.push(() => app.close())
    }
  })
  afterAll(async () => {
    for (const close of closers) await close()
  })

  describe.each(routesOf(FASTIFY))('%s', (path) => {
    it.each(Object.entries(REQUESTS))('answers the same with %s, and one challenge more', async (_request, headers) => {
      const [before, after] = await Promise.all(ports.map((port) => ask(port, { path, headers })))
      if (before && after) expectSame(before, after)
      expect.assertions(5)
    })
  })
})

describe('Next 16, built and started', () => {
  const require = createRequire(import.meta.url)
  let app: Running | undefined
  beforeAll(async () => {
    const route = 'app/after/[name]/route.js'
    const page = 'pages/api/after/[name].js'
    const after = rewritten({ [route]: NEXT_ROUTE, [page]: NEXT_PAGE }, 'next')
    const helper = ['src/lib/http-auth.js', 'lib/http-auth.js'].find((file) => after.has(file)) ?? ''
    app = await startApp({
      fixture: fileURLToPath(new URL('app', import.meta.url)),
      files: {
        [route]: after.read(route),
        [page]: after.read(page),
        [helper]: after.read(helper),
        'app/before/[name]/route.js': NEXT_ROUTE,
        'pages/api/before/[name].js': NEXT_PAGE,
      },
      scratch: fileURLToPath(new URL('.tmp', import.meta.url)),
      command: require.resolve('next/dist/bin/next'),
      build: ['build'],
      start: (port) => ['start', '--hostname', '127.0.0.1', '--port', port],
      ready: 'Ready',
    })
  })
  afterAll(async () => {
    await app?.close()
  })

  describe.each([
    ...routesOf(NEXT_ROUTE).map((name) => ['a route handler', `/KIND/${name}`]),
    ...routesOf(NEXT_PAGE).map((name) => ['the Pages API', `/api/KIND/${name}`]),
  ])('%s %s', (_kind, path) => {
    it('answers the same without credentials, and one challenge more', async () => {
      if (!app) throw new Error('The app did not start')
      const { port } = app
      const [before, after] = await Promise.all(
        ['before', 'after'].map((kind) => ask(port, { path: path.replace('KIND', kind) })),
      )
      if (before && after) expectSame(before, after)
      expect.assertions(5)
    })
  })
})
