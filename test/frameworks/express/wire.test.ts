import { generateKeyPairSync } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import Boom from '@hapi/boom'
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js'
import express5, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import express4 from 'express4'
import basicAuth from 'express-basic-auth'
import { expressjwt } from 'express-jwt'
import { auth } from 'express-oauth2-jwt-bearer'
import createError from 'http-errors'
import passport from 'passport'
import { BasicStrategy } from 'passport-http'
import { Strategy as BearerStrategy } from 'passport-http-bearer'
import { describe, expect, test } from 'vitest'
import { express as facts } from '../../../src/frameworks/express.js'
import { asFunction, callMethod, hasMember, withParameters } from '../support/call.js'
import { describeRows, evaluate, expectRow, Measured, quiet } from '../support/table.js'
import { askOnce, type Answer } from '../support/wire.js'
import { onlyOn4, onlyOn5, rows } from './rows.js'

quiet()
type Authenticator = InstanceType<typeof passport.Passport>
const measured = new Measured(facts)
const scope = { createError, Boom, Headers, file: fileURLToPath(import.meta.url) }
const VERSIONS: readonly (readonly [string, string, () => Express])[] = [
  ['Express 4.22.3', 'Express 4', express4],
  ['Express 5.3.0', 'Express 5', express5],
]

function send(create: () => Express): (code: string) => Promise<Answer> {
  return (code) => {
    const handler = asFunction(evaluate(code, scope))
    const app = create()
    app.engine('html', (_path: string, _options: object, done: (error: null, page: string) => void) => {
      done(null, 'no')
    })
    app.set('view engine', 'html')
    app.set('views', fileURLToPath(new URL('views', import.meta.url)))
    app.get('/', handler)
    return askOnce(app)
  }
}

for (const [name, line, create] of VERSIONS) {
  describeRows(name, rows, measured.in(line), send(create))

  describe(`${name}: where the response is given`, () => {
    for (const fact of facts.handlers) {
      for (const registrar of fact.registrars) {
        test(measured.by(`app.${registrar}()`, `handler ${registrar}`), async () => {
          const app = create()
          const seen: number[] = []
          const path = registrar === 'param' ? 'id' : '/:id'
          const counts = registrar === 'use' ? [2, 3, 4] : [2, 3]
          for (const count of counts) {
            const handler = withParameters(count, (...args) => {
              seen.push(args.findIndex((arg) => hasMember(arg, 'sendStatus')))
              // An error reaches the handler with four parameters.
              asFunction(args.findLast((arg) => typeof arg === 'function'))(
                ...(counts.length === seen.length + 1 ? [createError(418)] : []),
              )
            })
            callMethod(app, registrar, path, handler)
          }
          app.get('/:id', (_req, res) => res.sendStatus(204))
          await askOnce(app, {
            path: '/1',
            method: ['all', 'use', 'param'].includes(registrar) ? 'GET' : registrar.toUpperCase(),
          })
          expect(seen).toEqual(counts.slice(0, seen.length).map((count) => fact.positions[count]))
          expect(seen.length).toBeGreaterThan(0)
        })
      }
    }
  })

  describe(`${name}: in one place for all`, () => {
    test(measured.by('a header of earlier middleware is on a later 401', 'central responses use'), async () => {
      const app = create()
      app.use((_req, res, next) => {
        res.set('WWW-Authenticate', 'Bearer')
        next()
      })
      app.get('/', (_req, res) => res.status(401).json({}))
      expectRow(await askOnce(app), { status: 401, challenge: 'Bearer' }, measured)
    })

    test.each([
      ['uses err.status alone: the header is lost', false],
      ['copies err.headers: the header is sent', true],
    ])(measured.by('an error handler that %s', 'central errors use'), async (_title, copies) => {
      const app = create()
      app.get('/', (_req, _res, next) => {
        next(createError(401, 'no', { headers: { 'WWW-Authenticate': 'Bearer' } }))
      })
      const handle: ErrorRequestHandler = (
        error: { status: number; headers: Record<string, string> },
        _req,
        res,
        _next,
      ) => {
        if (copies) res.set(error.headers)
        res.status(error.status).json({})
      }
      app.use(handle)
      expectRow(await askOnce(app), { status: 401, ...(copies ? { challenge: 'Bearer' } : {}) }, measured)
    })
  })
}

describeRows('Express 4 alone', onlyOn4, measured.in('Express 4'), send(express4))
describeRows('Express 5 alone', onlyOn5, measured.in('Express 5'), send(express5))

describe('libraries that answer 401 with a challenge of their own', () => {
  const open: RequestHandler = (_req, res) => {
    res.json({})
  }
  const { publicKey } = generateKeyPairSync('ed25519')

  test.each([
    [
      measured.by('express-oauth2-jwt-bearer', 'challenger auth'),
      auth({
        issuer: 'https://issuer.example',
        audience: 'api',
        secret: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
        tokenSigningAlg: 'HS256',
        dpop: { enabled: false },
      }),
      'Bearer realm="api"',
    ],
    [
      measured.by('MCP requireBearerAuth', 'challenger requireBearerAuth'),
      requireBearerAuth({ verifier: { verifyAccessToken: () => Promise.reject(new Error('never asked')) } }),
      'Bearer error="invalid_token", error_description="Missing Authorization header"',
    ],
  ])('%s', async (_title, middleware, challenge) => {
    const app = express5()
    app.get('/', middleware, open)
    expectRow(await askOnce(app), { status: 401, challenge }, measured)
  })

  test.each([
    [
      'passport-http',
      (authenticator: Authenticator) =>
        authenticator.use(
          'it',
          new BasicStrategy({ realm: 'api' }, (_user, _password, done) => {
            done(null, false)
          }),
        ),
      'Basic realm="api"',
    ],
    [
      'passport-http-bearer',
      (authenticator: Authenticator) =>
        authenticator.use(
          'it',
          new BearerStrategy({ realm: 'api' }, (_token: string, done: (error: null, user: false) => void) => {
            done(null, false)
          }),
        ),
      'Bearer realm="api"',
    ],
  ])('passport.authenticate with %s', async (_title, prepare, challenge) => {
    const authenticator = new passport.Passport()
    prepare(authenticator)
    const app = express5()
    app.get('/', asFunction(authenticator.authenticate('it', { session: false })), open)
    expectRow(await askOnce(app), { status: 401, challenge }, measured)
  })
})

describe('libraries that answer 401 without a correct challenge', () => {
  test.each([
    ['express-jwt', expressjwt({ secret: 'a secret', algorithms: ['HS256'] }), undefined],
    ['express-basic-auth', basicAuth({ users: { u: 'p' } }), undefined],
    [
      'express-basic-auth with challenge: true has no realm',
      basicAuth({ users: { u: 'p' }, challenge: true }),
      'Basic',
    ],
  ])('%s', async (_title, middleware, challenge) => {
    const app = express5()
    app.get('/', asFunction(middleware), (_req, res) => {
      res.json({})
    })
    expectRow(await askOnce(app), { status: 401, ...(challenge === undefined ? {} : { challenge }) }, measured)
  })
})

measured.expectAll()
