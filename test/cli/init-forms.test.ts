import { mkdtempSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ESLint } from 'eslint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planLintConfig } from '../../codemods/lint-config/index.js'
import { ensureBuilt } from '../support/built.js'
import { root } from '../support/repository.js'

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'http-status-init-')))
const modules = path.join(folder, 'node_modules')

const ROUTE = "import express from 'express'\nexpress().get('/', (req, res) => res.status(401).json({}))\n"

beforeAll(() => {
  ensureBuilt()
  mkdirSync(modules)
  symlinkSync(root, path.join(modules, 'eslint-plugin-http-status'))
  for (const name of ['eslint', 'typescript-eslint', '@eslint']) link(name)
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function link(name: string): void {
  symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name))
}

interface Form {
  readonly name: string
  readonly file: string
  readonly type?: 'module'
  readonly before: string
  readonly after: string
}

const PARSER = "{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } }"

const FORMS: readonly Form[] = [
  {
    name: 'an array on several lines with trailing commas and a comment behind the last element',
    file: 'eslint.config.mjs',
    before: `import js from "@eslint/js";

export default [
  js.configs.recommended,
  {
    rules: { "no-undef": "off" },
  }, // ours
];
`,
    after: `import js from "@eslint/js";
import httpStatus from "eslint-plugin-http-status";

export default [
  js.configs.recommended,
  {
    rules: { "no-undef": "off" },
  }, // ours
  httpStatus.configs.recommended,
];
`,
  },
  {
    name: 'an array on one line, in CommonJS',
    file: 'eslint.config.js',
    before: `const js = require('@eslint/js')

module.exports = [js.configs.recommended, { rules: { 'no-undef': 'off' } }]
`,
    after: `const js = require('@eslint/js')
const httpStatus = require('eslint-plugin-http-status')

module.exports = [js.configs.recommended, { rules: { 'no-undef': 'off' } }, httpStatus.configs.recommended]
`,
  },
  {
    name: 'no trailing comma, tabs, Windows line endings, a comment above the end',
    file: 'eslint.config.cjs',
    before:
      "'use strict';\r\n\r\nmodule.exports = [\r\n\t{ rules: {} }, // a, b\r\n\t{ rules: {} } // last\r\n\t// more to come\r\n];\r\n",
    after:
      "'use strict';\r\n\r\nconst httpStatus = require('eslint-plugin-http-status');\r\n\r\nmodule.exports = [\r\n\t{ rules: {} }, // a, b\r\n\t{ rules: {} }, // last\r\n\thttpStatus.configs.recommended\r\n\t// more to come\r\n];\r\n",
  },
  {
    name: 'an empty array',
    file: 'eslint.config.js',
    type: 'module',
    before: 'export default []\n',
    after: "import httpStatus from 'eslint-plugin-http-status'\n\nexport default [httpStatus.configs.recommended]\n",
  },
  {
    name: 'defineConfig with an array',
    file: 'eslint.config.js',
    type: 'module',
    before: `import { defineConfig } from 'eslint/config'

export default defineConfig([
  { rules: {} },
])
`,
    after: `import { defineConfig } from 'eslint/config'
import httpStatus from 'eslint-plugin-http-status'

export default defineConfig([
  { rules: {} },
  httpStatus.configs.recommended,
])
`,
  },
  {
    name: 'defineConfig with arguments, under another name, spread included',
    file: 'eslint.config.mjs',
    before: `import { defineConfig as define } from 'eslint/config'
import js from '@eslint/js'

const base = [js.configs.recommended, { rules: { 'no-undef': 'off' } }]

export default define(...base, { rules: {} })
`,
    after: `import { defineConfig as define } from 'eslint/config'
import js from '@eslint/js'
import httpStatus from 'eslint-plugin-http-status'

const base = [js.configs.recommended, { rules: { 'no-undef': 'off' } }]

export default define(...base, { rules: {} }, httpStatus.configs.recommended)
`,
  },
  {
    name: 'defineConfig in CommonJS, by destructuring',
    file: 'eslint.config.cjs',
    before: `const { defineConfig } = require("eslint/config");

module.exports = defineConfig({ rules: {} });
`,
    after: `const { defineConfig } = require("eslint/config");
const httpStatus = require("eslint-plugin-http-status");

module.exports = defineConfig({ rules: {} }, httpStatus.configs.recommended);
`,
  },
  {
    name: "typescript-eslint's config()",
    file: 'eslint.config.mjs',
    before: `// @ts-check
import tseslint from 'typescript-eslint'

export default tseslint.config(
  ${PARSER},
)
`,
    after: `// @ts-check
import tseslint from 'typescript-eslint'
import httpStatus from 'eslint-plugin-http-status'

export default tseslint.config(
  ${PARSER},
  httpStatus.configs.recommended,
)
`,
  },
  {
    name: 'a TypeScript file with satisfies, through a constant',
    file: 'eslint.config.ts',
    before: `import type { Linter } from 'eslint'

const config = [{ rules: {} }] satisfies Linter.Config[]

export default config
`,
    after: `import type { Linter } from 'eslint'
import httpStatus from 'eslint-plugin-http-status'

const config = [{ rules: {} }, httpStatus.configs.recommended] satisfies Linter.Config[]

export default config
`,
  },
  {
    name: 'one object',
    file: 'eslint.config.mjs',
    before: `export default {
  rules: {},
};
`,
    after: `import httpStatus from 'eslint-plugin-http-status';

export default [{
  rules: {},
}, httpStatus.configs.recommended];
`,
  },
  {
    name: 'a name that is taken',
    file: 'eslint.config.mjs',
    before: `const httpStatus = { rules: {} }

export default [httpStatus]
`,
    after: `import httpStatus2 from 'eslint-plugin-http-status'

const httpStatus = { rules: {} }

export default [httpStatus, httpStatus2.configs.recommended]
`,
  },
]

