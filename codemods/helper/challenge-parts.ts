import { parseChallenges } from '../../src/http/challenge/parse.js'
import { PROBLEM_LEVELS } from '../../src/http/challenge/problems.js'

/** A challenge as the helper file keeps it: parameters under camelCase names, in their order. */
export interface ChallengeParts {
  readonly scheme: string
  readonly parameters: Readonly<Record<string, string>>
}

/**
 * Takes one challenge such as `Bearer realm="api"` apart.
 * Returns a sentence that says what is wrong when it is not exactly one challenge with a scheme and quoted or plain parameters.
 */
export function parseChallengeParts(text: string): ChallengeParts | string {
  const { challenges, problems } = parseChallenges(text)
  const [challenge, ...others] = challenges
  if (challenge?.scheme === undefined) return `${JSON.stringify(text)} is no challenge: it has no scheme.`
  if (others.length > 0) return `${JSON.stringify(text)} has several challenges; give one.`
  if (challenge.token68 !== undefined)
    return `${JSON.stringify(text)} has token68 data, which differs from response to response; give a scheme with parameters.`
  const [problem] = problems.filter((one) => PROBLEM_LEVELS[one.code] === 'always')
  if (problem) return `${JSON.stringify(text)} is no well-formed challenge (${problem.code} at ${problem.start + 1}).`
  const parameters: Record<string, string> = {}
  for (const { name, value } of challenge.params) {
    if (name !== undefined && value !== undefined) parameters[camelCase(name)] = value
  }
  return { scheme: challenge.scheme, parameters }
}

/** The challenge as a header value, for sites that are written without the helper. */
export function formatChallengeParts({ scheme, parameters }: ChallengeParts): string {
  const written = Object.entries(parameters).map(
    ([name, value]) => `${snakeCase(name)}="${value.replace(/["\\]/g, '\\$&')}"`,
  )
  return `${scheme} ${written.join(', ')}`.trim()
}

function camelCase(name: string): string {
  return name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
