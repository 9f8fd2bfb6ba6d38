import type * as t from 'typescript'
import type { Framework } from '../frameworks/define.js'
import type { AnalysisContext } from './context.js'
import { pathOf } from './resolve.js'
import type { TypeScript } from './typescript.js'

const imports = new WeakMap<t.SourceFile, ReadonlySet<string>>()

/** Every module that a file imports or requires at its top level, or by `import()` with a literal anywhere in a call statement. */
export function importsOf(ts: TypeScript, file: t.SourceFile): ReadonlySet<string> {
  let found = imports.get(file)
  if (found !== undefined) return found
  const all = new Set<string>()
  const visit = (node: t.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteralLike(node.moduleSpecifier)
    )
      all.add(node.moduleSpecifier.text)
    else if (ts.isExternalModuleReference(node) && ts.isStringLiteralLike(node.expression))
      all.add(node.expression.text)
    else if (ts.isCallExpression(node)) {
      const [argument] = node.arguments
      const isLoad =
        node.expression.kind === ts.SyntaxKind.ImportKeyword ||
        (ts.isIdentifier(node.expression) && node.expression.text === 'require')
      if (isLoad && argument && ts.isStringLiteralLike(argument)) all.add(argument.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  imports.set(file, (found = all))
  return found
}

/** How closely a file has to do with a framework: 3 imports it, 2 lies where its files lie, 1 in a package that depends on it, 0 not at all. */
export function closeness(cx: AnalysisContext, framework: Framework, node: t.Node): 0 | 1 | 2 | 3 {
  const file = node.getSourceFile()
  const modules = importsOf(cx.ts, file)
  const isOwn = (specifier: string): boolean =>
    framework.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`))
  for (const specifier of modules) if (isOwn(specifier)) return 3
  const path = pathOf(cx, node)
  if (framework.files?.some((fact) => fact.path.test(path))) return 2
  const dependencies = cx.workspace.packageOf(path)?.dependencies
  return dependencies && framework.packages.some((name) => dependencies.has(name)) ? 1 : 0
}
