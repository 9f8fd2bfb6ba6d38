import type * as t from 'typescript'
import type { AnalysisHost } from '../model/host.js'
import { createFileCache } from './file-cache.js'
import { entryOf, exportOf, isRecord, ownImports } from './package-json.js'
import { importKeys, indexPackage, type IndexedFile, type PackageIndex } from './package-index.js'
import { folderOf, foldersAbove, joinPath, toSlashes } from './paths.js'
import { packageOfModule } from './module-names.js'
import type { PackageFacts, Workspace, WorkspacePackages } from './workspace-types.js'
import { parseFile, type TypeScript } from './typescript.js'

export type { PackageFacts, Workspace } from './workspace-types.js'

interface PathMapping {
  readonly base: string
  readonly pattern: string
  readonly targets: readonly string[]
}

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'] as const
const SOURCE_OF: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
}
/** How often at the most the files of a package are listed and read again, as a multiple of the time that it takes. */
const INDEX_REST = 20
const SHORTEST_REST = 2000
/** How long a package of a workspace may keep its old name: looking at each of hundreds for every file would cost more than the lint. */
const RENAME_REST = 2000
const NO_PACKAGES: ReadonlyMap<string, string> = new Map()
/** Parsed files kept at the most: enough for one package's helpers, little enough for a monorepo's memory. */
const MOST_PARSED = 400
/** A tree takes some twenty times the memory of its text. */
const MOST_PARSED_CHARACTERS = 4_000_000

