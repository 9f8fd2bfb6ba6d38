import { execFileSync } from 'node:child_process'
import { beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../support/built.js'
import { FIXED, MANIFEST, project, ROUTE, Workbench } from './support/command.js'

beforeAll(ensureBuilt)

const DEPTH = 5000
const SHORT_ROUTE = `Router().get('/x', (req, res) => {
  if (!req.headers.authorization) return res.status(401).json({})
  res.json({})
})
`

describe('long input', () => {
  it('a tree of 10,000 files: the one with something in it is edited', () => {
    const bench = project()
    for (let folder = 0; folder < 100; folder++)
      for (let file = 0; file < 100; file++)
        bench.write(`src/${folder}/${file}.ts`, `export const number = ${folder * 100 + file}\n`)
    const { code, stdout, stderr } = bench.run(['fix', '--write'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/2 files written\. 10001 files read\.\n$/)
    expect(bench.read('src/me.ts')).toBe(FIXED)
  })

  it('a file of 2 MB with a place at each end', () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, id) => `  { id: ${id}, name: 'row number ${id}', tags: ['a', 'b'], next: undefined },`,
    )
    const table = `export const table = [\n${rows.join('\n')}\n]\n`
    expect(table.length).toBeGreaterThan(2_000_000)
    const bench = project({ 'src/me.ts': `${ROUTE}${table}${SHORT_ROUTE}` })
    const { code, stdout } = bench.run(['fix', '--write'])
    expect([code, stdout]).toEqual([0, expect.stringContaining('2 places edited in 1 file')])
    expect(bench.read('src/me.ts')).toBe(
      `${FIXED}${table}${SHORT_ROUTE.replace('res.status', 'withChallenge(res).status')}`,
    )
  })

  it('a line of 100 KB: the place on it is edited in place', () => {
    const line = `export const data = '${'x'.repeat(100_000)}'; export const no = (res: Response) => res.status(401).json({})\n`
    const head = "import type { Response } from 'express'\n"
    const rest = '// further down\n'.repeat(1000)
    const bench = project({ 'src/me.ts': head + line + rest })
    expect(bench.run(['fix', '--write']).code).toBe(0)
    expect(bench.read('src/me.ts')).toBe(
      `${head}import { withChallenge } from './lib/http-auth'\n${line.replace('res.status', 'withChallenge(res).status')}${rest}`,
    )
  })

  it('code that is nested deeper than the stack: listed, the others are done, exit 3', () => {
    const nested = (open: string, close: string): string =>
      `${ROUTE}export const deep = ${open.repeat(DEPTH)}1${close.repeat(DEPTH)}\n`
    const deep = {
      'src/parentheses.ts': nested('(\n', ')'),
      'src/objects.ts': nested('{ a:\n', '}'),
      'src/functions.ts': nested('() =>\n', ''),
      'src/calls.ts': nested('', '\n.f()'),
      'src/sum.ts': nested("'a' +\n".repeat(4), ''),
      'src/branches.ts': `${ROUTE}function f() {${'if (a) {\n'.repeat(DEPTH)}${'}'.repeat(DEPTH)}}\n`,
    }
    const bench = project({ ...deep, 'tsconfig.json': '{ "compilerOptions": { "strict": true } }' })
    const { code, stdout, stderr } = bench.run(['fix', '--write'])
    expect([code, stderr]).toEqual([3, ''])
    for (const [file, text] of Object.entries(deep)) {
      expect(stdout).toMatch(new RegExp(`${file} .*could not be analysed: its code is nested too deeply`))
      expect(bench.read(file)).toBe(text)
    }
    expect(bench.read('src/me.ts')).toBe(FIXED)
  })
})

describe('odd trees', () => {
  it('links in a circle, links to nothing and links out of the tree, with git and without', () => {
    const bench = project({ 'src/a/me.ts': ROUTE })
    bench.link('..', 'src/a/up')
    bench.link('a', 'src/b')
    bench.link('round.ts', 'src/round.ts')
    bench.link('nowhere.ts', 'src/gone.ts')
    bench.link('/', 'src/everything')
    const check = (): readonly unknown[] => {
      const { code, stdout } = bench.run(['check'])
      return [code, [...stdout.matchAll(/^ {4}(src.*)$/gm)].map((match) => match[1])]
    }
    const found = [1, ['src/a/me.ts:5:42', 'src/me.ts:5:42']]
    expect(check()).toEqual(found)
    bench.commit()
    expect(check()).toEqual(found)
  })

  it('a shallow clone: checked as ever; --since a commit that it lacks exits 2 with git’s words', () => {
    const origin = project()
    origin.commit()
    const first = origin.git('rev-parse', 'HEAD').trim()
    origin.write('src/you.ts', ROUTE)
    origin.git('add', '-A')
    origin.git('commit', '-q', '-m', 'more')
    const bench = new Workbench()
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${origin.folder}`, bench.path('clone')])
    const run = (...args: readonly string[]) => bench.run(['check', ...args], { cwd: 'clone' })
    expect([run().code, run('--since', 'HEAD').code]).toEqual([1, 0])
    const { code, stdout, stderr } = run('--since', first)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^git diff: .*(?:bad object|unknown revision|ambiguous argument)/)
  })

  it('a folder and a file that nobody may read: the file is listed, exit 3', () => {
    const bench = project({ 'src/locked.ts': ROUTE, 'src/private/me.ts': ROUTE })
    // Tests may run as root, who may read everything.
    const preload = `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'
      const refuse = (name) => { const call = fs[name]; fs[name] = (file, ...rest) => {
        if (/locked\\.ts$|private$/.test(String(file))) throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' })
        return call(file, ...rest) } }
      refuse('readFileSync'); refuse('readdirSync'); syncBuiltinESMExports()`
    const { code, stdout } = bench.run(['fix', '--write'], { preload })
    expect(code).toBe(3)
    expect(stdout).toContain('src/locked.ts cannot be read (EACCES)')
    expect([bench.read('src/locked.ts'), bench.read('src/private/me.ts')]).toEqual([ROUTE, ROUTE])
    expect(bench.read('src/me.ts')).toBe(FIXED)
  })

  it('a read-only file system: nothing is written, every file is listed, exit 3', () => {
    const bench = project()
    const preload = `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'
      for (const name of ['openSync', 'mkdirSync']) { const call = fs[name]; fs[name] = (file, how, ...rest) => {
        if (name === 'mkdirSync' || how === 'wx') throw Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' })
        return call(file, how, ...rest) } }
      syncBuiltinESMExports()`
    const { code, stdout } = bench.run(['fix', '--write'], { preload })
    expect(code).toBe(3)
    expect(stdout).toContain('src/lib/http-auth.ts could not be written: EROFS: read-only file system')
    expect(stdout).toContain('src/me.ts was not written because the helper file could not be written')
    expect([bench.read('src/me.ts'), bench.names('src')]).toEqual([ROUTE, ['me.ts']])
  })
})

describe('odd bytes are kept', () => {
  it.each([
    ['a byte order mark', '\uFEFF', '\n'],
    ['Windows line endings', '', '\r\n'],
    ['both', '\uFEFF', '\r\n'],
  ])('%s', (_, mark, lineBreak) => {
    const as = (text: string): string => mark + text.replaceAll('\n', lineBreak)
    const bench = new Workbench({ 'package.json': MANIFEST, 'src/me.ts': as(ROUTE) })
    expect(bench.run(['fix', '--write']).code).toBe(0)
    expect(bench.read('src/me.ts')).toBe(as(FIXED))
    expect(bench.run(['check']).code).toBe(0)
  })
})
