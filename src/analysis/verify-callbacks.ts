import type * as t from 'typescript'
import { catchOutcome, PASSES_ON } from './catching.js'
import type { AnalysisContext } from './context.js'
import { occurrencesOf } from './occurrences.js'
import { isAccess, isFunctionNode, nameOf, unwrap, type FunctionNode } from './syntax.js'

/**
 * Whether passport gives an error of a verify callback to the next error handler: the callback catches it and calls `done` with it, and where
 * the same file asks for the strategy by its name, `passport.authenticate(name)` has no callback of its own, or one that passes the error on.
 */
export function handsErrorsOn(cx: AnalysisContext, strategy: t.NewExpression): boolean {
  const { ts } = cx
  const verify = functionAmong(cx, strategy.arguments ?? [])
  const name = nameOfStrategy(cx, strategy)
  if (verify === undefined || name === undefined || !givesErrorsToDone(cx, verify)) return false
  const asked = occurrencesOf(ts, strategy.getSourceFile(), 'authenticate').flatMap((one) => {
    const call = one.parent.parent
    return isAccess(ts, one.parent) && ts.isCallExpression(call) && textOf(cx, call.arguments[0]) === name ? [call] : []
  })
  return asked.length > 0 && asked.every((call) => passesErrorsOn(cx, call))
}

/** `login` of `passport.use('login', new LocalStrategy(…))`. */
function nameOfStrategy(cx: AnalysisContext, strategy: t.NewExpression): string | undefined {
  const { parent } = strategy
  return cx.ts.isCallExpression(parent) && parent.arguments[1] === strategy
    ? textOf(cx, parent.arguments[0])
    : undefined
}

function textOf({ ts }: AnalysisContext, node: t.Expression | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined
}

function functionAmong({ ts }: AnalysisContext, nodes: readonly t.Expression[]): FunctionNode | undefined {
  return nodes.map((node) => unwrap(ts, node)).find((node) => isFunctionNode(ts, node))
}

/** `catch (error) { return done(error) }`. */
function givesErrorsToDone(cx: AnalysisContext, verify: FunctionNode): boolean {
  const { ts } = cx
  const done = nameOf(ts, verify.parameters.at(-1)?.name)
  if (done === undefined || !PASSES_ON.test(done)) return false
  return occurrencesOf(ts, verify, done).some((one) => {
    const call = one.parent
    if (!ts.isCallExpression(call) || call.expression !== one) return false
    const given = call.arguments[0]
    for (let at: t.Node = call; at !== verify; at = at.parent)
      if (ts.isCatchClause(at)) return given !== undefined && given.getText() === at.variableDeclaration?.name.getText()
    return false
  })
}

function passesErrorsOn(cx: AnalysisContext, call: t.CallExpression): boolean {
  const callback = functionAmong(cx, call.arguments)
  return (
    callback?.body === undefined || catchOutcome(cx, callback.parameters[0]?.name, callback.body, false) === 'passes'
  )
}
