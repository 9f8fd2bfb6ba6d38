import fc from '../support/property.js'
import type { Source } from './properties.js'

/** Statements that answer with a status, and how a file of the framework holds them. `STATUS` and `CHALLENGE` are filled in. */
interface Manner {
  readonly file: (statements: string) => string
  readonly bare: readonly string[]
  readonly withHeader: readonly string[]
}

const HEADER = `'WWW-Authenticate': CHALLENGE`

const MANNERS: readonly Manner[] = [
  {
    file: (body) =>
      `import express from 'express'\nconst app = express()\napp.get('/', async (req, res, next) => {\n${body}\nres.json({})\n})\n`,
    bare: [
      'return res.status(STATUS).json({ error: "no" })',
      'res.sendStatus(STATUS)',
      'res.statusCode = STATUS\nres.end()',
      'res.writeHead(STATUS, { "Content-Type": "text/plain" }).end()',
      'res.status(STATUS).redirect("/login")',
      'return deny(res, STATUS)',
      'return next(Object.assign(new Error("no"), { status: STATUS }))',
      'throw createError(STATUS, "no")',
      'return void res.status(STATUS).send()',
      'return res.status(STATUS)\n  // why\n  .type("json")\n  .send({})',
    ],
    withHeader: [
      `return res.status(STATUS).set('WWW-Authenticate', CHALLENGE).end()`,
      `res.setHeader('www-authenticate', CHALLENGE)\nres.sendStatus(STATUS)`,
      `res.writeHead(STATUS, { ${HEADER} })\nres.end()`,
      `if (req.query.a) res.header('WWW-Authenticate', CHALLENGE)\nreturn res.status(STATUS).end()`,
    ],
  },
  {
    file: (body) =>
      `const fastify = require('fastify')()\nfastify.get('/', { onRequest: [fastify.authenticate] }, async (request, reply) => {\nconst req = request\n${body}\nreturn []\n})\n`,
    bare: [
      'return reply.code(STATUS).send()',
      'reply.status(STATUS)\nreturn reply.send({})',
      'return reply.unauthorized("no")',
      'throw fastify.httpErrors.createError(STATUS)',
      'reply.statusCode = STATUS\nreturn {}',
    ],
    withHeader: [
      `return reply.header('WWW-Authenticate', CHALLENGE).code(STATUS).send()`,
      `return reply.code(STATUS).headers({ ${HEADER} }).send()`,
    ],
  },
  {
    file: (body) =>
      `import { NextResponse } from 'next/server'\nexport async function GET(req: Request) {\nconst session = await auth()\n${body}\nreturn Response.json({})\n}\n`,
    bare: [
      'return NextResponse.json({ error: "no" }, { status: STATUS })',
      'return new Response(null, { status: STATUS })',
      'return new NextResponse("no", { ...init, status: STATUS })',
      'return Response.json(null, { status: STATUS, headers })',
      'unauthorized()',
    ],
    withHeader: [
      `return NextResponse.json({}, { status: STATUS, headers: { ${HEADER} } })`,
      `const headers = new Headers()\nheaders.append('WWW-Authenticate', CHALLENGE)\nreturn new Response('', { headers, status: STATUS })`,
    ],
  },
  {
    file: (body) =>
      `import { Hono } from 'hono'\nimport { HTTPException } from 'hono/http-exception'\nnew Hono().get('/', async (c) => {\nconst req = c.req\n${body}\nreturn c.text('')\n})\n`,
    bare: ['return c.json({}, STATUS)', 'c.status(STATUS)\nreturn c.body(null)', 'throw new HTTPException(STATUS)'],
    withHeader: [
      `return c.json({}, STATUS, { ${HEADER} })`,
      `c.header('WWW-Authenticate', CHALLENGE)\nreturn c.text('no', STATUS)`,
    ],
  },
  {
    file: (body) => `import Koa from 'koa'\nnew Koa().use(async (ctx) => {\nconst req = ctx\n${body}\n})\n`,
    bare: ['ctx.status = STATUS', 'ctx.throw(STATUS, "no")', 'ctx.assert(ctx.state.user, STATUS)'],
    withHeader: [`ctx.set('WWW-Authenticate', CHALLENGE)\nctx.status = STATUS`],
  },
  {
    file: (body) =>
      `import { CanActivate, ExecutionContext, HttpException, UnauthorizedException } from '@nestjs/common'\nexport class Guard implements CanActivate {\nasync canActivate(context: ExecutionContext) {\nconst req = context.switchToHttp().getRequest()\n${body}\nreturn true\n}\n}\n`,
    bare: ['throw new UnauthorizedException()', 'throw new HttpException("no", STATUS)'],
    withHeader: [
      `context.switchToHttp().getResponse().header('WWW-Authenticate', CHALLENGE)\nthrow new HttpException({}, STATUS)`,
    ],
  },
  {
    file: (body) =>
      `const http = require('node:http')\nhttp.createServer(async (req, res) => {\n${body}\nres.end()\n})\n`,
    bare: ['res.statusCode = STATUS', 'res.writeHead(STATUS)', 'return res.writeHead(STATUS, "No", headers).end()'],
    withHeader: [
      `res.setHeader('WWW-Authenticate', CHALLENGE)\nres.statusCode = STATUS`,
      `res.writeHead(STATUS, [ 'WWW-Authenticate', CHALLENGE ])`,
    ],
  },
  {
    file: (body) =>
      `import { createError, defineEventHandler, setResponseHeader } from 'h3'\nexport default defineEventHandler(async (event) => {\nconst req = event.node.req\n${body}\n})\n`,
    bare: ['throw createError({ statusCode: STATUS })', 'setResponseStatus(event, STATUS)'],
    withHeader: [`setResponseHeader(event, 'WWW-Authenticate', CHALLENGE)\nthrow createError({ statusCode: STATUS })`],
  },
  {
    file: (body) =>
      `const Boom = require('@hapi/boom')\nexports.route = { method: 'GET', path: '/', handler: async (req, h) => {\n${body}\nreturn h.response()\n} }\n`,
    bare: [
      'throw Boom.unauthorized("no")',
      'return h.response({}).code(STATUS)',
      'throw new Boom.Boom("no", { statusCode: STATUS })',
    ],
    withHeader: [
      `return h.response().code(STATUS).header('WWW-Authenticate', CHALLENGE)`,
      'throw Boom.unauthorized(null, CHALLENGE)',
    ],
  },
]

