import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { exportsOf } from './exports.js'
import { pathOf, resolve, resolveCallee } from './resolve.js'
import { occurrencesOf, type NameNode } from './occurrences.js'
import { functionOf } from './summaries.js'
import { isAccess, memberName, nameOf, type FunctionNode } from './syntax.js'
import type { TypeScript } from './typescript.js'

/** A place that uses a function: a call of it, or a place that hands it on by its name. */
export interface FunctionUse {
  readonly kind: 'call' | 'reference'
  readonly node: t.Expression
}

/** Files that are looked through for the users of one function. */
const MOST_FILES = 60
const MOST_USES = 40
/** The file as a whole is one value, which its users name as they like. */
const WHOLE_EXPORT = /\bmodule\.exports\s*=(?!\s*\{)|\bexport\s*=|\bexport\s+default\b/
/** Without one of these a file hands nothing on. */
const RE_EXPORT = /\bexport\s*(?:type\s*)?(?:\*|\{[^}]*\}\s*from\b)|\bexports\b/

/**
 * Every use of `fn` that is seen: in its own file, and in the files of its package that import that file, also through re-exports.
 * Empty when there is none, or none that can be followed.
 */
export function usesOf(cx: AnalysisContext, fn: FunctionNode): readonly FunctionUse[] {
  const names = namesOf(cx, fn)
  if (names.length === 0) return []
  const path = pathOf(cx, fn)
  const uses: FunctionUse[] = []
  const files = [fn.getSourceFile()]
  const goesByAnyName = names.includes('default') || WHOLE_EXPORT.test(fn.getSourceFile().text)
  for (const importer of importersOf(cx, path)) {
    if (files.length >= MOST_FILES) break
    // a file that does not name the function needs no tree
    const text = goesByAnyName ? undefined : cx.workspace.text(importer)
    if (text !== undefined && !names.some((name) => text.includes(name))) continue
    const file = cx.workspace.sourceFile(importer)
    if (file) files.push(file)
  }
  for (const file of files) {
    if (uses.length >= MOST_USES) break
    const wanted = new Set([...names, ...defaultImports(cx, file)])
    if ([...wanted].some((name) => file.text.includes(name))) collect(cx, file, fn, wanted, uses)
  }
  return uses
}

/** Every `new` of a class that is seen, in its own file and in those that import it, with its name as it is or renamed. */
export function constructionsOf(cx: AnalysisContext, owner: t.ClassLikeDeclaration): readonly t.NewExpression[] {
  const { ts } = cx
  const name = owner.name?.text
  if (name === undefined) return []
  const found: t.NewExpression[] = []
  const own = owner.getSourceFile()
  const paths = importersOf(cx, pathOf(cx, owner)).slice(0, MOST_FILES)
  for (const file of [own, ...paths.flatMap((path) => cx.workspace.sourceFile(path) ?? [])]) {
    const wanted = new Set([name, ...defaultImports(cx, file)])
    if (!file.text.includes('new ')) continue
    for (const node of namesIn(ts, file, wanted)) {
      const made = found.length < MOST_USES ? calledBy(ts, node) : undefined
      if (made === undefined || !ts.isNewExpression(made)) continue
      const target = resolveCallee(cx, made.expression)
      if (target?.kind === 'node' && target.node === owner) found.push(made)
    }
  }
  return found
}

/** The names under which a function can be called: its own, its variable's, its property's. */
function namesOf(cx: AnalysisContext, fn: FunctionNode): readonly string[] {
  const { ts } = cx
  const names = new Set<string>()
  if ((ts.isFunctionDeclaration(fn) || ts.isFunctionExpression(fn)) && fn.name) names.add(fn.name.text)
  if (ts.isMethodDeclaration(fn)) names.add(nameOf(ts, fn.name) ?? '')
  let at: t.Node = fn.parent
  // const f = wrap(async () => …)
  while (
    ts.isParenthesizedExpression(at) ||
    ts.isCallExpression(at) ||
    ts.isAsExpression(at) ||
    ts.isSatisfiesExpression(at)
  )
    at = at.parent
  if (ts.isVariableDeclaration(at) && ts.isIdentifier(at.name)) names.add(at.name.text)
  else if (ts.isPropertyAssignment(at) || ts.isPropertyDeclaration(at)) names.add(nameOf(ts, at.name) ?? '')
  else if (ts.isBinaryExpression(at) && isAccess(ts, at.left)) names.add(memberName(ts, at.left) ?? '')
  else if (ts.isExportAssignment(at)) names.add('default')
  for (const [exported, target] of exportsOf(ts, fn.getSourceFile()))
    if (target.kind === 'declaration' && target.declaration === fn) names.add(exported)
    // export { _create as create }, module.exports = { create: _create }
    else if (target.kind === 'expression' && ts.isIdentifier(target.expression) && names.has(target.expression.text))
      names.add(exported)
  for (const alias of propertyAliases(cx, fn.getSourceFile(), names)) names.add(alias)
  names.delete('')
  return [...names]
}

/** `module.exports = { create: _create }`: other names of the same function. */
function propertyAliases(cx: AnalysisContext, file: t.SourceFile, names: ReadonlySet<string>): readonly string[] {
  const { ts } = cx
  const found: string[] = []
  for (const object of exportedObjects(ts, file)) {
    for (const property of object.properties)
      if (
        ts.isPropertyAssignment(property) &&
        ts.isIdentifier(property.initializer) &&
        names.has(property.initializer.text)
      )
        found.push(nameOf(ts, property.name) ?? '')
  }
  return found
}

