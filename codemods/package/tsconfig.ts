import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createFilesMatcher, parseTsconfig, type TsConfigJson } from 'get-tsconfig'
import { wildcardOf, type Alias } from './wildcard.js'

/** What a tsconfig.json or jsconfig.json decides about import specifiers, and about the language and the place of a new file. */
export interface ProjectConfig {
  readonly path: string
  readonly aliases: readonly Alias[]
  /** `module` and `moduleResolution` in lower case; `undefined` where the compiler's default holds. */
  readonly module: string | undefined
  readonly resolution: string | undefined
  /** The compiler writes files. */
  readonly emits: boolean
  /** It writes them into another folder, in which their paths begin at the common root of the sources. */
  readonly movesOutput: boolean
  /** Where the sources begin, absolute, when the configuration says so. */
  readonly rootDir: string | undefined
  /** Part of a project with references: it may hold no file that it does not include. */
  readonly isComposite: boolean
  /** Imports may end in `.ts`. */
  readonly allowsTsExtensions: boolean
  readonly allowJs: boolean
  readonly isTypeScript: boolean
  /** Only the file itself could be read, not what it extends. */
  readonly isPartial: boolean
  readonly includes: (file: string) => boolean
  /** Configurations that it refers to, absolute. */
  readonly references: readonly string[]
}

export type LoadedConfig =
  | { readonly kind: 'loaded'; readonly config: ProjectConfig }
  /** `config` is what the file says by itself. */
  | { readonly kind: 'broken'; readonly path: string; readonly message: string; readonly config?: ProjectConfig }

/** Loads a configuration with everything that it extends. */
export function loadProjectConfig(file: string): LoadedConfig {
  try {
    return { kind: 'loaded', config: configOf(file, parseTsconfig(file), false) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const own = ownConfig(file)
    return { kind: 'broken', path: file, message, ...(own && { config: configOf(file, own, true) }) }
  }
}

function configOf(file: string, json: TsConfigJson, isPartial: boolean): ProjectConfig {
  const folder = path.dirname(file)
  const options = json.compilerOptions ?? {}
  const base = path.resolve(folder, options.baseUrl ?? '.')
  const isComposite = options.composite === true
  const rootDir = options.rootDir === undefined ? undefined : path.resolve(folder, options.rootDir)
  const emits = options.noEmit !== true
  return {
    path: file,
    aliases: Object.entries(options.paths ?? {}).flatMap(([pattern, targets]) => {
      // `*` stands for everything that is imported: no alias
      if (!pattern.includes('*') || pattern.startsWith('*')) return []
      return [wildcardOf(pattern, targets.map((one) => path.resolve(base, one)))] // prettier-ignore
    }),
    module: options.module?.toLowerCase(),
    resolution: options.moduleResolution?.toLowerCase(),
    emits,
    movesOutput: emits && [options.outDir, options.declarationDir].some((one) => one !== undefined),
    rootDir: rootDir ?? (isComposite ? folder : undefined),
    isComposite,
    allowsTsExtensions:
      options.allowImportingTsExtensions === true || Reflect.get(options, 'rewriteRelativeImportExtensions') === true,
    allowJs: options.allowJs === true || options.checkJs === true || isJsconfig(file),
    isTypeScript: !isJsconfig(file),
    isPartial,
    includes: matcherOf(file, json),
    references: (json.references ?? []).map(({ path: to }) => {
      const target = path.resolve(folder, to)
      return target.endsWith('.json') ? target : path.join(target, 'tsconfig.json')
    }),
  }
}

function isJsconfig(file: string): boolean {
  return /jsconfig[^/\\]*\.json$/.test(file)
}

function matcherOf(file: string, json: TsConfigJson): (file: string) => boolean {
  const options = { ...json.compilerOptions, ...(isJsconfig(file) && { allowJs: true }) }
  try {
    const match = createFilesMatcher({ path: file, config: { ...json, compilerOptions: options } })
    return (one) => match(one) !== undefined
  } catch {
    // patterns that are none
    return () => false
  }
}

/** What stands in the file itself: what it extends is often made by an installation or a build that has not run yet. */
function ownConfig(file: string): TsConfigJson | undefined {
  try {
    const text = readFileSync(file, 'utf8').replace(/"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*[^]*?\*\//g, (match) =>
      match.startsWith('"') ? match : '',
    )
    const json: unknown = JSON.parse(text.replace(/,(\s*[}\]])/g, '$1'))
    const isConfig = (value: unknown): value is TsConfigJson => typeof value === 'object' && value !== null
    if (!isConfig(json)) return undefined
    const { extends: _extends, ...own } = json
    return isConfig(own.compilerOptions ?? {}) ? own : undefined
  } catch {
    return undefined
  }
}
