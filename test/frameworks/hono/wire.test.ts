import { getRequestListener } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { basicAuth } from 'hono/basic-auth'
import { bearerAuth } from 'hono/bearer-auth'
import { createFactory, createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import * as old from 'hono46'
import { HTTPException as OldException } from 'hono46/http-exception'
import { jwt } from 'hono/jwt'
import createError from 'http-errors'
import { describe, expect, test } from 'vitest'
import { hono as facts } from '../../../src/frameworks/hono.js'
import { asFunction, callMethod, hasMember, withParameters } from '../support/call.js'
import { describeRows, evaluate, expectRow, Measured, quiet } from '../support/table.js'
import { askOnce, type Answer, type Ask } from '../support/wire.js'
import { onlyNew, onlyOld, rows } from './rows.js'

quiet()
const measured = new Measured(facts)

function serve(prepare: (app: Hono) => void, question?: Ask): Promise<Answer> {
  const app = new Hono()
  prepare(app)
  return listen(app.fetch, question)
}

function listen(fetch: (request: Request) => Response | Promise<Response>, question?: Ask): Promise<Answer> {
  const listener = getRequestListener((request) => fetch(request))
  return askOnce((req, res) => {
    void listener(req, res)
  }, question)
}

const send = (code: string) =>
  serve((app) => {
    callMethod(app, 'get', '/', asFunction(evaluate(code, { HTTPException, createError, Response })))
  })
const sendOld = (code: string) => {
  const app = new old.Hono()
  const handler = asFunction(evaluate(code, { HTTPException: OldException, createError, Response }))
  callMethod(app, 'get', '/', handler)
  return listen((request) => app.fetch(request))
}

describeRows('Hono 4.13.19', rows, measured.in('Hono from 4.7.11 on'), send)
describeRows('Hono 4.6.20', rows, measured.in('Hono before 4.7.11'), sendOld)
describeRows('Hono from 4.7.11 on', onlyNew, measured.in('Hono from 4.7.11 on'), send)
describeRows('Hono before 4.7.11', onlyOld, measured.in('Hono before 4.7.11'), sendOld)

describe('where the context is given', () => {
  const deny = (parameters: number, position: number) =>
    withParameters(parameters, (...args) => {
      const c = args[position]
      expect(hasMember(c, 'newResponse')).toBe(true)
      return typeof c === 'object' && c !== null ? callMethod(c, 'text', 'no', 401) : undefined
    })

  const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'options', 'all', 'use'] as const
  test.each(METHODS)(measured.by('app.%s()', ...METHODS.map((name) => `handler ${name}`)), async (method) => {
    for (const parameters of [1, 2]) {
      const answer = await serve(
        (app) => {
          callMethod(app, method, '/', deny(parameters, 0))
        },
        { method: method === 'all' || method === 'use' ? 'GET' : method.toUpperCase() },
      )
      expect(answer.status).toBe(401)
    }
  })

  test(measured.by('app.on()', 'handler on'), async () => {
    const answer = await serve((app) => {
      callMethod(app, 'on', 'GET', '/', deny(1, 0))
    })
    expect(answer.status).toBe(401)
  })

  // app.openapi(route, handler) of @hono/zod-openapi registers the handler as app.on does.
  test(
    measured.by('app.notFound(), app.onError()', 'handler notFound', 'handler onError', 'handler openapi'),
    async () => {
      const notFound = await serve((app) => {
        callMethod(app, 'notFound', deny(1, 0))
      })
      const onError = await serve((app) => {
        callMethod(app, 'onError', deny(2, 1))
        app.get('/', () => Promise.reject(new Error('no')))
      })
      expect([notFound.status, onError.status]).toEqual([401, 401])
    },
  )

  test(
    measured.by('createMiddleware(), createHandlers()', 'handler createMiddleware', 'handler createHandlers'),
    async () => {
      const refuse = (c: Context) => Promise.resolve(c.text('no', 401))
      const middleware = await serve((app) => app.get('/', createMiddleware(refuse)))
      const handlers = await serve((app) => app.get('/', ...createFactory().createHandlers(refuse)))
      expect([middleware.status, handlers.status]).toEqual([401, 401])
    },
  )
})

describe('in one place for all', () => {
  const withHeader = (c: Context) => {
    c.header('WWW-Authenticate', 'Bearer')
  }

  test.each([
    ['before next()', true],
    ['after next()', false],
  ])(measured.by('a header that middleware sets %s is on the 401', 'central responses use'), async (_title, before) => {
    const answer = await serve((app) => {
      app.use(async (c, next) => {
        if (before) withHeader(c)
        await next()
        if (!before) withHeader(c)
      })
      app.get('/', (c) => c.json({}, 401))
    })
    expectRow(answer, { status: 401, challenge: 'Bearer' }, measured)
  })

  test('after next() it is on a Response made by hand too', async () => {
    const answer = await serve((app) => {
      app.use(async (c, next) => {
        await next()
        withHeader(c)
      })
      app.get('/', () => new Response('no', { status: 401 }))
    })
    expectRow(answer, { status: 401, challenge: 'Bearer' }, measured)
  })

  test.each([
    ['adds the header', true],
    ['makes an answer of its own: the header of the error is lost', false],
  ])(measured.by('onError that %s', 'central errors onError'), async (_title, adds) => {
    const answer = await serve((app) => {
      app.onError((error, c) => {
        if (adds) withHeader(c)
        return c.json({}, error instanceof HTTPException ? error.status : 500)
      })
      app.get('/', () => {
        throw new HTTPException(401, { res: new Response('no', { headers: { 'WWW-Authenticate': 'Basic' } }) })
      })
    })
    expectRow(answer, { status: 401, ...(adds ? { challenge: 'Bearer' } : {}) }, measured)
  })
})

describe('middleware of Hono that answers 401 itself', () => {
  test.each([
    [measured.by('bearerAuth', 'challenger bearerAuth'), bearerAuth({ token: 'k' }), 'Bearer realm=""'],
    ['bearerAuth with a realm', bearerAuth({ token: 'k', realm: 'api' }), 'Bearer realm="api"'],
    [
      measured.by('basicAuth', 'challenger basicAuth'),
      basicAuth({ username: 'u', password: 'p' }),
      'Basic realm="Secure Area"',
    ],
  ])('%s', async (_title, middleware, challenge) => {
    const answer = await serve((app) => {
      app.use(middleware)
      app.get('/', (c) => c.text('open'))
    })
    expectRow(answer, { status: 401, challenge }, measured)
  })

  test('jwt() writes a challenge, though with a code that belongs to a 400', async () => {
    const answer = await serve((app) => {
      app.use(jwt({ secret: 'a secret', alg: 'HS256' }))
      app.get('/', (c) => c.text('open'))
    })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')?.join()).toContain('error="invalid_request"')
  })
})

measured.expectAll()
