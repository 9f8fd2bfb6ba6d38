import { FAULT, isSent, NOTHING, opaque, plain, shown, type Value } from './values.js'

/** A function that is handed to a method of a list. */
export type Apply = (fn: Value, given: readonly Value[]) => Value

const STRING_RESULT =
  /^(?:slice|substring|substr|trim|trimStart|trimEnd|toLowerCase|toUpperCase|toLocaleLowerCase|toLocaleUpperCase|startsWith|endsWith|includes|indexOf|lastIndexOf|charAt|charCodeAt|at|concat|toString|valueOf|normalize|padStart|padEnd|repeat|localeCompare)$/

/** What a method of a string gives; `undefined`: it is not known here. */
export function ofString(text: string, sent: boolean, name: string, given: readonly Value[]): Value | undefined {
  const patterned = ofPatternMethod(text, sent, name, given)
  if (patterned !== undefined) return patterned
  if (!STRING_RESULT.test(name)) return undefined
  const values = given.map((one) => (one.kind === 'plain' ? one.value : NOT_PLAIN))
  if (values.includes(NOT_PLAIN)) return opaque(`${name}(${[plain(text), ...given].map(shown).join(', ')})`, sent)
  const method: unknown = Reflect.get(Object(text) as object, name)
  if (typeof method !== 'function') throw FAULT
  return wrap(
    attempt(() => Reflect.apply(method, text, values) as unknown),
    sent,
  )
}

const NOT_PLAIN = '\uFFFC'

function ofPatternMethod(text: string, sent: boolean, name: string, given: readonly Value[]): Value | undefined {
  const [what, by] = given
  const pattern = what?.kind === 'pattern' ? regExpOf(what) : what?.kind === 'plain' ? what.value : undefined
  switch (name) {
    case 'split':
      if (what?.kind === 'opaque') return opaque(`split(${shown(plain(text))}, ${what.text})`, sent)
      return wrap(
        pattern instanceof RegExp ? text.split(pattern) : pattern === undefined ? [text] : text.split(String(pattern)),
        sent,
      )
    case 'replace':
    case 'replaceAll': {
      if (pattern === undefined || by?.kind !== 'plain')
        return opaque(`${name}(${[plain(text), ...given].map(shown).join(', ')})`, sent)
      const what = pattern instanceof RegExp ? pattern : String(pattern)
      return wrap(
        attempt(() =>
          name === 'replace' ? text.replace(what, String(by.value)) : text.replaceAll(what, String(by.value)),
        ),
        sent,
      )
    }
    case 'match':
      return pattern === undefined
        ? undefined
        : matched(text.match(pattern instanceof RegExp ? pattern : String(pattern)), sent)
    case 'search':
      return pattern instanceof RegExp ? plain(text.search(pattern), sent) : undefined
    default:
      return undefined
  }
}

/** `pattern.exec(text)`, `pattern.test(text)`. */
export function ofPattern(
  pattern: Value & { kind: 'pattern' },
  name: string,
  given: readonly Value[],
): Value | undefined {
  const [subject] = given
  if (subject?.kind !== 'plain' || (name !== 'exec' && name !== 'test')) return undefined
  const text = String(subject.value)
  const expression = regExpOf(pattern)
  return name === 'test'
    ? plain(expression.test(text), subject.sent)
    : matched(expression.exec(text), subject.sent === true)
}

function regExpOf({ source, flags }: { readonly source: string; readonly flags: string }): RegExp {
  return attempt(() => new RegExp(source, flags))
}

/** Groups by number and by name. */
function matched(match: RegExpMatchArray | null, sent: boolean): Value {
  if (match === null) return plain(null, sent)
  const groups = Object.entries(match.groups ?? {}).map(([name, one]) => [name, wrap(one, sent)] as const)
  const items = [...match].map((one) => wrap(one, sent))
  return groups.length === 0
    ? { kind: 'list', items }
    : {
        kind: 'object',
        entries: new Map([
          ...items.map((one, at) => [String(at), one] as const),
          ['groups', { kind: 'object', entries: new Map(groups) }],
        ]),
      }
}

function wrap(value: unknown, sent: boolean): Value {
  if (Array.isArray(value)) return { kind: 'list', items: value.map((one) => wrap(one, sent)) }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return plain(value, sent)
  return NOTHING
}

function attempt<T>(work: () => T): T {
  try {
    return work()
  } catch {
    throw FAULT
  }
}

/** What a method of a list gives. */
export function ofList(
  items: Value[],
  name: string,
  given: readonly Value[],
  tools: { readonly apply: Apply; readonly isTrue: (value: Value) => boolean },
): Value | undefined {
  const [first, second] = given
  const holds = (item: Value): boolean => first !== undefined && tools.isTrue(tools.apply(first, [item]))
  const number = (value: Value | undefined): number | undefined =>
    value?.kind === 'plain' && typeof value.value === 'number' ? value.value : undefined
  switch (name) {
    case 'at':
      return items.at(number(first) ?? 0) ?? NOTHING
    case 'pop':
      return items.pop() ?? NOTHING
    case 'shift':
      return items.shift() ?? NOTHING
    case 'slice':
      return { kind: 'list', items: items.slice(number(first), number(second)) }
    case 'splice':
      return { kind: 'list', items: items.splice(number(first) ?? 0, number(second) ?? items.length) }
    case 'reverse':
      return { kind: 'list', items: [...items].reverse() }
    case 'concat':
      return { kind: 'list', items: [...items, ...given.flatMap((one) => (one.kind === 'list' ? one.items : [one]))] }
    case 'filter':
      return { kind: 'list', items: items.filter(holds) }
    case 'find':
      return items.find(holds) ?? NOTHING
    case 'some':
      return plain(items.some(holds))
    case 'every':
      return plain(items.every(holds))
    case 'map':
      return first && { kind: 'list', items: items.map((item) => tools.apply(first, [item])) }
    case 'flat':
      return { kind: 'list', items: items.flatMap((one) => (one.kind === 'list' ? one.items : [one])) }
    case 'includes':
      return plain(first !== undefined && items.some((item) => shown(item) === shown(first)))
    case 'indexOf':
      return plain(first === undefined ? -1 : items.findIndex((item) => shown(item) === shown(first)))
    case 'join':
    case 'toString': {
      const separator =
        name === 'join' && first?.kind === 'plain' && first.value !== undefined ? String(first.value) : ','
      if (items.some((item) => item.kind !== 'plain')) return undefined
      const texts = items.map((item) => (item.kind === 'plain' ? String(item.value ?? '') : ''))
      return plain(texts.join(separator), items.some(isSent))
    }
    default:
      return undefined
  }
}
