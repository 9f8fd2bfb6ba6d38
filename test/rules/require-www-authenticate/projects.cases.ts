import { manifest } from '../../support/project.js'
import type { Case } from './cases.js'

const project = (name: string, packages: readonly string[], files: Case['files']): Case => ({
  name,
  files: { 'package.json': manifest(...packages), ...files },
})

/** What only several files decide, and what becomes of errors. */
export const projectCases: readonly Case[] = [
  {
    name: 'an error handler in a file that names no status',
    files: {
      'package.json': manifest('express', 'http-errors'),
      'src/errors.js': `export function sendError(err, req, res, next) {
  res.status(err.status || 500).json({ message: err.message }) // !
}
export default (app) => app.use(sendError)`,
      'src/app.js': `import express from 'express'
import createError from 'http-errors'
import mountErrors from './errors'
const app = express()
app.get('/', () => { throw createError(401, 'no', { headers: { 'WWW-Authenticate': 'Bearer realm="api"' } }) })
mountErrors(app)`,
    },
  },
  // what is done to a response that a call is given
  project("a package's function that is given the response leaves the header alone", ['next', 'next-auth'], {
    'pages/api/me.ts': `import type { NextApiRequest, NextApiResponse } from 'next'
import { getServerSession } from 'next-auth/next'
export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  const session = await getServerSession(req, res, {})
  if (!session) return res.status(401).end() // !
  res.status(200).end()
}`,
  }),
  project('a function of the project with a name that says nothing may have set the header', ['express'], {
    'src/prepare.js': `export function prep(r) { r.set('WWW-Authenticate', 'Bearer realm="api"') }\nexport function log(r) { r.locals.seen = true }`,
    'src/app.js': `import express from 'express'
import { log, prep } from './prepare'
import { ready } from './gone'
const app = express()
app.get('/a', (req, res) => { prep(res); res.status(401).end() })
app.get('/b', (req, res) => { ready(res); res.status(401).end() })
app.get('/c', (req, res) => { log(res); res.status(401).end() }) // !
app.get('/d', (req, res) => { req.app.locals.welcome({ req, res }); res.status(401).end() })
app.get('/e', (req, res) => { console.log(res); res.status(401).end() }) // !`,
  }),
  // what only a name says
  project('a method that a plug-in adds is one only where the plug-in is', ['next', 'fastify'], {
    'src/pages/api/login.ts': `import type { Req, Res } from 'middleware/wrap'
export default async function handler(req: Req, res: Res) {
  if (!req.body.user) return res.unauthorized('no')
  return res.code(401).send('no')
}`,
    'src/lib/answers.js': `export const deny = (req, res) => res.unauthorized('no')
export const refuse = (req, reply) => reply.forbidden('no')`,
  }),
  project('a method that a plug-in adds, where it is', ['fastify', '@fastify/sensible'], {
    'src/lib/answers.js': `export const deny = (req, reply) => reply.unauthorized('no') // !`,
  }),
  project('a habit of naming in a package without any framework', ['lodash'], {
    'src/answers.js': `export function deny(req, res) { res.status(401).json({}) }
export function raw(req, res) { res.statusCode = 401; res.end() }
export const other = (reply) => reply.code(401).send()
export const koa = (ctx) => { ctx.status = 401 }`,
  }),
  {
    name: 'a habit of naming where nothing is known of the package',
    files: { 'src/answers.js': `export function deny(req, res) { res.status(401).json({}) } // !` },
  },
  project('a response that a function leaves unsent has what its callers put on it', ['express'], {
    'src/mark.js': `export function away(res) { res.status(401) } // !
export function brought(res) { res.status(401) }
export const chained = (res) => res.status(401) // !
export const later = (res) => res.status(401)`,
    'src/app.js': `import express from 'express'
import { away, brought, chained, later } from './mark'
const app = express()
function own(res) { res.statusCode = 401 }
app.get('/a', (req, res) => { away(res); res.json({}) })
app.get('/b', (req, res) => { brought(res); res.set('WWW-Authenticate', 'Bearer'); res.json({}) })
app.get('/c', (req, res) => chained(res).json({}))
app.get('/d', (req, res) => later(res).set('WWW-Authenticate', 'Bearer').json({}))
app.get('/e', (req, res) => { own(res); res.setHeader('WWW-Authenticate', 'Bearer'); res.end() })`,
  }),
  // error factories
  project('a factory of an error is reported where it is thrown, through a barrel', ['h3'], {
    'server/utils/index.ts': `export * from './other'\nexport * from './errors'`,
    'server/utils/other.ts': `export * from './index'\nexport const other = 1`,
    'server/utils/errors.ts': `import { createError } from 'h3'
export const createCustomError = (statusCode: number, message: string) => createError({ statusCode, message })
export function createUnauthorizedError() {
  return createCustomError(401, 'Unauthorized')
}`,
    'server/api/me.get.ts': `import { defineEventHandler } from 'h3'
import { createCustomError, createUnauthorizedError } from '../utils'
export default defineEventHandler(async (event) => {
  if (!event.context.user) throw createUnauthorizedError() // !
  if (!event.context.token) throw createCustomError(401, 'no') // !
  if (!event.context.body) throw createCustomError(400, 'no')
  const { payload } = await decode(event).catch(() => {
    throw createUnauthorizedError() // !
  })
  return payload
})`,
  }),
  project('a handler of hapi that returns an error, and a function that makes one', ['@hapi/hapi', '@hapi/boom'], {
    'lib/errors.js': `const Boom = require('@hapi/boom')
exports.unauthorizedError = (message) => Boom.unauthorized(message)`,
    'lib/routes.js': `const { unauthorizedError } = require('./errors')
server.route({ method: 'GET', path: '/', handler: (request, h) => unauthorizedError('no') }) // !`,
  }),

  // error classes
  project('a class that fixes the status, once, when it is thrown to the framework', ['express'], {
    'src/errors.ts': `export class AppError extends Error {
  constructor(public statusCode: number, message: string) { super(message) }
}
export class UnauthorizedError extends AppError { // !
  constructor(message: string) { super(401, message) }
}
export class NeverThrownError extends AppError {
  constructor() { super(401, 'no') }
}
export class NotFoundError extends AppError {
  constructor() { super(404, 'no') }
}`,
    'src/routes.ts': `import { Router } from 'express'
import { AppError, UnauthorizedError } from './errors'
const router = Router()
router.get('/a', (req, res, next) => { throw new UnauthorizedError('no') })
router.get('/b', (req, res, next) => next(new UnauthorizedError('no')))
router.get('/c', (req, res, next) => next(new AppError(401, 'no'))) // !
router.get('/d', (req, res, next) => next(new AppError(400, 'no')))`,
  }),
  project('a class of CommonJS that takes the status', ['express'], {
    'src/ApiError.js': `class ApiError extends Error {
  constructor(statusCode, message) { super(message); this.statusCode = statusCode }
}
module.exports = ApiError`,
    'src/app.js': `const app = require('express')()
const ApiError = require('./ApiError')
app.get('/a', (req, res, next) => next(new ApiError(401, 'no'))) // !`,
  }),

  // where an error ends
  project('an error that its own function catches and answers otherwise', ['express', 'http-errors'], {
    'src/app.js': `const app = require('express')()
const createError = require('http-errors')
app.get('/redirect', (req, res) => {
  try { throw createError(401) } catch (error) { res.redirect('/login') }
})
app.get('/replace', (req, res) => {
  try { throw createError(401) } catch (error) { throw new Error('failed') }
})
app.get('/log', (req, res) => {
  try { throw createError(401) } catch (error) { console.error(error); res.status(500).end() }
})
app.get('/again', (req, res) => {
  try {
    throw createError(401) // !
  } catch (error) { log(error); throw error }
})
app.get('/next', (req, res, next) => {
  try {
    throw createError(401) // !
  } catch (error) { next(error) }
})
app.get('/taken', (req, res) => {
  try {
    throw createError(401) // !
  } catch (error) { const { message, statusCode = 500 } = error; res.status(statusCode).send(message) }
})
app.get('/status', (req, res) => {
  try {
    throw createError(401) // !
  } catch (error) { res.status(error.status || 500).end() }
})`,
  }),
  project('an error whose callers redirect, and one that a route passes on', ['express', 'http-errors'], {
    'src/tokens.js': `const createError = require('http-errors')
exports.readMail = (token) => {
  if (!token) throw createError(401)
}
exports.readSession = (token) => {
  if (!token) throw createError(401) // !
}`,
    'src/routes.js': `const router = require('express').Router()
const { readMail, readSession } = require('./tokens')
router.get('/mail', (req, res) => {
  try { readMail(req.query.token) } catch (error) { return res.redirect('/expired') }
})
router.get('/session', (req, res) => res.json(readSession(req.query.token)))`,
  }),
  project('sockets, verify callbacks and jobs answer no request', ['@nestjs/common', 'socket.io', 'passport'], {
    'src/gateway.ts': `import { UnauthorizedException } from '@nestjs/common'
import { WebSocketGateway, SubscribeMessage } from '@nestjs/websockets'
@WebSocketGateway()
export class Gateway {
  @SubscribeMessage('join')
  join() { throw new UnauthorizedException() }
}`,
    'src/collaboration.ts': `import { UnauthorizedException } from '@nestjs/common'
import { Extension, onAuthenticatePayload } from '@hocuspocus/server'
export class Authentication implements Extension {
  async onAuthenticate(data: onAuthenticatePayload) { throw new UnauthorizedException() }
}`,
    'src/sockets.ts': `import { UnauthorizedException } from '@nestjs/common'
io.use((socket, next) => { throw new UnauthorizedException() })
passport.use(new GoogleStrategy({}, async (token, done) => { throw new UnauthorizedException() }))`,
    'src/auth.service.ts': `import { Injectable, UnauthorizedException } from '@nestjs/common'
@Injectable()
export class AuthService {
  async login(password: string) {
    throw new UnauthorizedException('no') // !
  }
}`,
  }),

  // results
  project('a result with the status, sent by the caller of the caller', ['express'], {
    'src/session.js': `module.exports = async (token) => {
  if (!token) return { error: 401 } // !
  return { id: 1 }
}`,
    'src/check.js': `const load = require('./session')
module.exports = async (token) => {
  const session = await load(token)
  if (session.error) return session
  if (session.expired) return { error: 401 } // !
  return session
}`,
    'src/app.js': `const app = require('express')()
const check = require('./check')
app.get('/', async (req, res) => {
  const session = await check(req.cookies.token)
  if (session.error) return res.sendStatus(session.error)
  res.json(session)
})`,
  }),
  project('a result that is destructured', ['express'], {
    'src/verify.ts': `export const verify = (token?: string) => (token ? { ok: true } : { ok: false, status: 401 }) // !`,
    'src/app.ts': `import express from 'express'
import { verify } from './verify'
const app = express()
app.get('/', (req, res) => {
  const { ok, status } = verify(req.get('authorization'))
  if (!ok) return res.status(status).end()
  res.end()
})`,
  }),

  // where else the header is put
  project('an error middleware of another file', ['express', 'http-errors'], {
    'src/middleware/errors.js': `exports.errorHandler = (err, req, res, next) => {
  if (err.status === 401) res.set('WWW-Authenticate', 'Bearer realm="api"')
  res.status(err.status || 500).json({ error: err.message })
}`,
    'src/app.js': `const app = require('express')()
const { errorHandler } = require('./middleware/errors')
const routes = require('./routes')
app.use(routes)
app.use(errorHandler)`,
    'src/routes.js': `const router = require('express').Router()
const createError = require('http-errors')
router.get('/a', (req, res, next) => next(createError(401)))
router.get('/b', (req, res) => res.sendStatus(401)) // !
module.exports = router`,
  }),
  project('a middleware of a part of the application says nothing of the rest', ['koa'], {
    'src/mcp/index.js': `const Koa = require('koa')
const app = new Koa()
app.use(async (ctx, next) => {
  await next()
  if (ctx.status === 401) ctx.set('WWW-Authenticate', 'Bearer')
})
app.use(async (ctx) => { ctx.status = 401 })`,
    'src/hooks/verify.js': `const Koa = require('koa')
module.exports = async (ctx, next) => {
  ctx.status = 401 // !
}`,
  }),
  project('a middleware that answers a 401 of its own sets the header for that one', ['express'], {
    'src/app.js': `const app = require('express')()
app.use((req, res, next) => {
  if (req.headers.authorization) return next()
  res.set('WWW-Authenticate', 'Basic realm="a"')
  res.status(401).end()
})
app.get('/', (req, res) => res.status(401).end()) // !`,
  }),
  project('constants and helpers behind aliases', ['express'], {
    'tsconfig.json': `{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["src/lib/*"] } } }`,
    'src/lib/status.ts': `export enum Status { Unauthorized = 401 }\nexport const CODES = { UNAUTHORIZED: 401 } as const`,
    'src/app.ts': `import express from 'express'
import { CODES, Status } from '@lib/status'
import { deny } from '#http/deny'
const app = express()
app.get('/a', (req, res) => res.status(Status.Unauthorized).end()) // !
app.get('/b', (req, res) => res.status(CODES.UNAUTHORIZED).end()) // !
app.get('/c', (req, res) => deny(res))`,
    'src/http/deny.ts': `import type { Response } from 'express'
export function deny(res: Response) {
  res.status(401).end() // !
}`,
  }),
  project('an error handler that drops the headers of the error', ['express', 'http-errors'], {
    'src/app.js': `const app = require('express')()
const createError = require('http-errors')
app.get('/a', (req, res, next) => next(createError(401, 'no', { headers: { 'WWW-Authenticate': 'Bearer' } })))
app.use((err, req, res, next) => {
  res.status(err.status || 500).json({ error: err.message }) // !
})`,
  }),
  project('an error handler that copies the headers of the error', ['express', 'http-errors'], {
    'src/app.js': `const app = require('express')()
const createError = require('http-errors')
app.get('/a', (req, res, next) => next(createError(401, 'no', { headers: { 'WWW-Authenticate': 'Bearer' } })))
app.use((err, req, res, next) => {
  res.status(err.status || 500).set(err.headers).json({ error: err.message })
})`,
  }),
]
