import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { NextResponse } from 'next/server.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { next } from '../../../src/frameworks/next.js'
import { startApp } from '../support/app.js'
import { asFunction } from '../support/call.js'
import { describeRows, evaluate, expectRow, Measured, type Row } from '../support/table.js'
import { ask, toAnswer, type Running } from '../support/wire.js'
import { rows } from './rows.js'

const measured = new Measured(next)

describeRows('next/server 16', rows, measured, async (code) => {
  const response = await asFunction(evaluate(code, { NextResponse, Headers }))()
  if (!(response instanceof Response)) throw new TypeError('No Response')
  return toAnswer(response)
})

test('NextResponse.redirect(u, 401) throws a RangeError', () => {
  expect(() => NextResponse.redirect('http://localhost/', 401)).toThrow(RangeError)
})

type Asked = Omit<Row, 'code'> & { readonly path: string }
const B = 'Bearer realm="api"'
const PROXY = 'Bearer realm="proxy"'

/** The same handlers as in the fixture app: its files are named by the path. */
const TABLES: Readonly<Record<string, readonly Asked[]>> = {
  'route handlers': [
    { path: '/401/json', proves: ['NextResponse.json'], status: 401 },
    { path: '/401/json-with-header', proves: ['NextResponse.json'], status: 401, challenge: B },
    { path: '/401/new', proves: ['new NextResponse'], status: 401 },
    { path: '/401/response', proves: [], status: 401, challenge: B },
    { path: '/401/thrown', proves: ['thrown'], status: 500 },
    { path: '/401/thrown-response', proves: ['thrown'], status: 500 },
    { path: '/401/unauthorized', proves: ['unauthorized'], status: 401 },
    { path: '/401/forbidden', proves: ['forbidden'], status: 403 },
  ],
  'Pages API routes': [
    { path: '/api/401/json', proves: ['next.ApiResponse#status', 'next.ApiResponse#json'], status: 401 },
    { path: '/api/401/send', proves: ['next.ApiResponse#send'], status: 401 },
    { path: '/api/401/end', proves: ['next.ApiResponse#end'], status: 401 },
    { path: '/api/401/write', proves: ['next.ApiResponse#write'], status: 401 },
    { path: '/api/401/status-code', proves: ['next.ApiResponse.statusCode'], status: 401 },
    { path: '/api/401/write-head', proves: ['next.ApiResponse#writeHead'], status: 401 },
    { path: '/api/401/write-head-headers', proves: ['next.ApiResponse#writeHead'], status: 401, challenge: B },
    { path: '/api/401/set-header', proves: ['next.ApiResponse#setHeader'], status: 401, challenge: B },
    { path: '/api/401/set-header-after-status', proves: ['next.ApiResponse#setHeader'], status: 401, challenge: B },
    { path: '/api/401/set-headers', proves: ['next.ApiResponse#setHeaders'], status: 401, challenge: B },
    { path: '/api/401/append-header', proves: ['next.ApiResponse#appendHeader'], status: 401, challenge: B },
    { path: '/api/401/has-header', proves: ['next.ApiResponse#hasHeader', 'next.ApiResponse#getHeader'], status: 401 },
    { path: '/api/401/flush', proves: ['next.ApiResponse#flushHeaders', 'next.ApiResponse.headersSent'], status: 401 },
    {
      path: '/api/401/redirect-status',
      proves: ['next.ApiResponse#redirect'],
      status: 401,
      headers: { location: '/login' },
    },
    { path: '/api/401/redirect', proves: ['next.ApiResponse#redirect'], status: 307 },
    // Not a method of NextApiResponse.
    { path: '/api/401/send-status', proves: ['thrown'], status: 500 },
    { path: '/api/401/throw', proves: ['thrown'], status: 500 },
  ],
  'the proxy': [
    { path: '/proxy/json', proves: ['NextResponse.json'], status: 401 },
    { path: '/proxy/json-with-header', proves: ['NextResponse.json'], status: 401, challenge: PROXY },
    // The response that the call makes is a 401 (see the rows); the server of `next start` then answers with the status of
    // the target, and with the headers of the init.
    { path: '/proxy/rewrite', proves: ['NextResponse.rewrite'], status: 200 },
    { path: '/proxy/rewrite-with-header', proves: ['NextResponse.rewrite'], status: 200, challenge: PROXY },
    { path: '/proxy/rewrite-to-401', proves: ['NextResponse.rewrite'], status: 401, challenge: PROXY },
    // The status is ignored: nothing is there, so Next answers 404.
    { path: '/proxy/next', proves: ['NextResponse.next'], status: 404 },
    // Its header is added to the 401 that a route makes later.
    { path: '/401/json?header', proves: CENTRAL(), status: 401, challenge: PROXY },
    { path: '/api/401/json?header', proves: CENTRAL(), status: 401, challenge: PROXY },
  ],
}

function CENTRAL(): readonly string[] {
  return next.central.flatMap((fact) => fact.file.exports.map((name) => `central export ${name}`))
}

describe('an app, built and started', () => {
  let app: Running | undefined
  beforeAll(async () => {
    app = await startApp({
      fixture: fileURLToPath(new URL('app', import.meta.url)),
      scratch: fileURLToPath(new URL('.tmp', import.meta.url)),
      command: createRequire(import.meta.url).resolve('next/dist/bin/next'),
      build: ['build'],
      start: (port) => ['start', '--hostname', '127.0.0.1', '--port', port],
      ready: 'Ready',
    })
  })
  afterAll(async () => {
    await app?.close()
  })

  for (const [name, table] of Object.entries(TABLES)) {
    describe(name, () => {
      for (const row of table) {
        test(
          measured.by(`${row.path} -> ${row.status} ${JSON.stringify(row.challenge) ?? ''}`, ...row.proves),
          async () => {
            if (!app) throw new Error('The app did not start')
            expectRow(await ask(app.port, { path: row.path }), row, measured)
          },
        )
      }
    })
  }
})

measured.expectAll()
