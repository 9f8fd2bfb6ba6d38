import basicAuth from '@fastify/basic-auth'
import bearerAuth from '@fastify/bearer-auth'
import fastifyError from '@fastify/error'
import jwt from '@fastify/jwt'
import sensible from '@fastify/sensible'
import Boom from '@hapi/boom'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import createError from 'http-errors'
import { describe, expect, test } from 'vitest'
import { fastify as facts } from '../../../src/frameworks/fastify.js'
import { asFunction, callMethod, hasMember, withParameters } from '../support/call.js'
import { describeRows, evaluate, expectRow, Measured } from '../support/table.js'
import { ask, portOf, type Answer, type Ask } from '../support/wire.js'
import { rows } from './rows.js'

const measured = new Measured(facts)

async function withApp(prepare: (app: FastifyInstance) => void | Promise<void>, question?: Ask): Promise<Answer> {
  const app = Fastify()
  try {
    await prepare(app)
    await app.listen({ host: '127.0.0.1', port: 0 })
    return await ask(portOf(app.server), question)
  } finally {
    await app.close()
  }
}

function send(code: string): Promise<Answer> {
  return withApp(async (app) => {
    await app.register(sensible)
    app.get('/', asFunction(evaluate(code, { fastify: app, createError, fastifyError, Boom, Response })))
  })
}

describeRows('Fastify 5.12.8', rows, measured, send)

describe('where the reply is given', () => {
  const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'options', 'head', 'all'] as const

  /** A handler that answers 401 through the argument at the position that the fact names. */
  const deny = (parameters: number, position: number | undefined) =>
    withParameters(parameters, (...args) => {
      const reply = args[position ?? -1]
      expect(hasMember(reply, 'sent')).toBe(true)
      if (typeof reply === 'object' && reply !== null) callMethod(reply, 'code', 401)
      return reply && typeof reply === 'object' ? callMethod(reply, 'send', 'no') : undefined
    })

  test.each(METHODS)(measured.by('app.%s()', ...METHODS.map((name) => `handler ${name}`)), async (method) => {
    const answer = await withApp(
      (app) => {
        callMethod(app, method, '/', deny(2, 1))
      },
      { method: method === 'all' ? 'POST' : method.toUpperCase() },
    )
    expect(answer.status).toBe(401)
  })

  const routeHooks = ['handler', 'onRequest', 'preParsing', 'preValidation', 'preHandler'] as const
  test.each(routeHooks)(
    measured.by('route({ %s })', 'handler route', ...routeHooks.map((name) => `handler { ${name} }`)),
    async (property) => {
      const answer = await withApp((app) => {
        app.route({ method: 'GET', url: '/', handler: () => 'open', [property]: deny(2, 1) })
      })
      expect(answer.status).toBe(401)
    },
  )

  // Those run when the answer is under way: the reply is there, and a header still counts until onSend.
  const lateHooks = [
    ['preSerialization', 3, true],
    ['onSend', 3, true],
    ['onError', 3, true],
    ['onResponse', 2, false],
    ['onTimeout', 2, false],
  ] as const
  test.each(lateHooks)(
    measured.by('route({ %s })', ...lateHooks.map(([name]) => `handler { ${name} }`)),
    async (property, parameters, counts) => {
      let position: number | undefined
      const answer = await withApp((app) => {
        const hook = withParameters(parameters + 1, (...args) => {
          position = args.findIndex((arg) => hasMember(arg, 'sent'))
          const reply = args[position]
          if (counts && typeof reply === 'object' && reply !== null)
            callMethod(reply, 'header', 'WWW-Authenticate', 'Bearer')
          asFunction(args.at(-1))()
        })
        app.route({
          method: 'GET',
          url: '/',
          handler: (_request, reply) =>
            property === 'onError' ? reply.send(createError(401)) : reply.code(401).send({ denied: true }),
          [property]: hook,
        })
      })
      expect(answer.status).toBe(401)
      expect(answer.headers.has('www-authenticate')).toBe(counts)
      if (property !== 'onTimeout') expect(position).toBe(1)
    },
  )

  test(measured.by('setNotFoundHandler', 'handler setNotFoundHandler'), async () => {
    const answer = await withApp((app) => {
      app.setNotFoundHandler(deny(2, 1))
    })
    expect(answer.status).toBe(401)
  })

  const events = facts.handlers.flatMap((fact) => ('events' in fact ? fact.events : []))
  test(measured.by('addHook', `handler addHook(${events.join('|')})`), async () => {
    const answer = await withApp((app) => {
      app.addHook('preHandler', deny(3, 1))
      app.get('/', () => 'open')
    })
    expect(answer.status).toBe(401)
  })

  test(measured.by("decorate('authenticate', (request, reply) => …) used as a hook", 'handler decorate'), async () => {
    const answer = await withApp((app) => {
      app.decorate('authenticate', deny(2, 1))
      app.get(
        '/',
        {
          preHandler: async (request, reply) => {
            await callMethod(app, 'authenticate', request, reply)
          },
        },
        () => 'open',
      )
    })
    expect(answer.status).toBe(401)
  })

  test(measured.by("decorateReply('deny', function () { this.code(401) })", 'handler decorateReply'), async () => {
    const answer = await withApp((app) => {
      app.decorateReply('deny', function (this: FastifyReply) {
        return this.code(401).send()
      })
      app.get('/', (_request, reply) => callMethod(reply, 'deny'))
    })
    expect(answer.status).toBe(401)
  })

  test(
    measured.by('setErrorHandler, errorHandler', 'handler setErrorHandler', 'handler { errorHandler }'),
    async () => {
      const central = await withApp((app) => {
        app.setErrorHandler(deny(3, 2))
        app.get('/', () => Promise.reject(new Error('no')))
      })
      const route = await withApp((app) => {
        app.route({ method: 'GET', url: '/', errorHandler: deny(3, 2), handler: () => Promise.reject(new Error('no')) })
      })
      expect([central.status, route.status]).toEqual([401, 401])
    },
  )
})

