import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { frameworks } from '../../src/frameworks/index.js'
import { forms } from '../frameworks/forms.js'
import { makeProject, manifest } from './support/project.js'

const here = fileURLToPath(new URL('.', import.meta.url))
const everything = manifest(...frameworks.flatMap((one) => one.packages), 'http-errors')

/** Every case of this folder as it is before the codemod, by path. */
function cases(): readonly (readonly [string, string])[] {
  return readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((one) => /(?:^|[\\/])before\.\w+$/.test(one))
    .flatMap((one) => {
      const folder = one.replace(/before\.\w+$/, '')
      const { file } = JSON.parse(readFileSync(`${here}${folder}case.json`, 'utf8')) as { file: string }
      const home = `cases/${folder}`
      return [
        [`${home}package.json`, everything],
        [home + file, readFileSync(here + one, 'utf8')],
      ] as const
    })
}

/** Every small file in the manner of a framework, with the files that it needs: in one package, unless its path says something. */
function files(): readonly (readonly [string, string])[] {
  return Object.entries(forms).flatMap(([framework, list]) =>
    list.flatMap(({ code, path, others = {} }, index) => {
      const home = `forms/${framework}/${path === undefined ? '' : `${index}/`}`
      const place = (file: string): string => home + file.replace(/^\/project\//, '')
      return [
        [`${home}package.json`, manifest(framework)] as const,
        [place(path ?? `src/${index}.ts`), code] as const,
        ...Object.entries(others).map(([file, text]) => [place(file), text] as const),
      ]
    }),
  )
}

function parses(file: string, text: string): boolean {
  const compilerOptions = { allowJs: true, jsx: ts.JsxEmit.Preserve }
  return (
    ts.transpileModule(text, { fileName: file, reportDiagnostics: true, compilerOptions }).diagnostics?.length === 0
  )
}

it('settles in one run over the whole corpus, and every changed file parses', async () => {
  const corpus = Object.fromEntries([...cases(), ...files()])
  const project = makeProject({ 'package.json': '{ "name": "all", "private": true }', ...corpus })

  const first = await project.run({ write: true })
  const sources = first.changes.filter((one) => one.role === 'source')
  expect(sources.length).toBeGreaterThan(40)
  expect(first.edits.length).toBeGreaterThan(sources.length)
  expect(first.failures).toEqual([])
  expect(first.changes.filter((one) => !parses(one.path, one.after)).map((one) => one.path)).toEqual([])
  expect(first.written).toHaveLength(first.changes.length)

  const second = await project.run({ write: true })
  expect(second.failures).toEqual([])
  expect(second.edits.map((one) => `${one.path}:${one.line}`)).toEqual([])
  expect(second.changes).toEqual([])
})
