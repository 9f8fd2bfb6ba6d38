import { isDeepStrictEqual } from 'node:util'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import type { BearerSite } from '../../../src/model/strings.js'
import { sitesOf } from './rewritten.js'

/** The text after the helper rewrite of its only site that has one. */
function rewritten(text: string): {
  readonly text: string
  readonly effect: string | undefined
  readonly safety: Set<string>
} {
  const all = sitesOf(text).flatMap((site) => site.rewrites.filter((one) => one.style === 'helper'))
  // two sites of one parser offer the same
  const rewrites = all.filter((one, at) => all.findIndex((other) => isDeepStrictEqual(other.edits, one.edits)) === at)
  expect(rewrites).toHaveLength(1)
  const [rewrite] = rewrites
  const edits = [...(rewrite?.edits ?? [])].sort((a, b) => b.range.start - a.range.start)
  expect(edits.flatMap((edit) => edit.helpers ?? [])).toEqual(['parseBearer'])
  const after = edits.reduce((old, { range, text: by }) => old.slice(0, range.start) + by + old.slice(range.end), text)
  return { text: after, effect: rewrite?.effect, safety: new Set(edits.map((edit) => edit.safety)) }
}

const OTHER_SCHEMES = 'other schemes and raw tokens are no longer accepted'
const RAW_TOKENS = 'raw tokens without a scheme are no longer accepted'
const ANY_CASE = 'Bearer is accepted in any case'
const ONE_WORD = `${ANY_CASE}; a token with a space in it is not any more`

interface Case {
  readonly name: string
  readonly before: string
  readonly after: string
  /** What clients notice, when it is more than that every spelling is accepted, and one word only. */
  readonly effect?: string
}

