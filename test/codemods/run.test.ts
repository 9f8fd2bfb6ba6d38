import { ESLint } from 'eslint'
import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { makeProject, manifest } from './support/project.js'
import plugin from '../../src/index.js'

const BASIC = `import type { Request, Response } from 'express'

export function basic(req: Request, res: Response) {
  const [scheme, value] = (req.headers.authorization ?? '').split(' ')
  if (scheme !== 'Basic ') return res.status(401).end()
  return Buffer.from(value, 'base64').toString()
}

export function other(req: Request, res: Response) {
  if (!req.headers['x-token']) return res.status(401).end()
}
`

describe('the challenge', () => {
  it('is Basic only where Basic credentials are decoded', async () => {
    const project = makeProject({ 'package.json': manifest('express'), 'src/a.ts': BASIC })
    await project.run({ write: true })
    expect(project.read('src/a.ts')).toContain(
      "return withChallenge(res, { scheme: 'Basic', realm: 'shop', charset: 'UTF-8' }).status(401).end()",
    )
    expect(project.read('src/a.ts')).toContain(
      "if (!req.headers['x-token']) return withChallenge(res).status(401).end()",
    )
    expect((await project.run()).edits).toEqual([])
  })

  it.each([
    ['bearer tokens', "import jwt from 'jsonwebtoken'\n", 'Bearer realm="shop"', 'src/b.ts:1'],
    ['sessions', "import session from 'express-session'\n", 'Cookie realm="shop"', 'src/b.ts:1'],
    ['API keys', "const key = (req) => req.get('x-api-key') // authorization\n", 'ApiKey realm="shop"', 'src/b.ts:1'],
  ])('follows the evidence and names it: %s', async (_, line, value, place) => {
    const project = makeProject({
      'package.json': manifest('express'),
      'src/a.ts':
        "import type { Response } from 'express'\nexport const deny = (res: Response) => res.sendStatus(401)\n",
      'src/b.ts': `${line}export const denied = 401\n`,
    })
    const [report] = (await project.run()).packages
    expect(report?.challenge).toMatchObject({
      value,
      source: 'inferred',
      because: expect.stringContaining(place) as string,
    })
  })

  it('is the one that the package sends already', async () => {
    const project = makeProject({
      'package.json': manifest('express', 'jsonwebtoken'),
      'src/a.ts':
        "import type { Response } from 'express'\nexport const a = (res: Response) => res.set('WWW-Authenticate', 'DPoP realm=\"pay\", error=\"invalid_token\"').sendStatus(401)\nexport const b = (res: Response) => res.sendStatus(401)\n",
    })
    const [report] = (await project.run()).packages
    expect(report?.challenge).toMatchObject({ value: 'DPoP realm="pay"', source: 'existing' })
  })
})

describe('the helper file', () => {
  const route = (imports: string): string => `${imports}export const deny = (res) => res.status(401).end()\n`

  it.each([
    ['server', { 'server/routes/a.js': route("import express from 'express'\n") }, 'server/lib/http-auth.js'],
    ['controllers', { 'controllers/a.js': route("import express from 'express'\n") }, 'lib/http-auth.js'],
    ['pages', { 'pages/api/a.js': route("import express from 'express'\n") }, 'lib/http-auth.js'],
    ['libs', { 'src/libs/a.js': route("import express from 'express'\n") }, 'src/libs/http-auth.js'],
    ['src', { 'src/a.js': route("import express from 'express'\n"), 'tools/b.js': '401' }, 'src/lib/http-auth.js'],
  ])('goes where sources are: %s', async (_, files, place) => {
    const project = makeProject({ 'package.json': manifest('express'), ...files })
    const [report] = (await project.run()).packages
    expect(report?.helper?.path).toBe(place)
  })

  it('goes into no folder that git ignores', async () => {
    const files = { '.gitignore': 'lib/\n', 'src/a.js': route("import express from 'express'\n") }
    const project = makeProject({ 'package.json': manifest('express'), ...files })
    execFileSync('git', ['init', '-q'], { cwd: project.folder })
    const [report] = (await project.run()).packages
    expect(report?.helper?.path).toBe('src/utils/http-auth.js')
  })

  it('is reached by an alias where the file needs one when it runs', async () => {
    const project = makeProject({
      'package.json': manifest('express'),
      'tsconfig.json':
        '{ // with a comment\n "extends": "./generated.json", "compilerOptions": { "paths": { "~srv/*": ["./server/*"] } }, }',
      'server/db.ts': 'export const db = 1\n',
      'server/a.ts':
        "import type { Response } from 'express'\nimport { db } from '~srv/db'\nexport const deny = (res: Response) => (db, res.sendStatus(401))\n",
    })
    await project.run({ write: true })
    expect(project.read('server/a.ts')).toContain("import { withChallenge } from '~srv/lib/http-auth'")
  })
})

