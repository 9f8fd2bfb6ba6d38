import { HOLE } from '../characters.js'
import { getScheme } from '../schemes.js'
import { checkBasic } from './basic.js'
import { checkBearer } from './bearer.js'
import { classifyValue } from './classify.js'
import { checkDigest, DIGEST_QUOTED } from './digest.js'
import { checkDpop } from './dpop.js'
import { parseChallenges } from './parse.js'
import { quote } from './quote.js'
import type { AuthParam, Challenge, ChallengeContext, Problem } from './types.js'

/**
 * Everything that is wrong with the value of one WWW-Authenticate field line, in the order of the text.
 * Each character `HOLE` in the value stands for text that is not known, and is never the reason of a problem by itself,
 * except for `unescaped-interpolation`. `PROBLEM_LEVELS` says which problems are worth a report.
 */
export function checkChallenges(value: string, context: ChallengeContext): readonly Problem[] {
  const whole = classifyValue(value)
  if (whole) return [whole]
  const { challenges, problems } = parseChallenges(value)
  const found = challenges.flatMap((challenge) => checkChallenge(value, challenge, context))
  // What is missing in a value that cannot be read may well be in the part that was not understood.
  const certain = problems.length === 0 ? found : found.filter(({ code }) => code !== 'missing-parameter')
  return [...problems, ...certain].sort((a, b) => a.start - b.start || a.end - b.end)
}

function checkChallenge(value: string, challenge: Challenge, context: ChallengeContext): Problem[] {
  const problems = [
    ...checkDuplicates(challenge),
    ...challenge.params.flatMap((param) => [
      ...checkRealm(value, param),
      ...checkMetadataUrl(param),
      ...checkInterpolations(value, param),
      ...checkUnquotedInterpolation(challenge.scheme, param),
    ]),
  ]
  if (challenge.scheme === undefined) return problems
  const scheme = getScheme(challenge.scheme)
  if (!scheme) {
    const { start, end } = challenge.schemeSpan
    return [...problems, { code: 'unregistered-scheme', start, end, data: { scheme: challenge.scheme } }]
  }
  problems.push(...checkRequired(challenge, scheme.name, scheme.required))
  switch (scheme.name) {
    case 'Basic':
      return [...problems, ...checkToken68(challenge), ...checkBasic(challenge)]
    case 'Bearer':
      return [...problems, ...checkToken68(challenge), ...checkBearer(challenge, context)]
    case 'DPoP':
      return [...problems, ...checkToken68(challenge), ...checkBearer(challenge, context), ...checkDpop(challenge)]
    case 'Digest':
      return [...problems, ...checkToken68(challenge), ...checkDigest(value, challenge)]
    default:
      return problems
  }
}

/** Parameter names occur once per challenge, whatever their case: RFC 9110 11.2. */
function checkDuplicates({ params }: Challenge): Problem[] {
  const seen = new Set<string>()
  return params.flatMap((param): Problem[] => {
    const name = param.name?.toLowerCase()
    if (name === undefined) return []
    if (!seen.has(name)) {
      seen.add(name)
      return []
    }
    return [{ code: 'duplicate-parameter', start: param.start, end: param.end, data: { name } }]
  })
}

/** A sender writes realm as a quoted-string: RFC 9110 11.5. */
function checkRealm(value: string, param: AuthParam): Problem[] {
  if (param.name?.toLowerCase() !== 'realm' || param.quoted !== false || param.valueSpan.start === param.valueSpan.end)
    return []
  if (param.value !== undefined && /[^!#$%&'*+\-.^_`|~\w]/.test(param.value)) return []
  const { start, end } = param.valueSpan
  return [{ code: 'unquoted-realm', start, end, data: { value: value.slice(start, end) }, fix: quote(start, end) }]
}

/** `resource_metadata` is an absolute URL, with any scheme of authentication: RFC 9728 5.1. */
function checkMetadataUrl({ name, value, valueSpan }: AuthParam): Problem[] {
  if (name?.toLowerCase() !== 'resource_metadata' || value === undefined || /^https?:\/\/[^/]/i.test(value)) return []
  return [{ code: 'relative-metadata-url', ...valueSpan, data: { value } }]
}

/** A hole in quoted text can hold a quote or a backslash: RFC 9110 5.6.4 wants both escaped. */
function checkInterpolations(value: string, { name, quoted, value: text, valueSpan }: AuthParam): Problem[] {
  if (quoted !== true || text !== undefined) return []
  const problems: Problem[] = []
  for (let at = valueSpan.start; at < valueSpan.end; at++) {
    if (value[at] === HOLE)
      problems.push({ code: 'unescaped-interpolation', start: at, end: at + 1, data: { name: name ?? '' } })
  }
  return problems
}

/** Parameters whose text is a quoted-string wherever they are defined: RFC 9110 11.5, RFC 6750 3, RFC 9728 5.1. */
const QUOTED_TEXT = new Set(['realm', 'error_description', 'resource_metadata'])

function checkUnquotedInterpolation(scheme: string | undefined, { name, quoted, valueSpan }: AuthParam): Problem[] {
  if (quoted !== undefined || name === undefined) return []
  const key = name.toLowerCase()
  if (!QUOTED_TEXT.has(key) && !(scheme?.toLowerCase() === 'digest' && DIGEST_QUOTED.has(key))) return []
  const { start, end } = valueSpan
  return [{ code: 'unquoted-interpolation', start, end, data: { name }, suggestion: quote(start, end) }]
}

function checkRequired(challenge: Challenge, scheme: string, required: readonly string[]): Problem[] {
  const { open, params, schemeSpan, token68 } = challenge
  if (open || token68 || params.some(({ name }) => name === undefined)) return []
  const names = new Set(params.map(({ name }) => name?.toLowerCase()))
  const { end } = schemeSpan
  const suggestion = [{ start: end, end, text: ` realm="Restricted"${params.length > 0 ? ',' : ''}` }]
  return required
    .filter((name) => !names.has(name))
    .map((name) => ({
      code: 'missing-parameter',
      ...schemeSpan,
      data: { scheme, name },
      ...(name === 'realm' && { suggestion }),
    }))
}

/** Data right after the scheme, of a scheme that has parameters only. */
function checkToken68({ scheme = '', token68 }: Challenge): Problem[] {
  if (!token68) return []
  const { start, end, value = '' } = token68
  return [{ code: 'unexpected-token68', start, end, data: { scheme, text: value } }]
}