describe('init edits', () => {
  it.each(FORMS)('$name, and ESLint finds with it', async ({ file, type, before, after }) => {
    const project = newProject({
      'package.json': JSON.stringify({ name: 'shop', ...(type && { type }) }),
      [file]: before,
      'server.mjs': ROUTE,
    })
    const plan = planLintConfig(project, 'recommended')
    expect(plan.kind === 'change' ? plan.change.after : plan).toBe(after)
    writeFileSync(path.join(project, file), after)
    expect(await rulesReported(project)).toEqual(['http-status/require-www-authenticate'])
    expect(planLintConfig(project, 'recommended')).toMatchObject({ kind: 'present', file })
  })

  it.each([
    ['JavaScript', {}, 'server.mjs'],
    ['TypeScript', { 'tsconfig.json': '{}' }, 'server.ts'],
  ])('nothing, and makes a configuration for %s', async (_, files, server) => {
    const project = newProject({ 'package.json': '{"name":"shop"}', [server]: ROUTE, ...files })
    const plan = planLintConfig(project, 'strict')
    if (plan.kind !== 'change') throw new Error(`It is ${plan.kind}.`)
    expect([plan.file, plan.change.before]).toEqual(['eslint.config.mjs', undefined])
    writeFileSync(path.join(project, plan.file), plan.change.after)
    expect(await rulesReported(project)).toEqual(['http-status/require-www-authenticate'])
  })
})

