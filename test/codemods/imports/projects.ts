/** Small projects, and how each of them names the helper once it is edited: module, type, resolution, bundler and habit vary. */
export interface ImportRow {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  /** The file that is edited. */
  readonly file: string
  readonly helper: string
  readonly specifier: string
  /**
   * What runs the edited project. `node`: the file itself; `tsc`: what the compiler writes, by node; `jest`: a test, with
   * TypeScript compiled by ts-jest as it is loaded; `vite`: its server side.
   */
  readonly runs: readonly ('node' | 'tsc' | 'jest' | 'vite')[]
  /** What Jest is told beyond that. */
  readonly jest?: object
  /** The configuration that builds it. */
  readonly config?: string
  /** What is run after `tsc`. */
  readonly output?: string
}

const json = (value: object): string => JSON.stringify(value)
const pack = (more: object = {}): string => json({ name: 'shop', dependencies: { express: '*' }, ...more })
const config = (compilerOptions: object, more: object = {}): string =>
  json({
    compilerOptions: { target: 'es2022', strict: true, types: [], outDir: 'dist', rootDir: 'src', ...compilerOptions },
    ...more,
  })

const route = (imports = '', use = ''): string =>
  `import express from 'express'\n${imports}\nexport const app = express()\n${use}app.get('/', (req, res) => res.sendStatus(401))\n`
const required = (imports = ''): string =>
  `const express = require('express')\n${imports}\nconst app = express()\napp.get('/', (req, res) => res.sendStatus(401))\nmodule.exports = app\n`
const typed = (imports = '', use = ''): string => route(imports, use).replace('(req, res)', '(req: any, res: any)')

const VALUE = 'export const log = (text: string): string => text\n'
const TYPE = 'export interface User { name: string }\n'
const USE_VALUE = "log('start')\n"
const USE_TYPE = "export const user: User = { name: 'a' }\n"

const NODE: readonly ImportRow[] = [
  {
    name: 'an ES module without neighbours needs the extension',
    files: { 'package.json': pack({ type: 'module' }), 'src/routes/a.js': route() },
    file: 'src/routes/a.js',
    helper: 'src/lib/http-auth.js',
    specifier: '../lib/http-auth.js',
    runs: ['node'],
  },
  {
    name: 'require needs none',
    files: { 'package.json': pack(), 'src/routes/a.js': required() },
    file: 'src/routes/a.js',
    helper: 'src/lib/http-auth.js',
    specifier: '../lib/http-auth',
    runs: ['node'],
  },
  {
    name: 'a package of .mjs gets one that Node takes for a module',
    files: { 'package.json': pack(), 'src/routes/a.mjs': route() },
    file: 'src/routes/a.mjs',
    helper: 'src/lib/http-auth.mjs',
    specifier: '../lib/http-auth.mjs',
    runs: ['node'],
  },
  {
    name: 'a .cjs file of a package of modules gets one that Node takes for a script',
    files: { 'package.json': pack({ type: 'module' }), 'src/routes/a.cjs': required() },
    file: 'src/routes/a.cjs',
    helper: 'src/lib/http-auth.cjs',
    specifier: '../lib/http-auth.cjs',
    runs: ['node'],
  },
  {
    name: 'the imports of the package are an alias that Node itself resolves',
    files: {
      'package.json': pack({ type: 'module', imports: { '#lib/*': './src/lib/*.js' } }),
      'src/lib/log.js': 'export const log = (text) => text\n',
      'src/routes/a.js': route("import { log } from '#lib/log'\n", USE_VALUE),
    },
    file: 'src/routes/a.js',
    helper: 'src/lib/http-auth.js',
    specifier: '#lib/http-auth',
    runs: ['node'],
  },
  {
    name: 'an alias that nothing configures is not made up',
    files: { 'package.json': pack({ type: 'module' }), 'app/api/me/a.js': route() },
    file: 'app/api/me/a.js',
    helper: 'app/lib/http-auth.js',
    specifier: '../../lib/http-auth.js',
    runs: ['node'],
  },
]

