/** Calls a method by its name; throws when there is none. For tables whose rows are names of methods. */
export function callMethod(target: object, name: string, ...args: readonly unknown[]): unknown {
  const method: unknown = Reflect.get(target, name)
  if (typeof method !== 'function') throw new TypeError(`No method ${name}`)
  return Reflect.apply(method, target, args)
}

/** A function that says it has this many parameters, as frameworks count them. */
export function withParameters(count: number, handler: (...args: readonly unknown[]) => unknown): typeof handler {
  return Object.defineProperty(handler, 'length', { value: count })
}

/** Whether a value is an object (or function) with a member of this name. */
export function hasMember(value: unknown, name: string): boolean {
  return (typeof value === 'object' || typeof value === 'function') && value !== null && name in value
}

/** A function, whatever its parameters; throws on anything else. */
export function asFunction(value: unknown): (...args: readonly unknown[]) => unknown {
  if (typeof value !== 'function') throw new TypeError('The code is no function')
  return (...args) => Reflect.apply(value, undefined, args) as unknown
}
