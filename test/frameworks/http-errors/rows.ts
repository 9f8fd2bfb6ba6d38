import type { Row } from '../support/table.js'

const B = 'Bearer realm="api"'

/** Handlers of Express, Fastify and Koa: each turns these errors into their status. `deny` makes `X-Before: kept` a header of the response. */
export const rows: readonly Row[] = [
  { code: '() => { throw createError(401) }', proves: ['default'], status: 401 },
  { code: "() => { throw createError(401, 'no') }", proves: ['default'], status: 401 },
  {
    code: "() => { throw createError('401', 'no') }",
    proves: ['default'],
    status: 500,
  },
  {
    code: `() => { throw createError(401, 'no', { headers: { 'WWW-Authenticate': '${B}' } }) }`,
    proves: ['default'],
    status: 401,
    challenge: B,
  },
  {
    code: `() => { throw createError(401, { headers: { 'WWW-Authenticate': '${B}' } }) }`,
    proves: ['default'],
    status: 401,
    challenge: B,
  },
  { code: "() => { throw createError('no') }", proves: ['default'], status: 500 },
  { code: "() => { throw new createError.Unauthorized('no') }", proves: ['default.Unauthorized'], status: 401 },
  { code: "() => { throw createError.Unauthorized('no') }", proves: ['default.Unauthorized'], status: 401 },
  { code: "() => { throw new Unauthorized('no') }", proves: ['Unauthorized'], status: 401 },
  { code: "() => { throw new createError.Forbidden('no') }", proves: ['default.Forbidden'], status: 403 },
  { code: "() => { throw Forbidden('no') }", proves: ['Forbidden'], status: 403 },
]
