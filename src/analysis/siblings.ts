import type * as t from 'typescript'
import type { Edit } from '../model/text.js'
import type { AnalysisContext } from './context.js'
import { findExport } from './exports.js'
import { indexOf } from './facts-index.js'
import type { Turn } from './turn.js'
import { resolve, resolveDeclaration, resolveMember } from './resolve.js'
import { requiredModule } from './specifiers.js'
import { findDeclaration, findNamed, type Declaration } from './scope.js'
import type { RawSite } from './state.js'
import { fits } from './fitting.js'
import { fixedIn, fixedStatus, madeOf } from './fixed-status.js'
import { rangeOf, unwrap } from './syntax.js'

function edit(node: t.Node, text: string): Edit {
  return { range: rangeOf(node), text, safety: 'wire-visible' }
}

/** The member of the same object for the other status: `StatusCodes.FORBIDDEN`. */
export function memberSibling(
  cx: AnalysisContext,
  node: t.PropertyAccessExpression | t.ElementAccessExpression,
  turn: Turn,
): readonly Edit[] | undefined {
  if (!cx.ts.isPropertyAccessExpression(node)) return undefined
  const name = turn.rename(node.name.text)
  const base = resolve(cx, node.expression)
  if (name === undefined || base === undefined || resolveMember(cx, base, name) === undefined) return undefined
  return [edit(node.name, name)]
}

/** `reply.unauthorized()`, `new UnauthorizedException()`, `unauthorized()`: the sibling of the same object or module, with its import. */
export function calleeSibling(cx: AnalysisContext, site: RawSite, turn: Turn): readonly Edit[] | undefined {
  const { ts } = cx
  const callee = site.call && unwrap(ts, site.call.expression)
  if (site.call === undefined || callee === undefined) return undefined
  if (ts.isPropertyAccessExpression(callee)) return methodSibling(cx, site, callee, turn)
  if (!ts.isIdentifier(callee)) return undefined
  const declaration = findDeclaration(ts, callee)
  if (declaration === undefined) return undefined
  const name = turn.rename(callee.text)
  const added =
    name === undefined
      ? undefined
      : broughtIn(cx, callee, site.call, turn, name, (one) => siblingFile(cx, declaration, callee.text, one, turn))
  if (name !== undefined && added) return [edit(callee, name), ...added]
  const other = byStatus(cx, fileOf(cx, declaration), site.call, turn)
  const brought = other === undefined ? undefined : broughtIn(cx, callee, site.call, turn, other)
  return other !== undefined && brought ? [edit(callee, other), ...brought] : undefined
}

/** The edits with which `name` means the sibling where `callee` stands; none where it does already. */
function broughtIn(
  cx: AnalysisContext,
  callee: t.Identifier,
  call: t.CallExpression | t.NewExpression,
  turn: Turn,
  name: string,
  otherwise?: (name: string) => Edit | undefined,
): readonly Edit[] | undefined {
  const declaration = findDeclaration(cx.ts, callee)
  const named = findNamed(cx.ts, callee, name)
  if (named !== undefined) return suits(cx, resolved(cx, named), call, turn) ? [] : undefined
  if (declaration === undefined || !fitsExport(cx, declaration, name, call, turn)) return undefined
  const added = importedSibling(cx, declaration, name) ?? otherwise?.(name)
  return added && [added]
}

/** The file of the project that exports what a declaration imports; the file of the declaration where it imports nothing. */
function fileOf(cx: AnalysisContext, declaration: t.Node): t.SourceFile | undefined {
  const statement = statementOf(cx, declaration)
  const module = statement && moduleOf(cx, statement)
  if (module === undefined) return declaration.getSourceFile()
  const path = cx.workspace.resolveModule(cx.path, module)
  return path === undefined ? undefined : cx.workspace.sourceFile(path)
}

/** What a name stands for where it is an import: what is imported. */
function resolved(cx: AnalysisContext, declaration: Declaration): t.Node {
  const target = resolveDeclaration(cx, declaration)
  return target?.kind === 'node' ? target.node : declaration
}

/** The one name beside that fixes the other status, whatever it is called, and takes the same arguments. */
function byStatus(
  cx: AnalysisContext,
  owner: t.Node | undefined,
  call: t.CallExpression | t.NewExpression,
  turn: Turn,
): string | undefined {
  if (owner === undefined) return undefined
  const [only, ...others] = fixedIn(cx, owner).filter(
    ({ node, status }) =>
      status === turn.to && isClass(cx, node) === cx.ts.isNewExpression(call) && fits(cx, node, call),
  )
  return others.length === 0 ? only?.name : undefined
}

function isClass(cx: AnalysisContext, node: t.Node): boolean {
  return cx.ts.isClassLike(madeOf(cx, node))
}

/** Whether it takes the arguments of a call, and is not known to fix another status. */
function suits(cx: AnalysisContext, node: t.Node, call: t.CallExpression | t.NewExpression, { to }: Turn): boolean {
  return fits(cx, node, call) && (fixedStatus(cx, node) ?? to) === to
}

function methodSibling(
  cx: AnalysisContext,
  site: RawSite,
  callee: t.PropertyAccessExpression,
  turn: Turn,
): readonly Edit[] | undefined {
  const base = resolve(cx, callee.expression)
  const name =
    turn.rename(callee.name.text) ??
    (site.call && base?.kind === 'node' ? byStatus(cx, base.node, site.call, turn) : undefined)
  if (name === undefined) return undefined
  const member = base && resolveMember(cx, base, name)
  const isKnown =
    indexOf(cx.frameworks).methods.has(name) ||
    member?.kind === 'node' ||
    (member?.kind === 'external' && site.error !== undefined) ||
    callee.expression.getText().split('.').at(-1) === 'httpErrors'
  if (member?.kind === 'node' && site.call && !suits(cx, member.node, site.call, turn)) return undefined
  return isKnown ? [edit(callee.name, name)] : undefined
}

