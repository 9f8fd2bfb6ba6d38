import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { assignmentsTo, findDeclaration } from '../scope.js'
import { stringValue } from '../strings.js'
import { isAccess, memberName, unwrap } from '../syntax.js'
import { headerValue, type HeaderValue } from './header-value.js'
import type { Operation, TokenTake } from './operations.js'
import { partTest } from './collect-split.js'
import { methodCall } from './syntax.js'
import { testsOfWord } from './word-tests.js'

/** `header.slice(7)` takes the token; `header.slice(0, 7)` is the scheme, to be compared. */
export function collectCut(cx: AnalysisContext, node: t.CallExpression, value: HeaderValue): readonly Operation[] {
  const { ts } = cx
  const [from, to] = node.arguments
  if (from === undefined) return []
  const start = offsetOf(cx, from)
  if (start === 0)
    return to === undefined
      ? []
      : testsOfWord(cx, node).map((test) => ({ ...partTest(test, value), form: 'part' as const }))
  // a piece of fixed length is no token: a preview for a log
  if (
    start === undefined ||
    (to !== undefined && offsetOf(cx, to) !== undefined && ts.isNumericLiteral(unwrap(ts, to)))
  )
    return []
  return [{ kind: 'take', form: 'cut', node, value, at: start, picks: [node], call: node }]
}

/** The number that an offset evaluates to: `7`, `'Bearer '.length`, `PREFIX.length`, `header.indexOf(' ') + 1`. */
function offsetOf(
  cx: AnalysisContext,
  expression: t.Expression,
  depth = 0,
): number | Extract<TokenTake['at'], 'after-space'> | undefined {
  const { ts } = cx
  const node = unwrap(ts, expression)
  if (depth > 4) return undefined
  if (ts.isNumericLiteral(node)) return Number(node.text)
  if (isAccess(ts, node) && memberName(ts, node) === 'length') return stringValue(cx, node.expression)?.length
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const left = offsetOf(cx, node.left, depth + 1)
    const right = offsetOf(cx, node.right, depth + 1)
    if (typeof left === 'number' && typeof right === 'number') return left + right
    return left === 'after-space' || right === 'after-space' ? 'after-space' : undefined
  }
  const method = methodCall(ts, node)
  if (method && /^(?:indexOf|lastIndexOf|search)$/.test(method.name)) {
    const [what] = method.call.arguments
    return what && stringValue(cx, what) === ' ' && headerValue(cx, method.receiver) ? 'after-space' : undefined
  }
  const declaration = ts.isIdentifier(node) ? findDeclaration(ts, node) : undefined
  if (
    !declaration ||
    !ts.isVariableDeclaration(declaration) ||
    !declaration.initializer ||
    assignmentsTo(ts, declaration).length > 0
  )
    return undefined
  return offsetOf(cx, declaration.initializer, depth + 1)
}
