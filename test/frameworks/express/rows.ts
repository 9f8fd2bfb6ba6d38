import type { Row } from '../support/table.js'

const B = 'Bearer realm="api"'

/** Rows on which Express 4 and 5 agree. */
export const rows: readonly Row[] = [
  {
    code: '(req, res) => res.status(401).json({})',
    proves: ['express.Response#status', 'express.Response#json'],
    status: 401,
  },
  { code: '(req, res) => { res.status(401); res.end() }', proves: ['express.Response#end'], status: 401 },
  { code: "(req, res) => res.status(401).send('no')", proves: ['express.Response#send'], status: 401 },
  { code: '(req, res) => res.status(401).jsonp({})', proves: ['express.Response#jsonp'], status: 401 },
  {
    code: '(req, res) => res.sendStatus(401)',
    proves: ['express.Response#sendStatus'],
    status: 401,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  },
  { code: '(req, res) => { res.statusCode = 401; res.end() }', proves: ['express.Response.statusCode'], status: 401 },
  { code: "(req, res) => res.status(401).render('page')", proves: ['express.Response#render'], status: 401 },
  { code: '(req, res) => res.status(401).sendFile(file)', proves: ['express.Response#sendFile'], status: 401 },
  { code: '(req, res) => res.status(401).download(file)', proves: ['express.Response#download'], status: 401 },
  {
    code: "(req, res) => res.status(401).format({ default: () => res.send('no') })",
    proves: ['express.Response#format'],
    status: 401,
  },
  { code: '(req, res) => { res.writeHead(401); res.end() }', proves: ['express.Response#writeHead'], status: 401 },
  { code: "(req, res) => res.writeHead(401, 'No').end()", proves: ['express.Response#writeHead'], status: 401 },
  {
    code: "(req, res) => { res.status(401); res.write('no'); res.end() }",
    proves: ['express.Response#write'],
    status: 401,
  },
  {
    code: '(req, res) => { res.status(401).flushHeaders(); res.end() }',
    proves: ['express.Response#flushHeaders'],
    status: 401,
  },

  // A redirect sets the status itself.
  { code: "(req, res) => res.status(401).redirect('/login')", proves: ['express.Response#redirect'], status: 302 },
  {
    code: "(req, res) => res.redirect(401, '/login')",
    proves: ['express.Response#redirect'],
    status: 401,
    headers: { location: '/login' },
  },

  // Ways to write the header.
  {
    code: `(req, res) => res.set('WWW-Authenticate', '${B}').status(401).end()`,
    proves: ['express.Response#set'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.status(401).set({ 'www-authenticate': '${B}' }).end()`,
    proves: ['express.Response#set'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.status(401).header('WWW-Authenticate', '${B}').end()`,
    proves: ['express.Response#header'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.header({ 'WWW-Authenticate': '${B}' }).sendStatus(401)`,
    proves: ['express.Response#header'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.append('WWW-Authenticate', '${B}').sendStatus(401)`,
    proves: ['express.Response#append'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.setHeader('WWW-Authenticate', '${B}').sendStatus(401)`,
    proves: ['express.Response#setHeader'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.setHeaders(new Headers({ 'WWW-Authenticate': '${B}' })).sendStatus(401)`,
    proves: ['express.Response#setHeaders'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.appendHeader('WWW-Authenticate', '${B}').sendStatus(401)`,
    proves: ['express.Response#appendHeader'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.set('WWW-Authenticate', ['${B}', 'Basic realm="api"']).sendStatus(401)`,
    proves: ['express.Response#set'],
    status: 401,
    challenge: [B, 'Basic realm="api"'],
  },
  {
    code: `(req, res) => { res.set('WWW-Authenticate', 'Basic'); res.set('www-authenticate', '${B}'); res.sendStatus(401) }`,
    proves: ['express.Response#set'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.writeHead(401, { 'WWW-Authenticate': '${B}' }).end()`,
    proves: ['express.Response#writeHead'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.writeHead(401, 'No', { 'WWW-Authenticate': '${B}' }).end()`,
    proves: ['express.Response#writeHead'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.set('WWW-Authenticate', '${B}').writeHead(401, { 'X-Other': '1' }).end()`,
    proves: ['express.Response#writeHead'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.set('WWW-Authenticate', 'Basic').writeHead(401, { 'WWW-Authenticate': '${B}' }).end()`,
    proves: ['express.Response#writeHead'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.writeHead(401, ['WWW-Authenticate', '${B}']).end()`,
    proves: ['express.Response#writeHead'],
    status: 401,
    challenge: B,
  },
  {
    code: "(req, res) => res.set('WWW-Authenticate', '').sendStatus(401)",
    proves: ['express.Response#set'],
    status: 401,
    challenge: '',
  },
  {
    code: "(req, res) => res.set('WWW-Authenticate', undefined).sendStatus(401)",
    proves: ['express.Response#set'],
    status: 401,
    challenge: 'undefined',
  },
  {
    code: "(req, res) => { if (!res.get('WWW-Authenticate')) res.status(401); res.end() }",
    proves: ['express.Response#get'],
    status: 401,
  },
  {
    code: "(req, res) => { if (!res.getHeader('WWW-Authenticate')) res.status(401); res.end() }",
    proves: ['express.Response#getHeader'],
    status: 401,
  },
  {
    code: "(req, res) => { if (!res.hasHeader('WWW-Authenticate')) res.status(401); res.end() }",
    proves: ['express.Response#hasHeader'],
    status: 401,
  },

  // After the head has left it is too late; the error that this raises is kept inside.
  {
    code: `(req, res) => { res.sendStatus(401); if (!res.headersSent) res.set('WWW-Authenticate', '${B}') }`,
    proves: ['express.Response.headersSent'],
    status: 401,
  },
  {
    code: `(req, res) => { res.status(401); res.flushHeaders(); try { res.set('WWW-Authenticate', '${B}') } catch {} res.end() }`,
    proves: ['express.Response#flushHeaders'],
    status: 401,
  },
  {
    code: `(req, res) => { res.status(401); res.write('no'); try { res.set('WWW-Authenticate', '${B}') } catch {} res.end() }`,
    proves: ['express.Response#write'],
    status: 401,
  },

  // What is thrown or passed on.
  {
    code: "(req, res) => { res.set('X-Before', 'kept'); throw createError(401) }",
    proves: ['thrown'],
    status: 401,
    headers: { 'x-before': 'kept' },
  },
  {
    code: `(req, res, next) => next(createError(401, 'no', { headers: { 'WWW-Authenticate': '${B}' } }))`,
    proves: ['thrown'],
    status: 401,
    challenge: B,
  },
  {
    code: "(req, res) => { throw Object.assign(new Error('no'), { status: 401 }) }",
    proves: ['thrown'],
    status: 401,
  },
  {
    code: "(req, res) => { throw Object.assign(new Error('no'), { statusCode: 401 }) }",
    proves: ['thrown'],
    status: 401,
  },
  { code: "(req, res, next) => next(Object.assign(new Error('no'), { code: 401 }))", proves: ['thrown'], status: 500 },
  { code: "(req, res) => { res.status(401); throw new Error('no') }", proves: ['thrown'], status: 401 },
  { code: "(req, res) => { throw Boom.unauthorized('no', 'Bearer') }", proves: ['thrown'], status: 500 },
]

export const onlyOn4: readonly Row[] = [
  {
    code: '(req, res) => res.json(401, {})',
    proves: ['express.Response#json'],
    status: 401,
  },
  {
    code: '(req, res) => res.jsonp(401, {})',
    proves: ['express.Response#jsonp'],
    status: 401,
  },
  { code: '(req, res) => res.send(401)', proves: ['express.Response#send'], status: 401 },
  {
    code: "(req, res) => res.send(401, 'no')",
    proves: ['express.Response#send'],
    status: 401,
  },
  { code: '(req, res) => res.status(401).sendfile(file)', proves: ['express.Response#sendfile'], status: 401 },
  { code: "(req, res) => res.status('401').end()", proves: ['express.Response#status'], status: 401 },
]

export const onlyOn5: readonly Row[] = [
  { code: '(req, res) => res.json(401, {})', proves: ['express.Response#json'], status: 200 },
  { code: '(req, res) => res.jsonp(401, {})', proves: ['express.Response#jsonp'], status: 200 },
  { code: '(req, res) => res.send(401)', proves: ['express.Response#send'], status: 200 },
  {
    code: "(req, res) => res.status('401').end()",
    proves: ['express.Response#status'],
    status: 500,
  },
]
