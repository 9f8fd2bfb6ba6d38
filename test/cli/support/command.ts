import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach } from 'vitest'
import { root } from '../../support/repository.js'

const CLI = path.join(root, 'dist', 'cli.js')
const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

export interface Result {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A folder with files in which the built command runs. */
export class Workbench {
  readonly folder: string

  /** `kept`: not taken away after the test; whoever makes it calls `remove`. */
  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}, life: 'test' | 'kept' = 'test') {
    this.folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'http-status-bench-')))
    if (life === 'test') folders.push(this.folder)
    for (const [file, content] of Object.entries(files)) this.write(file, content)
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  path(file: string): string {
    return path.join(this.folder, file)
  }

  write(file: string, content: string | Uint8Array, mode = 0o644): void {
    mkdirSync(path.dirname(this.path(file)), { recursive: true })
    writeFileSync(this.path(file), content)
    chmodSync(this.path(file), mode)
  }

  link(target: string, file: string): void {
    symlinkSync(target, this.path(file))
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8')
  }

  has(file: string): boolean {
    return existsSync(this.path(file))
  }

  mode(file: string): number {
    return statSync(this.path(file)).mode & 0o7777
  }

  names(folder: string): readonly string[] {
    return readdirSync(this.path(folder)).sort()
  }

  git(...args: readonly string[]): string {
    const identity = [
      '-c',
      'user.name=t',
      '-c',
      'user.email=t@example.com',
      '-c',
      'init.defaultBranch=main',
      '-c',
      'commit.gpgsign=false',
    ]
    return execFileSync('git', [...identity, ...args], {
      cwd: this.folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }

  /** Makes a repository with everything committed. */
  commit(): void {
    this.git('init', '-q')
    this.git('add', '-A')
    this.git('commit', '-q', '-m', 'start')
  }

  run(args: readonly string[], options: { readonly preload?: string; readonly cwd?: string } = {}): Result {
    const node =
      options.preload === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(options.preload)}`]
    const { status, stdout, stderr } = spawnSync(process.execPath, [...node, CLI, ...args], {
      cwd: path.join(this.folder, options.cwd ?? ''),
      encoding: 'utf8',
      // A repository above the temporary folder is none of the test's business.
      env: { ...process.env, GIT_CEILING_DIRECTORIES: path.dirname(this.folder), NO_COLOR: '' },
    })
    return { code: status, stdout, stderr }
  }
}

export const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { express: '*' } })

/** A route with one 401 and no challenge. */
export const ROUTE = `import { Router } from 'express'

export const router = Router()
router.get('/me', (req, res) => {
  if (!req.headers.authorization) return res.status(401).json({ error: 'login' })
  res.json({})
})
`

export const FIXED = `import { Router } from 'express'
import { withChallenge } from './lib/http-auth'

export const router = Router()
router.get('/me', (req, res) => {
  if (!req.headers.authorization) return withChallenge(res).status(401).json({ error: 'login' })
  res.json({})
})
`

export const project = (
  files: Readonly<Record<string, string | Uint8Array>> = {},
  life: 'test' | 'kept' = 'test',
): Workbench => new Workbench({ 'package.json': MANIFEST, 'src/me.ts': ROUTE, ...files }, life)