describe('a thrown http error', () => {
  const thrown =
    "import createError from 'http-errors'\nexport const guard = async (request) => {\n  if (!request.headers.authorization) throw createError(401, 'No token')\n}\n"

  it('gets its header where the framework sends it', async () => {
    for (const framework of ['express', 'fastify']) {
      const project = makeProject({ 'package.json': manifest(framework, 'http-errors'), 'src/a.js': thrown })
      await project.run({ write: true })
      expect(project.read('src/a.js')).toContain("throw createError(401, 'No token', { headers: challengeHeaders() })")
      expect((await project.run()).edits).toEqual([])
    }
  })

  it.each([
    ['express', 'export const onError = (err, req, res, next) => res.status(err.status).end()\n'],
    ['express', 'export function onError(err: unknown, _req: Request, res: Response, _next: NextFunction) {}\n'],
    ['fastify', 'app.setErrorHandler((error, request, reply) => reply.send(error.message))\n'],
  ])('is left where the project has an error handler of its own (%s)', async (framework, handler) => {
    const files = { 'src/a.js': thrown, 'src/handler.ts': handler }
    const project = makeProject({ 'package.json': manifest(framework, 'http-errors'), ...files })
    const { edits, leaves } = await project.run()
    expect(edits).toEqual([])
    expect(leaves).toMatchObject([{ code: 'thrown-401', path: 'src/a.js', line: 3 }])
  })
})

it('leaves compiled output alone unless it is named', async () => {
  const compiled = "const express = require('express')\nexports.deny = (res) => res.status(401).end()\n"
  const files = { 'package.json': manifest('express'), 'dist/src/a.js': compiled, 'src/index.ts': 'export {}\n' }
  const project = makeProject(files)
  expect(await project.run()).toMatchObject({ edits: [], notApplicable: { compiled: 1 } })
  expect((await project.run({ paths: ['dist/src/a.js'] })).edits).toHaveLength(1)
})

describe('what a compiler wrote', () => {
  const DENY = "const express = require('express')\nexports.deny = (res) => res.status(401).end()\n"
  const PACKAGE = { 'package.json': manifest('express') }
  const results = async (files: Readonly<Record<string, string>>, file: string): Promise<readonly number[]> => {
    const project = makeProject({ ...PACKAGE, ...files })
    const eslint = new ESLint({
      cwd: project.folder,
      overrideConfigFile: true,
      overrideConfig: [
        { plugins: { 'http-status': plugin }, rules: { 'http-status/require-www-authenticate': 'error' } },
      ],
    })
    const [linted] = await eslint.lintFiles([file])
    return [linted?.messages.length ?? -1, (await project.run()).edits.filter(({ path }) => path === file).length]
  }

  it.each([
    [
      'by what is written into it',
      { 'server/a.js': `"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n${DENY}` },
      'server/a.js',
    ],
    ['by its source map', { 'server/a.js': `${DENY}//# sourceMappingURL=a.js.map\n` }, 'server/a.js'],
    ['by its source', { 'lib/api/a.js': DENY, 'src/api/a.ts': 'export {}\n' }, 'lib/api/a.js'],
    ['by a customary folder beside the sources', { 'dist/a.js': DENY, 'src/b.ts': 'export {}\n' }, 'dist/a.js'],
  ] as const)('is left by the rules and the command alike: %s', async (_, files, file) => {
    expect(await results(files, file)).toEqual([0, 0])
  })

  it.each([
    ['in a folder that has no source', { 'lib/api/a.js': DENY, 'src/api/b.ts': 'export {}\n' }, 'lib/api/a.js'],
    ['in a customary folder of a package without sources', { 'build/a.js': DENY }, 'build/a.js'],
    ['in a folder of the sources', { 'src/build/a.js': DENY, 'tsconfig.json': '{}' }, 'src/build/a.js'],
  ] as const)('is told from what a person wrote: %s', async (_, files, file) => {
    expect(await results(files, file)).toEqual([1, 1])
  })
})

it('is interrupted between files without a change', async () => {
  const project = makeProject({ 'package.json': manifest('express'), 'src/a.ts': BASIC })
  const { run } = await import('../../codemods/run.js')
  const options = {
    cwd: project.folder,
    paths: [],
    include: [],
    exclude: [],
    gitignore: true,
    staged: false,
    write: true,
    only: [],
    safe: false,
    style: 'helper',
    strictToken68: false,
    allowDirty: false,
  } as const
  const report = await run(options, { progress: () => undefined, isInterrupted: () => true })
  expect([report.interrupted, report.written]).toEqual([true, []])
  expect(project.read('src/a.ts')).toBe(BASIC)
})

describe('a status that moves to 403', () => {
  const files = {
    'package.json': manifest('express'),
    'src/a.ts': `import { Router, type Request, type Response } from 'express'
export function admin(req: Request, res: Response) {
  if (req.user.role !== 'admin') return res.sendStatus(401)
  res.json({})
}
export const router = Router().get('/admin', admin)
`,
    'src/client.ts': `export const load = async () => {
  const response = await fetch('/admin')
  if (response.status === 401) location.assign('/login')
  switch (response.status) {
    case 401: return undefined
  }
  return { status: 401 }
}
`,
    'test/a.test.ts': `it('refuses', async () => {
  await request(app).get('/admin').expect(401)
  expect((await get('/admin')).statusCode).toBe(HttpStatus.UNAUTHORIZED)
  assert.equal(response.status, 401)
  await request(app).get('/items').expect(4010)
})
`,
  }

  it('comes with the lines of the package that compare with 401', async () => {
    const { remarks } = await makeProject(files).run()
    expect(remarks.map(({ code, path, line }) => `${code} ${path}:${line}`)).toEqual([
      'forbidden src/client.ts:3',
      'forbidden src/client.ts:5',
      'forbidden test/a.test.ts:2',
      'forbidden test/a.test.ts:3',
      'forbidden test/a.test.ts:4',
    ])
  })

  it('and without it there are none', async () => {
    const { remarks } = await makeProject(files).run({ safe: true })
    expect(remarks).toEqual([])
  })
})
