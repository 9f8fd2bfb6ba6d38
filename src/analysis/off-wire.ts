import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { resolveDeclaration, superTarget } from './resolve.js'
import { findNamed } from './scope.js'
import { isAccess, memberName, nameOf, unwrap, type FunctionNode } from './syntax.js'
import { handsErrorsOn } from './verify-callbacks.js'

/** Packages whose callbacks answer no HTTP request: sockets, collaboration servers, queues, schedulers. */
const OFF_WIRE =
  /^(?:ws|socket\.io(?:-.*)?|@hocuspocus\/.+|@nestjs\/(?:websockets|bull|bullmq|schedule|microservices|event-emitter)|bull|bullmq|node-cron|cron|agenda|amqplib|kafkajs|commander|yargs)$/
/** Names of sockets and socket servers. */
const SOCKET = /^(?:io|socket|wss?|nsp|namespace|wsServer|socketServer|socketio|webSocketServer)$/i
/** Hooks of socket and collaboration servers, by property or method name. */
const SOCKET_HOOK =
  /^(?:onAuthenticate|onConnect|onLoadDocument|onUpgrade|verifyClient|handleConnection|handleUpgrade|afterInit)$/
const DECORATOR =
  /^(?:WebSocketGateway|SubscribeMessage|MessagePattern|EventPattern|OnEvent|Cron|Interval|Timeout|Process|Processor|Command)$/
/** Calls that run a callback later, outside of the request. */
const LATER =
  /^(?:setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|schedule|subscribe|on|once|addListener|addEventListener|process|consume)$/

/** Whether a function is run by a socket, a queue, a scheduler or a command line: what it throws is no HTTP answer. */
export function isOffWire(cx: AnalysisContext, fn: FunctionNode): boolean {
  const { ts } = cx
  const name =
    'name' in fn && fn.name
      ? nameOf(ts, fn.name)
      : ts.isPropertyAssignment(fn.parent)
        ? nameOf(ts, fn.parent.name)
        : undefined
  if (name !== undefined && SOCKET_HOOK.test(name)) return true
  if (fn.parameters.some((parameter) => parameter.type && comesFromOffWire(cx, parameter.type))) return true
  const owner = ts.isClassLike(fn.parent) ? fn.parent : undefined
  const decorated = [fn, ...(owner ? [owner] : [])].flatMap((node) =>
    ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : [],
  )
  if (decorated.some((decorator) => DECORATOR.test(/^\w+/.exec(decorator.expression.getText())?.[0] ?? ''))) return true
  const base = owner && superTarget(cx, owner)
  return base?.kind === 'external' && OFF_WIRE.test(base.module)
}

/** Whether a call takes a callback that answers no HTTP request: `io.use(…)`, `new Strategy(options, verify)`, `queue.process(…)`. */
export function isOffWireCall(cx: AnalysisContext, call: t.CallExpression | t.NewExpression): boolean {
  const { ts } = cx
  const callee = unwrap(ts, call.expression)
  if (ts.isNewExpression(call)) {
    const name = ts.isIdentifier(callee) ? callee.text : isAccess(ts, callee) ? (memberName(ts, callee) ?? '') : ''
    // a verify callback hands its error to passport, and what that does with it is decided where `authenticate` is called
    return /Strategy$/.test(name) ? !handsErrorsOn(cx, call) : /^(?:Worker|CronJob)$/.test(name)
  }
  if (ts.isIdentifier(callee)) return LATER.test(callee.text)
  if (!isAccess(ts, callee)) return false
  const name = memberName(ts, callee) ?? ''
  if (LATER.test(name)) return !isRequestEvent(cx, call)
  return SOCKET.test(rootName(cx, callee.expression))
}

function isRequestEvent(cx: AnalysisContext, call: t.CallExpression): boolean {
  const [first] = call.arguments
  return (
    first !== undefined && cx.ts.isStringLiteralLike(first) && /^(?:request|data|end|finish|close)$/.test(first.text)
  )
}

/** `io` of `io.of('/chat').use(…)`. */
function rootName(cx: AnalysisContext, expression: t.Expression): string {
  const { ts } = cx
  const node = unwrap(ts, expression)
  if (ts.isIdentifier(node)) return node.text
  if (ts.isCallExpression(node)) return rootName(cx, node.expression)
  if (!isAccess(ts, node)) return ''
  return node.expression.kind === ts.SyntaxKind.ThisKeyword
    ? (memberName(ts, node) ?? '')
    : rootName(cx, node.expression)
}

function comesFromOffWire(cx: AnalysisContext, type: t.TypeNode): boolean {
  const { ts } = cx
  if (!ts.isTypeReferenceNode(type)) return false
  const first = ts.isIdentifier(type.typeName)
    ? type.typeName.text
    : ts.isIdentifier(type.typeName.left)
      ? type.typeName.left.text
      : undefined
  const declaration = first === undefined ? undefined : findNamed(ts, type, first)
  const target = declaration && resolveDeclaration(cx, declaration)
  return target?.kind === 'external' && OFF_WIRE.test(target.module)
}
