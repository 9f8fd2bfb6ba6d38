import { existsSync } from 'node:fs'
import path from 'node:path'
import { disk } from '../files/disk.js'
import { listCommitted } from '../files/git.js'
import { listSources } from '../files/list.js'

/**
 * The source files of the other packages around one, absolute: of its workspace, else of its repository, whatever the scope of the run is
 * (clients may stand outside of it), and those of `listed`.
 */
export function sourcesAround(folder: string, listed: readonly string[], gitignore: boolean): readonly string[] {
  const root = workspaceOf(folder) ?? repositoryOf(folder)
  const files = root === undefined ? [] : listSources({ ...WHOLE, cwd: root, gitignore }).files
  const own = `${folder}${path.sep}`
  const isOwn = (file: string): boolean => file.startsWith(own) && packageOf(file) === folder
  return [...new Set([...files, ...listed])].filter((file) => !isOwn(file)).sort()
}

const WHOLE = { paths: [], include: [], exclude: [], staged: false } as const

function* foldersAbove(folder: string): Generator<string, undefined> {
  for (let at = folder; ; at = path.dirname(at)) {
    yield at
    if (at === path.dirname(at)) return
  }
}

function packageOf(file: string): string | undefined {
  for (const folder of foldersAbove(path.dirname(file)))
    if (existsSync(path.join(folder, 'package.json'))) return folder
  return undefined
}

/** The folder whose manifest lists packages, and the package may be one of them. */
function workspaceOf(folder: string): string | undefined {
  for (const at of foldersAbove(folder)) {
    if (existsSync(path.join(at, 'pnpm-workspace.yaml'))) return at
    if (/"workspaces"\s*:/.test(disk.readFile(path.join(at, 'package.json')) ?? '')) return at
  }
  return undefined
}

/** The repository that tracks the package: one of a home folder, in which it only lies, is none. */
function repositoryOf(folder: string): string | undefined {
  for (const at of foldersAbove(folder)) {
    if (!existsSync(path.join(at, '.git'))) continue
    const manifest = path.join(folder, 'package.json')
    return (listCommitted(at, [path.relative(at, manifest)]) ?? []).length > 0 ? at : undefined
  }
  return undefined
}
