import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import basicAuth from 'express-basic-auth'
import express from 'express'
import fastifyBasicAuth from '@fastify/basic-auth'
import Boom from '@hapi/boom'
import Fastify from 'fastify'
import passport, { Strategy, type StrategyCreated } from 'passport'
import { describe, expect, test } from 'vitest'
import { challengeCalls, challengeMethods, challengeOptions } from '../../src/frameworks/challenge-options.js'

function sent(module: string): string | undefined {
  return challengeOptions.find(({ api }) => api.modules.includes(module))?.sent
}

async function overExpress(options: basicAuth.BasicAuthMiddlewareOptions): Promise<string | null> {
  const app = express()
  app.use(basicAuth(options))
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const { port } = server.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${String(port)}/`)
    expect(response.status).toBe(401)
    return response.headers.get('www-authenticate')
  } finally {
    server.close()
  }
}

async function overFastify(authenticate: boolean | { realm: string }): Promise<unknown> {
  const app = Fastify()
  await app.register(fastifyBasicAuth, { validate: async () => {}, authenticate })
  app.addHook('onRequest', (request, reply, done) => {
    app.basicAuth(request, reply, done)
  })
  app.get('/', () => 'ok')
  const { statusCode, headers } = await app.inject('/')
  expect(statusCode).toBe(401)
  return headers['www-authenticate']
}

describe('passport', () => {
  async function overPassport(...failure: readonly unknown[]): Promise<readonly [number, string | null]> {
    class Failing extends Strategy {
      override readonly name = 'failing'
      override authenticate(this: StrategyCreated<this>): void {
        Reflect.apply(this.fail.bind(this), this, [...failure])
      }
    }
    const app = express()
    app.use(passport.authenticate(new Failing(), { session: false }))
    const server = app.listen(0, '127.0.0.1')
    await once(server, 'listening')
    try {
      const response = await fetch(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`)
      return [response.status, response.headers.get('www-authenticate')]
    } finally {
      server.close()
    }
  }
  const [{ name, challenge, status } = { name: '', challenge: -1, status: -1 }] = challengeMethods

  test('sends any text as the challenge, on a 401 only', async () => {
    expect([name, challenge, status]).toEqual(['fail', 0, 1])
    expect(await overPassport('Missing key')).toEqual([401, 'Missing key'])
    expect(await overPassport('Bearer realm="api"', 401)).toEqual([401, 'Bearer realm="api"'])
    expect(await overPassport('Missing key', 400)).toEqual([400, null])
    expect(await overPassport({ message: 'Missing key' }, 401)).toEqual([401, null])
    expect(await overPassport(401)).toEqual([401, null])
  })
})

describe('express-basic-auth', () => {
  const users = { admin: 'secret' }

  test('with a challenge and no realm', async () => {
    expect(await overExpress({ users, challenge: true })).toBe(sent('express-basic-auth'))
  })

  test('with a realm', async () => {
    expect(await overExpress({ users, challenge: true, realm: 'Admin' })).toBe('Basic realm="Admin"')
  })

  test('without a challenge', async () => {
    expect(await overExpress({ users })).toBeNull()
  })
})

describe('@fastify/basic-auth', () => {
  test('with authenticate: true', async () => {
    expect(await overFastify(true)).toBe(sent('@fastify/basic-auth'))
  })

  test('with a realm', async () => {
    expect(await overFastify({ realm: 'Admin' })).toBe('Basic realm="Admin", charset="UTF-8"')
  })
})

describe('Boom.unauthorized', () => {
  const header = (error: Boom.Boom): unknown => error.output.headers['WWW-Authenticate']

  test('takes the message, the scheme and the attributes where the facts say', () => {
    for (const { message, scheme, attributes } of challengeCalls)
      expect([message, scheme, attributes]).toEqual([0, 1, 2])
    expect(header(Boom.unauthorized('No "access"', 'Bearer'))).toBe('Bearer error="No \\"access\\""')
    expect(header(Boom.unauthorized('x', 'Bearer', { realm: 'a', scope: 'b' }))).toBe(
      'Bearer realm="a", scope="b", error="x"',
    )
    expect(header(Boom.unauthorized(null, 'Negotiate', 'abc='))).toBe('Negotiate abc=')
    expect(header(Boom.unauthorized('x', ['Bearer', 'Basic realm="a"']))).toBe('Bearer, Basic realm="a"')
    expect(header(Boom.unauthorized('x'))).toBeUndefined()
  })
})
