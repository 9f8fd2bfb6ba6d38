import type * as t from 'typescript'
import { usesOf } from './callers.js'
import type { AnalysisContext } from './context.js'
import { walkFunction } from './interpreter.js'
import { isJudged } from './make-site.js'
import type { RawSite, State } from './state.js'
import { enclosingFunction, isWrapper, nameOf, type FunctionNode } from './syntax.js'
import { alternatives, evaluate, numbersOf } from './values.js'
import type { ResultObject, Walk } from './walk.js'

/** Properties of a result that callers send as the status. */
const STATUS_PROPERTY = /^(?:status|statusCode|httpStatus|httpCode|code|error|errorCode)$/
/** Callers of callers that are looked at. */
const DEEPEST = 3
const MOST_WALKS = 24

/** Notes a status of 401 or 403 in an object that a function returns. */
export function noteResult(walk: Walk, node: t.ObjectLiteralExpression, state: State): void {
  const { cx } = walk
  const { ts } = cx
  if (node.getSourceFile() !== cx.file) return
  for (const property of node.properties) {
    if (!ts.isPropertyAssignment(property) || !STATUS_PROPERTY.test(nameOf(ts, property.name) ?? '')) continue
    const value = evaluate(cx, property.initializer)
    if (value.kind === 'number' && value.quoted !== true && isJudged([value.value]) && isReturned(cx, node))
      walk.results.push({ literal: property.initializer, conditions: state.conditions })
  }
}

function isReturned(cx: AnalysisContext, node: t.Node): boolean {
  const { ts } = cx
  for (let at = node; ; at = at.parent) {
    const { parent } = at
    if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === at)) return true
    const isThrough =
      isWrapper(ts, parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isObjectLiteralExpression(parent) ||
      (ts.isConditionalExpression(parent) && parent.condition !== at)
    if (!isThrough) return false
  }
}

/** The response that a returned status becomes, when a caller is seen to send it. */
export function sentResult(cx: AnalysisContext, result: ResultObject): RawSite | undefined {
  const value = evaluate(cx, result.literal)
  const place = value.kind === 'number' ? value.node : undefined
  const start = enclosingFunction(cx.ts, result.literal)
  if (place === undefined || start === undefined) return undefined
  const seen = new Set<FunctionNode>([start])
  let level: readonly FunctionNode[] = [start]
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const callers = new Set(
      level.flatMap((fn) => usesOf(cx, fn)).flatMap((use) => enclosingFunction(cx.ts, use.node) ?? []),
    )
    for (const caller of callers) {
      if (seen.size > MOST_WALKS) return undefined
      if (seen.has(caller)) continue
      seen.add(caller)
      const sender = sitesOf(cx, caller).find(
        (site) =>
          site.leaves.length > 0 &&
          alternatives(site.status).some(
            (one) => one.kind === 'number' && (one.node === place || one.also?.includes(place) === true),
          ),
      )
      if (sender) return asResult(sender, result, numbersOf(value))
    }
    level = [...callers]
  }
  return undefined
}

function asResult(sender: RawSite, { literal, conditions }: ResultObject, numbers: readonly number[]): RawSite {
  const { framework, evidence, form, leaves } = sender
  return {
    kind: 'build',
    framework,
    evidence,
    status: { kind: 'number', value: numbers[0] ?? 0 },
    statusNode: literal,
    node: literal,
    end: literal,
    form,
    conditions,
    leaves,
  }
}

const walked = new WeakMap<AnalysisContext, Map<FunctionNode, readonly RawSite[]>>()

function sitesOf(cx: AnalysisContext, fn: FunctionNode): readonly RawSite[] {
  let all = walked.get(cx)
  if (all === undefined) walked.set(cx, (all = new Map<FunctionNode, readonly RawSite[]>()))
  const known = all.get(fn)
  if (known) return known
  const { sites } = walkFunction(cx, fn)
  all.set(fn, sites)
  return sites
}
