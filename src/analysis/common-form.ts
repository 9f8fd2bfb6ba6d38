import type { ResponseObject } from '../frameworks/define.js'

/** A response object as it is written at one place. */
export interface WrittenObject extends ResponseObject {
  /** It may be an object of several frameworks, for which no one helper fits. */
  readonly isOpen?: boolean
}

/** What was made of an object, by the object whose form it takes: one object for one question, since objects are compared. */
const made = new WeakMap<ResponseObject, Map<ResponseObject, Map<string, WrittenObject>>>()

/**
 * One response object that may be any of `rivals` as well: it is written with what all of them have, and with nothing where they
 * share nothing.
 */
export function inCommon(best: ResponseObject, rivals: readonly ResponseObject[]): WrittenObject {
  const all = [best, ...rivals]
  const method = [best.headerMethod, ...all.map((one) => one.headerMethod)].find(
    (name) => name !== undefined && all.every((one) => writesHeader(one, name)),
  )
  const isOneVariant = all.every((one) => one.variant === best.variant)
  if (isOneVariant && method === best.headerMethod) return best
  const owner = (method !== undefined && all.find((one) => one.headerMethod === method)) || best
  const chains = all.every((one) => one.headerMethod !== method || one.headerMethodChains === true)
  const byOwner = entry(made, best, () => new Map<ResponseObject, Map<string, WrittenObject>>())
  const byName = entry(byOwner, owner, () => new Map<string, WrittenObject>())
  return entry(byName, JSON.stringify([method, chains, isOneVariant]), () => {
    const { variant, headerMethod, headerMethodChains, ...others } = best
    return {
      ...others,
      form: owner.form,
      ...(method !== undefined && { headerMethod: method, headerMethodChains: chains }),
      ...(isOneVariant ? variant && { variant } : { isOpen: true }),
    }
  })
}

function entry<K, V>(map: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = make()))
  return value
}

function writesHeader({ methods }: ResponseObject, name: string): boolean {
  const header = Object.hasOwn(methods, name) ? methods[name]?.header : undefined
  return header !== undefined && 'name' in header && header.name === 0 && header.value === 1
}
