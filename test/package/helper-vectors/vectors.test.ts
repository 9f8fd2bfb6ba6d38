import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { CHECK, writeFolder } from './folder.js'

it('writes and reads every vector on the Node that runs the tests', () => {
  const { folder, helpers, values } = writeFolder()
  try {
    const said = JSON.parse(execFileSync(process.execPath, [CHECK, folder], { encoding: 'utf8' })) as unknown
    expect(said).toEqual({ node: process.versions.node, helpers, values })
    expect(values).toBeGreaterThan(150)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
