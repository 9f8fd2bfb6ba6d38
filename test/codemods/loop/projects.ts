import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { forms } from '../../frameworks/forms.js'
import { knownCallers } from '../../rules/refusals/known-callers.cases.js'
import { legal } from '../../rules/refusals/legal-401.cases.js'
import { ordinary } from '../../rules/refusals/legal-403.cases.js'
import { strangers } from '../../rules/refusals/strangers.cases.js'
import { knownByWays, legalByWays, ordinaryByWays, strangersByWays } from '../../rules/refusals/ways.cases.js'
import { errorCases } from '../../rules/require-www-authenticate/errors.cases.js'
import { expressCases } from '../../rules/require-www-authenticate/express.cases.js'
import { fastifyCases } from '../../rules/require-www-authenticate/fastify.cases.js'
import { nextCases } from '../../rules/require-www-authenticate/next.cases.js'
import { otherCases } from '../../rules/require-www-authenticate/others.cases.js'
import { projectCases } from '../../rules/require-www-authenticate/projects.cases.js'
import { manifest, type Project } from '../../support/project.js'
import { filesBelow, readText, root } from '../../support/repository.js'
import { examplesOf } from '../../support/rule-pages.js'
import { diffsOf } from '../../docs/diffs.js'

/** A project with a name that says where it comes from. */
export type Named = readonly [name: string, files: Project]

const folder = fileURLToPath(new URL('..', import.meta.url))
const EVERYTHING = manifest('express', 'fastify', '@fastify/sensible', 'http-errors', 'next')

/** Every before and after pair of the codemods, as it is before. */
export const pairs: readonly Named[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((one) => /(?:^|[\\/])before\.\w+$/.test(one))
  .toSorted()
  .map((one): Named => {
    const home = path.dirname(one)
    const { file } = JSON.parse(readFileSync(path.join(folder, home, 'case.json'), 'utf8')) as { file: string }
    const group = home.split(path.sep)[0] ?? ''
    const packages = group === 'style' || group === 'bearer' ? manifest('express') : EVERYTHING
    const text = readFileSync(path.join(folder, one), 'utf8')
    return [home.split(path.sep).join('/'), { 'package.json': packages, [file]: text }]
  })

/** Every small file in the manner of a framework. */
export const frameworkForms: readonly Named[] = Object.entries(forms).flatMap(([framework, list]) =>
  list.map(({ title, code, path: file, others = {} }): Named => {
    const place = (one: string): string => one.replace(/^\/project\//, '')
    const further = Object.entries(others).map(([one, text]) => [place(one), text] as const)
    const files = { 'package.json': manifest(framework), [place(file ?? 'src/index.ts')]: code }
    return [`${framework}: ${title}`, { ...files, ...Object.fromEntries(further) }]
  }),
)

/** Every case of the rules. */
export const ruleCases: readonly Named[] = [
  ...[expressCases, fastifyCases, nextCases, otherCases, projectCases, errorCases].flat(),
  ...[knownCallers, legal, ordinary, strangers].flat(),
  ...[knownByWays, legalByWays, ordinaryByWays, strangersByWays].flat(),
].map(({ name, files }): Named => [name, { 'package.json': EVERYTHING, ...files }])

/** The servers of the demo. */
export const demo: readonly Named[] = readdirSync(path.join(root, 'test/demo/app')).map((app): Named => {
  const home = `test/demo/app/${app}/`
  const files = ['.ts', '.tsx', '.js', '.json'].flatMap((one) => filesBelow(home, one))
  return [app, Object.fromEntries(files.map((file) => [file.slice(home.length), readText(file)]))]
})

/** Every example of the rules' pages, and what the diffs of the pages begin with. */
export const pages: readonly Named[] = [
  ...filesBelow('docs/rules', '.md').flatMap((page) =>
    examplesOf(readText(page)).map(({ file, code, line }): Named => [
      `${page}:${line}`,
      { 'package.json': EVERYTHING, [file]: code },
    ]),
  ),
  ...['README.md', ...filesBelow('docs', '.md')].flatMap((page) =>
    diffsOf(readText(page)).map(({ file, before, line }): Named => [
      `${page}:${line}`,
      { 'package.json': EVERYTHING, [file]: before },
    ]),
  ),
]
