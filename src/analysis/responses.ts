import type * as t from 'typescript'
import type { ResponseSite } from '../model/site.js'
import { classSites } from './class-sites.js'
import type { AnalysisContext } from './context.js'
import { usesOf } from './callers.js'
import { walkFile } from './flow.js'
import { walkFunction } from './interpreter.js'
import { handlerSites } from './handler-sites.js'
import { isAnsweringHandler } from './handlers.js'
import { isJudged } from './make-site.js'
import { withProjectHeader } from './project-header.js'
import { mayReach } from './reach.js'
import { pathOf } from './resolve.js'
import { sentResult } from './results.js'
import { assignmentsTo } from './scope.js'
import { toResponseSite } from './sites.js'
import type { RawSite } from './state.js'
import { summaryOf } from './summaries.js'
import { enclosingFunction, nameOf, type FunctionNode } from './syntax.js'
import { closeness } from './usage.js'
import { alternatives, union, UNKNOWN } from './values.js'

/** Every place of the file where a 401 or a 403 is decided for a response, in the order of the walk. */
export function findResponses(cx: AnalysisContext): readonly ResponseSite[] {
  const walk = walkFile(cx)
  followUnsent(cx, walk.sites)
  const sites = [
    ...onePerPlace(onePerCall(walk.sites).flatMap((site) => placesOf(cx, site))),
    ...walk.results.flatMap((result) => sentResult(cx, result) ?? []),
    ...classSites(cx),
    ...handlerSites(cx),
  ]
  return sites.flatMap((site) =>
    isAnswer(cx, site) ? (toResponseSite(cx, withProjectHeader(cx, site), walk.sites) ?? []) : [],
  )
}

/** Looks at what callers in other files do with responses that are left unsent here. */
function followUnsent(cx: AnalysisContext, sites: readonly RawSite[]): void {
  const seen = new Set<FunctionNode>()
  for (const { course, node } of sites) {
    const fn = course?.sends.has(undefined) === true ? enclosingFunction(cx.ts, node) : undefined
    if (fn === undefined || seen.has(fn)) continue
    seen.add(fn)
    if (![...summaryOf(cx, fn).unsent.values()].some((all) => all.some((one) => one.course === course))) continue
    for (const use of usesOf(cx, fn)) {
      const caller = use.node.getSourceFile() === cx.file ? undefined : enclosingFunction(cx.ts, use.node)
      if (caller === undefined || seen.has(caller)) continue
      seen.add(caller)
      walkFunction(cx, caller)
    }
  }
}

/** A helper that sends at several places makes one site of the call that gives it the status. */
function onePerCall(sites: readonly RawSite[]): readonly RawSite[] {
  const first = new Map<t.Node, RawSite>()
  return sites.filter((site) => {
    if (site.kind !== 'call' || site.leaves.length === 0) return true
    const known = first.get(site.statusNode)
    if (known === undefined) first.set(site.statusNode, site)
    else known.leaves.push(...site.leaves)
    return known === undefined
  })
}

/** A variable that is sent at several places makes one site where it is given the status. */
function onePerPlace(sites: readonly RawSite[]): readonly RawSite[] {
  const first = new Map<t.Node, RawSite>()
  return sites.filter((site) => {
    if (site.node !== site.statusNode || site.leaves.length === 0) return true
    const known = first.get(site.node)
    if (known === undefined) first.set(site.node, site)
    else known.leaves.push(...site.leaves)
    return known === undefined
  })
}

/**
 * A status that was assigned to a variable on the way (`status = 401`) is reported where it is assigned;
 * one that a function returned (`return { status: 401 }`) is reported in that function.
 */
function placesOf(cx: AnalysisContext, site: RawSite): readonly RawSite[] {
  const judged = alternatives(site.status).filter((value) => value.kind === 'number' && isJudged([value.value]))
  if (judged.length > 0 && judged.every((value) => value.kind === 'number' && value.returned)) return []
  const assigned = judged.flatMap((value) =>
    value.kind === 'number'
      ? [value.node, ...(value.also ?? [])].flatMap((node) => (node && isAssigned(cx, node) ? [{ value, node }] : []))
      : [],
  )
  if (assigned.length === 0 || alternatives(site.status).length === 1) return [site]
  return assigned.map(({ value, node }) => ({
    ...site,
    // one of several that the variable may hold
    status: union([{ ...value, node }, UNKNOWN]),
    statusNode: node,
    node,
    end: node,
  }))
}

/** The right side of an assignment to a variable, or its initial value, in the analysed file. */
function isAssigned(cx: AnalysisContext, node: t.Node): boolean {
  const { ts } = cx
  if (node.getSourceFile() !== cx.file) return false
  const { parent } = node
  if (ts.isVariableDeclaration(parent)) return ts.isIdentifier(parent.name) && assignmentsTo(ts, parent).length > 0
  return (
    ts.isBinaryExpression(parent) &&
    parent.right === node &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isIdentifier(parent.left)
  )
}

/** Errors are answers only when they come to the framework. */
function isAnswer(cx: AnalysisContext, site: RawSite): boolean {
  if (isHabit(cx, site)) return false
  if (
    site.kind === 'class' ||
    site.error === undefined ||
    site.leaves.length === 0 ||
    site.node.getSourceFile() !== cx.file
  )
    return true
  if (site.error === 'returned') {
    const fn = enclosingFunction(cx.ts, site.node)
    return fn !== undefined && ANSWERS_RETURNED.has(site.framework.name) && takesRequest(cx, fn)
  }
  const is401 = site.status.kind === 'number' && site.status.value === 401
  return mayReach(cx, site.node, site.error, { is401, conditions: site.conditions })
}

/**
 * A habit of naming alone, in a package that uses no framework: one may hand out the object of another, as Nest does that of Express.
 * Where nothing is known of the package, the habit says something.
 */
function isHabit(cx: AnalysisContext, { evidence, node }: RawSite): boolean {
  return (
    (evidence === 'name' || evidence === 'handler') &&
    cx.frameworks.every((framework) => closeness(cx, framework, node) === 0) &&
    cx.workspace.packageOf(pathOf(cx, node.getSourceFile())) !== undefined
  )
}

/** Frameworks that answer with an error that a handler returns; elsewhere a function that returns one only makes it. */
const ANSWERS_RETURNED: ReadonlySet<string> = new Set(['hapi', 'boom', 'h3'])

/** A handler, or a function with a handler's parameters. */
function takesRequest(cx: AnalysisContext, fn: FunctionNode): boolean {
  if (isAnsweringHandler(cx, fn)) return true
  const names = fn.parameters.map((parameter) => nameOf(cx.ts, parameter.name) ?? '')
  return cx.frameworks.some((framework) =>
    framework.objects?.some(
      (object) => object.contextNames?.some((name) => names.includes(name)) && closeness(cx, framework, fn) > 0,
    ),
  )
}
