import fc from '../support/property.js'
import { describe, expect, test } from 'vitest'
import { checkChallenges, formatChallenge, HOLE, parseChallenges } from '../../src/http/challenge/index.js'
import type { ChallengeInput } from '../../src/http/challenge/index.js'
import { challenge } from './arbitraries.js'

function read(value: string): ChallengeInput[] {
  return parseChallenges(value).challenges.map(({ scheme = '', token68, params }) =>
    token68
      ? { scheme, token68: token68.value ?? '' }
      : { scheme, params: params.map(({ name = '', value = '' }) => ({ name, value })) },
  )
}

describe('parse and format', () => {
  test('what is formatted is read back, with no problem', () => {
    fc.assert(
      fc.property(challenge, (input) => {
        const value = formatChallenge(input)
        expect(parseChallenges(value).problems).toEqual([])
        expect(read(value)).toEqual([input])
      }),
      { numRuns: 2000 },
    )
  })

  test('a list of challenges is read back, whatever stands between them', () => {
    // A single quote may open a token; a value that starts with one is read as single-quoted, which is reported.
    const separator = fc.constantFrom(',', ', ', ' , ', ',,', ' ,\t, ')
    fc.assert(
      fc.property(fc.array(fc.tuple(challenge, separator), { minLength: 1, maxLength: 4 }), (list) => {
        const value = list.map(([input, comma]) => comma + formatChallenge(input)).join('')
        const { problems } = parseChallenges(value)
        expect(problems).toEqual([])
        expect(read(value)).toEqual(list.map(([input]) => input))
      }),
      { numRuns: 1000 },
    )
  })

  test('the place of every part holds that part', () => {
    fc.assert(
      fc.property(challenge, (input) => {
        const value = formatChallenge(input)
        const [found] = parseChallenges(value).challenges
        expect(value.slice(found?.start, found?.end)).toBe(value)
        expect(value.slice(found?.schemeSpan.start, found?.schemeSpan.end)).toBe(input.scheme)
        if (found?.token68) expect(value.slice(found.token68.start, found.token68.end)).toBe(input.token68)
        for (const { name, nameSpan, valueSpan, quoted } of found?.params ?? []) {
          expect(value.slice(nameSpan.start, nameSpan.end)).toBe(name)
          expect(quoted).toBe(true)
          expect(value[valueSpan.start]).toBe('"')
          expect(value[valueSpan.end - 1]).toBe('"')
        }
      }),
    )
  })

  test('an unquoted value is written and read as a token', () => {
    const value = formatChallenge({ scheme: 'Digest', params: [{ name: 'stale', value: 'true', quoted: false }] })
    expect(value).toBe('Digest stale=true')
    expect(parseChallenges(value).challenges[0]?.params[0]).toMatchObject({
      name: 'stale',
      value: 'true',
      quoted: false,
    })
  })

  test.for<[string, ChallengeInput]>([
    ['a scheme with a space', { scheme: 'My Scheme' }],
    ['no scheme', { scheme: '' }],
    ['token68 and parameters', { scheme: 'A', token68: 'b', params: [{ name: 'c', value: 'd' }] }],
    ['bad token68', { scheme: 'A', token68: 'a b' }],
    ['token68 of padding alone', { scheme: 'A', token68: '==' }],
    ['a name that is no token', { scheme: 'A', params: [{ name: 'a b', value: 'c' }] }],
    ['an unquoted value with a space', { scheme: 'A', params: [{ name: 'a', value: 'b c', quoted: false }] }],
    ['a line break', { scheme: 'A', params: [{ name: 'a', value: 'b\r\nSet-Cookie: c=d' }] }],
    ['a NUL', { scheme: 'A', params: [{ name: 'a', value: '\0' }] }],
    ['text outside ASCII', { scheme: 'A', params: [{ name: 'a', value: 'é' }] }],
    ['a hole', { scheme: 'A', params: [{ name: 'a', value: HOLE }] }],
  ])('%s cannot be written', ([, input]) => {
    expect(() => formatChallenge(input)).toThrow(TypeError)
  })
})

const PIECES = [
  'Basic',
  'Bearer',
  'Digest',
  'DPoP',
  'foo',
  'realm',
  'error',
  '=',
  '"',
  "'",
  ',',
  ';',
  ':',
  ' ',
  '\t',
  '\\',
  '\r\n',
  HOLE,
  '/',
  'é',
  '\0',
  '==',
  'invalid_token',
  '😀',
]
const messy = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join('')),
)

describe('any text', () => {
  test('is read without an exception, and every place lies within it and in order', () => {
    fc.assert(
      fc.property(messy, fc.constantFrom('missing', 'refused', 'unknown'), (value, credentials) => {
        const problems = checkChallenges(value, { statuses: [401], credentials })
        for (const { start, end } of problems) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThanOrEqual(start)
          expect(start).toBeLessThanOrEqual(value.length)
        }
        const { challenges } = parseChallenges(value)
        for (const [at, { start, end, params }] of challenges.entries()) {
          expect(end).toBeLessThanOrEqual(value.length)
          expect(start).toBeGreaterThanOrEqual(challenges[at - 1]?.end ?? 0)
          for (const { nameSpan, valueSpan } of params) expect(valueSpan.start).toBeGreaterThanOrEqual(nameSpan.end)
        }
      }),
      { numRuns: 3000 },
    )
  })

  test('a fix puts its problem right and brings no new one', () => {
    fc.assert(
      fc.property(challenge, fc.constantFrom(...MISTAKES), (input, mistake) => {
        const value = mistake(formatChallenge(input))
        const { problems } = parseChallenges(value)
        const fixed = problems.filter(({ fix }) => fix)
        if (fixed.length !== 1 || problems.length !== 1) return
        let text = value
        for (const { start, end, text: by } of [...(fixed[0]?.fix ?? [])].reverse()) {
          text = text.slice(0, start) + by + text.slice(end)
        }
        expect(parseChallenges(text).problems).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })
})

const MISTAKES: readonly ((value: string) => string)[] = [
  (value) => value.replace(', ', ' '),
  (value) => value.replace(', ', '; '),
  (value) => value.replace(' ', ', '),
  (value) => value.replace(' ', ': '),
  (value) => value.replace(' ', '\t'),
  (value) => value.replace(/"$/, ''),
  (value) => value.replace(/"([^"]*)"$/, "'$1'"),
  (value) => value.replace(/"([^"]*)"$/, '$1'),
]
