import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { pathOf } from './resolve.js'
import { moduleAtRoot, moduleOfImport } from './specifiers.js'

/** A file that imports another one, directly or from one that hands it on. */
export interface Importer {
  readonly path: string
  /** The file itself, and those that were seen to hand it on. */
  readonly sources: ReadonlySet<string>
}

/** Through so many files is a name followed. */
const DEEPEST = 3
/** `export * from './x'`, `export { a } from './x'`. */
const RE_EXPORT = /\bexport\s*(?:\*(?:\s*as\s+[\w$]+)?|\{[^}]*\})\s*from\s*['"]([^'"\n]+)['"]/g
/** A CommonJS module that hands on what it requires. */
const HANDS_ON = /^(?:module\.)?exports\b.*\brequire\(|^module\.exports\s*=\s*\{/m

/** Files that import `path`, and those that import it from a file that re-exports it; the nearest first. No tree is needed. */
export function* importersOf(cx: AnalysisContext, path: string): Generator<Importer, undefined> {
  const seen = new Set<string>([path])
  const sources = new Set<string>([path])
  let level: readonly string[] = [path]
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    const next: string[] = []
    for (const target of level)
      for (const importer of cx.workspace.importersOf(target)) {
        if (seen.has(importer)) continue
        seen.add(importer)
        if (handsOn(cx, importer, target)) {
          next.push(importer)
          sources.add(importer)
        }
        yield { path: importer, sources }
      }
    level = next
  }
}

/** Files that are looked through for what becomes of one thing that a file exports. */
const MOST_FILES = 40

/** The files that import `path` itself and whose text passes `test`; each is parsed when its turn comes. */
export function* filesImporting(
  cx: AnalysisContext,
  path: string,
  test: (text: string) => boolean,
): Generator<t.SourceFile, undefined> {
  for (const importer of cx.workspace.importersOf(path).slice(0, MOST_FILES)) {
    const file = test(cx.workspace.text(importer) ?? '') ? cx.workspace.sourceFile(importer) : undefined
    if (file) yield file
  }
}

function handsOn(cx: AnalysisContext, importer: string, target: string): boolean {
  const text = cx.workspace.text(importer) ?? ''
  for (const [, specifier = ''] of text.matchAll(RE_EXPORT))
    if (cx.workspace.resolveModule(importer, specifier) === target) return true
  return HANDS_ON.test(text)
}

/**
 * Local names of default, renamed and whole-module imports from one of `sources`: they may mean a function that has another name in
 * its own file.
 */
export function freeImports(cx: AnalysisContext, file: t.SourceFile, sources: ReadonlySet<string>): readonly string[] {
  const { ts } = cx
  const isFrom = (module: string | undefined): boolean => {
    const path = module === undefined ? undefined : cx.workspace.resolveModule(pathOf(cx, file), module)
    return path !== undefined && sources.has(path)
  }
  return file.statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement)) {
      const { importClause: clause } = statement
      if (clause === undefined || !isFrom(moduleOfImport(ts, statement))) return []
      const { name, namedBindings: bindings } = clause
      const others =
        bindings === undefined
          ? []
          : ts.isNamespaceImport(bindings)
            ? [bindings.name]
            : bindings.elements.flatMap((one) => (one.propertyName ? [one.name] : []))
      return [...(name ? [name] : []), ...others].map((one) => one.text)
    }
    if (!ts.isVariableStatement(statement)) return []
    return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
      ts.isIdentifier(name) && initializer && isFrom(moduleAtRoot(cx, initializer)) ? [name.text] : [],
    )
  })
}
