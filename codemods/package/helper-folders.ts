import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Layout } from '../../src/frameworks/layouts.js'
import type { Manifest } from './manifest.js'

export interface FoldersQuestion {
  readonly manifest: Manifest
  readonly layouts: readonly Layout[]
  readonly consumers: readonly { readonly path: string }[]
  readonly imported: readonly string[]
  /** Where a configuration that compiles a consumer lets its sources begin. */
  readonly rootOf: (file: string) => string | undefined
}

/** What projects call the folder of code that belongs to no feature. */
const SHARED = ['lib', 'libs', 'utils', 'util', 'helpers', 'shared', 'common']
/** Folders in which a framework or a plug-in loader gives every file a meaning of its own. */
const ROUTED = /^(?:pages|routes|plugins|api|middlewares?|public|functions)$/
const SOURCE_ROOT = /^(?:source|server|backend|api-server)$/
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
  const levels = foldersUpTo(common, manifest.folder).filter((one) => !isRouted(one, question))
  const there = [...new Set([root, ...levels])]
    .flatMap((level) => SHARED.map((name) => path.join(level, name)))
    .filter((one) => isFolder(one) && !isRouted(one, question))
    .map((folder) => ({ folder, count: question.imported.filter((one) => isBelow(one, folder)).length }))
    // elsewhere a folder of that name may hold anything: what a build made, what a script needs
    .filter(({ folder, count }) => count > 0 || path.dirname(folder) === root)
    .sort((a, b) => b.count - a.count)
  const tops = consumers.map((one) => path.join(manifest.folder, path.dirname(inPackage(one.path)).split('/')[0] ?? ''))
  const compiled = consumers.flatMap((one) => question.rootOf(one.path) ?? [])
  const roots = [root, ...compiled, ...levels, manifest.folder, ...tops.filter((one) => !isRouted(one, question))]
  return [
    ...new Set([
      ...ofFramework,
      ...there.map((one) => one.folder),
      ...roots.flatMap((one) => [path.join(one, 'lib'), path.join(one, 'utils')]),
      ...roots,
    ]),
  ]
}

/** `src`, or the one top folder of sources that the consumers share, or the package's own folder. */
function sourceRoot(question: FoldersQuestion): string {
  const { manifest, consumers } = question
  const partsOf = (file: string): readonly string[] => path.relative(manifest.folder, file).split(path.sep)
  const tops = new Map<string, number>()
  for (const { path: file } of consumers) {
    const [first = '', second] = partsOf(file)
    const top = second === undefined ? '' : first
    tops.set(top, (tops.get(top) ?? 0) + 1)
  }
  const [most] = [...tops].sort((a, b) => b[1] - a[1])
  const [top = ''] = most ?? []
  const folder = path.join(manifest.folder, top)
  if (top === 'src') return folder
  const isDeep = consumers.some((one) => partsOf(one.path).length > 2)
  const isRoot =
    top !== '' &&
    tops.size === 1 &&
    (SOURCE_ROOT.test(top) || (isDeep && !isRouted(folder, question) && !LAYER.test(top) && !SHARED.includes(top)))
  return isRoot ? folder : manifest.folder
}

function isRouted(folder: string, { manifest, layouts }: FoldersQuestion): boolean {
  const parts = path.relative(manifest.folder, folder).split(path.sep)
  const known = layouts.filter((one) => one.routed !== undefined)
  return parts.some(
    (part, index) =>
      ROUTED.test(part) || known.some((one) => one.routed?.test(parts.slice(0, index + 1).join('/')) === true),
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
