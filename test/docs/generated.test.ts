import { execFileSync } from 'node:child_process'
import { beforeAll, expect, it } from 'vitest'
import { ensureBuilt } from '../support/built.js'
import { root } from '../support/repository.js'

beforeAll(ensureBuilt)

it("the README's rules table and the pages' headers say what the rules say (npm run docs writes them)", () => {
  const check = (): string =>
    execFileSync(process.execPath, ['node_modules/eslint-doc-generator/dist/bin/eslint-doc-generator.js', '--check'], {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    })
  expect(check).not.toThrow()
})
