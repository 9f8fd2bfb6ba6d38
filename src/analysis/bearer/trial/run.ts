import type * as t from 'typescript'
import { isFunctionNode } from '../../syntax.js'
import type { TypeScript } from '../../typescript.js'
import { bindParameters } from './calls.js'
import { NOTHING, shown, Fault, GiveUp, Thrown, type Scope, type Value } from './values.js'
import { inner, type Event, type Machine, type Unknown } from './machine.js'
import { bind } from './patterns.js'
import { evaluate } from './expressions.js'
import { runAll, runBody } from './statements.js'

/** What the header is called in the code that is tried. */
export interface HeaderNames {
  /** Source texts of expressions that read it. */
  readonly reads: ReadonlySet<string>
  /** Parameters and bindings that hold it. */
  readonly names: ReadonlySet<string>
  /** Variables of the file that the rewrite leaves. */
  readonly kept: ReadonlySet<string>
}

/** What the code does with one value of the header. */
export interface Outcome {
  readonly events: readonly Event[]
  readonly end: { readonly kind: 'return' | 'throw' | 'fault'; readonly shown: string; readonly value: Value }
}

/** A function, or the statements of a file. */
export type Unit = t.SignatureDeclaration | t.SourceFile

const MOST_STEPS = 4000

/** Runs a unit with one value of the header; `unknown` says how conditions go of which nothing is known. */
export function outcomeOf(ts: TypeScript, unit: Unit, names: HeaderNames, header: Value, unknown: Unknown): Outcome {
  const machine: Machine = {
    ts,
    header,
    reads: names.reads,
    names: names.names,
    unknown,
    events: [],
    written: new Map(),
    left: MOST_STEPS,
    depth: 0,
  }
  const scope = surroundings(machine, unit)
  machine.events.length = 0
  try {
    const value = runUnit(machine, scope, unit, names.kept)
    return { events: machine.events, end: { kind: 'return', shown: shown(value), value } }
  } catch (error) {
    if (error instanceof Fault) return { events: machine.events, end: { kind: 'fault', shown: '', value: NOTHING } }
    if (error instanceof Thrown)
      return { events: machine.events, end: { kind: 'throw', shown: shown(error.value), value: error.value } }
    throw error
  }
}

function runUnit(machine: Machine, scope: Scope, unit: Unit, kept: ReadonlySet<string>): Value {
  if (!machine.ts.isSourceFile(unit)) {
    bindParameters(machine, scope, unit, [])
    return runBody(machine, scope, unit)
  }
  const end = runAll(machine, scope, unit.statements)
  if (end?.kind === 'return') return end.value
  // what a file leaves behind are its variables
  return { kind: 'object', entries: new Map([...scope.names].filter(([name]) => kept.has(name))) }
}

/** The variables around a function, as far as they can be known. */
function surroundings(machine: Machine, unit: Unit): Scope {
  const { ts } = machine
  const outer: t.Node[] = []
  for (
    let at: t.Node | undefined = ts.isSourceFile(unit) ? undefined : unit.parent;
    at !== undefined;
    at = at.parent as t.Node | undefined
  )
    if (isFunctionNode(ts, at) || ts.isSourceFile(at)) outer.unshift(at)
  return outer.reduce<Scope>(
    (scope, node) => {
      const own = inner(scope)
      if (isFunctionNode(ts, node)) attempt(() => bindParameters(machine, own, node, []))
      const body = ts.isSourceFile(node) ? node : isFunctionNode(ts, node) ? node.body : undefined
      const statements = body && (ts.isSourceFile(body) || ts.isBlock(body)) ? body.statements : []
      for (const statement of statements) {
        if (!ts.isVariableStatement(statement)) continue
        for (const one of statement.declarationList.declarations) {
          const { initializer } = one
          if (initializer) attempt(() => bind(machine, own, one.name, evaluate(machine, own, initializer)))
        }
      }
      return own
    },
    { names: new Map(), outer: undefined },
  )
}

function attempt(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof Fault || error instanceof Thrown || error instanceof GiveUp)) throw error
  }
}
