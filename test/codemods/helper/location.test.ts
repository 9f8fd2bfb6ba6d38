import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { compile } from '../support/compile.js'
import { makeProject, manifest } from '../support/project.js'

const json = (value: object): string => JSON.stringify(value)
const esm = (imports = ''): string =>
  `import express from 'express'\n${imports}\nexport const deny = (req, res) => res.status(401).end()\n`
const cjs = "const express = require('express')\n\nexports.deny = (req, res) => res.status(401).end()\n"
const typed = (imports = ''): string =>
  `import type { Response } from 'express'\n${imports}\nexport const deny = (res: Response) => res.status(401).end()\n`
const web = 'export const GET = () => new Response(null, { status: 401 })\n'
const LIBRARY = { name: 'shop', main: 'dist/index.js', dependencies: { express: '*' } }
const EXPRESS = {
  'node_modules/express/package.json': '{"name":"express","types":"index.d.ts"}',
  'node_modules/express/index.d.ts':
    'export interface Response { status(code: number): Response; end(): Response; getHeader(name: string): any; setHeader(name: string, value: string): any }\n',
}
const tsconfig = (compilerOptions: object, more: object = {}): string =>
  json({ compilerOptions: { target: 'es2022', module: 'commonjs', types: [], ...compilerOptions }, ...more })

describe('the helper lies where the project shares code', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'in the folder that is imported from most',
      {
        'src/routes/a.js': esm("import { log } from '../helpers/log.js'\nlog()"),
        'src/helpers/log.js': '',
        'src/utils/b.js': '',
      },
      'src/helpers/http-auth.js',
    ],
    ['in the one that is there', { 'src/routes/a.js': esm(), 'src/utils/b.js': '' }, 'src/utils/http-auth.js'],
    [
      'below app, where that is the source folder',
      { 'app/controllers/a.js': esm("import { b } from '../utils/b.js'\nb()"), 'app/utils/b.js': '', 'index.js': '' },
      'app/utils/http-auth.js',
    ],
    [
      'in the folder of the sources, when a configuration beside it is what needs it',
      {
        'config/passport.js': cjs,
        ...Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`app/models/${name}.js`, 'exports.a = 1\n'])),
        'server.js': 'exports.a = 1\n',
      },
      'app/lib/http-auth.js',
    ],
    [
      'in the one of the server, where a front end has its own',
      {
        'api/middleware/a.js': esm("import { log } from '../lib/log.js'\nlog()"),
        'api/lib/log.js': 'export const log = () => 1\n',
        'shared/b.js': '',
        'web/c.js': '',
      },
      'api/lib/http-auth.js',
    ],
    ['in none that only happens to be there', { 'src/routes/a.js': esm(), 'lib/built.js': '' }, 'src/lib/http-auth.js'],
    [
      'under another name where the name is taken',
      { 'src/a.js': esm(), 'src/lib/http-auth/index.js': '' },
      'src/utils/http-auth.js',
    ],
  ])('%s', async (_, files, place) => {
    const { packages } = await makeProject({ 'package.json': manifest('express'), ...files }).run()
    expect(packages[0]?.helper?.path).toBe(place)
  })

  it.each<[string, string, Readonly<Record<string, string>>, string]>([
    ['SvelteKit', '@sveltejs/kit', { 'src/routes/api/+server.ts': web }, 'src/lib/server/http-auth.ts'],
    [
      'Nuxt',
      'nuxt',
      { 'server/api/me.get.ts': web.replace('export const GET =', 'export default defineEventHandler(') + ')' },
      'server/utils/http-auth.ts',
    ],
    ['Next, beside app', 'next', { 'app/api/me/route.ts': web }, 'lib/http-auth.ts'],
    [
      'Next, beside app, where the project has it',
      'next',
      {
        'app/api/me/route.ts': `import { db } from '../../../lib/db'\ndb()\n${web}`,
        'lib/db.ts': 'export const db = () => 1\n',
      },
      'lib/http-auth.ts',
    ],
    [
      'Next, within app, where the project has it',
      'next',
      {
        'app/api/me/route.ts': `import { db } from '../../lib/db'\ndb()\n${web}`,
        'app/lib/db.ts': 'export const db = () => 1\n',
        'middleware.ts': "export const middleware = () => new Response('no', { status: 401 })\n",
      },
      'app/lib/http-auth.ts',
    ],
    [
      'Next, within app, where nothing is beside it',
      'next',
      { 'app/api/me/route.ts': web, 'app/utils/format.ts': 'export const format = () => 1\n' },
      'app/utils/http-auth.ts',
    ],
  ])('where %s looks for it', async (_, dependency, files, place) => {
    const { packages } = await makeProject({ 'package.json': manifest(dependency), ...files }).run()
    expect(packages[0]?.helper?.path).toBe(place)
  })
})

