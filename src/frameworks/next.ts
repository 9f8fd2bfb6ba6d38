import { defineFramework } from './define.js'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const
const FORM = "`headers: { 'WWW-Authenticate': … }` to its init"

/**
 * Next 13 to 16. App Router handlers and `middleware.ts` / `proxy.ts` return responses, Pages API routes mutate one.
 * Any thrown 401 is a 500. `NextResponse.next` ignores a status, `NextResponse.redirect(u, 401)` throws a RangeError.
 * `unauthorized()` and `forbidden()` are there since 15.1: a file that imports them has them.
 */
export const next = defineFramework({
  name: 'next',
  title: 'Next.js',
  packages: ['next', 'next/server', 'next/navigation', 'next/headers'],
  measured: '16.4.5',
  objects: [
    {
      id: 'next.ApiResponse',
      types: [{ module: 'next', name: 'NextApiResponse' }],
      names: [],
      contextNames: ['res', 'response', '_res', 'resp'],
      methods: {
        status: { status: { argument: 0 } },
        json: { sends: true },
        send: { sends: true },
        end: { sends: true },
        write: { sends: true },
        redirect: { sends: true, status: { argument: 0, atLeast: 2, otherwise: 307 } },
        setHeader: { header: { name: 0, value: 1 } },
        setHeaders: { header: { object: 0 } },
        appendHeader: { header: { name: 0, value: 1 } },
        getHeader: { readsHeader: 0 },
        hasHeader: { readsHeader: 0 },
        writeHead: {
          status: { argument: 0 },
          headers: [
            { argument: 1, kind: 'collection' },
            { argument: 2, kind: 'collection' },
          ],
          sends: true,
          note: { argument: 1, reason: 'writehead-array' },
        },
        flushHeaders: { sends: true },
      },
      properties: {
        statusCode: { kind: 'status' },
        headersSent: { kind: 'sent' },
      },
      variant: 'node',
      headerMethod: 'setHeader',
      headerMethodChains: true,
      form: "`.setHeader('WWW-Authenticate', …)` before it is sent",
    },
  ],
  builders: [
    {
      api: { modules: ['next/server'], name: 'NextResponse', as: 'new' },
      status: { argument: 1, properties: ['status'], otherwise: 200 },
      headers: [{ argument: 1, kind: 'property', property: 'headers' }],
      variant: 'web',
      init: 1,
      form: FORM,
    },
    {
      api: { modules: ['next/server'], name: 'NextResponse', members: ['json'] },
      status: { argument: 1, properties: ['status'], otherwise: 200 },
      headers: [{ argument: 1, kind: 'property', property: 'headers' }],
      variant: 'web',
      init: 1,
      form: FORM,
    },
    // The response is a 401 and its headers are sent, though `next start` answers with the status of the target.
    {
      api: { modules: ['next/server'], name: 'NextResponse', members: ['rewrite'] },
      status: { argument: 1, properties: ['status'], otherwise: 200 },
      headers: [{ argument: 1, kind: 'property', property: 'headers' }],
      variant: 'web',
      init: 1,
      form: FORM,
    },
    {
      api: { modules: ['next/server'], name: 'NextResponse', members: ['next'] },
      status: { argument: 0, properties: ['status'], otherwise: 200 },
      headers: [{ argument: 0, kind: 'property', property: 'headers' }],
      ignored: true,
      form: FORM,
    },
    {
      api: { modules: ['next/server'], name: 'NextResponse', members: ['redirect'] },
      status: { argument: 1, otherwise: 307 },
      headers: [],
      ignored: true,
      form: FORM,
    },
    {
      api: { modules: ['next/navigation'], name: 'unauthorized' },
      status: { fixed: 401 },
      headers: [],
      note: 'next-unauthorized',
      form: "the header by answering with `NextResponse.json(…, { status: 401, headers: { 'WWW-Authenticate': … } })`: `unauthorized()` takes no headers",
    },
    {
      api: { modules: ['next/navigation'], name: 'forbidden' },
      status: { fixed: 403 },
      headers: [],
      note: 'next-unauthorized',
      form: '`NextResponse.json(…, { status: 403 })`',
    },
  ],
  files: [
    { path: /(?:^|\/)pages\/api\/.+\.[cm]?[jt]sx?$/u, exports: ['default'], position: 1, object: 'next.ApiResponse' },
    { path: /(?:^|\/)app\/(?:.+\/)?route\.[cm]?[jt]sx?$/u, exports: METHODS },
    { path: /(?:^|\/)(?:middleware|proxy)\.[cm]?[jt]sx?$/u, exports: ['default', 'middleware', 'proxy'] },
  ],
  fronts: [
    {
      packages: ['next'],
      file: /^(.*\/)?(?:middleware|proxy)\.[cm]?[jt]s$/u,
      exports: ['middleware', 'proxy', 'default'],
      routes: /^(?:app\/(?:(.+)\/)?route|pages\/(api\/.+))\.[cm]?[jt]sx?$/u,
      matcher: { export: 'config', member: 'matcher', pattern: 'source' },
      pathNames: ['pathname'],
    },
  ],
  central: [
    // A header on NextResponse.next() in the proxy is added to the later response.
    {
      file: { path: /(?:^|\/)(?:middleware|proxy)\.[cm]?[jt]sx?$/u, exports: ['default', 'middleware', 'proxy'] },
      sees: 'responses',
      returns: 'response',
    },
  ],
  thrown: { status: [], losesResponses: true, keepsHeaders: false },
  principals: {
    paths: ['req.user', 'request.user', 'req.auth', 'request.auth', 'req.session.user'],
    functions: [
      { modules: ['next-auth', 'next-auth/next'], name: 'getServerSession' },
      { modules: ['next-auth', 'next-auth/next'], name: 'unstable_getServerSession' },
      { modules: ['next-auth/react'], name: 'getSession' },
      { modules: ['next-auth/jwt'], name: 'getToken' },
      { modules: ['@clerk/nextjs', '@clerk/nextjs/server'], name: 'auth' },
      { modules: ['@clerk/nextjs', '@clerk/nextjs/server'], name: 'currentUser' },
      { modules: ['@clerk/nextjs', '@clerk/nextjs/server'], name: 'getAuth' },
      { modules: ['iron-session'], name: 'getIronSession' },
      { modules: ['@auth0/nextjs-auth0'], name: 'getSession' },
    ],
  },
  authenticators: [
    { modules: ['@auth0/nextjs-auth0'], name: 'withApiAuthRequired' },
    { modules: ['next-auth/middleware'], name: 'withAuth' },
  ],
})
