/** A small file in the manner of a framework, and how many of its 401s lack a challenge. */
export interface Form {
  readonly title: string
  readonly bare: number
  readonly code: string
  readonly path?: string
  /** Further files, by path. */
  readonly others?: Readonly<Record<string, string>>
}

const PACKAGE = (...names: readonly string[]) => ({
  '/project/package.json': JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '*'])) }),
})

export const forms: Readonly<Record<string, readonly Form[]>> = {
  express: [
    {
      title: 'CommonJS, no types, a router in its own file',
      bare: 2,
      code: `const router = require('express').Router()
router.get('/', function (req, res) {
  if (!req.headers.authorization) return res.status(401).json({ error: 'no' })
  res.json({})
})
router.use((err, req, res, next) => res.sendStatus(401))
module.exports = router`,
    },
    {
      title: 'a named middleware that is exported',
      bare: 1,
      code: `import type { Request, Response, NextFunction } from 'express'
export function requireUser(req: Request, res: Response, next: NextFunction) {
  if (!req.user) {
    res.status(401).send('no')
    return
  }
  next()
}`,
    },
    {
      title: 'another name for the parameter, known by its type',
      bare: 1,
      code: `import { Response as Out } from 'express'
export const deny = (_: unknown, out: Out) => out.status(401).end()`,
    },
    {
      title: 'an object with a status method is no response',
      bare: 0,
      code: `import express from 'express'
const job = makeJob()
job.status(401).send('x')
cache.get('key').status(401).send()`,
    },
    {
      title: 'middleware of the project adds the header to everything',
      bare: 0,
      code: `import express from 'express'
const app = express()
app.use((req, res, next) => { res.set('WWW-Authenticate', 'Bearer'); next() })
app.get('/', (req, res) => res.status(401).json({}))`,
    },
    {
      title: 'the error middleware puts the challenge on what is thrown',
      bare: 0,
      code: `import express from 'express'
import createError from 'http-errors'
const app = express()
app.get('/', () => { throw createError(401) })
app.use((err, req, res, next) => {
  if (err.status === 401) res.set('WWW-Authenticate', 'Bearer')
  res.status(err.status).json({})
})`,
    },
  ],
  fastify: [
    {
      title: 'a plugin in CommonJS',
      bare: 2,
      code: `const fp = require('fastify-plugin')
module.exports = fp(async function (fastify, opts) {
  fastify.decorate('authenticate', async function (request, reply) {
    if (!request.headers.authorization) return reply.code(401).send()
  })
  fastify.addHook('onRequest', async (req, res) => { res.status(401).send({}) })
})`,
    },
    {
      title: 'a handler in the route options, names of Express',
      bare: 1,
      code: `import { FastifyInstance } from 'fastify'
export default async function routes(fastify: FastifyInstance) {
  fastify.route({ method: 'GET', url: '/', preHandler: async (req, res) => { res.status(401).send() }, handler: () => 'x' })
}`,
    },
    {
      title: 'a type on the parameter',
      bare: 1,
      code: `import type { FastifyReply, FastifyRequest } from 'fastify'
export async function deny(_request: FastifyRequest, out: FastifyReply) {
  return out.code(401).send()
}`,
    },
    {
      title: 'decorateReply with this',
      bare: 1,
      code: `import Fastify from 'fastify'
const app = Fastify()
app.decorateReply('deny', function () { return this.code(401).send() })`,
    },
    {
      title: 'an onSend hook adds the header to 401s',
      bare: 0,
      code: `import Fastify from 'fastify'
const app = Fastify()
app.addHook('onSend', async (request, reply) => {
  if (reply.statusCode === 401) reply.header('WWW-Authenticate', 'Bearer')
})
app.get('/', (request, reply) => reply.code(401).send())`,
    },
    {
      title: 'setErrorHandler answers 401s with the challenge',
      bare: 0,
      code: `import Fastify from 'fastify'
const app = Fastify()
app.setErrorHandler((error, request, reply) => {
  if (error.statusCode === 401) reply.header('WWW-Authenticate', 'Bearer')
  reply.code(error.statusCode).send()
})
app.get('/', async () => { throw app.httpErrors.unauthorized() })`,
    },
  ],
  next: [
    {
      title: 'a function of a route file',
      path: '/project/src/app/api/me/route.ts',
      bare: 2,
      code: `import { NextResponse, type NextRequest } from 'next/server'
export async function GET(request: NextRequest) {
  const token = request.headers.get('authorization')
  if (!token) return NextResponse.json({ error: 'no' }, { status: 401 })
  return new Response('no', { status: 401 })
}`,
    },
    {
      title: 'the Pages API with a type and with none',
      path: '/project/pages/api/me.ts',
      others: PACKAGE('next'),
      bare: 2,
      code: `import type { NextApiRequest, NextApiResponse } from 'next'
const check = (out: NextApiResponse) => out.status(401).end()
export default function handler(req, response) {
  if (!req.cookies.session) return response.status(401).json({})
  check(response)
}`,
    },
    {
      title: 'a wrapper of handlers',
      path: '/project/lib/with-auth.ts',
      bare: 1,
      code: `import type { NextApiHandler } from 'next'
export const withAuth = (handler: NextApiHandler): NextApiHandler => async (req, res) => {
  if (!req.headers.authorization) return res.status(401).end()
  return handler(req, res)
}`,
    },
  ],
  hono: [
    {
      title: 'middleware and a handler',
      bare: 3,
      code: `import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
const guard = createMiddleware(async (c, next) => {
  if (!c.req.header('authorization')) return c.json({ error: 'no' }, 401)
  await next()
})
const app = new Hono()
app.use('/api/*', guard)
app.get('/', (c) => { throw new HTTPException(401, { message: 'no' }) })
app.post('/', async (context) => context.text('no', 401))`,
    },
    {
      title: 'a type on the parameter',
      bare: 1,
      code: `import type { Context } from 'hono'
export const deny = (it: Context) => it.json({}, 401)`,
    },
    {
      title: 'onError adds the header',
      bare: 0,
      code: `import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
const app = new Hono()
app.onError((err, c) => {
  c.header('WWW-Authenticate', 'Bearer')
  return c.json({}, err.status)
})
app.get('/', () => { throw new HTTPException(401) })`,
    },
  ],
  koa: [
    {
      title: 'a router, a type, a central catch',
      bare: 3,
      code: `import Router from '@koa/router'
import type { Context, Next } from 'koa'
const router = new Router()
router.get('/', async (ctx) => { ctx.throw(401, 'no') })
router.post('/', async (context) => { context.status = 401 })
export async function deny(it: Context, next: Next) {
  it.status = 401
  it.body = {}
}`,
    },
  ],
  nest: [
    {
      title: 'a guard, a service, an enum',
      path: '/project/src/auth.guard.ts',
      bare: 3,
      code: `import { CanActivate, ExecutionContext, HttpException, HttpStatus, Injectable, UnauthorizedException } from '@nestjs/common'
@Injectable()
export class AuthGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest()
    if (!request.headers.authorization) throw new UnauthorizedException('no')
    try {
      verify(request)
    } catch {
      throw new UnauthorizedException()
    }
    if (request.expired) throw new HttpException('no', HttpStatus.UNAUTHORIZED)
    return true
  }
}`,
    },
    {
      title: 'a filter that sends a 401 through getResponse()',
      path: '/project/src/all.filter.ts',
      bare: 1,
      code: `import { ArgumentsHost, Catch, ExceptionFilter } from '@nestjs/common'
@Catch()
export class All implements ExceptionFilter {
  catch(exception: unknown, host: ArgumentsHost) {
    const out = host.switchToHttp().getResponse()
    out.status(401).json({})
  }
}`,
    },
    {
      title: 'an exception class of the project',
      path: '/project/src/token.exception.ts',
      bare: 1,
      code: `import { UnauthorizedException } from '@nestjs/common'
export class TokenExpired extends UnauthorizedException {
  constructor() { super('expired') }
}
export function check() { throw new TokenExpired() }`,
    },
  ],
  sveltekit: [
    {
      title: 'load and endpoint',
      path: '/project/src/routes/+page.server.ts',
      bare: 1,
      code: `import { error } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'
export const load: PageServerLoad = async ({ locals }) => {
  if (!locals.user) throw error(401, 'no')
  return {}
}`,
    },
    {
      title: 'setHeaders of the event as a whole',
      path: '/project/src/routes/+server.ts',
      bare: 0,
      code: `import { error } from '@sveltejs/kit'
export async function GET(event) {
  event.setHeaders({ 'WWW-Authenticate': 'Bearer' })
  error(401, 'no')
}`,
    },
  ],
  remix: [
    {
      title: 'a loader that throws and an action that returns',
      path: '/project/app/routes/me.tsx',
      bare: 2,
      code: `import { json, type LoaderFunctionArgs } from '@remix-run/node'
export async function loader({ request }: LoaderFunctionArgs) {
  if (!request.headers.get('cookie')) throw json({ error: 'no' }, { status: 401 })
  return null
}
export async function action() {
  return json({ error: 'no' }, 401)
}`,
    },
  ],
  h3: [
    {
      title: 'a Nuxt server route: everything is in scope by itself',
      path: '/project/server/api/me.get.ts',
      others: PACKAGE('nuxt'),
      bare: 2,
      code: `export default defineEventHandler(async (event) => {
  if (!getHeader(event, 'authorization')) throw createError({ statusCode: 401, statusMessage: 'Unauthorized' })
  setResponseStatus(event, 401)
  return {}
})`,
    },
    {
      title: 'the header set before the throw',
      path: '/project/server/api/me.get.ts',
      others: PACKAGE('nuxt'),
      bare: 0,
      code: `export default defineEventHandler((event) => {
  setResponseHeader(event, 'WWW-Authenticate', 'Bearer')
  throw createError({ statusCode: 401 })
})`,
    },
  ],
  hapi: [
    {
      title: 'a scheme, a route and a thrown Boom',
      bare: 3,
      code: `const Boom = require('@hapi/boom')
const Hapi = require('@hapi/hapi')
const server = Hapi.server()
server.auth.scheme('token', () => ({
  authenticate: (request, h) => h.response({ error: 'no' }).code(401).takeover(),
}))
server.route({ method: 'GET', path: '/', handler: async (request, h) => { throw Boom.unauthorized('no') } })
server.route({ method: 'POST', path: '/', options: { handler: (request, toolkit) => toolkit.response().code(401) } })`,
    },
  ],
  trpc: [
    {
      title: 'a middleware',
      bare: 1,
      code: `import { initTRPC, TRPCError } from '@trpc/server'
const t = initTRPC.context<Context>().create()
export const protectedProcedure = t.procedure.use(({ ctx, next }) => {
  if (!ctx.session?.user) throw new TRPCError({ code: 'UNAUTHORIZED' })
  return next({ ctx })
})`,
    },
    {
      title: 'responseMeta of the same file adds the header',
      bare: 0,
      code: `import { initTRPC, TRPCError } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
const t = initTRPC.create()
const router = t.router({ me: t.procedure.query(() => { throw new TRPCError({ code: 'UNAUTHORIZED' }) }) })
export const GET = (req: Request) => fetchRequestHandler({
  endpoint: '/api',
  req,
  router,
  responseMeta({ errors }) {
    return errors.some((error) => error.code === 'UNAUTHORIZED') ? { headers: { 'WWW-Authenticate': 'Bearer' } } : {}
  },
})`,
    },
  ],
  elysia: [
    {
      title: 'a guard and a macro',
      bare: 2,
      code: `import { Elysia } from 'elysia'
export const app = new Elysia()
  .onBeforeHandle(({ set, headers }) => {
    if (!headers.authorization) {
      set.status = 401
      return 'no'
    }
  })
  .get('/', (ctx) => ctx.status(401, 'no'))`,
    },
  ],
  node: [
    {
      title: 'a server with names of its own',
      bare: 2,
      code: `const http = require('http')
http.createServer((incoming, out) => {
  if (!incoming.headers.authorization) {
    out.statusCode = 401
    return out.end()
  }
  out.writeHead(401, { 'Content-Type': 'text/plain' }).end('no')
})`,
    },
    {
      title: 'an upgrade on a socket is no response',
      bare: 0,
      code: `server.on('upgrade', (request, socket) => { socket.write('HTTP/1.1 401 Unauthorized\\r\\n\\r\\n'); socket.destroy() })`,
    },
  ],
}
