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
