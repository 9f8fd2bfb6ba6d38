import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ts from 'typescript'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { analyseFile, createWorkspace, parseFile, type Workspace } from '../../src/analysis/index.js'
import { diskHost } from '../../src/eslint/disk-host.js'
import type { AnalysisHost } from '../../src/model/host.js'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'http-status-'))
  write('package.json', '{ "name": "shop", "dependencies": { "express": "5.0.0" } }')
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function write(name: string, text: string): void {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** Statuses of the responses that an analysis of this file sees. */
function statuses(workspace: Workspace, name: string, text: string): readonly number[] {
  const file = path.join(folder, name)
  const facts = analyseFile({ ts, file: parseFile(ts, file, text), path: file, workspace })
  expect(facts.notAnalysed).toEqual([])
  return facts.responses.flatMap((response) => response.status.values)
}

const ROUTE = `import { REFUSED } from './codes'
import express from 'express'
// 'unauthorized' is what the other file calls it
const UNAUTHORIZED = REFUSED
express().get('/', (req, res) => res.status(UNAUTHORIZED).end())
`

test('a constant of another file is read again when that file changes, and not before', () => {
  let reads = 0
  const host: AnalysisHost = {
    ...diskHost,
    readFile: (name) => {
      if (name.endsWith('codes.ts')) reads += 1
      return diskHost.readFile(name)
    },
    // the clock of the file system may be coarser than this test is fast
    stampOf: (name) => (name.endsWith('codes.ts') ? stamp : diskHost.stampOf?.(name)),
  }
  let stamp = 'first'
  const workspace = createWorkspace(ts, host)
  write('src/codes.ts', 'export const REFUSED = 401\n')
  expect(statuses(workspace, 'src/route.ts', ROUTE)).toEqual([401])
  const first = reads
  expect(statuses(workspace, 'src/route.ts', ROUTE)).toEqual([401])
  expect(reads).toBe(first)
  write('src/codes.ts', 'export const REFUSED = 403\n')
  stamp = 'second'
  expect(statuses(workspace, 'src/route.ts', ROUTE)).toEqual([403])
  expect(reads).toBe(first + 1)
})

test('files that come, change and go are noticed at once', () => {
  const workspace = createWorkspace(ts, diskHost)
  expect(statuses(workspace, 'src/route.ts', ROUTE)).toEqual([])
  write('src/codes.ts', 'export const REFUSED = 401\n')
  expect(statuses(workspace, 'src/route.ts', ROUTE)).toEqual([401])
  write('src/codes.ts', 'export const REFUSED = 403\n')
  expect(statuses(workspace, 'src/route.ts', ROUTE)).toEqual([403])
  rmSync(path.join(folder, 'src/codes.ts'))
  expect(statuses(workspace, 'src/route.ts', ROUTE)).toEqual([])
})

test('what a helper does is worked out again when a file behind it changes', () => {
  const workspace = createWorkspace(ts, diskHost)
  const route = `import express from 'express'
import { deny } from './deny'
express().get('/', (req, res) => deny(res, 401))
`
  write('src/deny.ts', `import { send } from './send'\nexport const deny = (res, status) => send(res, status)\n`)
  write('src/send.ts', `export const send = (res, status) => res.status(status).end()\n`)
  expect(statuses(workspace, 'src/route.ts', route)).toEqual([401])
  write('src/send.ts', `export const send = (res, status) => console.log(status)\n`)
  expect(statuses(workspace, 'src/route.ts', route)).toEqual([])
})
