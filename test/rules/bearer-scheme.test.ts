import { RuleTester } from '@typescript-eslint/rule-tester'
import { afterAll, describe, it } from 'vitest'
import { bearerScheme as rule } from '../../rules/bearer-scheme.js'
import { readMarks } from '../support/marked.js'

RuleTester.afterAll = afterAll
RuleTester.describe = describe
RuleTester.it = it

interface Valid {
  readonly name: string
  readonly code: string
  readonly strict?: boolean
  readonly filename?: string
}

interface Invalid extends Valid {
  /** `⟦…⟧` stands around every place that is reported. */
  readonly code: string
  readonly ids: readonly string[]
  /** The code after the fix. */
  readonly output?: string
  /** The code after the suggestion of each report. */
  readonly suggestions?: readonly (string | undefined)[]
}

const MATCH = String.raw`.match(/^Bearer +(\S+)$/i)?.[1]`

/** What takes a token without looking at the scheme, on an expression that reads the header. */
const cuts: readonly (readonly [name: string, cut: string, id: string])[] = [
  ['the second word', `.split(' ')[1]`, 'schemeNotChecked'],
  ['the second word by at()', `.split(' ').at(1)`, 'schemeNotChecked'],
  ['the second word after white space', String.raw`.split(/\s+/)[1]`, 'schemeNotChecked'],
  ['the words from the second on', `.split(' ').slice(1).join(' ')`, 'schemeNotChecked'],
  ['the last word', `.split(' ').pop()`, 'lastWord'],
  ['the last word by at()', `.split(' ').at(-1)`, 'lastWord'],
  ['what is left without the scheme', `.replace('Bearer ', '')`, 'schemeNotChecked'],
  ['what is left without the scheme, by a pattern', String.raw`.replace(/^bearer\s+/i, '')`, 'schemeNotChecked'],
  ['what is left without a scheme, trimmed', `.replace('Bearer', '').trim()`, 'schemeNotChecked'],
  ['the first piece that is not empty', `.split('Bearer ').filter((part) => part.length > 0)[0]`, 'schemeNotChecked'],
  ['the last piece', `.split('Bearer ').pop()`, 'schemeNotChecked'],
  ['from an offset', `.slice(7)`, 'schemeNotChecked'],
  ['from the length of the prefix', `.substring('Bearer '.length)`, 'schemeNotChecked'],
  ['from the length of the scheme, trimmed', `.substring('Bearer'.length).trim()`, 'schemeNotChecked'],
]

const isWhole = (cut: string): boolean => !cut.includes('.trim') && !cut.includes('.join')

const byCut: readonly Invalid[] = cuts.map(([name, cut, id]) => {
  const [call, trim] = cut.endsWith('.trim()') ? [cut.slice(0, -7), '.trim()'] : [cut, '']
  const code = `export const tokenOf = (req) => ⟦req.headers.authorization?${call}⟧${trim}\n`
  const rewritten = `export const tokenOf = (req) => req.headers.authorization?${MATCH}\n`
  return {
    name,
    code,
    ids: [id],
    suggestions: [isWhole(cut) || trim !== '' || cut.includes('.join') ? rewritten : undefined],
  }
})

