import type * as t from 'typescript'
import { findDeclaration } from '../../scope.js'
import { unwrap } from '../../syntax.js'
import { calledOn, isFallback, isNothing, outermost } from '../syntax.js'
import { polarityOf } from './polarity.js'
import { isHeader, type View } from './view.js'

/** The whole expression that stands for the token, and what it gives where there is none. */
export interface Whole {
  readonly node: t.Expression
  /** Source text of the other branch; `undefined`: the expression gives undefined. */
  readonly fallback: string | undefined
  /** The expression was undefined (or null, or empty) before where there was no token. */
  readonly isOptional: boolean
}

/**
 * From where the token is picked outwards: `.trim()`, `header && …`, `isBearer ? … : null`.
 * `undefined`: another branch takes the header as it is, on purpose.
 */
export function wholeOf(view: View, pick: t.Expression): Whole | undefined {
  const { ts } = view.cx
  let node = pick
  let fallback: string | undefined
  let isOptional = hasOptionalChain(view, pick) || isIndexOfFallback(view, pick)
  for (;;) {
    const outer = outermost(ts, node)
    const called = calledOn(ts, outer)
    const { parent } = outer
    if (called && /^trim(?:Start|End)?$/.test(called.name)) node = called.call
    else if (
      ts.isBinaryExpression(parent) &&
      parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken &&
      parent.right === outer &&
      polarityOf(view, parent.left) === 'present'
    ) {
      node = parent
      isOptional = true
    } else if (ts.isConditionalExpression(parent) && parent.condition !== outer && fallback === undefined) {
      const polarity = polarityOf(view, parent.condition)
      const isTaken = parent.whenTrue === outer
      if (polarity !== (isTaken ? 'present' : 'absent')) return { node, fallback, isOptional }
      const other = isTaken ? parent.whenFalse : parent.whenTrue
      if (isHeader(view, other) || mentionsNames(view, other)) return undefined
      const bare = outermost(ts, other)
      fallback = ts.isIdentifier(bare) && bare.text === 'undefined' ? undefined : other.getText()
      if (fallback !== undefined && !isSimple(view, other)) fallback = `(${fallback})`
      node = parent
      isOptional = true
    } else return { node, fallback, isOptional }
  }
}

function hasOptionalChain(view: View, pick: t.Expression): boolean {
  const { ts } = view.cx
  for (let at: t.Node = pick; at !== view.value.source;) {
    if (
      (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at) || ts.isCallExpression(at)) &&
      at.questionDotToken
    )
      return true
    if (
      ts.isPropertyAccessExpression(at) ||
      ts.isElementAccessExpression(at) ||
      ts.isCallExpression(at) ||
      ts.isNonNullExpression(at) ||
      ts.isParenthesizedExpression(at) ||
      ts.isAsExpression(at)
    )
      at = at.expression
    else
      return (
        ts.isBinaryExpression(at) &&
        at.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken &&
        ts.isArrayLiteralExpression(at.right)
      )
  }
  return false
}

function mentionsNames(view: View, expression: t.Expression): boolean {
  const { ts } = view.cx
  const visit = (node: t.Node): boolean => {
    if (ts.isExpression(node) && (isHeader(view, node) || view.picks.includes(node))) return true
    const declaration = ts.isIdentifier(node) ? findDeclaration(ts, node) : undefined
    if (declaration !== undefined && view.names.has(declaration)) return true
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false
  }
  return visit(expression)
}

/** Whether an expression can stand after `??` without parentheses. */
function isSimple(view: View, expression: t.Expression): boolean {
  const { ts } = view.cx
  return (
    isNothing(ts, expression) ||
    ts.isIdentifier(expression) ||
    ts.isLiteralExpression(expression) ||
    ts.isCallExpression(expression) ||
    ts.isPropertyAccessExpression(expression) ||
    ts.isParenthesizedExpression(expression) ||
    ts.isNewExpression(expression)
  )
}

/** `(header || '').split(' ')[1]`: of an empty header it was undefined before. */
function isIndexOfFallback(view: View, pick: t.Expression): boolean {
  const { ts } = view.cx
  const callee = view.call.expression
  const receiver = ts.isPropertyAccessExpression(callee) ? unwrap(ts, callee.expression) : undefined
  const isFallen = receiver && ts.isBinaryExpression(receiver) && isFallback(ts, receiver.operatorToken.kind)
  return pick !== view.call && isFallen === true
}
