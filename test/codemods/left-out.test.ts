import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { reported } from '../rules/require-www-authenticate/cases.js'
import { makeProject } from './support/project.js'

const MANIFEST = JSON.stringify({ name: 'app', dependencies: { express: '^5.0.0' } })
const ROUTE = "import express from 'express'\nexpress().get('/', (req, res) => res.status(401).json({}))\n"

const NO_SOURCES: readonly (readonly [string, string, string])[] = [
  ['a type test by its name', 'src/client.test-d.ts', ROUTE],
  ['a type test of TSTyche', 'src/client.tst.ts', ROUTE],
  ['a folder of type tests', 'test-d/client.ts', ROUTE],
  ['a manual mock', 'src/__mocks__/client.ts', ROUTE],
  ['a file of mocks by its name', 'src/api.mock.ts', ROUTE],
  [
    'handlers of msw, wherever they lie',
    'src/api/handlers.ts',
    "import { http } from 'msw'\nexport const handlers = [http.get('/me', () => new Response('no', { status: 401 }))]\n",
  ],
  [
    'a stub of nock, in CommonJS',
    'src/support/upstream.js',
    `const nock = require('nock')\n${ROUTE.replace("import express from 'express'", "const express = require('express')")}`,
  ],
  ['types that are compared', 'src/types.ts', `import { expectType } from 'tsd'\n${ROUTE}`],
  ['a mock of fetch', 'src/setup.ts', 'globalThis.fetch = vi.fn(() => new Response("no", { status: 401 }))\n'],
  [
    'imports over several lines',
    'src/api/more.ts',
    "import {\n  http,\n  HttpResponse,\n} from 'msw'\nexport const more = [http.get('/', () => new Response('no', { status: 401 }))]\n",
  ],
]

test.each(NO_SOURCES)('%s is neither judged nor edited', async (_title, file, text) => {
  expect(reported({ 'package.json': MANIFEST, [file]: text })).toEqual([])
  const project = makeProject({ 'package.json': MANIFEST, [file]: text })
  const { edits, leaves } = await project.run({ write: true })
  expect([edits, leaves, project.read(file)]).toEqual([[], [], text])
})

test.each([
  ['a comment that quotes an import', `// import { http } from 'msw'\n/*\n * import nock from 'nock'\n */\n${ROUTE}`],
  ['a text that names a tool', `const tools = ['vitest', 'msw']\n${ROUTE}`],
  ['a module whose name begins alike', `import x from 'nocks'\nimport y from './msw/setup.js'\n${ROUTE}`],
])('%s makes no test', async (_title, text) => {
  const project = makeProject({ 'package.json': MANIFEST, 'src/a.ts': text })
  expect(reported({ 'package.json': MANIFEST, 'src/a.ts': text })).toHaveLength(1)
  expect((await project.run()).edits).toHaveLength(1)
})

const OWN = 'packages/node_modules/@scope/api'

function monorepo() {
  const project = makeProject({
    'package.json': MANIFEST,
    '.gitignore': '/node_modules/\n',
    'node_modules/left-pad/index.js': ROUTE,
    [`${OWN}/package.json`]: MANIFEST,
    [`${OWN}/src/me.ts`]: ROUTE,
    [`${OWN}/node_modules/dep/index.ts`]: ROUTE,
  })
  execFileSync('git', ['init', '-q'], { cwd: project.folder })
  execFileSync('git', ['add', '-A'], { cwd: project.folder })
  return project
}

test('sources in a folder called node_modules that git tracks are said to be left out', async () => {
  const { edits, remarks } = await monorepo().run()
  expect(edits).toEqual([])
  expect(remarks).toEqual([
    {
      code: 'tracked-node-modules',
      text: '2 source files that git tracks are left out; name the folder to read them',
      path: 'packages/node_modules',
    },
  ])
})

test.each(['packages/node_modules', OWN, `${OWN}/src`, `${OWN}/src/me.ts`])(
  'they are read where the command line names %s, and what is installed below them is not',
  async (named) => {
    const { edits } = await monorepo().run({ paths: [named] })
    expect(edits.map((one) => one.path)).toEqual([`${OWN}/src/me.ts`])
  },
)

test('so they are without git', async () => {
  const project = monorepo()
  rmSync(path.join(project.folder, '.git'), { recursive: true })
  expect((await project.run()).edits).toEqual([])
  const { edits } = await project.run({ paths: ['packages/node_modules'] })
  expect(edits.map((one) => one.path)).toEqual([`${OWN}/src/me.ts`])
})
