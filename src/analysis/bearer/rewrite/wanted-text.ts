import type * as t from 'typescript'
import type { AnalysisContext } from '../../context.js'
import { assignmentsTo, findDeclaration, type Declaration } from '../../scope.js'
import { enclosingFunction, unwrap } from '../../syntax.js'
import { referencesTo } from '../references.js'
import { isFallback, outermost } from '../syntax.js'
import { isNarrowed } from './narrowed.js'
import type { View } from './view.js'

/** Whether an expression is what a function typed `: string` returns, or what a variable typed so is given. */
export function wantsText(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = outermost(ts, expression)
  const { parent } = node
  if (ts.isVariableDeclaration(parent)) return isText(parent.type)
  if (!ts.isReturnStatement(parent) && !(ts.isArrowFunction(parent) && parent.body === node)) return false
  return isText(enclosingFunction(ts, node)?.type)
}

function isText(type: t.TypeNode | undefined): boolean {
  return type !== undefined && /^(?:string|Promise<string>)$/.test(type.getText())
}

/** Whether an empty text stands behind the header: `header ?? ''`. */
export function hasTextBehind(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrap(ts, expression)
  if (ts.isBinaryExpression(node) && isFallback(ts, node.operatorToken.kind)) {
    const right = unwrap(ts, node.right)
    return ts.isStringLiteralLike(right) && right.text === ''
  }
  const declaration = ts.isIdentifier(node) ? findDeclaration(ts, node) : undefined
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return false
  return assignmentsTo(ts, declaration).length === 0 && hasTextBehind(cx, declaration.initializer)
}

/** Whether a variable's value is promised as a text where nobody has asked whether there is one. */
export function isPromisedText(
  view: View,
  declaration: Declaration | undefined,
  asked: readonly t.Expression[] = [],
): boolean {
  if (declaration === undefined) return false
  return referencesTo(view.cx.ts, declaration).some(
    (use) => wantsText(view.cx, use) && !isNarrowed(view, use, declaration, asked),
  )
}

/** `''` where the header had it behind: a result that was a text, and is promised as one, stays a text. */
export function textBehind({ cx, value }: View): string | undefined {
  return hasTextBehind(cx, value.written ?? value.source) ? "''" : undefined
}
