import type * as t from 'typescript'
import type { StatusSource } from '../frameworks/define.js'
import type { AnalysisContext } from './context.js'
import { unwrapAwait } from './syntax.js'
import type { Environment } from './call-environment.js'
import { asNumber, evaluate, evaluatePath, union, type Value } from './values.js'

/** The status of a call; `absent`: the call sets none, what was set before counts. */
export function statusOf(
  cx: AnalysisContext,
  source: StatusSource,
  args: readonly t.Expression[],
  environment?: Environment,
): { readonly value: Value; readonly node: t.Node | undefined } | 'absent' {
  if ('fixed' in source) return { value: { kind: 'number', value: source.fixed }, node: undefined }
  const argument = args[source.argument]
  const otherwise = 'otherwise' in source ? source.otherwise : undefined
  const fallback =
    otherwise === undefined
      ? ('absent' as const)
      : { value: { kind: 'number', value: otherwise } as const, node: undefined }
  if (args.slice(0, source.argument + 1).some((one) => cx.ts.isSpreadElement(one)))
    return { value: { kind: 'unknown' }, node: undefined }
  if (argument === undefined || ('atLeast' in source && source.atLeast !== undefined && args.length < source.atLeast))
    return fallback
  const found = (value: Value): { value: Value; node: t.Node | undefined } | 'absent' =>
    value.kind === 'nothing' ? fallback : { value: asNumber(value), node: argument }
  if ('properties' in source) {
    if (source.behindText !== undefined && isText(cx, argument)) {
      const { behindText, ...options } = source
      return statusOf(cx, { ...options, argument: behindText }, args, environment)
    }
    return found(firstProperty(cx, argument, source.properties, environment))
  }
  if ('orProperties' in source) {
    const node = unwrapAwait(cx.ts, argument)
    if (cx.ts.isObjectLiteralExpression(node)) return found(firstProperty(cx, node, source.orProperties, environment))
    const direct = evaluate(cx, node, environment)
    return direct.kind === 'unknown' ? found(firstProperty(cx, node, source.orProperties, environment)) : found(direct)
  }
  if ('codes' in source) {
    const value =
      source.property === undefined
        ? evaluate(cx, argument, environment)
        : evaluatePath(cx, argument, [source.property], environment)
    return found(withCodes(cx, value, source.codes))
  }
  const value = evaluate(cx, argument, environment)
  if ('numbersOnly' in source && source.numbersOnly === true && value.kind === 'string') return fallback
  return found(value)
}

function isText(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (ts.isObjectLiteralExpression(node)) return false
  return ts.isTemplateExpression(node) || evaluate(cx, node).kind === 'string'
}

/** Code names as the statuses that they stand for. */
export function withCodes(
  cx: AnalysisContext,
  value: Value,
  codes: Readonly<Record<string, number>> | undefined,
): Value {
  if (codes === undefined) return value
  if (value.kind === 'union') return union(value.values.map((one) => withCodes(cx, one, codes)))
  if (value.kind !== 'string') return value
  const status = Object.hasOwn(codes, value.value) ? codes[value.value] : undefined
  return status === undefined ? value : { kind: 'number', value: status, node: value.node }
}

function firstProperty(
  cx: AnalysisContext,
  argument: t.Expression,
  names: readonly string[],
  environment: Environment | undefined,
): Value {
  let value: Value = { kind: 'nothing' }
  for (const name of names) {
    value = evaluatePath(cx, argument, [name], environment)
    if (value.kind !== 'nothing') return value
  }
  return value
}
