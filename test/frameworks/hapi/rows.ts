import type { Row } from '../support/table.js'

const B = 'Bearer realm="api"'

export const rows: readonly Row[] = [
  {
    code: '(request, h) => h.response({}).code(401)',
    proves: ['hapi.Toolkit#response', 'hapi.Response#code'],
    status: 401,
  },
  {
    code: "(request, h) => { const response = h.response('no'); response.statusCode = 401; return response }",
    proves: ['hapi.Response.statusCode'],
    status: 401,
  },
  { code: '(request, h) => h.response({}).code(401).takeover()', proves: ['hapi.Response#takeover'], status: 401 },
  {
    code: `(request, h) => h.response({}).code(401).header('WWW-Authenticate', '${B}')`,
    proves: ['hapi.Response#header'],
    status: 401,
    challenge: B,
  },
  {
    code: `(request, h) => { const response = h.response({}); response.header('www-authenticate', '${B}'); return response.code(401) }`,
    proves: ['hapi.Response#header'],
    status: 401,
    challenge: B,
  },
  {
    code: `(request, h) => { const response = h.response({}).code(401); response.headers['www-authenticate'] = '${B}'; return response }`,
    proves: ['hapi.Response.headers'],
    status: 401,
    challenge: B,
  },
  {
    code: "(request, h) => h.response({}).code(401).header('WWW-Authenticate', '')",
    proves: ['hapi.Response#header'],
    status: 401,
    challenge: '',
  },
  { code: "(request, h) => h.redirect('/login')", proves: ['hapi.Toolkit#redirect'], status: 302 },
  { code: "(request, h) => h.redirect('/login').code(401)", proves: ['hapi.Redirect#code'], status: 401 },
  {
    code: `(request, h) => h.redirect('/login').code(401).header('WWW-Authenticate', '${B}')`,
    proves: ['hapi.Redirect#header'],
    status: 401,
    challenge: B,
  },
  { code: "() => { throw Boom.unauthorized('no') }", proves: ['thrown'], status: 401 },
  { code: "() => { throw Object.assign(new Error('no'), { statusCode: 401 }) }", proves: ['thrown'], status: 500 },
  { code: "() => { throw Object.assign(new Error('no'), { status: 401 }) }", proves: ['thrown'], status: 500 },
]
