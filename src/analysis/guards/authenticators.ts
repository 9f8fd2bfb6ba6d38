import type * as t from 'typescript'
import { factsOf } from '../api.js'
import type { AnalysisContext } from '../context.js'
import { createMemory } from '../memory.js'
import { walkFunction } from '../interpreter.js'
import { pathOf, resolve } from '../resolve.js'
import type { Condition } from '../state.js'
import { functionOf } from '../called-function.js'
import { summaryOf } from '../summaries.js'
import { isAccess, isFunctionNode, memberName, unwrap, unwrapAwait, type FunctionNode } from '../syntax.js'
import { numbersOf } from '../values.js'
import { readCatch } from './catches.js'
import { readTest } from './conditions.js'
import { pathText, speakingName } from './names.js'

const LETS_ANYBODY = /optional|maybe|public|anonymous|soft|unauth|guest|attach|populate/i
const AUTH_NAME =
  /auth|session|user|login|jwt|token|protect|guard|verify|secure|passport|require|logged|identity|principal/i

/** Whether a middleware, hook or wrapper lets only known callers through: by the library, by a setting, or because it answers 401 itself. */
export function isAuthenticator(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrap(ts, expression)
  const callee = ts.isCallExpression(node) ? node.expression : node
  const name = isFunctionNode(ts, node) ? '' : speakingName(cx, node)
  if (LETS_ANYBODY.test(name)) return false
  if (
    ts.isCallExpression(node) &&
    node.arguments.some((argument) =>
      /\boptional\s*:\s*true|\brequired\s*:\s*false|credentialsRequired\s*:\s*false/.test(argument.getText()),
    )
  )
    return false
  // fastify.auth([fastify.verifyJwt])
  if (
    ts.isCallExpression(node) &&
    node.arguments.some(
      (argument) =>
        ts.isArrayLiteralExpression(argument) &&
        argument.elements.length > 0 &&
        argument.elements.every((one) => isAccess(ts, one) && isAuthenticator(cx, one)),
    )
  )
    return true
  if (cx.settings.authenticators?.some((one) => one === name || one === pathText(cx, callee))) return true
  if (factsOf(cx, callee).some((one) => one.kind === 'authenticator')) return true
  const fn = isFunctionNode(ts, node) ? node : (functionOf(cx, callee) ?? decoratedFunction(cx, callee))
  if (fn !== undefined) return refusesStrangers(cx, fn, name) || handsOver(cx, node)
  const target = resolve(cx, callee)
  return target?.kind === 'node' && ts.isClassLike(target.node) && /Auth\w*Guard$/.test(target.node.name?.text ?? '')
}

/** `(request, reply) => app.verifySession(request, reply)`: a hook that does nothing before it hands the request to an authenticator. */
function handsOver(cx: AnalysisContext, hook: t.Expression): boolean {
  const { ts } = cx
  if (!ts.isArrowFunction(hook) && !ts.isFunctionExpression(hook)) return false
  const [request] = hook.parameters
  const first = ts.isBlock(hook.body) ? hook.body.statements.at(0) : hook.body
  if (request === undefined || first === undefined) return false
  const value = ts.isExpressionStatement(first) || ts.isReturnStatement(first) ? first.expression : hook.body
  const call = value && ts.isExpression(value) ? unwrapAwait(ts, value) : undefined
  if (call === undefined || !ts.isCallExpression(call) || !isAccess(ts, call.expression)) return false
  return call.arguments[0]?.getText() === request.name.getText() && isAuthenticator(cx, call.expression)
}

/** `app.verifySession`, which some plugin of the package has put there: `app.decorate('verifySession', verifySession)`. */
export function decoratedFunction(cx: AnalysisContext, callee: t.Expression): FunctionNode | undefined {
  const { ts } = cx
  const node = unwrap(ts, callee)
  const name = isAccess(ts, node) ? memberName(ts, node) : undefined
  if (name === undefined) return undefined
  for (const path of cx.workspace.filesDecorating(pathOf(cx, node), name)) {
    const file = cx.workspace.sourceFile(path)
    const found = file && findDecoration(cx, file, name)
    if (found) return found
  }
  return undefined
}

function findDecoration(cx: AnalysisContext, file: t.SourceFile, name: string): FunctionNode | undefined {
  const { ts } = cx
  let found: FunctionNode | undefined
  const visit = (node: t.Node): void => {
    if (found) return
    if (
      ts.isCallExpression(node) &&
      isAccess(ts, node.expression) &&
      /^decorate(?:Request|Reply)?$/.test(memberName(ts, node.expression) ?? '')
    ) {
      const [first, second] = node.arguments
      if (first && second && ts.isStringLiteralLike(first) && first.text === name) {
        const value = unwrap(ts, second)
        found = isFunctionNode(ts, value) ? value : functionOf(cx, value)
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

const judged = createMemory<boolean>()

/** Whether a function stops callers who are not known: it answers 401 and is named so, or a test of it says for whom. */
function refusesStrangers(cx: AnalysisContext, fn: FunctionNode, name: string): boolean {
  const { answers, throws } = summaryOf(cx, fn)
  const statuses = new Set([...answers, ...throws])
  if (statuses.has(401) && AUTH_NAME.test(name)) return true
  // a page's guard sends strangers to the login
  if (
    AUTH_NAME.test(name) &&
    /\bredirect\(/.test(fn.getText()) &&
    /isAuthenticated\(\)|\breq\.(?:user|session)\b/.test(fn.getText())
  )
    return true
  if (!statuses.has(401) && !statuses.has(403)) return false
  const judge = (): boolean =>
    walkFunction(cx, fn).sites.some(
      (site) =>
        numbersOf(site.status).some((status) => status === 401 || status === 403) &&
        site.conditions.some((condition) => isAboutStrangers(cx, condition)),
    )
  return judged.recall(cx, fn) ?? judged.learn(cx, fn, judge, () => true)
}

function isAboutStrangers(cx: AnalysisContext, condition: Condition): boolean {
  const topics =
    condition.kind === 'catch'
      ? readCatch(cx, condition.clause).topics
      : condition.kind === 'test'
        ? readTest(cx, condition.expression, condition.holds).topics
        : []
  return topics.includes('missing-principal') || topics.includes('invalid-credentials')
}
