import type * as t from 'typescript'
import { parentOf } from './syntax.js'
import { kindsOf } from './kinds.js'
import { occurrencesOf } from './occurrences.js'
import type { TypeScript } from './typescript.js'

/** A node that gives a name its meaning. */
export type Declaration =
  | t.VariableDeclaration
  | t.BindingElement
  | t.ParameterDeclaration
  | t.FunctionDeclaration
  | t.FunctionExpression
  | t.ClassDeclaration
  | t.ClassExpression
  | t.EnumDeclaration
  | t.ModuleDeclaration
  | t.ImportSpecifier
  | t.ImportClause
  | t.NamespaceImport
  | t.ImportEqualsDeclaration

type Names = ReadonlyMap<string, Declaration>

const scopes = new WeakMap<t.Node, Names>()
const hoisting = new WeakMap<t.SourceFile, boolean>()
const assigned = new WeakMap<Declaration, readonly t.Expression[]>()

/** The declaration that `identifier` refers to in its own file, or `undefined` for globals. Types (interfaces, aliases) are no declarations here. */
export function findDeclaration(ts: TypeScript, identifier: t.Identifier): Declaration | undefined {
  return findNamed(ts, identifier, identifier.text)
}

/** The declaration that `name` refers to at `node`. */
export function findNamed(ts: TypeScript, node: t.Node, name: string): Declaration | undefined {
  for (let scope: t.Node | undefined = node; scope !== undefined; scope = parentOf(scope)) {
    if (!isScope(ts, scope)) continue
    const found = namesOf(ts, scope).get(name)
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * Every value that is assigned to `declaration` after its declaration, as expressions.
 * An assignment whose value is not one expression (`x++`, destructuring, `for … of`) is given as its own target.
 */
export function assignmentsTo(ts: TypeScript, declaration: Declaration): readonly t.Expression[] {
  let values = assigned.get(declaration)
  if (values === undefined) assigned.set(declaration, (values = findAssignments(ts, declaration)))
  return values
}

function findAssignments(ts: TypeScript, declaration: Declaration): readonly t.Expression[] {
  const { name } = declaration
  if (name === undefined || !ts.isIdentifier(name)) return []
  const constant: number = ts.NodeFlags.Const
  if (ts.isVariableDeclaration(declaration) && (declaration.parent.flags & ts.NodeFlags.BlockScoped) === constant)
    return []
  return occurrencesOf(ts, declaration.getSourceFile(), name.text).flatMap((one) => {
    const value = ts.isIdentifier(one) ? writtenTo(ts, one) : undefined
    return value !== undefined && ts.isIdentifier(one) && findDeclaration(ts, one) === declaration ? [value] : []
  })
}

// asked of every node above a name: one look-up, and only kinds that are no block or file are asked further
const plainScopes = kindsOf(
  'Block',
  'SourceFile',
  'ModuleBlock',
  'CaseBlock',
  'CatchClause',
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
  'ClassDeclaration',
  'ClassExpression',
)

function isScope(ts: TypeScript, node: t.Node): boolean {
  return plainScopes(ts).has(node.kind) || ts.isFunctionLike(node)
}

function namesOf(ts: TypeScript, scope: t.Node): Names {
  let names = scopes.get(scope)
  if (names === undefined) scopes.set(scope, (names = collectNames(ts, scope)))
  return names
}

function collectNames(ts: TypeScript, scope: t.Node): Names {
  const names = new Map<string, Declaration>()
  const add = (name: string, declaration: Declaration): void => {
    if (!names.has(name)) names.set(name, declaration)
  }
  const addBinding = (declaration: t.VariableDeclaration | t.ParameterDeclaration | t.BindingElement): void => {
    if (ts.isIdentifier(declaration.name)) add(declaration.name.text, declaration)
    else for (const element of declaration.name.elements) if (ts.isBindingElement(element)) addBinding(element)
  }
  const addList = (list: t.VariableDeclarationList): void => {
    list.declarations.forEach(addBinding)
  }
  const addStatement = (statement: t.Statement): void => {
    if (ts.isVariableStatement(statement)) addList(statement.declarationList)
    else if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name)
      add(statement.name.text, statement)
    else if (ts.isEnumDeclaration(statement)) add(statement.name.text, statement)
    else if (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name)) add(statement.name.text, statement)
    else if (ts.isImportEqualsDeclaration(statement)) add(statement.name.text, statement)
    else if (ts.isImportDeclaration(statement)) addImport(statement.importClause)
  }
  const addImport = (clause: t.ImportClause | undefined): void => {
    if (clause === undefined) return
    if (clause.name) add(clause.name.text, clause)
    const bindings = clause.namedBindings
    if (bindings === undefined) return
    if (ts.isNamespaceImport(bindings)) add(bindings.name.text, bindings)
    else for (const specifier of bindings.elements) add(specifier.name.text, specifier)
  }
  const addHoisted = (node: t.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) addList(node)
    ts.forEachChild(node, addHoisted)
  }

  if (ts.isFunctionLike(scope)) {
    for (const parameter of scope.parameters) if (ts.isParameter(parameter)) addBinding(parameter)
    const body = 'body' in scope ? scope.body : undefined
    if (body !== undefined && namesVar(scope)) addHoisted(body)
    if (ts.isFunctionExpression(scope) && scope.name) add(scope.name.text, scope)
  } else if (ts.isClassLike(scope)) {
    if (scope.name) add(scope.name.text, scope)
  } else if (ts.isSourceFile(scope)) {
    scope.statements.forEach(addStatement)
    if (namesVar(scope)) scope.statements.forEach(addHoisted)
  } else if (ts.isBlock(scope) || ts.isModuleBlock(scope)) scope.statements.forEach(addStatement)
  else if (ts.isCaseBlock(scope)) for (const clause of scope.clauses) clause.statements.forEach(addStatement)
  else if (ts.isCatchClause(scope)) {
    if (scope.variableDeclaration) addBinding(scope.variableDeclaration)
  } else if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    if (scope.initializer && ts.isVariableDeclarationList(scope.initializer)) addList(scope.initializer)
  }
  return names
}