const cases: readonly Case[] = [
  {
    name: 'the second word',
    before: `export const tokenOf = (req) => req.headers.authorization?.split(' ')[1]\n`,
    after: `export const tokenOf = (req) => parseBearer(req.headers.authorization)\n`,
    effect: OTHER_SCHEMES,
  },
  {
    name: 'what is left without the scheme, trimmed, with a fallback',
    before: `export const tokenOf = (request) => request.headers.get('authorization')?.replace(/^Bearer /, '').trim() ?? ''\n`,
    after: `export const tokenOf = (request) => parseBearer(request.headers.get('authorization')) ?? ''\n`,
    effect: RAW_TOKENS,
  },
  {
    name: 'a promise of headers',
    before: `export const tokenOf = async () => (await headers()).get('authorization')?.slice(7)\n`,
    after: `export const tokenOf = async () => parseBearer((await headers()).get('authorization'))\n`,
    effect: OTHER_SCHEMES,
  },
  {
    name: 'a variable that nobody else needs',
    before: `const authHeader = req.headers['authorization']\nconst token = authHeader && authHeader.split(' ')[1]\nif (token == null) return res.sendStatus(401)\n`,
    after: `const token = parseBearer(req.headers['authorization'])\nif (token == null) return res.sendStatus(401)\n`,
    effect: OTHER_SCHEMES,
  },
  {
    name: 'a ternary with null',
    before: `const auth = request.header('Authorization');\nconst token = auth ? auth.split(' ')[1] : null;\n`,
    after: `const token = parseBearer(request.header('Authorization')) ?? null;\n`,
    effect: OTHER_SCHEMES,
  },
  {
    name: 'a guard before',
    before: `export function auth(req, res, next) {\n  const header = req.headers.authorization || ''\n  if (!header.startsWith('Bearer ')) {\n    return res.sendStatus(401)\n  }\n  req.user = verify(header.slice('Bearer '.length).trim())\n  next()\n}\n`,
    after: `export function auth(req, res, next) {\n  const token = parseBearer(req.headers.authorization)\n  if (!token) {\n    return res.sendStatus(401)\n  }\n  req.user = verify(token)\n  next()\n}\n`,
  },
  {
    name: 'a guard before, the header is needed further',
    before: `export function auth(req, res, next) {\n  const header = req.headers.authorization\n  if (!header || !header.startsWith('Bearer ')) return next()\n  const token = header.split(' ')[1]\n  audit(header.length)\n  next()\n}\n`,
    after: `export function auth(req, res, next) {\n  const header = req.headers.authorization\n  const token = parseBearer(header)\n  if (!token) return next()\n  audit(header.length)\n  next()\n}\n`,
  },
  {
    name: 'a guard that asks for a header',
    before: `export function auth(req, res) {\n  const header = req.headers.authorization\n  if (!header) return res.sendStatus(401)\n  const token = header.split(' ')[1]\n  use(token)\n}\n`,
    after: `export function auth(req, res) {\n  const token = parseBearer(req.headers.authorization)\n  if (!token) return res.sendStatus(401)\n  use(token)\n}\n`,
    effect: OTHER_SCHEMES,
  },
  {
    name: 'a guard around, with another way out',
    before: `const header = req.headers['authorization'];\nif (typeof header !== 'undefined') {\n  const words = header.split(' ');\n  req.token = words[1];\n  next();\n} else {\n  res.sendStatus(403);\n}\n`,
    after: `const token = parseBearer(req.headers['authorization']);\nif (token) {\n  req.token = token;\n  next();\n} else {\n  res.sendStatus(403);\n}\n`,
    effect: OTHER_SCHEMES,
  },
  {
    name: 'a guard around among other conditions',
    before: `const header = req.headers.authorization\nif (enabled && header && header.startsWith('Bearer ') && !done) {\n  const token = header.slice(7)\n  use(token)\n}\n`,
    after: `const token = parseBearer(req.headers.authorization)\nif (enabled && token && !done) {\n  use(token)\n}\n`,
  },
  {
    name: 'a variable that is filled behind a guard',
    before: `let token\nif (\n  req.headers.authorization &&\n  req.headers.authorization.startsWith('Bearer')\n) {\n  try {\n    token = req.headers.authorization.split(' ')[1]\n    verify(token)\n  } catch {}\n}\nif (!token) deny()\n`,
    after: `const token = parseBearer(req.headers.authorization)\nif (token) {\n  try {\n    verify(token)\n  } catch {}\n}\nif (!token) deny()\n`,
    effect: 'other schemes that begin with Bearer are no longer accepted',
  },
  {
    name: 'nothing but the cut behind the guard',
    before: `let token\nif (req.headers.authorization?.startsWith('Bearer ')) {\n  token = req.headers.authorization.split(' ')[1]\n}\nif (!token) deny()\n`,
    after: `const token = parseBearer(req.headers.authorization)\nif (!token) deny()\n`,
  },
  {
    name: 'a return behind the guard',
    before: `function tokenOf(req) {\n  const header = req.header('Authorization')\n  if (header && header.startsWith('Bearer ')) {\n    return header.slice(7)\n  }\n  return null\n}\n`,
    after: `function tokenOf(req) {\n  return parseBearer(req.header('Authorization')) ?? null\n}\n`,
  },
  {
    name: 'a return after the guard',
    before: `function tokenOf(header) {\n  const parts = header.split(' ');\n  if (parts.length !== 2 || parts[0] !== 'Bearer') {\n    return null;\n  }\n\n  return parts[1];\n}\nuse(tokenOf(req.headers.authorization))\n`,
    after: `function tokenOf(header) {\n  return parseBearer(header) ?? null;\n}\nuse(tokenOf(req.headers.authorization))\n`,
  },
  {
    name: 'guards that leave in the same words',
    before: `const words = req.headers.authorization.split(' ')\nif (words[0] !== 'Bearer') throw new Error('bad')\nif (!words[1]) throw new Error('bad')\n\nconst user = decode(words[1])\n`,
    after: `const token = parseBearer(req.headers.authorization)\nif (!token) throw new Error('bad')\n\nconst user = decode(token)\n`,
  },
  {
    name: 'a fallback behind the guard that has asked for the token',
    before: `function tokenOf(header) {\n  if (!header) {\n    return null\n  }\n  const parts = header.split(' ')\n  if (parts.length !== 2 || parts[0] !== 'Bearer') {\n    log('no token')\n    return null\n  }\n  return parts[1] || null\n}\nuse(tokenOf(req.headers.authorization))\n`,
    after: `function tokenOf(header) {\n  if (!header) {\n    return null\n  }\n  const token = parseBearer(header)\n  if (!token) {\n    log('no token')\n    return null\n  }\n  return token\n}\nuse(tokenOf(req.headers.authorization))\n`,
  },
  {
    name: 'such a fallback in an argument',
    before: `const header = req.headers.authorization\nif (!header?.startsWith('Bearer ')) throw new Error('none')\nconst user = decode(header.slice(7) ?? '')\n`,
    after: `const token = parseBearer(req.headers.authorization)\nif (!token) throw new Error('none')\nconst user = decode(token)\n`,
  },
  {
    name: 'such a fallback in a property',
    before: `const words = req.headers.authorization.split(' ')\nif (words[0] !== 'Bearer') throw new Error('bad')\nconst key = { value: words[1] || undefined }\n`,
    after: `const token = parseBearer(req.headers.authorization)\nif (!token) throw new Error('bad')\nconst key = { value: token }\n`,
  },
  {
    name: 'a return on one branch, nothing on the other',
    before: `function tokenOf(header) {\n  if (header.startsWith('Bearer ')) return header.slice(7)\n  else return undefined\n}\n`,
    after: `function tokenOf(header) {\n  return parseBearer(header)\n}\n`,
  },
  {
    name: 'a pair and its test',
    before: `const [scheme, token] = (req.headers.authorization ?? '').split(' ')\nif (scheme !== 'Bearer' || !token) deny()\n`,
    after: `const token = parseBearer(req.headers.authorization)\nif (!token) deny()\n`,
  },
  {
    name: 'a pair that is returned',
    before: `function tokenOf(request) {\n  const [type, token] = request.headers.authorization?.split(' ') ?? [];\n  return type === 'Bearer' ? token : undefined;\n}\n`,
    after: `function tokenOf(request) {\n  return parseBearer(request.headers.authorization);\n}\n`,
  },
  {
    name: 'what is left, destructured',
    before: `const header = req.headers.authorization\nconst [token] = (header || '').split('Bearer ').filter((part) => part.length > 0)\nif (!token) deny()\n`,
    after: `const token = parseBearer(req.headers.authorization)\nif (!token) deny()\n`,
    effect: RAW_TOKENS,
  },
  {
    name: 'a pattern with a group',
    before: `const match = /^Bearer (.+)$/.exec(req.headers.authorization ?? '')\nconst token = match ? match[1] : undefined\n`,
    after: `const token = parseBearer(req.headers.authorization)\n`,
  },
  {
    name: 'a pattern that takes one word',
    before: String.raw`const match = /^Bearer (\S+)$/.exec(req.headers.authorization ?? '')
const token = match ? match[1] : undefined
`,
    after: `const token = parseBearer(req.headers.authorization)\n`,
    effect: ANY_CASE,
  },
  {
    name: 'a pattern and its guard',
    before: `const match = req.headers.authorization?.match(/^Bearer (.*)$/)\nif (!match) throw new Error('no')\nconst token = match[1]\nuse(token)\n`,
    after: `const token = parseBearer(req.headers.authorization)\nif (!token) throw new Error('no')\nuse(token)\n`,
  },
  {
    name: 'a parameter',
    before: `export const tokenOf = (h: string | null) => (h && h.startsWith('Bearer ') ? h.substring(7) : null)\n`,
    after: `export const tokenOf = (h: string | null) => (parseBearer(h) ?? null)\n`,
  },
  {
    name: 'a field that came twice',
    before: `const header = Array.isArray(req.headers.authorization) ? req.headers.authorization[0] : req.headers.authorization\nconst token = header?.split(' ')[1]\n`,
    after: `const token = parseBearer(req.headers.authorization)\n`,
    effect: OTHER_SCHEMES,
  },
  {
    name: 'CRLF and tabs',
    before: `function f(req) {\r\n\tconst { authorization } = req.headers;\r\n\tif (!authorization?.startsWith('Bearer ')) {\r\n\t\tthrow new Error();\r\n\t}\r\n\tconst token = authorization.substring(7);\r\n\treturn verify(token);\r\n}\r\n`,
    after: `function f(req) {\r\n\tconst { authorization } = req.headers;\r\n\tconst token = parseBearer(authorization);\r\n\tif (!token) {\r\n\t\tthrow new Error();\r\n\t}\r\n\treturn verify(token);\r\n}\r\n`,
  },
  {
    name: 'a blank line that would be doubled',
    before: `function f(req, res) {\n  const header = req.headers.authorization\n\n  if (!header?.startsWith('Bearer ')) return deny(res)\n\n  const token = header.slice(7)\n\n  use(token)\n}\n`,
    after: `function f(req, res) {\n  const token = parseBearer(req.headers.authorization)\n  if (!token) return deny(res)\n\n  use(token)\n}\n`,
  },
  {
    name: 'the token is asked for in the condition and taken behind it',
    before: `export function f(req, res, next) {\n  const h = req.headers.authorization\n  if (h && (h as string).split(' ')[1]) {\n    const token = (h as string).split(' ')[1]\n    use(token)\n    next()\n  } else {\n    res.sendStatus(401)\n  }\n}\n`,
    after: `export function f(req, res, next) {\n  const token = parseBearer(req.headers.authorization)\n  if (token) {\n    use(token)\n    next()\n  } else {\n    res.sendStatus(401)\n  }\n}\n`,
    effect: OTHER_SCHEMES,
  },
  {
    name: 'the token is asked for and used without a name',
    before: `export function f(req, res) {\n  if (!req.headers.authorization?.split(' ')[1]) return res.sendStatus(401)\n  use(req.headers.authorization.split(' ')[1])\n}\n`,
    after: `export function f(req, res) {\n  const token = parseBearer(req.headers.authorization)\n  if (!token) return res.sendStatus(401)\n  use(token)\n}\n`,
    effect: OTHER_SCHEMES,
  },
  {
    name: 'two guards that leave alike, then the cut',
    before: `export function f(req, res) {\n  const h = req.headers.authorization\n  if (!h) return res.sendStatus(401)\n  if (!h.split(' ')[1]) {\n    return res.sendStatus(401);\n  }\n  const token = h.split(' ')[1]\n  use(token)\n}\n`,
    after: `export function f(req, res) {\n  const token = parseBearer(req.headers.authorization)\n  if (!token) {\n    return res.sendStatus(401);\n  }\n  use(token)\n}\n`,
    effect: OTHER_SCHEMES,
  },
  {
    name: 'a ternary that asks for the token',
    before: `const token = req.headers.authorization && req.headers.authorization.split(' ')[1] ? req.headers.authorization.split(' ')[1] : null\nif (!token) deny()\n`,
    after: `const token = parseBearer(req.headers.authorization) ?? null\nif (!token) deny()\n`,
    effect: OTHER_SCHEMES,
  },
  {
    name: 'the words are counted in the condition',
    before: `if (req.headers.authorization && req.headers.authorization.split(' ').length === 2 && req.headers.authorization.split(' ')[0] === 'Bearer') {\n  const token = req.headers.authorization.split(' ')[1]\n  use(token)\n}\n`,
    after: `const token = parseBearer(req.headers.authorization)\nif (token) {\n  use(token)\n}\n`,
  },
  {
    name: 'a test inside the guard that asks again',
    before: `export function f(req, next) {\n  const h = req.headers.authorization\n  if (h?.startsWith('Bearer ')) {\n    const key = h.slice(7)\n    if (key) {\n      try {\n        use(key)\n      } catch {}\n    }\n  }\n  next()\n}\n`,
    after: `export function f(req, next) {\n  const key = parseBearer(req.headers.authorization)\n  if (key) {\n    try {\n      use(key)\n    } catch {}\n  }\n  next()\n}\n`,
  },
  {
    name: 'a test inside the guard that turns away as the function does',
    before: `export function f(req, res) {\n  let token\n  if (req.headers.authorization && req.headers.authorization.startsWith('Bearer')) {\n    token = req.headers.authorization.split(' ')[1]\n    if (!token) {\n      return res.sendStatus(401)\n    }\n    return use(token)\n  }\n  return res.sendStatus(401)\n}\n`,
    after: `export function f(req, res) {\n  const token = parseBearer(req.headers.authorization)\n  if (token) {\n    return use(token)\n  }\n  return res.sendStatus(401)\n}\n`,
    effect: 'other schemes that begin with Bearer are no longer accepted',
  },
  {
    name: 'another value for a token that is there',
    before: `function tokenOf(req) {\n  const parts = req.headers.authorization.split(' ')\n  if (parts.length !== 2 || parts[0] !== 'Bearer') {\n    return null\n  }\n  const token = parts[1]\n  return token || null\n}\n`,
    after: `function tokenOf(req) {\n  const token = parseBearer(req.headers.authorization)\n  if (!token) {\n    return null\n  }\n  return token\n}\n`,
  },
  {
    name: 'a guard that asks for the header, and a test of the token with another answer',
    before: `export function f(req, res) {\n  const h = req.headers.authorization\n  if (h) {\n    const token = h.split(' ')[1]\n    if (token) return use(token)\n    else return res.status(401).send('no token')\n  }\n  return res.status(401).send('no header')\n}\n`,
    after: `export function f(req, res) {\n  const h = req.headers.authorization\n  if (h) {\n    const token = parseBearer(h)\n    if (token) return use(token)\n    else return res.status(401).send('no token')\n  }\n  return res.status(401).send('no header')\n}\n`,
    effect: OTHER_SCHEMES,
  },
  {
    name: 'a pair whose token is asked for beside something else',
    before: `const [scheme, token] = (req.headers.authorization ?? '').split(' ')\nif (scheme !== 'Bearer' || !token) return deny()\nconst user = token ? find(token) : undefined\nif (!token || !user) return deny('nobody')\nuse(user)\n`,
    after: `const token = parseBearer(req.headers.authorization)\nif (!token) return deny()\nconst user = find(token)\nif (!user) return deny('nobody')\nuse(user)\n`,
  },
]