describe('in one place for all', () => {
  test.each([
    ['uses error.statusCode alone: the header is lost', false],
    ['copies error.headers: the header is sent', true],
  ])(
    measured.by('an error handler that %s', 'central errors setErrorHandler', 'central errors { errorHandler }'),
    async (_title, copies) => {
      const answer = await withApp((app) => {
        app.setErrorHandler((error: FastifyError & { headers: Record<string, string> }, _request, reply) => {
          if (copies) reply.headers(error.headers)
          return reply.code(error.statusCode ?? 500).send({})
        })
        app.get('/', () => Promise.reject(createError(401, 'no', { headers: { 'WWW-Authenticate': 'Bearer' } })))
      })
      expectRow(answer, { status: 401, ...(copies ? { challenge: 'Bearer' } : {}) }, measured)
    },
  )

  test.each(['onRequest', 'preSerialization', 'onSend', 'onError'] as const)(
    measured.by(
      'a header that the hook %s adds is on the 401',
      'central responses addHook(onSend|preSerialization)',
      'central errors addHook(onError)',
      'central responses addHook(onRequest)',
    ),
    async (event) => {
      const answer = await withApp((app) => {
        callMethod(app, 'addHook', event, (_request: unknown, reply: object, _payload: unknown, done: () => void) => {
          callMethod(reply, 'header', 'WWW-Authenticate', 'Bearer')
          asFunction(typeof _payload === 'function' ? _payload : done)()
        })
        app.get('/', (_request, reply) =>
          event === 'onError' ? reply.send(createError(401)) : reply.code(401).send({ denied: true }),
        )
      })
      expectRow(answer, { status: 401, challenge: 'Bearer' }, measured)
    },
  )
})

describe('libraries that guard routes: none sends a correct challenge by default', () => {
  test('@fastify/bearer-auth sends none', async () => {
    const answer = await withApp(async (app) => {
      await app.register(bearerAuth, { keys: new Set(['k']) })
      app.get('/', () => 'open')
    })
    expectRow(answer, { status: 401 }, measured)
  })

  test.each([
    ["'bearer k' is refused by default", {}, 401],
    ["'bearer k' is accepted with specCompliance: 'rfc6749'", { specCompliance: 'rfc6749' as const }, 200],
  ])('@fastify/bearer-auth: %s', async (_title, options, status) => {
    const answer = await withApp(
      async (app) => {
        await app.register(bearerAuth, { keys: new Set(['k']), ...options })
        app.get('/', () => 'open')
      },
      { headers: { authorization: 'bearer k' } },
    )
    expect(answer.status).toBe(status)
  })

  test.each([
    ['without authenticate', {}, undefined],
    ['with authenticate: no realm', { authenticate: true }, 'Basic charset="UTF-8"'],
    ['with a realm', { authenticate: { realm: 'api' } }, 'Basic realm="api", charset="UTF-8"'],
  ])('@fastify/basic-auth %s', async (_title, options, challenge) => {
    const answer = await withApp(async (app) => {
      await app.register(basicAuth, { validate: () => Promise.reject(new Error('no')), ...options })
      app.addHook('onRequest', (request, reply, done) => {
        app.basicAuth(request, reply, done)
      })
      app.get('/', () => 'open')
    })
    expectRow(answer, { status: 401, ...(challenge === undefined ? {} : { challenge }) }, measured)
  })

  test.each([
    ['request.jwtVerify() left to throw', false],
    ['request.jwtVerify() caught, reply.send(err)', true],
  ])('@fastify/jwt: %s', async (_title, caught) => {
    const answer = await withApp(async (app) => {
      await app.register(jwt, { secret: 'a secret for this test' })
      app.get('/', async (request, reply) => {
        try {
          await request.jwtVerify()
        } catch (error) {
          if (!caught) throw error
          return reply.send(error)
        }
        return {}
      })
    })
    expectRow(answer, { status: 401 }, measured)
  })
})

describe('values of the header', () => {
  test('an invalid value surfaces when it is sent, and replaces the body', async () => {
    const answer = await withApp((app) => {
      app.get('/', (_request, reply) => reply.code(401).header('WWW-Authenticate', 'a\nb').send({ mine: true }))
    })
    expect(answer.body).not.toContain('mine')
    expect(answer.headers.has('www-authenticate')).toBe(false)
  })
})

measured.expectAll()
