import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { walkFunction } from './interpreter.js'
import { filesImporting } from './importers.js'
import { occurrencesOf } from './occurrences.js'
import { pathOf, resolve } from './resolve.js'
import { enclosingFunction } from './syntax.js'
import { mayHoldResponses } from './text-test.js'

const known = new WeakMap<AnalysisContext, Map<t.ClassLikeDeclaration, number | undefined>>()

/**
 * The status with which the project answers errors of a class that carries none itself: what is sent where `error instanceof Denied` holds.
 * `undefined` where nothing is sent there that is judged, or more than one status.
 */
export function mappedStatus(cx: AnalysisContext, owner: t.ClassLikeDeclaration): number | undefined {
  let all = known.get(cx)
  if (all === undefined) known.set(cx, (all = new Map<t.ClassLikeDeclaration, number | undefined>()))
  if (all.has(owner)) return all.get(owner)
  // an error that is made while the handler itself is being read
  all.set(owner, undefined)
  const [only, ...others] = new Set(statusesOf(cx, owner))
  const status = others.length === 0 ? only : undefined
  all.set(owner, status)
  return status
}

function statusesOf(cx: AnalysisContext, owner: t.ClassLikeDeclaration): readonly number[] {
  const name = owner.name?.text
  if (name === undefined) return []
  const isPromising = (text: string): boolean => text.includes(`instanceof ${name}`) && mayHoldResponses(text)
  const own = owner.getSourceFile()
  const files = [...(isPromising(own.text) ? [own] : []), ...filesImporting(cx, pathOf(cx, owner), isPromising)]
  return files.flatMap((file) => testsOf(cx, file, name, owner).flatMap((test) => sentBehind(cx, test)))
}

/** `error instanceof Denied`. */
function testsOf(cx: AnalysisContext, file: t.SourceFile, name: string, owner: t.Node): readonly t.BinaryExpression[] {
  const { ts } = cx
  return occurrencesOf(ts, file, name).flatMap((one) => {
    const { parent } = one
    if (!ts.isBinaryExpression(parent) || parent.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword) return []
    const target = parent.right === one ? resolve(cx, parent.right) : undefined
    return target?.kind === 'node' && target.node === owner ? [parent] : []
  })
}

/** Statuses of 401 and 403 that are sent where a test holds. */
function sentBehind(cx: AnalysisContext, test: t.BinaryExpression): readonly number[] {
  const fn = enclosingFunction(cx.ts, test)
  if (fn === undefined) return []
  return walkFunction(cx, fn).sites.flatMap(({ error, status, conditions }) =>
    error === undefined &&
    status.kind === 'number' &&
    conditions.some((one) => one.kind === 'test' && one.holds && one.expression === test)
      ? [status.value]
      : [],
  )
}
