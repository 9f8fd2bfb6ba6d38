import * as remix from '@remix-run/node'
import * as router from 'react-router'
import { describe, expect, test } from 'vitest'
import { remix as facts } from '../../../src/frameworks/remix.js'
import { asFunction, callMethod } from '../support/call.js'
import { describeRows, evaluate, expectRow, Measured, quiet } from '../support/table.js'
import { toAnswer, type Answer } from '../support/wire.js'
import { onlyReactRouter, onlyRemix, rows } from './rows.js'

quiet()
const measured = new Measured(facts)
type Route = Readonly<Record<string, unknown>>

/** What the framework's compiler would hand to its own request handler: one route below the root. */
function buildOf(route: Route, entry: Route = {}) {
  const assets = { hasErrorBoundary: 'ErrorBoundary' in route, hasLoader: true, hasAction: true, module: 'route.js' }
  return {
    entry: {
      module: {
        default: (_request: Request, status: number, headers: Headers) => new Response('document', { status, headers }),
        handleError: () => undefined,
        ...entry,
      },
    },
    routes: {
      root: { id: 'root', path: '', module: { default: () => null } },
      it: { id: 'it', parentId: 'root', path: 'it', module: route },
    },
    assets: {
      routes: {
        root: { id: 'root', path: '', ...assets, hasLoader: false, hasAction: false },
        it: { id: 'it', parentId: 'root', path: 'it', ...assets },
      },
      entry: { module: 'entry.js', imports: [] },
      url: '/manifest.js',
      version: '1',
    },
    publicPath: '/',
    assetsBuildDirectory: 'build',
    future: {},
    isSpaMode: false,
    ssr: true,
    prerender: [],
    routeDiscovery: { mode: 'lazy', manifestPath: '/__manifest' },
    basename: '/',
  }
}

async function serve(library: object, route: Route, question: RequestInit = {}, entry?: Route): Promise<Answer> {
  const handle = asFunction(callMethod(library, 'createRequestHandler', buildOf(route, entry), 'production'))
  const response = await handle(new Request('http://localhost/it', question))
  if (!(response instanceof Response)) throw new TypeError('No Response')
  return toAnswer(response)
}

const send = (library: typeof remix | typeof router) => async (code: string) => {
  const handler = asFunction(evaluate(code, { ...library, Response }))
  const loaded = await serve(library, { loader: handler })
  const acted = await serve(library, { action: handler }, { method: 'POST' })
  expect([acted.status, acted.headers.get('www-authenticate')]).toEqual([
    loaded.status,
    loaded.headers.get('www-authenticate'),
  ])
  return loaded
}

describeRows('React Router 7.18.5', rows, measured, send(router))
describeRows('Remix 2.17.5', rows, measured, send(remix))
describeRows('React Router alone', onlyReactRouter, measured, send(router))
describeRows('Remix alone', onlyRemix, measured, send(remix))

describe('a route with a document', () => {
  const headers = { 'WWW-Authenticate': 'Bearer' }
  const page = { default: () => null }

  test(measured.by('the header of a loader is lost', 'documents'), async () => {
    const answer = await serve(router, { ...page, loader: () => router.data({}, { status: 401, headers }) })
    expectRow(answer, { status: 401 }, measured)
  })

  test('the `headers` export of the route puts it back', async () => {
    const route = {
      ...page,
      loader: () => router.data({}, { status: 401, headers }),
      headers: ({ loaderHeaders }: { loaderHeaders: Headers }) => loaderHeaders,
    }
    expectRow(await serve(router, route), { status: 401, challenge: 'Bearer' }, measured)
  })

  test('so it does for what is thrown', async () => {
    const route = {
      ...page,
      ErrorBoundary: () => null,
      loader: asFunction(evaluate('() => { throw data({}, { status: 401, headers }) }', { ...router, headers })),
      headers: ({ errorHeaders }: { errorHeaders: Headers | undefined }) => errorHeaders ?? new Headers(),
    }
    expectRow(await serve(router, route), { status: 401, challenge: 'Bearer' }, measured)
  })

  test('so it is in a route with an ErrorBoundary alone', async () => {
    const route = { ErrorBoundary: () => null, loader: () => router.data({}, { status: 401, headers }) }
    expectRow(await serve(router, route), { status: 401 }, measured)
  })

  test('without an ErrorBoundary beside it, `headers` does not see what is thrown', async () => {
    const route = {
      ...page,
      loader: asFunction(evaluate('() => { throw data({}, { status: 401, headers }) }', { ...router, headers })),
      headers: ({ errorHeaders }: { errorHeaders: Headers | undefined }) => errorHeaders ?? new Headers(),
    }
    expectRow(await serve(router, route), { status: 401 }, measured)
  })

  test.each(['return', 'throw'])('so does Remix 2 with a response that it %ss', async (verb) => {
    const loader = asFunction(evaluate(`() => { ${verb} json({}, { status: 401, headers }) }`, { ...remix, headers }))
    expectRow(await serve(remix, { ...page, loader }), { status: 401 }, measured)
    const handed = {
      ...page,
      ErrorBoundary: () => null,
      loader,
      headers: ({ errorHeaders, loaderHeaders }: { errorHeaders?: Headers; loaderHeaders: Headers }) =>
        errorHeaders ?? loaderHeaders,
    }
    expectRow(await serve(remix, handed), { status: 401, challenge: 'Bearer' }, measured)
  })

  test(measured.by('defer() of Remix 2', 'defer'), async () => {
    const answer = await serve(remix, { ...page, loader: () => callMethod(remix, 'defer', {}, 401) })
    expectRow(answer, { status: 401 }, measured)
  })
})

describe('in one place for all', () => {
  test(
    measured.by('entry.server adds the header to documents', 'central export default', 'central export handleRequest'),
    async () => {
      const entry = {
        default: (_request: Request, status: number, headers: Headers) => {
          headers.set('WWW-Authenticate', 'Bearer')
          return new Response('document', { status, headers })
        },
      }
      const answer = await serve(router, { default: () => null, loader: () => router.data({}, 401) }, {}, entry)
      expectRow(answer, { status: 401, challenge: 'Bearer' }, measured)
    },
  )

  test(measured.by('handleDataRequest adds it to data', 'central export handleDataRequest'), async () => {
    const entry = {
      handleDataRequest: (response: Response) => {
        response.headers.set('WWW-Authenticate', 'Bearer')
        return response
      },
    }
    const handle = asFunction(
      callMethod(
        remix,
        'createRequestHandler',
        buildOf({ default: () => null, loader: () => callMethod(remix, 'json', {}, 401) }, entry),
        'production',
      ),
    )
    const response = await handle(new Request('http://localhost/it?_data=it'))
    if (!(response instanceof Response)) throw new TypeError('No Response')
    expectRow(await toAnswer(response), { status: 401, challenge: 'Bearer' }, measured)
  })
})

measured.expectAll()
