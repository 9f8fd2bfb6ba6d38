/** Handlers in the forms that the codemod rewrites, as text: each file registers one route a form. */

export const EXPRESS = `'use strict'

module.exports = (app) => {
  app.get('/json', (req, res) => res.status(401).json({ error: 'login' }))
  app.get('/send-status', (req, res) => {
    res.sendStatus(401)
  })
  app.get('/two-statements', (req, res) => {
    res.status(401)
    res.set('X-Request-Id', '7')
    res.json({ error: 'two' })
  })
  app.get('/status-code', (req, res) => {
    res.statusCode = 401
    res.end('no')
  })
  app.get('/write-head', (req, res) => {
    res.writeHead(401, { 'Content-Type': 'text/plain', 'X-Kept': 'yes' }).end('denied')
  })
  app.get('/redirect', (req, res) => res.redirect(401, '/login'))
  app.get('/ternary', (req, res) => (req.url.includes('ok') ? res.json({}) : res.status(401).type('text').send('später')))
  app.get('/helper', (req, res) => deny(res, 'from a helper'))
  app.get('/cookie', (req, res) => {
    res.cookie('a', '1')
    res.cookie('b', '2').status(401).send('cookies stay')
  })
}

function deny(res, message) {
  return res.status(401).json({ message })
}
`

export const FASTIFY = `'use strict'

module.exports = async (app) => {
  app.get('/json', async (request, reply) => reply.code(401).send({ error: 'login' }))
  app.get('/status', (request, reply) => {
    reply.status(401).header('X-Kept', 'yes').send('text')
  })
  app.get('/two-statements', async (request, reply) => {
    reply.code(401)
    return reply.send({ error: 'two' })
  })
  app.get('/hook', { preHandler: async (request, reply) => reply.code(401).send({ error: 'hook' }) }, async () => 'never')
  app.get('/helper', async (request, reply) => deny(reply))
}

function deny(reply) {
  return reply.code(401).send({ message: 'from a helper' })
}
`

export const NEXT_ROUTE = `import { NextResponse } from 'next/server'

const handlers = {
  json: () => NextResponse.json({ error: 'login' }, { status: 401 }),
  plain: () => new NextResponse('no', { status: 401, headers: { 'X-Kept': 'yes' } }),
  web: () => new Response('bad key', { status: 401 }),
  'web-json': () => Response.json({ error: 'x' }, { status: 401 }),
  ternary: () => (handlers === undefined ? new Response('ok') : new Response('no', { status: 401 })),
}

export async function GET(request, { params }) {
  return handlers[(await params).name]()
}
`

export const NEXT_PAGE = `const handlers = {
  json: (req, res) => res.status(401).json({ error: 'login' }),
  end: (req, res) => {
    res.statusCode = 401
    res.end('no')
  },
  send: (req, res) => {
    res.setHeader('X-Kept', 'yes')
    res.status(401).send('text')
  },
}

export default function handler(req, res) {
  return handlers[req.query.name](req, res)
}
`

/** The routes of a file of Express or Fastify, or the handlers' names of one of Next. */
export function routesOf(source: string): readonly string[] {
  return [...source.matchAll(/app\.get\('(\/[\w-]+)'|^ {2}'?([\w-]+)'?: \(/gm)].map(
    (match) => match[1] ?? match[2] ?? '',
  )
}
