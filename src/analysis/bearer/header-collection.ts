import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { assignmentsTo, findDeclaration } from '../scope.js'
import { isAccess, memberName, unwrapAwait } from '../syntax.js'
import { boundName, isFallback, lastName, methodCall } from './syntax.js'
import { COLLECTION_GETTER, COLLECTION_NAME, FOREIGN_OWNER } from './vocabulary.js'

const MOST_DEPTH = 8
const REQUESTS = /^_?(?:req|request)$/

/** Whether an expression is the collection of the request's header fields: `req.headers`, `await headers()`, a variable of these. */
export function isHeaderCollection(cx: AnalysisContext, expression: t.Expression, depth = 0): boolean {
  const { ts } = cx
  if (depth > MOST_DEPTH) return false
  const again = (node: t.Expression): boolean => isHeaderCollection(cx, node, depth + 1)
  const node = unwrapAwait(ts, expression)
  if (isAccess(ts, node)) {
    const name = memberName(ts, node)
    return name !== undefined && COLLECTION_NAME.test(name) && !isForeign(cx, node.expression)
  }
  if (ts.isIdentifier(node)) return isCollectionName(cx, node, depth)
  if (ts.isBinaryExpression(node) && isFallback(ts, node.operatorToken.kind))
    return again(node.left) || again(node.right)
  if (ts.isConditionalExpression(node)) return again(node.whenTrue) || again(node.whenFalse)
  if (ts.isObjectLiteralExpression(node))
    return node.properties.some((property) => ts.isSpreadAssignment(property) && again(property.expression))
  if (ts.isNewExpression(node))
    return lastName(ts, node) === 'Headers' && node.arguments?.[0] !== undefined && again(node.arguments[0])
  if (!ts.isCallExpression(node)) return false
  const name = lastName(ts, node.expression)
  const method = methodCall(ts, node)
  if (name !== undefined && COLLECTION_GETTER.test(name)) return method === undefined || !isForeign(cx, method.receiver)
  // Hono's `c.req.header()` without a name
  if (name === 'header' && node.arguments.length === 0 && method && REQUESTS.test(lastName(ts, method.receiver) ?? ''))
    return true
  const [only] = node.arguments
  if (name === 'fromEntries' && only !== undefined) return again(methodCall(ts, only)?.receiver ?? only)
  if (name === 'assign') return node.arguments.some(again)
  return false
}

/** Whether headers of this owner belong to an answer or to a request that the program sends itself. */
export function isForeign(cx: AnalysisContext, owner: t.Expression): boolean {
  const name = lastName(cx.ts, owner)
  return name !== undefined && FOREIGN_OWNER.test(name)
}

function isCollectionName(cx: AnalysisContext, node: t.Identifier, depth: number): boolean {
  const { ts } = cx
  const declaration = findDeclaration(ts, node)
  if (declaration === undefined) return false
  if (ts.isParameter(declaration)) return COLLECTION_NAME.test(node.text) || isDecorated(cx, declaration)
  if (ts.isBindingElement(declaration)) return isCollectionBinding(cx, declaration)
  if (!ts.isVariableDeclaration(declaration)) return false
  const values = [...(declaration.initializer ? [declaration.initializer] : []), ...assignmentsTo(ts, declaration)]
  return values.some((value) => value !== node && isHeaderCollection(cx, value, depth + 1))
}

/** Nest: `@Headers() all`; routing-controllers: `@HeaderParams() all`. */
function isDecorated(cx: AnalysisContext, parameter: t.ParameterDeclaration): boolean {
  const { ts } = cx
  return (ts.getDecorators(parameter) ?? []).some(
    ({ expression: call }) =>
      ts.isCallExpression(call) &&
      call.arguments.length === 0 &&
      /^(?:Headers|HeaderParams)$/.test(lastName(ts, call) ?? ''),
  )
}

/** `const { headers } = req`, `({ headers }) => …`, `const { headers: { … } } = req`. */
export function isCollectionBinding(cx: AnalysisContext, element: t.BindingElement): boolean {
  const { ts } = cx
  const name = boundName(ts, element)
  if (name === undefined || !COLLECTION_NAME.test(name) || !ts.isObjectBindingPattern(element.parent)) return false
  const owner = element.parent.parent
  if (ts.isVariableDeclaration(owner)) return owner.initializer === undefined || !isForeign(cx, owner.initializer)
  if (ts.isBindingElement(owner)) {
    const outer = boundName(ts, owner)
    return outer === undefined || !FOREIGN_OWNER.test(outer)
  }
  return true
}
