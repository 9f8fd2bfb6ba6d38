/**
 * Where what a client sends besides its credentials is found: body, query, path. Sources: the frameworks' own documentation.
 * Names count only on a request, in a handler's parameter, or as a function that is given the request.
 */
interface RequestInput {
  /** Members of a request. */
  readonly members: readonly string[]
  /** Methods of a request whose value is a part of it. */
  readonly methods: readonly string[]
  /** Functions that are given the request first. */
  readonly functions: readonly string[]
  /** Decorators of a parameter. */
  readonly decorators: readonly string[]
  /** What a handler takes out of its parameter. */
  readonly parts: readonly string[]
}

export const REQUEST_INPUT: RequestInput = {
  members: [
    'body',
    'rawBody',
    'method',
    'query',
    'params',
    'payload',
    'file',
    'files',
    'queryStringParameters',
    'pathParameters',
    'searchParams',
  ],
  methods: [
    'json',
    'formData',
    'text',
    'arrayBuffer',
    'bytes',
    'blob',
    'param',
    'query',
    'queries',
    'parseBody',
    'valid',
  ],
  functions: [
    'readBody',
    'readRawBody',
    'getRawBody',
    'buffer',
    'readValidatedBody',
    'readFormData',
    'readMultipartFormData',
    'getQuery',
    'getValidatedQuery',
    'getRouterParam',
    'getRouterParams',
    'getValidatedRouterParams',
  ],
  decorators: [
    'Body',
    'Query',
    'Param',
    'Params',
    'BodyParam',
    'QueryParam',
    'QueryParams',
    'UploadedFile',
    'UploadedFiles',
  ],
  parts: ['body', 'query', 'params', 'searchParams', 'input'],
}

/** Those of these names that are parts of the address: its query, its path. */
export const ADDRESS_PARTS: readonly string[] = [
  'query',
  'params',
  'queryStringParameters',
  'pathParameters',
  'searchParams',
  'param',
  'queries',
  'getQuery',
  'getValidatedQuery',
  'getRouterParam',
  'getRouterParams',
  'getValidatedRouterParams',
  'Query',
  'Param',
  'Params',
  'QueryParam',
  'QueryParams',
]

/** Packages that say whether a value has the right form, and look nothing up. */
export const VALIDATORS: readonly string[] = [
  'zod',
  'zod/v4',
  'zod/mini',
  'joi',
  '@hapi/joi',
  'celebrate',
  'yup',
  'valibot',
  'arktype',
  'ajv',
  'superstruct',
  'runtypes',
  'io-ts',
  'validator',
  'validate.js',
  'express-validator',
  'class-validator',
  'class-transformer',
  'fastest-validator',
  'effect',
  '@effect/schema',
  '@vinejs/vine',
  '@sinclair/typebox',
  '@sinclair/typebox/value',
  'typebox',
  'is-uuid',
  'uuid',
]

/** Where a server reads its own configuration. */
export const CONFIGURATION = {
  /** Objects of the runtimes, by their path. */
  globals: ['process.env', 'Bun.env', 'Deno.env'],
  /** Members of a context that hold the bindings of a deployment (Hono, Cloudflare). */
  members: ['env'],
  modules: [
    '$env/static/private',
    '$env/static/public',
    '$env/dynamic/private',
    '$env/dynamic/public',
    'config',
    '@nestjs/config',
    'node:process',
    'process',
  ],
  functions: ['useRuntimeConfig'],
} as const

/**
 * How what runs in front of a route hands on to it what it has found out. Sources: Express' `res.locals`, Koa's `ctx.state`, `event.locals`
 * of SvelteKit, `event.context` of h3, `c.set` and `c.var` of Hono, the header fields that Next's middleware hands to the route.
 */
export const HANDED_ON: Readonly<Record<'objects' | 'setters' | 'getters', readonly string[]>> = {
  /** Objects that belong to the one request. */
  objects: ['locals', 'state', 'context', 'var'],
  setters: ['set', 'append'],
  getters: ['get'],
}