/** `programFile`: the program's own source file for a path, so that its nodes can be asked of the checker. */
export function createWorkspace(
  ts: TypeScript,
  host: AnalysisHost,
  programFile?: (path: string) => t.SourceFile | undefined,
): Workspace {
  const parsed = new Map<string, { text: string; file: t.SourceFile }>()
  let parsedCharacters = 0
  const files = createFileCache(ts, host)
  const { read, json } = files
  let version: number | undefined
  const watchers: Map<string, t.SourceFile | undefined>[] = []
  const packageFacts = new WeakMap<object, PackageFacts>()
  const workspaces = new Map<string, WorkspacePackages>()
  // what follows holds for one analysis
  const placed = new Map<string, t.SourceFile>()
  const packages = new Map<string, PackageFacts | undefined>()
  const mappings = new Map<string, readonly PathMapping[]>()
  const workspaceOfFolder = new Map<string, ReadonlyMap<string, string>>()
  const resolved = new Map<string, string | undefined>()

  /** Kept over analyses: a package of thousands of files is not read again for each of them, and its imports change rarely. */
  const indexes = new Map<string, { readonly index: PackageIndex; readonly until: number }>()

  const textOf = (path: string): string | undefined => (placed.get(path) ?? programFile?.(path))?.text ?? read(path)

  const sourceFile = (path: string): t.SourceFile | undefined => {
    const own = placed.get(path) ?? programFile?.(path)
    if (own !== undefined) return own
    const text = read(path)
    if (text === undefined) return undefined
    return parse(path, text)
  }

  const parse = (path: string, text: string): t.SourceFile => {
    const known = parsed.get(path)
    const file = known?.text === text ? known.file : parseFile(ts, path, text)
    // the latest used stands last
    parsed.delete(path)
    parsed.set(path, { text, file })
    parsedCharacters += text.length - (known?.text.length ?? 0)
    for (const [oldest, { text: old }] of parsed) {
      if (oldest === path || (parsed.size <= MOST_PARSED && parsedCharacters <= MOST_PARSED_CHARACTERS)) break
      parsed.delete(oldest)
      parsedCharacters -= old.length
    }
    return file
  }

  const packageIn = (folder: string): PackageFacts | undefined => {
    const content = json(`${folder}/package.json`)
    if (content === undefined) return undefined
    const known = packageFacts.get(content)
    if (known?.folder === folder) return known
    const facts = {
      folder,
      name: typeof content.name === 'string' ? content.name : undefined,
      dependencies: new Set(
        ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap((key) => {
          const section = content[key]
          return isRecord(section) ? Object.keys(section) : []
        }),
      ),
    }
    packageFacts.set(content, facts)
    return facts
  }

  const packageOf = (file: string): PackageFacts | undefined => packageAbove(folderOf(file))
  const packageAbove = (folder: string): PackageFacts | undefined => {
    if (packages.has(folder)) return packages.get(folder)
    const own = packageIn(folder)
    // a bare { "type": "module" } marks a folder, it is no package
    const isPackage = own !== undefined && (own.name !== undefined || own.dependencies.size > 0)
    const above = folderOf(folder)
    const facts = isPackage ? own : above === folder ? undefined : packageAbove(above)
    packages.set(folder, facts)
    return facts
  }

  const existing = (path: string): string | undefined => {
    const extension = /\.[cm]?jsx?$/.exec(path)?.[0]
    if (extension !== undefined) {
      const stem = path.slice(0, -extension.length)
      for (const other of SOURCE_OF[extension] ?? []) if (has(stem + other)) return stem + other
    } else if (/\.[cm]?tsx?$/.test(path) && has(path)) return path
    for (const other of EXTENSIONS) if (has(path + other)) return path + other
    if (files.mayHold(path))
      for (const other of EXTENSIONS) if (has(`${path}/index${other}`)) return `${path}/index${other}`
    return undefined
  }
  const has = (path: string): boolean => placed.has(path) || files.exists(path)

  /** `paths` and `baseUrl` of a tsconfig, with those that it extends. */
  const mappingsOf = (config: string, depth = 0): readonly PathMapping[] => {
    const content = json(config)
    if (content === undefined || depth > 8) return []
    const folder = folderOf(config)
    const options = isRecord(content.compilerOptions) ? content.compilerOptions : {}
    const base = typeof options.baseUrl === 'string' ? joinPath(folder, options.baseUrl) : undefined
    if (isRecord(options.paths)) {
      const own = Object.entries(options.paths).flatMap(([pattern, targets]) =>
        Array.isArray(targets)
          ? [{ base: base ?? folder, pattern, targets: targets.filter((x): x is string => typeof x === 'string') }]
          : [],
      )
      return base === undefined ? own : [...own, { base, pattern: '*', targets: ['*'] }]
    }
    const parents = [content.extends].flat().filter((x): x is string => typeof x === 'string' && x.startsWith('.'))
    const inherited = parents.flatMap((parent) => {
      const path = joinPath(folder, parent)
      return mappingsOf(path.endsWith('.json') ? path : `${path}.json`, depth + 1)
    })
    return base === undefined ? inherited : [...inherited, { base, pattern: '*', targets: ['*'] }]
  }

  const mappingsFor = (file: string): readonly PathMapping[] => {
    for (const folder of foldersAbove(file)) {
      const known = mappings.get(folder)
      if (known !== undefined) return known
      const config = ['tsconfig.json', 'jsconfig.json'].map((name) => `${folder}/${name}`).find(has)
      if (config === undefined) continue
      const found = mappingsOf(config)
      mappings.set(folder, found)
      return found
    }
    return []
  }

  /** Package name -> folder, for the workspace that `folder` belongs to. */
  const workspaceOf = (folder: string): ReadonlyMap<string, string> => {
    const known = workspaceOfFolder.get(folder)
    if (known !== undefined) return known
    const above = folderOf(folder)
    const found = workspaceIn(folder) ?? (above === folder ? NO_PACKAGES : workspaceOf(above))
    workspaceOfFolder.set(folder, found)
    return found
  }
  const workspaceIn = (folder: string): ReadonlyMap<string, string> | undefined => {
    const patterns = workspacePatterns(folder)
    if (patterns.length === 0) return undefined
    const known = workspaces.get(folder)
    const isCurrent =
      known?.patterns === patterns.join('\n') &&
      Date.now() < known.until &&
      [...known.listed].every(([path, names]) => files.folders(path) === names)
    if (known && isCurrent) return known.byName
    const listed = new Map<string, readonly string[]>()
    const byName = new Map<string, string>()
    for (const path of patterns.flatMap((pattern) => expand(folder, pattern.split('/'), listed))) {
      const facts = packageIn(path)
      if (facts?.name !== undefined) byName.set(facts.name, path)
    }
    workspaces.set(folder, { patterns: patterns.join('\n'), listed, byName, until: Date.now() + RENAME_REST })
    return byName
  }
  const workspacePatterns = (folder: string): readonly string[] => {
    const field = json(`${folder}/package.json`)?.workspaces
    const list: unknown = isRecord(field) ? field.packages : field
    if (Array.isArray(list)) return list.filter((x): x is string => typeof x === 'string')
    const yaml = read(`${folder}/pnpm-workspace.yaml`)
    return yaml === undefined
      ? []
      : [...yaml.matchAll(/^\s*-\s*['"]?([^'"#\n!]+?)['"]?\s*$/gm)].flatMap((m) => m[1] ?? [])
  }
  const expand = (
    folder: string,
    parts: readonly string[],
    listed: Map<string, readonly string[]>,
  ): readonly string[] => {
    const [first, ...rest] = parts.filter((part) => part !== '' && part !== '.')
    if (first === undefined) return [folder]
    if (!first.includes('*')) return expand(`${folder}/${first}`, rest, listed)
    const names = files.folders(folder)
    listed.set(folder, names)
    return names
      .filter((name) => name !== 'node_modules' && !name.startsWith('.'))
      .flatMap((name) => expand(`${folder}/${name}`, rest, listed))
  }

  const resolvePackage = (from: string, specifier: string): string | undefined => {
    const name = packageOfModule(specifier)
    const own = packageOf(from)
    const folder = own?.name === name ? own.folder : workspaceOf(folderOf(from)).get(name)
    if (folder === undefined) return undefined
    const rest = specifier.slice(name.length + 1)
    const content = json(`${folder}/package.json`)
    const entry = rest === '' ? entryOf(content) : exportOf(content, rest)
    const candidates = [
      ...(entry === undefined
        ? []
        : [
            entry,
            entry.replace(/^(\.\/)?(dist|build|lib|out)\//, 'src/'),
            entry.replace(/^(\.\/)?(dist|build|lib|out)\//, ''),
          ]),
      ...(rest === '' ? ['src/index', 'index', 'src/main'] : [rest, `src/${rest}`]),
    ]
    for (const candidate of candidates) {
      const found = existing(joinPath(folder, candidate.replace(/\.d\.([cm]?ts)$/, '.$1')))
      if (found !== undefined) return found
    }
    return undefined
  }

  const resolveFresh = (from: string, specifier: string): string | undefined => {
    if (specifier.startsWith('.')) return existing(joinPath(folderOf(from), specifier))
    if (specifier.startsWith('/')) return existing(specifier)
    for (const { base, pattern, targets } of mappingsFor(from)) {
      const star = pattern.indexOf('*')
      const [before, after] = star < 0 ? [pattern, ''] : [pattern.slice(0, star), pattern.slice(star + 1)]
      if (
        star < 0
          ? specifier !== pattern
          : !(
              specifier.startsWith(before) &&
              specifier.endsWith(after) &&
              specifier.length >= before.length + after.length
            )
      )
        continue
      const matched = star < 0 ? '' : specifier.slice(before.length, specifier.length - after.length)
      for (const target of targets) {
        const found = existing(joinPath(base, target.replace('*', matched)))
        if (found !== undefined) return found
      }
    }
    // aliases that frameworks bring along: $lib (SvelteKit), ~/ and @/ (Nuxt, Remix, Next)
    const alias = /^(?:\$lib|[~@]{1,2})\/(.+)$/.exec(specifier)
    const folder = alias ? packageOf(from)?.folder : undefined
    if (alias && folder !== undefined) {
      const roots = specifier.startsWith('$lib') ? ['src/lib'] : ['src', 'app', '.']
      for (const root of roots) {
        const found = existing(joinPath(folder, `${root}/${alias[1] ?? ''}`))
        if (found !== undefined) return found
      }
    }
    return resolveOwnImport(from, specifier) ?? resolvePackage(from, specifier) ?? resolveMarked(from, specifier)
  }

  /** `#services/jwt`, `@services/jwt`: aliases of a bundler or of Babel, whose configuration is code. The folder of that name is meant. */
  const resolveMarked = (from: string, specifier: string): string | undefined => {
    const folder = packageOf(from)?.folder
    const path = /^[#@~$](.+)$/.exec(specifier)?.[1]
    if (folder === undefined || path === undefined) return undefined
    for (const root of ['src', 'app', 'server', 'lib', '.']) {
      const found = existing(joinPath(folder, `${root}/${path}`))
      if (found !== undefined) return found
    }
    return undefined
  }

  /** `#x` of the `imports` field, or of `_moduleAliases`. */
  const resolveOwnImport = (from: string, specifier: string): string | undefined => {
    const folder = packageOf(from)?.folder
    const content = folder === undefined ? undefined : json(`${folder}/package.json`)
    if (folder === undefined || content === undefined) return undefined
    for (const target of ownImports(content, specifier)) {
      const found = existing(joinPath(folder, target))
      if (found !== undefined) return found
    }
    return undefined
  }

  const indexOf = (facts: PackageFacts): PackageIndex => {
    const known = indexes.get(facts.folder)
    const start = performance.now()
    if (known && start < known.until) return known.index
    const index = indexPackage(host, facts.folder, known?.index)
    const end = performance.now()
    const rest = host.version ? Infinity : Math.max(SHORTEST_REST, (end - start) * INDEX_REST)
    indexes.set(facts.folder, { index, until: end + rest })
    return index
  }

  const resolveModule = (from: string, specifier: string): string | undefined => {
    const folder = folderOf(from)
    const key = `${folder}\n${specifier}`
    if (resolved.has(key)) return resolved.get(key)
    const found = resolveFresh(`${folder}/-`, specifier)
    resolved.set(key, found)
    return found
  }

  const importersOf = (path: string): readonly string[] => {
    const facts = packageOf(path)
    if (facts === undefined || host.listFiles === undefined) return []
    const { byName } = indexOf(facts)
    const candidates = importKeys(path, facts.folder, facts.name).flatMap((key) => byName.get(key) ?? [])
    return [
      ...new Set(
        candidates.flatMap(({ file, specifier }) =>
          file.path !== path && resolveModule(file.path, specifier) === path ? [file.path] : [],
        ),
      ),
    ]
  }

  const filesOf = (path: string, test: (file: IndexedFile, facts: PackageFacts) => boolean): readonly string[] => {
    const facts = packageOf(toSlashes(path))
    return facts === undefined || host.listFiles === undefined
      ? []
      : indexOf(facts).files.flatMap((file) => (test(file, facts) ? [file.path] : []))
  }

  return {
    sourceFile: (path) => {
      const name = toSlashes(path)
      const file = sourceFile(name)
      for (const watcher of watchers) watcher.set(name, file)
      return file
    },
    watch: (work) => {
      const files = new Map<string, t.SourceFile | undefined>()
      watchers.push(files)
      try {
        return { value: work(), files }
      } finally {
        watchers.splice(watchers.indexOf(files), 1)
      }
    },
    parse: (path, text) => parse(toSlashes(path), text),
    text: (path) => textOf(toSlashes(path)),
    json: (path) => json(toSlashes(path)),
    folderOfPackage: (from, name) => workspaceOf(folderOf(toSlashes(from))).get(name),
    packageOf: (file) => packageOf(toSlashes(file)),
    resolveModule: (from, specifier) => resolveModule(toSlashes(from), specifier),
    importersOf: (path) => importersOf(toSlashes(path)),
    filesDecorating: (path, name) => filesOf(path, (file) => file.decorates.includes(name)),
    filesLoading: (path, module) => filesOf(path, (file) => file.specifiers.includes(module)),
    filesNamingHeader: (path) => filesOf(path, (file) => file.namesHeader),
    filesAssigning: (path, name) => filesOf(path, (file) => file.assigns.includes(name)),
    filesAt: (path, pattern) => filesOf(path, (file, { folder }) => pattern.test(file.path.slice(folder.length + 1))),
    put: (path, file) => {
      placed.set(toSlashes(path), file)
    },
    refresh: () => {
      placed.clear()
      const now = host.version?.()
      if (now !== undefined && now === version) return
      version = now
      files.refresh()
      if (now !== undefined) for (const [folder, { index }] of indexes) indexes.set(folder, { index, until: 0 })
      packages.clear()
      mappings.clear()
      workspaceOfFolder.clear()
      resolved.clear()
    },
  }
}
