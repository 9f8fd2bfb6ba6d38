/** What every ESLint, parser and configuration has to say of it, as `file:line rule`. */
export const FINDINGS: readonly string[] = [
  'src/account.ts:6 http-status/require-www-authenticate',
  'src/parcels.js:6 http-status/require-www-authenticate',
]

const UNTYPED = `[
  { files: ['src/**/*.{ts,js}'] },
  { files: ['**/*.ts'], languageOptions: { parser } },
  plugin.configs.recommended,
]`
const TYPED = `[
  { files: ['src/**/*.{ts,js}'] },
  {
    files: ['**/*.ts'],
    languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: process.cwd() } },
  },
  plugin.configs.recommended,
]`
const IMPORTS = `import plugin from 'eslint-plugin-http-status'\nimport parser from '@typescript-eslint/parser'\n`

/** One way to configure ESLint. */
interface Config {
  readonly name: string
  readonly file: string
  readonly text: string
  readonly flat: boolean
  /** Major versions of ESLint that read it. */
  readonly eslints: readonly number[]
}

/** Every way that the README names, and those that users bring along. */
export const CONFIGS: readonly Config[] = [
  {
    name: 'ES module',
    file: 'esm.config.mjs',
    text: `${IMPORTS}export default ${UNTYPED}\n`,
    flat: true,
    eslints: [8, 9, 10],
  },
  {
    name: 'CommonJS',
    file: 'commonjs.config.cjs',
    text: `const plugin = require('eslint-plugin-http-status')
const parser = require('@typescript-eslint/parser')
module.exports = ${UNTYPED}\n`,
    flat: true,
    eslints: [8, 9, 10],
  },
  {
    name: 'typed',
    file: 'typed.config.mjs',
    text: `${IMPORTS}export default ${TYPED}\n`,
    flat: true,
    eslints: [8, 9, 10],
  },
  {
    name: 'defineConfig in TypeScript',
    file: 'typescript.config.ts',
    text: `import { defineConfig } from 'eslint/config'
${IMPORTS}export default defineConfig([
  { files: ['src/**/*.{ts,js}'] },
  { files: ['**/*.ts'], languageOptions: { parser } },
  { plugins: { 'http-status': plugin }, extends: ['http-status/recommended'] },
])\n`,
    flat: true,
    eslints: [9, 10],
  },
  {
    name: 'eslintrc',
    file: 'legacy.cjs',
    text: `module.exports = {
  root: true,
  extends: ['plugin:http-status/legacy-recommended'],
  parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
  overrides: [{ files: ['*.ts'], parser: '@typescript-eslint/parser' }],
}\n`,
    flat: false,
    eslints: [8, 9],
  },
]

/** The experimental backend of typescript-eslint: types from the native compiler, which is installed as `@typescript/native`. */
export const NATIVE: Config = {
  name: 'typed, native backend',
  file: 'native.config.mjs',
  text: `${IMPORTS}export default ${TYPED.replace('projectService: true', "projectService: { EXPERIMENTAL_backend: 'tsgo' }")}\n`,
  flat: true,
  eslints: [9, 10],
}

/** JavaScript alone, for a folder without typescript-eslint. */
export const JAVASCRIPT: Config = {
  name: 'JavaScript alone',
  file: 'javascript.config.mjs',
  text: `import plugin from 'eslint-plugin-http-status'\nexport default [{ files: ['src/**/*.js'] }, { ignores: ['**/*.ts'] }, plugin.configs.recommended]\n`,
  flat: true,
  eslints: [8, 9, 10],
}

/** A project as users have it: one file for each kind of parser, and a configuration for each way to write one. */
export const SOURCES: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...CONFIGS, NATIVE, JAVASCRIPT].map(({ file, text }) => [file, text])),
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      target: 'ES2022',
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      strict: true,
      noEmit: true,
      types: [],
    },
    include: ['src'],
  }),
  'src/account.ts': `import express from 'express'

const app = express()

app.get('/account', (req, res) => {
  if (!req.headers.authorization) return res.status(401).json({ error: 'Please sign in.' })
  res.json({ id: 1 })
})

app.get('/orders', (req, res) => {
  if (!req.headers.authorization) return res.status(401).set('WWW-Authenticate', 'Bearer realm="orders"').end()
  res.json([])
})
`,
  'src/parcels.js': `import Fastify from 'fastify'

const fastify = Fastify()

fastify.get('/parcels', async (request, reply) => {
  if (!request.headers['x-api-key']) return reply.code(401).send({ message: 'A key is needed.' })
  return []
})
`,
}
