import { defineFramework } from './define.js'

const MODULES = ['@hapi/boom', 'boom'] as const
const FORM = 'the challenge: `Boom.unauthorized(message, [\'Bearer realm="…"\'])`'

/**
 * Boom errors. On hapi they become their status; with a list of challenges as second argument `unauthorized` sends them; with a scheme
 * it makes one, whose `error` is the message, and puts the parameters into the body too.
 * Express and Fastify answer them with a 500 unless a handler of the project reads `err.output`.
 */
export const boom = defineFramework({
  name: 'boom',
  title: '@hapi/boom',
  packages: MODULES,
  measured: '10.0.1',
  alike: '9.1.4, boom 7.3.0',
  exceptions: [
    ...[{ name: 'unauthorized' }, { name: 'default', members: ['unauthorized'] }].map(
      (path) =>
        ({
          api: { modules: MODULES, ...path },
          status: { fixed: 401 },
          headers: [{ argument: 1, kind: 'scheme' }],
          effect: 'value',
          keepsHeaders: false,
          form: FORM,
        }) as const,
    ),
    ...[{ name: 'forbidden' }, { name: 'default', members: ['forbidden'] }].map(
      (path) =>
        ({
          api: { modules: MODULES, ...path },
          status: { fixed: 403 },
          headers: [],
          effect: 'value',
          keepsHeaders: false,
          form: FORM,
        }) as const,
    ),
    ...[{ name: 'Boom' }, { name: 'default', members: ['Boom'] }].map(
      (path) =>
        ({
          api: { modules: MODULES, ...path, as: 'new' },
          status: { argument: 1, properties: ['statusCode'], otherwise: 500 },
          headers: [],
          effect: 'value',
          keepsHeaders: false,
          form: FORM,
          superStatus: { argument: 1, properties: ['statusCode'], otherwise: 500 },
        }) as const,
    ),
    ...[{ name: 'boomify' }, { name: 'default', members: ['boomify'] }].map(
      (path) =>
        ({
          api: { modules: MODULES, ...path },
          status: { argument: 1, properties: ['statusCode'], otherwise: 500 },
          headers: [],
          effect: 'value',
          keepsHeaders: false,
          form: FORM,
        }) as const,
    ),
  ],
})
