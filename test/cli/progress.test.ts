import { beforeEach, describe, expect, it } from 'vitest'
import { createProgress } from '../../src/cli/progress.js'
import { project } from './support/command.js'

let time: number
let written: string[]

beforeEach(() => {
  time = 0
  written = []
})

const progress = (isTTY: boolean) => createProgress({ isTTY, write: (text) => written.push(text) }, () => time)

describe('progress', () => {
  it('is silent for a second, then writes one line over and over, and takes it away', () => {
    const { update, clear } = progress(true)
    update('Reading', 0, 10)
    time = 999
    update('Analysing', 1, 10)
    clear()
    expect(written).toEqual([])
    time = 1000
    update('Analysing', 4, 10)
    time = 1050
    update('Analysing', 5, 10)
    time = 1100
    update('Writing')
    clear()
    clear()
    expect(written).toEqual(['\r\u001b[KAnalysing 5 of 10…', '\r\u001b[KWriting…', '\r\u001b[K'])
  })

  it('is silent where nobody looks', () => {
    const { update, clear } = progress(false)
    time = 5000
    update('Reading', 0, 10)
    clear()
    expect(written).toEqual([])
  })

  it('writes nothing into a pipe, however long the work takes', () => {
    const preload = `const now = Date.now; let more = 0; Date.now = () => now() + (more += 500)`
    expect(project().run([], { preload }).stderr).toBe('')
  })
})
