import type { Row } from '../support/table.js'

const B = 'Bearer realm="api"'

/** `node:http` itself: what Express, Koa, Fastify's `reply.raw` and h3's `event.node.res` build on. */
export const rows: readonly Row[] = [
  {
    code: '(req, res) => { res.statusCode = 401; res.end() }',
    proves: ['node.ServerResponse.statusCode', 'node.ServerResponse#end'],
    status: 401,
  },
  { code: '(req, res) => { res.writeHead(401); res.end() }', proves: ['node.ServerResponse#writeHead'], status: 401 },
  { code: "(req, res) => res.writeHead(401, 'No').end()", proves: ['node.ServerResponse#writeHead'], status: 401 },
  {
    code: `(req, res) => res.writeHead(401, { 'WWW-Authenticate': '${B}' }).end()`,
    proves: ['node.ServerResponse#writeHead'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.writeHead(401, 'No', { 'WWW-Authenticate': '${B}' }).end()`,
    proves: ['node.ServerResponse#writeHead'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.writeHead(401, ['WWW-Authenticate', '${B}']).end()`,
    proves: ['node.ServerResponse#writeHead'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => { res.setHeader('X-Other', '1'); res.writeHead(401, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'WWW-Authenticate', '${B}']).end() }`,
    proves: ['node.ServerResponse#writeHead'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.setHeader('WWW-Authenticate', '${B}').writeHead(401).end()`,
    proves: ['node.ServerResponse#setHeader'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.setHeader('WWW-Authenticate', 'Basic').writeHead(401, { 'WWW-Authenticate': '${B}' }).end()`,
    proves: ['node.ServerResponse#writeHead'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => { res.statusCode = 401; res.setHeaders(new Headers({ 'WWW-Authenticate': '${B}' })); res.end() }`,
    proves: ['node.ServerResponse#setHeaders'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => { res.statusCode = 401; res.setHeaders(new Map([['WWW-Authenticate', '${B}']])); res.end() }`,
    proves: ['node.ServerResponse#setHeaders'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => { res.statusCode = 401; res.appendHeader('WWW-Authenticate', '${B}'); res.end() }`,
    proves: ['node.ServerResponse#appendHeader'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => { res.statusCode = 401; res.setHeader('WWW-Authenticate', ['${B}', 'Basic realm="api"']); res.end() }`,
    proves: ['node.ServerResponse#setHeader'],
    status: 401,
    challenge: [B, 'Basic realm="api"'],
  },
  {
    code: "(req, res) => { res.statusCode = 401; res.setHeader('WWW-Authenticate', ''); res.end() }",
    proves: ['node.ServerResponse#setHeader'],
    status: 401,
    challenge: '',
  },
  {
    code: "(req, res) => { if (!res.hasHeader('WWW-Authenticate')) res.statusCode = 401; res.end() }",
    proves: ['node.ServerResponse#hasHeader'],
    status: 401,
  },
  {
    code: "(req, res) => { if (!res.getHeader('WWW-Authenticate')) res.statusCode = 401; res.end() }",
    proves: ['node.ServerResponse#getHeader'],
    status: 401,
  },
  {
    code: `(req, res) => { res.statusCode = 401; res.flushHeaders(); if (!res.headersSent) res.setHeader('WWW-Authenticate', '${B}'); res.end() }`,
    proves: ['node.ServerResponse#flushHeaders', 'node.ServerResponse.headersSent'],
    status: 401,
  },
  {
    code: `(req, res) => { res.statusCode = 401; res.write('no'); if (!res.headersSent) res.setHeader('WWW-Authenticate', '${B}'); res.end() }`,
    proves: ['node.ServerResponse#write', 'node.ServerResponse.headersSent'],
    status: 401,
  },
  {
    code: `(req, res) => { res.statusCode = 401; res.end(); if (!res.writableEnded) res.setHeader('WWW-Authenticate', '${B}') }`,
    proves: ['node.ServerResponse.writableEnded'],
    status: 401,
  },
  {
    code: '(req, res) => { res.statusCode = 401; req.pipe(res) }',
    proves: ['pipe'],
    status: 401,
  },
  {
    code: `(req, res) => { res.statusCode = 401; res.setHeader('WWW-Authenticate', '${B}'); req.pipe(res) }`,
    proves: ['pipe'],
    status: 401,
    challenge: B,
  },
]
