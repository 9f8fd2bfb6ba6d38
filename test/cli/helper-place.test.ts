import { execFileSync } from 'node:child_process'
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { RunOptions } from '../../codemods/options.js'
import type { RunReport } from '../../codemods/report.js'
import { exitCodeOf } from '../../src/cli/exit-code.js'
import { FLAVOURS, helper } from '../codemods/helper/cases.js'
import { makeProject, type Project } from '../codemods/support/project.js'
import { MANIFEST, Workbench } from './support/command.js'

const ROUTE = "import express from 'express'\n\nexport const deny = (req, res) => res.status(401).end()\n"
const EDITED = ROUTE.replace("'express'\n", "'express'\nimport { withChallenge } from './lib/http-auth'\n").replace(
  'res.status',
  'withChallenge(res).status',
)
const PLACE = 'src/lib/http-auth.js'
const FILES = { 'package.json': MANIFEST, 'src/a.js': ROUTE, 'src/lib/other.js': '' }

function project(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  links: Record<string, string> = {},
): Project {
  const made = makeProject({ ...FILES, ...files })
  for (const [file, target] of Object.entries(links)) symlinkSync(target, path.join(made.folder, file))
  return made
}

function outsideFolder(): string {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'http-status-outside-')))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  return folder
}

function snapshot(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((one) => {
      const file = path.join(one.parentPath, one.name)
      return `${file} ${String(lstatSync(file).mode)} ${one.isFile() ? readFileSync(file, 'latin1') : ''}`
    })
    .sort()
}

function said({ failures, leaves }: RunReport): readonly string[] {
  return [...failures.map((one) => `${one.path} ${one.message}`), ...leaves.map((one) => `${one.code}: ${one.text}`)]
}

/** A preview, the gate, and writing over the same tree: each says why, and what lies on disk is what lay there before. */
async function expectLeft({ folder, run }: Project, sentence: string, helperPath?: string): Promise<void> {
  const before = snapshot(folder)
  for (const write of [false, true]) {
    const report = await run({ write, allowDirty: true, ...(helperPath !== undefined && { helperPath }) })
    expect(said(report)).toEqual([`${sentence}, so nothing that needs it was edited`, `helper-clash: ${sentence}`])
    expect([exitCodeOf(report, 'fix'), exitCodeOf(report, 'check')]).toEqual([3, 1])
    expect(snapshot(folder)).toEqual(before)
  }
}

describe('a helper file that cannot be used', () => {
  it('is a link that leads nowhere, for the command as well', () => {
    const bench = new Workbench(FILES)
    bench.link('../../gone/http-auth.js', PLACE)
    bench.commit()
    for (const [args, exit] of [
      [[], 3],
      [['check'], 1],
      [['fix', '--write'], 3],
    ] as const) {
      const { code, stdout, stderr } = bench.run(args)
      expect([code, stderr]).toEqual([exit, expect.not.stringMatching(/^\s+at /m)])
      expect(stdout).toContain(`${PLACE} is a link to a file that does not exist`)
    }
    expect(bench.git('status', '--porcelain')).toBe('')
  })

  it('is a link to itself', () =>
    expectLeft(project({}, { [PLACE]: 'http-auth.js' }), `${PLACE} cannot be read (ELOOP)`))

  it('is a folder', () =>
    expectLeft(project({ [`${PLACE}/index.js`]: 'export const x = 1\n' }), `${PLACE} is a folder`))

  it('is no file', () => expectLeft(project({}, { [PLACE]: os.devNull }), `${PLACE} is no regular file`))

  it('holds bytes that are no text', () =>
    expectLeft(project({ [PLACE]: Uint8Array.of(0x2f, 0x2f, 0xe9, 0x0a) }), `${PLACE} is not UTF-8 text`))

  it.each([
    ['below a file', 'src/file/auth.js', 'file is no folder'],
    ['below a link to nowhere', 'src/dangling/auth.js', 'dangling is a link to a folder that does not exist'],
    ['below a link out of the package', 'src/outside/deep/auth.js', 'outside is a link to somewhere else'],
  ])('is named and lies %s', async (_, file, problem) => {
    const outside = outsideFolder()
    const made = project({ 'src/file': '' }, { 'src/dangling': 'gone', 'src/outside': outside })
    await expectLeft(made, `${file} cannot be made: ${problem}`, file)
    expect(readdirSync(outside)).toEqual([])
  })
})

