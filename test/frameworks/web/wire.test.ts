import { describe, expect, test } from 'vitest'
import { web } from '../../../src/frameworks/web.js'
import { asFunction } from '../support/call.js'
import { describeRows, evaluate, Measured } from '../support/table.js'
import { toAnswer } from '../support/wire.js'
import { rows } from './rows.js'

const measured = new Measured(web)

describeRows('Response of Node 20', rows, measured, async (code) => {
  const response = await asFunction(evaluate(code, { Response, Headers }))()
  if (!(response instanceof Response)) throw new TypeError('No Response')
  return toAnswer(response)
})

describe('what makes no 401', () => {
  test('Response.redirect(u, 401) throws', () => {
    expect(() => evaluate("Response.redirect('http://localhost/', 401)", { Response })).toThrow(RangeError)
  })

  test('Response.error() has no status', () => {
    expect(Response.error().status).toBe(0)
  })

  test('an invalid value throws', () => {
    expect(() => new Response('no', { headers: { 'WWW-Authenticate': 'a\nb' } })).toThrow(TypeError)
  })
})

measured.expectAll()
