import { describe, expect, it } from 'vitest'
import { loadEngine } from '../../../codemods/engine.js'
import { disk } from '../../../codemods/files/disk.js'
import { verifyTypes } from '../../../codemods/verify/package-types.js'
import { makeProject } from '../support/project.js'

const EXPRESS = `export interface Request { headers: { authorization?: string }; user?: { id: string } }
export interface Response {
  headersSent: boolean
  req: Request
  status(code: number): this
  json(body: unknown): this
  getHeader(name: string): string | undefined
  setHeader(name: string, value: string): this
}
`

const PACKAGES = {
  'package.json': '{ "name": "shop", "dependencies": { "express": "*" } }',
  'node_modules/express/package.json': '{ "name": "express", "types": "index.d.ts" }',
  'node_modules/express/index.d.ts': EXPRESS,
}
const CONFIG = JSON.stringify({
  compilerOptions: {
    strict: true,
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'es2022',
    lib: ['es2022'],
    types: [],
  },
  include: ['src'],
})
const PROJECT = { ...PACKAGES, 'tsconfig.json': CONFIG }

const route = (name: string, type = 'Response'): string => `
export function ${name}(req: Request, res: ${type}) {
  if (!req.user) return res.status(401).json({ error: 'login' })
  return res.json({})
}
`
const IMPORT = "import type { Request, Response } from 'express'\n"
/** A response that the helper does not take, in a type that the analysis knows all the same. */
const NARROW = "export interface Narrow extends Omit<Response, 'headersSent'> { headersSent: string }\n"

describe('a site that brings a type error', () => {
  it('is undone alone and named with the error; the others are written', async () => {
    const before = `${IMPORT}${NARROW}${route('a')}${route('b', 'Narrow')}${route('c')}`
    const project = makeProject({ ...PROJECT, 'src/a.ts': before })
    const { edits, leaves, packages, written } = await project.run({ write: true })
    const after = project.read('src/a.ts')
    expect(after.match(/withChallenge\(res\)/g)).toHaveLength(2)
    expect(after).toContain(route('b', 'Narrow'))
    expect(edits.map((one) => one.line)).toEqual([5, 15])
    expect(leaves).toEqual([
      {
        codemod: 'header',
        code: 'not-verified',
        unresolved: true,
        path: 'src/a.ts',
        line: 10,
        column: 25,
        text: "undone, because it would bring a type error: Argument of type 'Narrow' is not assignable to parameter of type 'NodeResponse'. Types of property 'headersSent' are incompatible. Type 'string' is not assignable to type 'boolean | undefined' (TS2345)",
      },
    ])
    expect(packages[0]?.types).toEqual({ checked: 1, unchecked: 0, undone: 1 })
    expect(written).toEqual(['src/lib/http-auth.ts', 'src/a.ts'])

    const second = await project.run({ write: true })
    expect([second.edits, second.written]).toEqual([[], []])
  })

  it('needs no helper and no import when it was the only one', async () => {
    const before = `${IMPORT}${NARROW}${route('b', 'Narrow')}`
    const project = makeProject({ ...PROJECT, 'src/a.ts': before })
    const { changes, packages } = await project.run({ write: true })
    expect(changes).toEqual([])
    expect(project.read('src/a.ts')).toBe(before)
    expect(packages[0]?.helper).toBeUndefined()
    expect(() => project.read('src/lib/http-auth.ts')).toThrow()
  })

  it('is found by a file that imports the edited one', async () => {
    const source = `${IMPORT}
export const tokenOf = (req: Request) => req.headers.authorization!.split(' ')[1]
`
    const project = makeProject({
      ...PROJECT,
      // without noUncheckedIndexedAccess the part of a split is always there; a parsed token is not
      'src/token.ts': source,
      'src/user.ts':
        "import type { Request } from 'express'\nimport { tokenOf } from './token'\nexport const length = (req: Request) => tokenOf(req).length\n",
      'src/nobody.ts': source,
    })
    const { leaves, edits } = await project.run({ write: true })
    expect(edits.map((one) => one.path)).toEqual(['src/nobody.ts'])
    expect(leaves).toMatchObject([
      {
        path: 'src/token.ts',
        code: 'not-verified',
        text: "undone, because it would bring a type error in user.ts: Object is possibly 'undefined' (TS2532)",
      },
    ])
  })

  it('stays in a preview, in which types are not checked unless that is asked for', async () => {
    const project = makeProject({ ...PROJECT, 'src/a.ts': `${IMPORT}${NARROW}${route('b', 'Narrow')}${route('c')}` })
    const preview = await project.run()
    expect(preview.edits).toHaveLength(2)
    expect(preview.packages[0]?.types).toBeUndefined()
    expect((await project.run({ verify: true })).edits).toHaveLength(1)
    expect((await project.run({ write: true, verify: false })).edits).toHaveLength(2)
  })
})

describe('what was wrong before', () => {
  it('may stay wrong, and packages need not be installed', async () => {
    const project = makeProject({
      'package.json': PROJECT['package.json'],
      'tsconfig.json': CONFIG,
      'src/a.ts': `${IMPORT}import { db } from './gone'\n${route('a')}\nexport const n: number = 'text'\nexport const all = db.all()\n`,
    })
    const { edits, packages } = await project.run({ write: true })
    expect(edits).toHaveLength(1)
    expect(packages[0]?.types).toEqual({ checked: 1, unchecked: 0, undone: 0 })
  })

  it('and a web helper needs no declarations of the platform', async () => {
    const project = makeProject({
      'package.json': '{ "name": "shop", "dependencies": { "next": "*" } }',
      'tsconfig.json': CONFIG,
      'src/app/api/route.ts':
        "import { NextResponse } from 'next/server'\nexport function GET(request: { user?: string }) {\n  if (!request.user) return NextResponse.json({}, { status: 401 })\n  return NextResponse.json({})\n}\n",
    })
    expect((await project.run({ write: true })).edits).toHaveLength(1)
  })
})

