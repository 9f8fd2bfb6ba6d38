import { readdirSync } from 'node:fs'
import path from 'node:path'
import { findIgnored } from '../files/git.js'
import type { Flavour } from '../helper/block-options.js'
import { entryAt } from './helper-place.js'
import { candidateFolders } from './helper-folders.js'
import { createReach, type Consumer, type ReachSources } from './reach.js'

export interface LocationQuestion extends ReachSources {
  readonly consumers: readonly Consumer[]
  readonly flavour: Flavour
  /** Files that source files of the package import, absolute, once for each import. */
  readonly imported: readonly string[]
  /** A path in the package that was asked for. */
  readonly wanted?: string
}

export interface HelperLocation {
  /** Absolute. */
  readonly path: string
  /** Consumers that cannot load it, each with the reason. */
  readonly unreachable: ReadonlyMap<string, string>
}

const BASE_NAMES = ['http-auth', 'http-challenge']
const EXTENSIONS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs']

/**
 * Where the package's helper is, or goes: an existing `http-auth` file, else the first folder in which one can be made that every
 * consumer can load and that changes nothing of what the package builds and publishes; else the one for most of them.
 */
export function locateHelper(question: LocationQuestion): HelperLocation {
  const { manifest, consumers, wanted, listed } = question
  const reach = createReach(question)
  const located = (file: string): HelperLocation => ({
    path: file,
    unreachable: new Map(
      consumers.flatMap((one) => {
        const obstacle = reach.obstacle(one, file)
        return obstacle === undefined ? [] : [[one.path, obstacle] as const]
      }),
    ),
  })
  const best = (files: readonly string[]): HelperLocation | undefined => {
    let found: HelperLocation | undefined
    for (const file of files) {
      const next = located(file)
      if (next.unreachable.size === 0) return next
      if (found === undefined || next.unreachable.size < found.unreachable.size) found = next
    }
    return found
  }
  if (wanted !== undefined) return { path: path.resolve(manifest.folder, wanted), unreachable: new Map() }
  const extension = extensionOf(question)
  const able = consumers.filter((one) => reach.speaks(one, `${BASE_NAMES[0] ?? ''}${extension}`))
  const folders = candidateFolders({
    ...question,
    consumers: able.length > 0 ? able : consumers,
    rootOf: reach.rootOf,
  })
  const there = best(
    [
      ...folders.flatMap((folder) => EXTENSIONS.map((one) => path.join(folder, `${BASE_NAMES[0] ?? ''}${one}`))),
      // git lists what it tracks, also what was deleted since
      ...listed.filter(isHelperFile),
    ].filter(isTaken),
  )
  if (there !== undefined) return there
  const places = BASE_NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name + extension)))
  const ignored = findIgnored(manifest.folder, places)
  const possible = places.filter((one) => isFree(one) && !ignored.has(one))
  const sound = possible.filter((one) => reach.movesOutput(one) === undefined)
  return best(sound) ?? best(possible) ?? located(path.join(manifest.folder, `http-auth${extension}`))
}

/** Whether a file has the name of a helper. */
export function isHelperFile(file: string): boolean {
  return BASE_NAMES.includes(path.basename(file).replace(/\.[cm]?[jt]s$/, ''))
}

/** Whether anything lies there, a link that leads nowhere included. */
function isTaken(file: string): boolean {
  try {
    return entryAt(file) !== undefined
  } catch {
    return true
  }
}

/** Whether nothing else in the folder answers to the same name: what imports it today would get the helper. */
function isFree(file: string): boolean {
  const { name, dir } = path.parse(file)
  try {
    return !readdirSync(dir).some((one) => one === name || one.replace(/\.\w+$/, '') === name)
  } catch {
    return true
  }
}

/** What Node, and the compiler, take for a module of the kind in which the helper is written. */
function extensionOf({ manifest, flavour, consumers }: LocationQuestion): string {
  const areAll = (pattern: RegExp): boolean => consumers.every((one) => pattern.test(one.path))
  if (flavour.language === 'typescript') return areAll(/\.mts$/) ? '.mts' : areAll(/\.cts$/) ? '.cts' : '.ts'
  if (flavour.modules === 'cjs') return manifest.type === 'module' || areAll(/\.cjs$/) ? '.cjs' : '.js'
  const isPlain = manifest.type === 'commonjs' && consumers.some((one) => /\.mjs$/.test(one.path))
  return isPlain || areAll(/\.mjs$/) ? '.mjs' : '.js'
}

/**
 * In which language and module system a new helper is written: TypeScript where most consumers are TypeScript or the compiler takes
 * both, CommonJS as soon as one JavaScript consumer has to `require` it.
 */
export function flavourFor({ consumers, configs }: Pick<LocationQuestion, 'consumers' | 'configs'>): Flavour {
  const typed = consumers.filter((one) => /\.[cm]?tsx?$/.test(one.path))
  const together = consumers.every((one) => {
    const config = configs.governing(one.path)?.config
    return typed.includes(one) || (config?.isTypeScript === true && config.allowJs && config.includes(one.path))
  })
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
