import type * as t from 'typescript'
import { findDeclaration, type Declaration } from '../scope.js'
import { isAccess, memberName, nameOf, unwrap, type FunctionNode } from '../syntax.js'
import type { TypeScript } from '../typescript.js'

interface Uses {
  readonly references: ReadonlyMap<Declaration, readonly t.Identifier[]>
  readonly methodCalls: ReadonlyMap<string, readonly t.CallExpression[]>
}

const uses = new WeakMap<t.SourceFile, Uses>()

/** Every mention of a declared name in its file, the declaration itself left out. */
export function referencesTo(ts: TypeScript, declaration: Declaration): readonly t.Identifier[] {
  return usesOf(ts, declaration.getSourceFile()).references.get(declaration) ?? []
}

/** Every call of a function in its own file: by its name, or by its method's name. */
export function callsOf(ts: TypeScript, fn: FunctionNode): readonly t.CallExpression[] {
  const holder = holderOf(ts, fn)
  if (holder !== undefined) {
    return referencesTo(ts, holder).flatMap((name) =>
      ts.isCallExpression(name.parent) && name.parent.expression === name ? [name.parent] : [],
    )
  }
  const name = methodNameOf(ts, fn)
  return name === undefined ? [] : (usesOf(ts, fn.getSourceFile()).methodCalls.get(name) ?? [])
}

/** The declaration by whose name a function is called. */
function holderOf(ts: TypeScript, fn: FunctionNode): Declaration | undefined {
  if (ts.isFunctionDeclaration(fn)) return fn
  if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return undefined
  let at: t.Node = fn
  while (ts.isParenthesizedExpression(at.parent) || ts.isAsExpression(at.parent) || ts.isSatisfiesExpression(at.parent))
    at = at.parent
  // useCallback(fn), asyncHandler(fn): called through the variable all the same
  if (ts.isCallExpression(at.parent) && at.parent.arguments[0] === at) at = at.parent
  return ts.isVariableDeclaration(at.parent) && ts.isIdentifier(at.parent.name) ? at.parent : undefined
}

/** The name of the function, method or variable that holds it. */
export function functionName(ts: TypeScript, fn: FunctionNode): string | undefined {
  if (fn.name !== undefined) return nameOf(ts, fn.name)
  const holder = holderOf(ts, fn)
  if (holder?.name !== undefined) return ts.isIdentifier(holder.name) ? holder.name.text : undefined
  return methodNameOf(ts, fn)
}

function methodNameOf(ts: TypeScript, fn: FunctionNode): string | undefined {
  if (ts.isMethodDeclaration(fn)) return nameOf(ts, fn.name)
  const { parent } = fn
  if (ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent)) return nameOf(ts, parent.name)
  return undefined
}

function usesOf(ts: TypeScript, file: t.SourceFile): Uses {
  let found = uses.get(file)
  if (found === undefined) uses.set(file, (found = collect(ts, file)))
  return found
}

function collect(ts: TypeScript, file: t.SourceFile): Uses {
  const references = new Map<Declaration, t.Identifier[]>()
  const methodCalls = new Map<string, t.CallExpression[]>()
  const visit = (node: t.Node): void => {
    if (ts.isIdentifier(node)) {
      if (isReference(ts, node)) {
        const declaration = findDeclaration(ts, node)
        if (declaration !== undefined && declaration !== node.parent) push(references, declaration, node)
      }
      return
    }
    if (ts.isCallExpression(node)) {
      const callee = unwrap(ts, node.expression)
      const name = isAccess(ts, callee) ? memberName(ts, callee) : undefined
      if (name !== undefined) push(methodCalls, name, node)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return { references, methodCalls }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Whether an identifier names a value, and not a member, a key, a label or the thing that is being declared. */
function isReference(ts: TypeScript, node: t.Identifier): boolean {
  const { parent } = node
  if (ts.isQualifiedName(parent)) return false
  if (ts.isPropertyAccessExpression(parent)) return parent.name !== node
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name === node
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  if (ts.isBindingElement(parent)) return parent.initializer === node
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.initializer === node
  if (ts.isJsxAttribute(parent)) return false
  if (ts.isExportSpecifier(parent)) return (parent.propertyName ?? parent.name) === node
  if (ts.isTypeNode(parent)) return ts.isTypeQueryNode(parent)
  return !('name' in parent && parent.name === node)
}
