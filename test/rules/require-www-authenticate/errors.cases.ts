import { manifest } from '../../support/project.js'
import type { Case } from './cases.js'

const project = (name: string, files: Case['files']): Case => ({
  name,
  files: { 'package.json': manifest('express', 'http-errors'), ...files },
})

/** A job that checks the key of callers from outside, and a service that makes a 500 of whatever fails. */
const job = (mark: string): Case['files'] => ({
  'src/job.ts': `import createError from 'http-errors'
export const runJob = async (req: Request, isInternal = false) => {
  const job = await findJob(req.params.id)
  try {
    if (!isInternal) {
      if (!(await checkKey(req, job))) throw createError(401) ${mark}
    }
    return await start(job)
  } catch (error) {
    if (error instanceof HttpError && error.statusCode === 401) throw error
    throw createError(500)
  }
}`,
  'src/service.ts': `import createError from 'http-errors'
import { runJob } from './job'
export const predict = async (req: Request) => {
  try {
    return await runJob(req, false)
  } catch (error) {
    throw createError(500, messageOf(error))
  }
}`,
})

/** A login that passport runs. */
const login = (mark: string, verify: string, answer: string): Case['files'] => ({
  'src/login.js': `const createError = require('http-errors')
exports.login = async (mail, password) => {
  const user = await findUser(mail)
  if (!(await compare(password, user.hash))) throw createError(401) ${mark}
  return user
}`,
  'src/passport.js': `const passport = require('passport')
const { Strategy: LocalStrategy } = require('passport-local')
const { login } = require('./login')
module.exports = (app) => {
  passport.use('login', new LocalStrategy({}, async (mail, password, done) => { ${verify} }))
  app.post('/login', (req, res, next) => {
    passport.authenticate('login', (error, user) => {
      if (error) return ${answer}
      res.json(user)
    })(req, res, next)
  })
}`,
})

