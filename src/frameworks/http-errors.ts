import { defineFramework } from './define.js'

const FORM = "`{ headers: { 'WWW-Authenticate': … } }` as its last argument"

const named = (name: string, status: number) =>
  [{ name }, { name: 'default', members: [name] }].map(
    (path) =>
      ({
        api: { modules: ['http-errors'], ...path, as: 'either' },
        status: { fixed: status },
        headers: [],
        effect: 'value',
        keepsHeaders: true,
        form: FORM,
        superStatus: { fixed: status },
      }) as const,
  )

/**
 * Errors of http-errors, which Express, Fastify and Koa turn into their status. `createError(401, message, { headers })` sends its headers
 * on all three; `new createError.Unauthorized(message)` takes none.
 */
export const httpErrors = defineFramework({
  name: 'http-errors',
  title: 'http-errors',
  packages: ['http-errors', '@types/http-errors'],
  measured: '2.0.1',
  alike: '1.8.1',
  exceptions: [
    {
      api: { modules: ['http-errors'], name: 'default', as: 'either' },
      // Text is a message, and the status 500.
      status: { argument: 0, otherwise: 500, numbersOnly: true },
      headers: [
        { argument: 1, kind: 'property', property: 'headers' },
        { argument: 2, kind: 'property', property: 'headers' },
      ],
      effect: 'value',
      keepsHeaders: true,
      options: { argument: 2, property: 'headers' },
      form: FORM,
    },
    ...named('Unauthorized', 401),
    ...named('Forbidden', 403),
  ],
})
