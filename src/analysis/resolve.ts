import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { symbolAt } from './questions.js'
import { assignmentsTo, findDeclaration, type Declaration } from './scope.js'
import {
  enclosingFunction,
  isAccess,
  isFunctionNode,
  memberName,
  nameOf,
  parentOf,
  unwrap,
  unwrapAwait,
} from './syntax.js'
import { findExport, isOwnExports } from './exports.js'
import { moduleOfImport, requiredModule } from './specifiers.js'
import { isPassThrough, isTable } from './tables.js'

/**
 * What an expression stands for, followed through variables, imports, re-exports, object properties and classes, across files.
 * - `node`: a function, class, enum, enum member, parameter, or the expression that gives the value
 * - `module`: the namespace of a file of the project
 * - `external`: a member of a package: `{ module: 'next/server', path: ['NextResponse', 'json'] }`; `default` is the default export or `module.exports`
 * - `global`: a name with no declaration in the project: `{ path: ['Response', 'json'] }`
 */
export type Target =
  | { readonly kind: 'node'; readonly node: t.Node }
  | { readonly kind: 'module'; readonly file: t.SourceFile }
  | { readonly kind: 'external'; readonly module: string; readonly path: readonly string[] }
  | { readonly kind: 'global'; readonly path: readonly string[] }

const MOST_STEPS = 24

export function resolve(cx: AnalysisContext, expression: t.Expression, steps = 0): Target | undefined {
  const { ts } = cx
  if (steps > MOST_STEPS) return undefined
  const node = unwrapAwait(ts, expression)
  if (ts.isIdentifier(node)) {
    const declaration = findDeclaration(ts, node)
    return declaration === undefined
      ? { kind: 'global', path: [node.text] }
      : resolveDeclaration(cx, declaration, steps + 1)
  }
  if (isAccess(ts, node)) {
    const name = memberName(ts, node)
    if (name === undefined) return undefined
    const base = resolve(cx, node.expression, steps + 1)
    return (base && resolveMember(cx, base, name, steps + 1)) ?? resolveByChecker(cx, node, steps)
  }
  if (node.kind === ts.SyntaxKind.ThisKeyword) {
    const owner = enclosingClass(cx, node)
    return owner && { kind: 'node', node: owner }
  }
  if (ts.isCallExpression(node)) {
    const module = requiredModule(cx, node)
    if (module !== undefined) return resolveModuleTarget(cx, node, module)
    // f.bind(x) is f
    if (isAccess(ts, node.expression) && memberName(ts, node.expression) === 'bind')
      return resolve(cx, node.expression.expression, steps + 1)
    // Object.freeze(x) is x
    const [only] = node.arguments
    if (only && node.arguments.length === 1 && isPassThrough(cx, node.expression)) return resolve(cx, only, steps + 1)
  }
  return { kind: 'node', node }
}

/** What a declared name stands for. */
export function resolveDeclaration(cx: AnalysisContext, declaration: Declaration, steps = 0): Target | undefined {
  const { ts } = cx
  if (steps > MOST_STEPS) return undefined
  if (ts.isImportSpecifier(declaration)) {
    const module = moduleOfImport(ts, declaration.parent.parent.parent)
    return module === undefined
      ? undefined
      : resolveImport(cx, declaration, module, (declaration.propertyName ?? declaration.name).text, steps)
  }
  if (ts.isImportClause(declaration)) {
    const module = moduleOfImport(ts, declaration.parent)
    return module === undefined ? undefined : resolveImport(cx, declaration, module, 'default', steps)
  }
  if (ts.isNamespaceImport(declaration)) {
    const module = moduleOfImport(ts, declaration.parent.parent)
    return module === undefined ? undefined : resolveModuleTarget(cx, declaration, module)
  }
  if (ts.isImportEqualsDeclaration(declaration)) {
    const reference = declaration.moduleReference
    if (!ts.isExternalModuleReference(reference) || !ts.isStringLiteralLike(reference.expression)) return undefined
    return resolveModuleTarget(cx, declaration, reference.expression.text)
  }
  if (ts.isVariableDeclaration(declaration)) {
    if (declaration.initializer === undefined || ts.isCatchClause(declaration.parent))
      return { kind: 'node', node: declaration }
    if (assignmentsTo(ts, declaration).length > 0) return { kind: 'node', node: declaration }
    if (isOwnExports(ts, declaration.initializer)) return { kind: 'module', file: declaration.getSourceFile() }
    return resolve(cx, declaration.initializer, steps + 1)
  }
  if (ts.isBindingElement(declaration))
    return resolveBinding(cx, declaration, steps) ?? { kind: 'node', node: declaration }
  return { kind: 'node', node: declaration }
}