/** What becomes of errors on their way through several functions. */
export const errorCases: readonly Case[] = [
  project('callers from outside are behind a 500, and calls from inside are not checked', {
    ...job(''),
    'src/app.ts': `import express from 'express'
import { runJob } from './job'
import { predict } from './service'
const app = express()
app.post('/internal', async (req, res, next) => {
  try { res.json(await runJob(req, true)) } catch (error) { next(error) }
})
app.post('/predict', async (req, res) => res.json(await predict(req)))`,
  }),
  project('one call from inside is checked too', {
    ...job('// !'),
    'src/app.ts': `import express from 'express'
import { runJob } from './job'
import { predict } from './service'
const app = express()
app.post('/internal', async (req, res, next) => {
  try { res.json(await runJob(req)) } catch (error) { next(error) }
})
app.post('/predict', async (req, res) => res.json(await predict(req)))`,
  }),
  project('a flag whose value is not written at the call', {
    ...job('// !'),
    'src/app.ts': `import express from 'express'
import { runJob } from './job'
const app = express()
app.post('/internal', async (req, res, next) => {
  try { res.json(await runJob(req, req.ip === LOCAL)) } catch (error) { next(error) }
})`,
  }),
  project('a caller that answers errors of 401 itself', {
    'src/find.js': `const createError = require('http-errors')
exports.findTool = async (id, token) => {
  const tool = await load(id)
  if (!tool) throw createError(404)
  if (!matches(tool.token, token)) throw createError(401)
  return tool
}`,
    'src/app.js': `const app = require('express')()
const { findTool } = require('./find')
function answered(error, res) {
  if (error instanceof HttpError) {
    if (error.statusCode === 401) {
      res.status(401).json({ code: -32001 }) // !
      return true
    }
  }
  return false
}
app.post('/:id', async (req, res) => {
  try {
    res.json(await findTool(req.params.id, req.get('x-token')))
  } catch (error) {
    if (answered(error, res)) return
    throw error
  }
})`,
  }),
  project('a caller that answers other errors itself', {
    'src/find.js': `const createError = require('http-errors')
exports.findTool = async (id, token) => {
  const tool = await load(id)
  if (!tool) throw createError(404)
  if (!matches(tool.token, token)) throw createError(401) // !
  return tool
}`,
    'src/app.js': `const app = require('express')()
const { findTool } = require('./find')
function answered(error, res) {
  if (error.statusCode === 404) {
    res.status(404).json({ code: -32001 })
    return true
  }
  return false
}
app.post('/:id', async (req, res) => {
  try {
    res.json(await findTool(req.params.id, req.get('x-token')))
  } catch (error) {
    if (answered(error, res)) return
    throw error
  }
})`,
  }),
  project('a test of the status in a catch', {
    'src/app.js': `const app = require('express')()
const createError = require('http-errors')
app.get('/login', (req, res) => {
  try {
    throw createError(401)
  } catch (error) {
    if (error.status === 401) return res.redirect('/login')
    throw error
  }
})
app.get('/others', (req, res, next) => {
  try {
    throw createError(401)
  } catch (error) {
    if (error.status !== 401) next(error)
    else res.redirect('/login')
  }
})
app.get('/missing', (req, res) => {
  try {
    throw createError(401) // !
  } catch (error) {
    if (error.status === 404) return res.redirect('/')
    throw error
  }
})
app.get('/noted', (req, res) => {
  try {
    throw createError(401) // !
  } catch (error) {
    if (error.status === 401) count()
    throw error
  }
})`,
  }),
  project(
    'a verify callback hands the error to passport, which hands it to the next handler',
    login('// !', 'try { done(null, await login(mail, password)) } catch (error) { done(error) }', 'next(error)'),
  ),
  project(
    'a verify callback hands the error to passport, whose callback redirects',
    login('', 'try { done(null, await login(mail, password)) } catch (error) { done(error) }', "res.redirect('/')"),
  ),
  project(
    'a verify callback makes a message of the error',
    login('', 'try { done(null, await login(mail, password)) } catch (error) { done(null, false) }', 'next(error)'),
  ),
  {
    name: 'an exception whose filter answers 401 itself, and one whose filter asks it',
    files: {
      'package.json': manifest('@nestjs/common'),
      'src/exceptions.ts': `import { ArgumentsHost, Catch, ExceptionFilter, HttpException } from '@nestjs/common'
export class UnauthorizedStrangerException extends HttpException {
  constructor() { super('log in', 401) }
}
export class UnauthorizedGuestException extends HttpException { // !
  constructor() { super('log in', 401) }
}
@Catch(UnauthorizedStrangerException)
export class StrangerFilter implements ExceptionFilter {
  catch(exception: UnauthorizedStrangerException, host: ArgumentsHost) {
    host.switchToHttp().getResponse().status(401).send() // !
  }
}
@Catch(UnauthorizedGuestException)
export class GuestFilter implements ExceptionFilter {
  catch(exception: UnauthorizedGuestException, host: ArgumentsHost) {
    host.switchToHttp().getResponse().status(exception.getStatus()).send()
  }
}`,
      'src/user.controller.ts': `import { Controller, Get } from '@nestjs/common'
import { UnauthorizedGuestException, UnauthorizedStrangerException } from './exceptions'
@Controller('user')
export class UserController {
  @Get('a')
  a() { throw new UnauthorizedStrangerException() }
  @Get('b')
  b() { throw new UnauthorizedGuestException() }
}`,
    },
  },
  project('a result of a function that tests may replace, and a status that every caller may', {
    'src/auth.ts': `export async function checkKey(request: Request) {
  const key = request.headers.get('authorization')
  if (!key) return { ok: false, status: 401, error: 'no key' } // !
  return { ok: true, key }
}`,
    'src/bootstrap.ts': `import { checkKey } from './auth'
export async function bootstrap(request: Request, services: Services = { checkKey }) {
  const checked = await services.checkKey(request)
  if (!checked.ok) return checked
  return { ok: true, account: await load(checked.key) }
}`,
    'src/app.ts': `import express from 'express'
import { bootstrap } from './bootstrap'
const app = express()
app.get('/', async (req, res) => {
  const result = await bootstrap(req)
  if (!result.ok) return res.status(result.status).json({ error: result.error })
  res.json(result)
})
export const refuse = (res: express.Response, options = { status: 401 }) => {
  res.status(options.status).end()
}`,
  }),
  project('errors of a class without a status are reported where they are answered', {
    'src/errors.js': `exports.UnauthorizedError = class UnauthorizedError extends Error {}`,
    'src/app.js': `const app = require('express')()
const { UnauthorizedError } = require('./errors')
app.get('/', (req, res) => {
  if (!req.user) throw new UnauthorizedError('log in')
  res.json(req.user)
})
app.use((error, req, res, next) => {
  if (error instanceof UnauthorizedError) return res.status(401).json({}) // !
  res.status(500).json({})
})`,
  }),
]
