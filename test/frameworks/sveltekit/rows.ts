import type { Row } from '../support/table.js'

const B = 'Bearer realm="api"'

/** Endpoints: what `GET` of a `+server` file does with its event. */
export const rows: readonly Row[] = [
  { code: '() => json({}, { status: 401 })', proves: ['json'], status: 401 },
  {
    code: `() => json({}, { status: 401, headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: ['json'],
    status: 401,
    challenge: B,
  },
  { code: "() => text('no', { status: 401 })", proves: ['text'], status: 401 },
  {
    code: `() => text('no', { status: 401, headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: ['text'],
    status: 401,
    challenge: B,
  },
  { code: "() => new Response('no', { status: 401 })", proves: [], status: 401 },
  {
    code: `() => new Response('no', { status: 401, headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: [],
    status: 401,
    challenge: B,
  },
  { code: "() => error(401, 'no')", proves: ['error'], status: 401 },
  { code: '() => { throw error(401) }', proves: ['error'], status: 401 },
  { code: '() => error(403)', proves: ['error'], status: 403 },
  {
    code: "(event) => { event.setHeaders({ 'X-Before': 'kept' }); error(401) }",
    proves: [],
    status: 401,
    survival: 'error',
  },
  {
    code: `({ setHeaders }) => { setHeaders({ 'WWW-Authenticate': '${B}' }); error(401) }`,
    proves: ['error'],
    status: 401,
    challenge: B,
  },
  {
    code: `({ setHeaders }) => { setHeaders({ 'WWW-Authenticate': '${B}' }); return json({}, { status: 401 }) }`,
    proves: ['sveltekit.RequestEvent#setHeaders'],
    status: 401,
    challenge: B,
  },
  {
    code: `({ setHeaders }) => { setHeaders({ 'WWW-Authenticate': '${B}' }); return new Response('no', { status: 401 }) }`,
    proves: ['sveltekit.RequestEvent#setHeaders', 'returned Response'],
    status: 401,
    challenge: B,
  },
  { code: "() => { throw Object.assign(new Error('no'), { status: 401 }) }", proves: ['thrown'], status: 500 },
]

/** The same endpoints in SvelteKit 1, as far as they differ. */
export const rowsOfOne: readonly Row[] = [
  { code: "() => { error(401, 'no'); return new Response('ok') }", proves: ['error'], status: 200 },
  { code: "() => { throw error(401, 'no') }", proves: ['error'], status: 401 },
  { code: '() => error(401)', proves: ['error'], status: 500 },
  {
    code: `({ setHeaders }) => { setHeaders({ 'WWW-Authenticate': '${B}' }); throw error(401, 'no') }`,
    proves: ['error'],
    status: 401,
    challenge: B,
  },
  {
    code: "(event) => { event.setHeaders({ 'X-Before': 'kept' }); throw error(401, 'no') }",
    proves: [],
    status: 401,
    survival: 'error',
  },
]
