import { describe, expect, it } from 'vitest'
import type { RunOptions } from '../../codemods/options.js'
import { makeProject, manifest } from './support/project.js'

const FASTIFY = "import createError from 'http-errors'\n\nexport async function handler(request) {\n"

async function fixed(
  before: string,
  options: Partial<RunOptions> = {},
  dependencies: readonly string[] = ['fastify', 'http-errors'],
): Promise<string> {
  const project = makeProject({ 'package.json': manifest(...dependencies), 'src/a.js': before })
  await project.run({ write: true, ...options })
  return project.read('src/a.js')
}

describe('a property that is added to a literal over several lines has a line of its own', () => {
  it('in the options of an error', async () => {
    const error = (...lines: readonly string[]): string =>
      `${FASTIFY}  if (!request.headers.authorization)\n    throw createError(401, 'no', {\n${lines.join('\n')}\n    })\n}\n`
    expect(await fixed(error("      code: 'E_AUTH',", '      expose: true,'))).toContain(
      "'no', {\n      headers: challengeHeaders(),\n      code: 'E_AUTH',\n      expose: true,\n    })",
    )
    expect(await fixed(error('      // why', '      expose: true // shown'))).toContain(
      "'no', {\n      headers: challengeHeaders(),\n      // why\n      expose: true // shown\n    })",
    )
  })

  it('and none in a literal on one line', async () => {
    const before = `${FASTIFY}  if (!request.headers.authorization) throw createError(401, 'no', { expose: true })\n}\n`
    expect(await fixed(before)).toContain("createError(401, 'no', { headers: challengeHeaders(), expose: true })")
  })

  it.each([
    ['with a comma at the end', "        a: 'b',", "        a: 'b',\n        'WWW-Authenticate': C,"],
    ['without one', "        a: 'b'", "        a: 'b',\n        'WWW-Authenticate': C"],
    [
      'with a comment behind the comma',
      "        a: 'b', // why",
      "        a: 'b', // why\n        'WWW-Authenticate': C,",
    ],
    ['with a comment and no comma', "        a: 'b' // why", "        'WWW-Authenticate': C,\n        a: 'b' // why"],
  ])('in headers that are written in place, %s', async (_, line, expected) => {
    const response = (headers: string): string =>
      `export function GET(request) {\n  if (!request.headers.get('authorization'))\n    return new Response('no', {\n      status: 401,\n      headers: {\n${headers}\n      },\n    })\n}\n`
    const project = makeProject({ 'package.json': manifest('next'), 'app/api/me/route.js': response(line) })
    await project.run({ write: true, style: 'inline' })
    const value = /'WWW-Authenticate': ('[^']*')/.exec(project.read('app/api/me/route.js'))?.[1] ?? ''
    expect(project.read('app/api/me/route.js')).toBe(response(expected.replace(': C', `: ${value}`)))
  })
})

describe('a minimum of test coverage is named when the helper file is new', () => {
  const FILE = "export default (app) => app.get('/', (req, res) => res.sendStatus(401))\n"

  it.each([
    ['a script', { scripts: { test: 'c8 --100 node --test' } }, {}, 'package.json'],
    ['Jest in the manifest', { jest: { coverageThreshold: { global: { lines: 90 } } } }, {}, 'package.json'],
    [
      'the configuration of Vitest',
      {},
      { 'vitest.config.ts': 'export default { test: { coverage: { thresholds: { lines: 90 } } } }' },
      'vitest.config.ts',
    ],
    ['c8', {}, { '.c8rc.json': '{ "check-coverage": true }' }, '.c8rc.json'],
  ])('by %s', async (_, more, files, place) => {
    const project = makeProject({
      'package.json': JSON.stringify({ name: 'shop', type: 'module', dependencies: { express: '*' }, ...more }),
      '.git/HEAD': '',
      ...files,
      'src/a.js': FILE,
    })
    const { remarks, packages } = await project.run()
    expect(remarks).toEqual([
      {
        code: 'coverage',
        text: `${place} asks for a minimum of test coverage; the new helper file needs tests of its own`,
        path: packages[0]?.helper?.path,
      },
    ])
  })

  it('and not where there is none', async () => {
    const project = makeProject({
      'package.json': JSON.stringify({ name: 'shop', dependencies: { express: '*' }, scripts: { test: 'c8 node' } }),
      '.git/HEAD': '',
      'src/a.js': FILE,
    })
    expect((await project.run()).remarks).toEqual([])
  })
})
