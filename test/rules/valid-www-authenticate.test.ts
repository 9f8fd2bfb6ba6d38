import { RuleTester } from '@typescript-eslint/rule-tester'
import { RuleTester as CoreRuleTester } from 'eslint'
import { afterAll, describe, it } from 'vitest'
import { validWwwAuthenticate as rule } from '../../rules/valid-www-authenticate.js'
import plugin from '../../src/index.js'
import { readMarks } from '../support/marked.js'

RuleTester.afterAll = afterAll
RuleTester.describe = describe
RuleTester.it = it
CoreRuleTester.describe = describe
CoreRuleTester.it = it

type Options = NonNullable<Parameters<typeof rule.definition.findings>[1]>

interface Valid {
  readonly name: string
  readonly code: string
  readonly options?: Options
  readonly filename?: string
  /** TypeScript syntax: not for ESLint's own parser. */
  readonly typescript?: boolean
}

interface Invalid extends Valid {
  /** `⟦…⟧` stands around every place that is reported. */
  readonly code: string
  /** Message of each report, in order. */
  readonly ids: readonly string[]
  /** The code after the fixes. */
  readonly output?: string
  /** Message of the suggestion of each report, and the code after it. */
  readonly suggestions?: readonly (readonly [id: string, code: string] | undefined)[]
}

const express = (body: string): string =>
  `const express = require('express')\nconst app = express()\napp.get('/', (req, res) => {\n  ${body}\n})\n`

const set = (value: string): string => express(`res.set('WWW-Authenticate', ${value})\n  res.status(401).end()`)