/** The class (or object literal) whose method `node` stands in. */
function enclosingClass(
  cx: AnalysisContext,
  node: t.Node,
): t.ClassLikeDeclaration | t.ObjectLiteralExpression | undefined {
  const { ts } = cx
  for (let fn = enclosingFunction(ts, node); fn !== undefined; fn = enclosingFunction(ts, fn)) {
    if (ts.isArrowFunction(fn)) {
      if (ts.isPropertyDeclaration(fn.parent)) return fn.parent.parent
      continue
    }
    if (ts.isClassLike(fn.parent)) return fn.parent
    if (ts.isObjectLiteralExpression(fn.parent)) return fn.parent
    if (ts.isPropertyAssignment(fn.parent)) return fn.parent.parent
    return undefined
  }
  for (let at = parentOf(node); at !== undefined; at = parentOf(at)) if (ts.isClassLike(at)) return at
  return undefined
}

/** Member `name` of what `base` stands for. */
export function resolveMember(cx: AnalysisContext, base: Target, name: string, steps = 0): Target | undefined {
  const { ts } = cx
  if (steps > MOST_STEPS) return undefined
  if (base.kind === 'external' || base.kind === 'global') return { ...base, path: [...base.path, name] }
  if (base.kind === 'module') return resolveExported(cx, base.file, name, steps)
  const { node } = base
  if (ts.isObjectLiteralExpression(node)) return memberOfObject(cx, node, name, steps)
  if (ts.isEnumDeclaration(node)) {
    const member = node.members.find((m) => nameOf(ts, m.name) === name)
    return member && { kind: 'node', node: member }
  }
  if (ts.isClassLike(node)) return memberOfClass(cx, node, name, steps)
  if (ts.isNewExpression(node)) {
    const made = resolveCallee(cx, node.expression, steps + 1)
    return made?.kind === 'node' && ts.isClassLike(made.node) ? memberOfClass(cx, made.node, name, steps) : undefined
  }
  const given =
    ts.isParameter(node) && node.initializer ? functionOfDefault(cx, node.initializer, name, steps) : undefined
  if (given) return given
  if ((ts.isParameter(node) || ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node)) && node.type) {
    const owner = classOfType(cx, node.type, steps)
    return owner && memberOfClass(cx, owner, name, steps)
  }
  return undefined
}

/** `(request, services = { findSession })`: functions that tests replace, and nobody else. */
function functionOfDefault(cx: AnalysisContext, value: t.Expression, name: string, steps: number): Target | undefined {
  const base = resolve(cx, value, steps + 1)
  const found = base && resolveMember(cx, base, name, steps + 1)
  return found?.kind === 'node' && isFunctionNode(cx.ts, found.node) ? found : undefined
}

function memberOfObject(
  cx: AnalysisContext,
  object: t.ObjectLiteralExpression,
  name: string,
  steps: number,
): Target | undefined {
  const { ts } = cx
  for (const property of [...object.properties].reverse()) {
    if (ts.isSpreadAssignment(property)) {
      const spread = resolve(cx, property.expression, steps + 1)
      const found = spread && resolveMember(cx, spread, name, steps + 1)
      if (found) return found
    } else if (nameOf(ts, property.name) === name) {
      if (ts.isPropertyAssignment(property)) return resolve(cx, property.initializer, steps + 1)
      if (ts.isShorthandPropertyAssignment(property)) return resolve(cx, property.name, steps + 1)
      return { kind: 'node', node: property }
    }
  }
  return undefined
}