describe('a helper file that git tracks and that was deleted', () => {
  it.each([PLACE, 'src/auth/http-auth.js', 'http-auth.ts'])('is made anew: %s', async (tracked) => {
    const made = project({ [tracked]: 'export const x = 1\n' })
    for (const args of [
      ['init', '-q'],
      ['add', '-A'],
      ['-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-qm', 'x'],
    ])
      execFileSync('git', args, { cwd: made.folder })
    rmSync(path.join(made.folder, tracked))
    const preview = await made.run()
    expect([preview.packages[0]?.helper, said(preview)]).toEqual([{ path: PLACE, state: 'new' }, []])
    await made.run({ write: true })
    expect(made.read('src/a.js')).toBe(EDITED)
    expect((await made.run()).edits).toEqual([])
  })
})

describe('a helper file behind a link', () => {
  it('is used as it is, and nothing is added to it', async () => {
    const target = path.join(outsideFolder(), 'http-auth.js')
    const made = project({}, { [PLACE]: target })
    writeFileSync(target, helper({ flavour: FLAVOURS.js }, { semicolons: false }))
    await made.run({ write: true })
    expect(made.read('src/a.js')).toBe(EDITED)

    made.write('src/a.js', ROUTE)
    writeFileSync(target, 'export const other = 1\n')
    const report = await made.run({ write: true })
    expect(said(report)).toEqual([
      `helper-clash: ${PLACE} has no withChallenge, and is a link: nothing is added to what it leads to`,
    ])
    expect([made.read('src/a.js'), readFileSync(target, 'utf8')]).toEqual([ROUTE, 'export const other = 1\n'])
    expect(lstatSync(path.join(made.folder, PLACE)).isSymbolicLink()).toBe(true)
  })
})

describe('the place of a new helper does not depend on the scope of the run', () => {
  const at = (name: string, imported: string): string =>
    `import type { Response } from 'express'\nimport { log } from '${imported}'\n\nexport const ${name} = (res: Response) => res.sendStatus(401)\nlog()\n`
  const files = {
    'package.json': MANIFEST,
    'src/utils/log.ts': 'export const log = () => undefined\n',
    'src/middleware/auth.ts': at('deny', '../utils/log'),
    'src/middleware/roles.ts': at('refuse', '../utils/log'),
    'src/routes/users.ts': at('users', '../utils/log'),
  }
  const placeOf = async (made: Project, options: Partial<RunOptions>): Promise<string | undefined> => {
    const { packages } = await made.run(options)
    return packages[0]?.helper?.path
  }

  it.each([
    ['one file is named', { paths: ['src/middleware/auth.ts'] }],
    ['a folder is named', { paths: ['src/middleware'] }],
    ['the run stands in a folder', { cwd: 'src/middleware' }],
    [
      'some places are accepted',
      { accepts: ({ path: file }: { readonly path: string }) => file.includes('middleware/a') },
    ],
  ])('%s', async (_, { cwd, ...options }: Partial<RunOptions>) => {
    const made = makeProject(files)
    const whole = await placeOf(made, {})
    expect(whole).toBe('src/utils/http-auth.ts')
    const place = await placeOf(made, { ...options, ...(cwd !== undefined && { cwd: path.join(made.folder, cwd) }) })
    expect(path.resolve(made.folder, cwd ?? '', place ?? '')).toBe(path.join(made.folder, whole ?? ''))
  })

  it('nor whether one is there already, far away', async () => {
    const made = makeProject({ ...files, 'src/shared/deep/http-auth.ts': 'export const x = 1\n' })
    expect(await placeOf(made, { paths: ['src/middleware/auth.ts'] })).toBe('src/shared/deep/http-auth.ts')
  })

  it.each([['staged'], ['named']])('files that are %s', (kind) => {
    const bench = new Workbench(files)
    bench.commit()
    bench.write('src/middleware/auth.ts', `${files['src/middleware/auth.ts']}export {}\n`)
    bench.git('add', '-A')
    const { stdout } = bench.run([
      'fix',
      '--no-verify',
      ...(kind === 'staged' ? ['--staged'] : ['src/middleware/auth.ts']),
    ])
    expect(stdout).toContain('Helper: src/utils/http-auth.ts (new)')
    expect(stdout).not.toContain('src/routes/users.ts')
  })
})
