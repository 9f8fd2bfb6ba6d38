import { express, next, type Case } from './marks.js'

/** A 401 that is right, or cannot be told from one that is. */
export const legal: readonly Case[] = [
  {
    name: 'nobody is known',
    files: express(`
app.get('/', (req, res) => {
  if (!canRead(req.params.id)) return res.sendStatus(401)
  res.json({})
})`),
  },
  {
    name: 'a missing caller behind authentication',
    files: express(`
app.get('/', requireAuth, (req, res) => {
  if (!req.user) return res.sendStatus(401)
  res.json({})
})`),
  },
  {
    name: 'nobody or the wrong one, in one condition',
    files: express(`
app.get('/', (req, res) => {
  if (!req.user || req.user.role !== 'admin') return res.sendStatus(401)
  res.json({})
})
app.put('/', (req, res) => {
  if (req.user?.role !== 'admin') return res.sendStatus(401)
  res.json({})
})`),
  },
  {
    name: 'a wrong password of the caller',
    files: express(`
app.post('/password', async (req, res) => {
  if (!req.user) return res.sendStatus(401)
  const user = await User.findById(req.user.id)
  const isMatch = await bcrypt.compare(req.body.currentPassword, user.password)
  if (!isMatch) return res.sendStatus(401)
  res.json({})
})`),
  },
  {
    name: 'a login: the user was looked up by what was typed',
    files: express(`
app.post('/login', async (req, res) => {
  const user = await User.findOne({ email: req.body.email })
  if (!user) return res.sendStatus(401)
  if (!(await bcrypt.compare(req.body.password, user.password))) return res.sendStatus(401)
  res.json({})
})`),
  },
  {
    name: 'a login: the account is locked before its password was checked',
    files: express(`
app.post('/login', async (req, res) => {
  const user = await User.findOne({ email: req.body.email })
  if (!user) return res.sendStatus(401)
  if (user.locked) return res.sendStatus(401)
  if (!(await bcrypt.compare(req.body.password, user.password))) return res.sendStatus(401)
  res.json({})
})`),
  },
  {
    name: 'the account behind a token is gone, or its claims do not fit',
    files: express(`
app.get('/verify', requireAuth, async (req, res) => {
  const user = await db.users.get('SELECT * FROM users WHERE id = ?', [req.user.userId])
  if (!user) return res.sendStatus(401)
  if (user.id !== req.user.userId) return res.sendStatus(401)
  res.json({})
})`),
  },
  {
    name: 'a row that was loaded before the signature was checked',
    files: express(`
const jwt = require('jsonwebtoken')
app.use(async (req, res, next) => {
  const payload = jwt.decode(req.headers.authorization)
  const user = await User.findById(payload.id)
  if (user.lastActiveAt > new Date(payload.createdAt)) return res.sendStatus(401)
  jwt.verify(req.headers.authorization, user.secret)
  next()
})`),
  },
  {
    name: 'expired, revoked and mistyped tokens',
    files: express(`
app.use(async (req, res, next) => {
  const token = await Token.findOne({ value: req.headers.authorization })
  if (!token) return res.sendStatus(401)
  if (token.revoked) return res.sendStatus(401)
  if (new Date() > token.expiresAt) return res.sendStatus(401)
  if (token.type !== 'access') return res.sendStatus(401)
  next()
})`),
  },
  {
    name: 'a second factor and a recent login',
    files: express(`
app.post('/transfer', (req, res) => {
  if (!req.user) return res.sendStatus(401)
  if (!req.user.mfaVerified) return res.sendStatus(401)
  if (!verifyOtp(req.user, req.body.otp)) return res.sendStatus(401)
  res.json({})
})`),
  },
  {
    name: 'a middleware that lets anybody through',
    files: express(`
const optionalAuth = (req, res, next) => {
  if (req.headers.authorization && !check(req)) return res.sendStatus(401)
  next()
}
app.get('/', optionalAuth, (req, res) => {
  if (!canRead(req.params.id)) return res.sendStatus(401)
  res.json({})
})`),
  },
  {
    name: 'a role middleware that one route uses without authentication',
    files: {
      'src/auth.js': `
const protect = (req, res, next) => (req.headers.authorization ? next() : res.status(401).end())
const admin = (req, res, next) => {
  if (req.user && req.user.isAdmin) next()
  else res.status(401).end()
}
module.exports = { protect, admin }`,
      'src/routes.js': `
const router = require('express').Router()
const { protect, admin } = require('./auth')
router.get('/users', protect, admin, list)
router.get('/open', admin, list)`,
      'package.json': '{ "name": "shop", "dependencies": { "express": "4" } }',
    },
  },
  {
    name: 'a session object of the browser is there for everybody',
    files: express(`
app.get('/', (req, res) => {
  if (req.session.role !== 'admin') return res.sendStatus(401)
  res.json({})
})`),
  },
  {
    name: 'a holder that may be missing itself',
    files: next(`
export async function POST() {
  const ctx = await serviceContext()
  if (!ctx || ctx.user.type !== 'person') return NextResponse.json({}, { status: 401 })
  return NextResponse.json({})
}`),
  },
  {
    name: 'a caller who is known sometimes',
    files: next(`
import { getServerSession } from 'next-auth'
export async function POST(request: Request) {
  const session = await getServerSession(options)
  let userId
  if (session) {
    userId = session.user.id
  }
  const hasAccess = await validateAccess({ userId, viewerId: request.headers.get('x-viewer') })
  if (!hasAccess) return NextResponse.json({}, { status: 401 })
  return NextResponse.json({})
}`),
  },
  {
    name: 'what an authentication says of itself',
    files: next(`
export async function GET(request: Request) {
  const result = await authenticateRequest(request)
  if (result.status === 'error') return NextResponse.json({}, { status: 401 })
  return NextResponse.json({})
}`),
  },
  {
    name: 'a hook is no proof of itself',
    files: {
      'src/roles.js': `
function requireRole(role) {
  return async (request, reply) => {
    const caller = await verifySession(request)
    if (request.headers.authorization && !caller) return reply.code(401).send()
    if (!(await hasRole(request, role))) return reply.code(401).send()
  }
}
module.exports = { requireRole }`,
      'src/app.js': `
const app = require('fastify')()
const { requireRole } = require('./roles')
app.get('/users', { preHandler: requireRole('admin') }, list)`,
      'package.json': '{ "name": "api", "dependencies": { "fastify": "4" } }',
    },
  },
  {
    name: 'a hook of a socket',
    files: {
      'src/collaboration.ts': `
import { UnauthorizedException } from '@nestjs/common'
import type { onAuthenticatePayload } from '@hocuspocus/server'
export class AuthenticationExtension {
  async onAuthenticate(data: onAuthenticatePayload) {
    const user = await verifyUser(data.token)
    if (!user) throw new UnauthorizedException()
    if (!canEdit(user, data.documentName)) throw new UnauthorizedException()
  }
}`,
      'package.json': '{ "name": "api", "dependencies": { "@nestjs/common": "10", "@hocuspocus/server": "2" } }',
    },
  },
  {
    name: 'a guest where the server wants a login',
    files: {
      'src/trpc.ts': `
import { TRPCError } from '@trpc/server'
export const possiblyPublic = t.procedure.use(async ({ ctx, next }) => {
  const isGuest = !ctx.user || ctx.user.isGuest
  if (isGuest && !isQuickCreateEnabled) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Login is required' })
  return next()
})`,
      'package.json': '{ "name": "api", "dependencies": { "@trpc/server": "11" } }',
    },
  },
  {
    name: 'a row that the record of the caller names is gone',
    files: express(`
app.use(async (req, res, next) => {
  const { isValid, apiKey } = await validateApiKey(req)
  if (!isValid || !apiKey) return res.sendStatus(401)
  const team = await db.getRepository(Team).findOne({ where: { id: apiKey.teamId } })
  if (!team) return res.sendStatus(401)
  const company = await Company.findById(apiKey.companyId)
  if (!company) return res.sendStatus(401)
  next()
})`),
  },
]
