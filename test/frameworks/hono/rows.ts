import type { Row } from '../support/table.js'

const B = 'Bearer realm="api"'

export const rows: readonly Row[] = [
  { code: '(c) => c.json({}, 401)', proves: ['hono.Context#json'], status: 401 },
  { code: '(c) => c.json({}, { status: 401 })', proves: ['hono.Context#json'], status: 401 },
  { code: "(c) => c.text('no', 401)", proves: ['hono.Context#text'], status: 401 },
  { code: "(c) => c.html('<p>no</p>', 401)", proves: ['hono.Context#html'], status: 401 },
  { code: "(c) => c.body('no', 401)", proves: ['hono.Context#body'], status: 401 },
  { code: "(c) => c.newResponse('no', 401)", proves: ['hono.Context#newResponse'], status: 401 },
  { code: '(c) => { c.status(401); return c.json({}) }', proves: ['hono.Context#status'], status: 401 },
  { code: '(c) => { c.status(401); return c.json({}, 200) }', proves: ['hono.Context#json'], status: 200 },
  {
    code: "(c) => c.redirect('/login', 401)",
    proves: ['hono.Context#redirect'],
    status: 401,
    headers: { location: '/login' },
  },
  { code: "(c) => { c.status(401); return c.redirect('/login') }", proves: ['hono.Context#redirect'], status: 302 },
  { code: '(c) => { c.status(401); return c.notFound() }', proves: ['hono.Context#notFound'], status: 404 },

  {
    code: `(c) => { c.header('WWW-Authenticate', '${B}'); return c.json({}, 401) }`,
    proves: ['hono.Context#header', 'hono.Context#json'],
    status: 401,
    challenge: B,
  },
  {
    code: `(c) => { c.header('WWW-Authenticate', '${B}'); c.status(401); return c.body(null) }`,
    proves: ['hono.Context#header', 'hono.Context#body'],
    status: 401,
    challenge: B,
  },
  {
    code: `(c) => c.json({}, 401, { 'WWW-Authenticate': '${B}' })`,
    proves: ['hono.Context#json'],
    status: 401,
    challenge: B,
  },
  {
    code: `(c) => c.json({}, { status: 401, headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: ['hono.Context#json'],
    status: 401,
    challenge: B,
  },
  {
    code: `(c) => c.text('no', 401, { 'WWW-Authenticate': '${B}' })`,
    proves: ['hono.Context#text'],
    status: 401,
    challenge: B,
  },
  {
    code: `(c) => c.text('no', { status: 401, headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: ['hono.Context#text'],
    status: 401,
    challenge: B,
  },
  {
    code: `(c) => c.html('no', 401, { 'WWW-Authenticate': '${B}' })`,
    proves: ['hono.Context#html'],
    status: 401,
    challenge: B,
  },
  {
    code: `(c) => c.body('no', 401, { 'WWW-Authenticate': '${B}' })`,
    proves: ['hono.Context#body'],
    status: 401,
    challenge: B,
  },
  {
    code: `(c) => c.newResponse('no', 401, { 'WWW-Authenticate': '${B}' })`,
    proves: ['hono.Context#newResponse'],
    status: 401,
    challenge: B,
  },
  {
    code: "(c) => c.json({}, 401, { 'WWW-Authenticate': '' })",
    proves: ['hono.Context#json'],
    status: 401,
    challenge: '',
  },

  // A Response made by hand forgets what the context was told.
  {
    code: `(c) => { c.header('WWW-Authenticate', '${B}'); return new Response('no', { status: 401 }) }`,
    proves: ['hono.Context#header'],
    status: 401,
  },
  {
    code: `(c) => new Response('no', { status: 401, headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: [],
    status: 401,
    challenge: B,
  },
  {
    code: `(c) => { c.res.headers.set('WWW-Authenticate', '${B}'); return c.json({}, 401) }`,
    proves: ['hono.Context.res', 'hono.Response.headers'],
    status: 401,
    challenge: B,
  },

  {
    code: "(c) => { c.header('X-Before', 'kept'); throw new HTTPException(401) }",
    proves: ['new HTTPException'],
    status: 401,
    survival: 'new HTTPException',
  },
  { code: "(c) => { throw new HTTPException(401, { message: 'no' }) }", proves: ['new HTTPException'], status: 401 },
  { code: '(c) => { throw new HTTPException() }', proves: ['new HTTPException'], status: 500 },
  {
    code: `(c) => { throw new HTTPException(401, { res: new Response('no', { status: 401, headers: { 'WWW-Authenticate': '${B}' } }) }) }`,
    proves: ['new HTTPException'],
    status: 401,
    challenge: B,
  },
  {
    code: `(c) => { throw new HTTPException(401, { res: new Response('no', { headers: { 'WWW-Authenticate': '${B}' } }) }) }`,
    proves: ['new HTTPException'],
    status: 401,
    challenge: B,
  },
  {
    code: "(c) => { throw new HTTPException(401, { res: new Response('no') }) }",
    proves: ['new HTTPException'],
    status: 401,
  },
  { code: "(c) => { throw Object.assign(new Error('no'), { status: 401 }) }", proves: ['thrown'], status: 500 },
  {
    code: '(c) => { throw createError(401) }',
    proves: ['thrown'],
    status: 500,
  },
  {
    code: "(c) => { throw Object.assign(new Error('no'), { getResponse: () => new Response('no', { status: 401 }) }) }",
    proves: ['thrown'],
    status: 401,
  },
]

/** Hono from 4.7.11 on sends what was set before an exception. */
export const onlyNew: readonly Row[] = [
  {
    code: `(c) => { c.header('WWW-Authenticate', '${B}'); throw new HTTPException(401) }`,
    proves: ['new HTTPException'],
    status: 401,
    challenge: B,
  },
]

export const onlyOld: readonly Row[] = [
  {
    code: `(c) => { c.header('WWW-Authenticate', '${B}'); throw new HTTPException(401) }`,
    proves: ['new HTTPException'],
    status: 401,
  },
]
