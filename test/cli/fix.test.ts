import { beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../support/built.js'
import { FIXED, MANIFEST, project, ROUTE, Workbench } from './support/command.js'

beforeAll(ensureBuilt)

describe('preview', () => {
  it('shows a diff and a summary, writes nothing and exits 0', () => {
    const bench = project()
    const { code, stdout, stderr } = bench.run([])
    expect(code).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).toContain('--- a/src/me.ts\n+++ b/src/me.ts\n')
    expect(stdout).toContain(
      "+  if (!req.headers.authorization) return withChallenge(res).status(401).json({ error: 'login' })",
    )
    expect(stdout).toContain('Helper: src/lib/http-auth.ts (new)')
    expect(stdout).toContain('1 place to edit in 1 file:\n  header (1)')
    expect(stdout).toContain('Nothing was written. Add --write to apply.')
    expect(stdout).not.toContain('\u001b[')
    expect(bench.read('src/me.ts')).toBe(ROUTE)
    expect(bench.has('src/lib')).toBe(false)
  })

  it('prints a diff that git applies, with the same result as --write', () => {
    const bench = project({ 'src/crlf.ts': ROUTE.replaceAll('\n', '\r\n') })
    bench.commit()
    expect(bench.run(['--patch', 'all.diff']).code).toBe(0)
    bench.git('-c', 'core.autocrlf=false', 'apply', '--check', 'all.diff')
    bench.git('-c', 'core.autocrlf=false', 'apply', 'all.diff')
    const applied = ['src/me.ts', 'src/crlf.ts', 'src/lib/http-auth.ts'].map((file) => bench.read(file))
    bench.git('checkout', '-q', '--', 'src')
    bench.git('clean', '-fdq')
    expect(bench.run(['fix', '--write']).code).toBe(0)
    expect(['src/me.ts', 'src/crlf.ts', 'src/lib/http-auth.ts'].map((file) => bench.read(file))).toEqual(applied)
  })

  it('says so when there is nothing to change', () => {
    const { code, stdout } = project({ 'src/me.ts': 'export const a = 1\n' }).run([])
    expect([code, stdout]).toEqual([0, 'Nothing to change. 1 file read.\n'])
  })
})