/** Every way to the header's value. The third element says that no suggestion is made: the token is used without a guard. */
const sources: readonly (readonly [name: string, code: string, unguarded?: 'unguarded'])[] = [
  ['a member', `const token = ⟦req.headers['authorization']?.split(' ')[1]⟧`],
  ['Koa', `const token = ⟦ctx.header.authorization?.split(' ')[1]⟧`],
  ['Express get', `const token = ⟦req.get('Authorization')?.split(' ')[1]⟧`],
  ['Express header', `const token = ⟦req.header('Authorization')?.split(' ')[1]⟧`],
  ['Headers', `const token = ⟦request.headers.get('authorization')?.split(' ')[1]⟧`],
  ['Next', `const token = ⟦(await headers()).get('authorization')?.split(' ')[1]⟧`],
  [
    'Next, in variables',
    `const list = await headers()\nconst value = list.get('Authorization')\nconst token = ⟦value?.split(' ')[1]⟧`,
  ],
  ['Hono', `const token = ⟦c.req.header('authorization')?.split(' ')[1]⟧`],
  ['Hono, all headers', `const { authorization } = c.req.header()\nconst token = ⟦authorization?.split(' ')[1]⟧`],
  [
    'a parameter decorated as the header',
    `class A {\n  me(@HeaderParam('authorization') given: string) { return ⟦given?.split(' ')[1]⟧ }\n}`,
  ],
  [
    'a parameter decorated as all headers',
    `class A {\n  me(@Headers() all) { return ⟦all.authorization?.split(' ')[1]⟧ }\n}`,
  ],
  ['h3', `const token = ⟦getHeader(event, 'authorization')?.split(' ')[1]⟧`],
  ['h3, all headers', `const { authorization } = getHeaders(event)\nconst token = ⟦authorization?.split(' ')[1]⟧`],
  ['node, behind h3', `const token = ⟦event.node.req.headers.authorization?.split(' ')[1]⟧`],
  ['SvelteKit', `const token = ⟦event.request.headers.get('authorization')?.split(' ')[1]⟧`],
  ['a gateway event', `const token = ⟦event.headers.Authorization?.split(' ')[1]⟧`],
  ['a token authorizer', `const token = ⟦event.authorizationToken?.split(' ')[1]⟧`],
  ['lodash', `const token = ⟦_.get(req, 'headers.authorization')?.split(' ')[1]⟧`],
  ['destructuring', `const { authorization } = req.headers\nconst token = ⟦authorization?.split(' ')[1]⟧`],
  ['deep destructuring', `const { headers: { authorization: value } } = req\nconst token = ⟦value?.split(' ')[1]⟧`],
  ['a destructured parameter', `export const f = ({ headers: { authorization } }) => ⟦authorization?.split(' ')[1]⟧`],
  ['a variable', `const auth = req.headers.authorization\nconst token = auth && ⟦auth.split(' ')[1]⟧`],
  [
    'a variable that is assigned',
    `let value = ''\nif (x) value = req.headers.authorization || ''\nconst token = ⟦value.split(' ')[1]⟧`,
    'unguarded',
  ],
  ['a fallback', `const token = ⟦(req.headers.authorization ?? '').split(' ')[1]⟧`],
  [
    'two spellings',
    `const auth = req.headers.authorization || req.headers.Authorization\nconst token = ⟦auth?.split(' ')[1]⟧`,
  ],
  [
    'a field that came twice',
    `const value = Array.isArray(req.headers.authorization) ? req.headers.authorization[0] : req.headers.authorization\nconst token = ⟦value?.split(' ')[1]⟧`,
  ],
  ['String()', `const token = ⟦String(req.headers.authorization).split(' ')[1]⟧`, 'unguarded'],
  ['a constant for the name', `const FIELD = 'authorization'\nconst token = ⟦req.headers[FIELD]?.split(' ')[1]⟧`],
  ['a parameter that says it', `export function tokenOf(authHeader) {\n  return ⟦authHeader?.split(' ')[1]⟧\n}`],
  [
    'a parameter of a function that says it',
    `export function extractBearerToken(header) {\n  return ⟦header?.split(' ')[1]⟧\n}`,
  ],
  [
    'a parameter that gets it',
    `function second(value) {\n  return ⟦value.split(' ')[1]⟧\n}\napp.use((req) => second(req.headers.authorization))`,
  ],
  [
    'a method that gets it',
    `class Guard {\n  can(req) { return this.second(req.headers.authorization) }\n  second(value) { return ⟦value.split(' ')[1]⟧ }\n}`,
  ],
  [
    'a function that returns it',
    `const read = (req) => req.headers.authorization\nconst token = ⟦read(req)?.split(' ')[1]⟧`,
  ],
  [
    'a schema that says nothing of it',
    `const text = z.string()\nconst token = ⟦text.parse(req.headers.authorization).split(' ')[1]⟧`,
    'unguarded',
  ],
]

const bySource: readonly Invalid[] = sources.map(([name, code, unguarded]) => ({
  name: `source: ${name}`,
  code: `${code}\n`,
  ids: ['schemeNotChecked'],
  suggestions: [unguarded ? undefined : `${readMarks(code).code.replace(`.split(' ')[1]`, MATCH)}\n`],
}))

