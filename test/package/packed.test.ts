import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../support/built.js'
import { readText, root } from '../support/repository.js'
import { installPacked, newFolder, pack, remove, type Tarball, write } from './consumer.js'
import { ESLINTS } from './eslints.js'
import { lint } from './lint.js'
import { CONFIGS, FINDINGS, SOURCES } from './project.js'

let folder: string
let tarball: Tarball

beforeAll(() => {
  ensureBuilt()
  folder = newFolder('package')
  tarball = pack(folder)
  installPacked(tarball, folder)
  write(folder, SOURCES)
})

afterAll(() => {
  remove(folder)
})

describe('The packed package', () => {
  it('holds what users need and nothing else', () => {
    const names = tarball.files.map((file) => file.path)
    expect(names.filter((name) => !name.startsWith('dist/') && !name.startsWith('docs/')).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'package.json',
    ])
    expect(names.filter((name) => name.startsWith('docs/') && !name.endsWith('.md'))).toEqual([
      'docs/report.schema.json',
    ])
    expect(names.filter((name) => name.startsWith('dist/') && !/\.(?:js|cjs|d\.ts|d\.cts)$/.test(name))).toEqual([])
    expect(names).toEqual(
      expect.arrayContaining(['dist/index.js', 'dist/index.cjs', 'dist/index.d.ts', 'dist/index.d.cts', 'dist/cli.js']),
    )
  })

  it('bundles no library into the plugin', () => {
    const texts = tarball.files
      .filter(({ path: name }) => /^dist\/.*\.c?js$/.test(name))
      .map(({ path: name }) => readText(name))
    // the bundler names every file that it has taken in
    const named = (from: string): readonly string[] =>
      texts.flatMap((text) =>
        [...text.matchAll(new RegExp(`// ${from}/((?:@[\\w.-]+/)?[\\w.-]+)`, 'g'))].map(([, name]) => name ?? ''),
      )
    expect(named('src')).toContain('index.ts')
    // its own shims
    expect(new Set(named('node_modules'))).toEqual(new Set(['tsup']))
  })

  it('passes publint', () => {
    expect(tool('publint/src/cli.js', tarball.file, '--strict')).toContain('All good!')
  })

  it('passes are the types wrong', () => {
    expect(
      tool('@arethetypeswrong/cli/dist/index.js', tarball.file, '--format', 'ascii', '--no-color', '--no-emoji'),
    ).toContain('No problems found')
  })

  it('has declarations that a strict project compiles', () => {
    write(folder, {
      'types/tsconfig.json': JSON.stringify({
        compilerOptions: {
          target: 'ES2022',
          module: 'NodeNext',
          strict: true,
          noEmit: true,
          types: [],
          skipLibCheck: false,
        },
      }),
      'types/eslint.config.ts': `import plugin from 'eslint-plugin-http-status'
import { defineConfig } from 'eslint/config'

const name: string = plugin.configs.recommended.name
// @ts-expect-error The declarations say what a preset holds; they are not any.
plugin.configs.unknown
type Rules = typeof plugin.configs.recommended.rules
const rules: Rules = {
  'http-status/bearer-scheme': ['error', { strict: true }],
  'http-status/valid-www-authenticate': ['warn', { strict: false, unregisteredSchemes: true }],
  'http-status/require-www-authenticate': 'off',
  'http-status/no-401-after-auth': ['error'],
}
export const wrong: Rules[] = [
  // @ts-expect-error No such rule.
  { 'http-status/no-such-rule': 'error' },
  // @ts-expect-error No such option.
  { 'http-status/bearer-scheme': ['error', { strictly: true }] },
  // @ts-expect-error No such value.
  { 'http-status/require-www-authenticate': ['error', { everyThrow: 'yes' }] },
  // @ts-expect-error No such severity.
  { 'http-status/valid-www-authenticate': 'fatal' },
  // @ts-expect-error A rule without options.
  { 'http-status/no-403-before-auth': ['error', {}] },
]
export default defineConfig([
  plugin.configs.strict,
  { name, plugins: { 'http-status': plugin } },
  { extends: [plugin.configs.recommended], rules },
])
`,
      'types/use.cts': `import plugin = require('eslint-plugin-http-status')

export = [plugin.configs.recommended, plugin.rules['require-www-authenticate']]
`,
    })
    expect(() => run('node_modules/typescript/bin/tsc', '-p', 'types')).not.toThrow()
  })

  it('names in its declarations only packages that it brings', () => {
    const { dependencies, peerDependencies } = JSON.parse(readText('package.json')) as Record<string, object>
    const brought = new Set(Object.keys({ ...dependencies, ...peerDependencies }))
    const named = ['dist/index.d.ts', 'dist/index.d.cts'].flatMap((file) =>
      [...readText(file).matchAll(/(?:from|import\()\s*['"]([^'"./][^'"]*)['"]/g)].map((match) => match[1] ?? ''),
    )
    expect(named.filter((name) => !brought.has(name))).toEqual([])
  })

  it('brings the command', () => {
    expect(run('node_modules/eslint-plugin-http-status/dist/cli.js', '--help')).toContain('--write')
    const { version } = JSON.parse(readText('package.json')) as { version: string }
    expect(run('node_modules/eslint-plugin-http-status/dist/cli.js', '--version')).toContain(version)
  })
})

describe.each(ESLINTS)('In %s', (eslint, major) => {
  it.each(CONFIGS.filter(({ eslints }) => eslints.includes(major)))(
    'the configuration "$name" finds the same',
    ({ file, flat }) => {
      expect(lint({ folder, eslint, config: file, flat })).toEqual(FINDINGS)
    },
  )
})

/** Runs a script in the project; throws with its output when it fails. */
function run(script: string, ...args: string[]): string {
  try {
    return execFileSync(process.execPath, [script, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Error(`${script} failed.\n${stdout}${stderr}`, { cause: error })
  }
}

function tool(script: string, ...args: string[]): string {
  return run(path.join(root, 'node_modules', script), ...args)
}
