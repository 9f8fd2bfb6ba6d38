import type * as t from 'typescript'
import type { Framework } from '../frameworks/define.js'
import type { AnalysisContext } from './context.js'
import { nodeAt, occurrencesOf } from './occurrences.js'
import { pathOf } from './resolve.js'
import type { TypeScript } from './typescript.js'

const imports = new WeakMap<t.SourceFile, ReadonlySet<string>>()

/** Every module that a file imports or requires at its top level, or by `import()` with a literal anywhere in a call statement. */
export function importsOf(ts: TypeScript, file: t.SourceFile): ReadonlySet<string> {
  let found = imports.get(file)
  if (found !== undefined) return found
  const all = new Set<string>()
  const add = (node: t.Node | undefined): void => {
    if (node && ts.isStringLiteralLike(node)) all.add(node.text)
  }
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) add(statement.moduleSpecifier)
    else if (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference))
      add(statement.moduleReference.expression)
  }
  // require('x'), import('x')
  const loaders = [
    ...occurrencesOf(ts, file, 'require'),
    ...[...file.text.matchAll(/\bimport\s*\(/g)].map(({ index }) => nodeAt(ts, file, index)),
  ]
  for (const loader of loaders)
    if (ts.isCallExpression(loader.parent) && loader.parent.expression === loader) add(loader.parent.arguments[0])
  imports.set(file, (found = all))
  return found
}

type Closeness = 0 | 1 | 2 | 3

/** What was found in one analysis: it is asked at almost every node. */
const measured = new WeakMap<AnalysisContext, Map<t.SourceFile, Map<Framework, Closeness>>>()

/** How closely a file has to do with a framework: 3 imports it, 2 lies where its files lie, 1 in a package that depends on it, 0 not at all. */
export function closeness(cx: AnalysisContext, framework: Framework, node: t.Node): Closeness {
  const file = node.getSourceFile()
  let files = measured.get(cx)
  if (files === undefined) measured.set(cx, (files = new Map<t.SourceFile, Map<Framework, Closeness>>()))
  let frameworks = files.get(file)
  if (frameworks === undefined) files.set(file, (frameworks = new Map<Framework, Closeness>()))
  let found = frameworks.get(framework)
  if (found === undefined) frameworks.set(framework, (found = measure(cx, framework, file)))
  return found
}

function measure(cx: AnalysisContext, framework: Framework, file: t.SourceFile): Closeness {
  const modules = importsOf(cx.ts, file)
  const isOwn = (specifier: string): boolean =>
    framework.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`))
  for (const specifier of modules) if (isOwn(specifier)) return 3
  const path = pathOf(cx, file)
  if (framework.files?.some((fact) => fact.path.test(path))) return 2
  const dependencies = cx.workspace.packageOf(path)?.dependencies
  return dependencies && framework.packages.some((name) => dependencies.has(name)) ? 1 : 0
}

/**
 * Whether one of `packages` is there for a file: it imports one, or its package depends on one. A file without a package may have all.
 */
export function isAdded(cx: AnalysisContext, packages: readonly string[] | undefined, node: t.Node): boolean {
  if (packages === undefined) return true
  const file = node.getSourceFile()
  const dependencies = cx.workspace.packageOf(pathOf(cx, file))?.dependencies
  if (dependencies === undefined || packages.some((name) => dependencies.has(name))) return true
  const modules = importsOf(cx.ts, file)
  return packages.some((name) => modules.has(name))
}

/** The framework that a file is closest to, among those that pass `accept`. */
export function closest(
  cx: AnalysisContext,
  node: t.Node,
  accept: (framework: Framework) => boolean,
): Framework | undefined {
  let best: { readonly framework: Framework; readonly close: number } | undefined
  for (const framework of cx.frameworks) {
    if (!accept(framework)) continue
    const close = closeness(cx, framework, node)
    if (close > (best?.close ?? 0)) best = { framework, close }
  }
  return best?.framework
}
