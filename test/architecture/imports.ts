import path from 'node:path'
import ts from 'typescript'
import { readText } from '../support/repository.js'

/** One import of a source file. */
export interface Import {
  readonly from: string
  /** Path from the root for a relative import, else the specifier itself. */
  readonly to: string
  readonly relative: boolean
  readonly typeOnly: boolean
  /** `import()`: loaded only when that line runs. */
  readonly dynamic: boolean
}

/** Every import, re-export and `import()` of a file, by its path from the root. */
export function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readText(file), ts.ScriptTarget.Latest, true)
  const found: Import[] = []
  const add = (specifier: ts.Node | undefined, typeOnly: boolean, dynamic: boolean): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return
    const relative = specifier.text.startsWith('.')
    const to = relative
      ? path.posix.join(path.posix.dirname(file), specifier.text).replace(/\.js$/, '.ts')
      : specifier.text
    found.push({ from: file, to, relative, typeOnly, dynamic })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword, false)
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly, false)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true, false)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false, true)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** The files that import each other in circles, types included; each circle in alphabetical order, the circles by their first file. */
export function circlesOf(imports: readonly Pick<Import, 'from' | 'to'>[]): readonly (readonly string[])[] {
  const next = new Map<string, string[]>()
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to])
  const reach = (from: string): ReadonlySet<string> => {
    const seen = new Set<string>()
    const open = [from]
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (const to of next.get(at) ?? [])
        if (!seen.has(to)) {
          seen.add(to)
          open.push(to)
        }
    return seen
  }
  const reached = new Map([...next.keys()].map((file) => [file, reach(file)]))
  const circles = [...reached].flatMap(([file, seen]) =>
    seen.has(file) ? [[...seen].filter((one) => reached.get(one)?.has(file) === true).toSorted()] : [],
  )
  return [...new Map(circles.map((circle) => [circle.join(), circle])).values()].toSorted((a, b) =>
    a.join() < b.join() ? -1 : 1,
  )
}
