import { existsSync, statSync } from 'node:fs'
import path from 'node:path'

/** `@/*` → the files that it stands for, absolute. */
export interface Alias {
  readonly prefix: string
  readonly suffix: string
  readonly targets: readonly Wildcard[]
}

/** A path with something left open in the middle. */
export interface Wildcard {
  readonly before: string
  readonly after: string
}

/** `pattern` and `targets` with one `*` each. */
export function wildcardOf(pattern: string, targets: readonly string[]): Alias {
  const [prefix, suffix] = cut(pattern)
  return {
    prefix,
    suffix,
    targets: targets.flatMap((one) => {
      if (!one.includes('*')) return []
      const [before, after] = cut(one)
      return [{ before, after }]
    }),
  }
}

function cut(pattern: string): readonly [string, string] {
  const at = pattern.indexOf('*')
  return [pattern.slice(0, at), pattern.slice(at + 1)]
}

/** How a file is called through an alias. */
export function throughAlias({ prefix, suffix, targets }: Alias, file: string): string | undefined {
  const target = targets.find(({ before, after }) => fits(file, before, after))
  if (target === undefined) return undefined
  const open = file.slice(target.before.length, file.length - target.after.length)
  return prefix + open.split(path.sep).join('/') + suffix
}

/** Whether a specifier is written with an alias. */
export function isThroughAlias({ prefix, suffix }: Alias, specifier: string): boolean {
  return fits(specifier, prefix, suffix)
}

/** Whether a specifier that is written with an alias leads to a file. */
export function leadsToFile({ prefix, suffix, targets }: Alias, specifier: string): boolean {
  const open = specifier.slice(prefix.length, specifier.length - suffix.length)
  return targets.some(({ before, after }) => isModule(before + open + after))
}

function fits(text: string, before: string, after: string): boolean {
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after)
}

const SOURCES = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs']

/** Whether there is a file of this name: with its extension, with the one that it was written in, or with one added. */
function isModule(file: string): boolean {
  const stem = file.replace(/\.([cm]?)jsx?$/, '.$1ts')
  return (
    [file, stem, `${stem}x`].some((one) => statSync(one, { throwIfNoEntry: false })?.isFile()) ||
    SOURCES.some((one) => existsSync(file + one) || existsSync(path.join(file, `index${one}`)))
  )
}
