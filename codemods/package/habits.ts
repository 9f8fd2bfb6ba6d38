/** How a package's files name each other; `undefined` where they do not show it. */
export interface Habits {
  readonly usesAlias: boolean | undefined
  readonly extensions: 'none' | 'compiled' | 'source' | undefined
}

const SPECIFIER = /(?:from|import|import\(|require\()\s*(['"])((?:\.{1,2}|[@~]{1,2}|\$\w+|#\w*)\/[^'"\n]+)\1/g

/** Counts the specifiers of a package's texts. */
export function habitsOf(texts: readonly string[]): Habits {
  let alias = 0
  let upwards = 0
  const extensions = { none: 0, compiled: 0, source: 0 }
  for (const text of texts) {
    for (const [, , specifier = ''] of text.matchAll(SPECIFIER)) {
      if (!specifier.startsWith('.')) alias++
      else if (specifier.startsWith('../')) upwards++
      if (!specifier.startsWith('.')) continue
      if (/\.[cm]?tsx?$/.test(specifier)) extensions.source++
      else if (/\.[cm]?jsx?$/.test(specifier)) extensions.compiled++
      else if (!/\.[a-z]{2,5}$/.test(specifier)) extensions.none++
    }
  }
  const written = extensions.compiled + extensions.source
  return {
    usesAlias: alias + upwards === 0 ? undefined : alias > upwards,
    extensions:
      written + extensions.none === 0
        ? undefined
        : extensions.none >= written
          ? 'none'
          : extensions.source > extensions.compiled
            ? 'source'
            : 'compiled',
  }
}