describe('the configuration', () => {
  it("is the project's own, with what it extends", async () => {
    for (const [base, undone] of [
      [CONFIG.replace('"strict":true', '"strict":false'), 0],
      [CONFIG, 1],
    ] as const) {
      const project = makeProject({
        ...PACKAGES,
        'base.json': base,
        'tsconfig.json': '{ "extends": "./base.json" }',
        // null is no string | undefined unless the compiler is not strict
        'src/a.ts': `${IMPORT}export interface Nothing extends Omit<Response, 'headersSent'> { headersSent: null }\n${route('a', 'Nothing')}`,
      })
      expect((await project.run({ write: true })).packages[0]?.types).toEqual({ checked: 1, unchecked: 0, undone })
    }
  })

  it('may refer to the one that includes the file', async () => {
    const project = makeProject({
      ...PACKAGES,
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
      'tsconfig.app.json': CONFIG,
      'src/a.ts': `${IMPORT}${NARROW}${route('a', 'Narrow')}${route('b')}`,
    })
    expect((await project.run({ write: true })).packages[0]?.types).toEqual({ checked: 1, unchecked: 0, undone: 1 })
  })

  it('may lie above the package', async () => {
    const project = makeProject({
      'tsconfig.json': CONFIG.replace('"src"', '"packages"'),
      ...Object.fromEntries(Object.entries(PACKAGES).map(([name, text]) => [`packages/a/${name}`, text])),
      'packages/a/src/a.ts': `${IMPORT}${NARROW}${route('a', 'Narrow')}${route('b')}`,
    })
    expect((await project.run({ write: true })).packages[0]?.types?.undone).toBe(1)
  })

  it.each([
    ['that is missing what it extends', '{ "extends": "./gone.json" }'],
    ['that is no JSON', '{ "compilerOptions": '],
  ])('%s: the edits are made, and it is said that types were not checked', async (_, config) => {
    const project = makeProject({
      ...PACKAGES,
      'tsconfig.json': config,
      'src/a.ts': `${IMPORT}${NARROW}${route('a', 'Narrow')}${route('b')}`,
    })
    const { edits, failures, packages } = await project.run({ write: true })
    expect(edits).toHaveLength(2)
    expect(packages[0]?.types).toEqual({ checked: 0, unchecked: 1, undone: 0 })
    expect(failures).toHaveLength(1)
    expect(failures[0]?.path).toBe('tsconfig.json')
    expect(failures[0]?.message).toMatch(/not type-checked: /)
  })
})

it('a signal during the check ends the run, and nothing is written', async () => {
  const before = `${IMPORT}${route('a')}`
  const project = makeProject({ ...PROJECT, 'src/a.ts': before })
  const seen: string[] = []
  const report = await project.run(
    { write: true },
    { progress: (message) => seen.push(message), isInterrupted: () => seen.includes('Checking types') },
  )
  expect(seen).toContain('Checking types')
  expect([report.interrupted, report.written]).toEqual([true, []])
  expect(project.read('src/a.ts')).toBe(before)
})

it('a compiler that fails is no reason to give up the edits', async () => {
  const project = makeProject({ ...PROJECT, 'src/a.ts': `${IMPORT}${route('a')}` })
  const engine = loadEngine(disk, {})
  const failing = {
    value: () => {
      throw new Error('Debug Failure.\nat checker')
    },
  }
  const path = `${project.folder}/src/a.ts`
  const text = project.read('src/a.ts')
  const answer = await verifyTypes({
    ts: Object.create(engine.ts, { createProgram: failing }) as typeof engine.ts,
    libraries: engine.libraries,
    files: [{ path, text, analysis: engine.analyse(path, text) }],
    listed: [path],
    edit: () => ({ text: `${text}\n`, rounds: [], edits: [], leaves: [], helpers: [], variants: [] }),
    mayGoOn: () => Promise.resolve(true),
    helper: { path: `${project.folder}/src/lib/http-auth.ts`, textFor: () => undefined },
  })
  expect(answer).toMatchObject({
    checked: 0,
    unchecked: 1,
    undone: 0,
    broken: [{ problem: 'makes the compiler fail', message: 'Debug Failure.' }],
  })
})

describe('JavaScript', () => {
  const source = `/** @typedef {{ user?: string }} Request */
/** @typedef {{ headersSent: string, status(code: number): Response, json(body: unknown): unknown }} Response */
const express = require('express')
const app = express()
/** @type {(req: Request, res: Response) => unknown} */
const handler = (req, res) => res.status(401).json({})
app.get('/', handler)
app.get('/b', (req, res) => res.status(401).json({}))
`
  const config = (more: object): string =>
    JSON.stringify({ compilerOptions: { ...more, lib: ['es2022'], types: [] }, include: ['src'] })
  const declared = {
    ...PACKAGES,
    'node_modules/express/index.d.ts': `${EXPRESS}export default function express(): any\n`,
  }

  it.each([
    ['is checked under checkJs', config({ checkJs: true }), '', 1],
    ['is checked where a file asks for it', config({ allowJs: true }), '// @ts-check\n', 1],
    ['is not checked otherwise', config({ allowJs: true }), '', 0],
  ])('%s', async (_, tsconfig, head, checked) => {
    const project = makeProject({ ...declared, 'tsconfig.json': tsconfig, 'src/a.js': head + source })
    const { packages } = await project.run({ write: true })
    expect(packages[0]?.types).toMatchObject({ checked, unchecked: 1 - checked })
  })
})
