import { defineRule } from '../src/eslint/define-rule.js'
import {
  checkChallenges,
  HOLE,
  PROBLEM_LEVELS,
  type ChallengeContext,
  type Problem,
  type ProblemCode,
} from '../src/http/challenge/index.js'
import type { FileFacts } from '../src/model/facts.js'
import type { Finding, Rewrite } from '../src/model/finding.js'
import { joinParts, type JoinedString } from '../src/model/joined.js'
import type { ChallengeSite, StringPart } from '../src/model/strings.js'
import type { TextRange } from '../src/model/text.js'

export interface Options {
  /** Report what breaks the letter of a specification only: Bearer alone, no error code on a refusal, text that is not escaped. */
  readonly strict?: boolean
  /** Report schemes that are not in the IANA registry. */
  readonly unregisteredSchemes?: boolean
}

/** Problems of the expression, not of the value that it gives. */
type SourceCode = 'not-a-string' | 'secret' | 'request-text'
type Code = ProblemCode | SourceCode
type Camel<S extends string> = S extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Camel<Rest>>}` : S

const messages = {
  empty: 'This value holds no challenge. Name an auth-scheme, as in Bearer realm="api".',
  notAChallenge:
    '`{{text}}` is no challenge: a client cannot tell how to authenticate. Start with an auth-scheme, as in Bearer realm="api", and put the text in the body.',
  notAString: 'The header gets `{{text}}` here, which is no challenge. Name an auth-scheme, as in Bearer realm="api".',
  url: 'A URL is no challenge. Start with an auth-scheme, and put the URL in a quoted parameter.',
  noScheme: 'The parameter `{{name}}` has no auth-scheme before it. Put one there, as in Bearer realm="api".',
  schemePunctuation: 'There is a `{{mark}}` after the auth-scheme. Put a space there.',
  commaAfterScheme: 'The comma after the auth-scheme ends the challenge, so its parameters belong to none. Remove it.',
  tabAfterScheme: 'There is a tab after the auth-scheme. Put a space there.',
  missingComma: 'A comma is missing before this parameter or challenge. Put one there.',
  missingEquals: 'The parameter `{{name}}` has no `=`. Write {{name}}="…".',
  missingValue: 'The parameter `{{name}}` has no value. Write {{name}}="…".',
  unquotedValue: 'The value of `{{name}}` holds characters that have to stand in double quotes. Quote it.',
  unquotedRealm: 'A realm is a quoted-string (RFC 9110, 11.5). Put it in double quotes.',
  unquotedInterpolation:
    'The text of `{{name}}` is not in quotes, so most values of it break the challenge. Put it in double quotes.',
  singleQuoted: 'Single quotes become part of the value of `{{name}}`. Use double quotes.',
  unterminatedQuote: 'The quote that opens the value of `{{name}}` is never closed. Close it.',
  token68AndParams: 'A challenge has either token68 data or parameters, never both. Remove one of them.',
  duplicateParameter:
    'The parameter `{{name}}` stands in this challenge already, and names may occur once only. Remove one of them.',
  controlCharacter:
    'A header value cannot hold the character {{character}}: the response fails or is cut here. Remove it.',
  nonAscii: 'The character {{character}} is outside of ASCII, which header values are limited to. Replace it.',
  stray: '`{{text}}` is no parameter. Write name="value", with a comma between parameters.',
  missingParameter: 'A {{scheme}} challenge needs the parameter `{{name}}`. Add {{name}}="…".',
  unexpectedToken68: 'After {{scheme}} come parameters, and `{{text}}` is none. Write name="value".',
  basicCharset:
    'The only charset that a Basic challenge may name is UTF-8 (RFC 7617, 2.1). Write charset="UTF-8" or leave it out.',
  mustBeQuoted:
    'The value of `{{name}}` has to be quoted in a Digest challenge (RFC 7616, 3.3). Put it in double quotes.',
  mustNotBeQuoted:
    'The value of `{{name}}` must not be quoted in a Digest challenge (RFC 7616, 3.3). Remove the quotes.',
  disallowedCharacter:
    'The value of `{{name}}` holds a character that it must not hold, such as a quote, a backslash or a second space (RFC 6750, 3). Reword it.',
  unregisteredError:
    '`{{value}}` is no registered error code. Use invalid_request, invalid_token or insufficient_scope, and put the text in error_description.',
  errorStatus:
    '`{{value}}` belongs on a {{right}} ({{source}}), and this response is a {{status}}. Change one of them.',
  errorWithoutCredentials:
    'The request had no credentials here, so the challenge should not carry `{{name}}` (RFC 6750, 3.1). Remove it.',
  relativeMetadataUrl: 'The value of resource_metadata is an absolute URL (RFC 9728, 5.1). Write https://….',
  dpopAlgs:
    'The value of algs is one quoted string of names with spaces between them (RFC 9449, 7.1). Write algs="ES256 PS256".',
  secret: '`{{source}}` looks like a secret, and everybody can read a challenge. Remove it.',
  requestText:
    '`{{source}}` is text that the client chose: it can break the challenge or forge another. Use a fixed text.',
  bareBearer: 'A {{scheme}} challenge has at least one parameter (RFC 6750, 3). Add realm="…".',
  missingError: 'This refusal does not say why. Add error="{{code}}".',
  unescapedInterpolation:
    'A quote or a backslash in this value of `{{name}}` breaks the challenge. Escape both with a backslash.',
  unregisteredScheme: '`{{scheme}}` is not in the IANA registry of auth-schemes. Use a registered one.',
  useQuotes: 'Put the value in double quotes.',
  useComma: 'Put the comma right.',
  useSpace: 'Put a space after the scheme.',
  useParameter: 'Write {{text}}.',
} as const satisfies Readonly<Record<Camel<Code> | 'useQuotes' | 'useComma' | 'useSpace' | 'useParameter', string>>

/** One problem at its place in the source. */
interface Placed {
  readonly code: Code
  readonly data: Readonly<Record<string, string>>
  readonly range: TextRange
  readonly rewrites: readonly Rewrite[]
}

/** Findings: values of WWW-Authenticate that are no challenge, break its grammar or the rules of its scheme. */
function findings({ challenges }: FileFacts, options: Options): readonly Finding[] {
  const byExpression = new Map<string, ChallengeSite[]>()
  for (const site of challenges) {
    const key = `${site.range.start}:${site.range.end}`
    byExpression.set(key, [...(byExpression.get(key) ?? []), site])
  }
  const placed = [...byExpression.values()].flatMap((sites) => commonProblems(sites, options))
  const seen = new Set<string>()
  return placed
    .filter(({ code, range, data }) => {
      const key = JSON.stringify([code, range, data])
      return seen.has(key) ? false : seen.add(key)
    })
    .sort((a, b) => a.range.start - b.range.start)
    .map(({ code, data, range, rewrites }) => ({
      messageId: code.replace(/-./g, ([, letter = '']) => letter.toUpperCase()),
      data,
      range,
      rewrites,
    }))
}

/**
 * What is wrong with an expression that can have several values: a problem counts when every value in which its text occurs has it.
 * So a part that only some values have is no problem of those that lack it.
 */
function commonProblems(sites: readonly ChallengeSite[], options: Options): readonly Placed[] {
  const values = sites.map((site) => ({ site, problems: problemsOf(site, options) }))
  return values.flatMap(({ problems }) =>
    problems.flatMap((problem): Placed[] => {
      const others = values
        .filter((other) => !other.problems.some((one) => isSame(one, problem)))
        .map(({ site }) => site)
      if (others.some((site) => covers(site, problem.range))) return []
      // Text that is right in another value stays as it is.
      const rewrites = problem.rewrites.filter(
        ({ edits }) => !others.some((site) => edits.some(({ range }) => touches(site, range))),
      )
      // A part that is right with quotes in one value and without in another is no matter of a fix.
      const isShared = others.length > 0 && problem.code.startsWith('unquoted')
      return [{ ...problem, rewrites: isShared ? rewrites.map((one) => ({ ...one, automatic: false })) : rewrites }]
    }),
  )
}

function isSame(a: Placed, b: Placed): boolean {
  return a.code === b.code && a.range.start === b.range.start && a.range.end === b.range.end
}

/** Whether an edit would change this value. */
function touches({ parts = [] }: ChallengeSite, { start, end }: TextRange): boolean {
  return parts.some(({ range }) => range.start <= end && start <= range.end)
}

/** Whether the place where a problem starts is part of this value. */
function covers({ parts = [] }: ChallengeSite, { start }: TextRange): boolean {
  return parts.some(({ range }) => range.start <= start && start < Math.max(range.end, range.start + 1))
}

function problemsOf(site: ChallengeSite, options: Options): readonly Placed[] {
  if (site.notAString !== undefined)
    return [{ code: 'not-a-string', data: { text: site.notAString }, range: site.range, rewrites: [] }]
  if (site.parts === undefined || site.parts.every(({ kind }) => kind === 'hole')) return []
  const value = joinParts(site.parts, HOLE)
  const context: ChallengeContext = {
    statuses: site.statuses,
    credentials: site.withoutCredentials ? 'missing' : site.refusedCredentials === true ? 'refused' : 'unknown',
  }
  const inValue = checkChallenges(value.text, context)
    .filter((problem) => isWanted(problem, options) && isCertain(problem, value))
    .map((problem): Placed => ({
      code: problem.code,
      data: shown(problem.data, site.parts ?? []),
      // An empty value has no character to point at.
      range: problem.code === 'empty' ? site.range : value.rangeOf(problem.start, problem.end),
      rewrites: rewritesOf(problem, value),
    }))
  return [...inValue, ...holeProblems(site.parts)]
}

function isWanted({ code }: Problem, { strict = false, unregisteredSchemes = false }: Options): boolean {
  const level = PROBLEM_LEVELS[code]
  return level === 'always' || (level === 'strict' ? strict : unregisteredSchemes)
}

/** A hole may bring its own quotes, or be escaped: only a plain name is taken at its word. */
function isCertain({ code, start }: Problem, value: JoinedString): boolean {
  if (code !== 'unquoted-interpolation' && code !== 'unescaped-interpolation') return true
  const part = value.partAt(start)
  if (part?.kind !== 'hole' || part.origin === undefined || part.origin === 'other') return false
  return part.origin !== 'plain-call' || code === 'unquoted-interpolation'
}

/** Messages show what is written in place of a hole. */
function shown(data: Problem['data'], parts: readonly StringPart[]): Problem['data'] {
  const hole = parts.find((part) => part.kind === 'hole')
  return Object.fromEntries(
    Object.entries(data).map(([key, text]) => [
      key,
      text.replaceAll(HOLE, hole?.kind === 'hole' ? `\${${hole.source}}` : '…'),
    ]),
  )
}

function rewritesOf(problem: Problem, value: JoinedString): readonly Rewrite[] {
  const edits = problem.fix ?? problem.suggestion
  const mapped = edits && value.editsOf(edits, problem.fix ? 'same-behaviour' : 'wire-visible')
  if (!edits || !mapped) return []
  const text = edits.map((edit) => edit.text.trim().replace(/^, ?|,$/g, '')).join('')
  const isParameter =
    problem.fix === undefined && problem.code !== 'unterminated-quote' && problem.code !== 'unquoted-interpolation'
  return [
    {
      messageId: isParameter ? 'useParameter' : messageOf(problem.code),
      data: { text },
      edits: mapped,
      automatic: problem.fix !== undefined,
    },
  ]
}

function messageOf(code: ProblemCode): keyof typeof messages {
  if (code === 'missing-comma' || code === 'comma-after-scheme') return 'useComma'
  return code === 'scheme-punctuation' || code === 'tab-after-scheme' ? 'useSpace' : 'useQuotes'
}

/** What must not be in a challenge whatever its grammar: a secret, or text that the client chose. */
function holeProblems(parts: readonly StringPart[]): readonly Placed[] {
  return parts.flatMap((part, index): Placed[] => {
    if (part.kind === 'text') return []
    const before = parts[index - 1]
    const { range, source, origin } = part
    // `Bearer ${token}`: the token itself. Negotiate sends data of that name, and elsewhere csrfToken and the like prove nothing.
    const echoes =
      origin === 'token' && before?.kind === 'text' && /^\s*(?:Bearer|DPoP|JWT|Token) +$/i.test(before.text)
    if (origin === 'secret' || echoes) return [{ code: 'secret', data: { source }, range, rewrites: [] }]
    return origin === 'request' ? [{ code: 'request-text', data: { source }, range, rewrites: [] }] : []
  })
}

export const validWwwAuthenticate = defineRule<Options>({
  name: 'valid-www-authenticate',
  type: 'problem',
  description: 'Enforce that every WWW-Authenticate value is a challenge that clients can read',
  presets: ['recommended', 'strict'],
  fixable: true,
  messages,
  schema: {
    type: 'object',
    properties: {
      strict: {
        type: 'boolean',
        description:
          'Report what breaks the letter of a specification only: Bearer alone, no error code on a refusal, text that is not escaped.',
      },
      unregisteredSchemes: { type: 'boolean', description: 'Report schemes that are not in the IANA registry.' },
    },
    additionalProperties: false,
  },
  defaultOptions: { strict: false, unregisteredSchemes: false },
  strictOptions: { strict: true },
  findings,
})
