import { express, next, type Case } from './marks.js'

/** A 403 that is right, or cannot be told from one that is. */
export const ordinary: readonly Case[] = [
  {
    name: 'CSRF, origin, address, feature, registration',
    files: express(`
app.post('/', (req, res) => {
  if (!req.headers['x-csrf-token']) return res.sendStatus(403)
  if (req.headers.origin !== config.origin) return res.sendStatus(403)
  if (!allowedIps.includes(req.ip)) return res.sendStatus(403)
  if (!config.registrationEnabled) return res.sendStatus(403)
  if (!isCodeEvalEnabled()) return res.sendStatus(403)
  res.json({})
})`),
  },
  {
    name: 'rights of a known caller',
    files: express(`
app.get('/', (req, res) => {
  if (!req.user) return res.sendStatus(401)
  if (req.user.role !== 'admin') return res.sendStatus(403)
  if (!req.user.canExport) return res.sendStatus(403)
  res.json({})
})`),
  },
  {
    name: 'nobody or the wrong one, in one condition',
    files: express(`
app.get('/', (req, res) => {
  if (!req.user?.isAdmin) return res.sendStatus(403)
  const teamId = req.user?.team
  if (teamId == null) return res.sendStatus(403)
  res.json({})
})`),
  },
  {
    name: 'rows that are called account, member or user',
    files: express(`
app.get('/', async (req, res) => {
  const account = await accounts.account({ id: req.params.id })
  if (!account) return res.sendStatus(403)
  const organizationUser = await members.byOrganization(req.params.org, req.params.user)
  if (!organizationUser) return res.sendStatus(403)
  const user = await User.findOne({ email: req.body.email })
  if (!user) return res.sendStatus(403)
  res.json({})
})`),
  },
  {
    name: 'an ability that is asked for',
    files: express(`
app.get('/', async (req, res) => {
  const { ability } = await context(req)
  if (!checkAuth(ability, 'read', req.params.id)) return res.sendStatus(403)
  res.json({})
})`),
  },
  {
    name: 'links that were signed for whoever holds them',
    files: {
      'src/s3/signed-upload.ts': `
import { NextResponse } from 'next/server'
import { timingSafeEqual } from 'node:crypto'
export async function PUT(request: Request) {
  const signature = request.headers.get('x-signature')
  if (!timingSafeEqual(Buffer.from(signature), expected)) return NextResponse.json({}, { status: 403 })
  return NextResponse.json({})
}`,
    },
  },
  {
    name: 'a preview secret in the address',
    files: next(`
export async function GET(request: Request) {
  const secret = new URL(request.url).searchParams.get('secret')
  if (secret !== process.env.PREVIEW_SECRET) return new Response('no', { status: 403 })
  return new Response('ok')
}`),
  },
  {
    name: 'a wrong code of a known caller',
    files: express(`
app.post('/', (req, res) => {
  if (!req.user) return res.sendStatus(401)
  if (req.body.code !== req.user.resetCode) return res.sendStatus(403)
  res.json({})
})`),
  },
  {
    name: 'the password of a caller who is known already',
    files: {
      'src/auth.service.ts': `
import { ForbiddenException, Injectable } from '@nestjs/common'
import * as argon from 'argon2'
@Injectable()
export class AuthService {
  async changePassword(user: User, newPassword: string, oldPassword?: string) {
    const isPasswordValid = !user.password || (await argon.verify(user.password, oldPassword))
    if (!isPasswordValid) throw new ForbiddenException('Invalid password')
  }
  async disableTotp(user: User, password: string) {
    if (!this.verifyPassword(user, password)) throw new ForbiddenException('Invalid password')
  }
}`,
      'src/auth.controller.ts': `
import { Body, Controller, Post, UseGuards } from '@nestjs/common'
import { AuthService } from './auth.service'
@Controller('auth')
export class AuthController {
  constructor(private authService: AuthService) {}
  @Post('totp/disable')
  @UseGuards(JwtGuard)
  async disable(@GetUser() user: User, @Body() body: PasswordDto) {
    return this.authService.disableTotp(user, body.password)
  }
}`,
      'package.json': '{ "name": "api", "dependencies": { "@nestjs/common": "11" } }',
    },
  },
  {
    name: 'the password of a thing that is shared',
    files: express(`
app.post('/shares/:id/token', async (req, res) => {
  const share = await Share.findById(req.params.id)
  if (!(await argon.verify(share.security.password, req.body.password))) return res.sendStatus(403)
  res.json({})
})
app.get('/shares/:id', async (req, res) => {
  if (!(await shares.verifyShareToken(req.params.id, req.cookies.share))) return res.sendStatus(403)
  res.json({})
})`),
  },
  {
    name: 'an actor who is no user, and a session that has to be confirmed once more',
    files: express(`
app.post('/tokens', async (req, res) => {
  const { actor } = req.body
  if (!actor.user) return res.status(403).json('an application cannot do this')
  if (!verifyStepUpSession(req, deps)) return res.status(403).json('log in again')
  res.json({})
})`),
  },
]
