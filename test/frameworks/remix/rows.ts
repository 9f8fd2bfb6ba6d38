import type { Row } from '../support/table.js'

const B = 'Bearer realm="api"'

/** Loaders and actions of a resource route, on which Remix 2 and React Router 7 agree. */
export const rows: readonly Row[] = [
  { code: '() => { throw data({}, { status: 401 }) }', proves: ['data'], status: 401 },
  { code: '() => { throw data({}, 401) }', proves: ['data'], status: 401 },
  { code: "() => { throw new Response('no', { status: 401 }) }", proves: [], status: 401 },
  {
    code: `() => { throw new Response('no', { status: 401, headers: { 'WWW-Authenticate': '${B}' } }) }`,
    proves: [],
    status: 401,
    challenge: B,
  },
  { code: "() => redirect('/login', 401)", proves: ['redirect'], status: 401 },
  { code: "() => redirect('/login')", proves: ['redirect'], status: 302 },
  {
    code: `() => redirect('/login', { status: 401, headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: ['redirect'],
    status: 401,
    challenge: B,
  },
  { code: "() => { throw Object.assign(new Error('no'), { status: 401 }) }", proves: ['thrown'], status: 500 },
]

export const onlyReactRouter: readonly Row[] = [
  { code: '() => data({}, { status: 401 })', proves: ['data'], status: 401 },
  { code: '() => data({}, 401)', proves: ['data'], status: 401 },
  {
    code: `() => data({}, { status: 401, headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: ['data'],
    status: 401,
    challenge: B,
  },
  {
    code: `() => { throw data({}, { status: 401, headers: { 'WWW-Authenticate': '${B}' } }) }`,
    proves: ['data'],
    status: 401,
    challenge: B,
  },
]

export const onlyRemix: readonly Row[] = [
  { code: '() => data({}, { status: 401 })', proves: ['data'], status: 200 },
  { code: '() => data({}, 401)', proves: ['data'], status: 200 },
  {
    code: `() => { throw data({}, { status: 401, headers: { 'WWW-Authenticate': '${B}' } }) }`,
    proves: ['data'],
    status: 401,
  },
  { code: '() => json({}, { status: 401 })', proves: ['json'], status: 401 },
  { code: '() => json({}, 401)', proves: ['json'], status: 401 },
  { code: '() => { throw json({}, { status: 401 }) }', proves: ['json'], status: 401 },
  {
    code: `() => json({}, { status: 401, headers: { 'WWW-Authenticate': '${B}' } })`,
    proves: ['json'],
    status: 401,
    challenge: B,
  },
  {
    code: `() => { throw json({}, { status: 401, headers: { 'WWW-Authenticate': '${B}' } }) }`,
    proves: ['json'],
    status: 401,
    challenge: B,
  },
]
