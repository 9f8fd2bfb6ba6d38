import { isToken } from '../characters.js'
import { quote, unquote } from './quote.js'
import type { AuthParam, Challenge, Problem } from './types.js'

/** RFC 7616 3.3: parameters whose values are quoted. */
export const DIGEST_QUOTED: ReadonlySet<string> = new Set(['domain', 'nonce', 'opaque', 'qop'])
const UNQUOTED = new Set(['stale', 'algorithm'])

/** RFC 7616 3.3: which values are quoted and which are not. The realm's quotes are RFC 9110's, for every scheme. */
export function checkDigest(value: string, { params }: Challenge): readonly Problem[] {
  return params.flatMap((param) => checkParam(value, param))
}

function checkParam(value: string, param: AuthParam): Problem[] {
  const name = param.name?.toLowerCase() ?? ''
  const { start, end } = param.valueSpan
  const text = value.slice(start, end)
  if (DIGEST_QUOTED.has(name) && param.quoted === false && (param.value === undefined || isToken(param.value))) {
    return [{ code: 'must-be-quoted', start, end, data: { name, value: text }, fix: quote(start, end) }]
  }
  if (
    UNQUOTED.has(name) &&
    param.quoted === true &&
    text.endsWith('"') &&
    (param.value === undefined || isToken(param.value))
  ) {
    return [{ code: 'must-not-be-quoted', start, end, data: { name, value: text }, fix: unquote(param) }]
  }
  return []
}
