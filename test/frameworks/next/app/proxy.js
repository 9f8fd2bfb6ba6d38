import { NextResponse } from 'next/server'

const headers = { 'WWW-Authenticate': 'Bearer realm="proxy"' }

/** What a proxy answers itself, and what it adds to the answer of a route. */
export function proxy(request) {
  const { pathname, searchParams } = request.nextUrl
  if (pathname === '/proxy/json') return NextResponse.json({}, { status: 401 })
  if (pathname === '/proxy/json-with-header') return NextResponse.json({}, { status: 401, headers })
  if (pathname === '/proxy/rewrite') return NextResponse.rewrite(new URL('/', request.url), { status: 401 })
  if (pathname === '/proxy/rewrite-with-header')
    return NextResponse.rewrite(new URL('/', request.url), { status: 401, headers })
  if (pathname === '/proxy/rewrite-to-401') return NextResponse.rewrite(new URL('/401/0', request.url), { headers })
  if (pathname === '/proxy/next') return NextResponse.next({ status: 401 })
  return searchParams.has('header') ? NextResponse.next({ headers }) : NextResponse.next()
}
