/** How a package's files name each other; `undefined` where they do not show it. */
export interface Habits {
  readonly usesAlias: boolean | undefined
  readonly usesExtensions: boolean | undefined
}

const SPECIFIER = /(?:from|import|import\(|require\()\s*(['"])((?:\.{1,2}|[@~])\/[^'"\n]+)\1/g

/** Counts the specifiers of a package's texts. */
export function habitsOf(texts: readonly string[]): Habits {
  let alias = 0
  let upwards = 0
  let withExtension = 0
  let without = 0
  for (const text of texts) {
    for (const [, , specifier = ''] of text.matchAll(SPECIFIER)) {
      if (/^[@~]\//.test(specifier)) alias++
      else if (specifier.startsWith('../')) upwards++
      if (!specifier.startsWith('.')) continue
      if (/\.[cm]?[jt]sx?$/.test(specifier)) withExtension++
      else if (!/\.[a-z]{2,5}$/.test(specifier)) without++
    }
  }
  return {
    usesAlias: alias + upwards === 0 ? undefined : alias > upwards,
    usesExtensions: withExtension + without === 0 ? undefined : withExtension > without,
  }
}