/** Every form in which the header is written. */
const places: readonly Invalid[] = [
  ['res.header', `res.header('WWW-Authenticate', '⟦Basic⟧')`],
  ['res.append', `res.append('www-authenticate', '⟦Basic⟧')`],
  ['res.setHeader', `res.setHeader("WWW-AUTHENTICATE", "⟦Basic⟧")`],
  ['an object', `res.set({ 'WWW-Authenticate': '⟦Basic⟧' })`],
  ['an object with a computed name', `const NAME = 'WWW-Authenticate'; res.set({ [NAME]: '⟦Basic⟧' })`],
  ['a chain', `res.status(401).set('WWW-Authenticate', '⟦Basic⟧').json({})`],
  ['writeHead with an object', `res.writeHead(401, { 'WWW-Authenticate': '⟦Basic⟧' }).end()`],
  ['writeHead with a flat list', `res.writeHead(401, ['Vary', 'Origin', 'WWW-Authenticate', '⟦Basic⟧']).end()`],
  ['an assignment', `res.headers['WWW-Authenticate'] = '⟦Basic⟧'`],
  ['an object in a variable', `const headers = { 'WWW-Authenticate': '⟦Basic⟧' }; res.set(headers)`],
  ['a spread', `res.set({ ...cors, ...{ 'WWW-Authenticate': '⟦Basic⟧' } })`],
  ['a Response', `return new Response('no', { status: 401, headers: { 'WWW-Authenticate': '⟦Basic⟧' } })`],
  ['Headers of an object', `const h = new Headers({ 'WWW-Authenticate': '⟦Basic⟧' }); respond(h)`],
  ['Headers of pairs', `respond(new Headers([['WWW-Authenticate', '⟦Basic⟧']]))`],
  ['Headers.append', `const h = new Headers(); h.append('WWW-Authenticate', '⟦Basic⟧'); respond(h)`],
  ['an error', `throw createError(401, 'no', { headers: { 'WWW-Authenticate': '⟦Basic⟧' } })`],
  ['the third argument of a builder', `return c.json({ error: 'no' }, 401, { 'WWW-Authenticate': '⟦Basic⟧' })`],
  ['a function of its own', `setHeader(event, 'WWW-Authenticate', '⟦Basic⟧')`],
  ['one of several field lines', `res.set('WWW-Authenticate', ['Bearer realm="api"', '⟦Basic⟧'])`],
  ['reply.header', `reply.code(401).header('WWW-Authenticate', '⟦Basic⟧').send()`],
  ['reply.headers', `reply.headers({ 'WWW-Authenticate': '⟦Basic⟧' })`],
  ['a decorator or function named Header', `Header('WWW-Authenticate', '⟦Basic⟧')`],
  ['a writer that no framework has', `res.writeHeader('WWW-Authenticate', '⟦Basic⟧')`],
  ['an object with key and value', `respond({ 'www-authenticate': [{ key: 'WWW-Authenticate', value: '⟦Basic⟧' }] })`],
  ['several values of a lambda', `return { statusCode: 401, multiValueHeaders: { 'WWW-Authenticate': ['⟦Basic⟧'] } }`],
  ['a constant', `const CHALLENGE = '⟦Basic⟧'; res.set('WWW-Authenticate', CHALLENGE)`],
  ['a member of a constant', `const auth = { challenge: '⟦Basic⟧' }; res.set('WWW-Authenticate', auth.challenge)`],
  ['a function of the file', `const challenge = () => '⟦Basic⟧'; res.set('WWW-Authenticate', challenge())`],
  ['a condition', `res.set('WWW-Authenticate', web ? '⟦Basic⟧' : 'Bearer realm="api"')`],
  ['a default', `res.set('WWW-Authenticate', options.challenge || '⟦Basic⟧')`],
].map(([name = '', body = '']) => {
  const code = express(body)
  return {
    name,
    code,
    ids: ['missingParameter'],
    suggestions: [
      [
        'useParameter',
        readMarks(code).code.replace(
          /(['"])Basic\1/,
          (_, quote: string) => `${quote}Basic realm=${quote === '"' ? '\\"Restricted\\"' : '"Restricted"'}${quote}`,
        ),
      ],
    ],
  }
})

/** One value: its mistake, and the text that the fix puts there. */
const fixes: readonly Invalid[] = [
  ['an unquoted realm', 'unquotedRealm', `'Basic realm=⟦api⟧'`, `'Basic realm="api"'`],
  [
    'a realm of two words',
    'unquotedValue',
    `'Basic realm=⟦Authorization Required⟧'`,
    `'Basic realm="Authorization Required"'`,
  ],
  [
    'a realm of two words between double quotes',
    'unquotedValue',
    `"Basic realm=⟦Log in⟧"`,
    `"Basic realm=\\"Log in\\""`,
  ],
  ['a realm of two words in a template', 'unquotedValue', '`Basic realm=⟦Log in⟧`', '`Basic realm="Log in"`'],
  ['single quotes', 'singleQuoted', `"Basic realm=⟦'Our app'⟧"`, `"Basic realm=\\"Our app\\""`],
  ['escaped single quotes', 'singleQuoted', `'Basic realm=⟦\\'Our app\\'⟧'`, `'Basic realm="Our app"'`],
  [
    'a missing comma',
    'missingComma',
    `'Bearer realm="api"⟦ ⟧error="invalid_token"'`,
    `'Bearer realm="api", error="invalid_token"'`,
  ],
  ['a semicolon', 'missingComma', `'Basic realm="api"⟦;⟧ charset="UTF-8"'`, `'Basic realm="api", charset="UTF-8"'`],
  [
    'a missing comma in a concatenation',
    'missingComma',
    `'Bearer realm="api"' +\n    '⟦ ⟧error="invalid_token"'`,
    `'Bearer realm="api"' +\n    ', error="invalid_token"'`,
  ],
  [
    'a missing comma between challenges',
    'missingComma',
    `'Bearer realm="a"⟦ ⟧Basic realm="b"'`,
    `'Bearer realm="a", Basic realm="b"'`,
  ],
  ['a comma after the scheme', 'commaAfterScheme', `'Bearer⟦,⟧ realm="api"'`, `'Bearer realm="api"'`],
  ['a colon after the scheme', 'schemePunctuation', `'Bearer⟦:⟧ realm="api"'`, `'Bearer realm="api"'`],
  [
    'an unquoted URL',
    'unquotedValue',
    `'Bearer resource_metadata=⟦https://api.example/meta⟧'`,
    `'Bearer resource_metadata="https://api.example/meta"'`,
  ],
  ['a quote that is closed only', 'unquotedValue', `'Basic realm=⟦My App"⟧'`, `'Basic realm="My App"'`],
  ['a value behind a condition', 'unquotedRealm', `isApi && 'Bearer realm=⟦api⟧'`, `isApi && 'Bearer realm="api"'`],
  ['a Digest nonce without quotes', 'mustBeQuoted', `'Digest realm="a", nonce=⟦b⟧'`, `'Digest realm="a", nonce="b"'`],
  [
    'a Digest algorithm with quotes',
    'mustNotBeQuoted',
    `'Digest realm="a", nonce="b", algorithm=⟦"MD5"⟧'`,
    `'Digest realm="a", nonce="b", algorithm=MD5'`,
  ],
].map(([name = '', id = '', before = '', after = '']) => ({ name, code: set(before), ids: [id], output: set(after) }))

const invalid: readonly Invalid[] = [
  ...places,
  ...fixes,
  { name: 'nothing', code: set(`⟦''⟧`), ids: ['empty'] },
  { name: 'a comma alone', code: set(`⟦','⟧`), ids: ['empty'] },
  { name: 'undefined', code: set('⟦undefined⟧'), ids: ['notAString'] },
  {
    name: 'null',
    code: express(`respond({ status: 401, headers: { 'WWW-Authenticate': ⟦null⟧ } })`),
    ids: ['notAString'],
  },
  { name: 'a sentence', code: set(`'⟦Please log in⟧'`), ids: ['notAChallenge'] },
  { name: 'a word', code: set(`'⟦Unauthorized⟧'`), ids: ['notAChallenge'] },
  { name: 'a URL', code: set(`'⟦https://login.example/⟧'`), ids: ['url'] },
  {
    name: 'an interpolation without quotes',
    code: set('`Basic realm=${⟦realm⟧}`'),
    ids: ['unquotedInterpolation'],
    suggestions: [['useQuotes', set('`Basic realm="${realm}"`')]],
  },
  {
    name: 'a nonce without quotes',
    code: set('`Digest realm="a", nonce=${⟦nonce⟧}`'),
    ids: ['unquotedInterpolation'],
    suggestions: [['useQuotes', set('`Digest realm="a", nonce="${nonce}"`')]],
  },
  { name: 'an operand without quotes', code: set(`'Basic realm=' + ⟦options.realm⟧`), ids: ['unquotedInterpolation'] },
  {
    name: 'an operand without quotes and its default',
    code: set(`'Basic realm=' + (⟦options.realm⟧ || '⟦Members Area⟧')`),
    ids: ['unquotedInterpolation', 'unquotedValue'],
    suggestions: [undefined, ['useQuotes', set(`'Basic realm=' + (options.realm || '"Members Area"')`)]],
  },
  {
    name: 'a call that adds no quotes',
    code: set('`Basic realm=${⟦encodeURIComponent(realm)⟧}`'),
    ids: ['unquotedInterpolation'],
    suggestions: [['useQuotes', set('`Basic realm="${encodeURIComponent(realm)}"`')]],
  },
  {
    name: 'a variable that is made of itself',
    code: express(`var realm = realm || '⟦Members Area⟧'\n  res.set('WWW-Authenticate', 'Basic realm=' + ⟦realm⟧)`),
    ids: ['unquotedValue', 'unquotedInterpolation'],
    suggestions: [
      [
        'useQuotes',
        express(`var realm = realm || '"Members Area"'\n  res.set('WWW-Authenticate', 'Basic realm=' + realm)`),
      ],
    ],
  },
  {
    name: 'a quote that is never closed',
    code: set(`'Basic realm=⟦"api⟧'`),
    ids: ['unterminatedQuote'],
    suggestions: [['useQuotes', set(`'Basic realm="api"'`)]],
  },
  { name: 'a duplicate', code: set(`'Bearer scope="a", ⟦Scope="b"⟧'`), ids: ['duplicateParameter'] },
  {
    name: 'a wrong charset',
    code: set(`'Basic realm="a", charset=⟦"latin1"⟧'`),
    ids: ['basicCharset'],
    suggestions: [['useParameter', set(`'Basic realm="a", charset="UTF-8"'`)]],
  },
  { name: 'a line break', code: set('`Bearer realm="api",⟦\n⟧    error="invalid_token"`'), ids: ['controlCharacter'] },
  { name: 'an escaped line break', code: set(`'Bearer realm="api"⟦\\r\\n⟧'`), ids: ['controlCharacter'] },
  { name: 'text outside of ASCII', code: set(`'Basic realm="Geb⟦ü⟧hren"'`), ids: ['nonAscii'] },
  { name: 'an unregistered error code', code: set(`'Bearer error=⟦"token_expired"⟧'`), ids: ['unregisteredError'] },
  {
    name: 'an error code against the status of the chain',
    code: express(`res.status(401).set('WWW-Authenticate', 'Bearer error=⟦"insufficient_scope"⟧').end()`),
    ids: ['errorStatus'],
    suggestions: [
      ['useParameter', express(`res.status(401).set('WWW-Authenticate', 'Bearer error="invalid_token"').end()`)],
    ],
  },
  {
    name: 'an error code against the status of the init',
    code: express(
      `return new Response(null, { headers: { 'WWW-Authenticate': 'Bearer error=⟦"invalid_request"⟧' }, status: 401 })`,
    ),
    ids: ['errorStatus'],
    suggestions: [
      [
        'useParameter',
        express(
          `return new Response(null, { headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' }, status: 401 })`,
        ),
      ],
    ],
  },
  {
    name: 'an error code against the status of the next statement',
    code: express(`res.set('WWW-Authenticate', 'Bearer error=⟦"invalid_token"⟧')\n  return res.sendStatus(403)`),
    ids: ['errorStatus'],
    suggestions: [
      [
        'useParameter',
        express(`res.set('WWW-Authenticate', 'Bearer error="insufficient_scope"')\n  return res.sendStatus(403)`),
      ],
    ],
  },
  {
    name: 'error information although no credentials came',
    code: express(
      `if (!req.headers.authorization) {\n    res.set('WWW-Authenticate', 'Bearer realm="api", ⟦error="invalid_token"⟧').status(401).end()\n  }`,
    ),
    ids: ['errorWithoutCredentials'],
  },
  {
    name: 'a relative metadata URL',
    code: set(`'Bearer resource_metadata=⟦"/.well-known/oauth-protected-resource"⟧'`),
    ids: ['relativeMetadataUrl'],
  },
  { name: 'the token itself', code: set('`Bearer ${⟦token⟧}`'), ids: ['secret'] },
  { name: 'a secret', code: set('`Basic realm="api", hint="${⟦process.env.ADMIN_PASSWORD⟧}"`'), ids: ['secret'] },
  { name: 'text of the request', code: set('`Basic realm="${⟦req.query.realm⟧}"`'), ids: ['requestText'] },
  {
    name: 'text of the request in a variable',
    code: express('const { tenant } = req.params\n  res.set("WWW-Authenticate", `Bearer realm="${⟦tenant⟧}"`)'),
    ids: ['requestText'],
  },
  {
    name: 'a builder with +=',
    code: express(
      `let value = 'Bearer realm="api"'\n  if (scope) value += '⟦ ⟧scope="read"'\n  res.set('WWW-Authenticate', value)`,
    ),
    ids: ['missingComma'],
    output: express(
      `let value = 'Bearer realm="api"'\n  if (scope) value += ', scope="read"'\n  res.set('WWW-Authenticate', value)`,
    ),
  },
  {
    name: 'a list that is joined',
    code: express(
      `const parts = ['realm=⟦api⟧']\n  if (scope) parts.push('scope="read"')\n  res.set('WWW-Authenticate', 'Bearer ' + parts.join(', '))`,
    ),
    ids: ['unquotedRealm'],
    output: express(
      `const parts = ['realm="api"']\n  if (scope) parts.push('scope="read"')\n  res.set('WWW-Authenticate', 'Bearer ' + parts.join(', '))`,
    ),
  },
  {
    name: 'a list that is joined by a space',
    code: express(`res.set('WWW-Authenticate', ['Bearer realm="api"', '⟦⟧error="invalid_token"'].join(' '))`),
    ids: ['missingComma'],
    output: express(`res.set('WWW-Authenticate', ['Bearer realm="api",', 'error="invalid_token"'].join(' '))`),
  },
  {
    name: 'an argument of a builder',
    code: `const challenge = (code, text) => \`Bearer error="\${code}", error_description="\${text}"\`\n${express(`res.set('WWW-Authenticate', challenge('⟦unauthorized⟧', 'No access')).status(401).end()`)}`,
    ids: ['unregisteredError'],
  },
  {
    name: 'a response that is written on a socket',
    code: `server.on('upgrade', (req, socket) => {\n  socket.write('HTTP/1.1 401 Unauthorized\\r\\nWWW-Authenticate: Basic realm=⟦api⟧\\r\\n\\r\\n')\n  socket.destroy()\n})\n`,
    ids: ['unquotedRealm'],
    output: `server.on('upgrade', (req, socket) => {\n  socket.write('HTTP/1.1 401 Unauthorized\\r\\nWWW-Authenticate: Basic realm="api"\\r\\n\\r\\n')\n  socket.destroy()\n})\n`,
  },
  {
    name: 'a response that is written on a socket, in lines',
    code: `socket.end(['HTTP/1.1 403 Forbidden', 'Connection: close', 'www-authenticate: Bearer error=⟦"invalid_token"⟧', '', ''].join('\\r\\n'))\n`,
    ids: ['errorStatus'],
    suggestions: [
      [
        'useParameter',
        `socket.end(['HTTP/1.1 403 Forbidden', 'Connection: close', 'www-authenticate: Bearer error="insufficient_scope"', '', ''].join('\\r\\n'))\n`,
      ],
    ],
  },
  {
    name: 'a strategy of passport',
    code: `const { Strategy } = require('passport-strategy')\nclass KeyStrategy extends Strategy {\n  authenticate(req) {\n    if (!req.headers.authorization) return this.fail('⟦Missing key⟧')\n    this.fail('Bearer realm=⟦api⟧', 401)\n  }\n}\n`,
    ids: ['notAChallenge', 'unquotedRealm'],
    output: `const { Strategy } = require('passport-strategy')\nclass KeyStrategy extends Strategy {\n  authenticate(req) {\n    if (!req.headers.authorization) return this.fail('Missing key')\n    this.fail('Bearer realm="api"', 401)\n  }\n}\n`,
  },
  {
    name: 'a strategy of passport made by inheritance of functions',
    code: `const passport = require('passport-strategy')\nconst util = require('util')\nfunction Strategy() { passport.Strategy.call(this) }\nutil.inherits(Strategy, passport.Strategy)\nStrategy.prototype.authenticate = function () {\n  const self = this\n  verify((err) => { if (err) return self.fail('Basic realm=⟦api⟧') })\n}\n`,
    ids: ['unquotedRealm'],
    output: `const passport = require('passport-strategy')\nconst util = require('util')\nfunction Strategy() { passport.Strategy.call(this) }\nutil.inherits(Strategy, passport.Strategy)\nStrategy.prototype.authenticate = function () {\n  const self = this\n  verify((err) => { if (err) return self.fail('Basic realm="api"') })\n}\n`,
  },
  {
    name: 'a strategy of passport in Nest',
    code: `import { Strategy } from 'passport-custom'\nimport { PassportStrategy } from '@nestjs/passport'\nexport class KeyStrategy extends PassportStrategy(Strategy, 'key') {\n  authenticate() {\n    this.fail(\`Basic realm=\${⟦realm⟧}\`)\n  }\n}\n`,
    ids: ['unquotedInterpolation'],
    suggestions: [
      [
        'useQuotes',
        `import { Strategy } from 'passport-custom'\nimport { PassportStrategy } from '@nestjs/passport'\nexport class KeyStrategy extends PassportStrategy(Strategy, 'key') {\n  authenticate() {\n    this.fail(\`Basic realm="\${realm}"\`)\n  }\n}\n`,
      ],
    ],
  },
  {
    name: 'express-basic-auth without a realm',
    code: `const basicAuth = require('express-basic-auth')\napp.use(basicAuth({ users, ⟦challenge: true⟧ }))\n`,
    ids: ['missingParameter'],
  },
  {
    name: '@fastify/basic-auth without a realm',
    code: `const fastify = require('fastify')()\nfastify.register(require('@fastify/basic-auth'), { validate, ⟦authenticate: true⟧ })\n`,
    ids: ['missingParameter'],
  },
  {
    name: 'Boom with a message and a scheme',
    code: `const Boom = require('@hapi/boom')\nmodule.exports = () => Boom.unauthorized(⟦'Token expired'⟧, 'Bearer')\n`,
    ids: ['unregisteredError'],
  },
  {
    name: 'Boom with Basic and no realm',
    code: `const Boom = require('@hapi/boom')\nmodule.exports = () => Boom.unauthorized(null, '⟦Basic⟧')\n`,
    ids: ['missingParameter'],
    suggestions: [
      [
        'useParameter',
        `const Boom = require('@hapi/boom')\nmodule.exports = () => Boom.unauthorized(null, 'Basic realm="Restricted"')\n`,
      ],
    ],
  },
  {
    name: 'Bearer alone, strict',
    code: set(`'⟦Bearer⟧'`),
    options: { strict: true },
    ids: ['bareBearer'],
    suggestions: [['useParameter', set(`'Bearer realm="api"'`)]],
  },
  {
    name: 'a refusal without a code, strict',
    code: express(`res.status(403).set('WWW-Authenticate', '⟦Bearer⟧ realm="api"').end()`),
    options: { strict: true },
    ids: ['missingError'],
    suggestions: [
      [
        'useParameter',
        express(`res.status(403).set('WWW-Authenticate', 'Bearer realm="api", error="insufficient_scope"').end()`),
      ],
    ],
  },
  {
    name: 'text that is not escaped, strict',
    code: set('`Bearer error="invalid_token", error_description="${⟦error.message⟧}"`'),
    options: { strict: true },
    ids: ['unescapedInterpolation'],
  },
  {
    name: 'an unregistered scheme, as an option',
    code: set(`'⟦Cookie⟧ realm="site"'`),
    options: { unregisteredSchemes: true },
    ids: ['unregisteredScheme'],
  },
  {
    name: 'a typed handler',
    code: `import type { Request, Response } from 'express'\nexport function deny(_req: Request, res: Response): void {\n  res.set('WWW-Authenticate', 'Basic realm=⟦api⟧' as const).sendStatus(401)\n}\n`,
    typescript: true,
    ids: ['unquotedRealm'],
    output: `import type { Request, Response } from 'express'\nexport function deny(_req: Request, res: Response): void {\n  res.set('WWW-Authenticate', 'Basic realm="api"' as const).sendStatus(401)\n}\n`,
  },
  {
    name: 'an enum',
    code: `enum Challenges { Admin = '⟦Basic⟧' }\nexport const GET = () => new Response(null, { status: 401, headers: { 'WWW-Authenticate': Challenges.Admin } })\n`,
    typescript: true,
    ids: ['missingParameter'],
    suggestions: [
      [
        'useParameter',
        `enum Challenges { Admin = 'Basic realm="Restricted"' }\nexport const GET = () => new Response(null, { status: 401, headers: { 'WWW-Authenticate': Challenges.Admin } })\n`,
      ],
    ],
  },
  {
    name: 'a class',
    code: `export class Unauthorized extends Error {\n  readonly headers: Record<string, string> = { 'WWW-Authenticate': 'Basic realm=⟦api⟧' }\n}\n`,
    typescript: true,
    ids: ['unquotedRealm'],
    output: `export class Unauthorized extends Error {\n  readonly headers: Record<string, string> = { 'WWW-Authenticate': 'Basic realm="api"' }\n}\n`,
  },
]

const valid: readonly Valid[] = [
  ...[
    `'Basic realm="api"'`,
    `"Basic realm=\\"api\\", charset=\\"UTF-8\\""`,
    `'Bearer'`,
    `'Bearer realm="api", error="invalid_token", error_description="Expired"'`,
    `'Cookie'`,
    `'Cookie realm="site"'`,
    `'Token'`,
    `'Negotiate'`,
    `['Negotiate', 'Basic realm="a"']`,
    `'Bearer, DPoP algs="ES256 PS256"'`,
    '`Basic realm="${realm}"`',
    '`Basic realm="${req.headers.host}"`',
    '`Basic realm="${req.get("host")}"`',
    '`Bearer error="${error.code}", error_description="${error.message}"`',
    '`Basic realm=${JSON.stringify(realm)}`',
    '`Basic realm=${quoted(realm)}`',
    '`Bearer ${params.join(", ")}`',
    '`Bearer realm="x"${scope ? `, scope="${scope}"` : ""}`',
    '`Bearer resource_metadata="${origin}/.well-known/oauth-protected-resource"`',
    '`${scheme} realm="api"`',
    '`Digest realm="a", nonce="${nonce}", qop="auth"`',
    'challenge',
    'challenge()',
    'options.challenge',
    'err.headers["www-authenticate"]',
    'upstream.headers.get("www-authenticate")',
    'undefined ?? challenge',
    `['Bearer realm="api"', code && \`error="\${code}"\`].filter(Boolean).join(', ')`,
    `'Bearer ' + Object.entries(params).map(([name, text]) => \`\${name}="\${text}"\`).join(', ')`,
    'process.env.CHALLENGE',
    '`send-v1 ${nonce}`',
    '`Negotiate ${token}`',
    '`Bearer realm="api", nonce="${csrfToken}"`',
  ].map((value) => ({ name: value, code: set(value) })),
  {
    name: 'a builder whose parts are all in order',
    code: express(
      `let value = \`Bearer error="\${code}"\`\n  if (scope) {\n    value += \`, scope="\${scope}"\`\n  }\n  if (metadata) value += \`, resource_metadata="\${metadata}"\`\n  res.set('WWW-Authenticate', value)`,
    ),
  },
  {
    name: 'either one part or another',
    code: express(
      `let value = 'Bearer realm="api"'\n  if (expired) value += ', error="invalid_token"'\n  else value += ', error="insufficient_scope"'\n  res.set('WWW-Authenticate', value)`,
    ),
  },
  {
    name: 'a realm on some paths is no missing realm',
    code: express(
      `let value = 'Basic'\n  if (realm) value += \` realm="\${realm}"\`\n  else value += ' realm="default"'\n  res.set('WWW-Authenticate', value)`,
    ),
  },
  {
    name: 'a value that a loop builds',
    code: express(
      `let value = 'Bearer'\n  for (const [name, text] of list) value += \` \${name}="\${text}"\`\n  res.set('WWW-Authenticate', value)`,
    ),
  },
  {
    name: 'a parameter that is decided at the call',
    code: `function deny(res, challenge) {\n  res.set('WWW-Authenticate', challenge)\n}\n`,
  },
  {
    name: 'an error code whose status is not known',
    code: express(`res.set('WWW-Authenticate', 'Bearer error="insufficient_scope"')\n  res.status(error.status).end()`),
  },
  {
    name: 'an error code that fits one of the statuses',
    code: express(
      `res.set('WWW-Authenticate', 'Bearer error="insufficient_scope"')\n  res.status(known ? 403 : 401).end()`,
    ),
  },
  {
    name: 'error information where credentials may have come',
    code: express(
      `if (!authorization || !isValid(authorization)) res.set('WWW-Authenticate', 'Bearer error="invalid_token"')`,
    ),
  },
  {
    name: 'error information after a failed verification',
    code: express(`if (!verifyToken(token)) res.set('WWW-Authenticate', 'Bearer error="invalid_token"')`),
  },
  {
    name: 'the header is read',
    code: express(
      `const value = res.get('WWW-Authenticate')\n  const other = headers.get('www-authenticate', 'Basic')`,
    ),
  },
  {
    name: 'the header is compared',
    code: express(
      `expect(res).toHaveProperty('WWW-Authenticate', 'Basic')\n  expect(headers).toEqual({ 'WWW-Authenticate': 'Basic' })`,
    ),
  },
  {
    name: 'the header is exposed',
    code: express(
      `cors({ exposedHeaders: ['WWW-Authenticate', 'Basic'] })\n  res.set('Access-Control-Expose-Headers', 'WWW-Authenticate')`,
    ),
  },
  {
    name: 'the header is described',
    code: `const spec = { responses: { 401: { headers: { 'WWW-Authenticate': { schema: { type: 'string' } } } } } }\n`,
  },
  {
    name: 'the header is explained',
    code: `const fields = { 'Content-Type': 'The media type of the body', 'WWW-Authenticate': 'How to authenticate' }\n`,
  },
  { name: 'the header goes with a request', code: `fetch(url, { headers: { 'WWW-Authenticate': 'whatever' } })\n` },
  { name: 'the header is taken away', code: express(`res.headers['WWW-Authenticate'] = undefined`) },
  {
    name: 'a list of headers to keep or drop',
    code: `const dropped = { 'www-authenticate': true, cookie: true }\nconst weights = { 'www-authenticate': 1 }\ncopy(res, { 'www-authenticate': undefined })\n`,
  },
  {
    name: 'a long list of headers, explained',
    code: `const HTTP_HEADERS = { ${'abcdefghijk'
      .split('')
      .map((letter) => `'X-${letter}': 'What it means',`)
      .join(' ')} 'WWW-Authenticate': 'Defines how to authenticate' }\n`,
  },
  {
    name: 'another header',
    code: express(
      `res.set('X-Authenticate', 'Basic')\n  res.set('Authorization', 'Basic')\n  res.set({ 'Proxy-Authorization': 'Basic' })`,
    ),
  },
  { name: 'a map with the same key', code: `const labels = new Map()\nlabels.set('authenticate', 'Basic')\n` },
  { name: 'a test file', code: set(`'Basic'`), filename: 'test/server.test.js' },
  {
    name: 'a response on a socket that is no 401',
    code: `socket.write('HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\n\\r\\n')\nsocket.end('HTTP/1.1 401 Unauthorized\\r\\n\\r\\n')\nlog.write('WWW-Authenticate: nothing')\n`,
  },
  {
    name: 'a strategy of passport that fails with other things',
    code: `const { Strategy } = require('passport-strategy')\nclass KeyStrategy extends Strategy {\n  authenticate(req) {\n    this.fail(401)\n    this.fail({ message: 'Missing key' }, 401)\n    this.fail('Missing key', 400)\n    this.fail(info)\n    this.fail()\n    this.fail(this.challenge())\n    other.fail('Missing key')\n  }\n}\n`,
  },
  {
    name: 'something else that can fail',
    code: `import passport from 'passport'\nclass Step { run() { this.fail('Missing key') } }\nconst task = { run() { this.fail('Missing key') } }\n`,
  },
  {
    name: 'express-basic-auth with a realm',
    code: `const basicAuth = require('express-basic-auth')\napp.use(basicAuth({ users, challenge: true, realm: 'Admin' }))\n`,
  },
  {
    name: 'express-basic-auth without a challenge',
    code: `const basicAuth = require('express-basic-auth')\napp.use(basicAuth({ users }))\napp.use(basicAuth({ users, challenge: false }))\napp.use(basicAuth({ users, challenge: isBrowser }))\n`,
  },
  {
    name: '@fastify/basic-auth with a realm',
    code: `fastify.register(require('@fastify/basic-auth'), { validate, authenticate: { realm: 'Admin' } })\n`,
  },
  {
    name: 'another plugin with the same option',
    code: `fastify.register(require('./auth'), { validate, authenticate: true })\n`,
  },
  {
    name: 'Boom with attributes',
    code: `const Boom = require('@hapi/boom')\nmodule.exports = () => Boom.unauthorized(null, 'Bearer', { realm: 'api', error: 'invalid_token' })\n`,
  },
  {
    name: 'Boom without a scheme',
    code: `const Boom = require('@hapi/boom')\nmodule.exports = () => [Boom.unauthorized('No access'), Boom.unauthorized(message, 'Bearer'), Boom.unauthorized(null, scheme)]\n`,
  },
  {
    name: 'escaped text, strict',
    code: set(
      '`Bearer realm="${escapeQuotes(realm)}", error="invalid_token", error_description="${text.replace(/["\\\\]/g, "")}"`',
    ),
    options: { strict: true },
  },
  {
    name: 'a satisfied type',
    code: `export const GET = () => new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="a"' } satisfies HeadersInit })\n`,
    typescript: true,
  },
]

const typescript = new RuleTester()
const espree = new CoreRuleTester({ languageOptions: { sourceType: 'module' } })

for (const [parser, isTypeScript] of [
  ['typescript-eslint', true],
  ['espree', false],
] as const) {
  const chosen = <T extends Valid>(cases: readonly T[]): readonly T[] =>
    cases.filter((one) => isTypeScript || one.typescript !== true)
  const tests = {
    valid: chosen(valid).map(({ name, code, options = {}, filename = 'src/server.js' }) => ({
      name: `${parser}: ${name}`,
      code,
      filename,
      options: [options] as [Options],
    })),
    invalid: chosen(invalid).map(
      ({ name, code: marked, ids, output = null, suggestions = [], options = {}, filename = 'src/server.js' }) => {
        const { code, places: at } = readMarks(marked)
        return {
          name: `${parser}: ${name}`,
          code,
          filename,
          options: [options] as [Options],
          output,
          errors: ids.map((messageId, index) => {
            const suggestion = suggestions[index]
            return {
              messageId,
              ...at[index],
              suggestions: suggestion ? [{ messageId: suggestion[0], output: suggestion[1] }] : [],
            }
          }),
        }
      },
    ),
  }
  if (isTypeScript) typescript.run(`valid-www-authenticate, ${parser}`, rule, tests)
  else espree.run(`valid-www-authenticate, ${parser}`, plugin.rules['valid-www-authenticate'], tests)
}
