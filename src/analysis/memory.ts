import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import type { FunctionNode } from './syntax.js'
import type { Workspace } from './workspace.js'

interface Kept<T> {
  readonly cx: AnalysisContext
  readonly workspace: Workspace
  /** Whether the types of the function's own file took part: those of other files do not. */
  readonly isTyped: boolean
  /** Every file that was looked into on the way, with what was found there. */
  readonly files: ReadonlyMap<string, t.SourceFile | undefined>
  readonly value: T
}

/**
 * What was found out about functions, kept from one analysis to the next for as long as every file that it was found in is the same.
 * Keyed on the function's node, so nothing outlives its tree.
 */
export interface Memory<T> {
  readonly recall: (cx: AnalysisContext, fn: FunctionNode) => T | undefined
  /** Does the work and keeps its result unless `isFinal` says that more may be known later. */
  readonly learn: (cx: AnalysisContext, fn: FunctionNode, work: () => T, isFinal: () => boolean) => T
}

export function createMemory<T>(): Memory<T> {
  const memory = new WeakMap<FunctionNode, Kept<T>>()
  const isTypedIn = (cx: AnalysisContext, fn: FunctionNode): boolean =>
    cx.checker !== undefined && fn.getSourceFile() === cx.file
  return {
    recall: (cx, fn) => {
      const kept = memory.get(fn)
      if (kept?.workspace !== cx.workspace) return undefined
      if (kept.cx === cx) return kept.value
      // read by the facts of another line of releases
      if (kept.cx.frameworks !== cx.frameworks) return undefined
      if (kept.isTyped !== isTypedIn(cx, fn)) return undefined
      for (const [path, file] of kept.files) if (cx.workspace.sourceFile(path) !== file) return undefined
      return kept.value
    },
    learn: (cx, fn, work, isFinal) => {
      const { value, files } = cx.workspace.watch(work)
      if (isFinal()) memory.set(fn, { cx, workspace: cx.workspace, isTyped: isTypedIn(cx, fn), files, value })
      return value
    },
  }
}