describe('what the package builds stays where it was', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'where the sources are src because nothing else is there',
      { 'tsconfig.json': tsconfig({ outDir: 'dist' }), 'index.js': cjs, 'src/index.ts': typed() },
      'src/lib/http-auth.ts',
    ],
    [
      'with examples beside src',
      {
        'tsconfig.json': tsconfig({ outDir: 'dist' }, { exclude: ['examples', 'dist'] }),
        'src/index.ts': 'export const version = 1\n',
        'examples/server.ts': typed("import { version } from '../src/index'\nconsole.log(version)"),
      },
      'examples/lib/http-auth.ts',
    ],
    [
      'with a root that is stated',
      {
        'tsconfig.json': tsconfig({ outDir: 'dist', rootDir: 'server/src' }, { include: ['server/src'] }),
        'server/src/index.ts': typed(),
        'server/scripts/a.js': cjs,
      },
      'server/src/lib/http-auth.ts',
    ],
  ])('%s', async (_, files, place) => {
    const project = makeProject({ ...EXPRESS, 'package.json': json(LIBRARY), ...files })
    const { packages } = await project.run({ write: true, verify: false })
    expect(packages[0]?.helper?.path).toBe(place)
    expect(compile(project.folder, 'tsconfig.json')).toEqual([])
    expect(existsSync(path.join(project.folder, 'dist/index.js'))).toBe(true)
  })
})

describe('a file that cannot load the helper is left, and it is said why', () => {
  it.each<[string, Readonly<Record<string, string>>, string, string]>([
    [
      'plain JavaScript beside TypeScript',
      {
        'tsconfig.json': tsconfig({ outDir: 'dist', rootDir: 'src' }),
        'src/a.ts': typed(),
        'src/b.ts': typed(),
        'scripts/c.js': cjs,
      },
      'scripts/c.js',
      'it is plain JavaScript, and cannot load src/lib/http-auth.ts',
    ],
    [
      'a script beside the sources of a bundler',
      {
        'tsconfig.json': tsconfig(
          { module: 'esnext', moduleResolution: 'bundler', noEmit: true },
          { include: ['src'] },
        ),
        'src/a.ts': typed(),
        'src/b.ts': typed(),
        'scripts/c.mjs': esm(),
      },
      'scripts/c.mjs',
      'it is plain JavaScript, and cannot load src/lib/http-auth.ts',
    ],
    [
      'a program of its own',
      {
        'tsconfig.json': tsconfig({ outDir: 'dist', rootDir: 'src' }, { include: ['src'] }),
        'worker/tsconfig.json': tsconfig({ outDir: '../out', rootDir: '.' }),
        'src/a.ts': typed(),
        'src/b.ts': typed(),
        'worker/c.ts': typed(),
      },
      'worker/c.ts',
      'tsconfig.json compiles it, and has no place for src/lib/http-auth.ts',
    ],
    [
      'JavaScript that the compiler does not take along',
      {
        'tsconfig.json': tsconfig({ outDir: 'dist', rootDir: 'src' }),
        'src/a.ts': typed(),
        'src/b.js': cjs,
        'src/c.js': cjs,
      },
      'src/a.ts',
      'it is compiled to another folder, and the compiler does not take along src/lib/http-auth.js',
    ],
  ])('%s', async (_, files, left, reason) => {
    const project = makeProject({ 'package.json': json(LIBRARY), ...files })
    const { leaves, edits } = await project.run({ write: true, verify: false })
    expect(leaves).toMatchObject([
      { path: left, code: 'helper-clash', text: expect.stringContaining(reason) as string },
    ])
    expect(edits).toHaveLength(2)
    expect(project.read(left)).toBe(files[left])
    expect((await project.run({ style: 'inline' })).edits).toMatchObject([{ path: left }])
  })
})

describe('a published package', () => {
  const published = (files: readonly string[]): string => json({ ...LIBRARY, main: 'index.js', files })
  it('has its helper among what is published', async () => {
    const project = makeProject({
      'package.json': published(['source', 'index.js']),
      'index.js': cjs,
      'source/x.js': cjs,
      'source/b/y.js': cjs,
    })
    expect((await project.run()).packages[0]?.helper?.path).toBe('source/lib/http-auth.js')
  })

  it('keeps a file that would be published without it', async () => {
    const project = makeProject({ 'package.json': published(['index.js']), 'index.js': cjs })
    const { edits, leaves } = await project.run()
    expect(edits).toEqual([])
    expect(leaves).toMatchObject([
      { code: 'helper-clash', text: expect.stringContaining('"files" of package.json has no place for') as string },
    ])
  })
})
