import { defineFramework } from './define.js'

const RESPONSE_METHODS = {
  set: { header: { name: 0, value: 1, object: 0 } },
  append: { header: { name: 0, value: 1 } },
  has: { readsHeader: 0 },
  // Sets 302 unless the status is a redirect already.
  redirect: { status: { fixed: 302 } },
  back: { status: { fixed: 302 } },
  flushHeaders: { sends: true },
} as const

const RESPONSE_PROPERTIES = {
  status: { kind: 'status' },
  body: { kind: 'body' },
  headerSent: { kind: 'sent' },
} as const

const FORM = "`ctx.set('WWW-Authenticate', …)`"
const THROW_FORM = "`{ headers: { 'WWW-Authenticate': … } }` as its last argument: what `ctx.set()` has set is lost"

const thrownHeaders = [
  { argument: 1, kind: 'property', property: 'headers' },
  { argument: 2, kind: 'property', property: 'headers' },
] as const

const assertion = {
  status: { argument: 1 },
  headers: [
    { argument: 2, kind: 'property', property: 'headers' },
    { argument: 3, kind: 'property', property: 'headers' },
  ],
  throws: true,
  unless: 0,
  dropsHeaders: true,
  form: THROW_FORM,
} as const

/** Koa 2 and 3. `ctx.set(h)` before `ctx.throw(401)` (or any thrown error) is lost: the error handler clears the headers. */
export const koa = defineFramework({
  name: 'koa',
  title: 'Koa',
  packages: ['koa', '@types/koa', 'koa-router', '@koa/router', 'koa-compose', 'koa-jwt', '@types/koa-router'],
  measured: '3.3.0',
  alike: '2.16.4; it has no `ctx.back()`',
  objects: [
    {
      id: 'koa.Context',
      types: [
        { module: 'koa', name: 'Context' },
        { module: 'koa', name: 'ParameterizedContext' },
        { module: 'koa', name: 'ExtendableContext' },
        { module: 'koa', name: 'DefaultContext' },
        { module: '@koa/router', name: 'RouterContext' },
        { module: 'koa-router', name: 'RouterContext' },
      ],
      names: [],
      contextNames: ['ctx', 'context'],
      prototypes: [{ modules: ['member'], name: 'context' }],
      methods: {
        ...RESPONSE_METHODS,
        throw: { status: { argument: 0 }, headers: thrownHeaders, throws: true, dropsHeaders: true, form: THROW_FORM },
        assert: assertion,
      },
      properties: {
        ...RESPONSE_PROPERTIES,
        response: { kind: 'object', object: 'koa.Response' },
        res: { kind: 'object', object: 'node.ServerResponse' },
      },
      headerMethod: 'set',
      headerMethodChains: false,
      form: FORM,
    },
    {
      id: 'koa.Response',
      types: [{ module: 'koa', name: 'Response' }],
      names: [],
      prototypes: [{ modules: ['member'], name: 'response' }],
      methods: { ...RESPONSE_METHODS, get: { readsHeader: 0 } },
      properties: RESPONSE_PROPERTIES,
      headerMethod: 'set',
      headerMethodChains: false,
      form: FORM,
    },
  ],
  handlers: [
    {
      registrars: ['use', 'get', 'post', 'put', 'patch', 'delete', 'del', 'options', 'head', 'all'],
      positions: [undefined, 0, 0],
      object: 'koa.Context',
    },
    // (id, ctx, next) of @koa/router.
    { registrars: ['param'], positions: [undefined, undefined, 1, 1], object: 'koa.Context', needsPath: true },
  ],
  central: [{ registrars: ['use'], position: 0, object: 'koa.Context', sees: 'responses' }],
  thrown: { status: ['status', 'statusCode'], headers: 'headers', keepsHeaders: false },
  principals: {
    paths: ['ctx.state.user', 'ctx.user', 'ctx.session.user', 'ctx.session.userId', 'ctx.state.auth'],
  },
  authenticators: [
    { modules: ['koa-jwt'], name: 'default' },
    { modules: ['koa-passport'], name: 'default', members: ['authenticate'] },
    { modules: ['koa-basic-auth'], name: 'default' },
  ],
})