describe('the helper rewrite', () => {
  it.each(cases)('$name', ({ before, after, effect = ONE_WORD }) => {
    const result = rewritten(before)
    expect(result.text).toBe(after)
    expect(result.effect).toBe(effect)
    expect(result.safety).toEqual(new Set([effect === ANY_CASE ? 'same-behaviour' : 'wire-visible']))
  })

  it.each(cases)('leaves nothing to rewrite: $name', ({ after }) => {
    expect(sitesOf(after).flatMap((site) => site.rewrites)).toEqual([])
  })

  it.each(cases)('gives code that parses: $name', ({ before }) => {
    const { diagnostics = [] } = ts.transpileModule(rewritten(before).text, {
      reportDiagnostics: true,
      fileName: 'auth.ts',
    })
    expect(diagnostics.map(({ messageText }) => messageText)).toEqual([])
  })
})

const left: readonly (readonly [name: string, obstacle: BearerSite['obstacle'], text: string])[] = [
  [
    'an argument without a guard',
    'no-guard',
    `export const auth = (req: Request) => jwt.verify(req.headers.authorization!.split(' ')[1], secret)\n`,
  ],
  [
    'a result of a call without a guard',
    'no-guard',
    `function f(req) {\n  return jwt.verify(req.headers.authorization.split(' ')[1], secret)\n}\n`,
  ],
  ['a variable without a guard', 'no-guard', `const token = req.headers.authorization.split(' ')[1]\nuse(token)\n`],
  [
    'raw keys on purpose',
    'raw-branch',
    `const h = req.headers.authorization\nconst key = h?.startsWith('Bearer ') ? h.slice(7) : h\n`,
  ],
  [
    'raw keys by the number of words',
    'raw-branch',
    `const words = req.headers.authorization.split(' ')\nconst key = words.length === 2 ? words[1] : words[0]\n`,
  ],
  [
    'two schemes',
    'other-scheme',
    `const [scheme, value] = req.headers.authorization.split(' ')\nif (scheme !== 'Bearer' && scheme !== 'Basic') deny()\nuse(value)\n`,
  ],
  [
    'a scheme that is needed further',
    'words-used',
    `const [scheme, token] = req.headers.authorization.split(' ')\nif (scheme !== 'Bearer' || !token) deny()\nuse(scheme)\n`,
  ],
  [
    'the header is put in order',
    'no-guard',
    `const h = req.headers.authorization\nif (h) {\n  req.headers.authorization = h.replace(/^Bearer /, '')\n}\n`,
  ],
  [
    'a comment on the cut',
    'comment',
    `function f(h: string) {\n  if (!h.startsWith('Bearer ')) return undefined\n  const token = h.slice(7) // the token\n  return use(token)\n}\n`,
  ],
  [
    'a name that is taken',
    'name-taken',
    `function f(req, token) {\n  const h = req.headers.authorization\n  if (!h?.startsWith('Bearer ')) return undefined\n  return use(token, h.slice(7))\n}\n`,
  ],
  [
    'two answers',
    'two-answers',
    `export function f(req, res) {\n  const h = req.headers.authorization\n  if (!h?.startsWith('Bearer ')) return res.status(401).send('no header')\n  const token = h.slice(7)\n  if (!token) return res.status(401).send('no token')\n  use(token)\n}\n`,
  ],
  [
    'two answers in branches',
    'two-answers',
    `export function f(req, res) {\n  const h = req.headers.authorization\n  if (h && h.startsWith('Bearer ')) {\n    const token = h.slice(7)\n    if (token) use(token)\n    else res.status(400).send('empty')\n  } else {\n    res.status(401).send('no header')\n  }\n}\n`,
  ],
  [
    'a pair with two answers',
    'two-answers',
    `const [scheme, token] = (req.headers.authorization ?? '').split(' ')\nif (scheme !== 'Bearer') return deny('scheme')\nif (!token) return deny('token')\nuse(token)\n`,
  ],
  [
    'a token that is taken twice',
    'several-takes',
    `export function f(req, res) {\n  const h = req.headers.authorization\n  if (!h?.startsWith('Bearer ')) return res.sendStatus(401)\n  log(h.slice(7))\n  use(h.slice(7))\n}\n`,
  ],
]

