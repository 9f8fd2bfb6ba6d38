import type { Project } from '../../support/project.js'
import { express, next, type Case } from './marks.js'

/** A route that two kinds of callers may use, each with a test of its own, behind a hook of the whole API or not. */
const printers = (hook: string, mark: string): Project => ({
  'src/api.js': `
const printers = require('./printers')
module.exports = async (app) => {
  app.decorate('checkSession', async (request, reply) => {
    if (!request.session) return reply.code(401).header('www-authenticate', 'Bearer').send()
  })
  ${hook}
  await app.register(printers)
}`,
  'src/printers.js': `
module.exports = async (app) => {
  app.post('/', {
    preHandler: async (request, reply) => {
      if (request.session.setup) {
        if (request.session.setup.isDone) return
        const isOwnTeam = request.body.team && request.body.team === request.session.setup.team
        if (isOwnTeam) return
      } else if (request.body?.team && request.session.User) {
        request.membership = await request.session.User.membershipOf(request.body.team)
        return
      }
      reply.code(401).send() ${mark}
    }
  }, async () => ({}))
}`,
  'package.json': '{ "name": "api", "dependencies": { "fastify": "5" } }',
})

/** A guard of Nest with an exception of its own, and the filter for it. */
const filtered = (answer: string, mark: string): Project => ({
  'src/no-entry.ts': `
import { ArgumentsHost, Catch, ExceptionFilter, HttpException } from '@nestjs/common'
export class ForbiddenEntryException extends HttpException {
  constructor() { super('no entry', 403) }
}
@Catch(ForbiddenEntryException)
export class ForbiddenEntryFilter implements ExceptionFilter {
  catch(exception: ForbiddenEntryException, host: ArgumentsHost) {
    const response = host.switchToHttp().getResponse()
    response.clearCookie('session')
    response.header('WWW-Authenticate', 'Bearer realm="api"')
    return response.status(${answer}).send()
  }
}`,
  'src/session.middleware.ts': `
import { Injectable, NestMiddleware } from '@nestjs/common'
import { ForbiddenEntryException } from './no-entry'
@Injectable()
export class SessionMiddleware implements NestMiddleware {
  use(req, res, next) {
    const token = req.headers.authorization
    if (!token) throw new ForbiddenEntryException() ${mark}
    next()
  }
}`,
  'package.json': '{ "name": "api", "dependencies": { "@nestjs/common": "11" } }',
})

/** A login and a change that throw errors without a status, and the handler that answers them. */
const answered = (handler: string, marks: { readonly of403: string; readonly of401: string }): Project => ({
  'src/errors.js': `
exports.ForbiddenError = class ForbiddenError extends Error {}
exports.UnauthorizedError = class UnauthorizedError extends Error {}`,
  'src/users.js': `
const { ForbiddenError, UnauthorizedError } = require('./errors')
exports.login = async (mail, password) => {
  const user = await repository.findByMail(mail)
  const isValid = await encoder.verify(password, user.password)
  if (!isValid) throw new ForbiddenError('wrong password') ${marks.of403}
  return user
}
exports.rename = async (request) => {
  if (!request.user) throw new UnauthorizedError('log in')
  if (request.user.role !== 'admin') throw new UnauthorizedError('admins only') ${marks.of401}
  await repository.rename(request.body.name)
}`,
  'src/app.js': `
const app = require('fastify')()
const { ForbiddenError, UnauthorizedError } = require('./errors')
const { login, rename } = require('./users')
app.setErrorHandler((error, request, reply) => {
  ${handler}
  reply.status(500).send()
})
app.post('/login', (request) => login(request.body.mail, request.body.password))
app.post('/rename', (request) => rename(request))`,
  'package.json': '{ "name": "api", "dependencies": { "fastify": "5" } }',
})
const CHALLENGED = "reply.header('WWW-Authenticate', 'Bearer').status(401).send()"

