import { manifest } from '../../support/project.js'
import { express, next, type Case } from './marks.js'

/** 401s that answer the result of a check, or a token that does not fit: nobody is known as long as that is being tested. */
export const legalByCheck: readonly Case[] = [
  ...['ok', 'success', 'valid', 'isValid', 'authenticated', 'matched'].map((property) => ({
    name: `the result of a check of a token says ${property}`,
    files: express(`
app.get('/', async (req, res) => {
  const result = await verifyToken(req.headers.authorization)
  if (!result.${property}) return res.status(401).json({ error: 'log in' })
  res.json({})
})`),
  })),
  {
    name: 'a check gives back an error, a code, a response, or has a method that says so',
    files: express(`
app.get('/a', async (req, res) => {
  const checked = await validateUser(req)
  if (checked.error) return res.sendStatus(401)
  res.json({})
})
app.get('/b', async (req, res) => {
  const answer = await checkAuth(req)
  if (answer.status !== 200) return res.sendStatus(401)
  res.json({})
})
app.get('/c', async (req, res) => {
  const { status } = await authenticateRequest(req)
  if (status === 'signed-out') return res.sendStatus(401)
  res.json({})
})
app.get('/d', async (req, res) => {
  const verified = await verifyJwt(req.headers.authorization)
  if (verified.isErr()) return res.sendStatus(401)
  res.json({})
})
app.get('/e', async (req, res) => {
  const outcome = await verifyRequest(req)
  switch (outcome.kind) {
    case 'expired':
      return res.sendStatus(401)
  }
  res.json({})
})`),
  },
  {
    name: 'a check of a session in a route handler says that it is not valid',
    files: next(`
export async function GET(request: Request) {
  const auth = await verifyAuth(request)
  if (!auth.valid) return NextResponse.json({ error: 'log in' }, { status: 401 })
  return NextResponse.json({})
}`),
  },
  {
    name: 'a token is only taken apart',
    files: express(`
const { decodeToken } = require('./tokens')
app.get('/', async (req, res) => {
  const token = decodeToken(req)
  if (!token) return res.sendStatus(401)
  if (!token.roles.includes('reader')) return res.sendStatus(401)
  res.json({})
})
app.put('/', (req, res) => {
  const claims = jwt.decode(req.headers.authorization)
  if (claims.role !== 'admin') return res.sendStatus(401)
  res.json({})
})`),
  },
  {
    name: 'a token was made for somebody else, or by somebody else, or for something else, or too long ago',
    files: {
      'package.json': manifest('fastify', '@fastify/jwt'),
      'src/server.ts': `
import Fastify from 'fastify'
import { accepted, issuer } from './config.js'
const app = Fastify()
app.get('/', async (request, reply) => {
  await request.jwtVerify()
  if (!accepted.includes(request.user.aud)) return reply.code(401).send()
  if (request.user.iss !== issuer) return reply.code(401).send()
  if (request.user.token_use === 'id') return reply.code(401).send()
  const { exp } = request.user
  if (exp < Date.now() / 1000) return reply.code(401).send()
  const payload = await verifyToken(request.headers.authorization)
  if (payload.type === 'refresh') return reply.code(401).send()
  return []
})`,
    },
  },
  {
    name: 'a row that may be missing because nobody is there',
    files: express(`
app.get('/a', async (req, res) => {
  const user = await currentUser(req)
  const member = user ? await db.member.findUnique({ where: { userId: user.id }, include: { roles: true } }) : null
  if (!member) return res.sendStatus(401)
  res.json({})
})
app.get('/b', async (req, res) => {
  const team = await db.team.findFirst({ where: { slug: req.params.team, ownerId: req.session?.user?.id }, include: { plan: true } })
  if (!team) return res.sendStatus(401)
  res.json({})
})
app.get('/c', async (req, res) => {
  const user = await currentUser(req)
  const isMember = user && (await db.member.count({ where: { team: req.params.team, userId: user.id } })) > 0
  if (!isMember) return res.sendStatus(401)
  res.json({})
})`),
  },
  {
    name: 'the answer says itself that the token is invalid',
    files: express(`
app.get('/a', requireUser, (req, res) => {
  if (!req.user) return res.sendStatus(401)
  if (!req.user.scopes.includes('read')) return res.status(401).json({ error: 'invalid_token' })
  res.json({})
})
app.get('/b', (req, res) => {
  if (req.user.tenant !== req.params.tenant) {
    res.set('WWW-Authenticate', 'Bearer error="invalid_token"')
    return res.status(401).end()
  }
  res.json({})
})
app.get('/c', (req, res) => {
  if (req.user.role !== 'admin') return res.status(401).json({ code: Codes.INVALID_TOKEN })
  res.json({})
})`),
  },
]

