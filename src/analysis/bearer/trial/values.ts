import type * as t from 'typescript'

/** What an expression gives in a trial. */
export type Value =
  | { readonly kind: 'plain'; readonly value: string | number | boolean | null | undefined; readonly sent?: boolean }
  | { readonly kind: 'list'; readonly items: Value[] }
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, Value> }
  | { readonly kind: 'pattern'; readonly source: string; readonly flags: string }
  | { readonly kind: 'function'; readonly node: t.SignatureDeclaration; readonly scope: Scope }
  /** A value of which only the origin is known. */
  | { readonly kind: 'opaque'; readonly text: string; readonly sent?: boolean }

/** Names and their values; a name that no scope knows is opaque. */
export interface Scope {
  readonly names: Map<string, Value>
  readonly outer: Scope | undefined
}

export const NOTHING: Value = { kind: 'plain', value: undefined }

export function plain(value: string | number | boolean | null | undefined, sent = false): Value {
  return sent ? { kind: 'plain', value, sent } : { kind: 'plain', value }
}

export function opaque(text: string, sent = false): Value {
  return sent ? { kind: 'opaque', text, sent } : { kind: 'opaque', text }
}

/** Whether something of the header is in the value. */
export function isSent(value: Value): boolean {
  switch (value.kind) {
    case 'plain':
    case 'opaque':
      return value.sent === true
    case 'list':
      return value.items.some(isSent)
    case 'object':
      return [...value.entries.values()].some(isSent)
    default:
      return false
  }
}

/** A value as it is compared with that of another run. */
export function shown(value: Value): string {
  switch (value.kind) {
    case 'plain':
      return value.value === undefined ? 'undefined' : JSON.stringify(value.value)
    case 'opaque':
      return `<${value.text}>`
    case 'list':
      return `[${value.items.map(shown).join(', ')}]`
    case 'object':
      return `{${[...value.entries].map(([name, one]) => `${name}: ${shown(one)}`).join(', ')}}`
    case 'pattern':
      return `/${value.source}/${value.flags}`
    case 'function':
      return 'function'
  }
}

export function isNullish(value: Value): boolean {
  return value.kind === 'plain' && (value.value === undefined || value.value === null)
}

/** What a run ends with that is no value. */
export class Fault extends Error {}
/** The one fault there is: where it came from is of no interest. */
export const FAULT = new Fault('fault')
export class Thrown extends Error {
  constructor(readonly value: Value) {
    super('thrown')
  }
}
/** The code cannot be tried: nothing is known of it. */
export class GiveUp extends Error {}

export function lookUp(scope: Scope | undefined, name: string): Value | undefined {
  for (let at = scope; at !== undefined; at = at.outer) {
    const value = at.names.get(name)
    if (value !== undefined) return value
  }
  return undefined
}

/** Writes a name where it was declared. */
export function write(scope: Scope, name: string, value: Value): void {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    if (at.names.has(name)) {
      at.names.set(name, value)
      return
    }
  }
  scope.names.set(name, value)
}
