import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Flavour } from '../helper/blocks.js'
import { isIgnored } from '../files/git.js'
import { entryAt } from './helper-place.js'
import type { Manifest } from './manifest.js'
import type { ProjectConfig } from './tsconfig.js'

/** A file of the package that will import the helper. */
export interface Consumer {
  readonly path: string
  readonly system: 'esm' | 'cjs'
}

const BASE_NAME = 'http-auth'
const EXTENSIONS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs']
/** Folders in which a framework or a plug-in loader gives every file a meaning of its own. */
const ROUTED = /^(?:app|pages|routes|plugins|api|middlewares?|public|functions)$/
const SOURCE_ROOT = /^(?:source|server|backend|api-server)$/
/** Folders of one kind of file: a `lib` in them would be none. */
const LAYER =
  /^(?:controllers?|handlers?|services?|utils?|helpers?|models?|modules?|guards?|auth|lib|libs|config|scripts)$/

/**
 * Where the package's helper is, or goes, absolute: an existing `http-auth` file, else `lib/` in the source folder that holds most of the
 * consumers. A folder that git ignores is no place for a source file: then `utils/`.
 */
export function locateHelper(
  manifest: Manifest,
  consumers: readonly Consumer[],
  flavour: Flavour,
  listed: readonly string[],
  wanted?: string,
): string {
  if (wanted !== undefined) return path.resolve(manifest.folder, wanted)
  const root = sourceRoot(manifest, consumers)
  const existing = findExisting(manifest, root, listed)
  if (existing !== undefined) return existing
  const extension = extensionOf(manifest, flavour)
  // `libs` where the project calls it that
  const lib = existsSync(path.join(root, 'libs')) && !existsSync(path.join(root, 'lib')) ? 'libs' : 'lib'
  const places = [lib, 'utils'].map((folder) => path.join(root, folder, BASE_NAME + extension))
  return places.find((one) => !isIgnored(manifest.folder, one)) ?? path.join(root, BASE_NAME + extension)
}

function findExisting(manifest: Manifest, root: string, listed: readonly string[]): string | undefined {
  const folders = [...new Set([root, manifest.folder, path.join(manifest.folder, 'src')])].flatMap((one) => [
    path.join(one, 'lib'),
    path.join(one, 'libs'),
    path.join(one, 'utils'),
    one,
  ])
  for (const folder of folders) {
    const found = EXTENSIONS.map((one) => path.join(folder, BASE_NAME + one)).find(isTaken)
    if (found !== undefined) return found
  }
  // git lists what it tracks, also what was deleted since
  return listed.find((one) => path.basename(one).replace(/\.[cm]?[jt]s$/, '') === BASE_NAME && isTaken(one))
}

/** Whether anything lies there, a link that leads nowhere included. */
function isTaken(file: string): boolean {
  try {
    return entryAt(file) !== undefined
  } catch {
    return true
  }
}

/** `src`, or the one top folder of sources that the consumers share, or the package's own folder. */
function sourceRoot(manifest: Manifest, consumers: readonly Consumer[]): string {
  const tops = new Map<string, Consumer[]>()
  for (const consumer of consumers) {
    const parts = path.relative(manifest.folder, consumer.path).split(path.sep)
    const top = parts.length > 1 ? (parts[0] ?? '') : ''
    tops.set(top, [...(tops.get(top) ?? []), consumer])
  }
  const [first] = [...tops].sort((a, b) => b[1].length - a[1].length)
  if (first === undefined) return manifest.folder
  const [top, files] = first
  if (top === 'src') return path.join(manifest.folder, top)
  const deep = files.some((one) => path.relative(manifest.folder, one.path).split(path.sep).length > 2)
  const isRoot =
    top !== '' && tops.size === 1 && (SOURCE_ROOT.test(top) || (deep && !ROUTED.test(top) && !LAYER.test(top)))
  return isRoot ? path.join(manifest.folder, top) : manifest.folder
}

function extensionOf(manifest: Manifest, flavour: Flavour): string {
  if (flavour.language === 'typescript') return '.ts'
  if (flavour.modules === 'cjs') return manifest.type === 'module' ? '.cjs' : '.js'
  return '.js'
}

/**
 * In which language and module system a new helper is written: TypeScript where most consumers are TypeScript or the compiler takes
 * both, CommonJS as soon as one JavaScript consumer has to `require` it.
 */
export function flavourFor(consumers: readonly Consumer[], config: ProjectConfig | undefined): Flavour {
  const typed = consumers.filter((one) => /\.[cm]?tsx?$/.test(one.path))
  const together = config?.isTypeScript === true && config.allowJs && typed.length > 0
  if (typed.length > 0 && (together || typed.length * 2 >= consumers.length))
    return { language: 'typescript', modules: 'esm' }
  return { language: 'javascript', modules: consumers.some((one) => one.system === 'cjs') ? 'cjs' : 'esm' }
}

/** The flavour of a helper file that exists. */
export function flavourOfExisting(file: string, system: 'esm' | 'cjs' | undefined, fallback: Flavour): Flavour {
  if (/\.[cm]?ts$/.test(file)) return { language: 'typescript', modules: 'esm' }
  return {
    language: 'javascript',
    modules: /\.cjs$/.test(file) ? 'cjs' : /\.mjs$/.test(file) ? 'esm' : (system ?? fallback.modules),
  }
}
