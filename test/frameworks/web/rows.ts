import type { Row } from '../support/table.js'

const B = 'Bearer realm="api"'

/** Handlers that take a Request and return a Response. */
export const rows: readonly Row[] = [
  { code: "() => new Response('no', { status: 401 })", proves: ['new Response'], status: 401 },
  { code: "() => new Response(null, { status: '401' })", proves: ['new Response'], status: 401 },
  { code: "() => new Response('no')", proves: ['new Response'], status: 200 },
  { code: '() => Response.json({}, { status: 401 })', proves: ['Response.json'], status: 401 },
  { code: '() => Response.json({})', proves: ['Response.json'], status: 200 },
  {
    code: `() => new Response('no', { status: 401, headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: ['new Response'],
    status: 401,
    challenge: B,
  },
  {
    code: `() => new Response('no', { status: 401, headers: [['www-authenticate', '${B}']] })`,
    proves: ['new Response'],
    status: 401,
    challenge: B,
  },
  {
    code: `() => new Response('no', { status: 401, headers: new Headers({ 'WWW-Authenticate': '${B}' }) })`,
    proves: ['new Response'],
    status: 401,
    challenge: B,
  },
  {
    code: `() => Response.json({}, { status: 401, headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: ['Response.json'],
    status: 401,
    challenge: B,
  },
  {
    code: `() => { const headers = new Headers(); headers.set('WWW-Authenticate', '${B}'); return new Response('no', { status: 401, headers }) }`,
    proves: ['new Response'],
    status: 401,
    challenge: B,
  },
  {
    code: `() => { const headers = new Headers(); headers.append('WWW-Authenticate', '${B}'); headers.append('WWW-Authenticate', 'Basic'); return new Response('no', { status: 401, headers }) }`,
    proves: ['new Response'],
    status: 401,
    challenge: `${B}, Basic`,
  },
  {
    code: `() => { const response = new Response('no', { status: 401 }); response.headers.set('WWW-Authenticate', '${B}'); return response }`,
    proves: ['new Response'],
    status: 401,
    challenge: B,
  },
  {
    code: `() => { const init = { status: 401, headers: { 'WWW-Authenticate': '${B}' } }; return new Response('no', init) }`,
    proves: ['new Response'],
    status: 401,
    challenge: B,
  },
  {
    code: `() => { const shared = { 'WWW-Authenticate': '${B}' }; return new Response('no', { status: 401, headers: { ...shared, 'X-Other': '1' } }) }`,
    proves: ['new Response'],
    status: 401,
    challenge: B,
  },
  {
    code: "() => new Response('no', { status: 401, headers: { 'WWW-Authenticate': '' } })",
    proves: ['new Response'],
    status: 401,
    challenge: '',
  },
  {
    code: "() => new Response('no', { status: 401, headers: { 'WWW-Authenticate': undefined } })",
    proves: ['new Response'],
    status: 401,
    challenge: 'undefined',
  },
]
