import type * as t from 'typescript'
import { unwrap } from '../../syntax.js'
import { findDeclaration, type Declaration } from '../../scope.js'
import { leaves } from './guards.js'
import { polarityOf } from './polarity.js'
import { isListed, siblings, type View } from './view.js'

/**
 * Whether a use of a name comes behind a test that lets nothing pass but a value.
 * @param asked conditions that ask for the name once they are rewritten
 */
export function isNarrowed(
  view: View,
  use: t.Identifier,
  declaration: Declaration,
  asked: readonly t.Expression[],
): boolean {
  const { ts } = view.cx
  const holds = (condition: t.Expression, when: boolean): boolean => {
    const node = unwrap(ts, condition)
    if (asked.includes(condition) || asked.includes(node)) return (polarityOf(view, node) === 'present') === when
    if (ts.isIdentifier(node)) return when && findDeclaration(ts, node) === declaration
    if (ts.isPrefixUnaryExpression(node))
      return node.operator === ts.SyntaxKind.ExclamationToken && holds(node.operand, !when)
    if (!ts.isBinaryExpression(node)) return false
    const both = when ? ts.SyntaxKind.AmpersandAmpersandToken : ts.SyntaxKind.BarBarToken
    return node.operatorToken.kind === both && (holds(node.left, when) || holds(node.right, when))
  }
  for (let at: t.Node = use; !ts.isFunctionLike(at) && !ts.isSourceFile(at); at = at.parent) {
    const { parent } = at
    if (ts.isIfStatement(parent) || ts.isConditionalExpression(parent)) {
      const [condition, then, other] = ts.isIfStatement(parent)
        ? [parent.expression, parent.thenStatement, parent.elseStatement]
        : [parent.condition, parent.whenTrue, parent.whenFalse]
      if ((at === then && holds(condition, true)) || (at === other && holds(condition, false))) return true
    }
    if (!ts.isStatement(at) || !isListed(view, at)) continue
    const all = siblings(view, at)
    const isAsked = all
      .slice(0, all.indexOf(at))
      .some((one) => ts.isIfStatement(one) && holds(one.expression, false) && leaves(view, one.thenStatement))
    if (isAsked) return true
  }
  return false
}
