import type * as t from 'typescript'
import { calledBy, usesOf } from '../callers.js'
import type { AnalysisContext } from '../context.js'
import { filesImporting, freeImports } from '../importers.js'
import { occurrencesOf } from '../occurrences.js'
import { pathOf, resolve } from '../resolve.js'
import { requiredModule } from '../specifiers.js'
import { findDeclaration } from '../scope.js'
import { functionOf } from '../called-function.js'
import { summaryOf } from '../summaries.js'
import { isAccess, isFunctionNode, unwrapAwait, type FunctionNode } from '../syntax.js'
import { rootOf } from './names.js'

/** A place where a router is mounted: `app.use('/users', router)`. */
export interface Mount {
  readonly call: t.CallExpression
  readonly argument: t.Expression
}

const MOUNTS = ['use', 'route', 'register', 'mount', 'all']
const MOUNT = new RegExp(`\\b(?:${MOUNTS.join('|')})\\b`)

const found = new WeakMap<AnalysisContext, Map<FunctionNode, readonly t.Expression[]>>()

/** Every place that hands a function on by its name, in its own file and in the files of its package: registrations. Calls of it are left out. */
export function referencesOf(cx: AnalysisContext, fn: FunctionNode): readonly t.Expression[] {
  let known = found.get(cx)
  if (known === undefined) found.set(cx, (known = new Map<FunctionNode, readonly t.Expression[]>()))
  let references = known.get(fn)
  if (references === undefined) known.set(fn, (references = findReferences(cx, fn)))
  return references
}

function findReferences(cx: AnalysisContext, fn: FunctionNode): readonly t.Expression[] {
  const uses = usesOf(cx, fn)
  // `requireRole('admin')` is what a factory makes: the call is what is handed on
  const isFactory = summaryOf(cx, fn).results.some((result) => isFunctionNode(cx.ts, unwrapAwait(cx.ts, result)))
  const named = uses.flatMap((use) =>
    (use.kind === 'reference' || isFactory) && !isExport(cx, use.node) ? [use.node] : [],
  )
  return named.length > 0 ? named : requiredInPlace(cx, fn)
}

/** `module.exports = { handler }`, `export default { handler }`. */
function isExport(cx: AnalysisContext, node: t.Node): boolean {
  const { ts } = cx
  let at = node.parent
  while (
    ts.isPropertyAssignment(at) ||
    ts.isShorthandPropertyAssignment(at) ||
    ts.isObjectLiteralExpression(at) ||
    ts.isParenthesizedExpression(at)
  )
    at = at.parent
  return (
    ts.isExportAssignment(at) || ts.isBinaryExpression(at) || ts.isVariableDeclaration(at) || ts.isReturnStatement(at)
  )
}

/** `app.register(require('./plugin'), …)`, `const plugin = require('./plugin'); app.register(plugin)`: the module itself is the argument. */
function requiredInPlace(cx: AnalysisContext, fn: FunctionNode): readonly t.Expression[] {
  const { ts } = cx
  const places: t.Expression[] = []
  const sources = new Set([pathOf(cx, fn)])
  for (const file of filesImporting(cx, pathOf(cx, fn), () => true)) {
    for (const name of ['require', ...new Set(freeImports(cx, file, sources))])
      for (const one of occurrencesOf(ts, file, name)) {
        const node = name === 'require' ? calledBy(ts, one) : one
        if (node === undefined || !ts.isExpression(node) || (name === 'require' && !isRequire(cx, node))) continue
        let argument: t.Expression = node
        while (ts.isAwaitExpression(argument.parent) || ts.isParenthesizedExpression(argument.parent))
          argument = argument.parent
        const isArgument = ts.isCallExpression(argument.parent) && argument.parent.expression !== argument
        if (isArgument && meansModuleOf(cx, node, fn)) places.push(node)
      }
  }
  return places
}

function isRequire(cx: AnalysisContext, node: t.Expression): boolean {
  return cx.ts.isCallExpression(node) && requiredModule(cx, node) !== undefined
}

function meansModuleOf(cx: AnalysisContext, node: t.Expression, fn: FunctionNode): boolean {
  const target = resolve(cx, node)
  if (target?.kind === 'module') return target.file === fn.getSourceFile() && functionOfModule(cx, target.file) === fn
  return target?.kind === 'node' && target.node === fn
}

/** What `module.exports = …` or the default export of a file is, when that is a function; plugins in a wrapper too. */
function functionOfModule(cx: AnalysisContext, file: t.SourceFile): FunctionNode | undefined {
  const { ts } = cx
  for (const statement of file.statements) {
    const value = ts.isExportAssignment(statement)
      ? statement.expression
      : ts.isExpressionStatement(statement) &&
          ts.isBinaryExpression(statement.expression) &&
          statement.expression.left.getText() === 'module.exports'
        ? statement.expression.right
        : undefined
    if (value === undefined) continue
    const node = unwrapAwait(ts, value)
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return node
    const inner = ts.isCallExpression(node) ? node.arguments[0] : node
    const fn = inner && (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner) ? inner : functionOf(cx, inner))
    if (fn) return fn
  }
  return undefined
}

/** Where the router on which `call` registers something is mounted, here and in other files. */
export function mountsOf(cx: AnalysisContext, call: t.CallExpression): readonly Mount[] {
  const { ts } = cx
  const root = isAccess(ts, call.expression) ? rootOf(cx, call.expression) : undefined
  const declaration = root && findDeclaration(ts, root)
  const made =
    declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
      ? unwrapAwait(ts, declaration.initializer)
      : undefined
  if (made === undefined || !/[rR]outer|Hono|Elysia|express/.test(made.getText().slice(0, 80))) return []
  let known = mounted.get(cx)
  if (known === undefined) mounted.set(cx, (known = new Map<t.Node, readonly Mount[]>()))
  let mounts = known.get(made)
  if (mounts === undefined) known.set(made, (mounts = findMounts(cx, made)))
  return mounts.filter((mount) => mount.call !== call)
}

const mounted = new WeakMap<AnalysisContext, Map<t.Node, readonly Mount[]>>()

/** Every place that mounts the router which the expression `made` makes. */
function findMounts(cx: AnalysisContext, made: t.Expression): readonly Mount[] {
  const { ts } = cx
  const mounts: Mount[] = []
  for (const file of [made.getSourceFile(), ...filesImporting(cx, pathOf(cx, made), (text) => MOUNT.test(text))]) {
    for (const name of MOUNTS.flatMap((method) => occurrencesOf(ts, file, method))) {
      const mount = calledBy(ts, name)
      if (mount === undefined || !ts.isCallExpression(mount) || !isAccess(ts, mount.expression)) continue
      for (const argument of mount.arguments) {
        const node = unwrapAwait(ts, argument)
        // router.routes() of Koa
        const named =
          ts.isCallExpression(node) && requiredModule(cx, node) === undefined && isAccess(ts, node.expression)
            ? node.expression.expression
            : node
        const target = resolve(cx, named)
        if (target?.kind === 'node' && target.node === made) mounts.push({ call: mount, argument })
      }
    }
  }
  return mounts
}