/** A caller who is known because a check of him has come out well. */
export const knownByCheck: readonly Case[] = [
  {
    name: 'rights of him whom a check let through',
    files: express(`
app.get('/', async (req, res) => {
  const result = await verifyToken(req.headers.authorization)
  if (!result.ok) return res.sendStatus(401)
  if (!result.user.isAdmin) return res.sendStatus(401) // !
  if (result.user.plan !== 'pro') return res.sendStatus(401) // !
  res.json({})
})
app.put('/', async (req, res) => {
  const { error, user } = await verifyToken(req.headers.authorization)
  if (error) return res.sendStatus(401)
  if (user.role !== 'admin') return res.sendStatus(401) // !
  res.json({})
})`),
  },
  {
    name: 'a parameter whose absence is answered',
    files: {
      'package.json': manifest('@nestjs/common'),
      'src/notes.service.ts': `
import { UnauthorizedException } from '@nestjs/common'
import { notes, type User } from './notes'
export class NotesService {
  async remove(currentUser: User | undefined, id: string) {
    if (!currentUser) throw new UnauthorizedException('log in')
    const note = await notes.findOne({ id })
    if (note.ownerId !== currentUser.id) throw new UnauthorizedException('not yours') // !
  }
  async rename(currentUser: User | undefined, id: string) {
    if (currentUser) throw new UnauthorizedException('log out first')
    const note = await notes.findOne({ id })
    if (note.ownerId !== id) throw new UnauthorizedException('not yours')
  }
}`,
    },
  },
  {
    name: 'a record of the caller under a condition, tested',
    files: express(`
app.get('/', async (req, res) => {
  const user = await currentUser(req)
  const member = user ? await db.member.findUnique({ where: { id: user.id }, include: { roles: true } }) : null
  if (!member) return res.sendStatus(401)
  const team = await db.team.findFirst({ where: { id: req.params.team, members: { some: { id: member.id } } } })
  if (!team) return res.sendStatus(401) // !
  res.json(team)
})`),
  },
]

/** 403s that answer a token which did not pass its check. */
export const strangersByCheck: readonly Case[] = [
  {
    name: 'the result of a check of a token',
    files: express(`
app.get('/a', async (req, res) => {
  const result = await verifyToken(req.headers.authorization)
  if (!result.ok) return res.sendStatus(403) // !
  res.json({})
})
app.get('/b', async (req, res) => {
  const { error } = await verifyToken(req.headers.authorization)
  if (error) return res.sendStatus(403) // !
  res.json({})
})
app.get('/c', async (req, res) => {
  const result = await verifyToken(req.headers.authorization)
  if ('error' in result) return res.sendStatus(403) // !
  res.json({})
})`),
  },
  {
    name: 'claims that do not fit the token',
    files: express(`
app.get('/', async (req, res) => {
  const claims = jwt.verify(req.headers.authorization, key)
  if (!claims.iat) return res.sendStatus(403) // !
  if (claims.aud !== process.env.AUDIENCE) return res.sendStatus(403) // !
  const other = jwt.verify(req.body.refreshToken, key)
  if (claims.sub !== other.sub) return res.sendStatus(403) // !
  res.json({})
})`),
  },
]

/** 403s that are right, or cannot be told from such, beside a check. */
export const ordinaryByCheck: readonly Case[] = [
  {
    name: 'what a check says of rights, and an answer that names a missing scope',
    files: express(`
app.get('/a', async (req, res) => {
  const result = await verifyToken(req.headers.authorization)
  if (!result.isAdmin) return res.sendStatus(403)
  res.json({})
})
app.get('/b', async (req, res) => {
  const checked = await checkQuota(req)
  if (!checked.ok) return res.sendStatus(403)
  res.json({})
})
app.get('/c', async (req, res) => {
  const isValid = await verifyToken(req.headers.authorization, 'write')
  if (!isValid) return res.status(403).set('WWW-Authenticate', 'Bearer error="insufficient_scope"').end()
  res.json({})
})`),
  },
]
