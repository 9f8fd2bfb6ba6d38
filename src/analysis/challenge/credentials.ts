import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { isAccess, isFunctionNode, memberName, parentOf, unwrapAwait } from '../syntax.js'

const CREDENTIALS =
  /^(?:\w*authorization\w*|\w*auth_?header\w*|\w*bearer\w*|\w*credentials?|(?:access_?|auth_?|raw_?|id_?)?token|jwt|\w*api_?key)$/i
const CHECKS = /verify|decode|validate|check|compare|parse|introspect/i

/**
 * What the nearest enclosing condition says of the request's credentials: `missing` under `if (!token)` and the like,
 * `refused` in the `catch` of a verification, otherwise `unknown`.
 */
export function credentialsAt(cx: AnalysisContext, node: t.Node): 'missing' | 'refused' | 'unknown' {
  const { ts } = cx
  for (let at = node; ; at = at.parent) {
    const parent = parentOf(at)
    if (parent === undefined || isFunctionNode(ts, at) || ts.isSourceFile(at)) return 'unknown'
    if (ts.isIfStatement(parent) && parent.expression !== at)
      return isMissing(cx, parent.expression, at === parent.thenStatement) ? 'missing' : 'unknown'
    if (ts.isConditionalExpression(parent) && parent.condition !== at) {
      if (isMissing(cx, parent.condition, at === parent.whenTrue)) return 'missing'
    }
    if (ts.isCatchClause(parent)) return CHECKS.test(parent.parent.tryBlock.getText()) ? 'refused' : 'unknown'
    if (ts.isSwitchStatement(parent) || ts.isIterationStatement(parent, false)) return 'unknown'
  }
}

/** Whether the condition, being `holds`, says that no credentials came. Every operand of `||` has to say so. */
function isMissing(cx: AnalysisContext, condition: t.Expression, holds: boolean): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, condition)
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return isMissing(cx, node.operand, !holds)
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken
    if (kind === ts.SyntaxKind.BarBarToken)
      return holds && isMissing(cx, node.left, true) && isMissing(cx, node.right, true)
    const isEqual = kind === ts.SyntaxKind.EqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsEqualsToken
    const isUnequal =
      kind === ts.SyntaxKind.ExclamationEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken
    return (holds ? isEqual : isUnequal) && isNothing(ts, node.right) && isCredentials(cx, node.left)
  }
  return !holds && isCredentials(cx, node)
}

function isNothing(ts: AnalysisContext['ts'], expression: t.Expression): boolean {
  return (
    expression.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'undefined') ||
    (ts.isStringLiteralLike(expression) && expression.text === '')
  )
}

/** `token`, `req.headers.authorization`, `req.get('authorization')`. */
function isCredentials(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (ts.isIdentifier(node)) return CREDENTIALS.test(node.text)
  if (isAccess(ts, node)) return CREDENTIALS.test(memberName(ts, node) ?? '')
  if (ts.isCallExpression(node)) {
    const [name] = node.arguments
    return name !== undefined && ts.isStringLiteralLike(name) && /^authorization$/i.test(name.text)
  }
  return false
}