/** Ways to pick the token from the words. */
const picks: readonly Invalid[] = [
  [
    'a pair of which the scheme is never read',
    `const [type, token] = ⟦req.headers.authorization.split(' ')⟧\nuse(token)`,
  ],
  [
    'a pair of which the scheme is logged',
    `const [type, token] = ⟦req.headers.authorization.split(' ')⟧\nconsole.log(type)\nuse(token)`,
  ],
  ['a pair without the scheme', `const [, token] = ⟦req.headers.authorization.split(' ')⟧\nuse(token)`],
  ['an index as a key', `const { 1: token } = ⟦req.headers.authorization.split(' ')⟧\nuse(token)`],
  ['words in a variable', `const words = ⟦req.headers.authorization.split(' ')⟧\nuse(words[1])`],
  [
    'words that are only counted',
    `const words = ⟦req.headers.authorization.split(' ')⟧\nif (words.length === 2) use(words[1])`,
  ],
  [
    'the only word too',
    `const words = ⟦req.headers.authorization.split(' ')⟧\nuse(words.length === 2 ? words[1] : words[0])`,
  ],
  [
    'a pattern for any scheme',
    String.raw`const match = ⟦req.headers.authorization.match(/(\S+)\s+(\S+)/)⟧` + `\nuse(match[2])`,
  ],
  ['from after the space', `const value = req.headers.authorization\nuse(⟦value.slice(value.indexOf(' ') + 1)⟧)`],
  ['any first word', String.raw`use(⟦req.headers.authorization?.replace(/^\S+\s+/, '')⟧)`],
  ['a scheme that is a variable', 'export const strip = (authHeader, type) => ⟦authHeader.replace(`${type} `, "")⟧'],
].map(([name = '', code = '']) => ({ name: `pick: ${name}`, code: `${code}\n`, ids: ['schemeNotChecked'] }))

const tests: readonly Invalid[] = [
  {
    name: 'a prefix without the space',
    code: `export function auth(req, res, next) {\n  if (!⟦req.headers.authorization?.startsWith('Bearer')⟧) return res.sendStatus(401)\n  req.token = req.headers.authorization.split(' ')[1]\n  next()\n}\n`,
    ids: ['prefixWithoutSpace'],
    suggestions: [
      `export function auth(req, res, next) {\n  if (!req.headers.authorization?.toLowerCase().startsWith('bearer ')) return res.sendStatus(401)\n  req.token = req.headers.authorization.split(' ')[1]\n  next()\n}\n`,
    ],
  },
  {
    name: 'a prefix without the space, in a constant',
    code: `const PREFIX = 'Bearer'\nif (!⟦req.headers.authorization.startsWith(PREFIX)⟧) throw new Error('no')\n`,
    ids: ['prefixWithoutSpace'],
  },
  {
    name: 'a lower-cased prefix without the space',
    code: `const value = req.headers.authorization.toLowerCase()\nif (!⟦value.startsWith('bearer')⟧) throw new Error('no')\n`,
    ids: ['prefixWithoutSpace'],
    suggestions: [
      `const value = req.headers.authorization.toLowerCase()\nif (!value.startsWith('bearer ')) throw new Error('no')\n`,
    ],
  },
  {
    name: 'a prefix in a case that is not sent',
    code: `const value = req.headers.authorization\nif (!⟦value.startsWith('bearer ')⟧) throw new Error('no')\nuse(value.slice(7))\n`,
    ids: ['wrongCase'],
    output: `const value = req.headers.authorization\nif (!value.toLowerCase().startsWith('bearer ')) throw new Error('no')\nuse(value.slice(7))\n`,
  },
  {
    name: 'a first word in a case that is not sent',
    code: `const [type, token] = req.headers.authorization.split(' ')\nif (⟦type !== 'bearer'⟧) throw new Error('no')\nuse(token)\n`,
    ids: ['wrongCase'],
    output: `const [type, token] = req.headers.authorization.split(' ')\nif (type?.toLowerCase() !== 'bearer') throw new Error('no')\nuse(token)\n`,
  },
  {
    name: 'a pattern in a case that is not sent',
    code: `const match = ⟦req.headers.authorization.match(/^bearer (.+)$/)⟧\nuse(match?.[1])\n`,
    ids: ['wrongCase'],
  },
  {
    name: 'a lower-cased value and a spelling with a capital',
    code: `const value = req.headers.authorization.toLowerCase()\nif (!⟦value.startsWith('Bearer ')⟧) throw new Error('no')\n`,
    ids: ['wrongCase'],
  },
  {
    name: 'the whole value in a case that is not sent',
    code: 'if (⟦req.headers.authorization !== `bearer ${secret}`⟧) throw new Error("no")\n',
    ids: ['wrongCase'],
  },
  {
    name: 'an offset before the space',
    code: `const value = req.headers.authorization\nif (!value.startsWith('Bearer ')) throw new Error('no')\nuse(⟦value.slice(6)⟧)\n`,
    ids: ['wrongOffset'],
    suggestions: [
      `const value = req.headers.authorization\nif (!value.startsWith('Bearer ')) throw new Error('no')\nuse(value.slice(7))\n`,
    ],
  },
  {
    name: 'an offset inside of the token',
    code: `const value = req.headers.authorization\nif (!value.startsWith('Bearer ')) throw new Error('no')\nuse(⟦value.substring(8)⟧)\n`,
    ids: ['wrongOffset'],
    suggestions: [
      `const value = req.headers.authorization\nif (!value.startsWith('Bearer ')) throw new Error('no')\nuse(value.substring(7))\n`,
    ],
  },
  {
    name: 'a check on the other branch',
    code: `export function tokenOf(req) {\n  const value = req.headers.authorization\n  if (req.isMachine) {\n    if (value.startsWith('Bearer ')) return value.slice(7)\n  } else {\n    return ⟦value.split(' ')[1]⟧\n  }\n}\n`,
    ids: ['schemeNotChecked'],
    suggestions: [
      `export function tokenOf(req) {\n  const value = req.headers.authorization\n  if (req.isMachine) {\n    if (value.startsWith('Bearer ')) return value.slice(7)\n  } else {\n    return value${MATCH}\n  }\n}\n`,
    ],
  },
]

