import type { Row } from '../support/table.js'

/** Resolvers of a procedure. `ctx.resHeaders` are the headers of the response (fetch adapter). */
export const rows: readonly Row[] = [
  { code: "() => { throw new TRPCError({ code: 'UNAUTHORIZED' }) }", proves: ['new TRPCError'], status: 401 },
  {
    code: "() => { throw new TRPCError({ code: 'UNAUTHORIZED', message: 'no' }) }",
    proves: ['new TRPCError'],
    status: 401,
  },
  { code: "() => { throw new TRPCError({ code: 'FORBIDDEN' }) }", proves: ['new TRPCError'], status: 403 },
  {
    code: "({ ctx }) => { ctx.resHeaders.set('X-Before', 'kept'); throw new TRPCError({ code: 'UNAUTHORIZED' }) }",
    proves: [],
    status: 401,
    survival: 'new TRPCError',
  },
  { code: "() => { throw Object.assign(new Error('no'), { status: 401 }) }", proves: ['thrown'], status: 500 },
]
