import type { Row } from '../support/table.js'

const B = 'Bearer realm="api"'

/** Rows on which h3 1 and 2 agree. */
export const rows: readonly Row[] = [
  { code: "(event) => { setResponseStatus(event, 401); return 'no' }", proves: ['setResponseStatus'], status: 401 },
  {
    code: `(event) => { setResponseStatus(event, 401); setResponseHeader(event, 'WWW-Authenticate', '${B}'); return 'no' }`,
    proves: ['setResponseHeader'],
    status: 401,
    challenge: B,
  },
  {
    code: `(event) => { setHeader(event, 'WWW-Authenticate', '${B}'); setResponseStatus(event, 401); return 'no' }`,
    proves: ['setHeader'],
    status: 401,
    challenge: B,
  },
  {
    code: `(event) => { appendResponseHeader(event, 'WWW-Authenticate', '${B}'); setResponseStatus(event, 401); return 'no' }`,
    proves: ['appendResponseHeader'],
    status: 401,
    challenge: B,
  },
  {
    code: `(event) => { appendHeader(event, 'WWW-Authenticate', '${B}'); setResponseStatus(event, 401); return 'no' }`,
    proves: ['appendHeader'],
    status: 401,
    challenge: B,
  },
  {
    code: `(event) => { setResponseHeaders(event, { 'WWW-Authenticate': '${B}' }); setResponseStatus(event, 401); return 'no' }`,
    proves: ['setResponseHeaders'],
    status: 401,
    challenge: B,
  },
  {
    code: `(event) => { setHeaders(event, { 'WWW-Authenticate': '${B}' }); setResponseStatus(event, 401); return 'no' }`,
    proves: ['setHeaders'],
    status: 401,
    challenge: B,
  },
  {
    code: `(event) => { appendResponseHeaders(event, { 'WWW-Authenticate': '${B}' }); setResponseStatus(event, 401); return 'no' }`,
    proves: ['appendResponseHeaders'],
    status: 401,
    challenge: B,
  },
  {
    code: `(event) => { appendHeaders(event, { 'WWW-Authenticate': '${B}' }); setResponseStatus(event, 401); return 'no' }`,
    proves: ['appendHeaders'],
    status: 401,
    challenge: B,
  },
  { code: "(event) => sendRedirect(event, '/login', 401)", proves: ['sendRedirect'], status: 401 },
  {
    code: "(event) => { setResponseStatus(event, 401); return sendRedirect(event, '/login') }",
    proves: ['sendRedirect'],
    status: 302,
  },
  { code: '(event) => sendNoContent(event, 401)', proves: ['sendNoContent'], status: 401 },
  { code: '() => { throw createError({ statusCode: 401 }) }', proves: ['createError'], status: 401 },
  { code: '() => { throw createError({ status: 401 }) }', proves: ['createError'], status: 401 },
  { code: '() => createError({ statusCode: 401 })', proves: ['createError'], status: 401 },
  { code: "() => { throw createError('no') }", proves: ['createError'], status: 500 },
  {
    code: "() => { throw Object.assign(new Error('no'), { statusCode: 401 }) }",
    proves: ['thrown'],
    status: 401,
  },
  {
    code: "() => { throw Object.assign(new Error('no'), { status: 401 }) }",
    proves: ['thrown'],
    status: 401,
  },
  { code: "() => new Response('no', { status: 401 })", proves: [], status: 401 },
]

export const onlyOn1: readonly Row[] = [
  {
    code: "(event) => { event.node.res.statusCode = 401; return 'no' }",
    proves: ['h3.Event.node', 'h3.Node.res'],
    status: 401,
  },
  {
    code: "(event) => { setHeader(event, 'X-Before', 'kept'); throw createError({ statusCode: 401 }) }",
    proves: [],
    status: 401,
    survival: 'createError',
  },
  {
    code: `() => { throw createError({ statusCode: 401, headers: { 'WWW-Authenticate': '${B}' } }) }`,
    proves: ['createError'],
    status: 401,
  },
  {
    code: `(event) => { setResponseHeader(event, 'WWW-Authenticate', '${B}'); throw createError({ statusCode: 401 }) }`,
    proves: ['createError'],
    status: 401,
    challenge: B,
  },
  {
    code: `() => { throw Object.assign(new Error('no'), { statusCode: 401, headers: { 'WWW-Authenticate': '${B}' } }) }`,
    proves: ['thrown'],
    status: 401,
  },
  {
    code: `(event) => { setResponseHeader(event, 'WWW-Authenticate', '${B}'); return new Response('no', { status: 401 }) }`,
    proves: ['returned Response'],
    status: 401,
    challenge: B,
  },
  {
    code: "(event) => { setHeader(event, 'X-Before', 'kept'); sendError(event, createError({ statusCode: 401 })) }",
    proves: ['sendError'],
    status: 401,
    headers: { 'x-before': 'kept' },
  },
  { code: "(event) => { setResponseStatus(event, 401); return send(event, 'no') }", proves: ['send'], status: 401 },
  {
    code: "(event) => { setHeader(event, 'X-Before', 'kept'); throw Object.assign(new Error('no'), { statusCode: 401 }) }",
    proves: ['thrown'],
    status: 401,
    headers: { 'x-before': 'kept' },
  },
  {
    code: "(event) => { setHeader(event, 'X-Before', 'kept'); return new Response('no', { status: 401 }) }",
    proves: [],
    status: 401,
    headers: { 'x-before': 'kept' },
  },
]

