import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseTsconfig } from 'get-tsconfig'

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
}

export type LoadedConfig =
  | { readonly kind: 'loaded'; readonly config: ProjectConfig }
  | { readonly kind: 'none' }
  | { readonly kind: 'broken'; readonly path: string; readonly message: string }

/** Loads `file`, or the tsconfig.json or jsconfig.json of `folder`, with everything that it extends. */
export function loadProjectConfig(folder: string, file?: string): LoadedConfig {
  const found =
    file ?? ['tsconfig.json', 'jsconfig.json'].map((name) => path.join(folder, name)).find((one) => existsSync(one))
  if (found === undefined) return { kind: 'none' }
  try {
    const { compilerOptions = {} } = parseTsconfig(found)
    const base = path.resolve(path.dirname(found), compilerOptions.baseUrl ?? '.')
    const aliases = Object.entries(compilerOptions.paths ?? {}).flatMap(([pattern, targets]): Alias[] => {
      const [prefix, suffix] = pattern.split('*')
      if (prefix === undefined || suffix === undefined || prefix === '') return []
      return [{ prefix, suffix, targets: targets.map((one) => path.resolve(base, one)) }]
    })
    const modules = `${compilerOptions.module ?? ''} ${compilerOptions.moduleResolution ?? ''}`.toLowerCase()
    return {
      kind: 'loaded',
      config: {
        path: found,
        aliases,
        needsExtensions: /node(?:16|18|20|next)/.test(modules),
        allowJs: compilerOptions.allowJs === true || compilerOptions.checkJs === true,
        isTypeScript: !/jsconfig[^/\\]*\.json$/.test(found),
      },
    }
  } catch (error) {
    return { kind: 'broken', path: found, message: error instanceof Error ? error.message : String(error) }
  }
}
