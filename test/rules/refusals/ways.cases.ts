import { express, next, type Case } from './marks.js'

/** A caller is proven, and why he is refused has to be read out of more than one test. */
export const knownByWays: readonly Case[] = [
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

/** The same shapes where a 401 is right, or cannot be told from one that is. */
export const legalByWays: readonly Case[] = [
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
