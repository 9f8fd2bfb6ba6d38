const challenge = 'Bearer realm="api"'

/** One answer for each row of the table in wire.test.ts. */
const handlers = {
  json: (res) => res.status(401).json({}),
  send: (res) => res.status(401).send('no'),
  end: (res) => res.status(401).end(),
  'status-code': (res) => {
    res.statusCode = 401
    res.end()
  },
  'write-head': (res) => res.writeHead(401).end(),
  'write-head-headers': (res) => res.writeHead(401, { 'WWW-Authenticate': challenge }).end(),
  write: (res) => {
    res.status(401)
    res.write('no')
    res.end()
  },
  flush: (res) => {
    res.status(401)
    res.flushHeaders()
    if (!res.headersSent) res.setHeader('WWW-Authenticate', challenge)
    res.end()
  },
  'set-header': (res) => res.setHeader('WWW-Authenticate', challenge).status(401).json({}),
  'set-header-after-status': (res) => res.status(401).setHeader('WWW-Authenticate', challenge).json({}),
  'set-headers': (res) => {
    res.setHeaders(new Headers({ 'WWW-Authenticate': challenge }))
    res.status(401).end()
  },
  'append-header': (res) => {
    res.appendHeader('WWW-Authenticate', challenge)
    res.status(401).end()
  },
  'has-header': (res) => {
    if (!res.hasHeader('WWW-Authenticate') && !res.getHeader('WWW-Authenticate')) res.status(401)
    res.end()
  },
  'redirect-status': (res) => res.redirect(401, '/login'),
  redirect: (res) => res.status(401).redirect('/login'),
  'send-status': (res) => res.sendStatus(401),
  throw: (res) => {
    res.setHeader('X-Before', 'set')
    throw Object.assign(new Error('no'), { status: 401, statusCode: 401 })
  },
}

export default function handler(req, res) {
  return handlers[req.query.name](res)
}
