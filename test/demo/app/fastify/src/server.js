'use strict'

const fastify = require('fastify')({ logger: true })
const { authenticate } = require('./authenticate')

fastify.get('/health', async () => ({ ok: true }))

fastify.get('/parcels/:id', { preHandler: authenticate }, async (request, reply) => {
  if (request.params.id === 'latest') {
    reply.status(404)
    return { message: 'There is no such parcel.' }
  }
  return { id: request.params.id, state: 'on its way' }
})

fastify.listen({ port: 3001 })
