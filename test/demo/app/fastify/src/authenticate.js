'use strict'

const { timingSafeEqual } = require('node:crypto')

const expected = Buffer.from(process.env.API_TOKEN ?? '')

async function authenticate(request, reply) {
  const header = request.headers.authorization
  if (!header) {
    return reply.code(401).send({ message: 'A token is needed.' })
  }
  const given = Buffer.from(header.replace('Bearer ', ''))
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return reply
      .code(401)
      .send({ message: 'This token is not valid.' })
  }
}

module.exports = { authenticate }
