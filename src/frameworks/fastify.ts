import { defineFramework } from './define.js'

const HOOKS = [
  'onRequest',
  'preParsing',
  'preValidation',
  'preHandler',
  'preSerialization',
  'onSend',
  'onError',
  'onTimeout',
  'onResponse',
] as const

const SENSIBLE = ['@fastify/sensible', 'fastify-sensible'] as const

const FORM = "`.header('WWW-Authenticate', …)` before `.send()`"

const sensible = (name: string, status: number, form = FORM) =>
  (
    [
      { modules: ['member'], name: 'httpErrors', members: [name], anywhere: true, addedBy: SENSIBLE },
      { modules: ['@fastify/sensible'], name: 'httpErrors', members: [name] },
      { modules: ['fastify-sensible'], name: 'httpErrors', members: [name] },
    ] as const
  ).map((api) => ({ api, status: { fixed: status }, headers: [], effect: 'value', keepsHeaders: true, form }) as const)

/**
 * Fastify 4 and 5. A thrown (or sent) error with `statusCode` 401 is a 401 that keeps the reply's headers and adds `err.headers`.
 * `code('401')` is coerced. Headers of the reply do not reach a response written through `reply.raw`.
 */
export const fastify = defineFramework({
  name: 'fastify',
  title: 'Fastify',
  packages: ['fastify', 'fastify-plugin', '@fastify/sensible', 'fastify-sensible', '@fastify/jwt', '@fastify/auth'],
  measured: '5.12.8 (@fastify/sensible 6.0.6)',
  alike:
    '3.29.5, 4.29.1; before 4.26 a returned `Response` is no answer, before 4.28 `redirect()` takes the status first, since 5 only last',
  objects: [
    {
      id: 'fastify.Reply',
      types: [{ module: 'fastify', name: 'FastifyReply' }],
      names: ['reply', '_reply', 'rep'],
      contextNames: ['res', 'response', 'resp'],
      methods: {
        code: { status: { argument: 0 } },
        status: { status: { argument: 0 } },
        header: { header: { name: 0, value: 1 } },
        headers: { header: { object: 0 } },
        send: { sends: true, passesError: 0 },
        // Without a second argument a status that was set before stays: `reply.code(401).redirect(u)` is a 401 with Location.
        redirect: { sends: true, status: { argument: 1 } },
        getHeader: { readsHeader: 0 },
        hasHeader: { readsHeader: 0 },
        unauthorized: { status: { fixed: 401 }, sends: true, addedBy: SENSIBLE },
        forbidden: { status: { fixed: 403 }, sends: true, addedBy: SENSIBLE },
        getHttpError: { status: { argument: 0 }, sends: true, addedBy: SENSIBLE },
      },
      properties: {
        statusCode: { kind: 'status' },
        sent: { kind: 'sent' },
        raw: { kind: 'object', object: 'node.ServerResponse', separate: true },
      },
      variant: 'fastify',
      headerMethod: 'header',
      headerMethodChains: true,
      form: FORM,
    },
  ],
  exceptions: [
    ...sensible('unauthorized', 401),
    ...sensible('forbidden', 403),
    {
      api: { modules: ['member'], name: 'httpErrors', members: ['createError'], anywhere: true, addedBy: SENSIBLE },
      status: { argument: 0 },
      headers: [
        { argument: 1, kind: 'property', property: 'headers' },
        { argument: 2, kind: 'property', property: 'headers' },
      ],
      effect: 'value',
      keepsHeaders: true,
      form: FORM,
    },
    {
      api: { modules: ['@fastify/error', 'fastify-error'], name: 'default' },
      status: { argument: 2, otherwise: 500 },
      headers: [],
      effect: 'value',
      makes: 'class',
      keepsHeaders: true,
      form: FORM,
    },
    {
      api: { modules: ['member'], name: 'assert', addedBy: SENSIBLE },
      status: { argument: 1 },
      // (condition, status, message): there is no place for headers.
      headers: [],
      effect: 'throws',
      unless: 0,
      keepsHeaders: true,
      form: FORM,
    },
  ],
  handlers: [
    {
      registrars: ['get', 'post', 'put', 'patch', 'delete', 'options', 'head', 'all', 'route'],
      properties: ['handler', ...HOOKS],
      positions: [undefined, undefined, 1],
      object: 'fastify.Reply',
      needsPath: true,
    },
    { registrars: ['setNotFoundHandler'], positions: [undefined, undefined, 1], object: 'fastify.Reply' },
    { registrars: ['addHook'], events: HOOKS, positions: [undefined, undefined, 1], object: 'fastify.Reply' },
    { registrars: ['decorate'], positions: [undefined, undefined, 1], object: 'fastify.Reply', needsPath: true },
    { registrars: ['decorateReply'], positions: [], object: 'fastify.Reply', needsPath: true, bindsThis: true },
    {
      registrars: ['setErrorHandler'],
      properties: ['errorHandler'],
      positions: [undefined, undefined, undefined, 2],
      object: 'fastify.Reply',
    },
  ],
  central: [
    {
      registrars: ['setErrorHandler'],
      properties: ['errorHandler'],
      error: 0,
      position: 2,
      object: 'fastify.Reply',
      sees: 'errors',
      dropsErrorHeaders: true,
    },
    {
      registrars: ['addHook'],
      events: ['onSend', 'preSerialization'],
      position: 1,
      object: 'fastify.Reply',
      sees: 'responses',
    },
    { registrars: ['addHook'], events: ['onError'], position: 1, error: 2, object: 'fastify.Reply', sees: 'errors' },
    // Runs before every handler: what it sets is kept.
    { registrars: ['addHook'], events: ['onRequest'], position: 1, object: 'fastify.Reply', sees: 'responses' },
  ],
  thrown: { status: ['status', 'statusCode'], headers: 'headers', keepsHeaders: true, keepsStatus: true },
  returnedResponseKeepsHeaders: true,
  // @fastify/jwt, with or without a namespace; without a challenge
  rejections: [{ method: /^(?:jwtVerify|\w+JwtVerify)$/u, status: 401 }],
  principals: {
    paths: ['request.user', 'req.user', 'request.session.user', 'request.session.userId', 'request.auth'],
  },
  authenticators: [
    { modules: ['member'], name: 'jwtVerify' },
    { modules: ['member'], name: 'authenticate' },
    { modules: ['member'], name: 'basicAuth' },
    { modules: ['member'], name: 'verifyBearerAuth' },
    { modules: ['@fastify/bearer-auth'], name: 'default' },
  ],
})
