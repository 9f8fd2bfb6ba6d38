import { beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../support/built.js'
import { MANIFEST, project, Workbench } from './support/command.js'
import { inTerminal, type Session, type Step } from './support/terminal.js'

beforeAll(ensureBuilt)

const HEAD = "import { Router } from 'express'\n"
const IMPORT = "import { withChallenge } from './lib/http-auth'\n"
const route = (path: string, res = 'res'): string =>
  `Router().get('/${path}', (req, res) => {\n  if (!req.headers.authorization) return ${res}.status(401).json({})\n  res.json({})\n})\n`
const FIXED = 'withChallenge(res)'
const BEARER = "Router().get('/t', (req, res) => res.json(req.headers.authorization?.split(' ')[1]))\n"

/** Two files with two places each, and a third with another rule. */
const shop = (): Workbench =>
  new Workbench({
    'package.json': MANIFEST,
    'src/a.ts': HEAD + route('1') + route('2'),
    'src/b.ts': HEAD + route('3') + route('4'),
    'src/c.ts': HEAD + BEARER,
  })

const ASKED = 'quit and write what was accepted'

function answer(bench: Workbench, keys: readonly string[], more: readonly string[] = []): Promise<Session> {
  const steps = keys.map((key): Step => ({ until: ASKED, keys: key }))
  return inTerminal(bench.folder, ['fix', '--interactive', ...more], steps)
}

/** Which of the four 401s were edited. */
function edited(bench: Workbench): string {
  return ['src/a.ts', 'src/b.ts']
    .flatMap((file) => [...bench.read(file).matchAll(/(withChallenge\()?res\)?\.status\(401\)/g)])
    .map((match) => (match[1] === undefined ? '-' : '+'))
    .join('')
}

describe('fix --interactive in a terminal', () => {
  it('shows the place, the rule, the reason and the lines; writes what was accepted and an import only there', async () => {
    const bench = shop()
    const { code, screen } = await answer(bench, ['n', 'y', 'n', 'n', 'n'])
    expect(screen).toContain('src/a.ts:3:42  http-status/require-www-authenticate, 1 of 5')
    expect(screen).toContain('This 401 is sent without a WWW-Authenticate header; http-status fix adds it.')
    expect(screen).toContain(
      [
        "   2   Router().get('/1', (req, res) => {",
        '   3 -   if (!req.headers.authorization) return res.status(401).json({})',
        '     +   if (!req.headers.authorization) return withChallenge(res).status(401).json({})',
        '   4     res.json({})',
        '   5   })',
      ].join('\n'),
    )
    expect([code, edited(bench)]).toEqual([0, '-+--'])
    expect(bench.read('src/a.ts')).toBe(HEAD + IMPORT + route('1') + route('2', FIXED))
    expect(bench.read('src/lib/http-auth.ts')).not.toContain('parseBearer')
    expect(screen).toContain('2 files written.')
    expect(screen).toContain('declined: not accepted (4)')
  })

  it('all of this rule: asks on for other rules alone', async () => {
    const bench = shop()
    const { code, screen } = await answer(bench, ['a', 'n'])
    expect([code, edited(bench)]).toEqual([0, '++++'])
    expect(screen).toContain('http-status/bearer-scheme, 5 of 5')
    expect(screen).toContain('Clients will notice: other schemes and raw tokens are no longer accepted.')
    expect(bench.read('src/c.ts')).toBe(HEAD + BEARER)
  })

  it('everything accepted is what --write makes, byte for byte', async () => {
    const [asked, written] = [shop(), shop()]
    await answer(asked, ['a', 'y'])
    written.run(['fix', '--write'])
    for (const file of ['src/a.ts', 'src/b.ts', 'src/c.ts', 'src/lib/http-auth.ts'])
      expect(asked.read(file)).toBe(written.read(file))
  })

  it('rest of file, then skip file', async () => {
    const bench = shop()
    const { code } = await answer(bench, ['r', 's', 'y'])
    expect([code, edited(bench)]).toEqual([0, '++--'])
    expect(bench.read('src/c.ts')).toContain('parseBearer(req.headers.authorization)')
  })

  it('why: explains and asks again; Enter alone too', async () => {
    const bench = shop()
    const { code, screen } = await answer(bench, ['w', '\r', 'q'])
    expect([code, edited(bench)]).toEqual([0, '----'])
    expect(screen).toContain('which RFC 9110 requires')
    expect(screen).toContain('Recognised as express: ')
    expect(screen).toContain('Reached when: !req.headers.authorization.')
    expect(screen).toContain('Challenge: Bearer realm="')
    expect(screen).toContain('docs/rules/require-www-authenticate.md')
    expect(screen.match(/Recognised as express/g)).toHaveLength(2)
    expect(screen.match(/◇.*\n.*why: explain, then ask again/g)).toHaveLength(2)
  })

  it('quit keeps what was accepted', async () => {
    const bench = shop()
    const { code, screen } = await answer(bench, ['y', 'q'])
    expect([code, edited(bench)]).toEqual([0, '+---'])
    expect(screen).toContain('2 files written.')
  })

  it('Ctrl-C keeps it too, says what was written and exits 130', async () => {
    const bench = shop()
    const { code, screen } = await answer(bench, ['y', '\u0003'])
    expect([code, edited(bench)]).toEqual([130, '+---'])
    expect(screen).toContain('Interrupted. Written before that:\n  src/lib/http-auth.ts\n  src/a.ts\n')
    expect(bench.names('src')).toEqual(['a.ts', 'b.ts', 'c.ts', 'lib'])
  })

  it('Ctrl-C at the first question writes nothing', async () => {
    const bench = shop()
    const { code, screen } = await answer(bench, ['\u0003'])
    expect([code, edited(bench), bench.has('src/lib')]).toEqual([130, '----', false])
    expect(screen).toContain('Interrupted. Nothing was written.')
  })

  it('looks for uncommitted changes before it asks', async () => {
    const bench = shop()
    bench.commit()
    bench.write('src/b.ts', `${bench.read('src/b.ts')}// mine\n`)
    const { code, screen } = await answer(bench, [])
    expect(code).toBe(2)
    expect(screen).toContain('--allow-dirty')
    expect(screen).not.toContain(ASKED)
  })

  it('asks nothing when there is nothing to change', async () => {
    const bench = project({ 'src/me.ts': 'export const a = 1\n' })
    const { code, screen } = await answer(bench, [])
    expect([code, screen]).toEqual([0, expect.stringContaining('Nothing to change. 1 file read.\n')])
  })
})

const guarded = (path: string, caller: string): string =>
  `Router().get('/${path}', async (req, res) => {\n  ${caller}\n  if (user.role !== 'admin') return res.sendStatus(401)\n  res.json({})\n})\n`
/** The caller comes from a function of which only the name is known. */
const byName = (path: string): string => guarded(path, 'const user = await getUser(req)')
/** The caller was tested in front. */
const proven = (path: string): string =>
  guarded(path, "const { user } = req\n  if (!user) return res.redirect('/login')")

/** A wrong status that is proven stands between two that rest on names, and one more in another file. */
const accounts = (): Workbench =>
  new Workbench({
    'package.json': MANIFEST,
    'src/a.ts': HEAD + byName('1') + proven('2') + byName('3'),
    'src/b.ts': HEAD + proven('4'),
  })

/** The statuses that the places have after a session. */
function statuses(bench: Workbench): string {
  return ['src/a.ts', 'src/b.ts']
    .flatMap((file) => [...bench.read(file).matchAll(/sendStatus\((\d+)\)/g)])
    .map((match) => match[1] ?? '')
    .join(' ')
}

describe('an edit that rests on names alone', () => {
  it('is listed by --write, and not written', () => {
    const bench = accounts()
    const { stdout } = bench.run(['fix', '--write'])
    expect(statuses(bench)).toBe('401 403 401 403')
    expect(stdout).toContain('by-name: only names say that a known caller is refused for what he may do')
  })

  it('is asked about with its doubt first, and written when it is accepted', async () => {
    const bench = accounts()
    const { code, screen } = await answer(bench, ['y', 'n', 'n', 'n'])
    expect([code, statuses(bench)]).toEqual([0, '403 401 401 401'])
    const card = screen.slice(screen.indexOf('src/a.ts:4:'), screen.indexOf(ASKED))
    expect(card.indexOf('In doubt: only names say that a known caller is refused for what he may do.')).toBeGreaterThan(
      0,
    )
    expect(card.indexOf('In doubt:')).toBeLessThan(card.indexOf('Clients will notice: wire-visible status change'))
    expect(screen).toContain('declined: not accepted (3)')
  })

  it('is asked about again after all of this rule: what is proven is not', async () => {
    const bench = accounts()
    const { code, screen } = await answer(bench, ['a', 'n'])
    expect([code, statuses(bench)]).toEqual([0, '403 403 401 403'])
    expect(screen).toContain('http-status/no-401-after-auth, 3 of 4')
    expect(screen).not.toContain('2 of 4')
    expect(screen).not.toContain('4 of 4')
  })

  it('is asked about again after the rest of this file', async () => {
    const bench = accounts()
    const { code } = await answer(bench, ['r', 'y', 'q'])
    expect([code, statuses(bench)]).toEqual([0, '403 403 403 401'])
  })

  it('is explained by what was found, and left by quit', async () => {
    const bench = accounts()
    const { code, screen } = await answer(bench, ['w', 'q'])
    expect([code, statuses(bench)]).toEqual([0, '401 401 401 401'])
    expect(screen).toContain('This 401 refuses a caller who is known')
    expect(screen).toContain("Reached when: user.role !== 'admin'.")
    expect(screen).toContain('docs/rules/no-401-after-auth.md')
  })

  it('is not offered with --safe: clients would notice', async () => {
    const bench = accounts()
    const { code, screen } = await answer(bench, [], ['--safe'])
    expect([code, statuses(bench)]).toEqual([0, '401 401 401 401'])
    expect(screen).not.toContain(ASKED)
  })
})

describe('init in a terminal', () => {
  const files = { 'eslint.config.mjs': 'export default []\n' }

  it.each([
    ['y', "import httpStatus from 'eslint-plugin-http-status'\n\nexport default [httpStatus.configs.recommended]\n"],
    ['n', 'export default []\n'],
    ['\u0003', 'export default []\n'],
  ])('shows the diff and asks; the answer is %j', async (keys, text) => {
    const bench = project(files)
    const { code, screen } = await inTerminal(bench.folder, ['init'], [{ until: 'Write eslint.config.mjs?', keys }])
    expect([code, bench.read('eslint.config.mjs')]).toEqual([0, text])
    expect(screen).toContain('+export default [httpStatus.configs.recommended]')
    expect(screen).toContain(keys === 'y' ? 'eslint.config.mjs written.' : 'Nothing was written.')
  })
})
