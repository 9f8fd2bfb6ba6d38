import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Root of the repository, without a trailing separator. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** Text of a file of the repository, by its path from the root. */
export function readText(file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
}

/** Paths from the root, with `/`, of the files below a folder whose name ends in `extension`; sorted. */
export function filesBelow(folder: string, extension: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !file.includes('/node_modules/') && !file.includes('/.'))
    .sort()
}

/** Names without extension of the modules directly in a folder, `index` left out; sorted. */
export function moduleNames(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'index.ts')
    .map((entry) => entry.name.slice(0, -'.ts'.length))
    .sort()
}

/** The product's own sources. */
export function sourceFiles(): string[] {
  return ['src', 'rules', 'codemods'].flatMap((folder) => filesBelow(folder, '.ts'))
}
