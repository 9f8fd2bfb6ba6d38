import type * as t from 'typescript'
import { findNamed, type Declaration } from './scope.js'
import { nameOf } from './syntax.js'
import type { TypeScript } from './typescript.js'

/**
 * Where an exported name comes from.
 * - `declaration` / `expression`: from this file
 * - `member`: a member of the object that the file exports as a whole (`module.exports = { … }`)
 * - `module`: from another file; without `name` the namespace of that file; `weak`: one of several `export *`
 */
export type Exported =
  | { readonly kind: 'declaration'; readonly declaration: Declaration }
  | { readonly kind: 'expression'; readonly expression: t.Expression }
  | { readonly kind: 'member'; readonly expression: t.Expression }
  | { readonly kind: 'module'; readonly specifier: string; readonly name: string | undefined; readonly weak?: boolean }

interface ExportTable {
  readonly named: ReadonlyMap<string, Exported>
  readonly stars: readonly string[]
  readonly whole: t.Expression | undefined
}

const tables = new WeakMap<t.SourceFile, ExportTable>()

/** Every place from which `file` may export `name`, likeliest first. `default` is the default export or `module.exports`. */
export function findExport(ts: TypeScript, file: t.SourceFile, name: string): readonly Exported[] {
  let table = tables.get(file)
  if (table === undefined) tables.set(file, (table = readExports(ts, file)))
  const own = table.named.get(name)
  if (own !== undefined) return [own]
  const all: Exported[] = []
  if (table.whole !== undefined)
    all.push(
      name === 'default'
        ? { kind: 'expression', expression: table.whole }
        : { kind: 'member', expression: table.whole },
    )
  if (name !== 'default') for (const specifier of table.stars) all.push({ kind: 'module', specifier, name, weak: true })
  return all
}

/** The names that `file` itself exports, with what they stand for. */
export function exportsOf(ts: TypeScript, file: t.SourceFile): ReadonlyMap<string, Exported> {
  let table = tables.get(file)
  if (table === undefined) tables.set(file, (table = readExports(ts, file)))
  return table.named
}

function readExports(ts: TypeScript, file: t.SourceFile): ExportTable {
  const named = new Map<string, Exported>()
  const stars: string[] = []
  let whole: t.Expression | undefined
  /** `const helpers = module.exports`: names that the file gives its own exports. */
  const own = new Set(['exports'])
  const declare = (name: string | undefined, declaration: Declaration): void => {
    if (name !== undefined) named.set(name, { kind: 'declaration', declaration })
  }
  const declareNames = (name: t.BindingName): void => {
    if (ts.isIdentifier(name)) {
      const declaration = findNamed(ts, name, name.text)
      if (declaration) declare(name.text, declaration)
    } else for (const element of name.elements) if (ts.isBindingElement(element)) declareNames(element.name)
  }
  for (const statement of file.statements) {
    if (ts.isExportDeclaration(statement)) {
      const specifier =
        statement.moduleSpecifier && ts.isStringLiteralLike(statement.moduleSpecifier)
          ? statement.moduleSpecifier.text
          : undefined
      const clause = statement.exportClause
      if (clause === undefined) {
        if (specifier !== undefined) stars.push(specifier)
      } else if (ts.isNamespaceExport(clause)) {
        if (specifier !== undefined) named.set(clause.name.text, { kind: 'module', specifier, name: undefined })
      } else
        for (const element of clause.elements) {
          const local = (element.propertyName ?? element.name).text
          if (specifier !== undefined) named.set(element.name.text, { kind: 'module', specifier, name: local })
          else {
            const declaration = findNamed(ts, file, local)
            if (declaration) declare(element.name.text, declaration)
          }
        }
    } else if (ts.isExportAssignment(statement)) {
      if (statement.isExportEquals) whole = statement.expression
      else named.set('default', { kind: 'expression', expression: statement.expression })
    } else if (hasExport(ts, statement)) {
      if (ts.isVariableStatement(statement))
        statement.declarationList.declarations.forEach((d) => {
          declareNames(d.name)
        })
      else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
        declare(
          statement.modifiers?.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword) ? 'default' : statement.name?.text,
          statement,
        )
      else if (ts.isEnumDeclaration(statement) || ts.isModuleDeclaration(statement))
        declare(nameOf(ts, statement.name), statement)
    } else if (ts.isExpressionStatement(statement)) whole = readCommonJs(ts, statement.expression, named, own) ?? whole
    else if (ts.isVariableStatement(statement))
      for (const { name, initializer } of statement.declarationList.declarations)
        if (ts.isIdentifier(name) && initializer && isOwnExports(ts, initializer)) {
          own.add(name.text)
          whole = readCommonJs(ts, initializer, named, own) ?? whole
        }
  }
  return { named, stars, whole }
}

/** `exports.x = …`, `module.exports.x = …`; returns what `module.exports = …` assigns. */
function readCommonJs(
  ts: TypeScript,
  expression: t.Expression,
  named: Map<string, Exported>,
  own: ReadonlySet<string>,
): t.Expression | undefined {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return undefined
  const { left, right } = expression
  if (!ts.isPropertyAccessExpression(left)) return undefined
  // exports = module.exports = …, and exports.a = exports.b = …
  const value =
    ts.isBinaryExpression(right) && right.operatorToken.kind === ts.SyntaxKind.EqualsToken
      ? lastValue(ts, right)
      : right
  if (isModuleExports(ts, left)) return value
  if (ts.isIdentifier(left.expression) ? own.has(left.expression.text) : isModuleExports(ts, left.expression))
    named.set(left.name.text, { kind: 'expression', expression: value })
  return undefined
}

/** `module.exports`, `exports`, `module.exports = {}`: what the file exports. */
export function isOwnExports(ts: TypeScript, expression: t.Expression): boolean {
  if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return isOwnExports(ts, expression.left)
  return isModuleExports(ts, expression) || (ts.isIdentifier(expression) && expression.text === 'exports')
}

function lastValue(ts: TypeScript, expression: t.BinaryExpression): t.Expression {
  return ts.isBinaryExpression(expression.right) && expression.right.operatorToken.kind === ts.SyntaxKind.EqualsToken
    ? lastValue(ts, expression.right)
    : expression.right
}

function isModuleExports(ts: TypeScript, node: t.Node): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'module' &&
    node.name.text === 'exports'
  )
}

function hasExport(ts: TypeScript, statement: t.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false)
  )
}
