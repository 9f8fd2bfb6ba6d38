import { readIgnores } from '../../../src/analysis/comments.js'
import { Linter } from 'eslint'
import * as parser from '@typescript-eslint/parser'
import type * as t from 'typescript'
import plugin from '../../../src/index.js'
import { analyseFile, parseFile, type TypeScript, type Workspace } from '../../../src/analysis/index.js'
import { rules } from '../../../rules/index.js'
import { root } from '../../support/repository.js'
import type { Fixture } from './fixtures.js'

/** One finding, comparable between engines: offsets are those of the text without a byte order mark. */
export interface Verdict {
  readonly rule: string
  readonly message: string
  readonly start: number
  readonly end: number
}

/** Tests are read like any other code here: most fixtures stand in a folder of tests. */
const settings = { includeTests: true } as const

export function show({ rule, message, start, end }: Verdict): string {
  return `${rule} ${message} ${String(start)}-${String(end)}`
}

/** What the rules say of a tree. */
export function ofTree(
  ts: TypeScript,
  file: t.SourceFile,
  path: string,
  workspace: Workspace,
  checker?: t.TypeChecker,
  ignoresTextTest = false,
): readonly Verdict[] {
  const facts = analyseFile({ ts, file, path, workspace, settings, ignoresTextTest, ...(checker && { checker }) })
  const [problem] = facts.notAnalysed
  if (problem) throw new Error(`${path}: ${problem.message}`)
  const offset = file.text.startsWith('\uFEFF') ? 1 : 0
  // the rules heed the comments of this package, and ESLint those of its own
  const isIgnored = readIgnores(file.text)
  const lineOf = (at: number): number => file.getLineAndCharacterOfPosition(at).line + 1
  const found = Object.entries(rules).flatMap(([rule, { definition }]) =>
    definition
      .findings(facts, definition.defaultOptions, settings)
      .filter(({ range }) => !isIgnored(`http-status/${rule}`, lineOf(range.start)))
      .map(({ messageId, range }) => ({
        rule,
        message: messageId,
        start: range.start - offset,
        end: range.end - offset,
      })),
  )
  return sorted(found)
}

export function ofText(
  ts: TypeScript,
  { path, text }: Pick<Fixture, 'path' | 'text'>,
  workspace: Workspace,
  ignoresTextTest = false,
): readonly Verdict[] {
  return ofTree(ts, parseFile(ts, path, text), path, workspace, undefined, ignoresTextTest)
}

/** What ESLint reports with the rules of this package, with types when a program is given. */
export function ofEslint({ path, text }: Pick<Fixture, 'path' | 'text'>, program?: t.Program): readonly Verdict[] {
  const linter = new Linter({ cwd: root })
  const messages = linter.verify(
    text,
    [
      {
        files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
        languageOptions: {
          parser,
          parserOptions: { ecmaFeatures: { jsx: true }, ...(program && { programs: [program] }) },
        },
        plugins: { 'http-status': plugin },
        rules: Object.fromEntries(Object.keys(rules).map((name) => [`http-status/${name}`, 'error' as const])),
        settings: { 'http-status': settings },
        linterOptions: { noInlineConfig: true },
      },
    ],
    { filename: path },
  )
  const lines = lineStarts(text.replace(/^\uFEFF/, ''))
  const at = (line: number, column: number): number => (lines[line - 1] ?? 0) + column - 1
  return sorted(
    messages.flatMap((message) => {
      if (message.fatal === true) throw new Error(`${path}: ${message.message}`)
      // a directive that has no effect here
      if (message.ruleId === null) return []
      return {
        rule: message.ruleId.replace('http-status/', ''),
        message: message.messageId ?? message.message,
        start: at(message.line, message.column),
        end: at(message.endLine ?? message.line, message.endColumn ?? message.column),
      }
    }),
  )
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)].map((match) => match.index + match[0].length)]
}

function sorted(verdicts: readonly Verdict[]): readonly Verdict[] {
  return [...verdicts].sort((a, b) => a.start - b.start || a.end - b.end || show(a).localeCompare(show(b)))
}
