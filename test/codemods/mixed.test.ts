import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { makeProject, manifest } from './support/project.js'

const json = (value: object): string => JSON.stringify(value)
const ESM =
  "import express from 'express'\n\nexport const app = express()\napp.get('/', (req, res) => res.sendStatus(401))\n"
const CJS =
  "const express = require('express')\n\nconst app = express()\napp.get('/', (req, res) => res.sendStatus(401))\nmodule.exports = app\n"
/** Runs each handler that it is given, as far as to see that what it calls is there. */
const EXPRESS = {
  'node_modules/express/package.json': json({ name: 'express', main: 'index.js' }),
  'node_modules/express/index.js':
    "const response = () => ({ getHeader() {}, setHeader(name, value) { this.header = name + ': ' + value }, sendStatus(code) { console.log(code, this.header) } })\nmodule.exports = () => ({ get: (path, handler) => handler({}, response()) })\n",
}
const SENT = '401 WWW-Authenticate: Bearer realm="api"\n'

describe('one helper serves files of both module systems', () => {
  it.each([
    ['module', 'src/a.js', 'src/b.cjs', 'src/lib/http-auth.cjs'],
    ['commonjs', 'src/a.mjs', 'src/b.js', 'src/lib/http-auth.js'],
  ])('in a package of type %s, and Node loads it', async (type, esm, cjs, helper) => {
    const project = makeProject({
      ...EXPRESS,
      'package.json': json({ name: 'shop', type, dependencies: { express: '*' } }),
      [esm]: ESM,
      [cjs]: CJS,
    })
    const { packages } = await project.run({ write: true })
    expect(packages[0]?.helper?.path).toBe(helper)
    const load = `import('./${esm}').then(() => import('./${cjs}'))`
    expect(execFileSync(process.execPath, ['-e', load], { cwd: project.folder, encoding: 'utf8' })).toBe(SENT + SENT)
  })
})

describe('one helper serves TypeScript and JavaScript', () => {
  const typed = (name: string): string =>
    `import type { Response } from 'express'\n\nexport const ${name} = (res: Response) => res.sendStatus(401)\n`
  const tsconfig = (more: object = {}): string =>
    json({ compilerOptions: { strict: true, module: 'esnext', moduleResolution: 'bundler', types: [], ...more } })

  it.each([
    ['TypeScript, where most files are', tsconfig(), ['a.ts', 'b.ts', 'c.js'], 'src/lib/http-auth.ts'],
    [
      'TypeScript, where the compiler takes both',
      tsconfig({ allowJs: true }),
      ['a.ts', 'b.js', 'c.js'],
      'src/lib/http-auth.ts',
    ],
    ['JavaScript, where most files are', tsconfig({ strict: false }), ['a.ts', 'b.js', 'c.js'], 'src/lib/http-auth.js'],
  ])('in %s', async (_, config, names, helper) => {
    const files = names.map((one) => [`src/${one}`, one.endsWith('.ts') ? typed('deny') : ESM] as const)
    const project = makeProject({
      'package.json': manifest('express'),
      'tsconfig.json': config,
      ...Object.fromEntries(files),
    })
    const { packages, edits, changes } = await project.run({ write: true })
    expect(packages[0]?.helper?.path).toBe(helper)
    expect(changes.filter((one) => one.role === 'helper')).toHaveLength(1)
    expect(edits).toHaveLength(3)
  })

  it('and TypeScript that must not import untyped JavaScript keeps its place', async () => {
    const project = makeProject({
      'package.json': manifest('express'),
      'tsconfig.json': tsconfig(),
      'src/a.ts': typed('deny'),
      'src/b.js': ESM,
      'src/c.js': ESM,
    })
    const { edits, leaves } = await project.run({ write: true })
    expect(edits.map((one) => one.path)).toEqual(['src/b.js', 'src/c.js'])
    expect(leaves).toMatchObject([
      { path: 'src/a.ts', code: 'not-verified', text: expect.stringContaining('TS7016') as string },
    ])
    expect(project.read('src/a.ts')).toBe(typed('deny'))
  })
})

describe('a workspace', () => {
  it.each([
    ['npm or yarn', { 'package.json': json({ name: 'all', private: true, workspaces: ['packages/*'] }) }],
    [
      'pnpm',
      { 'package.json': json({ name: 'all', private: true }), 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n' },
    ],
  ])('of %s has a helper in each package, reached as that package reaches its files', async (_, root) => {
    const route = (imported: string): string =>
      `import type { Response } from 'express'\nimport { log } from '${imported}'\n\nexport const deny = (res: Response) => res.sendStatus(401)\nexport const kept = log\n`
    const options = (more: object): string => json({ extends: '../../base.json', compilerOptions: more })
    const project = makeProject({
      ...root,
      'base.json': json({
        compilerOptions: { strict: true, types: [], module: 'esnext', moduleResolution: 'bundler' },
      }),
      'packages/alias/package.json': manifest('express'),
      'packages/alias/tsconfig.json': options({ paths: { '@/*': ['./src/*'] } }),
      'packages/alias/src/log.ts': 'export const log = 1\n',
      'packages/alias/src/routes/deep/a.ts': route('@/log'),
      'packages/strict/package.json': json({ name: 'strict', type: 'module', dependencies: { express: '*' } }),
      'packages/strict/tsconfig.json': options({ module: 'nodenext', moduleResolution: 'nodenext' }),
      'packages/strict/src/log.ts': 'export const log = 1\n',
      'packages/strict/src/routes/a.ts': route('../log.js'),
      'packages/old/package.json': json({ name: 'old', dependencies: { express: '*' } }),
      'packages/old/index.js': CJS,
    })
    const { packages, changes, failures } = await project.run({ write: true })
    expect(failures).toEqual([])
    expect(packages.map((one) => [one.helper?.path, one.types?.checked, one.types?.undone])).toEqual([
      ['packages/alias/src/lib/http-auth.ts', 1, 0],
      ['packages/old/lib/http-auth.js', 0, 0],
      ['packages/strict/src/lib/http-auth.ts', 1, 0],
    ])
    const imported = changes.flatMap((one) => one.after.match(/(?:from|require\() ?'([^']*http-auth[^']*)'/)?.[1] ?? [])
    expect(imported).toEqual(['@/lib/http-auth', './lib/http-auth', '../lib/http-auth.js'])
  })
})
