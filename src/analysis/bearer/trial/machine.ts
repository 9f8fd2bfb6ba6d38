import type * as t from 'typescript'
import type { TypeScript } from '../../typescript.js'
import { GiveUp, type Scope, type Value } from './values.js'

/** `open`: a condition of which nothing is known holds, and so does its opposite. */
export const UNKNOWN = ['holds', 'fails', 'open'] as const
export type Unknown = (typeof UNKNOWN)[number]

/** One run: what is known of the world outside, and what the code did to it. */
export interface Machine {
  readonly ts: TypeScript
  /** The value of the field in this run. */
  readonly header: Value
  /** Source texts that read it. */
  readonly reads: ReadonlySet<string>
  /** Parameters and bindings that hold it. */
  readonly names: ReadonlySet<string>
  /** How a condition goes of which nothing is known. */
  readonly unknown: Unknown
  readonly events: Event[]
  /** Members that the code has written, by their path. */
  readonly written: Map<string, Value>
  left: number
  depth: number
}

/** A call of code that is not seen, or a member that is written. */
export interface Event {
  readonly what: string
  readonly given: readonly string[]
  /** Something of the header is handed over. */
  readonly sent: boolean
}

/** A step of the run; code that takes too many is not tried to its end. */
export function step(machine: Machine): void {
  if (--machine.left < 0) throw new GiveUp('long')
}

/** Runs `work` one call deeper. */
export function deeper<T>(machine: Machine, work: () => T): T {
  if (++machine.depth > 60) throw new GiveUp('deep')
  try {
    return work()
  } finally {
    machine.depth--
  }
}

export function isTrue(machine: Machine, value: Value): boolean {
  if (value.kind === 'plain') return Boolean(value.value)
  return value.kind !== 'opaque' || machine.unknown !== 'fails'
}

export function inner(outer: Scope): Scope {
  return { names: new Map(), outer }
}

const texts = new WeakMap<t.Node, string>()

/** A node's text without the white space that an edit may change. */
export function squeezed(node: t.Node): string {
  let text = texts.get(node)
  if (text === undefined) texts.set(node, (text = node.getText().replace(/\s+/g, ' ')))
  return text
}

/** Whether the opposite of a value is true. */
export function isFalse(machine: Machine, value: Value): boolean {
  return value.kind === 'opaque' && machine.unknown === 'open' ? true : !isTrue(machine, value)
}