describe('what is left to a person', () => {
  it.each(left)('%s', (_name, obstacle, text) => {
    const [site, ...more] = sitesOf(text)
    expect(more).toEqual([])
    expect(site?.rewrites.filter(({ style }) => style === 'helper')).toEqual([])
    expect(site?.obstacle).toBe(obstacle)
  })
})

describe('sites', () => {
  it('survive a JSON round trip', () => {
    const sites = cases.flatMap(({ before }) => sitesOf(before))
    expect(sites.length).toBeGreaterThan(20)
    expect(JSON.parse(JSON.stringify(sites))).toEqual(sites)
  })

  it('show an input and what the code makes of it', () => {
    const shown = (text: string): string | undefined => sitesOf(text)[0]?.shown
    expect(shown(`use(req.headers.authorization?.split(' ')[1])`)).toContain(`\`${'Basic abc'.split(' ')[1] ?? ''}\``)
    expect(shown(`use(req.headers.authorization?.slice(7))`)).toContain(`\`${'Basic abcdef'.slice(7)}\``)
    expect(shown(`use(req.headers.authorization?.replace('Bearer ', ''))`)).toContain('`Basic abc` is taken whole')
    expect(shown(`const h = req.headers.authorization\nif (h.startsWith('Bearer ')) use(h.slice(6))`)).toBe(
      '`bearer abc` is refused',
    )
  })

  it('are found with a header of several thousand references and in code that does not parse', () => {
    expect(
      sitesOf(`const h = req.headers.authorization\n${'use(h)\n'.repeat(3000)}use(h?.split(' ')[1])\n`),
    ).toHaveLength(1)
    for (const text of [
      `const [a, = req.headers.authorization.split(' ')`,
      `if (req.headers.authorization.startsWith('Bearer')`,
      '`${req.headers.authorization',
      `function f(authHeader = authHeader) { return authHeader.split(' ')[1] }`,
    ])
      expect(Array.isArray(sitesOf(text))).toBe(true)
  })
})
