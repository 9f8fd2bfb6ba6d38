import type * as t from 'typescript'
import type { ImportedName, ImportFact, ModuleShape, TopDeclaration } from '../model/module.js'
import { rangeOf } from './syntax.js'
import type { TypeScript } from './typescript.js'

/** The outline of a parsed file: its imports, directives, top-level declarations, names and syntax errors. */
export function describeModule(ts: TypeScript, file: t.SourceFile): ModuleShape {
  const found: Found[] = []
  const declarations: TopDeclaration[] = []
  let esm = false
  let cjs = false
  let leading = true
  let prologueEnd = shebangEnd(ts, file.text)
  let bodyStart: number | undefined
  const exportedNames = new Set<string>()
  /** Statements that bring names in, and the rest. */
  const loading: t.Statement[] = []
  const others: t.Statement[] = []

  for (const statement of file.statements) {
    if (bodyStart === undefined && isDirective(ts, statement)) {
      prologueEnd = statement.end
      continue
    }
    bodyStart ??= statement.getStart(file)
    if (isModuleSyntax(ts, statement)) esm = true
    const fact = importOf(ts, statement, leading)
    if (fact === undefined || fact === 'bare') others.push(statement)
    else loading.push(statement)
    if (fact === undefined) leading = false
    else if (fact !== 'bare') found.push({ fact, statement })
    if (fact !== undefined && fact !== 'bare' && fact.kind === 'require') cjs = true
    for (const name of exportsAssigned(ts, statement)) {
      cjs = true
      exportedNames.add(name)
    }
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
      for (const element of statement.exportClause.elements)
        exportedNames.add((element.propertyName ?? element.name).text)
    }
    declarations.push(...declaredBy(ts, statement))
  }

  const usedNames = namesIn(ts, others)
  const values = found.length === 0 ? NO_NAMES : valueNamesIn(ts, others)
  return {
    system: esm ? 'esm' : cjs ? 'cjs' : undefined,
    imports: found.map(({ fact, statement }) => ({ ...fact, runs: runs(ts, statement, fact, values) })),
    prologueEnd,
    bodyStart: bodyStart ?? file.text.length,
    declarations: declarations.map((one) => (exportedNames.has(one.name) ? { ...one, exported: true } : one)),
    statements: file.statements.map(rangeOf),
    names: [...new Set([...usedNames, ...namesIn(ts, loading)])],
    usedNames: [...usedNames],
    syntaxErrors: syntaxErrorsOf(ts, file),
  }
}

/** An import whose use is not known yet. */
type UnusedFact = Omit<ImportFact, 'runs'>

interface Found {
  readonly fact: UnusedFact
  readonly statement: t.Statement
}

const NO_NAMES: ReadonlySet<string> = new Set()

function shebangEnd(ts: TypeScript, text: string): number {
  const start = text.startsWith('\uFEFF') ? 1 : 0
  const shebang = ts.getShebang(text.slice(start))
  return start + (shebang?.length ?? 0)
}

function isDirective(ts: TypeScript, statement: t.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression)
}

function isModuleSyntax(ts: TypeScript, statement: t.Statement): boolean {
  return (
    ts.isImportDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isExportAssignment(statement) ||
    (ts.canHaveModifiers(statement) &&
      (ts.getModifiers(statement) ?? []).some((one) => one.kind === ts.SyntaxKind.ExportKeyword))
  )
}

/** `'bare'`: a statement that belongs to the block of imports without importing a name, such as `require('dotenv').config()`. */
function importOf(ts: TypeScript, statement: t.Statement, leading: boolean): UnusedFact | 'bare' | undefined {
  const range = rangeOf(statement)
  if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
    const clause = statement.importClause
    const typeOnly = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    const bindings = clause?.namedBindings
    const named = bindings !== undefined && ts.isNamedImports(bindings) ? bindings : undefined
    const names: ImportedName[] = (named?.elements ?? []).map((element) => ({
      imported: (element.propertyName ?? element.name).text,
      local: element.name.text,
      typeOnly: typeOnly || element.isTypeOnly,
      range: rangeOf(element),
    }))
    const specifier = statement.moduleSpecifier.text
    return { kind: 'import', specifier, range, typeOnly, names, leading, ...(named && { braces: rangeOf(named) }) }
  }
  if (ts.isImportEqualsDeclaration(statement)) {
    const reference = statement.moduleReference
    if (!ts.isExternalModuleReference(reference) || !ts.isStringLiteral(reference.expression)) return 'bare'
    return {
      kind: 'import',
      specifier: reference.expression.text,
      range,
      typeOnly: statement.isTypeOnly,
      names: [],
      leading,
    }
  }
  if (ts.isExpressionStatement(statement))
    return requiredBy(ts, statement.expression) === undefined ? undefined : 'bare'
  if (!ts.isVariableStatement(statement)) return undefined
  return requireFact(ts, statement, leading)
}

