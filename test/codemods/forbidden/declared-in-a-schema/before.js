export default async function routes(fastify) {
  const schema = { response: { 200: { type: 'object' }, 401: { type: 'object' } } }
  fastify.get('/', { schema }, async (request, reply) => {
    if (!request.user) return reply.redirect('/login')
    if (request.user.role !== 'admin') return reply.code(401).send({ error: 'Admins only' })
    return {}
  })
}
