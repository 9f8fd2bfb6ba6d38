import { defineFramework } from './define.js'

const FORM = "`{ 'WWW-Authenticate': … }` as the third argument, or `c.header()` before it"

const builds = {
  builds: true,
  status: { argument: 1, orProperties: ['status'] },
  headers: [
    { argument: 1, kind: 'property', property: 'headers' },
    { argument: 2, kind: 'collection' },
  ],
} as const

const exception = {
  api: { modules: ['hono/http-exception'], name: 'HTTPException', as: 'new' },
  status: { argument: 0, otherwise: 500 },
  headers: [{ argument: 1, kind: 'response', property: 'res' }],
  effect: 'value',
  superStatus: { argument: 0, otherwise: 500 },
} as const
const WITH_RESPONSE = '`{ res }` as its second argument, a `Response` with the status and the header'

/**
 * Hono 3 and 4. What `c.header()` set before is on `c.json(body, 401)` and, since 4.7.11, on a thrown HTTPException, but not on a `Response` made by hand.
 * `jwt()` of hono/jwt writes a challenge, though a wrong one.
 */
export const hono = defineFramework({
  name: 'hono',
  title: 'Hono',
  packages: [
    'hono',
    'hono/http-exception',
    'hono/factory',
    'hono/jwt',
    'hono/bearer-auth',
    'hono/basic-auth',
    '@hono/zod-openapi',
    '@hono/node-server',
  ],
  measured: '4.13.19, 4.6.20',
  alike: '3.12.12, 4.0.0; before 4.3 a thrown `HTTPException` with `{ res }` takes the status of that response',
  objects: [
    {
      id: 'hono.Context',
      types: [{ module: 'hono', name: 'Context' }],
      names: [],
      contextNames: ['c', 'ctx', 'context', '_c'],
      methods: {
        status: { status: { argument: 0 } },
        header: { header: { name: 0, value: 1 } },
        json: builds,
        text: builds,
        html: builds,
        body: builds,
        newResponse: builds,
        redirect: { builds: true, status: { argument: 1, otherwise: 302 } },
        notFound: { builds: true, status: { fixed: 404 } },
      },
      properties: {
        res: { kind: 'object', object: 'hono.Response' },
      },
      headerMethod: 'header',
      headerMethodChains: false,
      form: FORM,
    },
    {
      id: 'hono.Response',
      types: [],
      names: [],
      methods: {},
      properties: { headers: { kind: 'headers' } },
      form: "`c.header('WWW-Authenticate', …)`",
    },
  ],
  handlers: [
    {
      registrars: ['get', 'post', 'put', 'patch', 'delete', 'options', 'all', 'use', 'on', 'openapi'],
      positions: [undefined, 0, 0],
      object: 'hono.Context',
    },
    { registrars: ['notFound'], positions: [undefined, 0], object: 'hono.Context' },
    { registrars: ['createMiddleware', 'createHandlers'], positions: [undefined, 0, 0], object: 'hono.Context' },
    { registrars: ['onError'], positions: [undefined, undefined, 1], object: 'hono.Context' },
  ],
  central: [
    {
      registrars: ['onError'],
      error: 0,
      position: 1,
      object: 'hono.Context',
      sees: 'errors',
      returns: 'response',
      dropsErrorHeaders: true,
    },
    { registrars: ['use'], position: 0, object: 'hono.Context', sees: 'responses' },
  ],
  lines: [
    {
      title: 'Hono before 4.7.11',
      releases: { hono: '<4.7.11' },
      differs: ['What `c.header()` has set before an `HTTPException` is thrown is lost.'],
      facts: { exceptions: [{ ...exception, keepsHeaders: false, form: WITH_RESPONSE }] },
    },
    {
      title: 'Hono from 4.7.11 on',
      releases: { hono: '>=4.7.11' },
      differs: ['What `c.header()` has set before an `HTTPException` is thrown is sent.'],
      facts: {
        exceptions: [
          {
            ...exception,
            keepsHeaders: true,
            form: `\`c.header('WWW-Authenticate', …)\` before the throw, or ${WITH_RESPONSE}`,
          },
        ],
      },
    },
  ],
  // Only an HTTPException keeps its status; every other error is a 500.
  thrown: { status: [], keepsHeaders: true },
  principals: {
    paths: ['c.var.user', 'c.var.session', 'c.var.jwtPayload', 'ctx.var.user'],
    getters: ['user', 'session', 'jwtPayload', 'userId', 'auth', 'currentUser'],
  },
  authenticators: [
    { modules: ['hono/bearer-auth'], name: 'bearerAuth' },
    { modules: ['hono/basic-auth'], name: 'basicAuth' },
    { modules: ['hono/jwt'], name: 'jwt' },
    { modules: ['hono/jwk'], name: 'jwk' },
  ],
  challengers: [
    { modules: ['hono/bearer-auth'], name: 'bearerAuth' },
    { modules: ['hono/basic-auth'], name: 'basicAuth' },
  ],
})