/** The same for a name that another file of the project exports; what a package exports is known by its facts. */
function fitsExport(
  cx: AnalysisContext,
  declaration: t.Node,
  name: string,
  call: t.CallExpression | t.NewExpression,
  turn: Turn,
): boolean {
  const { ts } = cx
  const statement = statementOf(cx, declaration)
  const module = statement && moduleOf(cx, statement)
  const path = module === undefined ? undefined : cx.workspace.resolveModule(cx.path, module)
  const file = path === undefined ? undefined : cx.workspace.sourceFile(path)
  const found = file === undefined ? [] : findExport(ts, file, name)
  return found.every((one) => one.kind !== 'declaration' || suits(cx, one.declaration, call, turn))
}

/** One more name in the import or the destructured `require` that brings the old one. */
function importedSibling(cx: AnalysisContext, declaration: t.Node, name: string): Edit | undefined {
  const { ts } = cx
  const isRenamed = (ts.isImportSpecifier(declaration) || ts.isBindingElement(declaration)) && declaration.propertyName
  if (isRenamed) return undefined
  const at = { start: declaration.getEnd(), end: declaration.getEnd() }
  const module = ts.isImportSpecifier(declaration)
    ? declaration.parent.parent.parent.moduleSpecifier
    : ts.isBindingElement(declaration)
      ? requiredOf(cx, declaration)
      : undefined
  if (module === undefined || !ts.isStringLiteralLike(module)) return undefined
  return hasExport(cx, module.text, name) ? { range: at, text: `, ${name}`, safety: 'wire-visible' } : undefined
}

function requiredOf(cx: AnalysisContext, element: t.BindingElement): t.Expression | undefined {
  const { ts } = cx
  const owner = element.parent.parent
  const value = ts.isVariableDeclaration(owner) && owner.initializer ? unwrap(ts, owner.initializer) : undefined
  return value && ts.isCallExpression(value) && requiredModule(cx, value) !== undefined ? value.arguments[0] : undefined
}

/** Whether a module exports `name`: asked of the project's file, taken from the facts for packages. */
function hasExport(cx: AnalysisContext, module: string, name: string): boolean {
  const { ts } = cx
  const path = cx.workspace.resolveModule(cx.path, module)
  const file = path === undefined ? undefined : cx.workspace.sourceFile(path)
  if (file === undefined) return indexOf(cx.frameworks).byApi.has(`${module}#${name}`)
  return findExport(ts, file, name).some((found) => {
    if (found.kind === 'member') {
      const object = resolve(cx, found.expression)
      return object !== undefined && resolveMember(cx, object, name) !== undefined
    }
    return found.kind !== 'module' || found.weak !== true || weakExport(cx, file, found.specifier, name)
  })
}

/** `export * from './forbidden.js'`: one of several, so the file behind it must have the name itself. */
function weakExport(cx: AnalysisContext, from: t.SourceFile, specifier: string, name: string): boolean {
  const path = cx.workspace.resolveModule(from.fileName, specifier)
  const file = path === undefined ? undefined : cx.workspace.sourceFile(path)
  return (
    file !== undefined &&
    findExport(cx.ts, file, name).some((found) => found.kind === 'declaration' || found.kind === 'expression')
  )
}

/** One class a file: `import { ForbiddenError } from './forbidden-error.js'` beside `./unauthorized-error.js`. */
function siblingFile(
  cx: AnalysisContext,
  declaration: t.Node,
  old: string,
  name: string,
  turn: Turn,
): Edit | undefined {
  const { ts } = cx
  const statement = statementOf(cx, declaration)
  const module = statement && moduleOf(cx, statement)
  if (statement === undefined || module === undefined) return undefined
  const cut = module.lastIndexOf('/') + 1
  const last = turn.rename(module.slice(cut))
  if (last === undefined || !module.startsWith('.')) return undefined
  const specifier = module.slice(0, cut) + last
  const path = cx.workspace.resolveModule(cx.path, specifier)
  const file = path === undefined ? undefined : cx.workspace.sourceFile(path)
  if (file === undefined) return undefined
  const isDefault = ts.isImportClause(declaration) || ts.isVariableDeclaration(declaration)
  if (findExport(ts, file, isDefault ? 'default' : name).length === 0) return undefined
  const text = statement.getText()
  // a statement with more names than this one is not copied
  if (!text.includes(old) || text.includes(',')) return undefined
  const copy = text.replaceAll(new RegExp(`\\b${old}\\b(?![^'"]*['"]\\)?;?$)`, 'g'), name).replace(module, specifier)
  return { range: { start: statement.getEnd(), end: statement.getEnd() }, text: `\n${copy}`, safety: 'wire-visible' }
}

function statementOf(cx: AnalysisContext, declaration: t.Node): t.ImportDeclaration | t.VariableStatement | undefined {
  const { ts } = cx
  for (let at: t.Node = declaration; at.parent as t.Node | undefined; at = at.parent)
    if (ts.isImportDeclaration(at) || ts.isVariableStatement(at)) return at
  return undefined
}

function moduleOf(cx: AnalysisContext, statement: t.ImportDeclaration | t.VariableStatement): string | undefined {
  const { ts } = cx
  if (ts.isImportDeclaration(statement))
    return ts.isStringLiteralLike(statement.moduleSpecifier) ? statement.moduleSpecifier.text : undefined
  const [only, ...others] = statement.declarationList.declarations
  const value = only?.initializer && unwrap(ts, only.initializer)
  return others.length === 0 && value && ts.isCallExpression(value) ? requiredModule(cx, value) : undefined
}
