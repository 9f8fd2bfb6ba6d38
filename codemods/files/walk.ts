import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ignore, { type Ignore } from 'ignore'

interface Layer {
  readonly folder: string
  readonly rules: Ignore
}

/**
 * Every file below `folder`, absolute, for projects without git. Honours each folder's .gitignore when `gitignore` is set.
 * Symbolic links are not followed, so loops cannot happen; folders that cannot be read are passed over.
 */
export function walk(folder: string, gitignore: boolean): readonly string[] {
  const found: string[] = []
  const visit = (current: string, layers: readonly Layer[]): void => {
    const entries = entriesOf(current)
    const below = current.endsWith(path.sep) ? current : current + path.sep
    const own = gitignore && entries.some((one) => one.name === '.gitignore') ? rulesOf(current) : undefined
    const all = own ? [...layers, own] : layers
    for (const entry of entries) {
      const full = below + entry.name
      const isFolder = entry.isDirectory()
      if (entry.name === 'node_modules' || entry.name === '.git' || isIgnoredBy(all, full, isFolder)) continue
      if (isFolder) visit(full, all)
      else if (entry.isFile()) found.push(full)
    }
  }
  visit(folder, [])
  return found
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

function rulesOf(folder: string): Layer {
  return { folder, rules: ignore().add(readFileSync(path.join(folder, '.gitignore'), 'utf8')) }
}

/** The nearest .gitignore that says something of the path wins, as in git. */
function isIgnoredBy(layers: readonly Layer[], full: string, isFolder: boolean): boolean {
  for (const { folder, rules } of [...layers].reverse()) {
    const relative = path.relative(folder, full).split(path.sep).join('/')
    const verdict = rules.test(isFolder ? `${relative}/` : relative)
    if (verdict.ignored) return true
    if (verdict.unignored) return false
  }
  return false
}