/** A prefix that does not end where the scheme ends, in its other forms. */
const loose: readonly Invalid[] = [
  ['indexOf', `value.indexOf('Bearer') !== 0`, `value.toLowerCase().indexOf('bearer ') !== 0`],
  ['a pattern', '!/^Bearer/.test(value)', undefined],
  ['match', '!value.match(/^Bearer/i)', undefined],
].map(([name = '', condition = '', mended]) => {
  const code = (test: string): string =>
    `const value = req.headers.authorization\nif (${test}) throw new Error('no')\nuse(value.split(' ')[1])\n`
  return {
    name: `no space in ${name}`,
    code: code(condition.startsWith('!') ? `!⟦${condition.slice(1)}⟧` : `⟦${condition}⟧`),
    ids: ['prefixWithoutSpace'],
    suggestions: [mended === undefined ? undefined : code(mended)],
  }
})

/** Another scheme beside Bearer, on purpose: taking Bearer alone would refuse it. */
const otherSchemes: readonly Invalid[] = [
  {
    name: 'a pattern that takes two schemes away',
    code: `const token = ⟦req.headers.authorization?.replace(/^(Bearer|Token)\\s+/i, '')⟧\n`,
    ids: ['schemeNotChecked'],
  },
  {
    name: 'two schemes, one after the other',
    code: `const token = ⟦req.headers.authorization?.replace('Bearer ', '')⟧.replace('Token ', '')\n`,
    ids: ['schemeNotChecked'],
  },
]