const TSC: readonly ImportRow[] = [
  {
    name: 'nodenext writes modules for a package of modules',
    files: {
      'package.json': pack({ type: 'module' }),
      'tsconfig.json': config({ module: 'nodenext' }),
      'src/routes/a.ts': typed(),
    },
    file: 'src/routes/a.ts',
    helper: 'src/lib/http-auth.ts',
    specifier: '../lib/http-auth.js',
    runs: ['tsc'],
  },
  {
    name: 'nodenext writes CommonJS for another package, which test runners load as it is',
    files: {
      'package.json': pack(),
      'tsconfig.json': config({ module: 'nodenext', esModuleInterop: true }),
      'src/routes/a.ts': typed(),
    },
    file: 'src/routes/a.ts',
    helper: 'src/lib/http-auth.ts',
    specifier: '../lib/http-auth',
    runs: ['tsc', 'jest'],
  },
  {
    name: 'modules that the compiler does not resolve as Node does are loaded by Node all the same',
    files: {
      'package.json': pack({ type: 'module' }),
      'tsconfig.json': config({
        module: 'es2022',
        moduleResolution: 'node10',
        ignoreDeprecations: '6.0',
        esModuleInterop: true,
      }),
      'src/routes/a.ts': typed(),
    },
    file: 'src/routes/a.ts',
    helper: 'src/lib/http-auth.ts',
    specifier: '../lib/http-auth.js',
    runs: ['tsc'],
  },
  {
    name: 'paths that only types use are gone when the file runs',
    files: {
      'package.json': pack(),
      'tsconfig.json': config({ module: 'node16', esModuleInterop: true, paths: { '@/*': ['./src/*'] } }),
      'src/types.ts': TYPE,
      'src/routes/a.ts': typed("import { User } from '@/types'\n", USE_TYPE),
    },
    file: 'src/routes/a.ts',
    helper: 'src/lib/http-auth.ts',
    specifier: '../lib/http-auth',
    runs: ['tsc'],
  },
  {
    name: 'rewritten extensions are those of the source',
    files: {
      'package.json': pack({ type: 'module' }),
      'tsconfig.json': config({ module: 'nodenext', rewriteRelativeImportExtensions: true }),
      'src/routes/a.ts': typed(),
    },
    file: 'src/routes/a.ts',
    helper: 'src/lib/http-auth.ts',
    specifier: '../lib/http-auth.ts',
    runs: ['tsc'],
  },
  {
    name: 'a package of a workspace is governed by the configuration above it',
    files: {
      'package.json': json({ private: true, workspaces: ['packages/*'] }),
      'tsconfig.json': config({ module: 'nodenext', rootDir: '.' }, { include: ['packages/*/src'] }),
      'packages/a/package.json': pack({ type: 'module' }),
      'packages/a/src/routes/a.ts': typed(),
    },
    file: 'packages/a/src/routes/a.ts',
    helper: 'packages/a/src/lib/http-auth.ts',
    specifier: '../lib/http-auth.js',
    runs: ['tsc'],
    output: 'dist/packages/a/src/routes/a.js',
  },
  {
    name: 'a configuration that only refers to others leaves it to them',
    files: {
      'package.json': pack({ type: 'module' }),
      'tsconfig.json': json({ files: [], references: [{ path: './tsconfig.app.json' }] }),
      'tsconfig.app.json': config({ module: 'nodenext', composite: true, rootDir: 'src' }, { include: ['src'] }),
      'src/routes/a.ts': typed(),
    },
    file: 'src/routes/a.ts',
    helper: 'src/lib/http-auth.ts',
    specifier: '../lib/http-auth.js',
    runs: ['tsc'],
    config: 'tsconfig.app.json',
  },
  {
    name: 'a configuration for the build lies beside one that includes nothing of it',
    files: {
      'package.json': pack({ type: 'module' }),
      'tsconfig.json': json({ compilerOptions: { module: 'esnext', moduleResolution: 'bundler' }, include: ['test'] }),
      'tsconfig.build.json': config({ module: 'nodenext' }, { include: ['src'] }),
      'src/routes/a.ts': typed(),
    },
    file: 'src/routes/a.ts',
    helper: 'src/lib/http-auth.ts',
    specifier: '../lib/http-auth.js',
    runs: ['tsc'],
    config: 'tsconfig.build.json',
  },
]

