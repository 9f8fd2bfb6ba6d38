import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../support/built.js'
import { root } from '../support/repository.js'
import { installPacked, newFolder, npmInstall, pack, remove, write } from './consumer.js'
import { ESLINTS } from './eslints.js'
import { lint, messagesOf } from './lint.js'
import { CONFIGS, FINDINGS, JAVASCRIPT, NATIVE, SOURCES } from './project.js'

/** The supported lines of Node. */
const NODES = ['20', '22', '24'] as const

const NEWEST = { typescript: '6.0.3' }

/** Oldest and newest TypeScript that typescript-eslint supports; the newest also as pnpm lays it out, and with its native successor. */
const LAYOUTS = [
  { name: 'npm, TypeScript 6.0', versions: NEWEST, install: npmInstall, configs: CONFIGS },
  { name: 'npm, TypeScript 4.8', versions: { typescript: '4.8.4' }, install: npmInstall, configs: CONFIGS },
  { name: 'pnpm, TypeScript 6.0', versions: NEWEST, install: pnpmInstall, configs: CONFIGS },
  {
    name: 'npm, TypeScript 6.0 and 7.1 native',
    versions: { ...NEWEST, '@typescript/native': 'npm:typescript@7.1.0-dev.20261009.1' },
    install: npmInstall,
    configs: [NATIVE],
  },
] as const

const COLUMNS = [...CONFIGS, NATIVE].map(({ name }) => name)

const home = newFolder('matrix')
const results = new Map<string, 'same' | 'differs'>()

function folderOf(layout: { readonly name: string }): string {
  return path.join(home, layout.name.replace(/\W+/g, '-'))
}

function nodeBinary(major: string): string {
  return path.join(home, `node-${major}`, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin/node')
}

beforeAll(() => {
  ensureBuilt()
  for (const major of NODES) {
    write(path.join(home, `node-${major}`), { 'package.json': '{}' })
    npmInstall(path.join(home, `node-${major}`), `node-${process.platform}-${process.arch}@${major}`)
  }
  write(path.join(home, 'pnpm'), { 'package.json': '{}' })
  npmInstall(path.join(home, 'pnpm'), 'pnpm@10')
  const tarball = pack(home)
  for (const layout of LAYOUTS) {
    installPacked(tarball, folderOf(layout), layout.versions, layout.install)
    write(folderOf(layout), SOURCES)
  }
  installPacked(tarball, folderOf(WITHOUT_API), WITHOUT_API.versions, (folder) =>
    npmInstall(folder, '--legacy-peer-deps'),
  )
  write(folderOf(WITHOUT_API), SOURCES)
}, 1_800_000)

afterAll(() => {
  remove(home)
})

function pnpmInstall(folder: string): void {
  const pnpm = path.join(home, 'pnpm/node_modules/pnpm/bin/pnpm.cjs')
  const args = ['install', '--ignore-scripts', '--prefer-offline', '--store-dir', path.join(home, 'store')]
  execFileSync(process.execPath, [pnpm, ...args], { cwd: folder, stdio: 'pipe' })
}

const cells = LAYOUTS.flatMap((layout) =>
  ESLINTS.flatMap(([eslint, major]) =>
    layout.configs.some(({ eslints }) => eslints.includes(major))
      ? NODES.map((node) => ({ layout, node, eslint, major }))
      : [],
  ),
)

const keyOf = (...parts: readonly (string | number)[]): string => parts.join()

describe.each(cells)('$layout.name, Node $node, ESLint $major', ({ layout, node, eslint, major }) => {
  it.each(layout.configs.filter(({ eslints }) => eslints.includes(major)))('$name', ({ name, file, flat }) => {
    const found = lint({ folder: folderOf(layout), eslint, config: file, flat, node: nodeBinary(node) })
    const same = JSON.stringify(found) === JSON.stringify(FINDINGS)
    results.set(keyOf(layout.name, node, major, name), same ? 'same' : 'differs')
    expect(found).toEqual(FINDINGS)
  })
})

/** TypeScript 7 is a program without a compiler API, and typescript-eslint does not load beside it. */
const WITHOUT_API = {
  name: 'npm, TypeScript 7 alone',
  versions: {
    typescript: '7.0.2',
    'typescript-eslint': undefined,
    '@typescript-eslint/parser': undefined,
  },
} as const

describe.each(ESLINTS)('TypeScript without a compiler API, %s', (eslint) => {
  it('is told in plain words, once for a file', () => {
    const run = { folder: folderOf(WITHOUT_API), eslint, config: JAVASCRIPT.file, flat: true, node: nodeBinary('24') }
    const said = messagesOf(run).map(({ file, line, message }) => `${file}:${String(line)} ${message}`)
    expect(said).toEqual([
      'src/parcels.js:1 This file was not read: eslint-plugin-http-status needs TypeScript with a compiler API and found none. Install one: npm install --save-dev typescript@6.',
    ])
  })
})

it('docs/compatibility.md says so', async () => {
  await expect(page()).toMatchFileSnapshot(path.join(root, 'docs/compatibility.md'))
})

function page(): string {
  const rows = cells.map(({ layout, node, major }) => [
    layout.name,
    node,
    String(major),
    ...COLUMNS.map((name) => results.get(keyOf(layout.name, node, major, name)) ?? '–'),
  ])
  const head = ['installed with', 'Node', 'ESLint', ...COLUMNS]
  return `# Compatibility

<!-- Written by test/package/compatibility.matrix.ts: npm run matrix -->

The packed package, installed into a fresh folder and run by ESLint on one project with a TypeScript and a JavaScript file. "Same": exactly the expected findings. The JavaScript file is read by espree, the TypeScript file by typescript-eslint ${installed('typescript-eslint')}, without types but in the columns that say "typed". ESLint is ${ESLINTS.map(([name]) => installed(name)).join(', ')}; Node is ${NODES.map(version).join(', ')}.

${[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

- "Native backend" is the experiment of typescript-eslint: \`projectService: { EXPERIMENTAL_backend: 'tsgo' }\`, with TypeScript 7.1 installed as \`@typescript/native\` beside 6.0. Nothing differs in what the rules find.
- With TypeScript 7 alone there is no compiler to read files with. Every file that would have been read then gets one message that says so, and what to install; ESLint goes on. npm refuses the installation before that, because of the peer range.
- oxlint has [a page of its own](oxlint.md).
`
}

function installed(name: string): string {
  const manifest: unknown = JSON.parse(
    execFileSync(process.execPath, ['-p', `JSON.stringify(require('${name}/package.json'))`], {
      cwd: folderOf(LAYOUTS[0]),
      encoding: 'utf8',
    }),
  )
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : ''
}

function version(major: string): string {
  return execFileSync(nodeBinary(major), ['--version'], { encoding: 'utf8' }).trim().slice(1)
}
