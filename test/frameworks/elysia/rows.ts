import type { Row } from '../support/table.js'

const B = 'Bearer realm="api"'

/** Rows on which Elysia 1.2 and 1.4 agree. */
export const rows: readonly Row[] = [
  { code: "({ set }) => { set.status = 401; return 'no' }", proves: ['elysia.Set.status'], status: 401 },
  { code: "({ set }) => { set.status = 'Unauthorized'; return 'no' }", proves: ['elysia.Set.status'], status: 401 },
  { code: "({ set }) => { set.status = 'Forbidden'; return 'no' }", proves: ['elysia.Set.status'], status: 403 },
  { code: "(ctx) => { ctx.set.status = 401; return 'no' }", proves: ['elysia.Context.set'], status: 401 },
  {
    code: `({ set }) => { set.status = 401; set.headers['WWW-Authenticate'] = '${B}'; return 'no' }`,
    proves: ['elysia.Set.headers'],
    status: 401,
    challenge: B,
  },
  {
    code: `(ctx) => { ctx.set.headers['www-authenticate'] = '${B}'; ctx.set.status = 401; return 'no' }`,
    proves: ['elysia.Set.headers'],
    status: 401,
    challenge: B,
  },
  {
    code: `({ set }) => { set.headers = { 'WWW-Authenticate': '${B}' }; set.status = 401; return 'no' }`,
    proves: ['elysia.Set.headers'],
    status: 401,
    challenge: B,
  },
  { code: "() => new Response('no', { status: 401 })", proves: [], status: 401 },
  {
    code: "() => { throw Object.assign(new Error('no'), { status: 401 }) }",
    proves: ['thrown'],
    status: 401,
  },
  { code: "() => { throw Object.assign(new Error('no'), { statusCode: 401 }) }", proves: ['thrown'], status: 500 },
]

/** `status()` came with 1.3. */
export const onlyOn14: readonly Row[] = [
  {
    code: "({ status }) => status(401, 'no')",
    proves: ['elysia.Context#status'],
    status: 401,
  },
  { code: "(ctx) => ctx.status(401, 'no')", proves: ['elysia.Context#status'], status: 401 },
  {
    code: "({ status }) => status('Unauthorized')",
    proves: ['elysia.Context#status'],
    status: 401,
  },
  {
    code: "({ status, set }) => { set.headers['x-before'] = 'kept'; return status(401, 'no') }",
    proves: [],
    status: 401,
    survival: 'elysia.Context#status',
  },
  {
    code: "({ status, set }) => { set.headers['x-before'] = 'kept'; throw status(401, 'no') }",
    proves: [],
    status: 401,
    survival: 'elysia.Context#status',
  },
  {
    code: `({ status, set }) => { set.headers['WWW-Authenticate'] = '${B}'; return status(401, 'no') }`,
    proves: ['elysia.Set.headers'],
    status: 401,
    challenge: B,
  },
  { code: "() => sent(401, 'no')", proves: ['status'], status: 401 },
  {
    code: `({ set }) => { set.headers['WWW-Authenticate'] = '${B}'; return sent(401, 'no') }`,
    proves: ['status'],
    status: 401,
    challenge: B,
  },
  {
    code: `({ set }) => { set.headers['WWW-Authenticate'] = '${B}'; return new Response('no', { status: 401 }) }`,
    proves: ['returned Response'],
    status: 401,
    challenge: B,
  },
  { code: "({ set }) => { set.status = 401; throw new Error('no') }", proves: ['thrown'], status: 401 },
]

/** Before 1.3 it was called `error()`. */
export const onlyOn12: readonly Row[] = [
  {
    code: "({ error }) => error(401, 'no')",
    proves: ['elysia.Context#error'],
    status: 401,
  },
  {
    code: "({ error }) => error('Unauthorized')",
    proves: ['elysia.Context#error'],
    status: 401,
  },
  {
    code: "({ error, set }) => { set.headers['x-before'] = 'kept'; return error(401, 'no') }",
    proves: [],
    status: 401,
    survival: 'elysia.Context#error',
  },
  { code: "() => failed(401, 'no')", proves: ['error'], status: 401 },
]
