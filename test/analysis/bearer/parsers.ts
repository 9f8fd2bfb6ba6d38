import fc from '../../support/property.js'

/** How a handler comes by the header, as `h`. */
const READS = [
  `const h = req.headers.authorization`,
  `const h = req.headers['authorization'] ?? ''`,
  `const h = req.headers.authorization || ''`,
  `const { authorization: h } = req.headers`,
  `const h = req.get('Authorization')`,
]

/** How the token is cut out of it. */
const CUTS = [
  `h.split(' ')[1]`,
  `h?.split(' ')[1]`,
  `(h || '').split(' ')[1]`,
  `h.split(/\\s+/)[1]`,
  `h.split(' ').pop()`,
  `h.split(' ').slice(1).join(' ')`,
  `h.replace('Bearer ', '')`,
  `(h ?? '').replace('Bearer ', '')`,
  `h.replace(/^Bearer\\s+/i, '')`,
  `h.slice(7)`,
  `h?.substring('Bearer '.length).trim()`,
  `h.substring(7)`,
  `h.split('Bearer ')[1]`,
  `h.split('Bearer ').pop()`,
  `h.match(/^Bearer (.+)$/)?.[1]`,
  `/^Bearer\\s+(\\S+)$/.exec(h)?.[1]`,
  `h.slice(h.indexOf(' ') + 1)`,
]

/** What is asked of it before: each holds for a Bearer header. */
const TESTS = [
  `h`,
  `h.startsWith('Bearer ')`,
  `h?.startsWith('Bearer ')`,
  `h?.startsWith('Bearer')`,
  `h.startsWith('bearer ')`,
  `h && h.startsWith('Bearer ')`,
  `h && h.startsWith('Bearer')`,
  `h.indexOf('Bearer ') === 0`,
  `h.split(' ')[0] === 'Bearer'`,
  `h && h.split(' ').length === 2`,
  `/^Bearer /.test(h)`,
  `/^Bearer/.test(h)`,
  `typeof h === 'string'`,
]

const EXITS = [
  `return res.sendStatus(401)`,
  `return res.sendStatus(400)`,
  `return next()`,
  `throw new Error('no')`,
  `return null`,
  `return ''`,
]

const ALTERNATIVES = [`undefined`, `null`, `''`, `req.query.token`]

const WRAPS = [
  'CUT',
  'CUT',
  'CUT',
  'decodeURIComponent(CUT)',
  'CUT || req.query.token',
  'CUT ?? req.query.token',
  `CUT || ''`,
  'CUT.toString()',
]

/** How test, cut and token go together; `G` is the test, `C` the cut, `X` what leaves, `A` another value. */
const FORMS = [
  `const token = C`,
  `if (!(G)) X\n  const token = C`,
  `if (!(G)) {\n    X\n  }\n  const token = C`,
  `let token\n  if (G) token = C`,
  `let token\n  if (G) {\n    token = C\n  }`,
  `let token\n  if (G) {\n    token = C\n  } else if (req.query.token) {\n    token = req.query.token\n  }`,
  `let token = req.query.token\n  if (G) {\n    token = C\n  }`,
  `const token = G ? C : A`,
  `const token = G && C`,
  `const words = h.split(' ')\n  if (words[0] !== 'Bearer') X\n  const token = words[1]`,
  `const words = h.split(' ')\n  if (words.length !== 2 || words[0] !== 'Bearer') X\n  const token = words[1]`,
  `const [scheme, token] = h.split(' ')\n  if (scheme !== 'Bearer') X`,
  `const [scheme, token] = (h ?? '').split(' ')\n  if (scheme !== 'Bearer' || !token) X`,
  `const [scheme, token] = (h || '').split(' ')`,
  `if (G) {\n    const token = C\n    use(token)\n    return next()\n  }\n  const token = req.query.token`,
]

const LATER = [
  ``,
  `\n  if (!token) X`,
  `\n  if (!token) {\n    X\n  }`,
  `\n  if (token === undefined) X`,
  `\n  if (token == null) X`,
  `\n  if (token.length === 0) X`,
]

const ENDS = [
  `return token`,
  `use(token)\n  next()`,
  `if (token) use(token)\n  next()`,
  `return verify(decodeURIComponent(token))`,
  `audit(token.length)\n  use(token)`,
  `return token ?? null`,
]

const some = (list: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...list)

/** Handlers that parse the header by hand, right and wrong. */
export const parsers: fc.Arbitrary<string> = fc
  .record({
    read: some(READS),
    cut: some(CUTS),
    wrap: some(WRAPS),
    test: some(TESTS),
    form: some(FORMS),
    later: some(LATER),
    end: some(ENDS),
    exit: some(EXITS),
    second: some(EXITS),
    alternative: some(ALTERNATIVES),
  })
  .map((one) => {
    const body = one.form
      .replaceAll('C', one.wrap.replace('CUT', one.cut))
      .replaceAll('G', one.test)
      .replaceAll('X', one.exit)
      .replaceAll(' : A', ` : ${one.alternative}`)
    return `export function auth(req, res, next) {\n  ${one.read}\n  ${body}${one.later.replaceAll('X', one.second)}\n  ${one.end}\n}\n`
  })