function memberOfClass(
  cx: AnalysisContext,
  owner: t.ClassLikeDeclaration,
  name: string,
  steps: number,
): Target | undefined {
  const { ts } = cx
  for (const member of owner.members) {
    if (nameOf(ts, member.name) !== name) continue
    if (ts.isMethodDeclaration(member) && member.body === undefined) continue
    if (ts.isPropertyDeclaration(member) && member.initializer && member.type === undefined)
      return resolve(cx, member.initializer, steps + 1)
    if (ts.isPropertyDeclaration(member) && member.initializer) {
      const value = unwrap(ts, member.initializer)
      if (
        isFunctionNode(ts, value) ||
        ts.isNewExpression(value) ||
        ts.isNumericLiteral(value) ||
        ts.isObjectLiteralExpression(value)
      )
        return { kind: 'node', node: value }
    }
    return { kind: 'node', node: member }
  }
  const constructor = owner.members.find(
    (m): m is t.ConstructorDeclaration => ts.isConstructorDeclaration(m) && m.body !== undefined,
  )
  const property = constructor?.parameters.find(
    (p) => ts.isParameterPropertyDeclaration(p, constructor) && nameOf(ts, p.name) === name,
  )
  if (property) return { kind: 'node', node: property }
  const parent = superClass(cx, owner, steps)
  return parent && memberOfClass(cx, parent, name, steps + 1)
}

/** The project's class that `owner` extends. */
export function superClass(
  cx: AnalysisContext,
  owner: t.ClassLikeDeclaration,
  steps = 0,
): t.ClassLikeDeclaration | undefined {
  const target = superTarget(cx, owner, steps)
  return target?.kind === 'node' && cx.ts.isClassLike(target.node) && target.node !== owner ? target.node : undefined
}

/** What stands after `extends`. */
export function superTarget(cx: AnalysisContext, owner: t.ClassLikeDeclaration, steps = 0): Target | undefined {
  const { ts } = cx
  const clause = owner.heritageClauses?.find((c) => c.token === ts.SyntaxKind.ExtendsKeyword)?.types[0]
  return clause && steps <= MOST_STEPS ? resolveCallee(cx, clause.expression, steps + 1) : undefined
}

function classOfType(cx: AnalysisContext, type: t.TypeNode, steps: number): t.ClassLikeDeclaration | undefined {
  const { ts } = cx
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined
  const declaration = findDeclaration(ts, type.typeName)
  const target = declaration && resolveDeclaration(cx, declaration, steps + 1)
  return target?.kind === 'node' && ts.isClassLike(target.node) ? target.node : undefined
}

function resolveBinding(cx: AnalysisContext, element: t.BindingElement, steps: number): Target | undefined {
  const { ts } = cx
  if (element.dotDotDotToken) return undefined
  if (!ts.isObjectBindingPattern(element.parent)) return undefined
  const name = nameOf(ts, element.propertyName ?? element.name)
  const owner = element.parent.parent
  if (name === undefined) return undefined
  if (ts.isVariableDeclaration(owner) && owner.initializer) {
    const base = resolve(cx, owner.initializer, steps + 1)
    return base && resolveMember(cx, base, name, steps + 1)
  }
  if (ts.isBindingElement(owner)) {
    const base = resolveBinding(cx, owner, steps + 1)
    return base && resolveMember(cx, base, name, steps + 1)
  }
  return undefined
}

function resolveImport(
  cx: AnalysisContext,
  from: t.Node,
  specifier: string,
  name: string,
  steps: number,
): Target | undefined {
  const path = cx.workspace.resolveModule(pathOf(cx, from), specifier)
  if (path === undefined) return { kind: 'external', module: specifier, path: [name] }
  const file = cx.workspace.sourceFile(path)
  return file && resolveExported(cx, file, name, steps)
}

function resolveModuleTarget(cx: AnalysisContext, from: t.Node, specifier: string): Target | undefined {
  const path = cx.workspace.resolveModule(pathOf(cx, from), specifier)
  if (path === undefined) return { kind: 'external', module: specifier, path: [] }
  const file = cx.workspace.sourceFile(path)
  return file && { kind: 'module', file }
}

/** What was found behind exported names in this analysis; a name that is being looked for stands for nothing, which ends cycles of `export *`. */
const exportTargets = new WeakMap<AnalysisContext, Map<t.SourceFile, Map<string, Target | undefined>>>()

