import { expect, test } from 'vitest'
import { marked } from '../../support/reported-lines.js'
import { reported, type Case } from './cases.js'

const package_ = (dependencies: object): string => JSON.stringify({ name: 'app', dependencies })
const HEADERS = `headers: { 'WWW-Authenticate': 'Bearer realm="api"' }`

const CREATE_ERROR_BARE = `export default defineEventHandler((event) => {
  throw createError({ statusCode: 401, ${HEADERS} }) // !
})`
const CREATE_ERROR_RIGHT = CREATE_ERROR_BARE.replace(' // !', '')
const SET_BEFORE = `export default defineEventHandler((event) => {
  setResponseHeader(event, 'WWW-Authenticate', 'Bearer realm="api"')
  throw createError({ statusCode: 401 })
})`
const EXCEPTION = `import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
new Hono().get('/', (c) => {
  c.header('WWW-Authenticate', 'Bearer realm="api"')
  throw new HTTPException(401)
})`
const route = (code: string): string => `import { data } from 'react-router'\n${code}\n`
const LOADER = `export const loader = () => data({}, { status: 401, ${HEADERS} })`
const THROWS = `export const loader = () => { throw new Response('no', { status: 401, ${HEADERS} }) }`
const PAGE = 'export default function Page() { return null }'
const PASSES_ON = 'export const headers = ({ loaderHeaders }) => loaderHeaders'
const BOUNDARY = 'export function ErrorBoundary() { return null }'
const bare = (code: string): string => `${code} // !`
const router = package_({ 'react-router': '^7.1.0' })

