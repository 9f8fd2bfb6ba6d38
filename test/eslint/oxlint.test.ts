import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import parser from '@typescript-eslint/parser'
import { ESLint } from 'eslint'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type plugin from '../../src/index.js'
import { frameworks } from '../../src/frameworks/index.js'
import { readFixtures } from '../analysis/parity/fixtures.js'
import { ensureBuilt } from '../support/built.js'
import { manifest } from '../support/project.js'
import { root } from '../support/repository.js'

/** Findings as `file:line:column rule message`, and files that could not be read at all. */
interface Verdicts {
  readonly found: readonly string[]
  readonly unread: readonly string[]
}

interface OxlintReport {
  readonly diagnostics: readonly {
    readonly message: string
    readonly code?: string
    readonly filename: string
    readonly labels: readonly {
      readonly span: { readonly offset: number; readonly line: number; readonly column: number }
    }[]
  }[]
}

const built = path.join(root, 'dist/index.js')
const { strict } = (createRequire(import.meta.url)(path.join(root, 'dist/index.cjs')) as typeof plugin).configs

let folder: string

beforeAll(() => {
  ensureBuilt()
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'http-status-oxlint-')))
  mkdirSync(path.join(folder, 'src'))
  writeFileSync(path.join(folder, 'package.json'), manifest(...frameworks.flatMap(({ packages }) => packages)))
  for (const [index, { path: file, text }] of readFixtures().entries())
    writeFileSync(path.join(folder, 'src', `${String(index)}${path.extname(file)}`), text)
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function byOxlint(): Verdicts {
  const config = { jsPlugins: [built], categories: { correctness: 'off' }, rules: strict.rules }
  writeFileSync(path.join(folder, '.oxlintrc.json'), JSON.stringify(config))
  const bin = path.join(path.dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin/oxlint')
  const { diagnostics } = JSON.parse(read(bin)) as OxlintReport
  return split(
    diagnostics.map(({ filename, labels, code = '', message }) => {
      const rule = /^http-status\((.+)\)$/.exec(code)?.[1]
      const { line = 0, column = 0 } = labels[0]?.span ?? {}
      return {
        file: filename,
        place: `${String(line)}:${String(column)}`,
        rule: rule && `http-status/${rule}`,
        message,
      }
    }),
  )
}

/** oxlint ends with 1 when there are findings. */
function read(bin: string): string {
  try {
    return execFileSync(process.execPath, [bin, '--format', 'json', 'src'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    })
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string }
    if (status !== 1) throw new Error(`oxlint failed.\n${stdout}${stderr}`, { cause: error })
    return stdout
  }
}

async function byEslint(): Promise<Verdicts> {
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.{ts,tsx,mts,cts,js,mjs,cjs,jsx}'], languageOptions: { parser } }, strict],
  })
  const results = await eslint.lintFiles('src')
  return split(
    results.flatMap(({ filePath, messages }) =>
      messages.map(({ line, column, ruleId, message }) => ({
        file: path.relative(folder, filePath),
        place: `${String(line)}:${String(column)}`,
        rule: ruleId ?? undefined,
        message,
      })),
    ),
  )
}

function split(
  all: readonly {
    readonly file: string
    readonly place: string
    readonly rule: string | undefined
    readonly message: string
  }[],
): Verdicts {
  return {
    found: all
      .flatMap(({ file, place, rule, message }) => (rule ? [`${file}:${place} ${rule} ${message}`] : []))
      .toSorted(),
    unread: [...new Set(all.flatMap(({ file, rule }) => (rule ? [] : [file])))],
  }
}

it('oxlint finds what ESLint finds without types', async () => {
  const ox = byOxlint()
  const es = await byEslint()
  const unread = new Set([...ox.unread, ...es.unread])
  const readByBoth = ({ found }: Verdicts): readonly string[] =>
    found.filter((one) => !unread.has(one.slice(0, one.indexOf(':'))))
  expect(readByBoth(ox)).toEqual(readByBoth(es))
  expect(readByBoth(es).length).toBeGreaterThan(300)
  // Only texts in which one parser sees an error that another lets pass.
  expect(unread.size).toBeLessThan(10)
})