describe('--write', () => {
  it('writes the helper and the file; a second run changes nothing', () => {
    const bench = project()
    const first = bench.run(['fix', '--write'])
    expect(first.code).toBe(0)
    expect(first.stdout).toContain('2 files written.')
    expect(bench.read('src/me.ts')).toBe(FIXED)
    const helper = bench.read('src/lib/http-auth.ts')
    expect(helper).toContain('export function withChallenge')
    expect(helper).not.toContain('parseBearer')
    const second = bench.run(['fix', '--write'])
    expect([second.code, second.stdout]).toEqual([0, 'Nothing to change. 2 files read.\n'])
    expect([bench.read('src/me.ts'), bench.read('src/lib/http-auth.ts')]).toEqual([FIXED, helper])
    expect(bench.names('src')).toEqual(['lib', 'me.ts'])
  })

  it("keeps each file's mode", () => {
    const bench = project()
    bench.write('src/server.ts', `#!/usr/bin/env node\n${ROUTE}`, 0o755)
    expect(bench.run(['fix', '--write']).code).toBe(0)
    expect(bench.mode('src/server.ts')).toBe(0o755)
    expect(bench.read('src/server.ts')).toMatch(/^#!\/usr\/bin\/env node\nimport .*\nimport \{ withChallenge \}/)
  })

  it('leaves files with uncommitted changes until it is told otherwise', () => {
    const bench = project()
    bench.commit()
    bench.write('src/me.ts', `${ROUTE}// mine\n`)
    const refused = bench.run(['fix', '--write'])
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('src/me.ts')
    expect(refused.stderr).toContain('--allow-dirty')
    expect(bench.read('src/me.ts')).toBe(`${ROUTE}// mine\n`)
    expect(bench.has('src/lib')).toBe(false)
    expect(bench.run(['fix', '--write', '--allow-dirty']).code).toBe(0)
    expect(bench.read('src/me.ts')).toBe(`${FIXED}// mine\n`)
  })

  it('does not mind changes in files that it leaves alone', () => {
    const bench = project({ 'README.md': 'a' })
    bench.commit()
    bench.write('README.md', 'b')
    expect(bench.run(['fix', '--write']).code).toBe(0)
  })

  it('extends a helper that is there and reports a clash', () => {
    const own = '// ours\nexport const parseBearer = (value: string) => value\n'
    const bench = project({ 'src/lib/http-auth.ts': own })
    expect(bench.run(['fix', '--write']).code).toBe(0)
    expect(bench.read('src/lib/http-auth.ts').startsWith(own)).toBe(true)
    expect(bench.read('src/lib/http-auth.ts')).toContain('export function withChallenge')

    const clash = project({ 'src/lib/http-auth.ts': 'const withChallenge = 1\nexport default withChallenge\n' })
    const { stdout } = clash.run(['fix', '--write'])
    expect(stdout).toContain(
      'helper-clash: src/lib/http-auth.ts: withChallenge is declared there and is something else. (1)\n    src/me.ts:5:',
    )
    expect(clash.read('src/me.ts')).toBe(ROUTE)
  })
})

describe('flags', () => {
  it('--challenge, --realm and --helper-path decide the helper', () => {
    const bench = project()
    bench.run([
      'fix',
      '--write',
      '--challenge',
      'DPoP algs="ES256"',
      '--realm',
      'shop',
      '--helper-path',
      'src/auth/challenge.ts',
    ])
    expect(bench.read('src/auth/challenge.ts')).toContain("{ scheme: 'DPoP', algs: 'ES256', realm: 'shop' }")
    expect(bench.read('src/me.ts')).toContain("from './auth/challenge'")
  })

  it('--style inline needs no helper', () => {
    const bench = project()
    expect(bench.run(['fix', '--write', '--style', 'inline']).code).toBe(0)
    expect(bench.read('src/me.ts')).toBe(
      ROUTE.replace('res.status(401)', `res.set('WWW-Authenticate', 'Bearer realm="shop"').status(401)`),
    )
    expect(bench.has('src/lib')).toBe(false)
    expect(bench.run(['fix']).stdout).toContain('Nothing to change.')
  })

  it('--only and --safe keep to a part of the edits', () => {
    const parsing =
      "import type { Request } from 'express'\nexport const tokenOf = (req: Request) => req.headers.authorization?.split(' ')[1]\n"
    const bench = project({ 'src/token.ts': parsing })
    expect(bench.run(['--only', 'header']).stdout).not.toContain('src/token.ts')
    expect(bench.run(['--only', 'bearer']).stdout).not.toContain('a/src/me.ts')
    const safe = bench.run(['--safe']).stdout
    expect(safe).toContain('safe: left by --safe: clients would notice (1)\n    src/token.ts:2:')
    expect(safe).not.toContain('parseBearer')
    const all = bench.run([]).stdout
    expect(all).toContain('bearer: other schemes and raw tokens are no longer accepted (1)\n    src/token.ts:2:')
  })

  it('--include and --exclude choose files', () => {
    const bench = project({ 'src/b/you.ts': ROUTE, 'other/he.ts': ROUTE })
    const changed = (...args: readonly string[]): readonly string[] =>
      [...bench.run(args).stdout.matchAll(/^\+\+\+ b\/(.*)$/gm)]
        .map((match) => match[1] ?? '')
        .filter((one) => !one.endsWith('http-auth.ts'))
    expect(changed()).toEqual(['other/he.ts', 'src/b/you.ts', 'src/me.ts'])
    expect(changed('--include', 'src/**/*.{ts,js}')).toEqual(['src/b/you.ts', 'src/me.ts'])
    expect(changed('--exclude', 'src/b', '--exclude', 'other/**')).toEqual(['src/me.ts'])
    expect(changed('src/b', 'other/he.ts')).toEqual(['other/he.ts', 'src/b/you.ts'])
  })

  it('--since and --staged look at changed files only', () => {
    const bench = project()
    bench.commit()
    bench.write('src/new.ts', ROUTE)
    expect(bench.run(['--since', 'HEAD']).stdout).toMatch(/1 file read\.\n$/)
    expect(bench.run(['--staged']).stdout).toBe('Nothing to change. 0 files read.\n')
    bench.git('add', 'src/new.ts')
    expect(bench.run(['--staged']).stdout).toMatch(/1 file read\.\n$/)
  })

  it('--format json is one document with everything in it', () => {
    const bench = project()
    const { code, stdout } = bench.run(['--format', 'json'])
    const report = JSON.parse(stdout) as Record<string, unknown>
    expect(code).toBe(0)
    expect(Object.keys(report)).toEqual([
      'version',
      'command',
      'write',
      'exitCode',
      'interrupted',
      'files',
      'packages',
      'changes',
      'edits',
      'leaves',
      'remarks',
      'failures',
      'written',
    ])
    expect(report).toMatchObject({
      version: 1,
      exitCode: 0,
      files: { scanned: 1, analysed: 1 },
      packages: [
        {
          path: '.',
          helper: { path: 'src/lib/http-auth.ts', state: 'new' },
          challenge: { value: 'Bearer realm="shop"', source: 'inferred' },
        },
      ],
      edits: [{ codemod: 'header', path: 'src/me.ts', line: 5, column: 42, additive: true }],
      written: [],
    })
    expect(bench.run(['--format', 'json', '--output-file', 'report.json']).stdout).toBe('')
    expect(JSON.parse(bench.read('report.json'))).toEqual(report)
  })

  it('--quiet says the result alone', () => {
    expect(project().run(['--quiet']).stdout).toBe('Nothing was written. Add --write to apply. 1 file read.\n')
  })
})

describe('check and ESLint', () => {
  const agreed = (files: Readonly<Record<string, string>>, code: number, ...lines: readonly string[]): void => {
    const bench = project({ 'src/me.ts': 'export const a = 1\n', ...files })
    const { stdout, code: found } = bench.run(['check'])
    for (const line of lines) expect(stdout).toContain(line)
    expect(found).toBe(code)
  }
  const express = (body: string): string =>
    `import type { Request, Response } from 'express'\n\nexport function answer(req: Request, res: Response) {\n${body}\n}\n`

  it('agree on a 403 for a request without credentials', () => {
    agreed(
      { 'src/a.ts': express('  if (!req.headers.authorization) return res.status(403).json({})\n  res.json({})') },
      1,
      'unauthorized: answers missing or refused credentials; answer 401 with a challenge by hand (1)',
      'src/a.ts:4:42',
    )
  })

  it('agree on a value that is no challenge', () => {
    agreed(
      { 'src/a.ts': express("  res.set('WWW-Authenticate', 'Bearer realm=api').status(401).json({})") },
      1,
      'challenge: A realm is a quoted-string (RFC 9110, 11.5). Put it in double quotes. (1)',
    )
    agreed(
      { 'src/a.ts': express("  res.setHeader('WWW-Authenticate', 'Please log in')\n  res.status(401).json({})") },
      1,
      'challenge: `Please log in`',
    )
  })

  it('agree on a parser that is right but for the case of the scheme: strict alone reports it', () => {
    agreed(
      {
        'src/a.ts': express(
          "  const value = req.headers.authorization\n  if (!value || !value.startsWith('Bearer ')) return res.sendStatus(400)\n  const token = value.slice(7)\n  res.json({ token })",
        ),
      },
      0,
      'bearer (1; check counts 0 of them)',
    )
  })
})

describe('check', () => {
  it('exits 1 while something would change and 0 after it was changed', () => {
    const bench = project()
    const pending = bench.run(['check'])
    expect(pending.code).toBe(1)
    expect(pending.stdout).toContain('header (1)\n    src/me.ts:5:42')
    expect(pending.stdout).not.toContain('+++')
    expect(bench.read('src/me.ts')).toBe(ROUTE)
    bench.run(['fix', '--write'])
    expect(bench.run(['check']).code).toBe(0)
  })

  it('exits 1 for a place that a person has to change, with its reason and location', () => {
    const bench = project({
      'src/me.ts':
        "import type { Response } from 'express'\nexport const a = (res: Response, user: unknown) => res.status(user ? 403 : 401).json({})\n",
    })
    const { code, stdout } = bench.run(['check'])
    expect(code).toBe(1)
    expect(stdout).toContain('conditional-status: split into two returns (1)\n    src/me.ts:2:')
  })

  it('names an edit that brings a type error as fix --write does: left, not to be made again and again', () => {
    const bench = project({
      'tsconfig.json': JSON.stringify({ compilerOptions: { strict: true, types: [] }, include: ['src'] }),
      'src/me.ts':
        "interface Reply { setHeader(name: 'X', value: number): void; status(code: number): Reply; end(): void }\nimport express from 'express'\nexport const a = (req: express.Request, res: express.Response & Reply) => res.status(401).end()\n",
      'node_modules/express/package.json': JSON.stringify({ name: 'express', types: 'index.d.ts' }),
      'node_modules/express/index.d.ts':
        'declare namespace express { interface Request { a: 1 } interface Response { b: 1 } }\nexport = express\n',
    })
    const before = bench.read('src/me.ts')
    const written = bench.run(['fix', '--write'])
    expect(bench.read('src/me.ts')).toBe(before)
    const checked = bench.run(['check'])
    expect(checked.code).toBe(1)
    const left = /not-verified: .*\n.*/
    expect(written.stdout).toMatch(left)
    expect(left.exec(checked.stdout)?.[0]).toBe(left.exec(written.stdout)?.[0])
    expect(checked.stdout).not.toContain('to edit')
  })

  it('is content with a comment', () => {
    const bench = project({
      'src/me.ts': ROUTE.replace('  if (', '  // http-status-ignore-next-line old clients\n  if ('),
    })
    const { code, stdout } = bench.run(['check'])
    expect([code, stdout]).toEqual([
      0,
      '1 place left:\n  ignored: a comment asks to leave it (1)\n    src/me.ts:6:42\n\nNothing to change. 1 file read.\n',
    ])
  })
})

it('--help and --version answer before anything is looked at', () => {
  const bench = new Workbench()
  expect(bench.run(['--help']).stdout).toContain('http-status fix --write')
  expect(bench.run(['check', '--nonsense', '-h']).code).toBe(0)
  expect(bench.run(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})

it('decides per package in a repository of several', () => {
  const bench = new Workbench({
    'package.json': JSON.stringify({ name: 'all', private: true, workspaces: ['packages/*'] }),
    'packages/a/package.json': MANIFEST,
    'packages/a/src/me.ts': ROUTE,
    'packages/b/package.json': JSON.stringify({ name: 'b', type: 'module', dependencies: { fastify: '*' } }),
    'packages/b/server.js':
      "import fastify from 'fastify'\nconst app = fastify()\napp.get('/', async (request, reply) => reply.code(401).send())\n",
    'packages/c/package.json': JSON.stringify({ name: 'c', dependencies: { express: '*', jsonwebtoken: '*' } }),
    'packages/c/index.js':
      "const express = require('express')\nconst app = express()\napp.get('/', (req, res) => res.sendStatus(401))\n",
  })
  expect(bench.run(['fix', '--write']).code).toBe(0)
  expect(bench.read('packages/a/src/lib/http-auth.ts')).toContain('interface NodeResponse')
  expect(bench.read('packages/b/lib/http-auth.js')).toContain('@typedef {object} Reply')
  expect(bench.read('packages/b/server.js')).toContain("import { withChallenge } from './lib/http-auth.js'")
  expect(bench.read('packages/c/lib/http-auth.js')).toContain('module.exports = { withChallenge }')
  expect(bench.read('packages/c/lib/http-auth.js')).toContain("realm: 'c'")
  expect(bench.read('packages/c/index.js')).toContain("const { withChallenge } = require('./lib/http-auth')")
})