/** Exact spelling: right by what clients send, wrong by RFC 9110, 11.1. */
const strict: readonly Invalid[] = [
  {
    name: 'startsWith',
    code: `const value = req.headers.authorization\nif (!⟦value?.startsWith('Bearer ')⟧) throw new Error('no')\nuse(value.slice(7))\n`,
    output: `const value = req.headers.authorization\nif (!value?.toLowerCase().startsWith('bearer ')) throw new Error('no')\nuse(value.slice(7))\n`,
    ids: ['exactCase'],
  },
  {
    name: 'startsWith before a replacement that keeps its case',
    code: `const value = req.headers.authorization\nif (!⟦value?.startsWith('Bearer ')⟧) throw new Error('no')\nuse(value.replace('Bearer ', ''))\n`,
    ids: ['exactCase'],
  },
  {
    name: 'the first word',
    code: `const words = req.headers.authorization.split(' ')\nif (⟦words[0] !== 'Bearer'⟧) throw new Error('no')\nuse(words[1])\n`,
    output: `const words = req.headers.authorization.split(' ')\nif (words[0]?.toLowerCase() !== 'bearer') throw new Error('no')\nuse(words[1])\n`,
    ids: ['exactCase'],
  },
  {
    name: 'a parameter that is known by the comparison alone',
    code: `export const tokenOf = (h) => (⟦h.startsWith('Bearer ')⟧ ? h.slice(7) : null)\n`,
    output: `export const tokenOf = (h) => (h.toLowerCase().startsWith('bearer ') ? h.slice(7) : null)\n`,
    ids: ['exactCase'],
  },
  {
    name: 'the piece after the scheme',
    code: `use(⟦req.headers.authorization?.split('Bearer ')⟧[1])\n`,
    ids: ['exactCase'],
  },
  {
    name: 'one of two schemes',
    code: `const [scheme, token] = (req.headers.authorization ?? '').split(' ')\nif (scheme !== 'Token' && ⟦scheme !== 'Bearer'⟧) throw new Error('no')\nuse(token)\n`,
    output: `const [scheme, token] = (req.headers.authorization ?? '').split(' ')\nif (scheme !== 'Token' && scheme?.toLowerCase() !== 'bearer') throw new Error('no')\nuse(token)\n`,
    ids: ['exactCase'],
  },
  {
    name: 'a pattern',
    code: `const match = ⟦/^Bearer (.+)$/.exec(req.headers.authorization)⟧\nuse(match?.[1])\n`,
    ids: ['exactCase'],
  },
].map((one) => ({ ...one, name: `strict: ${one.name}`, strict: true }))

const builds: readonly Invalid[] = [
  ['no space', '⟦`Bearer${token}`⟧', 'builtWithoutSpace', '`Bearer ${token}`'],
  ['no space, concatenated', `⟦'Bearer' + token⟧`, 'builtWithoutSpace', `'Bearer ' + token`],
  ['lower case', '⟦`bearer ${token}`⟧', 'builtInWrongCase', '`Bearer ${token}`'],
  ['upper case', `⟦'BEARER ' + token⟧`, 'builtInWrongCase', `'Bearer ' + token`],
  ['a colon', '⟦`Bearer: ${token}`⟧', 'builtWithPunctuation', '`Bearer ${token}`'],
  ['an equals sign', `⟦'Bearer=' + token⟧`, 'builtWithPunctuation', `'Bearer ' + token`],
  ['quotes', '⟦`Bearer "${token}"`⟧', 'builtWithPunctuation', undefined],
  [
    'a branch',
    '(token ? ⟦`bearer ${token}`⟧ : undefined)',
    'builtInWrongCase',
    '(token ? `Bearer ${token}` : undefined)',
  ],
  ['concat', `⟦'Bearer'.concat(token)⟧`, 'builtWithoutSpace', `'Bearer '.concat(token)`],
  ['a joined list', `⟦['bearer', token].join(' ')⟧`, 'builtInWrongCase', `['Bearer', token].join(' ')`],
].map(([name = '', value = '', id = '', mended]) => ({
  name: `build: ${name}`,
  code: `fetch(url, { headers: { Authorization: ${value} } })\n`,
  ids: [id],
  suggestions: [mended === undefined ? undefined : `fetch(url, { headers: { Authorization: ${mended} } })\n`],
}))

