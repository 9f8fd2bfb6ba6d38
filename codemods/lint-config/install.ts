import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readJson } from './find.js'

type Manager = 'npm' | 'pnpm' | 'yarn' | 'bun'

const LOCKFILES: Readonly<Record<string, Manager>> = {
  'pnpm-lock.yaml': 'pnpm',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
  'yarn.lock': 'yarn',
  'package-lock.json': 'npm',
  'npm-shrinkwrap.json': 'npm',
}

const COMMANDS: Readonly<Record<Manager, string>> = {
  npm: 'npm install --save-dev',
  pnpm: 'pnpm add --save-dev',
  yarn: 'yarn add --dev',
  bun: 'bun add --dev',
}

/** The command that installs what is missing of `packages` (`name` or `name@version`) for a folder; `undefined` when nothing is. */
export function installCommand(folder: string, packages: readonly string[]): string | undefined {
  const brought = new Set(foldersFrom(folder).flatMap((one) => dependenciesOf(path.join(one, 'package.json'))))
  const missing = packages.filter((one) => !brought.has(one.replace(/(?<=.)@.*$/, '')))
  if (missing.length === 0) return undefined
  const manager = managerOf(folder)
  return [COMMANDS[manager], ...rootFlag(manager, folder), ...missing].join(' ')
}

/** The nearest `packageManager` field or lockfile decides. */
function managerOf(folder: string): Manager {
  for (const current of foldersFrom(folder)) {
    const field = readJson(path.join(current, 'package.json'))['packageManager']
    const named = typeof field === 'string' ? field.split('@')[0] : undefined
    if (named === 'npm' || named === 'pnpm' || named === 'yarn' || named === 'bun') return named
    const lockfile = Object.keys(LOCKFILES).find((one) => existsSync(path.join(current, one)))
    if (lockfile !== undefined) return LOCKFILES[lockfile] ?? 'npm'
  }
  return 'npm'
}

/** pnpm and the first yarn refuse to add to the root of a workspace unless they are told so. */
function rootFlag(manager: Manager, folder: string): readonly string[] {
  if (manager === 'pnpm' && existsSync(path.join(folder, 'pnpm-workspace.yaml'))) return ['--workspace-root']
  const isRoot = 'workspaces' in readJson(path.join(folder, 'package.json'))
  return manager === 'yarn' && isRoot && isFirstYarn(path.join(folder, 'yarn.lock')) ? ['-W'] : []
}

function isFirstYarn(lockfile: string): boolean {
  return existsSync(lockfile) && readFileSync(lockfile, 'utf8').includes('# yarn lockfile v1')
}

function dependenciesOf(manifest: string): readonly string[] {
  const { dependencies, devDependencies, peerDependencies } = readJson(manifest)
  return [dependencies, devDependencies, peerDependencies].flatMap((one) =>
    typeof one === 'object' && one !== null ? Object.keys(one) : [],
  )
}

function foldersFrom(folder: string): readonly string[] {
  const parent = path.dirname(folder)
  return parent === folder ? [folder] : [folder, ...foldersFrom(parent)]
}
