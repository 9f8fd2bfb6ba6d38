import type { Row } from '../support/table.js'

/** Handlers of hapi: the framework that turns Boom errors into their status. `unauthorized` is also a named import. */
export const rows: readonly Row[] = [
  { code: "() => { throw Boom.unauthorized('no') }", proves: ['default.unauthorized'], status: 401 },
  { code: "() => { throw unauthorized('no') }", proves: ['unauthorized'], status: 401 },
  { code: '() => Boom.unauthorized()', proves: ['default.unauthorized'], status: 401 },
  {
    code: "() => { throw Boom.unauthorized('no', 'Bearer', { realm: 'api' }) }",
    proves: ['default.unauthorized'],
    status: 401,
    challenge: 'Bearer realm="api", error="no"',
  },
  {
    code: "() => { throw unauthorized(null, 'Bearer', { realm: 'api' }) }",
    proves: ['unauthorized'],
    status: 401,
    challenge: 'Bearer realm="api"',
  },
  // The message becomes an error code that nobody registered.
  {
    code: "() => { throw Boom.unauthorized('x', 'Bearer') }",
    proves: ['default.unauthorized'],
    status: 401,
    challenge: 'Bearer error="x"',
  },
  {
    code: '() => { throw Boom.unauthorized(null, [\'Bearer realm="api"\', \'Basic realm="api"\']) }',
    proves: ['default.unauthorized'],
    status: 401,
    challenge: 'Bearer realm="api", Basic realm="api"',
  },
  { code: "() => { throw Boom.forbidden('no') }", proves: ['default.forbidden'], status: 403 },
  { code: "() => { throw forbidden('no') }", proves: ['forbidden'], status: 403 },
  { code: "() => { throw new Boom.Boom('no', { statusCode: 401 }) }", proves: ['new default.Boom'], status: 401 },
  {
    code: "() => { throw new BoomError('no', { statusCode: 401 }) }",
    proves: ['new Boom'],
    status: 401,
  },
  { code: "() => { throw new Boom.Boom('no') }", proves: ['new default.Boom'], status: 500 },
  {
    code: "() => { throw Boom.boomify(new Error('no'), { statusCode: 401 }) }",
    proves: ['default.boomify'],
    status: 401,
  },
  { code: "() => { throw boomify(new Error('no'), { statusCode: 401 }) }", proves: ['boomify'], status: 401 },
]
