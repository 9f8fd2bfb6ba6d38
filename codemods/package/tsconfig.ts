import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseTsconfig, type TsConfigJson } from 'get-tsconfig'

/** `@/*` → the folders that it stands for, absolute. */
export interface Alias {
  readonly prefix: string
  readonly suffix: string
  readonly targets: readonly string[]
}

/** What a tsconfig.json or jsconfig.json decides about import specifiers and the language of a new file. */
export interface ProjectConfig {
  readonly path: string
  readonly aliases: readonly Alias[]
  /** Relative imports need a file extension. */
  readonly needsExtensions: boolean
  readonly allowJs: boolean
  readonly isTypeScript: boolean
  /** Only the file itself could be read, not what it extends. */
  readonly isPartial: boolean
}

export type LoadedConfig =
  | { readonly kind: 'loaded'; readonly config: ProjectConfig }
  | { readonly kind: 'none' }
  /** `config` is what the file says by itself. */
  | { readonly kind: 'broken'; readonly path: string; readonly message: string; readonly config?: ProjectConfig }

/** Loads `file`, or the tsconfig.json or jsconfig.json of `folder`, with everything that it extends. */
export function loadProjectConfig(folder: string, file?: string): LoadedConfig {
  const found =
    file ?? ['tsconfig.json', 'jsconfig.json'].map((name) => path.join(folder, name)).find((one) => existsSync(one))
  if (found === undefined) return { kind: 'none' }
  try {
    return { kind: 'loaded', config: configOf(found, parseTsconfig(found).compilerOptions ?? {}, false) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const own = ownOptions(found)
    return { kind: 'broken', path: found, message, ...(own && { config: configOf(found, own, true) }) }
  }
}

function configOf(file: string, compilerOptions: TsConfigJson.CompilerOptions, isPartial: boolean): ProjectConfig {
  const base = path.resolve(path.dirname(file), compilerOptions.baseUrl ?? '.')
  const aliases = Object.entries(compilerOptions.paths ?? {}).flatMap(([pattern, targets]): Alias[] => {
    const [prefix, suffix] = pattern.split('*')
    if (prefix === undefined || suffix === undefined || prefix === '') return []
    return [{ prefix, suffix, targets: targets.map((one) => path.resolve(base, one)) }]
  })
  const modules = `${compilerOptions.module ?? ''} ${compilerOptions.moduleResolution ?? ''}`.toLowerCase()
  return {
    path: file,
    aliases,
    needsExtensions: /node(?:16|18|20|next)/.test(modules),
    allowJs: compilerOptions.allowJs === true || compilerOptions.checkJs === true,
    isTypeScript: !/jsconfig[^/\\]*\.json$/.test(file),
    isPartial,
  }
}

/** The options that stand in the file itself: what it extends is often made by an installation or a build that has not run yet. */
function ownOptions(file: string): TsConfigJson.CompilerOptions | undefined {
  try {
    const text = readFileSync(file, 'utf8').replace(/"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*[^]*?\*\//g, (match) =>
      match.startsWith('"') ? match : '',
    )
    const json: unknown = JSON.parse(text.replace(/,(\s*[}\]])/g, '$1'))
    const isOptions = (value: unknown): value is TsConfigJson.CompilerOptions =>
      typeof value === 'object' && value !== null
    const options = isOptions(json) && 'compilerOptions' in json ? json.compilerOptions : undefined
    return isOptions(options) ? options : undefined
  } catch {
    return undefined
  }
}
