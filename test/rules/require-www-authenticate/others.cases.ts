import { manifest } from '../../support/project.js'
import type { Case } from './cases.js'

const of = (
  name: string,
  packages: readonly string[],
  file: string,
  text: string,
  others: Case['files'] = {},
): Case => ({ name, files: { 'package.json': manifest(...packages), [file]: text, ...others } })

export const otherCases: readonly Case[] = [
  of(
    'node:http',
    [],
    'server.js',
    `import http from 'node:http'
http.createServer((req, res) => {
  res.writeHead(401) // !
  res.end()
})
http.createServer((req, res) => {
  res.writeHead(401, ['WWW-Authenticate', 'Bearer'])
  res.end()
})`,
  ),
  of(
    'Hono',
    ['hono'],
    'src/app.ts',
    `import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
const app = new Hono()
app.get('/a', (c) => c.json({ error: 'no' }, 401)) // !
app.get('/b', (c) => { c.status(401); return c.text('no') }) // !
app.get('/c', () => { throw new HTTPException(401, { message: 'no' }) }) // !
app.get('/d', (c) => c.json({}, 401, { 'WWW-Authenticate': 'Bearer' }))
app.get('/e', (c) => { c.header('WWW-Authenticate', 'Bearer'); throw new HTTPException(401) })
app.get('/f', () => { throw new HTTPException(401, { res: new Response('no', { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } }) }) })`,
  ),
  of(
    'Hono with onError',
    ['hono'],
    'src/app.ts',
    `import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
const app = new Hono()
app.onError((err, c) => {
  if (err instanceof HTTPException && err.status === 401) c.header('WWW-Authenticate', 'Bearer')
  return c.json({ error: err.message }, err.status)
})
app.get('/c', () => { throw new HTTPException(401) })`,
  ),
  of(
    'errors of http-errors in Hono',
    ['hono', 'http-errors'],
    'src/app.ts',
    `import { Hono } from 'hono'
import createError from 'http-errors'
const app = new Hono()
app.get('/a', () => { throw createError(401) })
export default app`,
  ),
  of(
    'errors of http-errors in Hono with onError',
    ['hono', 'http-errors'],
    'src/app.ts',
    `import { Hono } from 'hono'
import createError from 'http-errors'
const app = new Hono()
app.onError((err, c) => c.json({ error: err.message }, err.status ?? 500))
app.get('/a', () => { throw createError(401) }) // !
export default app`,
  ),
  of(
    'errors of http-errors in Hono with onError in the file that mounts the routes',
    ['hono', 'http-errors'],
    'src/routes/me.ts',
    `import { Hono } from 'hono'
import createError from 'http-errors'
export const me = new Hono()
me.get('/', () => { throw createError(401) }) // !`,
    {
      'src/app.ts': `import { Hono } from 'hono'
import { me } from './routes/me'
const app = new Hono()
app.route('/me', me)
app.onError((err, c) => c.json({ error: err.message }, err.status))`,
    },
  ),
  of(
    'errors of http-errors and responses that are thrown in Next',
    ['next', 'http-errors'],
    'app/api/me/route.ts',
    `import { NextResponse } from 'next/server'
import createError from 'http-errors'
import { unauthorized } from '@hapi/boom'
import { withErrors } from '../../../lib/errors'
export async function GET() { throw createError(401) }
export const POST = async () => { throw NextResponse.json({}, { status: 401 }) }
export const PATCH = async () => { throw unauthorized('no') }
export const PUT = withErrors(async () => { throw createError(401) }) // !
export const DELETE = withErrors(async () => { throw NextResponse.json({}, { status: 401 }) }) // !
export async function HEAD() {
  try { return await load() } catch (error) { return error }
}
async function load() {
  throw NextResponse.json({}, { status: 401 }) // !
}`,
    {
      'lib/errors.ts': `export const withErrors = (handler) => async (request) => {
  try { return await handler(request) } catch (error) {
    return error instanceof Response ? error : Response.json({}, { status: error.status ?? 500 })
  }
}`,
    },
  ),
  of(
    'an error class made by @fastify/error',
    ['fastify', '@fastify/error'],
    'src/app.js',
    `import Fastify from 'fastify'
import createError from '@fastify/error'
const Denied = createError('DENIED', 'Denied', 401)
const Failed = createError('FAILED', 'Failed')
const app = Fastify()
app.get('/a', async () => { throw new Denied() }) // !
app.get('/b', async () => { throw Denied() }) // !
app.get('/c', (request, reply) => reply.send(new Denied())) // !
app.get('/d', async () => { throw new Failed() })
app.get('/e', (request, reply) => { reply.header('WWW-Authenticate', 'Bearer'); reply.send(new Denied()) })`,
  ),
  of(
    'the errors of sensible in a file that shows no framework',
    ['@fastify/sensible'],
    'src/guard.js',
    `export const guard = (app) => {
  app.addHook('onRequest', async (request) => {
    if (!request.user) throw app.httpErrors.unauthorized() // !
  })
}`,
  ),
  of(
    'what is only called like them, where nobody has sensible',
    ['fastify'],
    'src/guard.js',
    `import { services } from './services.js'
export const guard = async (request) => {
  if (!request.user) throw services.httpErrors.unauthorized()
  if (!request.team) throw services.httpErrors.createError(401)
}`,
  ),
  of(
    'an error class that carries its challenge',
    ['express'],
    'src/errors.ts',
    `import express from 'express'
export class WWWAuthenticateError extends Error {
  status = 401
  constructor(message: string, readonly wwwAuthenticate: Record<string, string>) { super(message) }
  get wwwAuthenticateHeader(): string { return format(this.wwwAuthenticate) }
}
export class InvalidTokenError extends WWWAuthenticateError {
  constructor() { super('Invalid token', { error: 'invalid_token' }) }
}
const app = express()
app.get('/a', () => { throw new InvalidTokenError() })
app.get('/b', () => { throw new WWWAuthenticateError('no', {}) })`,
  ),
  of(
    'a constant of a package in a result object',
    ['express', 'http-status-codes'],
    'src/service.ts',
    `import { StatusCodes } from 'http-status-codes'
import express from 'express'
function check(token?: string) {
  if (!token) return { status: StatusCodes.UNAUTHORIZED, message: 'no' } // !
  return { status: StatusCodes.OK, message: 'yes' }
}
express().get('/', (req, res) => {
  const { status, message } = check(req.headers.authorization)
  res.status(status).json({ message })
})`,
  ),
  of(
    'Koa',
    ['koa'],
    'src/app.js',
    `const Koa = require('koa')
const app = new Koa()
app.use(async (ctx) => { ctx.status = 401 }) // !
app.use(async (ctx) => { ctx.throw(401, 'no') }) // !
app.use(async (ctx) => {
  try { verify(ctx) } catch (err) {
    if (err.name === 'TokenExpiredError') ctx.throw(401, err.message) // !
    ctx.throw(400, err.message)
  }
})
app.use(async (ctx) => { ctx.assert(ctx.get('authorization'), 401) }) // !
app.use(async (ctx) => { ctx.set('WWW-Authenticate', 'Bearer'); ctx.throw(401) }) // !
app.use(async (ctx) => { ctx.set('WWW-Authenticate', 'Bearer'); ctx.status = 401 })
app.use(async (ctx) => { ctx.throw(401, 'no', { headers: { 'WWW-Authenticate': 'Bearer' } }) })`,
  ),
  of(
    'Koa with a middleware that adds it',
    ['koa'],
    'src/app.js',
    `const Koa = require('koa')
const app = new Koa()
app.use(async (ctx, next) => {
  await next()
  if (ctx.status === 401) ctx.set('WWW-Authenticate', 'Bearer')
})
app.use(async (ctx) => { ctx.status = 401 })`,
  ),
  of(
    'NestJS',
    ['@nestjs/common'],
    'src/auth.guard.ts',
    `import { CanActivate, HttpException, HttpStatus, Injectable, UnauthorizedException } from '@nestjs/common'
@Injectable()
export class AuthGuard implements CanActivate {
  canActivate(context) {
    if (context.a) throw new UnauthorizedException('no') // !
    if (context.b) throw new HttpException('no', HttpStatus.UNAUTHORIZED) // !
    return true
  }
}`,
  ),
  of(
    'NestJS, imported from files inside the package',
    ['@nestjs/common'],
    'src/user.controller.ts',
    `import { Controller, Post } from '@nestjs/common'
import { HttpException } from '@nestjs/common/exceptions/http.exception'
@Controller('user')
export class UserController {
  @Post()
  login() { throw new HttpException('no', 401) } // !
}`,
  ),
  of(
    'NestJS with a filter',
    ['@nestjs/common'],
    'src/auth.guard.ts',
    `import { CanActivate, UnauthorizedException } from '@nestjs/common'
export class AuthGuard implements CanActivate {
  canActivate() { throw new UnauthorizedException() }
}`,
    {
      'src/filters/challenge.filter.ts': `import { ArgumentsHost, Catch, ExceptionFilter, UnauthorizedException } from '@nestjs/common'
@Catch(UnauthorizedException)
export class ChallengeFilter implements ExceptionFilter {
  catch(exception: UnauthorizedException, host: ArgumentsHost) {
    const response = host.switchToHttp().getResponse()
    response.header('WWW-Authenticate', 'Bearer').status(401).json(exception.getResponse())
  }
}`,
    },
  ),
  of(
    'SvelteKit',
    ['@sveltejs/kit'],
    'src/routes/api/+server.ts',
    `import { error, json } from '@sveltejs/kit'
export const GET = async () => { throw error(401, 'no') } // !
export const POST = async () => { throw error(401) } // !
export const PUT = async () => json({}, { status: 401 }) // !
export const PATCH = async () => json({}, { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } })`,
  ),
  of(
    'SvelteKit with handle',
    ['@sveltejs/kit'],
    'src/routes/api/+server.ts',
    `import { error } from '@sveltejs/kit'
export const GET = async () => { throw error(401, 'no') }`,
    {
      'src/hooks.server.ts': `export const handle = async ({ event, resolve }) => {
  const response = await resolve(event)
  if (response.status === 401) response.headers.set('WWW-Authenticate', 'Bearer')
  return response
}`,
    },
  ),
  of(
    'Remix',
    ['@remix-run/node'],
    'app/routes/api.me.ts',
    `import { json } from '@remix-run/node'
export const loader = async () => json({ error: 'no' }, { status: 401 }) // !
export const action = async () => { throw json({ error: 'no' }, 401) } // !`,
  ),
  of(
    'h3',
    ['h3'],
    'server/api/me.get.ts',
    `import { createError, defineEventHandler, setResponseHeader, setResponseStatus } from 'h3'
export const one = defineEventHandler(() => { throw createError({ statusCode: 401, message: 'no' }) }) // !
export const two = defineEventHandler((event) => {
  setResponseStatus(event, 401) // !
  return 'no'
})
export const three = defineEventHandler((event) => { setResponseHeader(event, 'WWW-Authenticate', 'Bearer'); setResponseStatus(event, 401); return 'no' })`,
  ),
  of(
    'hapi',
    ['@hapi/hapi', '@hapi/boom'],
    'lib/routes.js',
    `const Boom = require('@hapi/boom')
server.route({ method: 'GET', path: '/a', handler: (request, h) => h.response('no').code(401) }) // !
server.route({ method: 'GET', path: '/b', handler: () => Boom.unauthorized('no') }) // !
server.route({ method: 'GET', path: '/c', handler: () => { throw Boom.unauthorized('no') } }) // !
server.route({ method: 'GET', path: '/d', handler: () => { throw Boom.unauthorized('no', 'Bearer') } })
server.route({ method: 'GET', path: '/e', handler: (request, h) => h.response('no').code(401).header('WWW-Authenticate', 'Bearer') })`,
  ),
  of(
    'tRPC',
    ['@trpc/server'],
    'src/trpc.ts',
    `import { TRPCError } from '@trpc/server'
export const guarded = t.procedure.use(({ ctx, next }) => {
  if (!ctx.session) throw new TRPCError({ code: 'UNAUTHORIZED' }) // !
  return next()
})`,
  ),
  of(
    'Elysia',
    ['elysia'],
    'src/app.ts',
    `import { Elysia } from 'elysia'
new Elysia()
  .get('/a', ({ set }) => { set.status = 401; return 'no' }) // !
  .get('/b', ({ set }) => { set.headers['www-authenticate'] = 'Bearer'; set.status = 401; return 'no' })`,
  ),
  of(
    'a method that is put on what the responses of Express inherit from',
    ['express', 'axios'],
    'src/response.ts',
    `import express, { response } from 'express'
import axios from 'axios'
import { app as other } from './app'
response.deny = function (content: unknown) {
  this.status(401).send(content) // !
}
express.response.refuse = function () {
  return [1].map(() => this.sendStatus(401)) // !
}
const app = express()
app.response.turnAway = function () { this.status(401).json({}) } // !
Object.assign(app.response, {
  one() { this.sendStatus(401) }, // !
  two: function () { this.set('WWW-Authenticate', 'Bearer').sendStatus(401) },
})
app.use((req, res, next) => {
  res.no = function (text) { return this.status(401).send(text) } // !
  next()
})
const client = axios.create()
client.response.deny = function () { this.status(401).send() }
const job = { deny() { this.status(401) } }`,
  ),
  of(
    'a method that is put on the context or the response of Koa',
    ['koa'],
    'src/app.ts',
    `import Koa from 'koa'
const app = new Koa()
app.context.deny = function () {
  this.status = 401 // !
  this.body = 'no'
}
app.response.deny = function () { this.status = 401 } // !
Object.assign(app.context, { refuse() { this.throw(401) } }) // !
app.context.ok = function () {
  this.set('WWW-Authenticate', 'Bearer')
  this.status = 401
}`,
  ),
  of(
    'a method that is put on what the responses of node:http inherit from',
    [],
    'server.js',
    `import http, { ServerResponse } from 'node:http'
ServerResponse.prototype.deny = function () {
  this.writeHead(401) // !
  this.end()
}
http.ServerResponse.prototype.refuse = function () { this.statusCode = 401; this.end() } // !
class Answer {}
Answer.prototype.deny = function () { this.writeHead(401) }`,
  ),
]
