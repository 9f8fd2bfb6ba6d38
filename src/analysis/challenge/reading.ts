import type * as t from 'typescript'
import type { StringPart } from '../../model/strings.js'
import type { AnalysisContext } from '../context.js'
import { textOf } from '../syntax.js'
import { literalParts } from './literal.js'
import { originOf } from './origin.js'
import type { Pieces, Variants } from './pieces.js'

/** What is known while an expression is read. */
export interface Reading {
  readonly cx: AnalysisContext
  readonly depth: number
  /** Set while text of another file is read: the place in this file that stands for it. */
  readonly anchor: t.Node | undefined
  /** Values of parameters and of variables on the way. */
  readonly known: ReadonlyMap<t.Node, Variants>
  /** How many expressions may still be read for this value, so that code that doubles itself does not double the work. */
  readonly budget: { left: number }
}

export const MOST_READ = 4000

export function deeper(reading: Reading): Reading {
  reading.budget.left -= 1
  return { ...reading, depth: reading.budget.left > 0 ? reading.depth + 1 : Number.POSITIVE_INFINITY }
}

export function withKnown(reading: Reading, declaration: t.Node, values: Variants): Reading {
  return values.length === 0 ? reading : { ...reading, known: new Map(reading.known).set(declaration, values) }
}

/** `reading` for `node`; `from` is what names it, which stands for it when it lies in another file. */
export function at(reading: Reading, node: t.Node, from: t.Node): Reading {
  if (reading.anchor !== undefined || node.getSourceFile() === reading.cx.file) return reading
  return { ...reading, anchor: from }
}

export function hole({ cx, anchor }: Reading, node: t.Expression): Pieces {
  return [{ kind: 'hole', source: textOf(node, 200), range: rangeOf(anchor ?? node), origin: originOf(cx, node) }]
}

export function rangeOf(node: t.Node): StringPart['range'] {
  return { start: node.getStart(), end: node.getEnd() }
}

/** Literal text: `before` and `after` are the lengths of what stands around it. */
export function literal({ anchor }: Reading, node: t.Node, text: string, before: number, after: number): Pieces {
  if (anchor) return [{ kind: 'text', text, range: rangeOf(anchor), exact: false }]
  const file = node.getSourceFile().text
  const start = node.getStart() + before
  const opening = file[node.getStart()] ?? ''
  const quote = before === 0 ? '' : opening === '}' ? '`' : opening
  return literalParts(file.slice(start, node.getEnd() - after), start, text, quote)
}
