import { execFileSync, spawnSync } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../support/built.js'
import { readText, root } from '../support/repository.js'
import { type Consumer, installPacked, remove, write } from './consumer.js'
import { CONFIGS, FINDINGS, LEGACY, SOURCES } from './project.js'

/** Folder in node_modules and major version of each supported ESLint. */
const ESLINTS = [
  ['eslint8', 8],
  ['eslint9', 9],
  ['eslint', 10],
] as const

let consumer: Consumer

beforeAll(() => {
  ensureBuilt()
  consumer = installPacked()
  const configs = [...Object.values(CONFIGS), LEGACY].map(({ file, text }) => [file, text])
  write(consumer.folder, { ...SOURCES, ...(Object.fromEntries(configs) as Record<string, string>) })
})

afterAll(() => {
  remove(consumer.folder)
})

/** Runs an installed ESLint on the project; findings as `file:line rule`. */
function lint(eslint: string, args: readonly string[], flat: boolean): string[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [`node_modules/${eslint}/bin/eslint.js`, '--format', 'json', ...args, 'src'],
    { cwd: consumer.folder, encoding: 'utf8', env: { ...process.env, ESLINT_USE_FLAT_CONFIG: String(flat) } },
  )
  if (!stdout.startsWith('[')) throw new Error(`ESLint did not lint: ${stderr}${stdout}`)
  const results = JSON.parse(stdout) as {
    filePath: string
    messages: { line: number; ruleId: string | null; message: string }[]
  }[]
  return results.flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, ruleId, message }) =>
        `${path.relative(consumer.folder, filePath).replaceAll('\\', '/')}:${String(line)} ${ruleId ?? message}`,
    ),
  )
}

describe('The packed package', () => {
  it('holds what users need and nothing else', () => {
    const names = consumer.files.map((file) => file.path)
    expect(names.filter((name) => !name.startsWith('dist/') && !name.startsWith('docs/')).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'package.json',
    ])
    expect(names.filter((name) => name.startsWith('docs/') && !name.endsWith('.md'))).toEqual([])
    expect(names.filter((name) => name.startsWith('dist/') && !/\.(?:js|cjs|d\.ts|d\.cts)$/.test(name))).toEqual([])
    expect(names).toEqual(
      expect.arrayContaining(['dist/index.js', 'dist/index.cjs', 'dist/index.d.ts', 'dist/index.d.cts', 'dist/cli.js']),
    )
  })

  it('bundles no library into the plugin', () => {
    const sizes = consumer.files.filter(({ path: name }) => /^dist\/.*\.c?js$/.test(name)).map(({ size }) => size)
    expect(Math.max(...sizes)).toBeLessThan(500_000)
  })

  it('passes publint', () => {
    expect(tool('publint/src/cli.js', consumer.tarball, '--strict')).toContain('All good!')
  })

  it('passes are the types wrong', () => {
    expect(
      tool('@arethetypeswrong/cli/dist/index.js', consumer.tarball, '--format', 'ascii', '--no-color', '--no-emoji'),
    ).toContain('No problems found')
  })

  it('has declarations that a strict project compiles', () => {
    write(consumer.folder, {
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
      'types/use.ts': `import plugin from 'eslint-plugin-http-status'
import { defineConfig } from 'eslint/config'

const name: string = plugin.configs.recommended.name
// @ts-expect-error The declarations say what a preset holds; they are not any.
plugin.configs.unknown
export default defineConfig([plugin.configs.strict, { name, plugins: { 'http-status': plugin } }])
`,
      'types/use.cts': `import plugin = require('eslint-plugin-http-status')

export = [plugin.configs.recommended, plugin.rules['require-www-authenticate']]
`,
    })
    expect(() => run('node_modules/typescript/bin/tsc', '-p', 'types')).not.toThrow()
  })

  it('brings the command', () => {
    expect(run('node_modules/eslint-plugin-http-status/dist/cli.js', '--help')).toContain('--write')
    const { version } = JSON.parse(readText('package.json')) as { version: string }
    expect(run('node_modules/eslint-plugin-http-status/dist/cli.js', '--version')).toContain(version)
  })
})

describe.each(ESLINTS)('In %s', (eslint, major) => {
  it.each(Object.entries(CONFIGS).filter(([, { since }]) => since <= major))(
    'a flat config (%s) finds the same',
    (_, { file }) => {
      expect(lint(eslint, ['--config', file], true)).toEqual(FINDINGS)
    },
  )
})

describe.each(ESLINTS.filter(([, major]) => major < 10))('In %s', (eslint) => {
  it('the preset for eslintrc finds the same', () => {
    expect(lint(eslint, ['--no-eslintrc', '--config', LEGACY.file, '--ext', '.ts,.js'], false)).toEqual(FINDINGS)
  })
})

/** Runs a script in the consumer's folder; throws with its output when it fails. */
function run(script: string, ...args: string[]): string {
  try {
    return execFileSync(process.execPath, [script, ...args], { cwd: consumer.folder, encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Error(`${script} failed.\n${stdout}${stderr}`)
  }
}

function tool(script: string, ...args: string[]): string {
  return run(path.join(root, 'node_modules', script), ...args)
}
