import { error, json, text } from '@sveltejs/kit'

const headers = { 'WWW-Authenticate': 'Bearer realm="api"' }

/** One answer for each row of the table in wire.test.ts. */
const handlers = {
  json: () => json({}, { status: 401 }),
  'json-with-header': () => json({}, { status: 401, headers }),
  text: () => text('no', { status: 401 }),
  'text-with-header': () => text('no', { status: 401, headers }),
  response: () => new Response('no', { status: 401, headers }),
  error: () => error(401, 'no'),
  'throw-error': () => {
    throw error(401)
  },
  'set-headers': ({ setHeaders }) => {
    setHeaders(headers)
    return json({}, { status: 401 })
  },
  'error-after-set-headers': ({ setHeaders }) => {
    setHeaders({ 'X-Before': 'kept' })
    error(401)
  },
  'throw-plain': () => {
    throw Object.assign(new Error('no'), { status: 401 })
  },
}

export function GET(event) {
  return handlers[event.params.name](event)
}
export const POST = GET
export const PUT = GET
export const PATCH = GET
export const DELETE = GET
export const OPTIONS = GET