const ALIASED = {
  'package.json': pack({ type: 'module' }),
  'tsconfig.json': config({
    module: 'esnext',
    moduleResolution: 'bundler',
    noEmit: true,
    paths: { '@/*': ['./src/*'] },
  }),
  'vite.config.js':
    "import path from 'node:path'\nexport default { resolve: { alias: { '@': path.resolve(import.meta.dirname, 'src') } } }\n",
}

const VITE: readonly ImportRow[] = [
  {
    name: 'an alias that a value is imported through resolves in the bundler',
    files: {
      ...ALIASED,
      'src/log.ts': VALUE,
      'src/routes/a.ts': typed("import { log } from '@/log'\n", USE_VALUE),
    },
    file: 'src/routes/a.ts',
    helper: 'src/lib/http-auth.ts',
    specifier: '@/lib/http-auth',
    runs: ['vite'],
  },
  {
    name: 'an alias that only types use may resolve in the compiler alone',
    files: {
      ...ALIASED,
      'vite.config.js': 'export default {}\n',
      'src/types.ts': TYPE,
      'src/routes/a.ts': typed("import type { User } from '@/types'\n", USE_TYPE),
    },
    file: 'src/routes/a.ts',
    helper: 'src/lib/http-auth.ts',
    specifier: '../lib/http-auth',
    runs: ['vite'],
  },
]

/** CommonJS with an alias. */
const SCRIPTS = config({
  module: 'commonjs',
  moduleResolution: 'node10',
  ignoreDeprecations: '6.0',
  esModuleInterop: true,
  paths: { '@app/*': ['./src/*'] },
})

const JEST: readonly ImportRow[] = [
  {
    name: 'an alias that values are imported through is mapped by the test runner as well',
    files: {
      'package.json': pack(),
      'tsconfig.json': SCRIPTS,
      'src/log.ts': VALUE,
      'src/routes/a.ts': typed("import { log } from '@app/log'\n", USE_VALUE),
    },
    file: 'src/routes/a.ts',
    helper: 'src/lib/http-auth.ts',
    specifier: '@app/lib/http-auth',
    runs: ['jest'],
    jest: { moduleNameMapper: { '^@app/(.*)$': '<rootDir>/src/$1' } },
  },
  {
    name: 'a test runner that knows no alias finds the relative path',
    files: {
      'package.json': pack(),
      'tsconfig.json': SCRIPTS,
      'src/types.ts': TYPE,
      'src/routes/a.ts': typed("import { User } from '@app/types'\n", USE_TYPE),
    },
    file: 'src/routes/a.ts',
    helper: 'src/lib/http-auth.ts',
    specifier: '../lib/http-auth',
    runs: ['tsc', 'jest'],
  },
  {
    name: 'ES modules that Jest loads as they are',
    files: { 'package.json': pack({ type: 'module' }), 'src/routes/a.js': route() },
    file: 'src/routes/a.js',
    helper: 'src/lib/http-auth.js',
    specifier: '../lib/http-auth.js',
    runs: ['node', 'jest'],
  },
  {
    name: 'scripts that Jest loads as they are',
    files: { 'package.json': pack(), 'src/routes/a.js': required() },
    file: 'src/routes/a.js',
    helper: 'src/lib/http-auth.js',
    specifier: '../lib/http-auth',
    runs: ['node', 'jest'],
  },
]

export const ROWS: readonly ImportRow[] = [...NODE, ...TSC, ...VITE, ...JEST]
