import Boom from '@hapi/boom'
import Hapi, { type Server } from '@hapi/hapi'
import { describe, expect, test } from 'vitest'
import { hapi as facts } from '../../../src/frameworks/hapi.js'
import { asFunction, callMethod, hasMember } from '../support/call.js'
import { describeRows, evaluate, expectRow, Measured } from '../support/table.js'
import { ask, type Answer } from '../support/wire.js'
import { rows } from './rows.js'

const measured = new Measured(facts)

async function serve(prepare: (server: Server) => void): Promise<Answer> {
  const server = Hapi.server({ host: '127.0.0.1', port: 0, debug: false })
  prepare(server)
  await server.start()
  try {
    return await ask(Number(server.info.port))
  } finally {
    await server.stop()
  }
}

describeRows('hapi 21.4.10', rows, measured, (code) =>
  serve((server) => {
    callMethod(server, 'route', { method: 'GET', path: '/', handler: asFunction(evaluate(code, { Boom })) })
  }),
)

describe('where the toolkit is given', () => {
  const refuse = (_request: unknown, h: object) => {
    expect(hasMember(h, 'response')).toBe(true)
    const response = callMethod(h, 'response', 'no')
    if (typeof response !== 'object' || response === null) throw new TypeError('No response')
    callMethod(response, 'code', 401)
    return callMethod(response, 'takeover')
  }

  test.each([
    [measured.by('route({ handler })', 'handler route', 'handler { handler }'), { handler: refuse }],
    [
      measured.by('pre: [{ method }]', 'handler { method }'),
      { handler: () => 'open', options: { pre: [{ method: refuse, assign: 'x' }] } },
    ],
  ])('%s', async (_title, route) => {
    const answer = await serve((server) => {
      callMethod(server, 'route', { method: 'GET', path: '/', ...route })
    })
    expect(answer.status).toBe(401)
  })

  test(measured.by('failAction(request, h, error)', 'handler { failAction }'), async () => {
    const answer = await serve((server) => {
      server.route({
        method: 'GET',
        path: '/',
        options: {
          validate: {
            headers: () => Promise.reject(new Error('no')),
            failAction: (_request, h) => h.response('no').code(401).takeover(),
          },
        },
        handler: () => 'open',
      })
    })
    expect(answer.status).toBe(401)
  })

  const scheme = (name: 'authenticate' | 'payload') => (server: Server) => {
    server.auth.scheme('own', () => ({
      authenticate:
        name === 'authenticate'
          ? (_request, h) => h.response('no').code(401).takeover()
          : (_request, h) => h.authenticated({ credentials: {} }),
    }))
    server.auth.strategy('it', 'own')
    server.auth.default('it')
    server.route({ method: 'GET', path: '/', handler: () => 'open' })
  }

  test(measured.by('scheme({ authenticate })', 'handler scheme', 'handler { authenticate }'), async () => {
    expect((await serve(scheme('authenticate'))).status).toBe(401)
  })

  const events = facts.handlers.flatMap((fact) => ('events' in fact ? fact.events : []))
  test.each(events)(measured.by("ext('%s')", `handler ext(${events.join('|')})`), async (event) => {
    const answer = await serve((server) => {
      server.auth.scheme('open', () => ({ authenticate: (_request, h) => h.authenticated({ credentials: {} }) }))
      server.auth.strategy('it', 'open')
      server.auth.default('it')
      server.ext(event, (_request, h) => h.response('no').code(401).takeover())
      server.route({ method: 'GET', path: '/', handler: () => 'open' })
    })
    expect(answer.status).toBe(401)
  })
})

describe('in one place for all', () => {
  test(
    measured.by('onPreResponse puts the header on errors and responses', 'central responses ext(onPreResponse)'),
    async () => {
      for (const handler of [
        () => Boom.unauthorized('no'),
        (_request: unknown, h: Hapi.ResponseToolkit) => h.response('no').code(401),
      ]) {
        const answer = await serve((server) => {
          server.ext('onPreResponse', ({ response }, h) => {
            if (Boom.isBoom(response)) response.output.headers['WWW-Authenticate'] = 'Bearer'
            else response.header('WWW-Authenticate', 'Bearer')
            return h.continue
          })
          server.route({ method: 'GET', path: '/', handler })
        })
        expectRow(answer, { status: 401, challenge: 'Bearer' }, measured)
      }
    },
  )
})

measured.expectAll()
