import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { assignmentsTo, findDeclaration } from './scope.js'
import { isAccess, memberName, nameOf, unwrapAwait } from './syntax.js'

/** `{ a: { b } }` in a parameter: `b` is the path `a.b` of that parameter. */
export function parameterPath(
  cx: AnalysisContext,
  element: t.BindingElement,
): { parameter: t.ParameterDeclaration; path: readonly string[] } | undefined {
  const { ts } = cx
  const path: string[] = []
  for (let at: t.BindingElement = element; ;) {
    if (at.dotDotDotToken || !ts.isObjectBindingPattern(at.parent)) return undefined
    const name = nameOf(ts, at.propertyName ?? at.name)
    if (name === undefined) return undefined
    path.unshift(name)
    const owner = at.parent.parent
    if (ts.isParameter(owner)) return { parameter: owner, path }
    if (!ts.isBindingElement(owner)) {
      // const { a } = parameter
      const source = owner.initializer && unwrapAwait(ts, owner.initializer)
      const declaration = source && ts.isIdentifier(source) ? findDeclaration(ts, source) : undefined
      return declaration && ts.isParameter(declaration) ? { parameter: declaration, path } : undefined
    }
    at = owner
  }
}

/** An access taken apart: `a` and `b`, `c` of `a.b['c']`; `undefined` when the source does not fix a name. */
function chainOf(cx: AnalysisContext, node: t.Expression): { root: t.Expression; path: readonly string[] } | undefined {
  const { ts } = cx
  const path: string[] = []
  let root = unwrapAwait(ts, node)
  while (isAccess(ts, root)) {
    const name = memberName(ts, root)
    if (name === undefined) return undefined
    path.unshift(name)
    root = unwrapAwait(ts, root.expression)
  }
  return { root, path }
}

/** `options.status` of a parameter: the path `status` of it. */
export function accessPath(
  cx: AnalysisContext,
  node: t.Expression,
): { parameter: t.ParameterDeclaration; path: readonly string[] } | undefined {
  const { ts } = cx
  const chain = chainOf(cx, node)
  if (chain === undefined) return undefined
  const { root: at, path } = chain
  if (!ts.isIdentifier(at)) return undefined
  const declaration = findDeclaration(ts, at)
  if (declaration && ts.isParameter(declaration)) return { parameter: declaration, path }
  if (declaration && ts.isBindingElement(declaration)) {
    const base = parameterPath(cx, declaration)
    return base && { parameter: base.parameter, path: [...base.path, ...path] }
  }
  return undefined
}

/** `result.status` where `const result = await check(…)`. */
export function resultPath(
  cx: AnalysisContext,
  node: t.Expression,
): { call: t.CallExpression; path: readonly string[] } | undefined {
  const { ts } = cx
  const chain = chainOf(cx, node)
  if (chain === undefined) return undefined
  const { root: at, path } = chain
  if (ts.isCallExpression(at)) return { call: at, path }
  const declaration = ts.isIdentifier(at) ? findDeclaration(ts, at) : undefined
  if (declaration === undefined) return undefined
  if (ts.isBindingElement(declaration)) {
    const base = bindingResult(cx, declaration)
    return base && { call: base.call, path: [...base.path, ...path] }
  }
  if (!ts.isVariableDeclaration(declaration)) return undefined
  const values = [...(declaration.initializer ? [declaration.initializer] : []), ...assignmentsTo(ts, declaration)].map(
    (value) => unwrapAwait(ts, value),
  )
  const [only] = values
  return values.length === 1 && only && ts.isCallExpression(only) ? { call: only, path } : undefined
}

/** `const { status } = await check(…)`. */
export function bindingResult(
  cx: AnalysisContext,
  element: t.BindingElement,
): { call: t.CallExpression; path: readonly string[] } | undefined {
  const { ts } = cx
  const path: string[] = []
  for (let at = element; ;) {
    const name =
      at.dotDotDotToken || !ts.isObjectBindingPattern(at.parent) ? undefined : nameOf(ts, at.propertyName ?? at.name)
    if (name === undefined) return undefined
    path.unshift(name)
    const owner = at.parent.parent
    if (ts.isBindingElement(owner)) at = owner
    else {
      const source =
        ts.isVariableDeclaration(owner) && owner.initializer ? unwrapAwait(ts, owner.initializer) : undefined
      const base = source && ts.isIdentifier(source) ? resultPath(cx, source) : undefined
      if (base) return { call: base.call, path: [...base.path, ...path] }
      return source && ts.isCallExpression(source) ? { call: source, path } : undefined
    }
  }
}
