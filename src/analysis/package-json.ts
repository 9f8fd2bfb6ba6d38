/** Whether JSON is an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The file that a package is imported by. */
export function entryOf(content: Record<string, unknown> | undefined): string | undefined {
  return exportOf(content, '.') ?? [content?.source, content?.module, content?.main].find((x) => typeof x === 'string')
}

/** The file that `exports` gives for a subpath: conditions in the order that leads to source. */
export function exportOf(content: Record<string, unknown> | undefined, subpath: string): string | undefined {
  const field = content?.exports
  if (typeof field === 'string') return subpath === '.' ? field : undefined
  if (!isRecord(field)) return undefined
  const key = subpath === '.' ? '.' : `./${subpath}`
  return conditionOf(field[key] ?? (subpath === '.' && !('.' in field) ? field : undefined))
}

function conditionOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (!isRecord(value)) return undefined
  for (const key of ['source', 'development', 'types', 'import', 'require', 'node', 'default']) {
    const found = conditionOf(value[key])
    if (found !== undefined) return found
  }
  return undefined
}

/** What `#x` of the `imports` field, or an alias of `_moduleAliases`, stands for: paths in the package. */
export function ownImports(content: Record<string, unknown>, specifier: string): readonly string[] {
  const found: string[] = []
  for (const [key, value] of Object.entries(isRecord(content.imports) ? content.imports : {})) {
    const target = conditionOf(value)
    const star = key.indexOf('*')
    if (target === undefined) continue
    if (star < 0) {
      if (specifier === key) found.push(target)
      continue
    }
    const [before, after] = [key.slice(0, star), key.slice(star + 1)]
    if (specifier.startsWith(before) && specifier.endsWith(after) && specifier.length >= key.length - 1)
      found.push(target.replace('*', specifier.slice(before.length, specifier.length - after.length)))
  }
  for (const [alias, target] of Object.entries(isRecord(content._moduleAliases) ? content._moduleAliases : {}))
    if (typeof target === 'string' && (specifier === alias || specifier.startsWith(`${alias}/`)))
      found.push(target + specifier.slice(alias.length))
  return found
}