/** Without the word nothing is hoisted out of its block. */
function namesVar(node: t.Node): boolean {
  const file = node.getSourceFile()
  let names = hoisting.get(file)
  if (names === undefined) hoisting.set(file, (names = /\bvar\s/.test(file.text)))
  return names
}

/** The value that is written where `name` stands; `undefined` where it is only read. */
function writtenTo(ts: TypeScript, name: t.Identifier): t.Expression | undefined {
  let at: t.Node = name
  let isWhole = true
  for (;;) {
    const around: t.Node = at.parent
    if (ts.isBinaryExpression(around))
      return around.left === at && isAssignment(ts, around.operatorToken.kind)
        ? isWhole && around.operatorToken.kind === ts.SyntaxKind.EqualsToken
          ? around.right
          : name
        : undefined
    if (ts.isPrefixUnaryExpression(around) || ts.isPostfixUnaryExpression(around))
      return isStep(ts, around.operator) ? name : undefined
    if (ts.isForOfStatement(around) || ts.isForInStatement(around)) return around.initializer === at ? name : undefined
    if (ts.isParenthesizedExpression(around) || ts.isNonNullExpression(around)) at = around
    else if (
      ts.isArrayLiteralExpression(around) ||
      (ts.isShorthandPropertyAssignment(around) && around.name === at) ||
      (ts.isPropertyAssignment(around) && around.initializer === at)
    ) {
      isWhole = false
      at = ts.isArrayLiteralExpression(around) ? around : around.parent
    } else return undefined
  }
}

/** Whether `kind` is `=` or a compound assignment. */
export function isAssignment(ts: TypeScript, kind: t.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment
}

function isStep(ts: TypeScript, kind: t.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.PlusPlusToken || kind === ts.SyntaxKind.MinusMinusToken
}
