import Boom, { boomify, Boom as BoomError, forbidden, unauthorized } from '@hapi/boom'
import Hapi from '@hapi/hapi'
import { expect, test } from 'vitest'
import { boom as facts } from '../../../src/frameworks/boom.js'
import { asFunction, callMethod } from '../support/call.js'
import { describeRows, evaluate, Measured } from '../support/table.js'
import { ask, type Answer } from '../support/wire.js'
import { rows } from './rows.js'

const measured = new Measured(facts)
const scope = { Boom, BoomError, boomify, forbidden, unauthorized }

async function send(code: string): Promise<Answer> {
  const server = Hapi.server({ host: '127.0.0.1', port: 0, debug: false })
  callMethod(server, 'route', { method: 'GET', path: '/', handler: asFunction(evaluate(code, scope)) })
  await server.start()
  try {
    return await ask(Number(server.info.port))
  } finally {
    await server.stop()
  }
}

describeRows('@hapi/boom 10.0.1 on hapi', rows, measured, send)

test('a header can be put on the error', () => {
  const error = Boom.unauthorized('no')
  error.output.headers['WWW-Authenticate'] = 'Bearer'
  expect(error.output.statusCode).toBe(401)
  expect(error.output.headers).toEqual({ 'WWW-Authenticate': 'Bearer' })
})

measured.expectAll()