/** A caller is proven, and why he is refused has to be read out of more than one place. */
export const knownByWays: readonly Case[] = [
  {
    name: 'an error whose class the error handler answers with 401',
    files: answered(
      `if (error instanceof ForbiddenError) return reply.status(400).send()
  if (error instanceof UnauthorizedError) return ${CHALLENGED}`,
      { of401: '// !', of403: '' },
    ),
  },
  {
    name: 'a row that should name the caller is not there',
    files: express(`
app.use(async (req, res, next) => {
  const { isValid, apiKey } = await validateApiKey(req)
  if (!isValid || !apiKey) return res.sendStatus(401)
  const team = await db.getRepository(Team).findOne({ where: { keyId: apiKey.id } })
  if (!team) return res.sendStatus(401) // !
  const asked = await db.getRepository(Team).findOne({ where: { id: apiKey.teamId, slug: req.params.slug } })
  if (!asked) return res.sendStatus(401) // !
  next()
})`),
  },
  {
    name: 'callers of two kinds, on each way without the right, behind a hook of the whole API',
    files: printers("app.addHook('preHandler', app.checkSession)", '// !'),
  },
  {
    name: 'behind a test inside of another one, with a caller who is known',
    files: express(`
app.get('/posts/:id', async (req, res) => {
  if (!req.user) return res.sendStatus(401)
  const post = await Post.findById(req.params.id)
  if (post.isPrivate) {
    if (post.members.includes(req.user.id)) return res.json(post)
  } else {
    if (req.user.plan === 'pro') return res.json(post)
  }
  res.sendStatus(401) // !
})`),
  },
  {
    name: 'the kind of the token with which the caller was let in',
    files: {
      'src/auth.js': `
module.exports = (options) => async (ctx, next) => {
  const token = ctx.get('authorization')
  if (!token) ctx.throw(401, 'log in', { headers: { 'WWW-Authenticate': 'Bearer' } })
  ctx.state.auth = { user: await verifyToken(token), token }
  return next()
}`,
      'src/app.js': `
const Router = require('@koa/router')
const createError = require('http-errors')
const requireAuth = require('./auth')
const { readPayload } = require('./tokens')
const router = new Router()
router.get('/redirect', requireAuth({ kind: 'app' }), async (ctx) => {
  const claims = readPayload(ctx.state.auth.token)
  if (claims.type !== 'transfer') throw createError(401, 'not with this token') // !
  ctx.redirect('/home')
})`,
      'src/tokens.js': `
const jwt = require('jsonwebtoken')
exports.readPayload = (token) => jwt.decode(token)`,
      'package.json': '{ "name": "api", "dependencies": { "koa": "2", "@koa/router": "12", "http-errors": "2" } }',
    },
  },
  {
    name: 'what is asked for, in a test of who asks',
    files: next(`
import { getServerSession } from 'next-auth'
const schema = z.object({ from: z.string() })
export async function POST(request: Request) {
  const session = await getServerSession(options)
  if (!session) return NextResponse.json({}, { status: 401 })
  const parsed = schema.safeParse(await request.json())
  if (!parsed.success) return NextResponse.json({}, { status: 400 })
  const { from, interval } = parsed.data
  const team = await prisma.team.findUnique({ where: { slug: session.user.team } })
  if (interval === 'custom' && team.plan.includes('free')) {
    const oldest = daysAgo(30)
    if (from && new Date(from) < oldest) return NextResponse.json({}, { status: 401 }) // !
  }
  return NextResponse.json({})
}`),
  },
]

/** A 403 of which every way says that credentials are missing, or were refused. */
export const strangersByWays: readonly Case[] = [
  {
    name: 'an error whose class the error handler answers with 403',
    files: answered(
      `if (error instanceof ForbiddenError) return reply.status(403).send()
  if (error instanceof UnauthorizedError) return reply.status(400).send()`,
      { of401: '', of403: '// !' },
    ),
  },
  { name: 'an exception whose filter sends its own status', files: filtered('exception.getStatus()', '// !') },
  {
    name: 'behind the test that lets callers with good credentials go on',
    files: express(`
const jwt = require('jsonwebtoken')
app.use((req, res, next) => {
  const token = req.headers.authorization
  if (token) {
    if (jwt.verify(token, KEY)) return next()
  }
  res.status(403).end() // !
})`),
  },
]