const places: readonly Invalid[] = [
  ['axios defaults', "axios.defaults.headers.common['Authorization'] = ⟦`bearer ${token}`⟧"],
  ['an assigned member', 'config.headers.authorization = ⟦`bearer ${token}`⟧'],
  ['Headers.set', "headers.set('authorization', ⟦`bearer ${token}`⟧)"],
  ['setRequestHeader', "xhr.setRequestHeader('Authorization', ⟦`bearer ${token}`⟧)"],
  ['a list of pairs', "new Headers([['Authorization', ⟦`bearer ${token}`⟧]])"],
  ['a computed key', "fetch(url, { headers: { ['authorization']: ⟦`bearer ${token}`⟧ } })"],
  ['a variable', 'const value = ⟦`bearer ${token}`⟧\nfetch(url, { headers: { Authorization: value } })'],
  [
    'a variable that is assigned',
    "let value = ''\nif (token) value = ⟦'bearer ' + token⟧\nfetch(url, { headers: { Authorization: value } })",
  ],
  ['a shorthand', 'const authorization = ⟦`bearer ${token}`⟧\nfetch(url, { headers: { authorization } })'],
  ['a function', 'const value = () => ⟦`bearer ${token}`⟧\nfetch(url, { headers: { Authorization: value() } })'],
  ['a constant scheme', "const SCHEME = 'bearer'\nfetch(url, { headers: { Authorization: ⟦`${SCHEME} ${token}`⟧ } })"],
].map(([name = '', code = '']) => ({
  name: `place: ${name}`,
  code: `${code}\n`,
  ids: ['builtInWrongCase'],
  // a constant may be used for something else too, so it is not touched
  suggestions: [name === 'a constant scheme' ? undefined : `${readMarks(code).code.replace('bearer ', 'Bearer ')}\n`],
}))

