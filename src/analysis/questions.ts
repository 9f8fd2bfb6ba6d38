import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'

interface Answers {
  readonly types: Map<t.Node, t.Type>
  readonly symbols: Map<t.Node, t.Symbol | undefined>
}

const answers = new WeakMap<AnalysisContext, Answers>()

/** The checker's type of a node. Each node is asked about once in an analysis, however many readers want to know. */
export function typeAt(cx: AnalysisContext, checker: t.TypeChecker, node: t.Node): t.Type {
  const { types } = answersOf(cx)
  let type = types.get(node)
  if (type === undefined) types.set(node, (type = checker.getTypeAtLocation(node)))
  return type
}

/** The checker's symbol at a name, asked for once in an analysis. */
export function symbolAt(cx: AnalysisContext, checker: t.TypeChecker, node: t.Node): t.Symbol | undefined {
  const { symbols } = answersOf(cx)
  if (symbols.has(node)) return symbols.get(node)
  const symbol = checker.getSymbolAtLocation(node)
  symbols.set(node, symbol)
  return symbol
}

function answersOf(cx: AnalysisContext): Answers {
  let known = answers.get(cx)
  if (known === undefined) answers.set(cx, (known = { types: new Map(), symbols: new Map() }))
  return known
}
