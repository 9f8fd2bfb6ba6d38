import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CODEMOD_NAMES } from '../../codemods/names.js'
import { ensureBuilt } from '../support/built.js'
import { filesBelow, readText, root } from '../support/repository.js'
import { diffsOf } from './diffs.js'

/** An ES module package that uses every framework of the pages; nothing is installed. */
const PROJECT = {
  'package.json': JSON.stringify({
    name: 'docs',
    type: 'module',
    dependencies: { express: '^5.0.0', fastify: '^5.0.0', next: '^16.0.0' },
  }),
  'tsconfig.json': JSON.stringify({
    compilerOptions: { target: 'ES2022', module: 'NodeNext', strict: true, skipLibCheck: true },
    include: ['src'],
  }),
}

let folder: string

beforeEach(() => {
  ensureBuilt()
  folder = mkdtempSync(path.join(tmpdir(), 'http-status-docs-'))
  for (const [name, text] of Object.entries(PROJECT)) writeFileSync(path.join(folder, name), text)
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('every codemod has a page', () => {
  const pages = [...CODEMOD_NAMES, 'fix'].map((name) => `docs/codemods/${name}.md`)
  expect(filesBelow('docs/codemods', '.md')).toEqual(pages.sort())
})

/** Codemods that list places and edit none: their pages show what is printed. */
const LISTS = ['unauthorized', 'challenge'] as const

describe.each(LISTS)('docs/codemods/%s.md', (name) => {
  it('shows what the command prints of its example', () => {
    const page = readText(`docs/codemods/${name}.md`)
    const [, file = '', code = ''] = /```ts\n\/\/ (\S+)\n([^]*?)```/.exec(page) ?? []
    const [, printed = ''] = /```text\n([^]*?)```/.exec(page) ?? []
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), code)
    const args = [path.join(root, 'dist/cli.js'), '--only', name]
    expect(printed).not.toBe('')
    expect(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })).toContain(printed)
  })
})

const EDITS = CODEMOD_NAMES.filter((name) => !LISTS.some((one) => one === name))

describe.each(['README.md', ...EDITS.map((name) => `docs/codemods/${name}.md`)])('%s', (page) => {
  const diffs = diffsOf(readText(page))

  it('shows a diff', () => {
    expect(diffs).not.toEqual([])
  })

  it.each(diffs)('shows in line $line what the command makes of $file', ({ file, before, after }) => {
    const target = path.join(folder, file)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, before)
    const only = page === 'README.md' ? [] : ['--only', path.basename(page, '.md')]
    const args = [path.join(root, 'dist/cli.js'), 'fix', '--write', '--challenge', 'Bearer realm="api"', ...only]
    execFileSync(process.execPath, args, { cwd: folder, stdio: 'pipe' })
    expect(readFileSync(target, 'utf8')).toBe(after)
  })
})
