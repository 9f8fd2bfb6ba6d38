import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import parser from '@typescript-eslint/parser'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'
import type { RunReport } from '../../codemods/report.js'
import plugin from '../../src/index.js'
import { frameworks } from '../../src/frameworks/index.js'
import { makeProject, manifest, type Project } from './support/project.js'

const here = fileURLToPath(new URL('.', import.meta.url))
const EVERYTHING = manifest(...frameworks.flatMap((one) => one.packages), 'http-errors', '@fastify/sensible')

interface Member {
  readonly title: string
  readonly files: Readonly<Record<string, string>>
}

/** Every file of this folder as it is before the codemod, in a project of its own. */
function cases(): readonly Member[] {
  return readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((one) => /(?:^|[\\/])before\.\w+$/.test(one))
    .map((one) => {
      const folder = path.dirname(one)
      const { file } = JSON.parse(readFileSync(path.join(here, folder, 'case.json'), 'utf8')) as { file: string }
      return {
        title: folder,
        files: { 'package.json': EVERYTHING, [file]: readFileSync(path.join(here, one), 'utf8') },
      }
    })
}

/** Places that the command leaves to a person, as `path:line:column`. */
function leftBy({ leaves }: RunReport): readonly string[] {
  return [
    ...new Set(leaves.filter((one) => one.unresolved).map((one) => `${one.path}:${one.line}:${one.column}`)),
  ].sort()
}

/** Places that the rules report. */
async function reportedIn(project: Project): Promise<readonly string[]> {
  const eslint = new ESLint({
    cwd: project.folder,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'], languageOptions: { parser } },
      plugin.configs.recommended,
    ],
  })
  const results = await eslint.lintFiles(['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'])
  const places = results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, column }) => `${path.relative(project.folder, filePath)}:${line}:${column}`),
  )
  return [...new Set(places)].sort()
}

describe.each(['helper', 'inline'] as const)(
  'rules and command agree before and after fix --write, style %s',
  (style) => {
    it.each(cases())('$title', async ({ files }) => {
      const project = makeProject(files)
      const before = await project.run({ style })
      const reported = await reportedIn(project)
      // what `bearer-scheme` reports under `strict` alone is rewritten too
      const pending = [
        ...before.edits.filter((one) => one.codemod !== 'bearer'),
        ...before.leaves.filter((one) => one.unresolved),
      ]
      for (const one of pending) expect(reported).toContain(`${one.path}:${one.line}:${one.column}`)
      const known = [...before.edits, ...before.leaves.filter((one) => one.unresolved)]
      expect(known.map((one) => `${one.path}:${one.line}:${one.column}`)).toEqual(expect.arrayContaining([...reported]))

      const first = await project.run({ style, write: true })
      expect(first.failures).toEqual([])
      const second = await project.run({ style })
      expect(second.edits).toEqual([])
      expect(leftBy(second)).toHaveLength(leftBy(first).length)
      expect(await reportedIn(project)).toEqual(leftBy(second))
    })
  },
)
