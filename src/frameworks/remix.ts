import { defineFramework } from './define.js'

const REMIX = [
  '@remix-run/node',
  '@remix-run/cloudflare',
  '@remix-run/deno',
  '@remix-run/server-runtime',
  '@vercel/remix',
] as const
const ROUTER = ['react-router', 'react-router-dom', '@remix-run/router', '@remix-run/react'] as const
const FORM = "`headers: { 'WWW-Authenticate': … }` to its init"

const init = {
  status: { argument: 1, properties: ['status'], otherwise: 200 },
  headers: [{ argument: 1, kind: 'property', property: 'headers' }],
  init: 1,
  form: FORM,
} as const

/** The second argument of `json` and `data` may be the status itself. */
const initOrStatus = {
  ...init,
  status: { argument: 1, orProperties: ['status'], otherwise: 200 },
} as const

/**
 * Remix 2 and React Router 7. Loaders and actions return or throw responses; `data` makes one with an init.
 * A route with a document sends their headers only through its own `headers` export.
 */
export const remix = defineFramework({
  name: 'remix',
  title: 'Remix and React Router',
  packages: [...REMIX, ...ROUTER, '@react-router/node', '@react-router/express', '@react-router/dev'],
  measured: 'React Router 7.18.5, Remix 2.17.5',
  builders: [
    { api: { modules: [...REMIX, ...ROUTER], name: 'json' }, ...initOrStatus },
    { api: { modules: [...REMIX, ...ROUTER], name: 'defer' }, ...initOrStatus },
    { api: { modules: ROUTER, name: 'data' }, ...initOrStatus },
    {
      api: { modules: [...REMIX, ...ROUTER], name: 'redirect' },
      status: { argument: 1, orProperties: ['status'], otherwise: 302 },
      headers: [{ argument: 1, kind: 'property', property: 'headers' }],
      init: 1,
      form: FORM,
    },
  ],
  exceptions: [
    // Remix 2 sends the status of a `data()` that is thrown, and none of its headers. What is returned leaves as a 200, but for a
    // document with `v3_singleFetch`.
    {
      api: { modules: REMIX, name: 'data' },
      status: initOrStatus.status,
      headers: [],
      effect: 'value',
      keepsHeaders: false,
      form: "the header by throwing `json(…, { status: 401, headers: { 'WWW-Authenticate': … } })`: Remix 2 drops those of `data()`",
    },
  ],
  files: [
    { path: /(?:^|\/)(?:app|src)\/(?:.+\/)?(?:routes?|root)\b.*\.[cm]?[jt]sx?$/u, exports: ['loader', 'action'] },
  ],
  documents: {
    handlers: ['loader', 'action'],
    components: ['default', 'ErrorBoundary'],
    headers: 'headers',
    boundary: 'ErrorBoundary',
    root: 'root',
    form: "`headers: { 'WWW-Authenticate': … }` to its init, and to the route a `headers` export that hands them on (for what is thrown, beside the `ErrorBoundary` that answers it): a route with a component drops them",
  },
  central: [
    {
      file: {
        path: /(?:^|\/)entry\.server\.[cm]?[jt]sx?$/u,
        exports: ['default', 'handleRequest', 'handleDataRequest'],
      },
      sees: 'responses',
      returns: 'response',
    },
  ],
  thrown: { status: [], keepsHeaders: false },
  principals: {
    paths: ['context.user', 'context.session'],
  },
})
