import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import plugin from '../../src/index.js'
import { frameworks } from '../../src/frameworks/index.js'
import { filesBelow, moduleNames, readText, root, sourceFiles } from '../support/repository.js'

const TOP_LEVEL = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'codemods',
  'docs',
  'package-lock.json',
  'package.json',
  'rules',
  'src',
  'test',
  'tsconfig.json',
]
const IGNORED = ['coverage', 'dist', 'node_modules']
const LONGEST = 400

/** Modules of src/frameworks that are no framework: what the facts share. */
const SHARED_FACTS = [
  'challenge-options',
  'credential-libraries',
  'credential-options',
  'define',
  'layouts',
  'request-input',
  'status-constants',
]

describe('Layout', () => {
  it('has the agreed top level', () => {
    const entries = readdirSync(root).filter(
      (name) => !name.startsWith('.') && !name.endsWith('.tgz') && !IGNORED.includes(name),
    )
    expect(entries.sort()).toEqual(TOP_LEVEL)
  })

  it('has one room for each idea in src', () => {
    expect(readdirSync(`${root}/src`).sort()).toEqual([
      'analysis',
      'cli',
      'eslint',
      'frameworks',
      'http',
      'index.ts',
      'model',
    ])
  })

  it('exports exactly the rules that the folder holds', () => {
    expect(Object.keys(plugin.rules).sort()).toEqual(moduleNames('rules'))
  })

  it.each(moduleNames('rules'))('gives the rule %s a page and a test', (name) => {
    expect(filesBelow('docs/rules', '.md')).toContain(`docs/rules/${name}.md`)
    expect(filesBelow('test/rules', '.test.ts').filter((file) => file.startsWith(`test/rules/${name}`))).not.toEqual([])
  })

  it('has no page for a rule that is gone', () => {
    expect(filesBelow('docs/rules', '.md')).toEqual(moduleNames('rules').map((name) => `docs/rules/${name}.md`))
  })

  it('lists exactly the frameworks that the folder holds', () => {
    expect(frameworks.map(({ name }) => name).sort()).toEqual(
      moduleNames('src/frameworks').filter((name) => !SHARED_FACTS.includes(name)),
    )
  })

  it('gives every response object one name of its own', () => {
    const ids = frameworks.flatMap(({ objects = [] }) => objects.map(({ id }) => id))
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it('words every form so that a message can go on with it after "Add"', () => {
    const forms = frameworks.flatMap(({ objects = [], builders = [], exceptions = [] }) =>
      [...objects, ...builders, ...exceptions].map(({ form }) => form),
    )
    expect(forms.filter((form) => !/^[`a-z](?:[^.]|\.(?! |$))*$/.test(form))).toEqual([])
    expect(forms.filter((form) => form.split('`').length % 2 === 0)).toEqual([])
  })

  it(`keeps every source file within ${LONGEST} lines`, () => {
    const long = sourceFiles().filter((file) => readText(file).split('\n').length > LONGEST + 1)
    expect(long).toEqual([])
  })

  it('names no framework in a rule', () => {
    const packages = new Set(frameworks.flatMap(({ name, packages }) => [name, ...packages]))
    const named = moduleNames('rules').flatMap((rule) =>
      [...readText(`rules/${rule}.ts`).matchAll(/(['"`])((?:(?!\1).)*)\1/g)]
        .map((match) => match[2] ?? '')
        .filter((text) => packages.has(text))
        .map((text) => `${rule}: ${text}`),
    )
    expect(named).toEqual([])
  })
})
