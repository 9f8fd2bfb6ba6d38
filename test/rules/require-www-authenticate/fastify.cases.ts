import { manifest } from '../../support/project.js'
import type { Case } from './cases.js'

const app = (body: string): Case['files'] => ({
  'package.json': manifest('fastify', '@fastify/sensible', '@fastify/jwt'),
  'src/app.ts': `import Fastify from 'fastify'\nconst app = Fastify()\n${body}`,
})

export const fastifyCases: readonly Case[] = [
  {
    name: 'an error on a response whose status is set',
    files: {
      'package.json': manifest('fastify', 'express', 'http-errors', '@fastify/error'),
      'src/errors.js': `import makeError from '@fastify/error'
export const Denied = makeError('DENIED', 'Denied', 401)`,
      'src/app.js': `import Fastify from 'fastify'
import createError from 'http-errors'
import { Denied } from './errors'
const app = Fastify()
app.get('/a', (request, reply) => {
  reply
    .code(401) // !
    .send(createError(401))
})
app.get('/b', (request, reply) => reply.code(401).send(new Denied())) // !
app.get('/c', (request, reply) => reply.code(401).send(Object.assign(new Error('no'), { statusCode: 401 }))) // !
app.get('/d', (request, reply) => reply.header('WWW-Authenticate', 'Bearer').code(401).send(new Denied()))
app.get('/e', (request, reply) => reply.send(createError(401))) // !
app.get('/f', (request, reply) => reply.send({ statusCode: 401, message: 'no' }))`,
      'src/express.js': `import express from 'express'
import createError from 'http-errors'
express().get('/', (req, res) => res.send(createError(401)))`,
    },
  },
  {
    name: 'code and send',
    files: app(`app.get('/', async (request, reply) => reply.code(401).send({ error: 'no' })) // !`),
  },
  { name: 'status and send', files: app(`app.get('/', async (request, reply) => { reply.status(401).send() }) // !`) },
  { name: 'a response by another name', files: app(`app.get('/', async (req, res) => res.status(401).send({})) // !`) },
  {
    name: 'statusCode',
    files: app(`app.get('/', async (request, reply) => {
  reply.statusCode = 401 // !
  return { error: 'no' }
})`),
  },
  {
    name: 'sensible',
    files: app(`app.get('/a', async (request, reply) => reply.unauthorized()) // !
app.get('/b', async () => { throw app.httpErrors.unauthorized() }) // !
app.get('/c', async (request) => { app.assert(request.headers.authorization, 401) }) // !`),
  },
  {
    name: 'a hook',
    files: app(`app.addHook('onRequest', async (request, reply) => {
  if (!request.headers.authorization) return reply.code(401).send() // !
})`),
  },
  {
    name: 'a route of options',
    files: app(
      `app.route({ method: 'GET', url: '/', preHandler: async (request, reply) => { reply.code(401).send() }, handler: show }) // !`,
    ),
  },
  { name: 'a decorated reply', files: app(`app.decorateReply('deny', function () { this.code(401).send() }) // !`) },
  {
    name: 'the error of the jwt plugin, handed on',
    files: app(`app.decorate('authenticate', async function (request, reply) {
  try {
    await request.jwtVerify()
  } catch (err) {
    reply.send(err) // !
  }
})`),
  },
  {
    name: 'the error of the jwt plugin under a namespace',
    files: app(`app.decorate('authenticate', async function (request, reply) {
  try { await request.accessJwtVerify() } catch (err) {
    reply.send(err) // !
  }
})`),
  },
  {
    name: 'a thrown object',
    files: app(`app.get('/', async () => {
  throw { statusCode: 401, message: 'no' } // !
})`),
  },
  {
    name: 'an assigned error',
    files: app(`app.get('/', async () => {
  throw Object.assign(new Error('no'), { statusCode: 401 }) // !
})`),
  },
  {
    name: 'an error handler',
    files: app(`app.setErrorHandler((error, request, reply) => {
  if (error.code === 'FST_JWT_NO_AUTHORIZATION_IN_HEADER') return reply.code(401).send({ error: 'no' }) // !
  reply.send(error)
})`),
  },
  {
    name: 'the raw response does not see headers of the reply',
    files: app(`app.get('/', async (request, reply) => {
  reply.header('WWW-Authenticate', 'Bearer')
  reply.hijack()
  reply.raw.writeHead(401) // !
  reply.raw.end()
})`),
  },

  {
    name: 'the header on the reply',
    files: app(`app.get('/a', async (request, reply) => reply.code(401).header('WWW-Authenticate', 'Bearer').send())
app.get('/b', async (request, reply) => { reply.headers({ 'www-authenticate': 'Bearer' }); return reply.code(401).send() })
app.get('/c', async (request, reply) => { reply.header('WWW-Authenticate', 'Bearer'); throw app.httpErrors.unauthorized() })`),
  },
  {
    name: 'an onSend hook adds it',
    files: app(`app.addHook('onSend', async (request, reply) => {
  if (reply.statusCode === 401) reply.header('WWW-Authenticate', 'Bearer realm="api"')
})
app.get('/a', async (request, reply) => reply.code(401).send())`),
  },
  {
    name: 'an error handler adds it to what is thrown, not to what is sent',
    files: app(`app.setErrorHandler((error, request, reply) => {
  if (error.statusCode === 401) reply.header('WWW-Authenticate', 'Bearer realm="api"')
  reply.send(error)
})
app.get('/a', async () => { throw app.httpErrors.unauthorized() })
app.get('/b', async (request, reply) => reply.code(401).send()) // !`),
  },
  {
    name: 'schemas and other senders',
    files: app(`app.get('/', { schema: { response: { 401: error } } }, show)
const upstream = await fetch('/x')
if (upstream.status === 401) retry()`),
  },
]
