import { tmpdir } from 'node:os'
import path from 'node:path'
import { Linter } from 'eslint'
import parser from '@typescript-eslint/parser'
import { describe, expect, it } from 'vitest'
import plugin from '../../src/index.js'
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

  it.each(examples)('is right about the $kind example in line $line', (example) => {
    const found = messages(rule, example)
    if (example.kind === 'correct') expect(found).toEqual([])
    else expect(found).not.toEqual([])
  })
})
