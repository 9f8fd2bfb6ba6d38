import type * as t from 'typescript'
import { assignmentsTo } from '../../scope.js'
import { unwrap } from '../../syntax.js'
import { headerValue } from '../header-value.js'
import { referencesTo } from '../references.js'
import { isFallback, isNothing, methodCall } from '../syntax.js'
import { isWithinAny, statementOf, type View } from './view.js'

export interface HeaderText {
  /** What `parseBearer` is called with. */
  readonly text: string
  /** The declaration of a variable that nobody needs any more. */
  readonly removed: t.VariableStatement | undefined
}

/**
 * The header as an argument: what reads it, without fallbacks and casts, which `parseBearer` does not need.
 * A variable of which every use is within `consumed` gives way to what it was declared with.
 */
export function headerText(view: View, consumed: readonly t.Node[]): HeaderText {
  const { ts } = view.cx
  const { declaration } = view.value
  const written = view.value.written ?? view.value.source
  if (
    declaration &&
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer &&
    ts.isIdentifier(unwrap(ts, bare(view, written)))
  ) {
    const statement = statementOf(view, declaration)
    const isPlain =
      assignmentsTo(ts, declaration).length === 0 && headerValue(view.cx, declaration.initializer)?.fold === 'none'
    const isUnused = referencesTo(ts, declaration).every((name) => isWithinAny(name, consumed))
    if (statement && isPlain && isUnused && !isExported(view, statement) && !hasCommentBehind(statement))
      return { text: textOf(view, declaration.initializer), removed: statement }
  }
  return { text: textOf(view, written), removed: undefined }
}

function isExported(view: View, statement: t.VariableStatement): boolean {
  return statement.modifiers?.some((modifier) => modifier.kind === view.cx.ts.SyntaxKind.ExportKeyword) ?? false
}

function hasCommentBehind(statement: t.Node): boolean {
  return /^[ \t]*\/[/*]/.test(statement.getSourceFile().text.slice(statement.getEnd()))
}

function textOf(view: View, expression: t.Expression): string {
  return bare(view, expression).getText()
}

/** Drops `?? ''`, `|| ''`, casts, `.trim()`, `String(…)` and `Array.isArray(h) ? h[0] : h`. An `await` stays. */
function bare(view: View, expression: t.Expression): t.Expression {
  const { ts } = view.cx
  const node = unwrap(ts, expression)
  if (ts.isBinaryExpression(node) && isFallback(ts, node.operatorToken.kind) && isNothing(ts, unwrap(ts, node.right)))
    return bare(view, node.left)
  if (ts.isConditionalExpression(node) && /^Array\.isArray\(/.test(node.condition.getText()))
    return bare(view, node.whenFalse)
  const method = methodCall(ts, node)
  if (method && /^(?:trim|toString)$/.test(method.name)) return bare(view, method.receiver)
  return node
}
