import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach } from 'vitest'
import type { RunHooks, RunOptions } from '../../../codemods/options.js'
import type { RunReport } from '../../../codemods/report.js'
import { run } from '../../../codemods/run.js'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A project in a temporary folder, removed after the test. */
export interface Project {
  readonly folder: string
  readonly read: (file: string) => string
  readonly write: (file: string, text: string | Uint8Array) => void
  readonly run: (options?: Partial<RunOptions>, hooks?: Partial<RunHooks>) => Promise<RunReport>
}

export function makeProject(files: Readonly<Record<string, string | Uint8Array>>): Project {
  // Not a name of the kind that marks tests: what lies in such folders is not looked at.
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'http-status-project-')))
  folders.push(folder)
  const write = (file: string, text: string | Uint8Array): void => {
    const target = path.join(folder, file)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, text)
  }
  for (const [file, text] of Object.entries(files)) write(file, text)
  return {
    folder,
    read: (file) => readFileSync(path.join(folder, file), 'utf8'),
    write,
    run: (options = {}, hooks = {}) =>
      run(
        { ...DEFAULTS, cwd: folder, ...options },
        { progress: () => undefined, isInterrupted: () => false, ...hooks },
      ),
  }
}

const DEFAULTS: Omit<RunOptions, 'cwd'> = {
  paths: [],
  include: [],
  exclude: [],
  gitignore: true,
  staged: false,
  write: false,
  only: [],
  safe: false,
  style: 'helper',
  strictToken68: false,
  allowDirty: false,
}

export function manifest(...dependencies: readonly string[]): string {
  return JSON.stringify({ name: 'shop', dependencies: Object.fromEntries(dependencies.map((name) => [name, '*'])) })
}
