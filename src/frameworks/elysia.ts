import { defineFramework } from './define.js'

const CODES = { Unauthorized: 401, Forbidden: 403 } as const
const FORM = "`set.headers['WWW-Authenticate'] = …`"

/** Elysia 1. `set.headers` is sent with whatever the handler returns or throws through `status()`. */
export const elysia = defineFramework({
  name: 'elysia',
  title: 'Elysia',
  packages: ['elysia', '@elysiajs/jwt', '@elysiajs/bearer', '@elysiajs/cors'],
  measured: '1.4.30, 1.2.25',
  alike: '1.0.27',
  objects: [
    {
      id: 'elysia.Context',
      types: [{ module: 'elysia', name: 'Context' }],
      names: [],
      contextNames: ['ctx', 'context'],
      methods: {
        status: { builds: true, status: { argument: 0, codes: CODES } },
        error: { builds: true, status: { argument: 0, codes: CODES } },
      },
      properties: { set: { kind: 'object', object: 'elysia.Set' } },
      form: FORM,
    },
    {
      id: 'elysia.Set',
      types: [],
      names: [],
      contextNames: ['set'],
      methods: {},
      properties: { status: { kind: 'status', codes: CODES }, headers: { kind: 'headers' } },
      form: FORM,
    },
  ],
  builders: [
    {
      api: { modules: ['elysia'], name: 'status' },
      status: { argument: 0, codes: CODES },
      headers: [],
      keepsHeaders: true,
      form: FORM,
    },
    {
      api: { modules: ['elysia'], name: 'error' },
      status: { argument: 0, codes: CODES },
      headers: [],
      keepsHeaders: true,
      form: FORM,
    },
  ],
  handlers: [
    {
      registrars: ['get', 'post', 'put', 'patch', 'delete', 'options', 'all', 'route'],
      properties: ['beforeHandle', 'transform', 'afterHandle'],
      positions: [undefined, 0],
      object: 'elysia.Context',
      needsPath: true,
    },
    {
      registrars: ['onBeforeHandle', 'onRequest', 'onTransform', 'onAfterHandle', 'derive', 'resolve', 'onError'],
      positions: [undefined, 0],
      object: 'elysia.Context',
    },
    // guard({ beforeHandle }), macro({ name: { resolve } }).
    {
      registrars: ['guard', 'macro'],
      properties: ['beforeHandle', 'resolve'],
      positions: [undefined, 0],
      object: 'elysia.Context',
    },
  ],
  central: [
    { registrars: ['onError'], position: 0, object: 'elysia.Context', sees: 'errors' },
    { registrars: ['onAfterHandle', 'onRequest'], position: 0, object: 'elysia.Context', sees: 'responses' },
  ],
  thrown: { status: ['status'], keepsHeaders: true, keepsStatus: true },
  returnedResponseKeepsHeaders: true,
  principals: { paths: ['ctx.user', 'context.user', 'ctx.session'] },
})