export const onlyOn2: readonly Row[] = [
  {
    code: "(event) => { event.node.res.statusCode = 401; return 'no' }",
    proves: ['h3.Event.node', 'h3.Node.res'],
    status: 200,
    differs: 'a 401 on h3 1',
  },
  {
    code: "(event) => { event.res.status = 401; return 'no' }",
    proves: ['h3.Event.res', 'h3.Response.status'],
    status: 401,
  },
  {
    code: `(event) => { event.res.status = 401; event.res.headers.set('WWW-Authenticate', '${B}'); return 'no' }`,
    proves: ['h3.Response.headers'],
    status: 401,
    challenge: B,
  },
  {
    code: `(event) => { event.res.headers.append('WWW-Authenticate', '${B}'); event.res.status = 401; return 'no' }`,
    proves: ['h3.Response.headers'],
    status: 401,
    challenge: B,
  },
  {
    code: "(event) => { event.res.headers.set('X-Before', 'lost'); throw new HTTPError({ status: 401 }) }",
    proves: ['new HTTPError'],
    status: 401,
    survival: 'new HTTPError',
  },
  { code: '() => { throw new HTTPError({ statusCode: 401 }) }', proves: ['new HTTPError'], status: 401 },
  { code: '() => new HTTPError({ status: 401 })', proves: ['new HTTPError'], status: 401 },
  {
    code: `() => { throw new HTTPError({ status: 401, headers: { 'WWW-Authenticate': '${B}' } }) }`,
    proves: ['new HTTPError'],
    status: 401,
    challenge: B,
  },
  {
    code: "() => { throw new HTTPError('no', { status: 401 }) }",
    proves: ['new HTTPError'],
    status: 401,
  },
  {
    code: "(event) => { event.res.headers.set('X-Before', 'lost'); throw HTTPError.status(401, 'no') }",
    proves: ['HTTPError.status'],
    status: 401,
    survival: 'HTTPError.status',
  },
  {
    code: `() => { throw HTTPError.status(401, 'no', { headers: { 'WWW-Authenticate': '${B}' } }) }`,
    proves: ['HTTPError.status'],
    status: 401,
    challenge: B,
  },
  {
    code: `() => { throw createError({ statusCode: 401, headers: { 'WWW-Authenticate': '${B}' } }) }`,
    proves: ['createError'],
    status: 401,
    challenge: B,
  },
  {
    code: "(event) => { setHeader(event, 'X-Before', 'lost'); throw createError({ statusCode: 401 }) }",
    proves: [],
    status: 401,
    survival: 'createError',
  },
  {
    code: `(event) => { setResponseHeader(event, 'WWW-Authenticate', '${B}'); throw createError({ statusCode: 401 }) }`,
    proves: ['createError'],
    status: 401,
  },
  {
    code: `(event) => { setResponseHeader(event, 'WWW-Authenticate', '${B}'); throw Object.assign(new Error('no'), { status: 401 }) }`,
    proves: ['thrown'],
    status: 401,
  },
  {
    code: `() => { throw Object.assign(new Error('no'), { status: 401, headers: { 'WWW-Authenticate': '${B}' } }) }`,
    proves: ['thrown'],
    status: 401,
    challenge: B,
  },
  { code: "() => new HTTPResponse('no', { status: 401 })", proves: ['new HTTPResponse'], status: 401 },
  {
    code: `() => new HTTPResponse('no', { status: 401, headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: ['new HTTPResponse'],
    status: 401,
    challenge: B,
  },
  {
    code: `(event) => { event.res.headers.set('WWW-Authenticate', '${B}'); return new HTTPResponse('no', { status: 401 }) }`,
    proves: ['new HTTPResponse'],
    status: 401,
    challenge: B,
  },
  // A Response made by hand forgets what the event was told.
  {
    code: `(event) => { event.res.headers.set('WWW-Authenticate', '${B}'); return new Response('no', { status: 401 }) }`,
    proves: [],
    status: 401,
  },
]
