import type { ResponseObject } from '../frameworks/define.js'

const made = new WeakMap<ResponseObject, Map<string, ResponseObject>>()

/**
 * One response object that may be any of `rivals` as well: it is written with what all of them have, and with nothing where they
 * share nothing.
 */
export function inCommon(best: ResponseObject, rivals: readonly ResponseObject[]): ResponseObject {
  const all = [best, ...rivals]
  const method = [best.headerMethod, ...all.map((one) => one.headerMethod)].find(
    (name) => name !== undefined && all.every((one) => writesHeader(one, name)),
  )
  const isOneVariant = all.every((one) => one.variant === best.variant)
  if (isOneVariant && method === best.headerMethod) return best
  const name = `${method ?? ''} ${isOneVariant}`
  let known = made.get(best)
  if (known === undefined) made.set(best, (known = new Map<string, ResponseObject>()))
  let object = known.get(name)
  if (object === undefined) known.set(name, (object = withMethod(best, all, method, isOneVariant)))
  return object
}

function withMethod(
  best: ResponseObject,
  all: readonly ResponseObject[],
  method: string | undefined,
  isOneVariant: boolean,
): ResponseObject {
  const { variant, headerMethod, headerMethodChains, form, ...others } = best
  const owner = all.find((one) => one.headerMethod === method)
  const chains = all.every((one) => one.headerMethod !== method || one.headerMethodChains === true)
  return {
    ...others,
    form: owner?.form ?? form,
    ...(method !== undefined && { headerMethod: method, headerMethodChains: chains }),
    ...(isOneVariant ? variant && { variant } : { isOpen: true }),
  }
}

function writesHeader({ methods }: ResponseObject, name: string): boolean {
  const header = Object.hasOwn(methods, name) ? methods[name]?.header : undefined
  return header !== undefined && 'name' in header && header.name === 0 && header.value === 1
}
