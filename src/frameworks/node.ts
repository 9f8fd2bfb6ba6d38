import { defineFramework } from './define.js'

/**
 * `node:http` and the compatibility layer of `node:http2`. Express adds to this object, Koa, Fastify and h3 hand it out as their raw response.
 * A header that was set earlier is overridden by one of the same name in `writeHead`; with a flat array, Node 20 drops duplicate names.
 */
export const node = defineFramework({
  name: 'node',
  title: 'node:http',
  packages: ['http', 'node:http', 'https', 'node:https', 'http2', 'node:http2'],
  measured: 'Node 20.20',
  objects: [
    {
      id: 'node.ServerResponse',
      types: [
        { module: 'http', name: 'ServerResponse' },
        { module: 'node:http', name: 'ServerResponse' },
        { module: 'http', name: 'OutgoingMessage' },
        { module: 'node:http', name: 'OutgoingMessage' },
        { module: 'http2', name: 'Http2ServerResponse' },
        { module: 'node:http2', name: 'Http2ServerResponse' },
      ],
      names: [],
      contextNames: ['res', 'response', '_res', 'resp'],
      prototypes: [
        { modules: ['http', 'node:http', 'https', 'node:https'], name: 'ServerResponse', members: ['prototype'] },
        { modules: ['http2', 'node:http2'], name: 'Http2ServerResponse', members: ['prototype'] },
      ],
      isBase: true,
      methods: {
        writeHead: {
          status: { argument: 0 },
          headers: [
            { argument: 1, kind: 'collection' },
            { argument: 2, kind: 'collection' },
          ],
          // The head is fixed, and the body may come with `end` or `pipe` anywhere.
          sends: true,
          note: { argument: 1, reason: 'writehead-array' },
        },
        setHeader: { header: { name: 0, value: 1 } },
        setHeaders: { header: { object: 0 } },
        appendHeader: { header: { name: 0, value: 1 } },
        getHeader: { readsHeader: 0 },
        hasHeader: { readsHeader: 0 },
        end: { sends: true },
        write: { sends: true },
        flushHeaders: { sends: true },
      },
      properties: {
        statusCode: { kind: 'status' },
        headersSent: { kind: 'sent' },
        // `end()` has been called
        writableEnded: { kind: 'sent' },
      },
      variant: 'node',
      headerMethod: 'setHeader',
      // that of http2 gives nothing back
      headerMethodChains: false,
      form: "`.setHeader('WWW-Authenticate', …)` before it is sent",
    },
    {
      id: 'node.ServerHttp2Stream',
      types: [
        { module: 'http2', name: 'ServerHttp2Stream' },
        { module: 'node:http2', name: 'ServerHttp2Stream' },
      ],
      names: [],
      methods: {
        respond: {
          status: { argument: 0, properties: [':status'], otherwise: 200 },
          headers: [{ argument: 0, kind: 'collection' }],
          sends: true,
        },
      },
      form: "`'www-authenticate': …` beside `':status'`",
    },
  ],
  functions: [
    // Whatever is piped into a response is its body, and ends it.
    { api: { modules: ['member'], name: 'pipe', anywhere: true }, object: 0, effect: { sends: true } },
  ],
  handlers: [
    {
      registrars: ['createServer', 'createSecureServer'],
      positions: [undefined, undefined, 1],
      object: 'node.ServerResponse',
    },
    {
      registrars: ['on', 'once', 'addListener'],
      events: ['request'],
      positions: [undefined, undefined, 1],
      object: 'node.ServerResponse',
    },
  ],
  thrown: { status: [], keepsHeaders: false },
})
