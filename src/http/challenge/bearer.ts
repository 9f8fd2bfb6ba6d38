import { getErrorCode, getErrorCodesOf } from '../error-codes.js'
import type { AuthParam, Challenge, ChallengeContext, Problem } from './types.js'

/** The characters that RFC 6750 3 allows in the value of a parameter; backslash and quote are in none of them. */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  scope: /^(?:[!#-[\]-~]+(?: [!#-[\]-~]+)*)?$/,
  error: /^[ !#-[\]-~]*$/,
  error_description: /^[ !#-[\]-~]*$/,
  error_uri: /^[!#-[\]-~]*$/,
}

/** RFC 6750 3 and 3.1, which RFC 9449 7.1 takes over for DPoP. */
export function checkBearer(challenge: Challenge, context: ChallengeContext): readonly Problem[] {
  const { params, schemeSpan, scheme = '' } = challenge
  const error = params.find(({ name }) => name?.toLowerCase() === 'error')
  const problems = params.flatMap(checkCharacters)
  if (error) problems.push(...checkError(scheme, error, context))
  else if (!challenge.open && params.length === 0 && !challenge.token68) {
    if (scheme.toLowerCase() === 'bearer')
      problems.push({
        code: 'bare-bearer',
        ...schemeSpan,
        data: { scheme },
        suggestion: [{ start: schemeSpan.end, end: schemeSpan.end, text: ' realm="api"' }],
      })
  } else if (!challenge.open && params.every(({ name }) => name !== undefined) && mustNameError(context)) {
    const code = suggestedCode(context)
    const { end } = challenge
    problems.push({
      code: 'missing-error',
      ...schemeSpan,
      data: { scheme, code },
      suggestion: [{ start: end, end, text: `, error="${code}"` }],
    })
  }
  if (context.credentials === 'missing') problems.push(...params.filter(isErrorInformation).map(asUncalledFor))
  return problems
}

function checkCharacters({ name, value, valueSpan }: AuthParam): Problem[] {
  const key = name?.toLowerCase() ?? ''
  const allowed = ALLOWED[key]
  // Control and non-ASCII characters have a report of their own.
  if (!allowed || value === undefined || allowed.test(value.replace(/[^ -~]/g, ''))) return []
  return [{ code: 'disallowed-character', ...valueSpan, data: { name: key, value } }]
}

function checkError(
  scheme: string,
  { value, valueSpan }: AuthParam,
  { statuses, credentials }: ChallengeContext,
): Problem[] {
  if (value === undefined || valueSpan.start === valueSpan.end) return []
  const known = getErrorCode(value)
  if (!known) return [{ code: 'unregistered-error', ...valueSpan, data: { value, scheme } }]
  // An error code that should not be there at all is said once.
  if (credentials === 'missing' || statuses.length === 0 || statuses.includes(known.status)) return []
  if (!statuses.every((status) => status >= 400 && status < 500)) return []
  const wanted = [...new Set(statuses)].flatMap((status) => getErrorCodesOf(status)[0]?.code ?? [])[0]
  return [
    {
      code: 'error-status',
      ...valueSpan,
      data: {
        value,
        status: statuses.join(' or '),
        right: String(known.status),
        source: known.source,
        wanted: wanted ?? '',
      },
      ...(wanted !== undefined && { suggestion: [{ ...valueSpan, text: `"${wanted}"` }] }),
    },
  ]
}

function isErrorInformation({ name }: AuthParam): boolean {
  return /^error(?:_description|_uri)?$/i.test(name ?? '')
}

function asUncalledFor({ name = '', start, end }: AuthParam): Problem {
  return { code: 'error-without-credentials', start, end, data: { name } }
}

function mustNameError({ statuses, credentials }: ChallengeContext): boolean {
  return credentials === 'refused' || (statuses.length === 1 && statuses[0] === 403)
}

function suggestedCode({ statuses }: ChallengeContext): string {
  return statuses.length === 1 && statuses[0] === 403 ? 'insufficient_scope' : 'invalid_token'
}
