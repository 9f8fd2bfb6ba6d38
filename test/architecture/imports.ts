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
