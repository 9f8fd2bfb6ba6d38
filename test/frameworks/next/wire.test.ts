import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { NextResponse } from 'next/server.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { next } from '../../../src/frameworks/next.js'
import { startApp } from '../support/app.js'
import { asFunction } from '../support/call.js'
import { describeRows, evaluate, expectRow, Measured, type Row } from '../support/table.js'
import { ask, toAnswer, type Running } from '../support/wire.js'
import { pagesRows, routeRows, rows } from './rows.js'

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
const PROXY = 'Bearer realm="proxy"'
const ROUTES = '/401/'
const PAGES = '/api/401/'

/** A file whose handler number n is the code of row n. */
function fileOf(imports: string, table: readonly Row[], answer: string): string {
  return `${imports}\nconst handlers = [\n${table.map(({ code }) => `  ${code},\n`).join('')}]\n${answer}\n`
}

const FILES = {
  'app/401/[name]/route.js': fileOf(
    "import Boom from '@hapi/boom'\nimport createError from 'http-errors'\nimport { forbidden, unauthorized } from 'next/navigation'\nimport { NextResponse } from 'next/server'",
    routeRows,
    'export async function GET(request, { params }) {\n  return handlers[(await params).name]()\n}',
  ),
  'pages/api/401/[name].js': fileOf(
    '',
    pagesRows,
    'export default function handler(req, res) {\n  return handlers[req.query.name](req, res)\n}',
  ),
}

const asked = (prefix: string, table: readonly Row[]): readonly Asked[] =>
  table.map((row, index) => ({ ...row, path: `${prefix}${index}` }))

const TABLES: Readonly<Record<string, readonly (Asked & Partial<Row>)[]>> = {
  'route handlers': asked(ROUTES, routeRows),
  'Pages API routes': asked(PAGES, pagesRows),
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
    { path: '/401/0?header', proves: CENTRAL(), status: 401, challenge: PROXY },
    { path: '/api/401/0?header', proves: CENTRAL(), status: 401, challenge: PROXY },
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
      files: FILES,
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
          measured.by(
            `${row.code ?? row.path} -> ${row.status} ${row.challenge === undefined ? '' : JSON.stringify(row.challenge)}`,
            ...row.proves,
          ),
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