const STATUSES = [
  '401',
  '401',
  '401',
  '403',
  '403',
  '0x191',
  '4_01',
  "'401'",
  '`401`',
  '401.0',
  '(401)',
  '401 as const',
  'StatusCodes.UNAUTHORIZED',
  'HttpStatus.FORBIDDEN',
  'isNew ? 401 : 403',
  'req.user ? 403 : 401',
  'error.status || 401',
  'code ?? 401',
  '+"401"',
  'CODES[kind]',
  '(log(), 401)',
  '400 + 1',
  '...[401]',
  '401n',
  'NaN',
  '',
]

const CHALLENGES = [
  `'Bearer realm="api"'`,
  `'Basic realm="x", charset="UTF-8"'`,
  `''`,
  `','`,
  `'Bearer'`,
  `'Basic realm=x'`,
  `'Bearer realm="a" error="invalid_token"'`,
  `'Please log in'`,
  `"Bearer realm='x'"`,
  '`Bearer realm="${realm}"`',
  '`Bearer ${token}`',
  '`Basic realm=${process.env.REALM}`',
  `'Bearer realm="' + name + '"'`,
  `['Bearer realm="a"', 'Basic realm="b"'].join(', ')`,
  `scheme`,
  `undefined`,
  `null`,
  `401`,
  `[ 'Bearer realm="a"' ]`,
  `isNew ? 'Basic' : 'Bearer realm="x"'`,
  `'Bearer realm="\\u00e4\\n"'`,
  `'Digest realm=x, qop=auth, stale="true"'`,
  `'Bearer error="insufficient_scope", scope="a  b"'`,
  `'Bearer realm="x", realm="y"'`,
  '`${scheme} ${rest}`',
  '`😀`',
  `String.raw\`Basic realm="\\"\``,
  `'Bearer realm="never closed'`,
  `'Basic\\trealm="x"'`,
  `'Basic , realm="x"'`,
  '`Bearer ${a}${b}, error=${c}`',
]

const CONDITIONS = [
  '!req.user',
  '!session',
  'req.user.role !== "admin"',
  'req.user?.id !== post.authorId',
  '!req.headers.authorization',
  '!req.headers.authorization?.startsWith("Bearer")',
  '!req.headers["x-api-key"]',
  '!token',
  'token !== process.env.SECRET',
  '!(await bcrypt.compare(a, b))',
  '!can(req.user, "write")',
  '!user || user.role !== "a"',
  'true',
  '/a/u.test(req.url)',
  '(req.user, !ok)',
  '!!(!req.user)',
  'a && (b || !c?.[0]?.(d))',
  'typeof req.user === "undefined"',
  'req.user == null',
  '!req.user.scopes.includes("a")',
  'err instanceof TokenExpiredError',
  '!(request.headers.get("authorization") ?? "").match(/^Bearer (.*)$/)',
]

