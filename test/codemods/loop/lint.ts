import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import type { RunReport } from '../../../codemods/report.js'
import { ruleOf } from '../../../src/cli/reports/rule-of.js'
import plugin from '../../../src/index.js'

const SOURCE = /\.[cm]?[jt]sx?$/

/** `file:line:column rule` of everything that ESLint reports in a folder with the preset `recommended`, sorted. */
export function lint(folder: string): readonly string[] {
  const linter = new Linter({ cwd: folder, configType: 'flat' })
  const config: Linter.Config[] = [
    { files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'], languageOptions: { parser } },
    { files: ['**/*.{tsx,js,jsx}'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
    plugin.configs.recommended,
  ]
  return sourcesOf(folder)
    .flatMap((file) =>
      linter
        .verify(readFileSync(path.join(folder, file), 'utf8'), config, { filename: path.join(folder, file) })
        .map(({ line, column, ruleId, message }) => `${file}:${line}:${column} ${ruleId ?? message}`),
    )
    .toSorted()
}

function sourcesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => SOURCE.test(file) && !/\.d\.[cm]?ts$/.test(file) && !/(?:^|\/)node_modules\//.test(file))
}

/** What the command has to say of the same places: what it would edit, and what it leaves to a person. */
export function listed({ edits, leaves }: RunReport): readonly string[] {
  const places = [...edits.filter((one) => one.optional !== true), ...leaves.filter((one) => one.unresolved)]
  return [
    ...new Set(places.map(({ path: file, line, column, codemod }) => `${file}:${line}:${column} ${ruleOf(codemod)}`)),
  ].toSorted()
}