const objects = new WeakMap<t.SourceFile, readonly t.ObjectLiteralExpression[]>()

/** Object literals that a file exports as a whole, or assigns at its top level. */
function exportedObjects(ts: TypeScript, file: t.SourceFile): readonly t.ObjectLiteralExpression[] {
  let found = objects.get(file)
  if (found === undefined) {
    found = file.statements.flatMap((statement) => {
      const value = ts.isExportAssignment(statement)
        ? statement.expression
        : ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression)
          ? statement.expression.right
          : undefined
      return value && ts.isObjectLiteralExpression(value) ? [value] : []
    })
    objects.set(file, found)
  }
  return found
}

/** Files that import `path`, and those that import it from a file that re-exports it. */
function importersOf(cx: AnalysisContext, path: string): readonly string[] {
  const seen = new Set<string>([path])
  const found: string[] = []
  let level: readonly string[] = [path]
  for (let depth = 0; depth < 3 && level.length > 0; depth += 1) {
    const next: string[] = []
    for (const target of level) {
      for (const importer of cx.workspace.importersOf(target)) {
        if (seen.has(importer)) continue
        seen.add(importer)
        found.push(importer)
        const file = RE_EXPORT.test(cx.workspace.text(importer) ?? '') ? cx.workspace.sourceFile(importer) : undefined
        if (file && reExports(cx, file)) next.push(importer)
      }
    }
    level = next
  }
  return found
}

/** A barrel, or a module that hands on what it imports. */
function reExports(cx: AnalysisContext, file: t.SourceFile): boolean {
  const { ts } = cx
  return file.statements.some(
    (statement) =>
      (ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined) ||
      (ts.isExpressionStatement(statement) &&
        /^(?:module\.)?exports\b.*\brequire\(|^module\.exports\s*=\s*\{/.test(statement.getText().slice(0, 200))),
  )
}

/** Local names of default and whole-module imports: they may mean a function that has another name in its own file. */
export function defaultImports(cx: AnalysisContext, file: t.SourceFile): readonly string[] {
  const { ts } = cx
  return file.statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement)) {
      const renamed = statement.importClause?.namedBindings
      const specifiers =
        renamed && ts.isNamedImports(renamed)
          ? renamed.elements.flatMap((one) => (one.propertyName ? [one.name.text] : []))
          : renamed
            ? [renamed.name.text]
            : []
      return [...(statement.importClause?.name ? [statement.importClause.name.text] : []), ...specifiers]
    }
    if (!ts.isVariableStatement(statement)) return []
    return statement.declarationList.declarations.flatMap((one) =>
      ts.isIdentifier(one.name) && one.initializer && /^require\(/.test(one.initializer.getText())
        ? [one.name.text]
        : [],
    )
  })
}

function collect(
  cx: AnalysisContext,
  file: t.SourceFile,
  fn: FunctionNode,
  names: ReadonlySet<string>,
  uses: FunctionUse[],
): void {
  const { ts } = cx
  for (const node of namesIn(ts, file, names)) {
    if (uses.length >= MOST_USES) return
    const use = useAt(cx, node)
    if (
      use !== undefined &&
      functionOf(cx, use.kind === 'call' && ts.isCallExpression(use.node) ? use.node.expression : use.node) === fn
    )
      uses.push(use)
  }
}

/** Every place of a file that names one of `names`, in source order. */
function namesIn(ts: TypeScript, file: t.SourceFile, names: ReadonlySet<string>): readonly NameNode[] {
  return [...names].flatMap((name) => occurrencesOf(ts, file, name)).toSorted((a, b) => a.pos - b.pos)
}

/** The expression that a name stands for: itself, or the access whose member it names. */
function namedBy(ts: TypeScript, name: NameNode): t.Expression {
  const { parent } = name
  const isMember =
    (ts.isPropertyAccessExpression(parent) && parent.name === name) ||
    (ts.isElementAccessExpression(parent) && parent.argumentExpression === name)
  return isMember ? parent : name
}

/** The call or `new` whose callee a name is, through parentheses, `as` and `await`. */
export function calledBy(ts: TypeScript, name: NameNode): t.CallExpression | t.NewExpression | undefined {
  let at: t.Node = namedBy(ts, name)
  while (
    ts.isParenthesizedExpression(at.parent) ||
    ts.isAsExpression(at.parent) ||
    ts.isSatisfiesExpression(at.parent) ||
    ts.isNonNullExpression(at.parent) ||
    ts.isAwaitExpression(at.parent)
  )
    at = at.parent
  const { parent } = at
  return (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === at ? parent : undefined
}

function useAt(cx: AnalysisContext, name: NameNode): FunctionUse | undefined {
  const { ts } = cx
  const call = calledBy(ts, name)
  if (call !== undefined) return ts.isCallExpression(call) ? { kind: 'call', node: call } : undefined
  const node = namedBy(ts, name)
  if (!ts.isIdentifier(node) && !isAccess(ts, node)) return undefined
  const { parent } = node
  // handed on: an argument, an element, the value of a property
  const isHanded =
    (ts.isCallExpression(parent) && parent.expression !== node) ||
    ts.isArrayLiteralExpression(parent) ||
    (ts.isPropertyAssignment(parent) && parent.initializer === node) ||
    ts.isShorthandPropertyAssignment(parent)
  return isHanded && resolve(cx, node)?.kind === 'node' ? { kind: 'reference', node } : undefined
}
