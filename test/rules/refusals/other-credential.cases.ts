import { express, type Case } from './marks.js'

/** The caller's rights do not suffice, and the place would let him pass by another credential. */
export const legalByOtherCredential: readonly Case[] = [
  {
    name: 'an administrator password in a header, beside the role in a token',
    files: {
      'package.json': '{ "name": "mail", "dependencies": { "hono": "4" } }',
      'src/worker.ts': `
import { Hono } from 'hono'
import { Jwt } from 'hono/utils/jwt'
import { isOperator } from './operator'
const app = new Hono()
app.use('/admin/*', async (c, next) => {
  if (c.req.header('x-admin-auth') === c.env.ADMIN_PASSWORD) return next()
  const payload = await Jwt.verify(c.req.header('x-access'), c.env.SECRET, 'HS256')
  if (payload.user_role !== c.env.ADMIN_ROLE) return c.text('no', 401)
  return next()
})
app.use('/operator/*', async (c, next) => {
  if (isOperator(c)) {
    await next()
    return
  }
  const payload = await Jwt.verify(c.req.header('x-access'), c.env.SECRET, 'HS256')
  if (payload.user_role !== c.env.ADMIN_ROLE) return c.text('no', 401)
  return next()
})`,
      'src/operator.ts': `
export const isOperator = (c) => {
  const passwords = c.env.PASSWORDS.split(',')
  const sent = c.req.header('x-operator')
  if (!sent) return false
  return passwords.includes(sent)
}`,
    },
  },
  {
    name: 'a password that opens the mode of an administrator, and a second factor',
    files: express(`
const bcrypt = require('bcrypt')
app.post('/sudo', async (req, res, next) => {
  if (!req.user) return res.status(401).end()
  if (await bcrypt.compare(req.body.password, req.user.hash)) return next()
  if (!req.user.isAdmin) return res.status(401).end()
  next()
})
app.post('/pay', (req, res, next) => {
  if (!req.user) return res.status(401).end()
  if (totp.verify(req.body.otp, req.user.seed)) {
    next()
  } else if (req.user.role !== 'owner') {
    res.status(401).end()
  } else next()
})`),
  },
  {
    name: 'an API key in front of the session',
    files: express(`
app.get('/reports', async (req, res) => {
  if (await verifyApiKey(req.headers['x-api-key'])) return res.json(all)
  if (req.user.role !== 'analyst') return res.status(401).end()
  res.json(own)
})`),
  },
]

/** What was asked in front is no credential, or its lack was answered there. */
export const knownWithoutOther: readonly Case[] = [
  {
    name: 'tests in front that let pass without a credential, or refuse without one',
    files: express(`
const jwt = require('jsonwebtoken')
app.use((req, res, next) => {
  if (req.method === 'OPTIONS') return next()
  if (req.path === '/health') return next()
  if (process.env.OPEN === 'yes') return next()
  const token = req.headers.authorization
  if (!token) return res.status(401).end()
  const user = jwt.verify(token, process.env.SECRET)
  if (req.headers['x-key'] !== process.env.KEY) return res.status(401).end()
  if (user.role !== 'admin') return res.status(401).end() // !
  next()
})`),
  },
  {
    name: 'credentials of two kinds, of which one has come',
    files: express(`
const jwt = require('jsonwebtoken')
app.use(async (req, res, next) => {
  if (req.cookies.sid) {
    req.user = await sessions.find(req.cookies.sid)
  } else if (req.headers.authorization) {
    const user = jwt.verify(req.headers.authorization, process.env.SECRET)
    if (user.role !== 'admin') return res.status(401).end() // !
  }
  next()
})`),
  },
]
