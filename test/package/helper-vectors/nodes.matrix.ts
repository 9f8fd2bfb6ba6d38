import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { CHECK, writeFolder } from './folder.js'

/** Every major version of Node that the package supports; the registry's package `node` brings the program. */
const NODES = ['20', '22', '24']

describe('the helper on other versions of Node', () => {
  const { folder, helpers, values } = writeFolder()
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it.each(NODES)('writes and reads every vector on Node %s', (major) => {
    const arguments_ = ['--yes', `--package=node@${major}`, '--', 'node', CHECK, folder]
    const said = JSON.parse(execFileSync('npx', arguments_, { encoding: 'utf8', cwd: folder })) as { node: string }
    expect(said).toEqual({ node: said.node, helpers, values })
    expect(said.node.split('.')[0]).toBe(major)
  })
})
