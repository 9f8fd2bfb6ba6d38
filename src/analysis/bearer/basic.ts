import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { findDeclaration } from '../scope.js'
import { enclosingFunction } from '../syntax.js'
import type { TokenTake } from './operations.js'
import { functionName, referencesTo } from './references.js'
import { isFallback, outermost } from './syntax.js'
import { BASE64_DECODER, BASIC_NAME } from './vocabulary.js'

/** Whether what is taken is Basic credentials: a name says so, or the token is decoded from Base64 as it is. */
export function isBasic(cx: AnalysisContext, take: TokenTake): boolean {
  const { ts } = cx
  const names = [
    take.value.declaration?.name,
    ...take.picks.map((pick) => (ts.isBindingElement(pick) ? pick.name : holderOf(cx, pick))),
  ]
  if (names.some((name) => name !== undefined && ts.isIdentifier(name) && BASIC_NAME.test(name.text))) return true
  const fn = enclosingFunction(ts, take.node)
  if (fn && BASIC_NAME.test(functionName(ts, fn) ?? '')) return true
  return take.picks.some((pick) =>
    ts.isBindingElement(pick) ? referencesTo(ts, pick).some((name) => isDecoded(cx, name)) : isDecoded(cx, pick),
  )
}

/** The name that an expression is put into. */
function holderOf(cx: AnalysisContext, expression: t.Expression): t.Node | undefined {
  const { ts } = cx
  const { parent } = widest(cx, expression)
  if (ts.isVariableDeclaration(parent)) return parent.name
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
    ? parent.left
    : undefined
}

/** Out of casts, fallbacks, `a && token`, `a ? token : b`. */
function widest(cx: AnalysisContext, expression: t.Expression): t.Expression {
  const { ts } = cx
  let node = outermost(ts, expression)
  for (;;) {
    const { parent } = node
    if (
      ts.isBinaryExpression(parent) &&
      (isFallback(ts, parent.operatorToken.kind) || parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
    )
      node = outermost(ts, parent)
    else if (ts.isConditionalExpression(parent) && parent.condition !== node) node = outermost(ts, parent)
    else return node
  }
}

function isDecoded(cx: AnalysisContext, expression: t.Expression, depth = 0): boolean {
  const { ts } = cx
  const node = widest(cx, expression)
  const { parent } = node
  if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== node) {
    const [first, encoding] = parent.arguments ?? []
    if (first === node && encoding && ts.isStringLiteralLike(encoding) && /^base64(?:url)?$/.test(encoding.text))
      return true
    return BASE64_DECODER.test(parent.expression.getText())
  }
  if (depth > 2) return false
  const name = holderOf(cx, node)
  if (name === undefined || !ts.isIdentifier(name)) return false
  const declaration = findDeclaration(ts, name)
  return (
    declaration !== undefined &&
    referencesTo(ts, declaration).some((reference) => reference !== name && isDecoded(cx, reference, depth + 1))
  )
}
