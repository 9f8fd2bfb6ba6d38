import { defineFramework } from './define.js'

/** Nuxt and Nitro put these names in scope; the alias packages re-export them. */
const MODULES = ['h3', 'global', '#imports', 'nitropack/runtime', 'nitro/h3', 'nitro/deps/h3', '@nuxt/nitro'] as const
const FORM = "`setResponseHeader(event, 'WWW-Authenticate', …)`, or `event.res.headers.set()` on h3 2"
const ERROR_FORM_1 = "`setResponseHeader(event, 'WWW-Authenticate', …)` before it: h3 1 drops the `headers` of an error"
const ERROR_FORM_2 = "`headers: { 'WWW-Authenticate': … }` to its options (h3 2)"
const STATUS = ['statusCode', 'status'] as const

const fn = (name: string) => ({ modules: MODULES, name }) as const

/**
 * h3 1 and 2, Nitro, Nuxt server routes. On h3 2 a header that was set on `event.res` is lost when an error is thrown, and the
 * error's own `headers` are sent; on h3 1 it is the other way round. `createError` exists on both. nitropack is Nitro 2, on h3 1.
 */
export const h3 = defineFramework({
  name: 'h3',
  title: 'h3, Nitro and Nuxt',
  packages: ['h3', 'nitropack', 'nitro', 'nuxt', '#imports'],
  measured: '2.0.8, 1.15.11',
  objects: [
    {
      id: 'h3.Event',
      types: [
        { module: 'h3', name: 'H3Event' },
        { module: 'h3', name: 'HTTPEvent' },
      ],
      names: [],
      contextNames: ['event', 'evt'],
      methods: {},
      properties: {
        res: { kind: 'object', object: 'h3.Response' },
        node: { kind: 'object', object: 'h3.Node' },
      },
      form: FORM,
    },
    {
      id: 'h3.Response',
      // The name that the checker shows; it is not exported.
      types: [{ module: 'h3', name: 'H3EventResponse' }],
      names: [],
      methods: {},
      properties: { status: { kind: 'status' }, headers: { kind: 'headers' } },
      form: FORM,
    },
    {
      id: 'h3.Node',
      types: [],
      names: [],
      methods: {},
      properties: { res: { kind: 'object', object: 'node.ServerResponse' } },
      form: FORM,
    },
  ],
  builders: [
    {
      api: { modules: ['h3', 'nitro/h3'], name: 'HTTPResponse', as: 'new' },
      status: { argument: 1, properties: ['status'], otherwise: 200 },
      headers: [{ argument: 1, kind: 'property', property: 'headers' }],
      keepsHeaders: true,
      form: "`headers: { 'WWW-Authenticate': … }` to its init",
    },
  ],
  functions: [
    { api: fn('setResponseStatus'), object: 0, effect: { status: { argument: 1 } } },
    { api: fn('setResponseHeader'), object: 0, effect: { header: { name: 1, value: 2 } } },
    { api: fn('setHeader'), object: 0, effect: { header: { name: 1, value: 2 } } },
    { api: fn('appendResponseHeader'), object: 0, effect: { header: { name: 1, value: 2 } } },
    { api: fn('appendHeader'), object: 0, effect: { header: { name: 1, value: 2 } } },
    { api: fn('setResponseHeaders'), object: 0, effect: { header: { object: 1 } } },
    { api: fn('setHeaders'), object: 0, effect: { header: { object: 1 } } },
    { api: fn('appendResponseHeaders'), object: 0, effect: { header: { object: 1 } } },
    { api: fn('appendHeaders'), object: 0, effect: { header: { object: 1 } } },
    { api: fn('send'), object: 0, effect: { sends: true } },
    { api: fn('sendError'), object: 0, effect: { sends: true, passesError: 1 } },
    { api: fn('sendNoContent'), object: 0, effect: { status: { argument: 1, otherwise: 204 }, sends: true } },
    { api: fn('sendRedirect'), object: 0, effect: { status: { argument: 2, otherwise: 302 }, sends: true } },
  ],
  exceptions: [
    {
      api: { modules: ['h3', 'nitro/h3'], name: 'HTTPError', as: 'new' },
      status: { argument: 0, properties: ['status', 'statusCode'], otherwise: 500, behindText: 1 },
      headers: [
        { argument: 0, kind: 'property', property: 'headers' },
        { argument: 1, kind: 'property', property: 'headers' },
      ],
      effect: 'value',
      keepsHeaders: false,
      options: { argument: 0, property: 'headers' },
      form: ERROR_FORM_2,
      superStatus: { argument: 0, properties: ['status', 'statusCode'], otherwise: 500, behindText: 1 },
    },
    {
      api: { modules: ['h3', 'nitro/h3'], name: 'HTTPError', members: ['status'] },
      status: { argument: 0 },
      headers: [{ argument: 2, kind: 'property', property: 'headers' }],
      effect: 'value',
      keepsHeaders: false,
      form: ERROR_FORM_2,
    },
  ],
  handlers: [
    {
      registrars: ['defineEventHandler', 'eventHandler', 'defineHandler'],
      properties: ['handler', 'onRequest'],
      positions: [undefined, 0],
      object: 'h3.Event',
    },
    { registrars: ['defineMiddleware', 'defineRequestMiddleware'], positions: [undefined, 0, 0], object: 'h3.Event' },
    {
      registrars: ['use', 'get', 'post', 'put', 'patch', 'delete', 'all', 'on'],
      positions: [undefined, 0, 0],
      object: 'h3.Event',
    },
  ],
  fronts: [
    // Nitro's; the folder of this name at the root of a Nuxt project is for pages, and no routes of the server lie beside it.
    {
      packages: ['nitropack', 'nitro', 'nuxt'],
      file: /^(.*\/)?middleware\/(?:[^/]+\/)*[^/]+\.[cm]?[jt]s$/u,
      exports: ['default'],
      routes: /^(?:routes\/(.+?)|(api\/.+?))(?:\.(?:get|head|post|put|patch|delete|options))?\.[cm]?[jt]sx?$/u,
      pathNames: ['pathname', 'path'],
    },
  ],
  central: [
    { properties: ['onError'], error: 0, position: 1, object: 'h3.Event', sees: 'errors', returns: 'response' },
    { properties: ['onResponse'], position: 1, object: 'h3.Event', sees: 'responses' },
  ],
  lines: [
    {
      title: 'h3 1',
      releases: { h3: '<2', nitropack: '*', nitro: '<3', nuxt: '<5' },
      differs: [
        'The `headers` of `createError()` and of any other error are dropped; a header that `setResponseHeader()` has set before the throw is sent.',
        'A returned `Response` leaves with the headers that were set before.',
      ],
      facts: {
        exceptions: [
          {
            api: fn('createError'),
            status: { argument: 0, properties: STATUS, otherwise: 500 },
            headers: [],
            effect: 'value',
            keepsHeaders: true,
            form: ERROR_FORM_1,
          },
        ],
        thrown: { status: STATUS, keepsHeaders: true },
        returnedResponseKeepsHeaders: true,
      },
    },
    {
      title: 'h3 2',
      releases: { h3: '>=2', nitro: '>=3', nuxt: '>=5' },
      differs: [
        'The `headers` of `createError()`, `HTTPError` and any other error are sent; what was set on `event.res.headers` before the throw is lost.',
        'A returned `Response` leaves without the headers that were set before.',
      ],
      facts: {
        exceptions: [
          {
            api: fn('createError'),
            status: { argument: 0, properties: STATUS, otherwise: 500 },
            headers: [{ argument: 0, kind: 'property', property: 'headers' }],
            effect: 'value',
            keepsHeaders: false,
            options: { argument: 0, property: 'headers' },
            form: ERROR_FORM_2,
          },
        ],
        thrown: { status: STATUS, headers: 'headers', keepsHeaders: false },
      },
    },
  ],
  principals: {
    paths: ['event.context.user', 'event.context.auth', 'event.context.session'],
    functions: [
      { modules: ['global', '#imports'], name: 'requireUserSession' },
      { modules: ['global', '#imports'], name: 'getUserSession' },
      { modules: ['#auth'], name: 'getServerSession' },
      { modules: ['#auth'], name: 'getToken' },
      { modules: ['#supabase/server'], name: 'serverSupabaseUser' },
    ],
  },
  authenticators: [
    { modules: ['h3'], name: 'requireBasicAuth' },
    { modules: ['h3'], name: 'basicAuth' },
    { modules: ['global', '#imports'], name: 'requireUserSession' },
  ],
  challengers: [
    { modules: ['h3'], name: 'requireBasicAuth' },
    { modules: ['h3'], name: 'basicAuth' },
  ],
})
