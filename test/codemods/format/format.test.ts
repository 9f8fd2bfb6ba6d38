import { symlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../support/repository.js'
import { makeProject, manifest, type Project } from '../support/project.js'

/** Clean under the style below, with lines that an edit makes too long. */
const CLEAN = `import { Router } from 'express'

export const router = Router()
router.get('/me', (req, res) => {
  if (!req.user) return res.status(401).json({ error: 'You have to log in first' })
  res.json({ wide: [1, 2, 3] })
})
`
const STYLE = '{ "semi": false, "singleQuote": true, "printWidth": 90 }'
const LONG = "  if (!req.user)\n    return withChallenge(res).status(401).json({ error: 'You have to log in first' })\n"

function withPrettier(files: Readonly<Record<string, string>>): Project {
  const project = makeProject({ 'package.json': manifest('express'), 'node_modules/.keep': '', ...files })
  symlinkSync(path.join(root, 'node_modules/prettier'), path.join(project.folder, 'node_modules/prettier'))
  return project
}

describe("a project's own Prettier", () => {
  it('keeps clean what was clean, and gives the new helper its form', async () => {
    const project = withPrettier({ '.prettierrc': STYLE, 'src/a.ts': CLEAN })
    await project.run({ write: true })
    expect(project.read('src/a.ts')).toBe(
      CLEAN.replace("'express'\n", "'express'\nimport { withChallenge } from './lib/http-auth'\n").replace(
        /^ {2}if .*\n/m,
        LONG,
      ),
    )
    const lines = project.read('src/lib/http-auth.ts').split('\n')
    expect(lines.filter((one) => one.length > 90 && !one.includes('*'))).toEqual([])
    expect((await project.run({ write: true })).edits).toEqual([])
  })

  it('touches nothing else of a file that was not clean', async () => {
    const unclean = CLEAN.replace('[1, 2, 3]', '[1,2,3]')
    const project = withPrettier({ '.prettierrc': STYLE, 'src/a.ts': unclean })
    await project.run({ write: true })
    expect(project.read('src/a.ts')).toContain('[1,2,3]')
    expect(project.read('src/a.ts')).toContain('  if (!req.user) return withChallenge(res).status(401).json(')
  })

  it.each([
    ['it ignores the file', { '.prettierrc': STYLE, '.prettierignore': 'src\n' }, {}],
    ['it has no configuration', {}, {}],
    ['nobody wants it', { '.prettierrc': STYLE }, { format: false }],
  ])('is left out where %s', async (_, files, options) => {
    const project = withPrettier({ ...files, 'src/a.ts': CLEAN })
    await project.run({ write: true, ...options })
    expect(project.read('src/a.ts')).toContain('  if (!req.user) return withChallenge(res).status(401).json(')
  })

  it('that fails is named, and the edits stay', async () => {
    const project = withPrettier({ '.prettierrc': '{ "parser": "nonsense" }', 'src/a.ts': CLEAN })
    const { remarks, edits } = await project.run({ write: true })
    expect(edits).toHaveLength(1)
    expect(remarks).toEqual([
      {
        code: 'format',
        path: '.',
        text: expect.stringMatching(/^Prettier failed, so the edits are not formatted: /) as string,
      },
    ])
  })

  it('shows its result in a preview that is asked to verify', async () => {
    const project = withPrettier({ '.prettierrc': STYLE, 'src/a.ts': CLEAN })
    const after = async (verify: boolean): Promise<string | undefined> =>
      (await project.run({ verify })).changes.find((one) => one.path === 'src/a.ts')?.after
    expect(await after(false)).not.toContain(LONG)
    expect(await after(true)).toContain(LONG)
  })
})

describe("a project's own Biome", () => {
  /** Speaks as Biome does: the formatted text on stdout and status 0, or another status. */
  const BIOME = `let text = ''
const [command] = process.argv.slice(2)
const file = process.argv.at(-1)
if (!file.startsWith('--stdin-file-path=') || file.includes('ignored')) process.exit(1)
process.stdin.on('data', (chunk) => (text += chunk)).on('end', () => {
  if (command === 'check') process.stdout.write(text.replace(/^(.*'b'\\n)(.*'\\.\\/lib\\/http-auth'\\n)/m, '$2$1'))
  else process.stdout.write(text.replace('[1,2,3]', '[1, 2, 3]').replace(') return with', ')\\n    return with'))
})
`
  const SPLIT = 'if (!req.user)\n    return withChallenge(res)'

  it('is asked through its command, and only about files that were clean', async () => {
    const project = makeProject({
      'package.json': manifest('express'),
      'biome.json': '{}',
      'node_modules/@biomejs/biome/bin/biome': BIOME,
      'src/a.ts': CLEAN,
      'src/b.ts': CLEAN.replace('[1, 2, 3]', '[1,2,3]'),
      'src/ignored.ts': CLEAN,
    })
    await project.run({ write: true })
    const isSplit = (file: string): boolean => project.read(file).includes(SPLIT)
    expect(['src/a.ts', 'src/b.ts', 'src/ignored.ts'].map(isSplit)).toEqual([true, false, false])
  })

  it('sorts the imports of files in which they were sorted', async () => {
    const project = makeProject({
      'package.json': manifest('express'),
      'biome.json': '{}',
      'node_modules/@biomejs/biome/bin/biome': BIOME,
      'src/a.ts': `import b from 'b'\n${CLEAN}`.replace(/^(.*\n)(.*\n)/, '$2$1'),
    })
    await project.run({ write: true })
    expect(project.read('src/a.ts')).toMatch(/express'\nimport .* '\.\/lib\/http-auth'\nimport b/)
  })
})

describe("a project's own ESLint", () => {
  /** A rule of layout: nothing stands behind `) return`. */
  const CONFIG = `const rule = {
  meta: { type: 'layout', fixable: 'whitespace', schema: [] },
  create: (context) => ({
    Program: (node) => {
      const at = context.sourceCode.text.search(/(?<=[)]) return with/)
      if (at >= 0) context.report({ node, message: 'm', fix: (fixer) => fixer.replaceTextRange([at, at + 1], '\\n    ') })
    },
  }),
}
module.exports = [{ plugins: { style: { rules: { line: rule } } }, rules: { 'style/line': 'error', 'no-var': 'error' } }]
`

  it.each([
    ['formats where its rules do', CONFIG, true],
    ['is no formatter without such rules', CONFIG.replace("'style/line': 'error',", "'style/line': 'off',"), false],
  ])('%s', async (_, config, expected) => {
    const project = makeProject({
      'package.json': manifest('express'),
      'node_modules/.keep': '',
      'eslint.config.cjs': config,
      'src/a.js': `var kept = 1\n${CLEAN}`,
    })
    symlinkSync(path.join(root, 'node_modules/eslint'), path.join(project.folder, 'node_modules/eslint'))
    await project.run({ write: true })
    expect(project.read('src/a.js')).toContain('var kept = 1')
    expect(project.read('src/a.js').includes('if (!req.user)\n    return withChallenge(res)')).toBe(expected)
  })

  const ROUTE = (...imports: readonly string[]): string =>
    `${imports.join('\n')}\n\nexport const answer = (req, res) => (req.user ? list(a) : res.sendStatus(401))\nexport const app = express()\napp.get('/', answer)\n`
  const EXPRESS = "import express from 'express'"
  const [LIST, A] = ["import { list } from './orders.js'", "import { a } from './z.js'"]
  const HELPER = "import { withChallenge } from './lib/http-auth.js'"
  const setting = (plugin: string, rule: string): string =>
    `import plugin from '${plugin}'\nexport default [{ plugins: { '${rule.split('/')[0] ?? ''}': plugin }, rules: { '${rule}': ['error'OPTIONS], 'prefer-const': 'error' } }]\n`

  it.each([
    [
      'simple-import-sort',
      setting('eslint-plugin-simple-import-sort', 'simple-import-sort/imports').replace('OPTIONS', ''),
      [EXPRESS, '', LIST, A],
      [EXPRESS, '', HELPER, LIST, A],
    ],
    [
      'import-x/order with letters',
      setting('eslint-plugin-import-x', 'import-x/order').replace('OPTIONS', ", { alphabetize: { order: 'asc' } }"),
      [EXPRESS, LIST, A],
      [EXPRESS, HELPER, LIST, A],
    ],
    [
      'the core',
      `export default [{ rules: { 'sort-imports': ['error', { ignoreDeclarationSort: true }] } }]\n`,
      [EXPRESS, LIST, A],
      [EXPRESS, LIST, A, HELPER],
    ],
  ])('sorts imports as %s wants it, where they were sorted', async (_, config, before, after) => {
    const files = { 'package.json': '{ "name": "shop", "type": "module", "dependencies": { "express": "*" } }' }
    const project = makeProject({
      ...files,
      'node_modules/.keep': '',
      'eslint.config.js': config,
      'src/a.js': ROUTE(...before),
      'src/b.js': ROUTE(...before.toReversed()),
      'src/orders.js': 'export const list = (x) => x\n',
      'src/z.js': 'export const a = 1\n',
    })
    for (const name of ['eslint', 'eslint-plugin-simple-import-sort', 'eslint-plugin-import-x'])
      symlinkSync(path.join(root, 'node_modules', name), path.join(project.folder, 'node_modules', name))
    const { remarks } = await project.run({ write: true })
    expect(remarks).toEqual([])
    expect(project.read('src/a.js').split('\n\nexport')[0]?.split('\n')).toEqual(after)
    // a file in which they were not keeps its order
    expect(project.read('src/b.js')).toContain(before.toReversed().join('\n'))
  })
})
