import { express, next, type Case } from './marks.js'

/** A caller is proven and refused for what he may do. */
export const knownCallers: readonly Case[] = [
  {
    name: 'an earlier test of the caller',
    files: express(`
app.get('/', (req, res) => {
  if (!req.user) return res.status(401).json({ error: 'login' })
  if (req.user.role !== 'admin') return res.status(401).json({ error: 'admins only' }) // !
  res.json({})
})`),
  },
  {
    name: 'a property of the caller that is read without a null test',
    files: express(`
app.delete('/posts/:id', async (req, res) => {
  const post = await Post.findById(req.params.id)
  if (post.author.toString() !== req.user.id) return res.sendStatus(401) // !
  res.sendStatus(204)
})`),
  },
  {
    name: 'a right that is taken out of the caller',
    files: express(`
const isAdmin = (req, res, next) => {
  const { role } = req.user
  if (role !== 'admin') return res.status(401).end() // !
  next()
}`),
  },
  {
    name: 'the other branch of a look-up that is filtered by the caller',
    files: express(`
app.post('/cards', async (req, res) => {
  if (req.user) {
    const { user } = req
    const owned = await pool.query('SELECT id FROM cards WHERE id = $1 AND client_id = $2', [req.body.card, user.client_id])
    if (owned.rows.length) {
      res.json({ ok: true })
    } else {
      res.status(401).json('unauthorized') // !
    }
  }
})`),
  },
  {
    name: 'the record of the caller compared with the owner of a resource',
    files: express(`
app.put('/goals/:id', async (req, res) => {
  const goal = await Goal.findById(req.params.id)
  const user = await User.findById(req.user.id)
  if (!user) return res.status(401).end()
  if (goal.user.toString() !== user.id) return res.status(401).end() // !
  res.json(goal)
})`),
  },
  {
    name: 'a suspended account after the token was checked',
    files: express(`
const jwt = require('jsonwebtoken')
app.use(async (req, res, next) => {
  const token = req.headers.authorization?.slice(7)
  if (!token) return res.status(401).end()
  const decoded = jwt.verify(token, process.env.SECRET)
  const user = await User.findById(decoded.id)
  if (!user) return res.status(401).end()
  if (user.suspended) return res.status(401).end() // !
  next()
})`),
  },
  {
    name: 'a middleware that stands on the route',
    files: express(`
function requireAuth(req, res, next) {
  if (!req.session.userId) return res.status(401).end()
  next()
}
app.get('/stats', requireAuth, async (req, res) => {
  const allowed = await canViewStats(req)
  if (!allowed) return res.status(401).end() // !
  res.json({})
})`),
  },
  {
    name: 'a router that is guarded before',
    files: express(`
const router = express.Router()
router.use((req, res, next) => {
  if (!req.user) return res.status(401).end()
  next()
})
router.get('/', async (req, res) => {
  if (!(await isOwner(req.params.id))) return res.status(401).end() // !
  res.json({})
})`),
  },
  {
    name: 'a role middleware whose every route puts authentication first, in another file',
    files: {
      'src/auth.js': `
const protect = (req, res, next) => {
  if (!req.headers.authorization) return res.status(401).end()
  req.user = read(req)
  next()
}
const admin = (req, res, next) => {
  if (req.user && req.user.isAdmin) {
    next()
  } else {
    res.status(401).json({ message: 'Not an admin' }) // !
  }
}
module.exports = { protect, admin }`,
      'src/routes.js': `
const express = require('express')
const { protect, admin } = require('./auth')
const router = express.Router()
router.route('/users').get(protect, admin, list)
router.route('/users/:id').delete(protect, admin, remove)
module.exports = router`,
      'package.json': '{ "name": "shop", "dependencies": { "express": "4" } }',
    },
  },
  {
    name: 'a factory of role middleware in a list of handlers',
    files: {
      'src/roles.js': `
function anyOf(roles) {
  return (req, res, next) => {
    if (!roles.includes(req.user?.role)) return res.sendStatus(401) // !
    next()
  }
}
module.exports = { anyOf }`,
      'src/app.js': `
const app = require('express')()
const { anyOf } = require('./roles')
const verifyToken = (req, res, next) => {
  if (!req.headers['x-access-token']) return res.sendStatus(401)
  next()
}
app.get('/admin', [verifyToken, anyOf(['admin'])], show)`,
      'package.json': '{ "name": "shop", "dependencies": { "express": "4" } }',
    },
  },
  {
    name: 'a plugin that is registered behind a hook, and a decorator of another plugin',
    files: {
      'lib/session.js': `
module.exports = async function (app) {
  async function verifySession(request, reply) {
    request.session = await load(request)
    if (!request.session) reply.code(401).send({ error: 'unauthorized' })
  }
  app.decorate('verifySession', verifySession)
}`,
      'lib/index.js': `
const settings = require('./settings')
module.exports = async function (app) {
  app.addHook('preHandler', app.verifySession)
  app.register(settings, { prefix: '/settings' })
  await app.register(require('./device'), { prefix: '/device' })
}`,
      'lib/settings.js': `
module.exports = async function (app) {
  app.get('/', {
    preHandler: (request, reply, done) => {
      if (request.session.ownerType !== 'project') {
        reply.code(401).send({ error: 'unauthorized' }) // !
      } else done()
    }
  }, async () => ({}))
}`,
      'lib/device.js': `
module.exports = async function (app) {
  app.get('/', async (request, reply) => {
    if (request.session.ownerType === 'device') {
      const device = await find(request.session.ownerId)
      if (device.team !== request.params.team) return reply.code(401).send() // !
    }
    return {}
  })
}`,
      'package.json': '{ "name": "forge", "dependencies": { "fastify": "4" } }',
    },
  },
  {
    name: 'a hook of the whole server before a handler of another file',
    files: {
      'src/index.ts': `
import Fastify from 'fastify'
import { listOrganizations } from './admin.js'
const server = Fastify()
server.addHook('onRequest', async (request, reply) => {
  if (request.raw.url === '/health') return
  const session = await getSessionFromReq(request)
  if (!session) return reply.status(401).send({ error: 'Unauthorized' })
})
async function routes() {
  server.get('/organizations', listOrganizations)
}`,
      'src/admin.ts': `
import type { FastifyReply, FastifyRequest } from 'fastify'
export async function listOrganizations(request: FastifyRequest, reply: FastifyReply) {
  const isAdmin = await getIsUserAdmin(request)
  if (!isAdmin) return reply.status(401).send({ error: 'Unauthorized' }) // !
  return reply.send([])
}`,
      'package.json': '{ "name": "server", "dependencies": { "fastify": "4" } }',
    },
  },
  {
    name: 'a session that was tested, and a look-up filtered by membership',
    files: next(`
import { getServerSession } from 'next-auth'
export async function GET(request: Request) {
  const session = await getServerSession(options)
  if (!session) return NextResponse.json({ error: 'login' }, { status: 401 })
  const teamId = new URL(request.url).searchParams.get('team')
  const team = await prisma.team.findFirst({ where: { id: teamId, users: { some: { userId: session.user.id } } } })
  if (!team) return NextResponse.json({ error: 'Unauthorized' }, { status: 401 }) // !
  return NextResponse.json(team)
}`),
  },
  {
    name: 'a helper that has already answered for strangers',
    files: {
      'lib/request.ts': `
export async function parseRequest(request: Request) {
  const auth = await checkAuth(request)
  const error = auth ? undefined : () => unauthorized()
  return { auth, error }
}
export function unauthorized() {
  return Response.json({ error: 'unauthorized' }, { status: 401 })
}`,
      'app/api/boards/route.ts': `
import { parseRequest, unauthorized } from '../../../lib/request'
export async function GET(request: Request) {
  const { auth, error } = await parseRequest(request)
  if (error) return error()
  if (!(await canViewBoards(auth))) return unauthorized() // !
  return Response.json([])
}`,
      'package.json': '{ "name": "web", "dependencies": { "next": "15" } }',
    },
  },
  {
    name: 'a wrapper that hands the caller over',
    files: next(`
import { withAuth } from './with-auth'
export const GET = withAuth(async ({ authentication, params }) => {
  if (!authentication || !('user' in authentication)) return NextResponse.json({}, { status: 401 })
  const allowed = await canAccessWorkspace(authentication.user.id, params.id)
  if (!allowed) return NextResponse.json({}, { status: 401 }) // !
  return NextResponse.json({})
})`),
  },
  {
    name: 'a guard of Nest that compares the caller with the owner',
    files: {
      'src/owner.guard.ts': `
import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common'
@Injectable()
export class OwnerGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest()
    if (request.user.id !== request.params.owner) throw new UnauthorizedException() // !
    return true
  }
}`,
      'package.json': '{ "name": "api", "dependencies": { "@nestjs/common": "10" } }',
    },
  },
  {
    name: 'a procedure behind a middleware of tRPC',
    files: {
      'src/router.ts': `
import { TRPCError } from '@trpc/server'
export const router = t.router({
  remove: protectedProcedure.input(schema).mutation(async ({ ctx, input }) => {
    if (!hasOrganizationAccess(ctx.session, input.orgId)) throw new TRPCError({ code: 'UNAUTHORIZED' }) // !
    return true
  }),
})`,
      'package.json': '{ "name": "api", "dependencies": { "@trpc/server": "11" } }',
    },
  },
  {
    name: 'names of the settings',
    settings: { principals: ['req.customer'], authenticators: ['gate'] },
    files: express(`
app.get('/orders', (req, res) => {
  if (req.customer.plan !== 'pro') return res.sendStatus(401) // !
  res.json([])
})
app.get('/reports', gate, (req, res) => {
  if (!canReadReports()) return res.sendStatus(401) // !
  res.json([])
})`),
  },
  {
    name: 'a parameter that callers fill with what was read of the caller, through another function',
    files: express(`
app.put('/links/:id', async (req, res) => {
  const user = await verifyUser({ req, res })
  if (!user) return
  await updateOne(user.id, req.params.id, res)
})
app.put('/links', async (req, res) => {
  const user = await verifyUser({ req, res })
  if (!user) return
  await updateAll(user.id, req.body.ids, res)
})
async function updateAll(userId, ids, res) {
  for (const id of ids) await updateOne(userId, id, res)
}
async function updateOne(userId, id, res) {
  const link = await Link.findById(id)
  if (link?.ownerId !== userId) return res.status(401).json('not yours') // !
  res.json(link)
}`),
  },
  {
    name: 'a hook that hands the request to an authenticator',
    files: {
      'src/routes.ts': `
import type { FastifyInstance } from 'fastify'
export default async function routes(app: FastifyInstance) {
  app.get('/teams/:id', { preHandler: (request, reply) => app.verifySession(request, reply) }, async (request, reply) => {
    if (request.params.owner !== request.session.owner) return reply.code(401).send() // !
    return {}
  })
}`,
      'src/session.ts': `
import fp from 'fastify-plugin'
export default fp(async (app) => {
  async function verifySession(request, reply) {
    if (!request.session) return reply.code(401).header('www-authenticate', 'Bearer').send()
  }
  app.decorate('verifySession', verifySession)
})`,
      'package.json': '{ "name": "api", "dependencies": { "fastify": "5" } }',
    },
  },
  {
    name: 'the cases of a switch over what the caller is',
    files: express(`
app.get('/reports', (req, res) => {
  switch (req.user.role) {
    case 'admin':
      return res.json(all())
    case 'member':
      return res.json(own(req.user))
    default:
      return res.status(401).json('not for you') // !
  }
})
app.get('/audit', (req, res) => {
  switch (req.user.role) {
    case 'guest':
    case 'viewer':
      return res.status(401).json('not for you') // !
  }
  res.json(audit())
})`),
  },
  {
    name: 'a switch over conditions',
    files: express(`
app.get('/reports', (req, res) => {
  switch (true) {
    case !req.user:
      return res.status(401).json('log in')
    case req.user.role !== 'admin':
      return res.status(401).json('admins only') // !
  }
  res.json({})
})`),
  },
  {
    name: 'callbacks with an error first',
    files: express(`
app.get('/me', (req, res) => {
  jwt.verify(req.token, SECRET, (err, user) => {
    if (err) return res.status(401).end()
    if (!user.isAdmin) return res.status(401).end() // !
    res.json(user)
  })
})
app.get('/you', (req, res, next) => {
  passport.authenticate('jwt', (err, user) => {
    if (err) return next(err)
    if (!user) return res.status(401).end()
    if (user.role !== 'admin') return res.status(401).end() // !
    res.json(user)
  })(req, res, next)
})
app.get('/posts/:id', (req, res) => {
  Post.findById(req.params.id, (err, post) => {
    if (err) return res.status(500).end()
    if (post.author.id !== req.user.id) return res.status(401).end() // !
    res.json(post)
  })
})`),
  },
  {
    name: 'a function of any name that answers 401 itself or hands the caller back',
    files: {
      ...next(`
import { prepare } from '../prepare'
export async function DELETE(request: Request) {
  const { auth, error } = await prepare(request)
  if (error) return error()
  if (!(await canDelete(auth))) return Response.json({}, { status: 401 }) // !
  return Response.json({})
}`),
      'app/api/prepare.ts': `
export async function prepare(request: Request) {
  let error
  const auth = await checkAuth(request)
  if (!auth) error = () => Response.json({}, { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } })
  return { auth, error }
}`,
    },
  },
]