const valid: readonly Valid[] = [
  [
    'a guard before',
    `export function f(req, res) {\n  const h = req.headers.authorization\n  if (!h || !h.startsWith('Bearer ')) return res.sendStatus(401)\n  return h.split(' ')[1]\n}`,
  ],
  [
    'a guard around',
    `const h = req.headers.authorization\nif (h && h.startsWith('Bearer ')) { use(h.replace('Bearer ', '')) }`,
  ],
  ['a ternary', `const h = req.headers.authorization\nconst token = h?.startsWith('Bearer ') ? h.slice(7) : undefined`],
  ['&&', `const h = req.headers.authorization\nconst token = h && h.startsWith('Bearer ') && h.slice(7)`],
  [
    'an outer if',
    `if (req.headers.authorization?.startsWith('Bearer ')) { try { use(req.headers.authorization.split(' ')[1]) } catch {} }`,
  ],
  [
    'the first word after the cut',
    `const [type, token] = req.headers.authorization.split(' ')\nif (type !== 'Bearer') throw new Error('no')\nuse(token)`,
  ],
  [
    'the first word, lower-cased',
    `const [type, token] = req.headers.authorization?.split(' ') ?? []\nuse(type?.toLowerCase() === 'bearer' ? token : undefined)`,
  ],
  [
    'the first word, by a pattern',
    `const parts = req.headers.authorization.split(' ')\nconst scheme = parts[0]\nif (/^Bearer$/i.test(scheme)) use(parts[1])`,
  ],
  [
    'the first word, in a switch',
    `const [type, token] = req.headers.authorization.split(' ')\nswitch (type) { case 'Bearer': use(token) }`,
  ],
  [
    'the first word, handed on',
    `const [scheme, credentials] = req.headers.authorization.split(' ')\nhand({ scheme, credentials })`,
  ],
  ['words that are handed on', `check(req.headers.authorization.split(' '))`],
  [
    'the first letters',
    `const h = req.headers.authorization\nif (h.slice(0, 7).toLowerCase() !== 'bearer ') throw new Error('no')\nuse(h.slice(7))`,
  ],
  [
    'a pattern before',
    `const h = req.headers.authorization\nif (!/^bearer /i.test(h)) throw new Error('no')\nuse(h.slice(7))`,
  ],
  ['a pattern with a group', String.raw`const token = req.headers.authorization?.match(/^Bearer\s+(\S+)$/i)?.[1]`],
  [
    'indexOf',
    `const h = req.headers.authorization\nif (h.indexOf('Bearer ') !== 0) throw new Error('no')\nuse(h.split(' ')[1])`,
  ],
  ['includes', `const h = req.headers.authorization\nif (h.includes('Bearer ')) use(h.split(' ')[1])`],
  [
    'lower-casing',
    `const h = (req.headers.authorization ?? '').toLowerCase()\nif (h.startsWith('bearer ')) use(h.slice(7))`,
  ],
  ['the piece after the scheme', `const token = req.headers.authorization?.split('Bearer ')[1]`],
  [
    'a function that tests',
    `const h = req.headers.authorization\nif (!isBearer(h)) throw new Error('no')\nuse(h.split(' ')[1])`,
  ],
  [
    'a function that tests the request',
    `app.use((req, res) => {\n  if (!usesBearer(req)) return res.sendStatus(401)\n  use(req.headers.authorization.split(' ')[1])\n})`,
  ],
  [
    'a caller that tests',
    `const second = (value) => value.split(' ')[1]\napp.use((req) => {\n  const h = req.headers.authorization\n  return h.startsWith('Bearer ') ? second(h) : undefined\n})`,
  ],
  [
    'a schema',
    `const Header = z.string().regex(/^Bearer .+$/)\nconst parsed = Header.safeParse(req.headers.authorization)\nif (parsed.success) use(parsed.data.replace(/^Bearer /, ''))`,
  ],
  [
    'a schema of the headers',
    `const headers = z.object({ authorization: z.string().startsWith('Bearer ') })\napp.use((req) => req.headers.authorization.split(' ')[1])`,
  ],
  [
    'a JSON schema of the headers',
    `const schema = { headers: { properties: { authorization: { type: 'string', pattern: '^Bearer ' } } } }\napp.get('/', { schema }, (req) => req.headers.authorization.split(' ')[1])`,
  ],
  [
    'a strict prefix next to the loose one',
    `const h = req.headers.authorization\nif (h.startsWith('Bearer') && h.split(' ')[0] === 'Bearer') use(h.split(' ')[1])`,
  ],
  [
    'both spellings',
    `const h = req.headers.authorization\nif (h.startsWith('Bearer ') || h.startsWith('bearer ')) use(h.slice(7))`,
  ],
  ['a longer prefix', `const h = req.headers.authorization\nif (h.startsWith('Bearer sk_')) use(h.slice(10))`],
  [
    'an offset that is trimmed',
    `const h = req.headers.authorization\nif (h.startsWith('Bearer ')) use(h.slice(6).trim())`,
  ],
  ['raw keys on purpose', `const h = req.headers.authorization\nconst key = h?.startsWith('Bearer ') ? h.slice(7) : h`],
  ['the whole value', 'if (req.headers.authorization !== `Bearer ${process.env.CRON_SECRET}`) throw new Error("no")'],
  [
    'Basic, checked',
    `const [scheme, encoded] = req.headers.authorization.split(' ')\nif (scheme !== 'Basic') throw new Error('no')\nuse(encoded)`,
  ],
  [
    'Basic, decoded',
    `const [user, password] = Buffer.from(req.headers.authorization.split(' ')[1], 'base64').toString().split(':')`,
  ],
  [
    'Basic, decoded later',
    `const encoded = (req.headers.authorization || '').split(' ')[1] || ''\nconst [user, password] = atob(encoded).split(':')`,
  ],
  ['Basic by name', `const basicAuth = req.headers.authorization\nconst value = basicAuth.split(' ')[1]`],
  [
    'another header',
    `const key = req.headers['x-api-key'].split(' ')[1]\nconst proxy = req.headers['proxy-authorization'].split(' ')[1]`,
  ],
  [
    'an answer',
    `const token = response.headers.get('authorization').split(' ')[1]\nconst { headers } = await axios.post(url)\nuse(headers.authorization.split(' ')[1])`,
  ],
  [
    'a request of one’s own',
    `instance.interceptors.request.use((config) => { use(config.headers.Authorization.split(' ')[1]); return config })`,
  ],
  [
    'another value',
    `const token = session.token.split(' ')[1]\nconst name = user.name.replace('Bearer ', '')\nconst kind = claims.token_type.startsWith('Bearer')`,
  ],
  ['a bare name', `function take(token) { return token.replace('Bearer ', '') }`],
  [
    'a preview for a log',
    `logger.info(req.headers.authorization.slice(0, 12), req.headers.authorization.slice(7, 12))`,
  ],
  ['white space that is taken away', String.raw`const value = req.headers.authorization.replace(/^\s+|\s+$/g, '')`],
  ['redaction', String.raw`const safe = req.headers.authorization.replace(/Bearer .*/, 'Bearer [redacted]')`],
  [
    'a scheme that is added in a branch',
    "if (!req.headers.authorization?.startsWith('Bearer')) {\n  req.headers.authorization = `Bearer ${req.headers.authorization}`\n}",
  ],
  [
    'a scheme that is added',
    'export const complete = (authorization) => (authorization.startsWith("Bearer") ? authorization : `Bearer ${authorization}`)',
  ],
  ['a token type', `res.json({ token_type: 'bearer', access_token: token, token: \`bearer \${token}\` })`],
  ['a grant type', `const body = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' }`],
  ['SAML', `const method = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'`],
  [
    'OpenAPI',
    `const spec = { components: { securitySchemes: { authorization: { type: 'http', scheme: 'bearer' } } } }`,
  ],
  ['passport-jwt', `const options = { jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken() }`],
  ['a correct build', 'fetch(url, { headers: { Authorization: `Bearer ${token}` } })'],
  [
    'a scheme that is not known',
    'fetch(url, { headers: { Authorization: `${type} ${token}`, authorization: scheme + token } })',
  ],
  ['a separator that is not known', "fetch(url, { headers: { Authorization: 'Bearer' + SPACE + token } })"],
  ['no token', "fetch(url, { headers: { Authorization: 'bearer' } })"],
  ['a placeholder', "const help = { Authorization: 'bearer <token>', authorization: 'Bearer: your token' }"],
  [
    'a name for the kind of credentials',
    `export function kindOf(req) {\n  const h = req.headers.authorization\n  if (h.startsWith('Bearer')) return 'bearer'\n  return h.startsWith('Basic') ? 'basic' : 'none'\n}`,
  ],
  ['a cookie', "res.cookie('Authorization', 'Bearer' + token)"],
  [
    'a pattern of the first word',
    `const [scheme, t] = req.headers.authorization.split(' ')\nif (/^Bearer$/.test(scheme)) use(t)`,
  ],
  ['a word boundary', `const h = req.headers.authorization\nif (/^Bearer\\b/.test(h)) use(h.split(' ')[1])`],
  [
    'a word that is looked for',
    `const h = req.headers.authorization\nif (h.indexOf('Bearer') > 0) use(h.split(' ')[1])`,
  ],
  ['a store', "cookies.set('authorization', `bearer ${token}`)"],
].map(([name = '', code = '']) => ({ name, code: `${code}\n` }))

