import { defineFramework } from './define.js'

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'options', 'head', 'all', 'use'] as const

/** Express 4 and 5. `res.status(401).redirect(u)` is a 302; `res.json(401, body)` is a 401 on 4 and a 200 on 5. */
export const express = defineFramework({
  name: 'express',
  title: 'Express',
  packages: ['express', '@types/express', 'express-serve-static-core', '@types/express-serve-static-core'],
  measured: '4.22.3, 5.3.0',
  objects: [
    {
      id: 'express.Response',
      types: [
        { module: 'express', name: 'Response' },
        { module: 'express-serve-static-core', name: 'Response' },
      ],
      names: ['res', 'response', '_res', '_response', 'resp'],
      prototypes: [
        { modules: ['express'], name: 'response' },
        { modules: ['member'], name: 'response' },
      ],
      methods: {
        status: { status: { argument: 0 } },
        sendStatus: { status: { argument: 0 }, sends: true },
        json: { sends: true },
        send: { sends: true },
        jsonp: { sends: true },
        end: { sends: true },
        render: { sends: true },
        sendFile: { sends: true },
        sendfile: { sends: true },
        download: { sends: true },
        format: { sends: true },
        redirect: { sends: true, status: { argument: 0, atLeast: 2, otherwise: 302 } },
        set: { header: { name: 0, value: 1, object: 0 } },
        header: { header: { name: 0, value: 1, object: 0 } },
        append: { header: { name: 0, value: 1 } },
        setHeader: { header: { name: 0, value: 1 } },
        setHeaders: { header: { object: 0 } },
        appendHeader: { header: { name: 0, value: 1 } },
        get: { readsHeader: 0 },
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
        write: { sends: true },
      },
      properties: {
        statusCode: { kind: 'status' },
        headersSent: { kind: 'sent' },
      },
      variant: 'node',
      headerMethod: 'set',
      headerMethodChains: true,
      form: "`.set('WWW-Authenticate', …)` before it is sent",
    },
  ],
  handlers: [
    { registrars: METHODS, positions: [undefined, undefined, 1, 1, 2], object: 'express.Response', needsPath: false },
    // (req, res, next, value, name): the response stays second whatever the number of parameters.
    {
      registrars: ['param'],
      positions: [undefined, undefined, 1],
      object: 'express.Response',
      needsPath: true,
    },
  ],
  central: [
    {
      registrars: ['use'],
      parameters: 4,
      error: 0,
      position: 2,
      object: 'express.Response',
      sees: 'errors',
      dropsErrorHeaders: true,
    },
    // Runs before the routes: what it sets is kept unless a route overwrites it.
    { registrars: ['use'], position: 1, object: 'express.Response', sees: 'responses' },
  ],
  lines: [
    {
      title: 'Express 4',
      releases: { express: '<5', '@nestjs/platform-express': '<11', '@types/express': '<5' },
      differs: [
        'A number in the place of the body is the status: `res.json(401, body)`, `res.send(401)`.',
        "`res.status('401')` sends a 401.",
      ],
      facts: {
        objects: {
          'express.Response': {
            methods: {
              status: { status: { argument: 0 } },
              json: { sends: true, note: { argument: 0 } },
              send: { sends: true, note: { argument: 0 } },
              jsonp: { sends: true, note: { argument: 0 } },
            },
          },
        },
      },
    },
    {
      title: 'Express 5',
      releases: { express: '>=5', '@nestjs/platform-express': '>=11', '@types/express': '>=5' },
      differs: [
        'A number in the place of the body is a body: `res.json(401, body)` sends a 200.',
        "`res.status('401')` throws a TypeError, and a 500 is sent.",
      ],
      facts: {
        objects: {
          'express.Response': {
            methods: {
              status: { status: { argument: 0, numbersOnly: true } },
              json: { sends: true, note: { argument: 0, reason: 'legacy-signature' } },
              send: { sends: true, note: { argument: 0, reason: 'legacy-signature' } },
              jsonp: { sends: true, note: { argument: 0, reason: 'legacy-signature' } },
            },
          },
        },
      },
    },
  ],
  thrown: { status: ['status', 'statusCode'], headers: 'headers', keepsHeaders: true, keepsStatus: true },
  // express-jwt
  namedErrors: { UnauthorizedError: 401 },
  principals: {
    paths: ['req.user', 'req.auth', 'req.session.user', 'req.session.userId', 'res.locals.user', 'req.currentUser'],
  },
  authenticators: [
    { modules: ['express-jwt'], name: 'expressjwt' },
    { modules: ['express-jwt'], name: 'default' },
    { modules: ['express-oauth2-jwt-bearer'], name: 'auth' },
    {
      modules: [
        '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js',
        '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth',
      ],
      name: 'requireBearerAuth',
    },
    { modules: ['passport'], name: 'default', members: ['authenticate'] },
    { modules: ['express-basic-auth'], name: 'default' },
  ],
  challengers: [
    { modules: ['express-oauth2-jwt-bearer'], name: 'auth' },
    {
      modules: [
        '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js',
        '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth',
      ],
      name: 'requireBearerAuth',
    },
  ],
})
