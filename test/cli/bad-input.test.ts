import { beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../support/built.js'
import { FIXED, MANIFEST, project, ROUTE, Workbench } from './support/command.js'

beforeAll(ensureBuilt)

describe('wrong usage exits 2 with one clear sentence', () => {
  it.each([
    [['--nonsense'], 'Unknown flag --nonsense. See http-status --help.'],
    [['--wirte'], 'Unknown flag --wirte. Did you mean --write? See http-status --help.'],
    [['--only', 'headers'], '--only takes forbidden or unauthorized or header or bearer or challenge, not "headers".'],
    [['--style', 'nice'], '--style takes helper or inline, not "nice".'],
    [['--format', 'xml'], '--format takes text or json or sarif or junit or github or markdown or html, not "xml".'],
    [['--challenge', ''], '--challenge: "" is no challenge: it has no scheme.'],
    [
      ['--challenge', 'Bearer a="b", Basic c="d"'],
      '--challenge: "Bearer a=\\"b\\", Basic c=\\"d\\"" has several challenges; give one.',
    ],
    [['--realm', 'a\nb'], '--realm takes printable ASCII text.'],
    [['--helper-path', '../x.ts'], '--helper-path is relative to each package and stays in it.'],
    [['--helper-path', 'x.json'], '--helper-path takes a .ts, .mts, .cts, .js, .mjs or .cjs file.'],
    [['check', '--write'], 'check never writes. Use http-status fix --write.'],
    [['check', '-i'], '--interactive goes with fix.'],
    [['init', '--interactive'], '--interactive goes with fix.'],
    [['-i', '--format', 'json'], '--interactive asks in the terminal: with it, --format needs --output-file FILE.'],
    [
      ['-i'],
      '--interactive needs a terminal to ask in. Without one use fix --write, with paths, --only or --safe to choose.',
    ],
    [['--preset', 'strict'], '--preset goes with init.'],
    [['init', '--preset', 'all'], '--preset takes recommended or strict, not "all".'],
    [['init', 'src'], 'init takes no paths: run it in the folder of the project.'],
    [['--quiet', '--verbose'], '--quiet and --verbose exclude each other.'],
    [['--since', 'x', '--staged'], '--since and --staged exclude each other.'],
    [['src/none.ts'], 'No such file or folder: src/none.ts'],
    [['--since', 'HEAD'], '--since needs a git repository.'],
    [['--staged'], '--staged needs a git repository.'],
  ])('%j', (args, message) => {
    const bench = project()
    expect(bench.run(args)).toEqual({ code: 2, stdout: '', stderr: `${message}\n` })
  })

  it('a flag without its value', () => {
    const { code, stderr } = project().run(['--realm'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^Option '--realm <value>' argument missing.*See http-status --help\.\n$/)
  })

  it('a commit that does not exist', () => {
    const bench = project()
    bench.commit()
    const { code, stderr } = bench.run(['--since', 'nothing'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^git diff: .*nothing/)
  })

  it('a folder that is no project', () => {
    const bench = new Workbench({ 'a.js': 'res.status(401)\n' })
    const { code, stderr } = bench.run([])
    expect([code, stderr]).toEqual([
      2,
      `No package.json in ${bench.folder}, above it or below it. Run http-status in a project's folder.\n`,
    ])
  })

  it('a place for the report that does not exist, before anything is written', () => {
    const bench = project()
    expect(bench.run(['fix', '--write', '--patch', 'no/such/folder.diff']).code).toBe(2)
    expect(bench.run(['fix', '--write', '--output-file', 'src']).code).toBe(2)
    expect(bench.read('src/me.ts')).toBe(ROUTE)
  })

  it('a --tsconfig that is missing or does not load', () => {
    const bench = project({ 'broken.json': '{ "extends": "./gone.json" }' })
    expect(bench.run(['--tsconfig', 'none.json'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('No such file') as string,
    })
    expect(bench.run(['--tsconfig', 'broken.json'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('broken.json does not load') as string,
    })
  })
})

describe('files that cannot be worked on are listed, exit 3, and the others are done', () => {
  it('broken syntax', () => {
    const broken = `${ROUTE}}}}\n`
    const bench = project({ 'src/broken.ts': broken })
    const { code, stdout } = bench.run(['fix', '--write'])
    expect(code).toBe(3)
    expect(stdout).toMatch(/1 file with problems:\n {2}src\/broken\.ts could not be parsed \(8:1 /)
    expect(bench.read('src/broken.ts')).toBe(broken)
    expect(bench.read('src/me.ts')).toBe(FIXED)
  })

  it('read-only', () => {
    const bench = project()
    bench.write('src/locked.ts', ROUTE, 0o444)
    const { code, stdout } = bench.run(['fix', '--write'])
    expect(code).toBe(3)
    expect(stdout).toContain('src/locked.ts is read-only')
    expect([bench.read('src/locked.ts'), bench.mode('src/locked.ts')]).toEqual([ROUTE, 0o444])
    expect(bench.read('src/me.ts')).toBe(FIXED)
  })

  it('a tsconfig that does not load', () => {
    const bench = project({ 'tsconfig.json': '{ "extends": "./gone.json" }' })
    const { code, stdout } = bench.run(['fix', '--write'])
    expect(code).toBe(3)
    expect(stdout).toContain('tsconfig.json does not load, so only what it says itself is used')
    expect(bench.read('src/me.ts')).toBe(FIXED)
  })

  it('a package.json that is no JSON', () => {
    const bench = project({ 'package.json': '{' })
    const { code, stdout } = bench.run([])
    expect(code).toBe(3)
    expect(stdout).toContain('package.json is no valid JSON')
  })

  it('a check with something to do as well exits 1', () => {
    expect(project({ 'src/broken.ts': `${ROUTE}}}}\n` }).run(['check']).code).toBe(1)
  })
})

describe('files that are none of its business', () => {
  it('are passed over without an error', () => {
    const bench = project({
      'src/latin1.ts': Buffer.from(`// caf\xe9\n${ROUTE}`, 'latin1'),
      'src/empty.ts': '',
      'src/generated.ts': `// @generated by a tool\n${ROUTE}`,
      'src/types.d.ts': ROUTE,
      'src/bundle.min.js': ROUTE,
      'node_modules/x/index.js': ROUTE,
      'src/notes.md': '401',
    })
    bench.link('me.ts', 'src/link.ts')
    bench.link('.', 'src/loop')
    const { code, stdout } = bench.run(['--verbose'])
    expect(code).toBe(0)
    expect([...stdout.matchAll(/^\+\+\+ b\/(.*)$/gm)].map((match) => match[1])).toEqual([
      'src/lib/http-auth.ts',
      'src/me.ts',
    ])
    expect(stdout).toContain('Not looked at: ')
    for (const reason of ['1 empty', '1 generated', '1 not-utf8']) expect(stdout).toContain(reason)
  })

  it('includes what git ignores, and what a repository should not have committed', () => {
    const bench = project({
      '.gitignore': 'build/\n*.gen.ts\n!keep.gen.ts\n',
      'build/a.ts': ROUTE,
      'src/a.gen.ts': ROUTE,
      'src/keep.gen.ts': ROUTE,
      'node_modules/x/index.ts': ROUTE,
    })
    const read = (...args: readonly string[]): string | undefined =>
      /(\d+) files? read/.exec(bench.run(args).stdout)?.[1]
    expect(read()).toBe('2')
    expect(read('--no-gitignore')).toBe('4')
    bench.git('init', '-q')
    bench.git('add', '-f', 'node_modules', 'src/me.ts')
    expect(read()).toBe('2')
    expect(read('--no-gitignore')).toBe('4')
  })
})

describe('an accident while writing', () => {
  const patch = (body: string): string =>
    `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'; ${body}; syncBuiltinESMExports()`

  it('an interruption leaves every file whole and says what was written', () => {
    const bench = project({ 'src/you.ts': ROUTE })
    const preload = patch(
      `const rename = fs.renameSync; fs.renameSync = (...a) => { rename(...a); process.kill(process.pid, 'SIGINT') }`,
    )
    const { code, stdout } = bench.run(['fix', '--write'], { preload })
    expect(code).toBe(130)
    expect(stdout).toContain('Interrupted. Written before that:\n  src/lib/http-auth.ts\n')
    expect([bench.read('src/me.ts'), bench.read('src/you.ts')]).toEqual([ROUTE, ROUTE])
    expect(bench.names('src')).toEqual(['lib', 'me.ts', 'you.ts'])
  })

  it('an interruption before that writes nothing', () => {
    const bench = project()
    const preload = patch(
      `const read = fs.readFileSync; fs.readFileSync = (...a) => { if (String(a[0]).endsWith('me.ts')) process.kill(process.pid, 'SIGINT'); return read(...a) }`,
    )
    const { code, stdout } = bench.run(['fix', '--write'], { preload })
    expect(code).toBe(130)
    expect(stdout).toContain('Interrupted. Nothing was written.')
    expect(bench.read('src/me.ts')).toBe(ROUTE)
  })

  it('a full disk leaves every file as it was, without temporary files', () => {
    const bench = project()
    const preload = patch(
      `const write = fs.writeFileSync; fs.writeFileSync = (target, ...a) => { if (typeof target === 'number') throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }); return write(target, ...a) }`,
    )
    const { code, stdout } = bench.run(['fix', '--write'], { preload })
    expect(code).toBe(3)
    expect(stdout).toContain('src/lib/http-auth.ts could not be written: ENOSPC')
    expect(stdout).toContain('src/me.ts was not written because the helper file could not be written')
    expect(bench.read('src/me.ts')).toBe(ROUTE)
    expect(bench.names('src/lib')).toEqual([])
  })

  it('a file that changes meanwhile is left', () => {
    const bench = project()
    const preload = patch(
      `const mkdir = fs.mkdirSync; fs.mkdirSync = (...a) => { fs.appendFileSync('src/me.ts', '// mine\\n'); return mkdir(...a) }`,
    )
    const { code, stdout } = bench.run(['fix', '--write'], { preload })
    expect(code).toBe(3)
    expect(stdout).toContain('src/me.ts changed while the command ran')
    expect(bench.read('src/me.ts')).toBe(`${ROUTE}// mine\n`)
  })
})

it('works without git in the path', () => {
  const bench = new Workbench({ 'package.json': MANIFEST, 'src/me.ts': ROUTE })
  const { code } = bench.run(['fix', '--write'], { preload: `process.env.PATH = ''` })
  expect(code).toBe(0)
  expect(bench.read('src/me.ts')).toBe(FIXED)
})
