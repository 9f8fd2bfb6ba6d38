import { beforeAll, expect, it } from 'vitest'
import { ensureBuilt } from '../support/built.js'
import { project, Workbench } from './support/command.js'

beforeAll(ensureBuilt)

const CONFIG = 'export default [{ rules: {} }];\n'
const EDITED =
  "import httpStatus from 'eslint-plugin-http-status';\n\nexport default [{ rules: {} }, httpStatus.configs.recommended];\n"

it('shows the diff and what to install, writes with --write, and finds it the second time', () => {
  const bench = project({ 'eslint.config.mjs': CONFIG })
  const preview = bench.run(['init'])
  expect([preview.code, preview.stderr]).toEqual([0, ''])
  expect(preview.stdout).toContain('--- a/eslint.config.mjs\n+++ b/eslint.config.mjs\n')
  expect(preview.stdout).toContain('Nothing was written. Add --write to apply.')
  expect(preview.stdout).toContain('npm install --save-dev eslint eslint-plugin-http-status typescript@6')
  expect(bench.read('eslint.config.mjs')).toBe(CONFIG)
  const written = bench.run(['init', '--write'])
  expect([written.code, written.stdout]).toEqual([0, expect.stringContaining('eslint.config.mjs written.\n')])
  expect(bench.read('eslint.config.mjs')).toBe(EDITED)
  const again = bench.run(['init', '--write'])
  expect([again.code, again.stdout]).toEqual([
    0,
    expect.stringContaining('eslint.config.mjs has the plugin already. Nothing to change.\n'),
  ])
  expect(bench.read('eslint.config.mjs')).toBe(EDITED)
})

it('makes a configuration where there is none, with the preset that was asked for', () => {
  const bench = project()
  expect(bench.run(['init', '--preset', 'strict']).stdout).toContain('--- /dev/null\n+++ b/eslint.config.mjs\n')
  expect(bench.has('eslint.config.mjs')).toBe(false)
  expect(bench.run(['init', '--preset', 'strict', '--write']).code).toBe(0)
  expect(bench.read('eslint.config.mjs')).toContain('httpStatus.configs.strict')
})

it('leaves what it cannot edit, prints the lines and exits 1', () => {
  const bench = project({ 'eslint.config.mjs': 'export default () => []\n' })
  const { code, stdout } = bench.run(['init', '--write'])
  expect(code).toBe(1)
  expect(stdout).toContain('eslint.config.mjs was left alone: it exports a function. Add by hand:\n')
  expect(stdout).toContain("import httpStatus from 'eslint-plugin-http-status'")
  expect(bench.read('eslint.config.mjs')).toBe('export default () => []\n')
  const old = project({ '.eslintrc.json': '{}' }).run(['init'])
  expect([old.code, old.stdout]).toEqual([
    1,
    expect.stringContaining('"extends": ["plugin:http-status/legacy-recommended"]'),
  ])
})

it('does not write over changes that are not committed', () => {
  const bench = project({ 'eslint.config.mjs': CONFIG })
  bench.commit()
  bench.write('eslint.config.mjs', `${CONFIG}// mine\n`)
  const refused = bench.run(['init', '--write'])
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--allow-dirty')])
  expect(bench.run(['init', '--write', '--allow-dirty']).code).toBe(0)
  expect(bench.read('eslint.config.mjs')).toBe(`${EDITED}// mine\n`)
})

it('needs a project', () => {
  const { code, stderr } = new Workbench().run(['init'])
  expect([code, stderr]).toEqual([2, expect.stringContaining('No package.json in ')])
})
