import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The names that ESLint looks for, in its order. */
const FLAT = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((extension) => `eslint.config.${extension}`)
const LEGACY = ['.eslintrc', ...['js', 'cjs', 'yaml', 'yml', 'json'].map((extension) => `.eslintrc.${extension}`)]

/** The configuration that ESLint would use in a folder. Paths are absolute. */
export type FoundConfig =
  | { readonly kind: 'flat'; readonly path: string }
  | { readonly kind: 'legacy'; readonly path: string }
  | { readonly kind: 'none' }

/** Looks in `folder` and upwards; the nearest wins, and a flat configuration before an old one beside it. */
export function findLintConfig(folder: string): FoundConfig {
  for (let current = path.resolve(folder); ; current = path.dirname(current)) {
    const flat = FLAT.map((name) => path.join(current, name)).find((one) => existsSync(one))
    if (flat !== undefined) return { kind: 'flat', path: flat }
    const legacy = LEGACY.map((name) => path.join(current, name)).find((one) => existsSync(one))
    if (legacy !== undefined) return { kind: 'legacy', path: legacy }
    const manifest = path.join(current, 'package.json')
    if ('eslintConfig' in readJson(manifest)) return { kind: 'legacy', path: manifest }
    if (path.dirname(current) === current) return { kind: 'none' }
  }
}

/** The fields of a JSON file; none when it is missing or broken. */
export function readJson(file: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
    return typeof content === 'object' && content !== null ? { ...content } : {}
  } catch {
    return {}
  }
}