function resolveExported(cx: AnalysisContext, file: t.SourceFile, name: string, steps: number): Target | undefined {
  if (steps > MOST_STEPS) return undefined
  let files = exportTargets.get(cx)
  if (files === undefined) exportTargets.set(cx, (files = new Map<t.SourceFile, Map<string, Target | undefined>>()))
  let names = files.get(file)
  if (names === undefined) files.set(file, (names = new Map<string, Target | undefined>()))
  if (names.has(name)) return names.get(name)
  names.set(name, undefined)
  const target = resolveExportedFresh(cx, file, name, steps)
  names.set(name, target)
  return target
}

function resolveExportedFresh(
  cx: AnalysisContext,
  file: t.SourceFile,
  name: string,
  steps: number,
): Target | undefined {
  const found = findExport(cx.ts, file, name)
  for (const item of found) {
    if (item.kind === 'declaration') return resolveDeclaration(cx, item.declaration, steps + 1)
    if (item.kind === 'expression') return resolve(cx, item.expression, steps + 1)
    if (item.kind === 'member') {
      const base = resolve(cx, item.expression, steps + 1)
      const member = base && resolveMember(cx, base, name, steps + 1)
      if (member) return member
      continue
    }
    const target =
      item.name === undefined
        ? resolveModuleTarget(cx, file, item.specifier)
        : resolveImport(cx, file, item.specifier, item.name, steps + 1)
    if (steps <= MOST_STEPS && target !== undefined && !(item.weak && target.kind === 'external')) return target
  }
  // `import x from './cjs'` and `require('./cjs').x` are told apart by nobody: the default export of a file that has none is the file itself
  return name === 'default' && found.length === 0 ? { kind: 'module', file } : undefined
}

/** `resolve`, for what is called or constructed: a module that is required as a whole stands for its `module.exports` (or default export). */
export function resolveCallee(cx: AnalysisContext, expression: t.Expression, steps = 0): Target | undefined {
  const target = resolve(cx, expression, steps)
  if (target?.kind !== 'module') return target
  const whole = resolveExported(cx, target.file, 'default', steps + 1)
  return whole?.kind === 'module' ? undefined : whole
}

/** Absolute path of the file that `node` stands in. */
export function pathOf(cx: AnalysisContext, node: t.Node): string {
  const file = node.getSourceFile()
  return file === cx.file ? cx.path : file.fileName
}

/** The one declaration of a member; of overloads the one with a body. A member of a union of types has several and means none of them. */
function onlyDeclaration(cx: AnalysisContext, declarations: readonly t.Declaration[]): t.Declaration | undefined {
  const [first, ...others] = declarations
  if (others.length === 0) return first
  return others.every((one) => one.parent === first?.parent)
    ? declarations.find((one) => cx.ts.isMethodDeclaration(one) && one.body !== undefined)
    : undefined
}

/** With a checker: the declaration of a member, for receivers whose value cannot be followed but whose type is known. */
function resolveByChecker(
  cx: AnalysisContext,
  node: t.PropertyAccessExpression | t.ElementAccessExpression,
  steps: number,
): Target | undefined {
  const { ts, checker } = cx
  if (checker === undefined || steps > 4 || node.getSourceFile() !== cx.file) return undefined
  const at = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression
  const declaration = onlyDeclaration(cx, symbolAt(cx, checker, at)?.declarations ?? [])
  if (declaration === undefined || declaration.getSourceFile().isDeclarationFile) return undefined
  if (ts.isMethodDeclaration(declaration) || ts.isPropertyDeclaration(declaration) || ts.isEnumMember(declaration)) {
    if (!ts.isPropertyDeclaration(declaration) || declaration.initializer === undefined)
      return { kind: 'node', node: declaration }
    // the status that an instance of an error class carries is decided in the class
    const isStatic =
      ts.getModifiers(declaration)?.some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword) ?? false
    return isStatic || !ts.isLiteralExpression(unwrap(ts, declaration.initializer))
      ? resolve(cx, declaration.initializer, steps + 1)
      : undefined
  }
  if (ts.isPropertyAssignment(declaration) && isTable(cx, declaration))
    return resolve(cx, declaration.initializer, steps + 1)
  return undefined
}
