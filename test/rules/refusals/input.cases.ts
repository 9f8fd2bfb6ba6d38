import { express, type Case } from './marks.js'

const PACKAGE = '{ "name": "shop", "dependencies": { "express": "4" } }'

/** What the client sends is no permission and no state of the caller, whatever it is called, also behind a guard. */
export const legalByInput: readonly Case[] = [
  {
    name: 'a field of the body that is called like the state of an account, behind a guard in another file',
    files: {
      'package.json': PACKAGE,
      'src/auth.js': `
exports.verifyToken = (req, res, next) => {
  if (!req.headers.authorization) return res.status(401).end()
  next()
}`,
      'src/routes.js': `
const { Router } = require('express')
const { verifyToken } = require('./auth')
const cart = require('./cart')
const routes = Router()
routes.post('/cart', verifyToken, cart.setEnabled)`,
      'src/cart.js': `
exports.setEnabled = async (req, res) => {
  const { enabled } = req.body
  if (!enabled) return res.status(401).json({ message: 'enabled was not informed' })
  res.json({})
}`,
    },
  },
  {
    name: 'parts of body, query and path by member, renamed, nested, converted and compared',
    files: express(`
app.use((req, res, next) => {
  if (!req.user) return res.status(401).end()
  next()
})
app.post('/a', (req, res) => {
  if (!req.body.active) return res.status(401).end()
  if (req.query.role !== 'admin') return res.status(401).end()
  if (!['owner', 'member'].includes(req.params.role)) return res.status(401).end()
  const { body: { account: { isActive } } } = req
  if (!isActive) return res.status(401).end()
  const { suspended: state } = req.body
  if (state) return res.status(401).end()
  const hasAccess = String(req.body.access).trim() === 'yes'
  if (!hasAccess) return res.status(401).end()
  res.json({})
})`),
  },
  {
    name: 'a body that is handed through helpers of the project',
    files: express(`
const readMember = (req) => ({ role: req.body.role, plan: req.body.plan })
const isMember = (role) => role === 'member'
function assertPlan(input, res) {
  if (!input.plan) return res.status(401).end()
}
app.post('/a', (req, res) => {
  if (!req.user) return res.status(401).end()
  const { role } = readMember(req)
  if (role !== 'owner') return res.status(401).end()
  if (!isMember(req.body.role)) return res.status(401).end()
  assertPlan(req.body, res)
})`),
  },
  {
    name: 'a body of other frameworks: a promise, a decorator, an input',
    files: {
      'package.json':
        '{ "name": "shop", "dependencies": { "hono": "4", "@nestjs/common": "10", "@trpc/server": "10" } }',
      'src/hono.ts': `
import { Hono } from 'hono'
const app = new Hono()
app.post('/a', async (c) => {
  if (!c.get('user')) return c.json({}, 401)
  const { approved } = await c.req.json()
  if (!approved) return c.json({}, 401)
  if (c.req.query('role') !== 'admin') return c.json({}, 401)
  if (!c.req.header('x-active')) return c.json({}, 401)
  return c.json({})
})`,
      'src/nest.ts': `
import { Body, Controller, Post, UnauthorizedException, UseGuards } from '@nestjs/common'
import { AuthGuard } from '@nestjs/passport'
@Controller()
@UseGuards(AuthGuard('jwt'))
export class CartController {
  @Post()
  set(@Body() dto: { verified: boolean }) {
    if (!dto.verified) throw new UnauthorizedException()
  }
}`,
      'src/trpc.ts': `
import { initTRPC, TRPCError } from '@trpc/server'
const t = initTRPC.create()
const protectedProcedure = t.procedure.use(({ ctx, next }) => {
  if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED' })
  return next()
})
export const set = protectedProcedure.mutation(({ input }) => {
  if (!input.isActive) throw new TRPCError({ code: 'UNAUTHORIZED' })
})`,
    },
  },
]

/** The caller compared with what the client asks for is a permission. */
export const knownByInput: readonly Case[] = [
  {
    name: 'the owner that is named in the body is not the caller, and the caller lacks the role that is asked for',
    files: express(`
app.post('/a', (req, res) => {
  if (!req.user) return res.status(401).end()
  if (req.body.ownerId !== req.user.id) return res.status(401).end() // !
  if (!req.user.roles.includes(req.body.role)) return res.status(401).end() // !
  const { userId } = req.params
  if (userId !== req.user.id) return res.status(401).end() // !
  res.json({})
})`),
  },
  {
    name: 'a right that is looked up by the caller and what he asks for',
    files: express(`
app.post('/teams/:id', async (req, res) => {
  if (!req.user) return res.status(401).end()
  const member = await db.members.findOne({ userId: req.user.id, teamId: req.params.id })
  if (!member) return res.status(401).end() // !
  const role = await roleIn(req.user.id, req.body.teamId)
  if (role !== 'owner') return res.status(401).end() // !
  res.json({})
})`),
  },
  {
    name: 'what is asked for by somebody of a role that may not have it',
    files: express(`
app.post('/a', (req, res) => {
  if (!req.user) return res.status(401).end()
  if (req.user.role === 'moderator') {
    const { role: wanted } = readMember(req)
    if (wanted === 'admin') return res.status(401).end() // !
  }
  res.json({})
})
function readMember(request) {
  return { role: request.body.role }
}`),
  },
]
