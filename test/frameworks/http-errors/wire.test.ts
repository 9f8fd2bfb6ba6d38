import express from 'express'
import Fastify from 'fastify'
import createError from 'http-errors'
import Koa from 'koa'
import { describe, expect, test } from 'vitest'
import { httpErrors as facts } from '../../../src/frameworks/http-errors.js'
import { asFunction } from '../support/call.js'
import { describeRows, evaluate, Measured, quiet } from '../support/table.js'
import { ask, askOnce, portOf, type Answer } from '../support/wire.js'
import { rows } from './rows.js'

quiet()
const measured = new Measured(facts)
const { Forbidden, Unauthorized } = createError
type Thrower = () => unknown

function onExpress(thrower: Thrower): Promise<Answer> {
  const app = express()
  app.get('/', (_req, res) => {
    res.set('X-Before', 'kept')
    thrower()
  })
  return askOnce(app)
}

async function onFastify(thrower: Thrower): Promise<Answer> {
  const app = Fastify()
  app.get('/', async (_request, reply) => {
    reply.header('X-Before', 'kept')
    return await Promise.resolve().then(thrower)
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  try {
    return await ask(portOf(app.server))
  } finally {
    await app.close()
  }
}

function onKoa(thrower: Thrower): Promise<Answer> {
  const app = new Koa()
  app.silent = true
  app.use((ctx) => {
    ctx.set('X-Before', 'kept')
    thrower()
  })
  const listener = app.callback()
  return askOnce((req, res) => {
    void listener(req, res)
  })
}

const FRAMEWORKS = [
  ['Express', onExpress, true],
  ['Fastify', onFastify, true],
  ['Koa', onKoa, false],
] as const

for (const [name, serve, keeps] of FRAMEWORKS) {
  describeRows(`http-errors 2.0.1 on ${name}`, rows, measured, (code) =>
    serve(asFunction(evaluate(code, { createError, Forbidden, Unauthorized }))),
  )

  describe(`http-errors 2.0.1 on ${name}`, () => {
    // The fact says that they survive: an error whose framework is not known must not raise a false alarm.
    test(`a header that was set before is ${keeps ? 'kept' : 'lost'}`, async () => {
      const answer = await serve(() => {
        throw createError(401)
      })
      expect(answer.headers.has('x-before')).toBe(keeps)
    })
  })
}

measured.expectAll()
