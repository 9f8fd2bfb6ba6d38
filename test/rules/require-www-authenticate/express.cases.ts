import { manifest } from '../../support/project.js'
import type { Case } from './cases.js'

const app = (body: string, file = 'src/app.js'): Case['files'] => ({
  'package.json': manifest('express', 'jsonwebtoken', 'http-errors', 'http-status-codes'),
  [file]: `const express = require('express')\nconst app = express()\n${body}`,
})

export const expressCases: readonly Case[] = [
  { name: 'a chain', files: app(`app.get('/', (req, res) => { res.status(401).json({ error: 'no' }) }) // !`) },
  {
    name: 'a chain over lines, other calls before the status',
    files: app(`app.get('/', (req, res) => {
  return res
    .type('json')
    .status(401) // !
    .json({ error: 'no' })
})`),
  },
  {
    name: 'a look-up whose callback names its own result',
    files: app(`app.get('/', async (req, res) => {
  const user = await User.findById(verify(req).id, () => {
    if (!user || user.role !== 'admin') res.sendStatus(401) // !
  })
})`),
  },
  {
    name: 'sendStatus',
    files: app(`app.use((req, res, next) => (req.headers.authorization ? next() : res.sendStatus(401))) // !`),
  },
  {
    name: 'the status in a statement, the send later',
    files: app(`app.get('/', (req, res) => {
  res.status(401) // !
  log('refused')
  res.send('no')
})`),
  },
  {
    name: 'statusCode and end',
    files: app(`app.get('/', (req, res) => {
  res.statusCode = 401 // !
  res.end()
})`),
  },
  {
    name: 'writeHead',
    files: app(`app.get('/', (req, res) => {
  res.writeHead(401, { 'Content-Type': 'text/plain' }) // !
  res.end('no')
})`),
  },
  {
    name: 'a string, which Express 4 takes',
    files: {
      ...app(`app.get('/', (req, res) => res.status('401').end()) // !`),
      'package.json': '{ "name": "app", "dependencies": { "express": "^4.18.0" } }',
    },
  },
  { name: 'a string that Express 5 may throw at', files: app(`app.get('/', (req, res) => res.status('401').end())`) },
  {
    name: 'a constant of the file',
    files: app(`const UNAUTHORIZED = 401
app.get('/', (req, res) => res.status(UNAUTHORIZED).end()) // !`),
  },
  {
    name: 'a constant of a package',
    files: app(`const { StatusCodes } = require('http-status-codes')
app.get('/', (req, res) => res.status(StatusCodes.UNAUTHORIZED).end()) // !`),
  },
  {
    name: 'an object of constants',
    files: app(`const CODES = Object.freeze({ UNAUTHORIZED: 401 })
app.get('/', (req, res) => res.status(CODES.UNAUTHORIZED).end()) // !`),
  },
  { name: 'a ternary', files: app(`app.get('/', (req, res) => res.status(req.ok ? 200 : 401).end()) // !`) },
  {
    name: 'a response in a conditional expression',
    files: app(`app.get('/', (req, res) => req.query.key ? res.json({}) : res.status(401).end()) // !`),
  },
  {
    name: 'a handler of its own name',
    files: app(`function deny(request, response) {
  response.status(401).end() // !
}
app.use(deny)`),
  },
  {
    name: 'parameters of another name in a registered handler',
    files: app(`app.get('/', (a, b) => { b.status(401).end() }) // !`),
  },
  {
    name: 'an error middleware',
    files: app(`app.use((err, req, res, next) => {
  if (err.name === 'TokenExpiredError') return res.status(401).send('expired') // !
  next(err)
})`),
  },
  {
    name: 'the error of express-jwt',
    files: app(`app.use((err, req, res, next) => {
  if (err.name === 'UnauthorizedError') {
    return res.status(err.status).send({ message: err.message }) // !
  }
  next(err)
})`),
  },
  {
    name: 'a helper with a fixed status, once',
    files: app(`const unauthorized = (res) => res.status(401).json({ error: 'no' }) // !
app.get('/a', (req, res) => unauthorized(res))
app.get('/b', (req, res) => unauthorized(res))`),
  },
  {
    name: 'a helper with a status parameter, at the call',
    files: app(`const fail = (res, status, message) => res.status(status).json({ message })
app.get('/a', (req, res) => fail(res, 401, 'no')) // !
app.get('/b', (req, res) => fail(res, 400, 'no'))`),
  },
  {
    name: 'a helper that takes an object',
    files: app(`function respond(options) { return options.res.status(options.status).json({ error: options.error }) }
app.get('/a', (req, res) => respond({ res, status: 401, error: 'no' })) // !`),
  },
  {
    name: 'a status that falls back to 401 in the call of a helper',
    files: app(`const fail = ({ res, error, status }) => res.status(status).json({ error })
app.get('/a', async (req, res) => {
  try { await work() } catch (error) {
    return fail({ res, error, status: error?.status ?? 401 }) // !
  }
})`),
  },
  {
    name: 'a variable set in a switch, at each place that sets it',
    files: app(`app.get('/a', async (req, res) => {
  let statusCode = 500
  switch (req.query.problem) {
    case 'token':
      statusCode = 401 // !
      break
    case 'session':
      statusCode = 401 // !
      break
    case 'input':
      statusCode = 400
      break
  }
  res.status(statusCode).end()
})`),
  },
  {
    name: 'an error with a status, passed on',
    files: app(`app.get('/a', (req, res, next) => {
  const error = new Error('no')
  error.status = 401 // !
  next(error)
})`),
  },
  {
    name: 'an object with a status, passed on',
    files: app(`app.get('/a', (req, res, next) => next({ status: 401, message: 'no' })) // !`),
  },
  {
    name: 'an error of http-errors',
    files: app(`const createError = require('http-errors')
app.get('/a', (req, res, next) => next(createError(401, 'no'))) // !
app.get('/b', () => { throw new createError.Unauthorized('no') }) // !`),
  },
  {
    name: 'an error that is passed on past the catch of its own function, and one that the catch swallows',
    files: app(`const createError = require('http-errors')
app.get('/a', async (req, res, next) => {
  try {
    if (!req.user) return next(createError(401, 'no')) // !
    if (!req.team) throw createError(401, 'no')
    res.json(await load(req.user))
  } catch (error) {
    res.status(500).end()
  }
})`),
  },
  {
    name: 'a helper that gives its status parameter another value on some paths, exported through a name for module.exports',
    files: {
      ...app(`const helpers = require('./helpers')
app.get('/a', (req, res) => helpers.answer(401, res)) // !
app.get('/b', (req, res) => helpers.answer(404, res))
app.get('/c', (req, res) => helpers.notAllowed(res))`),
      'src/helpers.js': `const helpers = module.exports
helpers.notAllowed = (res) => helpers.answer(401, res) // !
helpers.answer = (status, res, error) => {
  if (error) {
    if (error.message === 'banned') status = 403
    if (error.message === 'stranger') status = 401 // !
    return res.status(status).json({ error: error.message })
  }
  res.status(status).json({})
}`,
    },
  },
  {
    name: 'the response in a member',
    files: app(`class Controller {
  constructor(req, res) { this.req = req; this.res = res }
  deny() { return this.res.status(401).json({}) } // !
}
app.get('/', (req, res) => new Controller(req, res).deny())`),
  },
  {
    name: 'the response taken from a context',
    files: app(`const guard = async ({ req, res }, next) => {
  if (!req.headers.authorization) return res.status(401).end() // !
  return next()
}`),
  },
  {
    name: 'a wrapper around the handler',
    files: app(`const wrap = (fn) => (req, res, next) => fn(req, res, next).catch(next)
app.get('/', wrap(async (req, res) => { res.status(401).end() })) // !`),
  },
  {
    name: 'the header on one path only',
    files: app(`app.get('/', (req, res) => {
  if (req.accepts('json')) res.set('WWW-Authenticate', 'Bearer')
  res.status(401).end() // !
})`),
  },
  {
    name: 'the header after the send',
    files: app(`app.get('/', (req, res) => {
  res.status(401).end() // !
  res.set('WWW-Authenticate', 'Bearer')
})`),
  },
  {
    name: 'values that are no challenge',
    files: app(`app.get('/a', (req, res) => res.set('WWW-Authenticate', '').status(401).end()) // !
app.get('/b', (req, res) => res.set('WWW-Authenticate', ',').status(401).end()) // !
app.get('/c', (req, res) => res.set('WWW-Authenticate', undefined).status(401).end()) // !`),
  },

  // right
  {
    name: 'the header before, in the chain, in an object, in lower case, late',
    files: app(`app.get('/a', (req, res) => res.set('WWW-Authenticate', 'Bearer').status(401).end())
app.get('/b', (req, res) => res.status(401).header('www-authenticate', 'Bearer').end())
app.get('/c', (req, res) => res.status(401).set({ 'WWW-Authenticate': 'Bearer' }).end())
app.get('/d', (req, res) => { res.status(401); res.setHeader('WWW-Authenticate', 'Bearer'); res.end() })
app.get('/e', (req, res) => { res.writeHead(401, { 'WWW-Authenticate': 'Basic realm="a"' }); res.end() })
app.get('/f', (req, res) => { res.append('WWW-Authenticate', challenge()); res.sendStatus(401) })`),
  },
  {
    name: 'the header from a helper',
    files: app(`const challenge = () => ({ 'WWW-Authenticate': 'Bearer' })
const ask = (res) => { res.set('WWW-Authenticate', 'Bearer') }
app.get('/a', (req, res) => res.status(401).header(challenge()).end())
app.get('/b', (req, res) => { ask(res); res.status(401).end() })`),
  },
  {
    name: 'the helper of the codemod',
    files: app(`const { withChallenge } = require('./lib/http-auth')
app.get('/a', (req, res) => withChallenge(res).status(401).end())`),
  },
  {
    name: 'headers on the error',
    files: app(`const createError = require('http-errors')
app.get('/a', (req, res, next) => next(createError(401, 'no', { headers: { 'WWW-Authenticate': 'Bearer' } })))`),
  },

  // look-alikes
  { name: 'a redirect is a 302', files: app(`app.get('/', (req, res) => res.status(401).redirect('/login'))`) },
  {
    name: 'a client that compares',
    files: app(`fetch('/api').then((response) => { if (response.status === 401) location.reload() })`),
  },
  { name: 'a body', files: app(`app.get('/', (req, res) => res.status(400).json({ status: 401, code: 401 }))`) },
  { name: 'an object with a method of that name', files: app(`job.status(401)\nqueue.code(401)`) },
  {
    name: 'documentation',
    files: app(
      `const spec = { responses: { 401: { description: 'Unauthorized' } } }\nexport const contract = { 401: schema }`,
    ),
  },
  { name: 'a close code', files: app(`socket.close(4401)\nprocess.exit(401)`) },
  { name: 'another status', files: app(`app.get('/', (req, res) => res.status(403).end())`) },
  { name: 'a test', files: app(`app.get('/', (req, res) => res.status(401).end())`, 'test/app.test.js') },
  { name: 'an unknown status', files: app(`app.get('/', (req, res) => res.status(req.query.status).end())`) },
  {
    name: 'headers that come from elsewhere',
    files: app(`app.get('/', (req, res) => { res.set(req.app.locals.headers); res.status(401).end() })`),
  },
]