/** The same shapes where a 403 is right, or cannot be told from one that is. */
export const ordinaryByWays: readonly Case[] = [
  {
    name: 'errors whose classes are answered in two ways, or with no judged status',
    files: answered(
      `if (request.url === '/login' && error instanceof ForbiddenError) return ${CHALLENGED}
  if (error instanceof ForbiddenError) return reply.status(403).send()
  if (!(error instanceof UnauthorizedError)) return ${CHALLENGED}`,
      { of401: '', of403: '' },
    ),
  },
  { name: 'an exception of 403 whose filter answers 401', files: filtered('401', '') },
  {
    name: 'behind the tests of a right and of a token',
    files: express(`
const jwt = require('jsonwebtoken')
app.use((req, res, next) => {
  const token = req.headers.authorization
  if (token) {
    if (jwt.verify(token, KEY)) return next()
  } else if (!isPublic(req.path)) {
    if (isAllowed(req.ip)) return next()
  }
  res.status(403).end()
})
app.use('/posts', (req, res, next) => {
  if (req.user) {
    if (req.user.isEditor) return next()
  }
  res.status(403).end()
})`),
  },
]

/** The same shapes where a 401 is right, or cannot be told from one that is. */
export const legalByWays: readonly Case[] = [
  { name: 'callers of two kinds, and nothing that has let them in', files: printers('', '') },
  {
    name: 'behind a test inside of another one, where nobody need be known, or credentials are checked on one way',
    files: express(`
app.get('/posts/:id', async (req, res) => {
  const post = await Post.findById(req.params.id)
  if (req.user) {
    if (post.members.includes(req.user.id)) return res.json(post)
  }
  res.sendStatus(401)
})
app.get('/mail/:id', async (req, res) => {
  if (!req.user) return res.sendStatus(401)
  if (req.query.code) {
    if (verifyOtp(req.user, req.query.code)) return res.json({})
  } else {
    if (req.user.isAdmin) return res.json({})
  }
  res.sendStatus(401)
})`),
  },
  {
    name: 'the kind of a token that is only being read',
    files: {
      'src/app.js': `
const Router = require('@koa/router')
const createError = require('http-errors')
const { readPayload } = require('./tokens')
const router = new Router()
router.get('/redirect', async (ctx) => {
  const claims = readPayload(ctx.get('authorization'))
  if (claims.type !== 'transfer') throw createError(401, 'not with this token')
  ctx.redirect('/home')
})`,
      'src/tokens.js': `
const jwt = require('jsonwebtoken')
exports.readPayload = (token) => jwt.decode(token)`,
      'package.json': '{ "name": "api", "dependencies": { "koa": "2", "@koa/router": "12", "http-errors": "2" } }',
    },
  },
  {
    name: 'the kind of another token than the one the caller was let in with',
    files: express(`
const jwt = require('jsonwebtoken')
app.post('/refresh', requireAuth, (req, res) => {
  const claims = jwt.decode(req.body.refreshToken)
  if (claims.type !== 'refresh') return res.sendStatus(401)
  res.json({})
})`),
  },
  {
    name: 'what no caller is asked for, in a test of who asks',
    files: next(`
import { getServerSession } from 'next-auth'
export async function POST(request: Request) {
  const session = await getServerSession(options)
  if (!session) return NextResponse.json({}, { status: 401 })
  const { from, code } = await request.json()
  const team = await prisma.team.findUnique({ where: { slug: session.user.team } })
  if (team.plan.includes('free')) {
    if (session.expires < Date.now()) return NextResponse.json({}, { status: 401 })
    if (!verifyOtp(session.user, code)) return NextResponse.json({}, { status: 401 })
    if (!request.headers.get('authorization')) return NextResponse.json({}, { status: 401 })
    if (isBusy) return NextResponse.json({}, { status: 401 })
  }
  return NextResponse.json({})
}
export async function GET(request: Request) {
  const { searchParams } = new URL(request.url)
  const team = await prisma.team.findUnique({ where: { slug: searchParams.get('team') } })
  if (team.plan.includes('free')) {
    if (searchParams.get('from') < '2020') return NextResponse.json({}, { status: 401 })
  }
  return NextResponse.json({})
}`),
  },
]
