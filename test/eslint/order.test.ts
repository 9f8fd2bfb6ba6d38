import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type plugin from '../../src/index.js'
import { frameworks } from '../../src/frameworks/index.js'
import { readFixtures } from '../analysis/parity/fixtures.js'
import { ensureBuilt } from '../support/built.js'
import { manifest } from '../support/project.js'
import { root } from '../support/repository.js'

const load = createRequire(import.meta.url)
const dist = path.join(root, 'dist')

let folder: string

beforeAll(() => {
  ensureBuilt()
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'http-status-order-')))
  mkdirSync(path.join(folder, 'src'))
  writeFileSync(path.join(folder, 'package.json'), manifest(...frameworks.flatMap(({ packages }) => packages)))
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** The plugin as a new process has it: nothing is remembered of files that were linted before. */
function fresh(): typeof plugin.configs.strict {
  for (const file of Object.keys(load.cache)) if (file.startsWith(dist)) Reflect.deleteProperty(load.cache, file)
  return (load(path.join(dist, 'index.cjs')) as typeof plugin).configs.strict
}

type File = readonly [file: string, text: string]

/** Lints with one plugin; what it says of each file, one finding a line. */
function linterOf(): (file: File) => string {
  const linter = new Linter({ cwd: folder })
  const config = [{ files: ['**/*.{ts,tsx,mts,cts,js,mjs,cjs,jsx}'], languageOptions: { parser } }, fresh()]
  return ([file, text]) =>
    linter
      .verify(text, config, { filename: path.join(folder, file) })
      .map(({ line, column, ruleId, message }) => `${String(line)}:${String(column)} ${String(ruleId)} ${message}`)
      .join('\n')
}

it('says the same of a file alone and after any others', () => {
  const files = readFixtures().map(({ path: file, text }, index): File => [
    path.join('src', `${String(index)}${path.extname(file)}`),
    text,
  ])
  const lint = linterOf()
  const found = files.map((file) => ({ file, after: lint(file) })).filter(({ after }) => after !== '')
  expect(found.length).toBeGreaterThan(300)
  const other = found.filter(({ file, after }) => linterOf()(file) !== after)
  expect(other.map(({ file: [, text], after }) => `${text}\n${after}`)).toEqual([])
})
