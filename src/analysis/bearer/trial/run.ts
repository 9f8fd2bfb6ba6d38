import type { TypeScript } from '../../typescript.js'
import { bindParameters } from './calls.js'
import { NOTHING, shown, Fault, GiveUp, Thrown, type Scope, type Value } from './values.js'
import { inner, type Event, type Machine, type Unknown } from './machine.js'
import { bind } from './patterns.js'
import { evaluate } from './expressions.js'
import { runAll, runBody } from './statements.js'
import { surroundingsOf, type Unit } from './surroundings.js'

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
  return surroundingsOf(ts, unit).reduce<Scope>(
    (scope, { node, variables }) => {
      const own = inner(scope)
      if (!ts.isSourceFile(node)) attempt(() => bindParameters(machine, own, node, []))
      for (const { name, initializer } of variables)
        if (initializer) attempt(() => bind(machine, own, name, evaluate(machine, own, initializer)))
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