function requireFact(ts: TypeScript, statement: t.VariableStatement, leading: boolean): UnusedFact | undefined {
  const list = statement.declarationList.declarations
  const specifiers = list.map((one) => (one.initializer ? requiredBy(ts, one.initializer) : undefined))
  if (specifiers.includes(undefined)) return undefined
  const [first] = list
  const [specifier] = specifiers
  if (first === undefined || specifier === undefined) return undefined
  const fact = { kind: 'require', specifier, range: rangeOf(statement), typeOnly: false, leading } as const
  const direct =
    first.initializer !== undefined &&
    ts.isCallExpression(first.initializer) &&
    ts.isIdentifier(first.initializer.expression)
  if (!direct || list.length > 1 || !ts.isObjectBindingPattern(first.name)) return { ...fact, names: [] }
  const names = first.name.elements.flatMap((element): ImportedName[] => {
    if (!ts.isIdentifier(element.name) || element.dotDotDotToken) return []
    const imported =
      element.propertyName && ts.isIdentifier(element.propertyName) ? element.propertyName.text : element.name.text
    return [{ imported, local: element.name.text, typeOnly: false, range: rangeOf(element) }]
  })
  return { ...fact, names, braces: rangeOf(first.name) }
}

/** The module that an expression such as `require('x')`, `require('x').y` or `require('x')(…)` starts from. */
function requiredBy(ts: TypeScript, expression: t.Expression): string | undefined {
  let inner = expression
  for (;;) {
    if (ts.isCallExpression(inner)) {
      const [argument] = inner.arguments
      if (
        ts.isIdentifier(inner.expression) &&
        inner.expression.text === 'require' &&
        argument &&
        ts.isStringLiteralLike(argument)
      ) {
        return argument.text
      }
      inner = inner.expression
    } else if (ts.isPropertyAccessExpression(inner) || ts.isNonNullExpression(inner) || ts.isAsExpression(inner))
      inner = inner.expression
    else return undefined
  }
}

/** Names given to `module.exports = { a, b }`, `module.exports.a =` and `exports.a =`; `default` for any other `module.exports =`. */
function exportsAssigned(ts: TypeScript, statement: t.Statement): readonly string[] {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return []
  const { left, right, operatorToken } = statement.expression
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isPropertyAccessExpression(left)) return []
  if (isExportsObject(ts, left)) {
    if (!ts.isObjectLiteralExpression(right)) return ['default']
    return right.properties.flatMap((one) => (one.name && ts.isIdentifier(one.name) ? [one.name.text] : []))
  }
  const target = left.expression
  const onExports = ts.isIdentifier(target)
    ? target.text === 'exports'
    : ts.isPropertyAccessExpression(target) && isExportsObject(ts, target)
  return onExports ? [left.name.text] : []
}

function isExportsObject(ts: TypeScript, node: t.PropertyAccessExpression): boolean {
  return node.name.text === 'exports' && ts.isIdentifier(node.expression) && node.expression.text === 'module'
}

function declaredBy(ts: TypeScript, statement: t.Statement): readonly TopDeclaration[] {
  const exported =
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some((one) => one.kind === ts.SyntaxKind.ExportKeyword)
  const range = rangeOf(statement)
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap((one) =>
      ts.isIdentifier(one.name) ? [{ name: one.name.text, exported, range }] : [],
    )
  }
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  return named && statement.name ? [{ name: statement.name.text, exported, range }] : []
}

function namesIn(ts: TypeScript, nodes: readonly t.Node[]): Set<string> {
  const names = new Set<string>()
  // A list of what is left to visit: code can be nested deeper than calls can.
  const left = [...nodes]
  for (let node = left.pop(); node; node = left.pop()) {
    if (ts.isIdentifier(node) && !isPropertyName(ts, node)) names.add(node.text)
    ts.forEachChild(node, (child) => {
      left.push(child)
    })
  }
  return names
}

function isPropertyName(ts: TypeScript, node: t.Identifier): boolean {
  const parent = node.parent
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    ((ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isPropertySignature(parent)) &&
      parent.name === node)
  )
}

/** Whether an import is there at run time: the compiler takes out those of which types alone are used. */
function runs(ts: TypeScript, statement: t.Statement, fact: UnusedFact, values: ReadonlySet<string>): boolean {
  if (fact.kind === 'require') return true
  if (fact.typeOnly) return false
  if (ts.isImportEqualsDeclaration(statement)) return values.has(statement.name.text)
  const clause = ts.isImportDeclaration(statement) ? statement.importClause : undefined
  if (clause === undefined) return true
  const bindings = clause.namedBindings
  const alone = [clause.name, bindings && ts.isNamespaceImport(bindings) ? bindings.name : undefined]
  const named = fact.names.filter((one) => !one.typeOnly).map((one) => one.local)
  return [...alone.flatMap((one) => one?.text ?? []), ...named].some((one) => values.has(one))
}

/** Names that are used as values. What an export list names may be a type, so it does not count. */
function valueNamesIn(ts: TypeScript, nodes: readonly t.Node[]): ReadonlySet<string> {
  const names = new Set<string>()
  const left = [...nodes]
  for (let node = left.pop(); node; node = left.pop()) {
    if (ts.isIdentifier(node) && !isPropertyName(ts, node)) names.add(node.text)
    const isErased = ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)
    const isType = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isExportDeclaration(node)
    const isImplemented = ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword
    if (isErased || isType || isImplemented) continue
    ts.forEachChild(node, (child) => {
      left.push(child)
    })
  }
  return names
}

/** Where the parser stumbled. */
export function syntaxErrorsOf(ts: TypeScript, file: t.SourceFile): ModuleShape['syntaxErrors'] {
  // The parser keeps its own diagnostics on the file; a program, which has a public door to them, costs far more.
  const found: unknown = Reflect.get(file, 'parseDiagnostics')
  if (!Array.isArray(found)) return []
  return (found as readonly t.DiagnosticWithLocation[]).map(({ messageText, start }) => ({
    message: ts.flattenDiagnosticMessageText(messageText, ' '),
    start,
  }))
}
