import { execFileSync } from 'node:child_process'
import { mkdtempSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readText, root } from '../support/repository.js'

/** A file inside the packed package. */
export interface PackedFile {
  readonly path: string
  readonly size: number
}

/** The packed package and a fresh folder that it is installed into, beside every supported ESLint. */
export interface Consumer {
  readonly folder: string
  readonly tarball: string
  readonly files: readonly PackedFile[]
}

/** Development dependencies of this repository that a user's project has too, in the same versions. */
const TOOLS = ['eslint', 'eslint9', 'eslint8', 'typescript', 'typescript-eslint', '@typescript-eslint/parser', 'jiti']

/** Runs `npm pack`, then `npm install` of the tarball into a new folder. The caller removes the folder. */
export function installPacked(): Consumer {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'http-status-package-')))
  const packed = npm(root, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder)
  const [{ filename, files }] = JSON.parse(packed) as [{ filename: string; files: PackedFile[] }]
  const tarball = path.join(folder, filename)
  const { devDependencies } = JSON.parse(readText('package.json')) as { devDependencies: Record<string, string> }
  write(folder, {
    'package.json': JSON.stringify({
      name: 'consumer',
      private: true,
      type: 'module',
      devDependencies: {
        ...Object.fromEntries(TOOLS.map((name) => [name, devDependencies[name]])),
        'eslint-plugin-http-status': `file:${tarball}`,
      },
    }),
  })
  npm(folder, 'install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock')
  return { folder, tarball, files }
}

/** Writes files into a folder, by path. */
export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

function npm(cwd: string, ...args: string[]): string {
  // Windows has npm as a script only.
  return execFileSync('npm', args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
}
