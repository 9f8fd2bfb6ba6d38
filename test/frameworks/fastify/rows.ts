import type { Row } from '../support/table.js'

const B = 'Bearer realm="api"'

export const rows: readonly Row[] = [
  {
    code: '(request, reply) => reply.code(401).send({})',
    proves: ['fastify.Reply#code', 'fastify.Reply#send'],
    status: 401,
  },
  {
    code: "async (request, reply) => { reply.status(401); return 'no' }",
    proves: ['fastify.Reply#status'],
    status: 401,
  },
  { code: "(request, reply) => reply.code('401').send()", proves: ['fastify.Reply#code'], status: 401 },
  {
    code: '(request, reply) => { reply.statusCode = 401; reply.send() }',
    proves: ['fastify.Reply.statusCode'],
    status: 401,
  },
  // Unlike Express, a status that was set before stays.
  {
    code: "(request, reply) => reply.code(401).redirect('/login')",
    proves: ['fastify.Reply#redirect'],
    status: 401,
    headers: { location: '/login' },
  },
  {
    code: "(request, reply) => reply.redirect('/login', 401)",
    proves: ['fastify.Reply#redirect'],
    status: 401,
    headers: { location: '/login' },
  },
  { code: "(request, reply) => reply.redirect('/login')", proves: ['fastify.Reply#redirect'], status: 302 },

  {
    code: `(request, reply) => reply.code(401).header('WWW-Authenticate', '${B}').send()`,
    proves: ['fastify.Reply#header'],
    status: 401,
    challenge: B,
  },
  {
    code: `(request, reply) => { reply.header('www-authenticate', '${B}'); reply.code(401).send() }`,
    proves: ['fastify.Reply#header'],
    status: 401,
    challenge: B,
  },
  {
    code: `(request, reply) => reply.headers({ 'WWW-Authenticate': '${B}' }).code(401).send()`,
    proves: ['fastify.Reply#headers'],
    status: 401,
    challenge: B,
  },
  {
    code: `(request, reply) => reply.header('WWW-Authenticate', 'Basic').header('WWW-Authenticate', '${B}').code(401).send()`,
    proves: ['fastify.Reply#header'],
    status: 401,
    challenge: B,
  },
  {
    code: `(request, reply) => reply.header('WWW-Authenticate', ['${B}', 'Basic']).code(401).send()`,
    proves: ['fastify.Reply#header'],
    status: 401,
    challenge: [B, 'Basic'],
  },
  {
    code: "(request, reply) => reply.header('WWW-Authenticate', undefined).code(401).send()",
    proves: ['fastify.Reply#header'],
    status: 401,
    challenge: '',
  },
  {
    code: "(request, reply) => reply.header('WWW-Authenticate', '').code(401).send()",
    proves: ['fastify.Reply#header'],
    status: 401,
    challenge: '',
  },
  {
    code: `(request, reply) => { if (!reply.hasHeader('WWW-Authenticate')) reply.header('WWW-Authenticate', '${B}'); reply.code(401).send() }`,
    proves: ['fastify.Reply#hasHeader'],
    status: 401,
    challenge: B,
  },
  {
    code: `(request, reply) => { if (!reply.getHeader('WWW-Authenticate')) reply.header('WWW-Authenticate', '${B}'); reply.code(401).send() }`,
    proves: ['fastify.Reply#getHeader'],
    status: 401,
    challenge: B,
  },
  // After it has been sent a header throws nothing and does nothing.
  {
    code: `(request, reply) => { reply.code(401).send(); reply.header('WWW-Authenticate', '${B}') }`,
    proves: ['fastify.Reply#send'],
    status: 401,
  },
  {
    code: `(request, reply) => { reply.code(401).send(); if (!reply.sent) reply.header('WWW-Authenticate', '${B}') }`,
    proves: ['fastify.Reply.sent'],
    status: 401,
  },

  // The raw response has headers of its own.
  {
    code: '(request, reply) => { reply.hijack(); reply.raw.writeHead(401); reply.raw.end() }',
    proves: ['fastify.Reply.raw'],
    status: 401,
  },
  {
    code: `(request, reply) => { reply.header('WWW-Authenticate', '${B}'); reply.hijack(); reply.raw.statusCode = 401; reply.raw.end() }`,
    proves: ['fastify.Reply.raw'],
    status: 401,
  },
  {
    code: `(request, reply) => { reply.hijack(); reply.raw.writeHead(401, { 'WWW-Authenticate': '${B}' }); reply.raw.end() }`,
    proves: ['fastify.Reply.raw'],
    status: 401,
    challenge: B,
  },
  {
    code: `(request, reply) => { reply.raw.setHeader('WWW-Authenticate', '${B}'); reply.code(401).send() }`,
    proves: ['fastify.Reply.raw'],
    status: 401,
    challenge: B,
  },

  // @fastify/sensible.
  { code: '(request, reply) => reply.unauthorized()', proves: ['fastify.Reply#unauthorized'], status: 401 },
  {
    code: `(request, reply) => reply.header('WWW-Authenticate', '${B}').unauthorized('no')`,
    proves: ['fastify.Reply#unauthorized'],
    status: 401,
    challenge: B,
  },
  { code: '(request, reply) => reply.forbidden()', proves: ['fastify.Reply#forbidden'], status: 403 },
  { code: "(request, reply) => reply.getHttpError(401, 'no')", proves: ['fastify.Reply#getHttpError'], status: 401 },
  {
    code: "async (request, reply) => { reply.header('X-Before', 'kept'); throw fastify.httpErrors.unauthorized() }",
    proves: ['httpErrors.unauthorized'],
    status: 401,
    survival: 'httpErrors.unauthorized',
  },
  {
    code: '(request, reply) => { reply.send(fastify.httpErrors.unauthorized()) }',
    proves: ['httpErrors.unauthorized'],
    status: 401,
  },
  {
    code: "async (request, reply) => { reply.header('X-Before', 'kept'); throw fastify.httpErrors.forbidden() }",
    proves: ['httpErrors.forbidden'],
    status: 403,
    survival: 'httpErrors.forbidden',
  },
  {
    code: "async (request, reply) => { reply.header('X-Before', 'kept'); throw fastify.httpErrors.createError(401, 'no') }",
    proves: ['httpErrors.createError'],
    status: 401,
    survival: 'httpErrors.createError',
  },
  {
    code: `async () => { throw fastify.httpErrors.createError(401, 'no', { headers: { 'WWW-Authenticate': '${B}' } }) }`,
    proves: ['httpErrors.createError'],
    status: 401,
    challenge: B,
  },
  {
    code: `async () => { throw fastify.httpErrors.createError(401, { headers: { 'WWW-Authenticate': '${B}' } }) }`,
    proves: ['httpErrors.createError'],
    status: 401,
    challenge: B,
  },
  {
    code: "async (request, reply) => { const Denied = fastifyError('DENIED', 'no', 401); reply.header('X-Before', 'kept'); throw new Denied() }",
    proves: ['default'],
    status: 401,
    survival: 'default',
  },
  {
    code: "(request, reply) => { const Denied = fastifyError('DENIED', 'no', 401); reply.send(Denied()) }",
    proves: ['default'],
    status: 401,
  },
  {
    code: "async () => { const Failed = fastifyError('FAILED', 'no'); throw new Failed() }",
    proves: ['default'],
    status: 500,
  },
  {
    code: "async (request, reply) => { reply.header('X-Before', 'kept'); fastify.assert(request.user, 401, 'no') }",
    proves: ['assert'],
    status: 401,
    survival: 'assert',
  },
  {
    code: `async (request) => { fastify.assert(request.user, 401, 'no', { headers: { 'WWW-Authenticate': '${B}' } }) }`,
    proves: ['assert'],
    status: 401,
  },
  {
    code: 'async (request) => { fastify.assert(request.raw, 401); return {} }',
    proves: ['assert'],
    status: 200,
    differs: 'the condition is not known',
  },

  // Errors that anything throws.
  {
    code: "async (request, reply) => { reply.header('X-Before', 'kept'); throw createError(401) }",
    proves: ['thrown'],
    status: 401,
    headers: { 'x-before': 'kept' },
  },
  {
    code: `async () => { throw createError(401, 'no', { headers: { 'WWW-Authenticate': '${B}' } }) }`,
    proves: ['thrown'],
    status: 401,
    challenge: B,
  },
  {
    code: "async () => { throw Object.assign(new Error('no'), { statusCode: 401 }) }",
    proves: ['thrown'],
    status: 401,
  },
  {
    code: "async () => { throw Object.assign(new Error('no'), { status: 401 }) }",
    proves: ['thrown'],
    status: 401,
  },
  {
    code: "async () => { throw { statusCode: 401, message: 'no' } }",
    proves: ['thrown'],
    status: 401,
  },
  {
    code: "(request, reply) => { reply.send(Object.assign(new Error('no'), { statusCode: 401 })) }",
    proves: ['thrown'],
    status: 401,
  },
  {
    code: "(request, reply) => { reply.code(401).send(new Error('no')) }",
    proves: ['fastify.Reply#send'],
    status: 401,
  },
  { code: "async (request, reply) => { reply.code(401); throw new Error('no') }", proves: ['thrown'], status: 401 },
  { code: "async () => { throw Boom.unauthorized('no', 'Bearer') }", proves: ['thrown'], status: 500 },

  // A web Response, returned.
  { code: "async () => new Response('no', { status: 401 })", proves: [], status: 401 },
  {
    code: `async () => new Response('no', { status: 401, headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: [],
    status: 401,
    challenge: B,
  },
  {
    code: `async (request, reply) => { reply.header('WWW-Authenticate', '${B}'); return new Response('no', { status: 401 }) }`,
    proves: ['returned Response'],
    status: 401,
    challenge: B,
  },
]
