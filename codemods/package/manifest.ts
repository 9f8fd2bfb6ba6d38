import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** What a package.json says that decides how text is inserted in its package. */
export interface Manifest {
  /** Absolute. */
  readonly folder: string
  readonly name: string | undefined
  readonly type: 'module' | 'commonjs'
  readonly dependencies: readonly string[]
  /** `files`: what is published; `undefined`: whatever is there. */
  readonly files?: readonly string[]
  readonly isPrivate?: boolean
  /** Files that are published and loaded by name, relative to the folder. */
  readonly entries?: readonly string[]
  /** Entries of `imports` that stand for one path under all conditions. */
  readonly imports?: Readonly<Record<string, string>>
  /** Why the file could not be understood; the package is then taken as one that says nothing. */
  readonly problem?: string
}

/** Finds the nearest package.json of files, each folder looked at once. */
export function createManifestFinder(): (file: string) => Manifest | undefined {
  const known = new Map<string, Manifest | undefined>()
  const find = (folder: string): Manifest | undefined => {
    if (known.has(folder)) return known.get(folder)
    const file = path.join(folder, 'package.json')
    const parent = path.dirname(folder)
    const found = existsSync(file) ? readManifest(folder, file) : parent === folder ? undefined : find(parent)
    known.set(folder, found)
    return found
  }
  return (file) => find(path.dirname(file))
}

function readManifest(folder: string, file: string): Manifest {
  const nothing: Manifest = { folder, name: undefined, type: 'commonjs', dependencies: [] }
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    return { ...nothing, problem: `is no valid JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
  if (typeof json !== 'object' || json === null) return { ...nothing, problem: 'is no object' }
  const fields: Readonly<Record<string, unknown>> = { ...json }
  const groups = [
    fields['dependencies'],
    fields['devDependencies'],
    fields['peerDependencies'],
    fields['optionalDependencies'],
  ]
  return {
    folder,
    name: typeof fields['name'] === 'string' && fields['name'] !== '' ? fields['name'] : undefined,
    type: fields['type'] === 'module' ? 'module' : 'commonjs',
    dependencies: groups.flatMap((one) => (typeof one === 'object' && one !== null ? Object.keys(one) : [])),
    ...(Array.isArray(fields['files']) && { files: textsIn(fields['files']) }),
    isPrivate: fields['private'] === true,
    entries: textsIn([fields['main'] ?? 'index.js', ...textsIn([fields['bin']]), ...valuesOf(fields['bin'])]).map(
      (one) => path.posix.normalize(one),
    ),
    imports: Object.fromEntries(
      Object.entries(isObject(fields['imports']) ? fields['imports'] : {}).flatMap(([key, value]) =>
        typeof value === 'string' ? [[key, value]] : [],
      ),
    ),
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function valuesOf(value: unknown): readonly unknown[] {
  return isObject(value) ? Object.values(value) : []
}

function textsIn(values: readonly unknown[]): readonly string[] {
  return values.filter((one) => typeof one === 'string')
}
