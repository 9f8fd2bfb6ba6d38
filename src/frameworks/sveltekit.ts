import { defineFramework, type ExceptionFact } from './define.js'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'fallback'] as const
const FORM = "`headers: { 'WWW-Authenticate': … }` to its init"
const ERROR_FORM =
  "`setHeaders({ 'WWW-Authenticate': … })` before it, or a `handle` in hooks.server that sets it on every 401: `error()` takes no headers"

const error: ExceptionFact = {
  api: { modules: ['@sveltejs/kit'], name: 'error' },
  status: { argument: 0 },
  headers: [],
  effect: 'throws',
  keepsHeaders: true,
  form: ERROR_FORM,
}

/** `error(401)` throws, and only makes what is to be thrown in SvelteKit 1; the answer takes no headers of its own. */
export const sveltekit = defineFramework({
  name: 'sveltekit',
  title: 'SvelteKit',
  packages: ['@sveltejs/kit'],
  measured: '2.70.4, 1.30.4',
  objects: [
    {
      id: 'sveltekit.RequestEvent',
      types: [
        { module: '@sveltejs/kit', name: 'RequestEvent' },
        { module: '@sveltejs/kit', name: 'ServerLoadEvent' },
        { module: '@sveltejs/kit', name: 'LoadEvent' },
      ],
      names: [],
      contextNames: ['event'],
      methods: { setHeaders: { header: { object: 0 } } },
      form: ERROR_FORM,
    },
  ],
  builders: [
    {
      api: { modules: ['@sveltejs/kit'], name: 'json' },
      status: { argument: 1, properties: ['status'], otherwise: 200 },
      headers: [{ argument: 1, kind: 'property', property: 'headers' }],
      keepsHeaders: true,
      init: 1,
      form: FORM,
    },
    {
      api: { modules: ['@sveltejs/kit'], name: 'text' },
      status: { argument: 1, properties: ['status'], otherwise: 200 },
      headers: [{ argument: 1, kind: 'property', property: 'headers' }],
      keepsHeaders: true,
      init: 1,
      form: FORM,
    },
    // A 401 for a form without script; the script of the page gets a 200 that tells of it, so nothing is said of it.
    {
      api: { modules: ['@sveltejs/kit'], name: 'fail' },
      status: { argument: 0 },
      headers: [],
      ignored: true,
      form: ERROR_FORM,
    },
  ],
  files: [
    { path: /(?:^|\/)\+server\.[cm]?[jt]s$/u, exports: METHODS, position: 0, object: 'sveltekit.RequestEvent' },
    {
      path: /(?:^|\/)\+(?:page|layout)(?:\.server)?\.[cm]?[jt]s$/u,
      exports: ['load', 'actions'],
      position: 0,
      object: 'sveltekit.RequestEvent',
    },
  ],
  fronts: [
    {
      packages: ['@sveltejs/kit'],
      file: /^(.*\/)?hooks\.server(?:\/index)?\.[cm]?[jt]s$/u,
      exports: ['handle'],
      routes: /^routes\/(?:(.+)\/)?\+(?:server|(?:page|layout)(?:\.server)?)\.[cm]?[jt]s$/u,
      pathNames: ['pathname'],
    },
  ],
  central: [
    {
      file: { path: /(?:^|\/)hooks\.server(?:\/index)?\.[cm]?[jt]s$/u, exports: ['handle'] },
      sees: 'responses',
      returns: 'response',
    },
  ],
  thrown: { status: [], keepsHeaders: true },
  returnedResponseKeepsHeaders: true,
  principals: {
    paths: ['event.locals.user', 'locals.user', 'event.locals.session', 'locals.session', 'locals.userId'],
    functions: [
      { modules: ['member'], name: 'locals', members: ['auth'] },
      { modules: ['member'], name: 'locals', members: ['getSession'] },
      { modules: ['member'], name: 'locals', members: ['validate'] },
    ],
  },
  lines: [
    {
      title: 'SvelteKit 1',
      releases: { '@sveltejs/kit': '<2' },
      differs: ['`error()` and `redirect()` only make what is to be thrown: alone they send nothing.'],
      facts: { exceptions: [{ ...error, effect: 'value' }] },
    },
    {
      title: 'SvelteKit 2',
      releases: { '@sveltejs/kit': '>=2' },
      differs: ['`error()` and `redirect()` throw.'],
      facts: { exceptions: [error] },
    },
  ],
})
