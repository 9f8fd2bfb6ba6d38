import { describe, expect, it } from 'vitest'
import { readText, sourceFiles } from '../support/repository.js'
import { circlesOf, importsOf } from './imports.js'

/** Each room and the rooms that it may import from, beside itself: the arrows of docs/architecture.md. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  'src/http': [],
  'src/model': ['src/http'],
  'src/frameworks': ['src/http', 'src/model'],
  'src/analysis': ['src/http', 'src/model', 'src/frameworks'],
  'src/eslint': ['src/http', 'src/model', 'src/frameworks', 'src/analysis'],
  rules: ['src/http', 'src/model', 'src/analysis', 'src/eslint'],
  'src/index.ts': ['src/model', 'src/eslint', 'rules'],
  codemods: ['src/http', 'src/model', 'src/frameworks', 'src/analysis', 'rules'],
  'src/cli': ['src/http', 'src/model', 'codemods'],
}

/** Packages that a room may import, and whether at run time or for their types alone. */
const PACKAGES: Readonly<Record<string, { readonly run: readonly string[]; readonly types: readonly string[] }>> = {
  'src/http': { run: [], types: [] },
  'src/model': { run: [], types: [] },
  'src/frameworks': { run: [], types: [] },
  'src/analysis': { run: ['node:path'], types: ['typescript'] },
  'src/eslint': {
    run: ['node:fs', 'node:path', 'node:module'],
    types: [
      'typescript',
      'eslint',
      '@typescript-eslint/utils',
      '@typescript-eslint/utils/ts-eslint',
      '@typescript-eslint/utils/json-schema',
    ],
  },
  rules: { run: [], types: [] },
  'src/index.ts': { run: [], types: ['eslint', '@typescript-eslint/utils', '@typescript-eslint/utils/ts-eslint'] },
}

const files = sourceFiles()
const imports = files.flatMap(importsOf)

function roomOf(file: string): string {
  const room = Object.keys(ROOMS).find((name) => file === name || file.startsWith(`${name}/`))
  if (room === undefined) throw new Error(`${file} is in no room.`)
  return room
}

/** Interpreters, which recurse by nature, and the caller who is looked for in what he asks for: nothing else imports in a circle. */
const CIRCLES: readonly (readonly string[])[] = [
  ['calls.ts', 'expressions.ts', 'patterns.ts', 'statements.ts'].map((name) => `bearer/trial/${name}`),
  ['branches.ts', 'calls.ts', 'expressions.ts', 'flow.ts'],
  ['lookups.ts', 'parameters.ts', 'principals.ts'].map((name) => `guards/${name}`),
].map((circle) => circle.map((name) => `src/analysis/${name}`))

describe('Imports', () => {
  it('finds the sources', () => {
    expect(files.length).toBeGreaterThan(20)
    expect(imports.length).toBeGreaterThan(20)
  })

  it('run one way', () => {
    const wrong = imports
      .filter((item) => item.relative && item.to !== 'package.json')
      .filter(({ from, to }) => roomOf(from) !== roomOf(to) && !ROOMS[roomOf(from)]?.includes(roomOf(to)))
      .map(({ from, to }) => `${from} -> ${to}`)
    expect(wrong).toEqual([])
  })

  it('run in no circle, but for the core of an interpreter', () => {
    expect(circlesOf(imports.filter(({ relative }) => relative))).toEqual(CIRCLES)
  })

  it('name only the packages of their room', () => {
    const wrong = imports
      .filter((item) => !item.relative)
      .filter(({ from, to, typeOnly }) => {
        const allowed = PACKAGES[roomOf(from)]
        return allowed && !allowed.run.includes(to) && !(typeOnly && allowed.types.includes(to))
      })
      .map(({ from, to, typeOnly }) => `${from} -> ${to}${typeOnly ? ' (type)' : ''}`)
    expect(wrong).toEqual([])
  })

  it('never load typescript at run time', () => {
    expect(imports.filter(({ to, typeOnly }) => to === 'typescript' && !typeOnly).map(({ from }) => from)).toEqual([])
  })

  it('keep ts-morph in codemods and what talks to a terminal in src/cli', () => {
    const terminal = ['@clack/prompts']
    const wrong = imports.filter(
      ({ from, to }) =>
        (to === 'ts-morph' && roomOf(from) !== 'codemods') || (terminal.includes(to) && roomOf(from) !== 'src/cli'),
    )
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
  })

  it('use no package that package.json does not bring', () => {
    const { dependencies } = JSON.parse(readText('package.json')) as { dependencies: Record<string, string> }
    const packages = imports
      .filter(({ relative, typeOnly, to }) => !relative && !typeOnly && !to.startsWith('node:'))
      .map(({ to }) => packageName(to))
    expect([...new Set(packages)].filter((name) => !(name in dependencies))).toEqual([])
  })
})

describe('Trees', () => {
  it('are walked in src/analysis alone', () => {
    const walkers = /\b(?:forEachChild|visitEachChild|visitNode|forEachDescendant|getDescendants\w*|getChildren)\b/
    const wrong = files.filter((file) => roomOf(file) !== 'src/analysis' && walkers.test(readText(file)))
    expect(wrong).toEqual([])
  })
})

function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
