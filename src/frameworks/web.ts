import { defineFramework } from './define.js'

const FORM = "`headers: { 'WWW-Authenticate': … }` to its init"

/** The web's own `Response`, as route handlers, workers, Deno and Bun use it. Its constructor and `Response.json` only: `redirect` and `error` make no 401. */
export const web = defineFramework({
  name: 'web',
  title: 'Web Response',
  packages: [],
  measured: 'Node 20.20 (undici)',
  builders: [
    {
      api: { modules: ['global'], name: 'Response', as: 'new' },
      status: { argument: 1, properties: ['status'], otherwise: 200 },
      headers: [{ argument: 1, kind: 'property', property: 'headers' }],
      variant: 'web',
      init: 1,
      form: FORM,
    },
    {
      api: { modules: ['global'], name: 'Response', members: ['json'] },
      status: { argument: 1, properties: ['status'], otherwise: 200 },
      headers: [{ argument: 1, kind: 'property', property: 'headers' }],
      variant: 'web',
      init: 1,
      form: FORM,
    },
  ],
})
