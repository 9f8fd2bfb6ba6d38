/** A project as users have it: one file for each kind of parser, and a configuration for each way to write one. */
export const SOURCES: Readonly<Record<string, string>> = {
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

/** What every ESLint, parser and configuration has to say of it, as \`file:line rule\`. */
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
  { files: ['**/*.ts'], languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  plugin.configs.recommended,
]`
const IMPORTS = `import plugin from 'eslint-plugin-http-status'\nimport parser from '@typescript-eslint/parser'\n`

/** Flat configurations by name: the file, and which ESLint reads it. */
export const CONFIGS: Readonly<
  Record<string, { readonly file: string; readonly text: string; readonly since: number }>
> = {
  'ES module': { file: 'esm.config.mjs', text: `${IMPORTS}export default ${UNTYPED}\n`, since: 8 },
  CommonJS: {
    file: 'commonjs.config.cjs',
    text: `const plugin = require('eslint-plugin-http-status')\nconst parser = require('@typescript-eslint/parser')\nmodule.exports = ${UNTYPED}\n`,
    since: 8,
  },
  typed: { file: 'typed.config.mjs', text: `${IMPORTS}export default ${TYPED}\n`, since: 8 },
  'defineConfig in TypeScript': {
    file: 'typescript.config.ts',
    text: `import { defineConfig } from 'eslint/config'\n${IMPORTS}export default defineConfig([
  { files: ['src/**/*.{ts,js}'] },
  { files: ['**/*.ts'], languageOptions: { parser } },
  { plugins: { 'http-status': plugin }, extends: ['http-status/recommended'] },
])\n`,
    since: 9,
  },
}

/** The preset for eslintrc, which ESLint 8 and 9 read. */
export const LEGACY = {
  file: 'legacy.cjs',
  text: `module.exports = {
  root: true,
  extends: ['plugin:http-status/legacy-recommended'],
  parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
  overrides: [{ files: ['*.ts'], parser: '@typescript-eslint/parser' }],
}
`,
}
