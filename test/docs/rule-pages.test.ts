import { tmpdir } from 'node:os'
import path from 'node:path'
import { Linter } from 'eslint'
import parser from '@typescript-eslint/parser'
import { describe, expect, it } from 'vitest'
import plugin from '../../src/index.js'
import { frameworks } from '../../src/frameworks/index.js'
import { analyseProject } from '../support/project.js'
import { filesBelow, readText } from '../support/repository.js'
import { examplesOf, type Example } from '../support/rule-pages.js'

/** A folder that does not exist: no package.json near it lends an example the evidence that its text does not hold. */
const HOME = path.join(tmpdir(), 'http-status-rule-pages')

const linter = new Linter({ cwd: HOME, configType: 'flat' })

/** Messages of one rule for an example, as a user of the untyped preset gets them; comments in the example may set options. */
function messages(rule: string, { code, file }: Example): string[] {
  const config: Linter.Config = {
    files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    plugins: { 'http-status': plugin },
    rules: { [`http-status/${rule}`]: 'error' },
  }
  const found = linter.verify(code, config, { filename: path.join(HOME, file) })
  const fatal = found.find((message) => message.fatal)
  if (fatal) throw new Error(`The example does not parse: ${fatal.message} (its line ${String(fatal.line)})`)
  return found.map(({ line, message }) => `${String(line)}: ${message}`)
}

describe.each(filesBelow('docs/rules', '.md'))('%s', (page) => {
  const rule = path.basename(page, '.md')
  const examples = examplesOf(readText(page))

  it('shows what is incorrect and what is correct', () => {
    expect(new Set(examples.map(({ kind }) => kind))).toEqual(new Set(['incorrect', 'correct']))
  })

  it.each(['incorrect', 'correct'] as const)('shows %s code of Express, Fastify and Next', (wanted) => {
    const shown = examples.filter(({ kind }) => kind === wanted)
    expect(shown.some(({ code }) => /\(req, res\b/.test(code))).toBe(true)
    expect(shown.some(({ code }) => /\bfastify\b/i.test(code))).toBe(true)
    expect(shown.some(({ file }) => /^app\/.*\/route\.ts$/.test(file))).toBe(true)
  })

  it.each(examples)('is right about the $kind example in line $line', (example) => {
    const found = messages(rule, example)
    if (example.kind === 'correct') expect(found).toEqual([])
    else expect(found).not.toEqual([])
  })
})

/** Frameworks whose responses stand in the examples of a kind. */
function frameworksIn(page: string, wanted: Example['kind']): string[] {
  const found = examplesOf(readText(page))
    .filter(({ kind }) => kind === wanted)
    .flatMap(({ code, file }) => analyseProject({ [file]: code }).get(file)?.responses ?? [])
  return [...new Set(found.map(({ framework }) => framework))].sort()
}

it.each(['incorrect', 'correct'] as const)('the header is shown in every framework: %s', (kind) => {
  expect(frameworksIn('docs/rules/require-www-authenticate.md', kind)).toEqual(
    frameworks.map(({ name }) => name).sort(),
  )
})
