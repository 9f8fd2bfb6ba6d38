import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { isAccess, isWrapper } from './syntax.js'

/** `Object.freeze(x)` and the like are `x`. */
export function isPassThrough(cx: AnalysisContext, callee: t.Expression): boolean {
  const { ts } = cx
  return (
    ts.isPropertyAccessExpression(callee) &&
    ts.isIdentifier(callee.expression) &&
    callee.expression.text === 'Object' &&
    /^(?:freeze|seal|preventExtensions)$/.test(callee.name.text)
  )
}

/** Whether a property stands in a table of constants: an object that a variable, a class or a module holds, not one that is made and handed on. */
export function isTable(cx: AnalysisContext, property: t.PropertyAssignment): boolean {
  const { ts } = cx
  let at: t.Node = property.parent
  for (;;) {
    const { parent } = at
    if (isWrapper(ts, parent) || (ts.isCallExpression(parent) && isPassThrough(cx, parent.expression))) at = parent
    else if (ts.isPropertyAssignment(parent)) at = parent.parent
    else
      return (
        ts.isVariableDeclaration(parent) ||
        ts.isPropertyDeclaration(parent) ||
        ts.isExportAssignment(parent) ||
        (ts.isBinaryExpression(parent) && isAccess(ts, parent.left))
      )
  }
}
