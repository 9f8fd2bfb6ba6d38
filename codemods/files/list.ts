import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import ignore from 'ignore'
import { UsageError } from '../errors.js'
import { listChanged, listCommitted, listTracked } from './git.js'
import { walk } from './walk.js'

export interface Scope {
  readonly cwd: string
  readonly paths: readonly string[]
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly gitignore: boolean
  readonly since?: string
  readonly staged: boolean
}

const SOURCE = /\.[cm]?[jt]sx?$/i
const NEVER = /(?:^|[\\/])(?:\.git|\.yarn|\.next)[\\/]|\.d\.[cm]?ts$|[.-](?:min|bundle)\.[cm]?js$/i
const INSTALLED = /(?:^|\/)node_modules\//

export interface Sources {
  /** Absolute, in order. */
  readonly files: readonly string[]
  /** Whether a file is meant although a compiler wrote it: it was named, or patterns say what is. */
  readonly isMeant: (file: string) => boolean
  /** Folders called node_modules that hold sources which git tracks, and how many: left out unless they are named. */
  readonly leftOut: ReadonlyMap<string, number>
}

/**
 * The source files in scope, with what was left out although it belongs to the project. Inside a repository what git tracks or would
 * track, else a walk. Throws a UsageError for a path that does not exist and for a scope that git does not know.
 */
export function listSources(scope: Scope): Sources {
  const { cwd, paths } = scope
  for (const one of paths)
    if (!existsSync(path.resolve(cwd, one))) throw new UsageError(`No such file or folder: ${one}`)
  const listed =
    (scope.gitignore ? listTracked(cwd, paths) : undefined)?.map((one) => path.resolve(cwd, one)) ?? walkAll(scope)
  const named = new Set(filesNamed(scope))
  const chosen = onlyChanged(scope, [...listed, ...named])
  const included = scope.include.length === 0 ? undefined : ignore().add(expand(scope.include))
  const excluded = scope.exclude.length === 0 ? undefined : ignore().add(expand(scope.exclude))
  const nameOf = namer(cwd)
  const isInstalled = installedBelow(scope, nameOf)
  const inInstalled: string[] = []
  const files = chosen.filter((file) => {
    if (!SOURCE.test(file)) return false
    const relative = nameOf(file)
    if (NEVER.test(relative)) return false
    if (isInstalled(relative)) {
      inInstalled.push(relative)
      return false
    }
    if (relative.startsWith('../') || path.isAbsolute(relative)) return included === undefined
    return (included?.ignores(relative) ?? true) && excluded?.ignores(relative) !== true
  })
  const isMeant = (file: string): boolean => included !== undefined || named.has(file)
  return { files: [...new Set(files)].sort(), isMeant, leftOut: trackedFolders(scope, inInstalled) }
}

/**
 * Whether a file (relative to `cwd`) lies in a folder of installed packages. A folder of that name that the command line names, or names
 * something in, is meant: only another one below it is left out.
 */
function installedBelow({ cwd, paths }: Scope, nameOf: (file: string) => string): (relative: string) => boolean {
  const named = paths.map((one) => `${nameOf(path.resolve(cwd, one))}/`).filter((one) => INSTALLED.test(one))
  return (relative) => {
    if (!INSTALLED.test(relative)) return false
    const root = named.find((one) => `${relative}/`.startsWith(one))
    return root === undefined || INSTALLED.test(relative.slice(root.length))
  }
}

/** The outermost such folder of each file that git tracks, with their number: what is installed there git ignores. */
function trackedFolders({ cwd, gitignore }: Scope, files: readonly string[]): ReadonlyMap<string, number> {
  const folders = new Map<string, number>()
  if (!gitignore || files.length === 0) return folders
  const outermost = (file: string): string => /^(?:.*?\/)??node_modules(?=\/)/.exec(file)?.[0] ?? ''
  const candidates = [...new Set(files.map(outermost))]
  for (const file of listCommitted(cwd, candidates) ?? [])
    if (SOURCE.test(file) && !NEVER.test(file)) folders.set(outermost(file), (folders.get(outermost(file)) ?? 0) + 1)
  return folders
}

/** The path of a file from `cwd`, with `/`. Nearly all lie below it, where cutting costs a fraction of `path.relative`. */
function namer(cwd: string): (file: string) => string {
  const prefix = cwd.endsWith(path.sep) ? cwd : cwd + path.sep
  return (file) => {
    const relative = file.startsWith(prefix) ? file.slice(prefix.length) : path.relative(cwd, file)
    return path.sep === '/' ? relative : relative.split(path.sep).join('/')
  }
}

function walkAll({ cwd, paths, gitignore }: Scope): readonly string[] {
  const roots = paths.length === 0 ? [cwd] : paths.map((one) => path.resolve(cwd, one))
  return roots.flatMap((root) => (statSync(root).isDirectory() ? walk(root, gitignore) : [root]))
}

/** A file that is named on the command line is meant, ignored or not. */
function filesNamed({ cwd, paths }: Scope): readonly string[] {
  return paths.map((one) => path.resolve(cwd, one)).filter((one) => statSync(one).isFile())
}

function onlyChanged({ cwd, since, staged }: Scope, files: readonly string[]): readonly string[] {
  if (since === undefined && !staged) return files
  const changed = new Set(
    (staged ? listChanged(cwd, 'staged') : listChanged(cwd, { ref: since ?? '' })).map((one) => path.resolve(cwd, one)),
  )
  return files.filter((one) => changed.has(one))
}

/** `a/{b,c}.ts` as two patterns: .gitignore patterns, which do the rest, know no braces. */
function expand(patterns: readonly string[]): string[] {
  return patterns.flatMap((pattern) => {
    const [, before, list, after] = /^(.*?)\{([^{}]*,[^{}]*)\}(.*)$/.exec(pattern.replace(/^\.\//, '')) ?? []
    if (before === undefined || list === undefined || after === undefined) return [pattern.replace(/^\.\//, '')]
    return expand(list.split(',').map((one) => before + one + after))
  })
}
