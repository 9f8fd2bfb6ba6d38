import path from 'node:path'
import type { ModuleShape } from '../../src/model/module.js'
import type { Manifest } from './manifest.js'
import type { ProjectConfig } from './tsconfig.js'

/** What decides how one file names another. */
export interface SpecifierContext {
  readonly manifest: Manifest
  readonly config: ProjectConfig | undefined
  /** Whether the package's other files reach over folders with an alias; `undefined` when they do not show it. */
  readonly usesAlias: boolean | undefined
  /** Whether the package's other files write extensions; `undefined` when they do not show it. */
  readonly usesExtensions: boolean | undefined
}

const CODE_EXTENSION = /\.[cm]?[jt]sx?$/
const ASSET = /\.(?:json|css|scss|sass|less|svg|png|jpe?g|webp|html|sql|graphql|gql|wasm|node|vue|svelte)$/
const ALIAS = /^(?:@|~|#|\$lib)\//

/** The specifier for `target` in `file`, in the way that the file's neighbours name each other. */
export function specifierFor(
  file: string,
  target: string,
  shape: ModuleShape,
  system: 'esm' | 'cjs',
  context: SpecifierContext,
): string {
  const bare = target.replace(CODE_EXTENSION, '')
  const alias = wantsAlias(file, shape, context) ? aliasFor(bare, context, shape) : undefined
  const relative = path.relative(path.dirname(file), bare).split(path.sep).join('/')
  const stem = alias ?? (relative.startsWith('.') ? relative : `./${relative}`)
  return stem + extensionFor(file, target, shape, system, context)
}

/** Whether `specifier` in `file` means `target`, whatever way it is written. */
export function meansFile(
  specifier: string,
  file: string,
  target: string,
  shape: ModuleShape,
  context: SpecifierContext,
): boolean {
  const bare = target.replace(CODE_EXTENSION, '')
  const named = specifier.replace(CODE_EXTENSION, '')
  if (named.startsWith('.')) return path.resolve(path.dirname(file), named) === bare
  return named === aliasFor(bare, context, shape)
}

function wantsAlias(file: string, shape: ModuleShape, context: SpecifierContext): boolean {
  const specifiers = shape.imports.map((one) => one.specifier)
  if (specifiers.some((one) => isAlias(one, context))) return true
  if (specifiers.some((one) => one.startsWith('.'))) return false
  if (context.usesAlias !== undefined) return context.usesAlias
  // Nothing shows a habit: a file without imports in a folder of routes, where the path upwards is long, takes the project's alias.
  return specifiers.length === 0 && /[\\/]app[\\/]/.test(file)
}

/** Whether a specifier is one of the project's aliases. Without a configuration that says so, by its look. */
function isAlias(specifier: string, { config }: SpecifierContext): boolean {
  if (config === undefined || config.aliases.length === 0) return ALIAS.test(specifier)
  return config.aliases.some(({ prefix, suffix }) => specifier.startsWith(prefix) && specifier.endsWith(suffix))
}

function aliasFor(bare: string, context: SpecifierContext, shape: ModuleShape): string | undefined {
  const { config, manifest } = context
  for (const { prefix, suffix, targets } of config?.aliases ?? []) {
    for (const target of targets) {
      const [before, after] = target.split('*')
      if (before === undefined || after === undefined || !bare.startsWith(before) || !bare.endsWith(after)) continue
      return (
        prefix +
        bare
          .slice(before.length, bare.length - after.length)
          .split(path.sep)
          .join('/') +
        suffix
      )
    }
  }
  if (config !== undefined && !config.isPartial) return undefined
  return conventionalAlias(path.relative(manifest.folder, bare).split(path.sep).join('/'), shape)
}

/**
 * Without a configuration that can be read: the aliases that project generators set up, as far as the file itself uses them.
 * `$lib` is `src/lib` (SvelteKit); `@` and `~` are `src`, or the package where there is no `src`.
 */
function conventionalAlias(relative: string, shape: ModuleShape): string | undefined {
  const used = shape.imports.map((one) => one.specifier)
  if (used.some((one) => one.startsWith('$lib/')))
    return relative.startsWith('src/lib/') ? `$${relative.slice('src/'.length)}` : undefined
  const prefix =
    used.length === 0 || used.some((one) => one.startsWith('@/'))
      ? '@/'
      : used.some((one) => one.startsWith('~/'))
        ? '~/'
        : undefined
  return prefix === undefined ? undefined : prefix + relative.replace(/^src\//, '')
}

function extensionFor(
  file: string,
  target: string,
  shape: ModuleShape,
  system: 'esm' | 'cjs',
  context: SpecifierContext,
): string {
  const own = /\.[cm]?[jt]sx?$/.exec(target)?.[0] ?? ''
  const compiled = own.replace('ts', 'js').replace('x', '')
  if (/\.[cm]js$/.test(own)) return own
  const neighbours = shape.imports
    .map((one) => one.specifier)
    .filter((one) => (one.startsWith('.') || isAlias(one, context)) && !ASSET.test(one))
  const written = neighbours.map((one) => CODE_EXTENSION.exec(one)?.[0]).filter((one) => one !== undefined)
  if (written.length > 0) return written.some((one) => /ts/.test(one)) ? own : compiled
  if (neighbours.length > 0) return ''
  if (system === 'cjs') return ''
  if (/\.m[jt]s$/.test(file) || context.config?.needsExtensions === true) return compiled
  if (context.usesExtensions !== undefined) return context.usesExtensions ? compiled : ''
  return context.manifest.type === 'module' && /\.js$/.test(file) ? compiled : ''
}
