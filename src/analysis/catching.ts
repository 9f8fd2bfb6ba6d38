import type * as t from 'typescript'
import { isAnsweredBefore, STATUS_FIELD } from './answered-errors.js'
import type { AnalysisContext } from './context.js'
import { functionOf } from './called-function.js'
import { isAccess, isFunctionNode, memberName, nameOf, unwrapAwait } from './syntax.js'

/** Functions that are given an error to pass on: continuations and rejections. */
export const PASSES_ON = /^(?:next|done|cb|callback|reject|fail)$/

const MOST_DEPTH = 3
/** Objects and functions that record an error and do nothing else with it. */
const RECORDER = /log|console|sentry|debug|span|telemetry|posthog|metric|newrelic|rollbar|bugsnag/i
const RECORDS =
  /^(?:log|warn|info|debug|trace|error|fatal|print|capture|report|track|record|notify|log[A-Z].*|capture[A-Z].*|report[A-Z].*|track[A-Z].*|record[A-Z].*|getErrorMessage|String|Boolean|inspect)$/

/**
 * What a catch clause (or a rejection handler) makes of its error: `passes`: the error, or its status, goes on;
 * `ends`: it is swallowed, replaced, or answered in another way. `is401`: it is an error of 401, which a test may single out.
 */
export function catchOutcome(
  cx: AnalysisContext,
  name: t.BindingName | undefined,
  body: t.Node,
  is401: boolean,
  depth = 0,
): 'passes' | 'ends' {
  const { ts } = cx
  if (name === undefined || !ts.isIdentifier(name)) return 'ends'
  const { text } = name
  const isError = (node: t.Node | undefined): boolean => {
    const expression = node && ts.isExpression(node) ? unwrapAwait(ts, node) : undefined
    return expression !== undefined && ts.isIdentifier(expression) && expression.text === text
  }
  // a 401 of its own is reported there
  const hasOwnStatus = /\b401\b|unauthorized\b/i.test(body.getText())
  const found: { passes: boolean } = { passes: false }
  const passesAt = (node: t.Node): void => {
    found.passes ||= !is401 || !isAnsweredBefore(cx, node, text, body)
  }
  const visit = (node: t.Node): void => {
    if (found.passes || (isFunctionNode(ts, node) && node !== body.parent)) return
    if (ts.isThrowStatement(node) && isError(node.expression)) passesAt(node)
    else if (isAccess(ts, node) && isError(node.expression) && STATUS_FIELD.test(memberName(ts, node) ?? ''))
      found.passes ||= !hasOwnStatus && !isInTest(cx, node)
    else if (
      ts.isCallExpression(node) &&
      node.arguments.some((argument) => isError(argument) || isErrorIn(cx, argument, isError))
    ) {
      if (isContinuation(cx, node) || (!hasOwnStatus && handsOn(cx, node, isError, is401, depth))) passesAt(node)
    } else if (ts.isVariableDeclaration(node) && isError(node.initializer) && ts.isObjectBindingPattern(node.name))
      found.passes ||=
        !hasOwnStatus &&
        node.name.elements.some((one) => STATUS_FIELD.test(nameOf(ts, one.propertyName ?? one.name) ?? ''))
    ts.forEachChild(node, visit)
  }
  visit(body)
  return found.passes ? 'passes' : 'ends'
}

/** `respond({ res, error })`. */
function isErrorIn(cx: AnalysisContext, argument: t.Expression, isError: (node: t.Node) => boolean): boolean {
  const { ts } = cx
  if (!ts.isObjectLiteralExpression(argument)) return false
  return argument.properties.some(
    (property) =>
      (ts.isPropertyAssignment(property) && isError(property.initializer)) ||
      (ts.isShorthandPropertyAssignment(property) && isError(property.name)),
  )
}

/** `next(err)`, `reject(err)`. */
function isContinuation(cx: AnalysisContext, node: t.CallExpression): boolean {
  return PASSES_ON.test(calleeName(cx, node))
}

function calleeName(cx: AnalysisContext, node: t.CallExpression): string {
  const callee = unwrapAwait(cx.ts, node.expression)
  return cx.ts.isIdentifier(callee) ? callee.text : isAccess(cx.ts, callee) ? (memberName(cx.ts, callee) ?? '') : ''
}

/** Whether a call that is given the error may answer with it: `next(err)`, `return handleError(err, res)`. */
function handsOn(
  cx: AnalysisContext,
  node: t.CallExpression,
  isError: (node: t.Node) => boolean,
  is401: boolean,
  depth: number,
): boolean {
  const { ts } = cx
  const callee = unwrapAwait(ts, node.expression)
  const name = calleeName(cx, node)
  if (RECORDS.test(name) || (isAccess(ts, callee) && RECORDER.test(callee.expression.getText()))) return false
  if (name === 'json' || (name === 'send' && node.arguments.length !== 1)) return false
  let at: t.Node = node
  while (ts.isAwaitExpression(at.parent) || ts.isParenthesizedExpression(at.parent)) at = at.parent
  if (
    !ts.isExpressionStatement(at.parent) &&
    !ts.isReturnStatement(at.parent) &&
    !(ts.isArrowFunction(at.parent) && at.parent.body === at)
  )
    return false
  // a function of the project that is given the error: what it makes of it
  const fn = depth < MOST_DEPTH ? functionOf(cx, node.expression) : undefined
  const parameter = fn?.parameters[node.arguments.findIndex(isError)]
  return (
    fn?.body === undefined ||
    parameter === undefined ||
    catchOutcome(cx, parameter.name, fn.body, is401, depth + 1) === 'passes'
  )
}

/** `if (err.status === 404)`: a test of the status sends nothing. */
function isInTest(cx: AnalysisContext, node: t.Node): boolean {
  const { ts } = cx
  const { parent } = node
  return ts.isBinaryExpression(parent) && /^[!=]==?$/.test(parent.operatorToken.getText())
}
