import type * as tsModule from 'typescript'

/** The TypeScript module as a value that is passed in: the plugin hands over typescript-eslint's, the codemod ts-morph's. */
export type TypeScript = typeof tsModule

const completed = new WeakMap<TypeScript, TypeScript>()

/** `ts` with the tests that its release does not know yet: a node of a kind that does not exist is never met. The same object each time. */
export function completeTypeScript(ts: TypeScript): TypeScript {
  // TypeScript 4.8, the oldest that typescript-eslint supports, has no `satisfies`
  if ('isSatisfiesExpression' in ts) return ts
  const base: TypeScript = ts
  let full = completed.get(base)
  if (full === undefined) {
    full = Object.create(base, { isSatisfiesExpression: { value: () => false } }) as TypeScript
    completed.set(base, full)
  }
  return full
}

const classes = new WeakMap<TypeScript, unknown>()

/**
 * Whether `file` was made by this very `ts`. Enum values differ between releases, and a wrong module throws nothing: it silently
 * finds nothing. Releases as far apart as 4.9 and 6.0 number a source file alike, so the class that makes files is compared.
 */
export function isOwnSourceFile(ts: TypeScript, file: tsModule.SourceFile): boolean {
  let own = classes.get(ts)
  if (own === undefined) classes.set(ts, (own = Object.getPrototypeOf(parseFile(ts, 'own.ts', ''))))
  return Object.getPrototypeOf(file) === own
}

/**
 * Whether `checker` belongs to a release that numbers types as this `ts` does, asked through the checker's public interface.
 * A checker of another release answers with flags of another numbering.
 */
export function isOwnChecker(ts: TypeScript, checker: tsModule.TypeChecker): boolean {
  const { TypeFlags } = ts
  return (
    checker.getStringType().flags === TypeFlags.String &&
    checker.getNumberType().flags === TypeFlags.Number &&
    checker.getNeverType().flags === TypeFlags.Never &&
    checker.getESSymbolType().flags === TypeFlags.ESSymbol
  )
}

/** Parses one file on its own: no program, parents set. `path` decides the language (JSX is accepted in every JavaScript file). */
export function parseFile(ts: TypeScript, path: string, text: string): tsModule.SourceFile {
  // nothing reads JSDoc; TypeScript before 5.3 has no such mode
  const older: Partial<TypeScript> = ts
  const options = {
    languageVersion: ts.ScriptTarget.Latest,
    ...(older.JSDocParsingMode && { jsDocParsingMode: older.JSDocParsingMode.ParseNone }),
  }
  return ts.createSourceFile(path, text, options, true, scriptKind(ts, path))
}

function scriptKind(ts: TypeScript, path: string): tsModule.ScriptKind {
  if (/\.tsx$/i.test(path)) return ts.ScriptKind.TSX
  if (/\.[cm]?ts$/i.test(path)) return ts.ScriptKind.TS
  return ts.ScriptKind.JSX
}
