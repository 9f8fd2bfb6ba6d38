import Boom from '@hapi/boom'
import Router from '@koa/router'
import createError from 'http-errors'
import Koa from 'koa'
import koaJwt from 'koa-jwt'
import { describe, expect, test } from 'vitest'
import { koa as facts } from '../../../src/frameworks/koa.js'
import { asFunction, callMethod, hasMember, withParameters } from '../support/call.js'
import { describeRows, evaluate, expectRow, Measured } from '../support/table.js'
import { askOnce, type Answer, type Ask } from '../support/wire.js'
import { rows } from './rows.js'

const measured = new Measured(facts)

function serve(prepare: (app: Koa) => void, question?: Ask): Promise<Answer> {
  const app = new Koa()
  app.silent = true
  prepare(app)
  const listener = app.callback()
  return askOnce((req, res) => {
    void listener(req, res)
  }, question)
}

describeRows('Koa 3.3.0', rows, measured, (code) =>
  serve((app) => {
    callMethod(app, 'use', asFunction(evaluate(code, { createError, Boom })))
  }),
)

describe('in one place for all', () => {
  test.each([
    [
      'status, then the header',
      (ctx: Koa.Context) => {
        ctx.status = 401
      },
      'Bearer',
    ],
    ['a throw loses it', (ctx: Koa.Context) => ctx.throw(401), undefined],
  ])(
    measured.by('middleware sets the header before next(): %s', 'central responses use'),
    async (_title, handler, challenge) => {
      const answer = await serve((app) => {
        app.use(async (ctx, next) => {
          ctx.set('WWW-Authenticate', 'Bearer')
          await next()
        })
        app.use(handler)
      })
      expectRow(answer, { status: 401, ...(challenge === undefined ? {} : { challenge }) }, measured)
    },
  )

  test.each([
    ['uses err.status alone: the header is lost', false],
    ['copies err.headers: the header is sent', true],
  ])('error middleware that %s', async (_title, copies) => {
    const answer = await serve((app) => {
      app.use(async (ctx, next) => {
        try {
          await next()
        } catch (error) {
          if (!createError.isHttpError(error)) throw error
          ctx.status = error.status
          if (copies && error.headers) ctx.set(error.headers)
          ctx.body = 'no'
        }
      })
      app.use((ctx) => ctx.throw(401, 'no', { headers: { 'WWW-Authenticate': 'Bearer' } }))
    })
    expectRow(answer, { status: 401, ...(copies ? { challenge: 'Bearer' } : {}) }, measured)
  })
})

describe('where the context is given', () => {
  const deny = (parameters: number, position: number | undefined) =>
    withParameters(parameters, (...args) => {
      const ctx = args[position ?? -1]
      expect(hasMember(ctx, 'throw')).toBe(true)
      if (typeof ctx === 'object' && ctx !== null) Reflect.set(ctx, 'status', 401)
    })

  const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'del', 'options', 'head', 'all'] as const
  test.each(METHODS)(measured.by('router.%s()', ...METHODS.map((name) => `handler ${name}`)), async (method) => {
    const router = new Router()
    callMethod(router, method, '/', deny(1, 0))
    const verb = method === 'all' ? 'POST' : method === 'del' ? 'DELETE' : method.toUpperCase()
    const answer = await serve((app) => app.use(router.routes()), { method: verb })
    expect(answer.status).toBe(401)
  })

  test(measured.by("router.param('id', (id, ctx, next) => …)", 'handler param'), async () => {
    const router = new Router()
    callMethod(router, 'param', 'id', deny(3, 1))
    router.get('/:id', () => undefined)
    expect((await serve((app) => app.use(router.routes()), { path: '/1' })).status).toBe(401)
  })

  for (const parameters of [1, 2]) {
    test(measured.by(`app.use() with ${parameters} parameters`, 'handler use'), async () => {
      const answer = await serve((app) => {
        callMethod(app, 'use', deny(parameters, facts.handlers[0].positions[parameters]))
      })
      expect(answer.status).toBe(401)
    })
  }
})

test('koa-jwt sends no challenge', async () => {
  const answer = await serve((app) => app.use(koaJwt({ secret: 'a secret' })))
  expectRow(answer, { status: 401 }, measured)
})

measured.expectAll()
