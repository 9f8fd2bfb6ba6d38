import { describe, expect, test } from 'vitest'
import { checkChallenges, hasChallenge, parseChallenges, PROBLEM_LEVELS } from '../../src/http/challenge/index.js'
import { vectors } from './vectors.js'

const seen = new Set<string>()

describe('values with a known verdict', () => {
  test('there are at least 150, each once', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(150)
    const keys = vectors.map(({ value, statuses, credentials }) => JSON.stringify([value, statuses, credentials]))
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
  })

  test.for(vectors)('$source: $value', (vector) => {
    const { value, statuses = [], credentials = 'unknown' } = vector
    const found = checkChallenges(value, { statuses, credentials })
    for (const { code } of found) seen.add(code)
    const always = found.filter(({ code }) => PROBLEM_LEVELS[code] === 'always').map(({ code }) => code)
    const rest = found.filter(({ code }) => PROBLEM_LEVELS[code] !== 'always').map(({ code }) => code)
    expect(always).toEqual(vector.problems)
    expect(rest).toEqual(vector.strict ?? [])
    for (const { start, end } of found) {
      expect(start).toBeGreaterThanOrEqual(0)
      expect(end).toBeGreaterThanOrEqual(start)
      expect(end).toBeLessThanOrEqual(value.length + 1)
    }
    expect(hasChallenge(value)).toBe(!vector.problems.includes('empty'))
    if (!vector.challenges) return
    const parsed = parseChallenges(value).challenges.map(({ scheme, token68, params }) => ({
      scheme: scheme ?? null,
      ...(token68 && { token68: token68.value }),
      ...(params.length > 0 && { params: params.map((param) => [param.name, param.value]) }),
    }))
    expect(parsed).toEqual(vector.challenges)
  })

  test('every problem code is decided by some value', () => {
    expect(Object.keys(PROBLEM_LEVELS).filter((code) => !seen.has(code))).toEqual([])
  })
})