const SUGGESTION: Readonly<Record<string, string>> = {
  schemeNotChecked: 'matchScheme',
  lastWord: 'matchScheme',
  prefixWithoutSpace: 'addSpace',
  wrongOffset: 'moveOffset',
  builtWithoutSpace: 'spellBearer',
  builtInWrongCase: 'spellBearer',
  builtWithPunctuation: 'spellBearer',
}

function suggestionOf(id: string, output: string | undefined): { messageId: string; output: string }[] {
  return output === undefined ? [] : [{ messageId: SUGGESTION[id] ?? '', output }]
}

const tester = new RuleTester()

tester.run('bearer-scheme', rule, {
  valid: [
    ...valid,
    { name: 'a test file', code: `use(req.headers.authorization.split(' ')[1])\n`, filename: 'test/server.test.js' },
    {
      name: 'strict: any case',
      code: `if (/^bearer /i.test(req.headers.authorization)) use(req.headers.authorization.slice(7))\n`,
      strict: true,
    },
    {
      name: 'strict: the whole value',
      code: 'if (req.headers.authorization !== `Bearer ${secret}`) throw new Error("no")\n',
      strict: true,
    },
  ].map(({ name, code, filename = 'src/server.ts', ...rest }) => ({
    name,
    code,
    filename,
    options: [{ strict: 'strict' in rest }],
  })),
  invalid: [...byCut, ...bySource, ...picks, ...tests, ...loose, ...otherSchemes, ...strict, ...builds, ...places].map(
    ({ name, code: marked, ids, output = null, suggestions, filename = 'src/server.ts', ...rest }) => {
      const { code, places: at } = readMarks(marked)
      return {
        name,
        code,
        filename,
        options: [{ strict: 'strict' in rest }] as [{ strict: boolean }],
        output,
        errors: ids.map((messageId, index) => ({
          messageId,
          ...at[index],
          suggestions: suggestionOf(messageId, suggestions?.[index]),
        })),
      }
    },
  ),
})
