import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { exportsOf, findExport } from './exports.js'
import { freeImports, importersOf } from './importers.js'
import { pathOf, resolve, resolveCallee } from './resolve.js'
import { occurrencesOf, type NameNode } from './occurrences.js'
import { functionOf } from './called-function.js'
import { isAccess, isWrapper, memberName, nameOf, unwrap, type FunctionNode } from './syntax.js'
import type { TypeScript } from './typescript.js'

/** A place that uses a function: a call of it, or a place that hands it on by its name. */
export interface FunctionUse {
  readonly kind: 'call' | 'reference'
  readonly node: t.Expression
}

/** Files that are looked through for the users of one function. */
const MOST_FILES = 60
const MOST_USES = 40

/**
 * Every use of `fn` that is seen: in its own file, and in the files of its package that import that file, also through re-exports.
 * Empty when there is none, or none that can be followed.
 */
export function usesOf(cx: AnalysisContext, fn: FunctionNode): readonly FunctionUse[] {
  return [...eachUseOf(cx, fn)]
}

/** `usesOf`, one after the other: a file is parsed when its turn comes, so whoever has enough can stop. */
export function* eachUseOf(cx: AnalysisContext, fn: FunctionNode): Generator<FunctionUse, undefined> {
  const names = namesOf(cx, fn)
  if (names.length === 0) return
  let uses = 0
  for (const using of filesUsing(cx, fn, names)) {
    for (const use of usesIn(cx, using, fn)) {
      yield use
      uses += 1
      if (uses >= MOST_USES) return
    }
  }
}

interface UsingFile {
  readonly file: t.SourceFile
  /** Names that may stand for what is looked for. */
  readonly names: ReadonlySet<string>
}

/** The file of `node`, then those that may use what it declares by one of `names`. */
function* filesUsing(cx: AnalysisContext, node: t.Node, names: readonly string[]): Generator<UsingFile, undefined> {
  const own = node.getSourceFile()
  yield { file: own, names: new Set(names) }
  let files = 1
  const goesByAnyName = isWholeExport(cx.ts, node, names)
  for (const { path, sources } of importersOf(cx, pathOf(cx, node))) {
    if (files >= MOST_FILES) return
    // a file that does not name it needs no tree
    const text = goesByAnyName ? undefined : cx.workspace.text(path)
    if (text !== undefined && !names.some((name) => text.includes(name))) continue
    const file = cx.workspace.sourceFile(path)
    if (file === undefined) continue
    files += 1
    yield { file, names: new Set([...names, ...freeImports(cx, file, sources)]) }
  }
}

/** Whether a function or class is what its file exports as a whole: users name that as they like. */
function isWholeExport(ts: TypeScript, node: t.Node, names: readonly string[]): boolean {
  return findExport(ts, node.getSourceFile(), 'default').some((exported) => {
    if (exported.kind === 'declaration') return exported.declaration === node
    if (exported.kind !== 'expression') return false
    // export default wrap(f)
    let value = unwrap(ts, exported.expression)
    while (ts.isCallExpression(value) && value.arguments[0] && value.arguments.length === 1)
      value = unwrap(ts, value.arguments[0])
    return value === node || (ts.isIdentifier(value) && names.includes(value.text))
  })
}

/** Every `new` of a class that is seen, in its own file and in those that import it, with its name as it is or renamed. */
export function* eachConstructionOf(
  cx: AnalysisContext,
  owner: t.ClassLikeDeclaration,
): Generator<t.NewExpression, undefined> {
  const { ts } = cx
  const name = owner.name?.text
  if (name === undefined) return
  let found = 0
  for (const { file, names } of filesUsing(cx, owner, [name])) {
    if (!file.text.includes('new ')) continue
    for (const node of namesIn(ts, file, names)) {
      const made = calledBy(ts, node)
      if (made === undefined || !ts.isNewExpression(made)) continue
      const target = resolveCallee(cx, made.expression)
      if (target?.kind !== 'node' || target.node !== owner) continue
      yield made
      found += 1
      if (found >= MOST_USES) return
    }
  }
}

/** The names under which a function can be called: its own, its variable's, its property's. */
function namesOf(cx: AnalysisContext, fn: FunctionNode): readonly string[] {
  const { ts } = cx
  const names = new Set<string>()
  if ((ts.isFunctionDeclaration(fn) || ts.isFunctionExpression(fn)) && fn.name) names.add(fn.name.text)
  if (ts.isMethodDeclaration(fn)) names.add(nameOf(ts, fn.name) ?? '')
  let at: t.Node = fn.parent
  // const f = wrap(async () => …)
  while (isWrapper(ts, at) || ts.isCallExpression(at)) at = at.parent
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

function* usesIn(cx: AnalysisContext, { file, names }: UsingFile, fn: FunctionNode): Generator<FunctionUse, undefined> {
  const { ts } = cx
  for (const node of namesIn(ts, file, names)) {
    const use = useAt(cx, node)
    if (
      use !== undefined &&
      functionOf(cx, use.kind === 'call' && ts.isCallExpression(use.node) ? use.node.expression : use.node) === fn
    )
      yield use
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
  while (isWrapper(ts, at.parent) || ts.isAwaitExpression(at.parent)) at = at.parent
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
