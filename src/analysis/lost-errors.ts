import type * as t from 'typescript'
import type { Framework } from '../frameworks/define.js'
import type { AnalysisContext } from './context.js'
import { leavesFunction } from './reach.js'
import { pathOf } from './resolve.js'
import { enclosingFunction, isAccess, memberName, nameOf, type FunctionNode } from './syntax.js'
import { closeness, closest } from './usage.js'

/** Files that mount a handler's file, and those that mount them. */
const MOST_LEVELS = 2

/**
 * Whether what is thrown at `node` ends as a 500: a framework's own handler throws it, nothing of the project stands between, and
 * the framework makes a 500 of it. `made`: the library whose error it is, or `response` for a whole response.
 */
export function isLost(cx: AnalysisContext, node: t.Node, made: Framework | 'response'): boolean {
  const host = closest(cx, node, (one) => one.thrown !== undefined)
  if (host?.thrown === undefined || host === made || closeness(cx, host, node) < 2) return false
  const { status, libraries, losesResponses } = host.thrown
  const isUnknown =
    made === 'response'
      ? losesResponses === true
      : status.length === 0 && made.thrown === undefined && libraries?.includes(made.name) !== true
  const fn = isUnknown ? enclosingFunction(cx.ts, node) : undefined
  return fn !== undefined && isHandlerOf(cx, fn, host) && leavesFunction(cx, node) && !mayBeHandled(cx, host)
}

/** A function that the framework calls itself: exported by its convention, or given to one of its registrars, and wrapped by nothing. */
function isHandlerOf(cx: AnalysisContext, fn: FunctionNode, host: Framework): boolean {
  const { ts } = cx
  const { parent } = fn
  if (ts.isCallExpression(parent) && isAccess(ts, parent.expression)) {
    const name = memberName(ts, parent.expression) ?? ''
    return host.handlers?.some(({ registrars }) => registrars.includes(name)) ?? false
  }
  const name = exportedName(cx, fn)
  const path = pathOf(cx, fn)
  return (
    name !== undefined && (host.files?.some((file) => file.path.test(path) && file.exports.includes(name)) ?? false)
  )
}

/** `export function GET`, `export default function`, `export const GET = () => …`. */
function exportedName(cx: AnalysisContext, fn: FunctionNode): string | undefined {
  const { ts } = cx
  const owner =
    ts.isVariableDeclaration(fn.parent) && ts.isVariableStatement(fn.parent.parent.parent)
      ? fn.parent.parent.parent
      : ts.isFunctionDeclaration(fn)
        ? fn
        : undefined
  const kinds = owner?.modifiers?.map(({ kind }) => kind) ?? []
  if (!kinds.includes(ts.SyntaxKind.ExportKeyword)) return undefined
  if (kinds.includes(ts.SyntaxKind.DefaultKeyword)) return 'default'
  return ts.isVariableDeclaration(fn.parent)
    ? nameOf(ts, fn.parent.name)
    : ts.isFunctionDeclaration(fn)
      ? fn.name?.text
      : undefined
}

/** Whether the file, or one that mounts it, has an error handler. */
function mayBeHandled(cx: AnalysisContext, host: Framework): boolean {
  const names = (host.central ?? []).flatMap(({ sees, registrars = [], properties = [] }) =>
    sees === 'errors' ? [...registrars, ...properties] : [],
  )
  if (names.length === 0) return false
  const handles = new RegExp(`\\b(?:${names.join('|')})\\b`)
  const seen = new Set<string>()
  let level: readonly string[] = [cx.path]
  for (let depth = 0; depth <= MOST_LEVELS && level.length > 0; depth += 1) {
    for (const path of level) {
      seen.add(path)
      const text = path === cx.path ? cx.file.text : cx.workspace.sourceFile(path)?.text
      if (text !== undefined && handles.test(text)) return true
    }
    level = level.flatMap((path) => cx.workspace.importersOf(path)).filter((path) => !seen.has(path))
  }
  return false
}