const PREPARATIONS = [
  'const token = req.headers.authorization?.split(" ")[1]',
  'const token = req.headers["authorization"].replace("Bearer ", "")',
  'const [type, token] = (req.headers.authorization || "").split(" ")',
  'let token; if (req.headers.authorization?.startsWith("bearer ")) { token = req.headers.authorization.slice(6) }',
  'const { authorization = "" } = req.headers\nconst token = authorization.substring(7)',
  'if (!req.user) return res.status(401).end()',
  'await fetch(url, { headers: { Authorization: `bearer ${token}` } })',
  'axios.defaults.headers.common.Authorization = "Bearer" + token',
  'const user = await User.findById(jwt.verify(token, secret).id)',
  'res.set({ "WWW-Authenticate": challenge })',
  'const realm = "a", scheme = `Basic realm="${realm}"`',
  'const { role, ...others } = req.user',
  'label: for (const a of b) { if (a) continue label; break label }',
  'var res, reply, ctx, c',
  '',
  '',
  '',
]

/** Ways to hold a statement. `CONDITION` and `IT` are filled in. */
const HOLDERS = [
  'IT',
  'if (CONDITION) {\nIT\n}',
  'if (CONDITION) {\nlog()\n} else {\nIT\n}',
  'if (CONDITION) { next(); return }\nIT',
  'try {\nawait verify(token)\n} catch (err) {\nIT\n}',
  'try {\nIT\n} finally {\nlog()\n}',
  'switch (kind) {\ncase 1:\nIT\nbreak\ndefault:\nIT\n}',
  'jwt.verify(token, secret, (err, decoded) => {\nif (err) {\nIT\n}\n})',
  'await Promise.all(list.map(async (one) => {\nIT\n}))',
  'do {\nIT\n} while (CONDITION)',
  '{\nIT\n}',
  '(function () {\nIT\n})()',
  'const refuse = () => {\nIT\n}\nif (CONDITION) return refuse()',
  'function refuse(reply = res) {\nIT\n}\nCONDITION && refuse()',
  'class Local { static #go() {\nIT\n} static { this.#go() } }',
  'const it = { async *run() {\nIT\n}, get x() {\nIT\n} }',
  'setTimeout(() => {\nIT\n}, 5)',
  'if (CONDITION) {\nIT\n} else if (CONDITION) {\nIT\n}',
  'for await (const one of list) if (CONDITION) {\nIT\n}',
  'return ((x) => {\nIT\n})(CONDITION)',
  'out: {\nif (CONDITION) break out\nIT\n}',
]

/** Changes of form that keep the code what it is. */
const LOOKS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text,
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => `\uFEFF${text}`,
  (text) => `#!/usr/bin/env node\n${text}`,
  (text) => text.replaceAll('\n', ' /* 😀 \u202E */\n'),
  (text) => `'use strict'\n// 401 ünï\u2028cödé\n${text}`,
  (text) => text.replaceAll('"', "'"),
  (text) => text.replaceAll("'", '"').replaceAll('\n', '\u2029'),
  (text) => text.replaceAll('res', 'reŝ'),
  (text) => text.replaceAll('\n', ';\n\t'),
]

const condition = fc.constantFrom(...CONDITIONS)

/** A source text in the manner of a framework, with guards, headers and statuses as people write them, and as nobody does. */
export const handlers: fc.Arbitrary<Source> = fc
  .record({
    manner: fc.constantFrom(...MANNERS),
    answers: fc.array(
      fc.record({
        withHeader: fc.boolean(),
        choice: fc.nat(50),
        status: fc.constantFrom(...STATUSES),
        challenge: fc.constantFrom(...CHALLENGES),
        preparation: fc.constantFrom(...PREPARATIONS),
        holders: fc.array(
          fc.record({ holder: fc.constantFrom(...HOLDERS), conditions: fc.tuple(condition, condition) }),
          {
            maxLength: 3,
          },
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    look: fc.constantFrom(...LOOKS),
    extension: fc.constantFrom('.ts', '.ts', '.js', '.tsx', '.mts', '.cjs'),
  })
  .map(({ manner, answers, look, extension }) => {
    const statements = answers.map(({ withHeader, choice, status, challenge, preparation, holders }) => {
      const forms = withHeader ? manner.withHeader : manner.bare
      const answer = (forms[choice % forms.length] ?? '')
        .replaceAll('STATUS', () => status)
        .replaceAll('CHALLENGE', () => challenge)
      return `${preparation}\n${holders.reduce(hold, answer)}`
    })
    return { name: `src/server${extension}`, text: look(manner.file(statements.join('\n'))) }
  })

function hold(
  inner: string,
  { holder, conditions }: { readonly holder: string; readonly conditions: readonly string[] },
): string {
  const given = [...conditions]
  return holder.replaceAll('CONDITION', () => given.pop() ?? 'true').replaceAll('IT', () => inner)
}
