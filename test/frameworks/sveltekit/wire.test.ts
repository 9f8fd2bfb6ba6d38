import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sveltekit as facts } from '../../../src/frameworks/sveltekit.js'
import { rows, rowsOfOne } from './rows.js'
import { startApp } from '../support/app.js'
import { expectRow, Measured, quiet, type Row } from '../support/table.js'
import { ask, type Ask, type Running } from '../support/wire.js'

quiet()
const all = new Measured(facts)
const measured = all.in('SvelteKit 2')
const measuredOne = all.in('SvelteKit 1')
const filesOf = (table: readonly Row[]): Readonly<Record<string, string>> => ({
  'src/routes/401/[name]/+server.js': `import { error, json, text } from '@sveltejs/kit'
const handlers = [
${table.map(({ code }) => `  ${code},\n`).join('')}]
export function GET(event) {
  return handlers[event.params.name](event)
}
`,
})

const resolve = createRequire(import.meta.url).resolve
/** An app of this release: SvelteKit, Vite and Svelte are those that are found from its folder. */
const start = (folder: string, vite: string, table: readonly Row[]): Promise<Running> =>
  startApp({
    fixture: fileURLToPath(new URL('app', import.meta.url)),
    files: filesOf(table),
    scratch: fileURLToPath(new URL(folder, import.meta.url)),
    command: join(vite, '../bin/vite.js'),
    build: ['build'],
    start: (port) => ['preview', '--host', '127.0.0.1', '--port', port, '--strictPort'],
    ready: 'Local:',
  })

type Asked = Omit<Row, 'code'> & Pick<Ask, 'method'> & { readonly path: string; readonly code?: string }

/** The handlers are in the fixture app, in the file that the path names. */
const TABLES = {
  endpoints: [
    ...rows.map((row, index) => ({ ...row, path: `/401/${index}` })),
    // The row of error(401, 'no').
    { path: '/401/6?handle', proves: ['central export handle'], status: 401, challenge: 'Bearer realm="handle"' },
  ],
  pages: [
    { path: '/page/load-error', proves: ['error'], status: 401 },
    { path: '/page/load-error-after-set-headers', proves: ['error'], status: 401 },
    { path: '/page/fail', method: 'POST', proves: ['fail'], status: 401 },
    {
      path: '/page/load-error?handle',
      proves: ['central export handle'],
      status: 401,
      challenge: 'Bearer realm="handle"',
    },
  ],
} satisfies Record<string, readonly Asked[]>

describe('SvelteKit 2.70.4', () => {
  let app: Running | undefined
  beforeAll(async () => {
    app = await start('.tmp', resolve('vite/package.json'), rows)
  })
  afterAll(async () => {
    await app?.close()
  })
  const port = () => {
    if (!app) throw new Error('The app did not start')
    return app.port
  }

  for (const [name, table] of Object.entries<readonly Asked[]>(TABLES)) {
    describe(name, () => {
      for (const row of table) {
        const { path, method = 'GET' } = row
        test(measured.by(`${row.code ?? `${method} ${path}`} -> ${row.status}`, ...row.proves), async () => {
          const form =
            method === 'POST'
              ? {
                  headers: {
                    accept: 'text/html',
                    origin: `http://127.0.0.1:${port()}`,
                    'content-type': 'application/x-www-form-urlencoded',
                  },
                  body: 'a=1',
                }
              : {}
          expectRow(await ask(port(), { path, method, ...form }), row, measured)
        })
      }
    })
  }

  test('fail() asked by a script of the page is a 200 that tells of a 401', async () => {
    const answer = await ask(port(), {
      path: '/page/fail',
      method: 'POST',
      headers: {
        origin: `http://127.0.0.1:${port()}`,
        accept: 'application/json',
        'x-sveltekit-action': 'true',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'a=1',
    })
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toMatchObject({ type: 'failure', status: 401 })
  })
})

describe('SvelteKit 1.30.4', () => {
  let app: Running | undefined
  beforeAll(async () => {
    const vite = createRequire(new URL('one/package.json', import.meta.url)).resolve('vite/package.json')
    app = await start('one/.tmp', vite, rowsOfOne)
  })
  afterAll(async () => {
    await app?.close()
  })
  for (const [index, row] of rowsOfOne.entries())
    test(measuredOne.by(`${row.code} -> ${row.status}`, ...row.proves), async () => {
      if (!app) throw new Error('The app did not start')
      expectRow(await ask(app.port, { path: `/401/${index}` }), row, measuredOne)
    })
})

all.expectAll()
