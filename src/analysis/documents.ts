import type * as t from 'typescript'
import type { DocumentFact } from '../frameworks/define.js'
import type { AnalysisContext } from './context.js'
import { findExport } from './exports.js'
import { foldersAbove } from './paths.js'
import { pathOf } from './resolve.js'
import { NEVER, UNKNOWN_HEADER, type HeaderState } from './state.js'
import { closeness } from './usage.js'

const ROOT_EXTENSIONS = ['tsx', 'jsx', 'ts', 'js'] as const

/**
 * What is left of the headers of a response that a route's handler returns or throws, when the route answers with a document and does
 * not hand them on; `undefined` when it does, or when the file is no such route.
 */
export function headersLost(
  cx: AnalysisContext,
  node: t.CallExpression | t.NewExpression,
): { readonly form: string; readonly header: HeaderState } | undefined {
  const file = node.getSourceFile()
  const framework = cx.frameworks.find((one) => one.documents && closeness(cx, one, file) > 0)
  const fact = framework?.documents
  if (fact === undefined || !exportsOne(cx, file, fact.handlers) || !exportsOne(cx, file, fact.components))
    return undefined
  const { form } = fact
  const answersItself = !isThrown(cx.ts, node) || exportsOne(cx, file, [fact.boundary])
  if (answersItself) return exportsOne(cx, file, [fact.headers]) ? undefined : { form, header: NEVER }
  // answered by a route above: by the root, as far as can be seen
  const root = rootOf(cx, file, fact)
  return { form, header: root && !exportsOne(cx, root, [fact.headers]) ? NEVER : UNKNOWN_HEADER }
}

function exportsOne({ ts }: AnalysisContext, file: t.SourceFile, names: readonly string[]): boolean {
  return names.some((name) => findExport(ts, file, name).some((one) => !('weak' in one && one.weak)))
}

function rootOf(cx: AnalysisContext, file: t.SourceFile, fact: DocumentFact): t.SourceFile | undefined {
  const path = pathOf(cx, file)
  const within = cx.workspace.packageOf(path)?.folder ?? ''
  for (const folder of foldersAbove(path).filter((one) => one.startsWith(within)))
    for (const extension of ROOT_EXTENSIONS) {
      const root = cx.workspace.sourceFile(`${folder}/${fact.root}.${extension}`)
      if (root) return root
    }
  return undefined
}

/** Whether what a call makes is thrown where it is made. */
export function isThrown(ts: AnalysisContext['ts'], node: t.CallExpression | t.NewExpression): boolean {
  let at: t.Node = node
  while (ts.isParenthesizedExpression(at.parent) || ts.isAsExpression(at.parent) || ts.isAwaitExpression(at.parent))
    at = at.parent
  return ts.isThrowStatement(at.parent)
}
