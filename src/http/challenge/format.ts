import { HOLE, isForbidden, isToken, isToken68 } from '../characters.js'

/** What `formatChallenge` takes. Parameters are written in their order, quoted unless `quoted` is `false`. */
export interface ChallengeInput {
  readonly scheme: string
  readonly token68?: string
  readonly params?: readonly { readonly name: string; readonly value: string; readonly quoted?: boolean }[]
}

/**
 * Writes one challenge (RFC 9110 11.3), escaping `"` and `\` in quoted text (5.6.4).
 * Throws a TypeError when a part cannot be written: no token, token68 with parameters, a control or non-ASCII character.
 */
export function formatChallenge({ scheme, token68, params = [] }: ChallengeInput): string {
  if (!isToken(scheme)) throw new TypeError(`The scheme ${JSON.stringify(scheme)} is no token.`)
  if (token68 !== undefined) {
    if (params.length > 0) throw new TypeError('A challenge has token68 data or parameters, never both.')
    if (!isToken68(token68)) throw new TypeError(`${JSON.stringify(token68)} is no token68 data.`)
    return `${scheme} ${token68}`
  }
  if (params.length === 0) return scheme
  return `${scheme} ${params.map(formatParam).join(', ')}`
}

function formatParam({ name, value, quoted = true }: { name: string; value: string; quoted?: boolean }): string {
  if (!isToken(name)) throw new TypeError(`The parameter name ${JSON.stringify(name)} is no token.`)
  if (!quoted) {
    if (!isToken(value)) throw new TypeError(`The value of ${name} has to be quoted.`)
    return `${name}=${value}`
  }
  for (const char of value) {
    if (char === HOLE || isForbidden(char))
      throw new TypeError(`The value of ${name} has a control or non-ASCII character.`)
  }
  return `${name}="${value.replace(/["\\]/g, '\\$&')}"`
}
