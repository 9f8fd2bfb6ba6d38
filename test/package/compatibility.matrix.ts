import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../support/built.js'
import { root } from '../support/repository.js'
import { installPacked, newFolder, npmInstall, pack, remove, write } from './consumer.js'
import { ESLINTS } from './eslints.js'
import { lint } from './lint.js'
import { CONFIGS, FINDINGS, SOURCES } from './project.js'

/** The supported lines of Node. */
const NODES = ['20', '22', '24'] as const

/** Oldest and newest TypeScript that typescript-eslint supports; the newest also as pnpm lays it out. */
const LAYOUTS = [
  { name: 'npm, TypeScript 6.0', typescript: '6.0.3', manager: 'npm' },
  { name: 'npm, TypeScript 4.8', typescript: '4.8.4', manager: 'npm' },
  { name: 'pnpm, TypeScript 6.0', typescript: '6.0.3', manager: 'pnpm' },
] as const

const home = newFolder('matrix')
const results = new Map<string, boolean>()

function folderOf(layout: (typeof LAYOUTS)[number]): string {
  return path.join(home, layout.name.replace(/\W+/g, '-'))
}

function nodeBinary(major: string): string {
  return path.join(home, `node-${major}`, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin/node')
}

beforeAll(() => {
  ensureBuilt()
  const tarball = pack(home)
  for (const major of NODES) {
    write(path.join(home, `node-${major}`), { 'package.json': '{}' })
    npmInstall(path.join(home, `node-${major}`), `node-${process.platform}-${process.arch}@${major}`)
  }
  write(path.join(home, 'pnpm'), { 'package.json': '{}' })
  npmInstall(path.join(home, 'pnpm'), 'pnpm@10')
  for (const layout of LAYOUTS) {
    const install = layout.manager === 'npm' ? npmInstall : pnpmInstall
    installPacked(tarball, folderOf(layout), { typescript: layout.typescript }, install)
    write(folderOf(layout), SOURCES)
  }
}, 600_000)

afterAll(() => {
  remove(home)
})

function pnpmInstall(folder: string): void {
  const pnpm = path.join(home, 'pnpm/node_modules/pnpm/bin/pnpm.cjs')
  execFileSync(
    process.execPath,
    [pnpm, 'install', '--ignore-scripts', '--prefer-offline', '--store-dir', path.join(home, 'store')],
    {
      cwd: folder,
      stdio: 'pipe',
    },
  )
}

const cells = LAYOUTS.flatMap((layout) =>
  NODES.flatMap((node) => ESLINTS.map(([eslint, major]) => ({ layout, node, eslint, major }))),
)

describe.each(cells)('$layout.name, Node $node, ESLint $major', ({ layout, node, eslint, major }) => {
  it.each(CONFIGS.filter(({ eslints }) => eslints.includes(major)))('$name', ({ name, file, flat }) => {
    const found = lint({ folder: folderOf(layout), eslint, config: file, flat, node: nodeBinary(node) })
    results.set([layout.name, node, major, name].join(), JSON.stringify(found) === JSON.stringify(FINDINGS))
    expect(found).toEqual(FINDINGS)
  })
})

it('docs/compatibility.md says so', async () => {
  await expect(page()).toMatchFileSnapshot(path.join(root, 'docs/compatibility.md'))
})

function page(): string {
  const names = CONFIGS.map(({ name }) => name)
  const rows = cells.map(({ layout, node, major }) => [
    layout.name,
    node,
    String(major),
    ...CONFIGS.map(({ name, eslints }) =>
      eslints.includes(major) ? (results.get([layout.name, node, major, name].join()) ? 'same' : 'differs') : '–',
    ),
  ])
  const head = ['installed with', 'Node', 'ESLint', ...names]
  return `# Compatibility

<!-- Written by test/package/compatibility.matrix.ts: npm run matrix -->

The packed package, installed into a fresh folder and run by ESLint on one project with a TypeScript and a JavaScript file. "Same": exactly the expected findings.

${[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}
`
}
