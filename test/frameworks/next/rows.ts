import type { Row } from '../support/table.js'

const B = 'Bearer realm="api"'

/** What the calls of next/server make; the answers of a running app are in wire.test.ts. */
export const rows: readonly Row[] = [
  { code: '() => NextResponse.json({}, { status: 401 })', proves: ['NextResponse.json'], status: 401 },
  { code: "() => NextResponse.json({}, { status: '401' })", proves: ['NextResponse.json'], status: 401 },
  { code: '() => NextResponse.json({})', proves: ['NextResponse.json'], status: 200 },
  { code: "() => new NextResponse('no', { status: 401 })", proves: ['new NextResponse'], status: 401 },
  {
    code: `() => NextResponse.json({}, { status: 401, headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: ['NextResponse.json'],
    status: 401,
    challenge: B,
  },
  {
    code: `() => NextResponse.json({}, { status: 401, headers: new Headers({ 'WWW-Authenticate': '${B}' }) })`,
    proves: ['NextResponse.json'],
    status: 401,
    challenge: B,
  },
  {
    code: `() => new NextResponse('no', { status: 401, headers: { 'www-authenticate': '${B}' } })`,
    proves: ['new NextResponse'],
    status: 401,
    challenge: B,
  },
  {
    code: `() => { const response = NextResponse.json({}, { status: 401 }); response.headers.set('WWW-Authenticate', '${B}'); return response }`,
    proves: ['NextResponse.json'],
    status: 401,
    challenge: B,
  },
  {
    code: `() => { const response = NextResponse.json({}, { status: 401 }); response.headers.append('WWW-Authenticate', '${B}'); response.headers.append('WWW-Authenticate', 'Basic'); return response }`,
    proves: ['NextResponse.json'],
    status: 401,
    challenge: `${B}, Basic`,
  },
  {
    code: "() => NextResponse.rewrite('http://localhost/', { status: 401 })",
    proves: ['NextResponse.rewrite'],
    status: 401,
  },
  {
    code: `() => NextResponse.rewrite('http://localhost/', { status: 401, headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: ['NextResponse.rewrite'],
    status: 401,
    challenge: B,
  },
  { code: "() => NextResponse.redirect('http://localhost/')", proves: ['NextResponse.redirect'], status: 307 },
  { code: '() => NextResponse.next()', proves: ['NextResponse.next'], status: 200 },
]

/** Route handlers of a running app. */
export const routeRows: readonly Row[] = [
  { code: '() => NextResponse.json({}, { status: 401 })', proves: ['NextResponse.json'], status: 401 },
  {
    code: `() => NextResponse.json({}, { status: 401, headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: ['NextResponse.json'],
    status: 401,
    challenge: B,
  },
  { code: "() => new NextResponse('no', { status: 401 })", proves: ['new NextResponse'], status: 401 },
  { code: '() => Response.json({}, { status: 401 })', proves: [], status: 401 },
  {
    code: `() => Response.json({}, { status: 401, headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: [],
    status: 401,
    challenge: B,
  },
  {
    code: "() => { throw Object.assign(new Error('no'), { status: 401, statusCode: 401 }) }",
    proves: ['thrown'],
    status: 500,
  },
  {
    code: '() => { throw createError(401) }',
    proves: ['thrown'],
    status: 500,
  },
  {
    code: "() => { throw Boom.unauthorized('no') }",
    proves: ['thrown'],
    status: 500,
  },
  {
    code: '() => { throw NextResponse.json({}, { status: 401 }) }',
    proves: ['thrown'],
    status: 500,
  },
  { code: '() => unauthorized()', proves: ['unauthorized'], status: 401 },
  { code: '() => forbidden()', proves: ['forbidden'], status: 403 },
]

/** Pages API routes of a running app. */
export const pagesRows: readonly Row[] = [
  {
    code: '(req, res) => res.status(401).json({})',
    proves: ['next.ApiResponse#status', 'next.ApiResponse#json'],
    status: 401,
  },
  { code: "(req, res) => res.status(401).send('no')", proves: ['next.ApiResponse#send'], status: 401 },
  { code: '(req, res) => res.status(401).end()', proves: ['next.ApiResponse#end'], status: 401 },
  { code: '(req, res) => { res.statusCode = 401; res.end() }', proves: ['next.ApiResponse.statusCode'], status: 401 },
  { code: '(req, res) => res.writeHead(401).end()', proves: ['next.ApiResponse#writeHead'], status: 401 },
  {
    code: `(req, res) => res.writeHead(401, { 'WWW-Authenticate': '${B}' }).end()`,
    proves: ['next.ApiResponse#writeHead'],
    status: 401,
    challenge: B,
  },
  {
    code: "(req, res) => { res.status(401); res.write('no'); res.end() }",
    proves: ['next.ApiResponse#write'],
    status: 401,
  },
  {
    code: `(req, res) => { res.status(401); res.flushHeaders(); if (!res.headersSent) res.setHeader('WWW-Authenticate', '${B}'); res.end() }`,
    proves: ['next.ApiResponse#flushHeaders', 'next.ApiResponse.headersSent'],
    status: 401,
  },
  {
    code: `(req, res) => { res.setHeader('WWW-Authenticate', '${B}'); res.status(401).json({}) }`,
    proves: ['next.ApiResponse#setHeader'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => res.status(401).setHeader('WWW-Authenticate', '${B}').json({})`,
    proves: ['next.ApiResponse#setHeader'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => { res.setHeaders(new Headers({ 'WWW-Authenticate': '${B}' })); res.status(401).end() }`,
    proves: ['next.ApiResponse#setHeaders'],
    status: 401,
    challenge: B,
  },
  {
    code: `(req, res) => { res.appendHeader('WWW-Authenticate', '${B}'); res.status(401).end() }`,
    proves: ['next.ApiResponse#appendHeader'],
    status: 401,
    challenge: B,
  },
  {
    code: "(req, res) => { if (!res.hasHeader('WWW-Authenticate')) res.status(401); res.end() }",
    proves: ['next.ApiResponse#hasHeader'],
    status: 401,
  },
  {
    code: "(req, res) => { if (!res.getHeader('WWW-Authenticate')) res.status(401); res.end() }",
    proves: ['next.ApiResponse#getHeader'],
    status: 401,
  },
  {
    code: "(req, res) => res.redirect(401, '/login')",
    proves: ['next.ApiResponse#redirect'],
    status: 401,
    headers: { location: '/login' },
  },
  { code: "(req, res) => res.status(401).redirect('/login')", proves: ['next.ApiResponse#redirect'], status: 307 },
  // Not a method of NextApiResponse.
  { code: '(req, res) => res.sendStatus(401)', proves: ['thrown'], status: 500 },
  {
    code: "(req, res) => { throw Object.assign(new Error('no'), { status: 401, statusCode: 401 }) }",
    proves: ['thrown'],
    status: 500,
  },
]
