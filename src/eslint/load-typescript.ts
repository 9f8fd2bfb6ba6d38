import { createRequire } from 'node:module'
import path from 'node:path'
import type * as t from 'typescript'
import { isOwnSourceFile } from '../analysis/typescript.js'
import type { TypeScript } from '../analysis/index.js'

export interface LoadedTypeScript {
  readonly module: TypeScript
  /** Whether the given tree was made by this module. */
  readonly owns: boolean
}

const loaded = new Map<string, TypeScript | undefined>()
let lastMatch: TypeScript | undefined

/**
 * The TypeScript that made `tree`: the one that typescript-eslint uses, looked for from the linted file, from typescript-eslint's own
 * place, and from this package. Without a tree (or when none of them made it) the first one that has a compiler; `undefined` when there
 * is no TypeScript with a compiler API at all.
 */
export function loadTypeScript(filename: string, tree: t.Node | undefined): LoadedTypeScript | undefined {
  if (lastMatch && (tree === undefined || owns(lastMatch, tree))) return { module: lastMatch, owns: tree !== undefined }
  let first: TypeScript | undefined
  for (const candidate of candidates(filename)) {
    first ??= candidate
    if (tree !== undefined && owns(candidate, tree)) {
      lastMatch = candidate
      return { module: candidate, owns: true }
    }
  }
  if (first === undefined) return undefined
  if (tree === undefined) lastMatch = first
  return { module: first, owns: false }
}

function owns(ts: TypeScript, tree: t.Node): boolean {
  const file = tree as t.SourceFile
  return isOwnSourceFile(ts, file)
}

function* candidates(filename: string): Generator<TypeScript> {
  const places = [path.resolve(path.dirname(filename), 'x.js'), path.resolve('x.js'), import.meta.url]
  for (const place of places) {
    for (const through of [
      ['@typescript-eslint/parser', '@typescript-eslint/typescript-estree'],
      ['typescript-eslint', '@typescript-eslint/parser', '@typescript-eslint/typescript-estree'],
      ['@typescript-eslint/utils', '@typescript-eslint/typescript-estree'],
      [],
    ]) {
      const found = load(place, through)
      if (found) yield found
    }
  }
}

function load(place: string, through: readonly string[]): TypeScript | undefined {
  const key = [place, ...through].join('\n')
  if (loaded.has(key)) return loaded.get(key)
  let found: TypeScript | undefined
  try {
    let require = createRequire(place)
    for (const name of through) require = createRequire(require.resolve(name))
    const module: unknown = require('typescript')
    if (isCompiler(module)) found = module
  } catch {
    // not installed there: the next place is asked
  }
  loaded.set(key, found)
  return found
}

/** A TypeScript with its compiler API: newer releases export a version number alone. */
function isCompiler(module: unknown): module is TypeScript {
  return typeof module === 'object' && module !== null && 'createSourceFile' in module && 'SyntaxKind' in module
}
