import { defineFramework } from './define.js'

const FORM = 'the header in `responseMeta` of the adapter, for UNAUTHORIZED errors'

/** tRPC 10 and 11. The error has no headers; the adapter's `responseMeta`, or a header set on the response in the context, puts them there. */
export const trpc = defineFramework({
  name: 'trpc',
  title: 'tRPC',
  packages: ['@trpc/server', '@trpc/next'],
  measured: '11.25.2, 10.45.4',
  exceptions: [
    {
      api: { modules: ['@trpc/server'], name: 'TRPCError', as: 'new' },
      status: { argument: 0, property: 'code', codes: { UNAUTHORIZED: 401, FORBIDDEN: 403 } },
      headers: [],
      effect: 'value',
      keepsHeaders: true,
      form: FORM,
      superStatus: { argument: 0, property: 'code', codes: { UNAUTHORIZED: 401, FORBIDDEN: 403 } },
    },
  ],
  lines: [
    {
      title: 'tRPC 10',
      releases: { '@trpc/server': '<11' },
      differs: ['Of `headers` in `responseMeta`, only a plain object is sent: a `Headers` is taken for an empty one.'],
      facts: {
        central: [{ properties: ['responseMeta'], sees: 'errors', returns: 'headers-property', plainHeaders: true }],
      },
    },
    {
      title: 'tRPC 11',
      releases: { '@trpc/server': '>=11' },
      differs: ['`headers` in `responseMeta` may be a plain object or a `Headers`.'],
      facts: { central: [{ properties: ['responseMeta'], sees: 'errors', returns: 'headers-property' }] },
    },
  ],
  thrown: { status: [], keepsHeaders: true },
  principals: {
    paths: ['ctx.session.user', 'ctx.session', 'ctx.user', 'ctx.auth.userId', 'ctx.userId'],
  },
})
