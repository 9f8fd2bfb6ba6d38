import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readText, root } from '../support/repository.js'

/** A file inside the packed package. */
interface PackedFile {
  readonly path: string
  readonly size: number
}

/** The package as it would be published. */
export interface Tarball {
  readonly file: string
  readonly files: readonly PackedFile[]
}

/** Development dependencies of this repository that a user's project has too, in the same versions. */
const TOOLS = ['eslint', 'eslint9', 'eslint8', 'typescript', 'typescript-eslint', '@typescript-eslint/parser', 'jiti']

/** A new folder outside the repository, under its real name. */
export function newFolder(name: string): string {
  return realpathSync(mkdtempSync(path.join(tmpdir(), `http-status-${name}-`)))
}

/** Runs `npm pack` into a folder. */
export function pack(folder: string): Tarball {
  const packed = npm(root, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder)
  const [{ filename, files }] = JSON.parse(packed) as [{ filename: string; files: PackedFile[] }]
  return { file: path.join(folder, filename), files }
}

/**
 * Installs the tarball into a folder as a user does, beside every supported ESLint.
 * `versions` replaces versions of tools, adds tools, or with `undefined` leaves one out; `install` is the package manager's command.
 */
export function installPacked(
  { file }: Tarball,
  folder: string,
  versions: Readonly<Record<string, string | undefined>> = {},
  install: (folder: string) => void = npmInstall,
): void {
  const { devDependencies } = JSON.parse(readText('package.json')) as { devDependencies: Record<string, string> }
  const own = Object.fromEntries(TOOLS.map((name) => [name, devDependencies[name]]))
  write(folder, {
    'package.json': JSON.stringify({
      name: 'consumer',
      private: true,
      type: 'module',
      devDependencies: { ...own, ...versions, 'eslint-plugin-http-status': `file:${file}` },
    }),
  })
  install(folder)
}

/** `npm install` in a folder that has a package.json. */
export function npmInstall(folder: string, ...packages: string[]): void {
  npm(
    folder,
    'install',
    '--prefer-offline',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    ...packages,
  )
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
  return execFileSync('npm', args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    // Windows has npm as a script only.
    shell: process.platform === 'win32',
  })
}
