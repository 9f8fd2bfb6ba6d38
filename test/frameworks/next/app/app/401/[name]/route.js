import { forbidden, unauthorized } from 'next/navigation'
import { NextResponse } from 'next/server'

const headers = { 'WWW-Authenticate': 'Bearer realm="api"' }

/** One route handler for each row of the table in wire.test.ts. */
const handlers = {
  json: () => NextResponse.json({}, { status: 401 }),
  'json-with-header': () => NextResponse.json({}, { status: 401, headers }),
  new: () => new NextResponse('no', { status: 401 }),
  response: () => Response.json({}, { status: 401, headers }),
  next: () => NextResponse.next({ status: 401 }),
  thrown: () => {
    throw Object.assign(new Error('no'), { status: 401, statusCode: 401 })
  },
  'thrown-response': () => {
    throw NextResponse.json({}, { status: 401 })
  },
  unauthorized: () => unauthorized(),
  forbidden: () => forbidden(),
}

export async function GET(_request, { params }) {
  const { name } = await params
  return handlers[name]()
}
