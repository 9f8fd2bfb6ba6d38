import type { Row } from '../support/table.js'

const B = 'Bearer realm="api"'

export const rows: readonly Row[] = [
  {
    code: "(ctx) => { ctx.status = 401; ctx.body = 'no' }",
    proves: ['koa.Context.status', 'koa.Context.body'],
    status: 401,
  },
  {
    code: "(ctx) => { ctx.body = 'no'; ctx.status = 401 }",
    proves: ['koa.Context.status', 'koa.Context.body'],
    status: 401,
  },
  {
    code: '(ctx) => { ctx.response.status = 401 }',
    proves: ['koa.Context.response', 'koa.Response.status'],
    status: 401,
  },
  { code: '(ctx) => { ctx.status = 401; ctx.response.body = {} }', proves: ['koa.Response.body'], status: 401 },
  { code: "(ctx) => { ctx.status = 401; ctx.redirect('/login') }", proves: ['koa.Context#redirect'], status: 302 },
  { code: "(ctx) => { ctx.redirect('/login'); ctx.status = 401 }", proves: ['koa.Context#redirect'], status: 401 },
  {
    code: "(ctx) => { ctx.status = 401; ctx.response.redirect('/login') }",
    proves: ['koa.Response#redirect'],
    status: 302,
  },
  { code: "(ctx) => { ctx.status = 401; ctx.back('/login') }", proves: ['koa.Context#back'], status: 302 },
  { code: "(ctx) => { ctx.status = 401; ctx.response.back('/login') }", proves: ['koa.Response#back'], status: 302 },
  {
    code: '(ctx) => { ctx.status = 401; ctx.flushHeaders(); ctx.res.end() }',
    proves: ['koa.Context#flushHeaders'],
    status: 401,
  },
  {
    code: '(ctx) => { ctx.status = 401; ctx.response.flushHeaders(); ctx.res.end() }',
    proves: ['koa.Response#flushHeaders'],
    status: 401,
  },
  {
    code: `(ctx) => { ctx.status = 401; ctx.flushHeaders(); if (!ctx.headerSent) ctx.set('WWW-Authenticate', '${B}'); ctx.res.end() }`,
    proves: ['koa.Context.headerSent'],
    status: 401,
  },
  {
    code: `(ctx) => { ctx.status = 401; ctx.flushHeaders(); if (!ctx.response.headerSent) ctx.set('WWW-Authenticate', '${B}'); ctx.res.end() }`,
    proves: ['koa.Response.headerSent'],
    status: 401,
  },
  {
    code: '(ctx) => { ctx.respond = false; ctx.res.writeHead(401); ctx.res.end() }',
    proves: ['koa.Context.res'],
    status: 401,
  },
  {
    code: `(ctx) => { ctx.respond = false; ctx.res.writeHead(401, { 'WWW-Authenticate': '${B}' }); ctx.res.end() }`,
    proves: ['koa.Context.res'],
    status: 401,
    challenge: B,
  },

  {
    code: `(ctx) => { ctx.set('WWW-Authenticate', '${B}'); ctx.status = 401 }`,
    proves: ['koa.Context#set'],
    status: 401,
    challenge: B,
  },
  {
    code: `(ctx) => { ctx.status = 401; ctx.body = 'no'; ctx.set({ 'www-authenticate': '${B}' }) }`,
    proves: ['koa.Context#set'],
    status: 401,
    challenge: B,
  },
  {
    code: `(ctx) => { ctx.status = 401; ctx.append('WWW-Authenticate', '${B}') }`,
    proves: ['koa.Context#append'],
    status: 401,
    challenge: B,
  },
  {
    code: `(ctx) => { ctx.status = 401; ctx.response.set('WWW-Authenticate', '${B}') }`,
    proves: ['koa.Response#set'],
    status: 401,
    challenge: B,
  },
  {
    code: `(ctx) => { ctx.status = 401; ctx.response.append('WWW-Authenticate', '${B}') }`,
    proves: ['koa.Response#append'],
    status: 401,
    challenge: B,
  },
  {
    code: `(ctx) => { ctx.status = 401; ctx.set('WWW-Authenticate', ['${B}', 'Basic']) }`,
    proves: ['koa.Context#set'],
    status: 401,
    challenge: [B, 'Basic'],
  },
  {
    code: `(ctx) => { ctx.status = 401; if (!ctx.response.has('WWW-Authenticate')) ctx.set('WWW-Authenticate', '${B}') }`,
    proves: ['koa.Response#has'],
    status: 401,
    challenge: B,
  },
  {
    code: `(ctx) => { ctx.status = 401; if (!ctx.response.get('WWW-Authenticate')) ctx.set('WWW-Authenticate', '${B}') }`,
    proves: ['koa.Response#get'],
    status: 401,
    challenge: B,
  },
  {
    code: "(ctx) => { ctx.status = 401; ctx.set('WWW-Authenticate', '') }",
    proves: ['koa.Context#set'],
    status: 401,
    challenge: '',
  },

  {
    code: `(ctx) => { ctx.status = 401; if (!ctx.has('WWW-Authenticate')) ctx.set('WWW-Authenticate', '${B}') }`,
    proves: ['koa.Context#has'],
    status: 401,
    challenge: B,
  },

  // What was set before is cleared when anything is thrown.
  {
    code: "(ctx) => { ctx.set('X-Before', 'lost'); ctx.throw(401) }",
    proves: ['koa.Context#throw'],
    status: 401,
    survival: 'koa.Context#throw',
  },
  { code: "(ctx) => ctx.throw(401, 'no')", proves: ['koa.Context#throw'], status: 401 },
  {
    code: `(ctx) => { ctx.set('WWW-Authenticate', '${B}'); ctx.throw(401) }`,
    proves: ['koa.Context#throw'],
    status: 401,
  },
  {
    code: `(ctx) => ctx.throw(401, 'no', { headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: ['koa.Context#throw'],
    status: 401,
    challenge: B,
  },
  {
    code: `(ctx) => ctx.throw(401, { headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: ['koa.Context#throw'],
    status: 401,
    challenge: B,
  },
  {
    code: "(ctx) => { ctx.set('X-Before', 'lost'); ctx.assert(ctx.state.user, 401, 'no') }",
    proves: ['koa.Context#assert'],
    status: 401,
    survival: 'koa.Context#assert',
  },
  {
    code: `(ctx) => ctx.assert(ctx.state.user, 401, 'no', { headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: ['koa.Context#assert'],
    status: 401,
    challenge: B,
  },
  {
    code: `(ctx) => ctx.assert(ctx.state.user, 401, { headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: ['koa.Context#assert'],
    status: 401,
    challenge: B,
  },
  {
    code: "(ctx) => { ctx.assert(ctx.req, 401); ctx.body = 'open' }",
    proves: ['koa.Context#assert'],
    status: 200,
    differs: 'the condition is not known',
  },
  {
    code: "(ctx) => { ctx.set('X-Before', 'lost'); throw createError(401) }",
    proves: ['thrown'],
    status: 401,
    headers: { 'x-before': undefined },
  },
  {
    code: `(ctx) => { throw createError(401, 'no', { headers: { 'WWW-Authenticate': '${B}' } }) }`,
    proves: ['thrown'],
    status: 401,
    challenge: B,
  },
  {
    code: "(ctx) => { throw Object.assign(new Error('no'), { status: 401 }) }",
    proves: ['thrown'],
    status: 401,
  },
  {
    code: "(ctx) => { throw Object.assign(new Error('no'), { statusCode: 401 }) }",
    proves: ['thrown'],
    status: 401,
  },
  {
    code: "(ctx) => { ctx.status = 401; throw new Error('no') }",
    proves: ['thrown'],
    status: 500,
  },
  { code: "(ctx) => { throw Boom.unauthorized('no', 'Bearer') }", proves: ['thrown'], status: 500 },
]