const cases: readonly Case[] = [
  {
    name: 'Nuxt 4 is on h3 1: headers of createError are dropped',
    files: { 'package.json': package_({ nuxt: '^4.2.0' }), 'server/api/me.ts': CREATE_ERROR_BARE },
  },
  {
    name: 'nitropack is Nitro 2, on h3 1',
    files: { 'package.json': package_({ nitropack: 'latest' }), 'routes/me.ts': CREATE_ERROR_BARE },
  },
  {
    name: 'there the header is set before the throw',
    files: { 'package.json': package_({ nuxt: '^4.2.0' }), 'server/api/me.ts': SET_BEFORE },
  },
  {
    name: 'h3 2 sends them',
    files: { 'package.json': package_({ h3: '^2.0.1', nitro: '^3.0.0' }), 'routes/me.ts': CREATE_ERROR_RIGHT },
  },
  {
    name: 'and loses what was set before',
    files: {
      'package.json': package_({ h3: '^2.0.1' }),
      'routes/me.ts': `import { createError, defineEventHandler, setResponseHeader } from 'h3'\n${SET_BEFORE.replace('401 })', '401 }) // !')}`,
    },
  },
  {
    name: 'an unknown release: neither is reported, what is bare in both is',
    files: {
      'package.json': package_({ h3: '*' }),
      'a.ts': `import { createError, defineEventHandler } from 'h3'\n${CREATE_ERROR_RIGHT}`,
      'b.ts': `import { createError, defineEventHandler, setResponseHeader } from 'h3'\n${SET_BEFORE}`,
      'c.ts': `import { createError } from 'h3'\nexport const deny = () => { throw createError({ statusCode: 401 }) } // !`,
    },
  },
  {
    name: 'Hono 4.6 loses what c.header() has set before an exception',
    files: { 'package.json': package_({ hono: '4.6.20' }), 'a.ts': EXCEPTION.replace('n(401)', 'n(401) // !') },
  },
  { name: 'Hono 4.8 does not', files: { 'package.json': package_({ hono: '^4.8.0' }), 'a.ts': EXCEPTION } },
  ...(['^1.30.0', '^2.5.0', '*'] as const).map((release): Case => {
    const server = (code: string): string =>
      `import { error } from '@sveltejs/kit'\nexport const GET = ({ locals }) => {\n${code}\n  return new Response('ok')\n}\n`
    const throws = release === '^2.5.0'
    return {
      name: `SvelteKit ${release}: error() alone ${throws ? 'throws' : 'may only make an error'}`,
      files: {
        'package.json': package_({ '@sveltejs/kit': release }),
        'src/routes/a/+server.js': server(`  if (!locals.user) error(401, 'no')${throws ? ' // !' : ''}`),
        'src/routes/b/+server.js': server(`  if (!locals.user) throw error(401, 'no') // !`),
      },
    }
  }),
  {
    name: 'Express 4 takes a number in the place of the body for the status',
    files: {
      'package.json': package_({ express: '^4.18.0' }),
      'a.ts': `import express from 'express'\nexpress().get('/', (req, res) => res.json(401, {})) // !`,
    },
  },
  {
    name: 'Nest 11 brings Express 5, where it is a body',
    files: {
      'package.json': package_({ '@nestjs/platform-express': '^11.0.0' }),
      'a.ts': `import { Response } from 'express'\nexport const deny = (res: Response) => res.json(401, {})`,
    },
  },
  {
    name: 'a resource route sends the headers of its loader',
    files: { 'package.json': router, 'app/routes/me.ts': route(LOADER) },
  },
  {
    name: 'a route with a component does not',
    files: { 'package.json': router, 'app/routes/me.tsx': route(`${bare(LOADER)}\n${PAGE}`) },
  },
  {
    name: 'nor does one whose component is exported by name, nor one with an ErrorBoundary alone',
    files: {
      'package.json': router,
      'app/pages/a.tsx': route(`${bare(LOADER)}\nfunction Page() { return null }\nexport { Page as default }`),
      'app/pages/b.tsx': route(`${bare(LOADER)}\n${BOUNDARY}`),
    },
  },
  {
    name: 'unless it hands them on',
    files: { 'package.json': router, 'app/routes/me.tsx': route(`${LOADER}\n${PAGE}\n${PASSES_ON}`) },
  },
  {
    name: 'what is thrown is answered where the ErrorBoundary is, by default in the root',
    files: {
      'package.json': router,
      'app/root.tsx': PAGE,
      'app/routes/a.tsx': route(`${bare(THROWS)}\n${PAGE}\n${PASSES_ON}`),
      'app/routes/b.tsx': route(`${THROWS}\n${PAGE}\n${BOUNDARY}\n${PASSES_ON}`),
      'app/routes/c.tsx': route(`${bare(THROWS)}\n${PAGE}\n${BOUNDARY}`),
    },
  },
  {
    name: 'a root that hands on may send it, for all that is known',
    files: {
      'package.json': router,
      'app/root.tsx': `${PAGE}\nexport const headers = ({ errorHeaders }) => errorHeaders`,
      'app/routes/a.tsx': route(`${THROWS}\n${PAGE}`),
    },
  },
  {
    name: 'a module of another kind is no route',
    files: {
      'package.json': router,
      'app/deny.tsx': route(`export const deny = () => data({}, { status: 401, ${HEADERS} })\n${PAGE}`),
    },
  },
  {
    name: 'Remix 2 drops the headers of a data() that is thrown, and the status of one that is returned; those of json() it sends',
    files: {
      'package.json': package_({ '@remix-run/node': '^2.13.0' }),
      'app/routes/a.ts': `import { data } from '@remix-run/node'
export const loader = () => { throw data({}, { status: 401, ${HEADERS} }) } // !
export const action = () => data({}, { status: 401 })`,
      'app/routes/b.ts': `import { json } from '@remix-run/node'
export const loader = () => { throw json({}, { status: 401, ${HEADERS} }) }
export const action = () => json({}, { status: 401 }) // !`,
    },
  },
  {
    name: 'tRPC 10 takes a Headers in responseMeta for an empty one',
    files: {
      'package.json': package_({ '@trpc/server': '^10.45.0' }),
      'a.ts': `import { initTRPC, TRPCError } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
const router = initTRPC.create().router({ me: t.procedure.query(() => { throw new TRPCError({ code: 'UNAUTHORIZED' }) }) }) // !
export const GET = (req) => fetchRequestHandler({ endpoint: '/', req, router, responseMeta: ({ errors }) =>
  errors.some((error) => error.code === 'UNAUTHORIZED') ? { headers: new Headers({ 'WWW-Authenticate': 'Bearer' }) } : {} })`,
    },
  },
  {
    name: 'tRPC 11 sends it',
    files: {
      'package.json': package_({ '@trpc/server': '^11.0.0' }),
      'a.ts': `import { initTRPC, TRPCError } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
const router = initTRPC.create().router({ me: t.procedure.query(() => { throw new TRPCError({ code: 'UNAUTHORIZED' }) }) })
export const GET = (req) => fetchRequestHandler({ endpoint: '/', req, router, responseMeta: ({ errors }) =>
  errors.some((error) => error.code === 'UNAUTHORIZED') ? { headers: new Headers({ 'WWW-Authenticate': 'Bearer' }) } : {} })`,
    },
  },
]

test.each(cases)('$name', ({ files }) => {
  expect(reported(files)).toEqual(marked(files))
})
