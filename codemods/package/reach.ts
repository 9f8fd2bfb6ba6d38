import path from 'node:path'
import ignore from 'ignore'
import type { Layout } from '../../src/frameworks/layouts.js'
import type { Configs } from './governing.js'
import { commonFolder, isBelow } from './helper-folders.js'
import type { Manifest } from './manifest.js'
import type { ProjectConfig } from './tsconfig.js'

/** A file of the package that will import the helper. */
export interface Consumer {
  readonly path: string
  readonly system: 'esm' | 'cjs'
  /** The files that it imports, and needs at run time, absolute. */
  readonly imports: readonly string[]
}

export interface ReachSources {
  readonly manifest: Manifest
  readonly layouts: readonly Layout[]
  readonly configs: Configs
  /** Every source file of the package in scope. */
  readonly listed: readonly string[]
}

export interface Reach {
  /** Why `consumer` cannot load the helper at `file` when it runs; `undefined` when nothing speaks against it. */
  readonly obstacle: (consumer: Consumer, file: string) => string | undefined
  /** Whether the consumer can load a helper of this name at all, wherever it lies. */
  readonly speaks: (consumer: Consumer, file: string) => boolean
  /** The configuration whose output would move if there were a source at `file`. */
  readonly movesOutput: (file: string) => string | undefined
  /** Where the sources begin of which `file` is compiled as one. */
  readonly rootOf: (file: string) => string | undefined
}

const TYPESCRIPT = /\.[cm]?tsx?$/

/** Answers from configurations and the manifest alone: nothing is compiled. */
export function createReach({ manifest, layouts, configs, listed }: ReachSources): Reach {
  const roots = new Map<ProjectConfig, string | undefined>()
  const rootFor = (config: ProjectConfig): string | undefined => {
    if (!roots.has(config)) roots.set(config, config.rootDir ?? outputRoot(config, listed))
    return roots.get(config)
  }
  const inPackage = (file: string): string => path.relative(manifest.folder, file).split(path.sep).join('/')
  const isBuilt = (file: string): boolean => layouts.some((one) => one.builds.test(inPackage(file)))
  const compiling = (file: string): readonly ProjectConfig[] =>
    isCompiledBy(configs.governing(file)?.config, file) ? configsOf(file, manifest, configs) : []
  const isPublished = publication(manifest)

  return {
    obstacle: (consumer, file) => {
      const name = inPackage(file)
      for (const config of compiling(consumer.path)) {
        const root = rootFor(config)
        const isOutside = root !== undefined && !isBelow(file, root)
        if (isOutside || (config.isComposite && !config.includes(file)))
          return `${path.basename(config.path)} compiles it, and has no place for ${name}`
      }
      const language = languageObstacle(consumer, file, configs.governing(consumer.path)?.config, isBuilt)
      if (language !== undefined) return `${language} ${name}`
      const isLost = isPublished(inPackage(consumer.path)) && !isPublished(name)
      return isLost ? `it is published, and "files" of package.json has no place for ${name}` : undefined
    },
    speaks: (consumer, file) =>
      languageObstacle(consumer, file, configs.governing(consumer.path)?.config, isBuilt) === undefined,
    movesOutput: (file) => {
      const all = new Set([...configs.in(manifest.folder), ...[configs.governing(file)?.config ?? []].flat()])
      for (const config of all) {
        const root = config.includes(file) ? rootFor(config) : undefined
        if (root !== undefined && !isBelow(file, root)) return config.path
      }
      return undefined
    },
    rootOf: (file) => compiling(file).flatMap((one) => rootFor(one) ?? [])[0],
  }
}

function isCompiledBy(config: ProjectConfig | undefined, file: string): boolean {
  return config !== undefined && (TYPESCRIPT.test(file) || config.allowJs) && config.includes(file)
}

/** The configuration that governs a file, and those of the package that include it as well: one for the editor, one for the build. */
function configsOf(file: string, manifest: Manifest, configs: Configs): readonly ProjectConfig[] {
  const own = configs.governing(file)?.config
  return [...new Set([...(own ? [own] : []), ...configs.in(manifest.folder).filter((one) => isCompiledBy(one, file))])]
}

/** Where the output begins when the configuration does not say it: at the deepest folder that holds every source. */
function outputRoot(config: ProjectConfig, listed: readonly string[]): string | undefined {
  if (!config.movesOutput) return undefined
  return commonFolder(listed.filter((one) => isCompiledBy(config, one)).map((one) => path.dirname(one)))
}

/** Plain JavaScript loads no TypeScript, and what the compiler writes finds no JavaScript that it did not write. */
function languageObstacle(
  consumer: Consumer,
  file: string,
  config: ProjectConfig | undefined,
  isBuilt: (file: string) => boolean,
): string | undefined {
  const isTyped = TYPESCRIPT.test(consumer.path)
  if (isTyped === TYPESCRIPT.test(file) || isBuilt(consumer.path)) return undefined
  if (consumer.imports.some((one) => TYPESCRIPT.test(one) === TYPESCRIPT.test(file))) return undefined
  if (isTyped) {
    const isCopied = config === undefined || config.allowJs || !config.movesOutput || !config.includes(consumer.path)
    return isCopied ? undefined : 'it is compiled to another folder, and the compiler does not take along'
  }
  // a bundler takes along what lies among its sources; a script beside them is run as it is
  const isAmongSources = config?.includes(consumer.path.replace(/\.[cm]?jsx?$/, '.ts')) === true
  const isBundled = isAmongSources && config.resolution === 'bundler' && consumer.system === 'esm'
  return isBundled || isCompiledBy(config, consumer.path) ? undefined : 'it is plain JavaScript, and cannot load'
}

/** Which files of a package its users get; every file where nothing is published, or nothing said. */
function publication({ files, isPrivate, entries = [] }: Manifest): (name: string) => boolean {
  if (files === undefined || isPrivate === true) return () => false
  const patterns = ignore().add(files.map((one) => one.replace(/^(!?)(?:\.?\/)?\.?/, '$1/').replace(/^\/$/, '/**')))
  return (name) => entries.includes(name) || (!name.startsWith('../') && patterns.ignores(name))
}
