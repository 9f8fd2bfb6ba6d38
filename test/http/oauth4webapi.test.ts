import fc from '../support/property.js'
import { customFetch, protectedResourceRequest, WWWAuthenticateChallengeError } from 'oauth4webapi'
import { describe, expect, test } from 'vitest'
import { formatChallenge, HOLE, parseChallenges } from '../../src/http/challenge/index.js'
import { challenge } from './arbitraries.js'
import { vectors } from './vectors.js'

interface Read {
  readonly scheme: string
  readonly token68: string | undefined
  readonly params: Readonly<Record<string, string>>
}

/** What oauth4webapi reads from the value, through its own door: a request whose response carries it. */
async function readByOauth4webapi(value: string): Promise<readonly Read[] | 'refused'> {
  const answer = async () => new Response(null, { status: 401, headers: { 'WWW-Authenticate': value } })
  try {
    await protectedResourceRequest('token', 'GET', new URL('https://api.example'), new Headers(), null, {
      [customFetch]: answer,
    })
    return 'refused'
  } catch (error) {
    if (!(error instanceof WWWAuthenticateChallengeError)) throw error
    return error.cause.map(({ scheme, token68, parameters }) => ({
      scheme,
      token68,
      params: Object.fromEntries(Object.entries(parameters).map(([name, text]) => [name, text ?? ''])),
    }))
  }
}

/** The same form from this project's parser: lower-case names, the last of several parameters of one name. */
function readHere(value: string): { readonly read: readonly Read[]; readonly codes: readonly string[] } {
  const { challenges, problems } = parseChallenges(value)
  return {
    read: challenges.map(({ scheme, token68, params }) => ({
      scheme: scheme?.toLowerCase() ?? '',
      token68: token68?.value,
      params: Object.fromEntries(params.map(({ name = '', value: text = '' }) => [name.toLowerCase(), text])),
    })),
    codes: problems.map(({ code }) => code),
  }
}

const READ_OTHERWISE: readonly { readonly why: string; readonly applies: (value: string) => boolean }[] = [
  {
    why: 'It takes at most two padding signs after token68 data; RFC 9110 11.2 sets no limit.',
    applies: (value) => /^\w+ [\w.~+/-]+={3,}$/.test(value),
  },
  {
    why: 'Without any challenge it gives no list; this parser gives an empty one.',
    applies: (value) => /^[\s,]*$/.test(value),
  },
]

/** Grammar problems that oauth4webapi reads over, and why that is right for a client and wrong for a server. */
const READ_OVER: Readonly<Record<string, string>> = {
  'missing-comma':
    'It takes white space for the comma between parameters or challenges (RFC 9110 11.3 wants the comma).',
  'tab-after-scheme': 'It takes any white space after the scheme (RFC 9110 11.3: 1*SP).',
  'single-quoted': 'Single quotes are token characters, so the text between them is a legal token with quotes in it.',
  stray: 'A blank ends a challenge for it, so the words of a sentence become schemes and token68 data.',
  'unquoted-value': 'As for stray: the value ends at its first blank, and the next word starts a challenge.',
  'non-ascii': 'Its quoted text may hold any character.',
}

const asked = vectors
  .map(({ value }) => value)
  .filter(
    (value) => !value.includes(HOLE) && !Array.from(value).some((char) => char > '\u00ff' || '\0\r\n'.includes(char)),
  )
const values = [...new Set(asked)]

describe('the same values, read by oauth4webapi', () => {
  test('there are many', () => {
    expect(values.length).toBeGreaterThan(150)
  })

  const reasons = new Set<string>()

  test.for(values)('%j', async (value) => {
    const theirs = await readByOauth4webapi(value)
    const { read, codes } = readHere(value)
    if (codes.length > 0) {
      // This parser objects; when the other does not, the reason has to be known.
      const known = codes.filter((code) => code in READ_OVER)
      if (theirs !== 'refused') known.forEach((code) => reasons.add(code))
      expect(theirs === 'refused' || known.length > 0, `${codes.join()}: ${JSON.stringify(theirs)}`).toBe(true)
      return
    }
    const exception = READ_OTHERWISE.find(({ applies }) => applies(value))
    if (exception) {
      reasons.add(exception.why)
      expect(theirs).not.toEqual(read)
    } else expect(theirs).toEqual(read)
  })

  test('every explanation is needed', () => {
    expect(
      [...Object.keys(READ_OVER), ...READ_OTHERWISE.map(({ why }) => why)].filter((key) => !reasons.has(key)),
    ).toEqual([])
  })

  test('and any list of well-formed challenges', async () => {
    // After parameters it knows the next scheme only when that could be token68 data as well; `!` is a token, but no token68.
    // It keeps parameters in a plain object, where `__proto__` is lost.
    const plain = challenge.filter(
      ({ scheme, token68 = '', params }) =>
        /^[\w.~+-]+$/.test(scheme) &&
        !token68.includes('===') &&
        !params?.some(({ name }) => name.toLowerCase() === '__proto__'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(plain, { minLength: 1, maxLength: 3 }), async (list) => {
        const value = list.map(formatChallenge).join(', ')
        expect(await readByOauth4webapi(value)).toEqual(readHere(value).read)
      }),
      { numRuns: 500 },
    )
  })
})
