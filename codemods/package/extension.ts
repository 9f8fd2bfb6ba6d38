import type { ImportFact } from '../../src/model/module.js'
import type { Habits } from './habits.js'
import type { Manifest } from './manifest.js'
import type { ProjectConfig } from './tsconfig.js'

/** What decides whether a specifier in `file` ends in an extension. */
export interface ExtensionQuestion {
  readonly file: string
  readonly target: string
  readonly system: 'esm' | 'cjs'
  readonly manifest: Manifest
  readonly config: ProjectConfig | undefined
  readonly habits: Habits
  /** Imports of this very file that are written in the same way (relative, or with the alias) and are needed at run time. */
  readonly neighbours: readonly ImportFact[]
}

type Need =
  /** Without it the import does not resolve. */
  | 'needed'
  /** Without it the import resolves in a bundler alone. */
  | 'wanted'
  /** Both ways resolve. */
  | 'free'

export const CODE_EXTENSION = /\.[cm]?[jt]sx?$/
const ASSET = /\.(?:json|css|scss|sass|less|svg|png|jpe?g|webp|html|sql|graphql|gql|wasm|node|vue|svelte)$/

/** The extension of the specifier for `target`, as it resolves at run time; nothing where none is needed and none is the habit. */
export function extensionFor(question: ExtensionQuestion): string {
  const { target, habits, neighbours, system } = question
  const own = CODE_EXTENSION.exec(target)?.[0] ?? ''
  const compiled = own.replace('ts', 'js').replace('x', '')
  const specifiers = neighbours.map((one) => one.specifier).filter((one) => !ASSET.test(one))
  const written = specifiers.flatMap((one) => CODE_EXTENSION.exec(one)?.[0] ?? [])
  const withExtension = (): string => (isSourceWritten(question, written) ? own : compiled)
  // no resolver adds these
  if (/^\.[cm]/.test(own)) return withExtension()
  if (written.length > 0) return withExtension()
  const need = needOf(question)
  if (need === 'needed') return withExtension()
  if (specifiers.length > 0 || system === 'cjs') return ''
  if (need === 'wanted' && habits.extensions !== 'none') return withExtension()
  const isKnownScript = question.config !== undefined && !isModule(question)
  return need === 'free' && habits.extensions !== undefined && habits.extensions !== 'none' && !isKnownScript
    ? withExtension()
    : ''
}

function needOf(question: ExtensionQuestion): Need {
  const { file, system, manifest, config } = question
  if (system === 'cjs') return 'free'
  const isOwnModule = /\.m[jt]s$/.test(file) || (manifest.type === 'module' && !/\.c[jt]s$/.test(file))
  const isCompiled = config !== undefined && (/\.[cm]?tsx?$/.test(file) || (config.allowJs && config.includes(file)))
  if (!isCompiled) return /\.mjs$/.test(file) ? 'needed' : isOwnModule ? 'wanted' : 'free'
  if (isNodeLike(config)) return isOwnModule ? 'needed' : 'free'
  if (config.resolution === 'bundler' || config.module === 'preserve') return 'free'
  // what the compiler writes is loaded as it is
  return isOwnModule && isModule(question) && config.emits && !config.isPartial ? 'wanted' : 'free'
}

/** The compiler resolves as Node does. */
function isNodeLike({ module = '', resolution = '' }: ProjectConfig): boolean {
  return /^node(?:16|18|20|next)$/.test(resolution || module)
}

/** Whether the file is, or becomes, an ES module. */
function isModule({ file, manifest, config }: ExtensionQuestion): boolean {
  if (/\.m[jt]s$/.test(file)) return true
  if (/\.c[jt]s$/.test(file)) return false
  if (config === undefined || /^node/.test(config.module ?? 'node')) return manifest.type === 'module'
  return !/^(?:commonjs|umd|amd|system|none)$/.test(config.module ?? '')
}

/** `.ts` in specifiers: where the neighbours write it, else where nothing compiles, or rewrites it, and Node takes the types away. */
function isSourceWritten({ target, config, habits }: ExtensionQuestion, written: readonly string[]): boolean {
  if (!/\.[cm]?tsx?$/.test(target)) return false
  if (written.length > 0) return written.some((one) => /ts/.test(one))
  if (habits.extensions === 'source' || habits.extensions === 'compiled') return habits.extensions === 'source'
  return config === undefined || config.allowsTsExtensions
}