describe('init leaves', () => {
  it.each([
    ['a function', 'export default () => []\n', 'it exports a function'],
    [
      'a maker that it does not know',
      "import antfu from '@antfu/eslint-config'\nexport default antfu({})\n",
      'it is made by antfu()',
    ],
    [
      'a long chain, named in short',
      "import { createConfigForNuxt } from '@nuxt/eslint-config'\nexport default createConfigForNuxt({\n  features: { tooling: true },\n}).override()\n",
      'it is made by createConfigForNuxt({ features: { toolin…()',
    ],
    [
      'a list from another file',
      "import config from './base.js'\nexport default config\n",
      'config comes from elsewhere',
    ],
    ['a computed list', 'const a = []\nexport default a.concat([])\n', 'it is made by a.concat()'],
    [
      'a defineConfig that is not of ESLint',
      'const defineConfig = (a) => a\nexport default defineConfig([])\n',
      'it is made by defineConfig()',
    ],
    ['no export', 'const a = []\n', 'it exports nothing that can be followed'],
    ['broken syntax', 'export default [\n', 'it could not be parsed'],
  ])('%s', (_, text, reason) => {
    const project = newProject({ 'package.json': '{}', 'eslint.config.mjs': text })
    expect(planLintConfig(project, 'recommended')).toMatchObject({ kind: 'by-hand', file: 'eslint.config.mjs', reason })
  })

  it.each(['.eslintrc', '.eslintrc.json', '.eslintrc.cjs', '.eslintrc.yml'])('%s, the old format', (file) => {
    const plan = planLintConfig(newProject({ 'package.json': '{}', [file]: '' }), 'strict')
    expect(plan).toMatchObject({ kind: 'by-hand', file, reason: 'it is in the old format' })
    expect(plan.kind === 'by-hand' && plan.lines).toContain('"plugin:http-status/legacy-strict"')
  })

  it('an eslintConfig in package.json', () => {
    expect(planLintConfig(newProject({ 'package.json': '{"eslintConfig":{}}' }), 'recommended')).toMatchObject({
      kind: 'by-hand',
      file: 'package.json',
    })
  })
})

describe('init says what to install', () => {
  const install = (files: Readonly<Record<string, string>>, below = ''): string | undefined => {
    const project = newProject({ 'eslint.config.mjs': 'export default []\n', 'package.json': '{}', ...files })
    return planLintConfig(path.join(project, below), 'recommended').install
  }
  const ALL = 'eslint eslint-plugin-http-status typescript@6'

  it.each([
    ['npm', {}, `npm install --save-dev ${ALL}`],
    ['npm by its lockfile', { 'package-lock.json': '' }, `npm install --save-dev ${ALL}`],
    ['pnpm', { 'pnpm-lock.yaml': '' }, `pnpm add --save-dev ${ALL}`],
    [
      'the root of a pnpm workspace',
      { 'pnpm-lock.yaml': '', 'pnpm-workspace.yaml': '' },
      `pnpm add --save-dev --workspace-root ${ALL}`,
    ],
    ['yarn', { 'yarn.lock': '' }, `yarn add --dev ${ALL}`],
    [
      'the root of a workspace of the first yarn',
      { 'yarn.lock': '# yarn lockfile v1', 'package.json': '{"workspaces":[]}' },
      `yarn add --dev -W ${ALL}`,
    ],
    ['bun', { 'bun.lock': '' }, `bun add --dev ${ALL}`],
    [
      'the packageManager field before a lockfile',
      { 'package.json': '{"packageManager":"pnpm@10.1.0"}', 'yarn.lock': '' },
      `pnpm add --save-dev ${ALL}`,
    ],
    [
      'what is missing alone',
      { 'package.json': '{"devDependencies":{"eslint":"^9","typescript":"^5"}}' },
      'npm install --save-dev eslint-plugin-http-status',
    ],
    [
      'nothing when all is there',
      { 'package.json': '{"devDependencies":{"eslint":"^9","typescript":"^5","eslint-plugin-http-status":"*"}}' },
      undefined,
    ],
  ])('%s', (_, files, command) => {
    expect(install(files)).toBe(command)
  })

  it('for the folder of the configuration, seen from a package below', () => {
    expect(
      install({ 'pnpm-lock.yaml': '', 'packages/a/package.json': '{"devDependencies":{"eslint":"*"}}' }, 'packages/a'),
    ).toBe(`pnpm add --save-dev ${ALL}`)
  })
})

let projects = 0

function newProject(files: Readonly<Record<string, string>>): string {
  const project = path.join(folder, `project-${++projects}`)
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true })
    writeFileSync(path.join(project, file), text)
  }
  return project
}

async function rulesReported(cwd: string): Promise<readonly (string | null)[]> {
  const results = await new ESLint({ cwd }).lintFiles(['server.*'])
  return results.flatMap(({ messages }) => messages.map((one) => one.ruleId ?? one.message))
}
