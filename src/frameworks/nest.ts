import { defineFramework } from './define.js'

const FORM =
  "`res.setHeader('WWW-Authenticate', …)` before the throw, or an exception filter that sets it: the exception takes no headers"

/**
 * NestJS. Its exceptions carry no headers; a header that was set on the response before the throw survives.
 * A guard that returns false is a 403. The response object is the one of Express or Fastify, through `@Res()`.
 */
export const nest = defineFramework({
  name: 'nest',
  title: 'NestJS',
  packages: [
    '@nestjs/common',
    '@nestjs/core',
    '@nestjs/platform-express',
    '@nestjs/platform-fastify',
    '@nestjs/passport',
  ],
  measured: '11.2.10',
  alike: '9.4.3, 10.4.22',
  objects: [
    {
      id: 'nest.Response',
      types: [],
      names: [],
      getters: ['getResponse'],
      methods: {
        status: { status: { argument: 0 } },
        code: { status: { argument: 0 } },
        sendStatus: { status: { argument: 0 }, sends: true },
        json: { sends: true },
        send: { sends: true },
        end: { sends: true },
        set: { header: { name: 0, value: 1, object: 0 } },
        header: { header: { name: 0, value: 1, object: 0 } },
        setHeader: { header: { name: 0, value: 1 } },
        headers: { header: { object: 0 } },
        redirect: { sends: true, status: { argument: 0, atLeast: 2, otherwise: 302 } },
      },
      properties: { statusCode: { kind: 'status' } },
      headerMethod: 'header',
      headerMethodChains: true,
      form: "`.header('WWW-Authenticate', …)` before it is sent",
    },
  ],
  exceptions: [
    {
      api: { modules: ['@nestjs/common'], name: 'UnauthorizedException', as: 'new' },
      status: { fixed: 401 },
      headers: [],
      effect: 'value',
      keepsHeaders: true,
      form: FORM,
      superStatus: { fixed: 401 },
    },
    {
      api: { modules: ['@nestjs/common'], name: 'ForbiddenException', as: 'new' },
      status: { fixed: 403 },
      headers: [],
      effect: 'value',
      keepsHeaders: true,
      form: FORM,
      superStatus: { fixed: 403 },
    },
    {
      api: { modules: ['@nestjs/common'], name: 'HttpException', as: 'new' },
      status: { argument: 1 },
      headers: [],
      effect: 'value',
      keepsHeaders: true,
      form: FORM,
      superStatus: { argument: 1 },
    },
  ],
  handlers: [{ registrars: ['use'], positions: [undefined, undefined, 1, 1], object: 'nest.Response' }],
  central: [
    {
      implementations: { type: { module: '@nestjs/common', name: 'ExceptionFilter' }, method: 'catch' },
      catches: 'Catch',
      error: 0,
      object: 'nest.Response',
      sees: 'errors',
    },
  ],
  // Only an HttpException keeps its status (and what has both statusCode and message, as an http-error).
  thrown: { status: ['statusCode'], keepsHeaders: true },
  principals: {
    paths: ['req.user', 'request.user', 'context.user'],
    functions: [],
  },
  authenticators: [{ modules: ['@nestjs/passport'], name: 'AuthGuard' }],
})
