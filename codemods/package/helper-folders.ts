import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Layout } from '../../src/frameworks/layouts.js'
import { isTestFile } from '../../src/analysis/test-files.js'
import type { Manifest } from './manifest.js'

export interface FoldersQuestion {
  readonly manifest: Manifest
  readonly layouts: readonly Layout[]
  readonly consumers: readonly { readonly path: string }[]
  readonly imported: readonly string[]
  /** Every source file of the package in scope. */
  readonly listed: readonly string[]
  /** Where a configuration that compiles a consumer lets its sources begin. */
  readonly rootOf: (file: string) => string | undefined
}

/** What projects call the folder of code that belongs to no feature. */
const SHARED = ['lib', 'libs', 'utils', 'util', 'helpers', 'shared', 'common']
/** Folders in which a framework or a plug-in loader gives every file a meaning of its own. */
const LOADED = /^(?:pages|routes|plugins|public|functions)$/
/** Folders in which it may; where the project itself shares code from within one, it does not. */
const PERHAPS_LOADED = /^(?:api|middlewares?)$/
const SOURCE_ROOT = /^(?:source|server|backend|api-server)$/
/** Where the sources begin, at least so much of the package lies. */
const MOST = 2 / 3
/** Folders of one kind of file: a `lib` in them would be none. */
const LAYER = /^(?:controllers?|handlers?|services?|models?|modules?|guards?|auth|config|scripts)$/

/**
 * The folders in which the helper could lie, the best first: where the framework keeps what server code shares; the folders that the
 * package has for it, those that are imported from most before others; then new ones.
 */
export function candidateFolders(question: FoldersQuestion): readonly string[] {
  const { manifest, layouts, consumers } = question
  const inPackage = (file: string): string => path.relative(manifest.folder, file).split(path.sep).join('/')
  const ofFramework = layouts
    .filter(({ shared, builds }) => shared !== undefined && consumers.every((one) => builds.test(inPackage(one.path))))
    .map(({ shared = '' }) => path.join(manifest.folder, shared))
  const root = sourceRoot(question)
  const common = commonFolder(consumers.map((one) => path.dirname(one.path))) ?? manifest.folder
  const isUsable = (folder: string): boolean => folder === root || !isRouted(folder, question, root)
  const above = foldersUpTo(common, manifest.folder)
  const levels = above.filter(isUsable)
  const there = [...new Set([root, ...above])]
    .flatMap((level) => SHARED.map((name) => path.join(level, name)))
    .filter(isFolder)
    .map((folder) => ({ folder, count: question.imported.filter((one) => isBelow(one, folder)).length }))
    // elsewhere a folder of that name may hold anything: what a build made, what a script needs
    .filter(({ folder, count }) =>
      count > 0 ? !isRouted(folder, question, root, 'certain') : path.dirname(folder) === root && isUsable(folder),
    )
    .sort((a, b) => b.count - a.count)
  const tops = consumers.map((one) => path.join(manifest.folder, path.dirname(inPackage(one.path)).split('/')[0] ?? ''))
  const compiled = consumers.flatMap((one) => question.rootOf(one.path) ?? [])
  const roots = [root, ...compiled, ...levels, manifest.folder, ...tops.filter(isUsable)]
  return [
    ...new Set([
      ...ofFramework,
      ...there.map((one) => one.folder),
      ...roots.flatMap((one) => [path.join(one, 'lib'), path.join(one, 'utils')]),
      ...roots,
    ]),
  ]
}

/** `src`, or the one top folder of sources that the consumers share, or in which most of the package lies, or the package's own folder. */
function sourceRoot(question: FoldersQuestion): string {
  const { manifest, consumers, listed } = question
  const partsOf = (file: string): readonly string[] => path.relative(manifest.folder, file).split(path.sep)
  const { top, isOnly } = mostlyIn(consumers.map((one) => partsOf(one.path)))
  const folder = path.join(manifest.folder, top)
  if (top === 'src') return folder
  const isDeep = consumers.some((one) => partsOf(one.path).length > 2)
  const holdsSources = (name: string): boolean => name !== '' && !LAYER.test(name) && !SHARED.includes(name)
  const isRoot =
    top !== '' &&
    isOnly &&
    (SOURCE_ROOT.test(top) || (isDeep && !isRouted(folder, question, manifest.folder) && holdsSources(top)))
  if (isRoot) return folder
  const code = listed.map(partsOf).filter((parts) => !isTestFile(parts.join('/')))
  const { top: home, share } = mostlyIn(code)
  const most = path.join(manifest.folder, home)
  const isHome =
    share >= MOST &&
    holdsSources(home) &&
    !LOADED.test(home) &&
    !PERHAPS_LOADED.test(home) &&
    // a folder of routes is one all the same where the project itself shares code from within
    (!isRouted(most, question, manifest.folder) || SHARED.some((name) => isFolder(path.join(most, name))))
  return isHome ? most : manifest.folder
}

/** The top folder of most files; empty for files that lie in none. */
function mostlyIn(files: readonly (readonly string[])[]): {
  readonly top: string
  readonly isOnly: boolean
  readonly share: number
} {
  const tops = new Map<string, number>()
  for (const [first = '', second] of files) {
    const top = second === undefined ? '' : first
    tops.set(top, (tops.get(top) ?? 0) + 1)
  }
  const [[top, count] = ['', 0]] = [...tops].sort((a, b) => b[1] - a[1])
  return { top, isOnly: tops.size === 1, share: count / files.length }
}

/** Whether files in `folder` have a meaning by where they lie. What lies below `root`, where the sources begin, is judged from there. */
function isRouted(folder: string, { manifest, layouts }: FoldersQuestion, root: string, certain?: 'certain'): boolean {
  const parts = path.relative(manifest.folder, folder).split(path.sep)
  const known = layouts.filter((one) => one.routed !== undefined)
  const isAbove = (count: number): boolean => !isBelow(path.join(manifest.folder, ...parts.slice(0, count)), root)
  return parts.some(
    (part, index) =>
      LOADED.test(part) ||
      (certain === undefined && PERHAPS_LOADED.test(part)) ||
      (!(isBelow(folder, root) && isAbove(index + 1)) &&
        known.some((one) => one.routed?.test(parts.slice(0, index + 1).join('/')) === true)),
  )
}

/** `folder` and those above it, up to `top`, which contains it. */
function foldersUpTo(folder: string, top: string): readonly string[] {
  if (folder === top || !isBelow(folder, top)) return [top]
  return [folder, ...foldersUpTo(path.dirname(folder), top)]
}

/** The deepest folder that holds all of them. */
export function commonFolder(folders: readonly string[]): string | undefined {
  return folders.reduce<string | undefined>((common, one) => {
    let shared = common ?? one
    while (shared !== one && !isBelow(one, shared)) shared = path.dirname(shared)
    return shared
  }, undefined)
}

export function isBelow(file: string, folder: string): boolean {
  return file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep)
}

function isFolder(file: string): boolean {
  return existsSync(file) && statSync(file).isDirectory()
}
