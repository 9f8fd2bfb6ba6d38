import { expect, describe, it } from 'vitest'
import { no401AfterAuth } from '../../../rules/no-401-after-auth.js'
import type { ResponseSite } from '../../../src/model/site.js'
import { analyseProject, type Project } from '../../support/project.js'

const FILE = 'src/server.ts'
const project = (text: string, others: Project = {}): Project => ({
  'package.json': JSON.stringify({
    name: 'shop',
    dependencies: { express: '5', fastify: '5', hono: '4', koa: '3', '@nestjs/common': '11', next: '15' },
  }),
  [FILE]: text,
  ...others,
})
const express = (handler: string, before = ''): string =>
  `import express from 'express'\nconst app = express()\n${before}app.get('/', (req, res) => {\n  if (req.user.role !== 'admin') ${handler}\n})\n`
const fastify = (options: string, before = ''): string =>
  `import Fastify from 'fastify'\nconst app = Fastify()\n${before}app.get('/', ${options}, async (request, reply) => {\n  if (request.user.role !== 'admin') return reply.code(401).send({ error: 'no' })\n})\n`

/** The only finding's site and the text with its first suggestion applied. */
function suggested(files: Project): { readonly site: ResponseSite | undefined; readonly after: string | undefined } {
  const facts = analyseProject(files).get(FILE)
  const found = facts ? no401AfterAuth.definition.findings(facts, {}, {}) : []
  expect(found).toHaveLength(1)
  const [finding] = found
  const edits = finding?.rewrites[0]?.edits
  return {
    site: facts?.responses.find(({ range }) => range.start === finding?.range.start),
    after: edits
      ?.toSorted((a, b) => b.range.start - a.range.start)
      .reduce(
        (text, { range, text: to }) => text.slice(0, range.start) + to + text.slice(range.end),
        files[FILE] ?? '',
      ),
  }
}

describe('a status that the body repeats is changed in both places', () => {
  it.each([
    ['beside it', `return res.status(401).json({ statusCode: 401, error: 'no' })`],
    [
      'by any name, deep in the body, and as text',
      `return res.status(401).json({ meta: { n: [{ s: '401' }] }, c: 401 })`,
    ],
    ['a constant', `return res.status(Codes.UNAUTHORIZED).json({ code: Codes.UNAUTHORIZED })`],
    ['in a statement of its own', `{ res.status(401); log(401); return res.json({ code: 401 }) }`],
    ['written as text', `{ res.statusCode = 401; res.end(JSON.stringify({ status: 401 })) }`],
  ])('%s', (_name, handler) => {
    const before = 'const Codes = { UNAUTHORIZED: 401, FORBIDDEN: 403 }\n'
    const { after } = suggested(project(express(handler, before)))
    const changed = handler.replaceAll('Codes.UNAUTHORIZED', 'Codes.FORBIDDEN').replaceAll(/(?<!log\()401/g, '403')
    expect(after).toBe(express(changed, before))
  })

  it.each([
    [
      'NextResponse.json',
      `import { NextResponse } from 'next/server'\nexport async function GET(req) {\n  if (req.user.role !== 'admin') return NextResponse.json({ code: 401 }, { status: 401 })\n}\n`,
    ],
    [
      'an exception with a body',
      `import { HttpException } from '@nestjs/common'\nexport function check(request) {\n  if (request.user.role !== 'admin') throw new HttpException({ statusCode: 401, message: 'no' }, 401)\n}\n`,
    ],
    [
      'a body that is assigned before',
      `import Koa from 'koa'\nnew Koa().use((ctx) => {\n  if (ctx.state.user.role !== 'admin') {\n    ctx.body = { code: 401 }\n    ctx.status = 401\n  }\n})\n`,
    ],
  ])('%s', (_name, text) => {
    expect(suggested(project(text)).after).toBe(text.replaceAll('401', '403'))
  })

  it('a response beside it keeps its own', () => {
    const text = `import express from 'express'
express().get('/', (req, res) =>
  !req.user ? res.status(401).json({ code: 401 }) : req.user.role !== 'admin' ? res.status(401).json({ code: 4 }) : res.json({}),
)
`
    expect(suggested(project(text)).after).toBe(text.replace('401).json({ code: 4 })', '403).json({ code: 4 })'))
  })
})

it.each([
  ['a variable', `return res.status(401).json(body)`, `const body = { code: 401 }\n`],
  ['a function', `return res.status(401).json(body())`, `const body = () => ({ error: { code: 401 } })\n`],
  ['an argument', `return res.status(401).json(makeBody(401))`, `const makeBody = (code) => ({ code })\n`],
  ['a constant without a sibling', `return res.status(401).json({ code: NO })`, `const NO = 401\n`],
])('a status that the body repeats out of reach is left: %s', (_name, handler, before) => {
  const { site, after } = suggested(project(express(handler, before)))
  expect(after).toBeUndefined()
  expect(site?.flipLeft).toBe('status-in-body')
})

const NEST = (decorators: string): string =>
  `import { Controller, Get, Req, UnauthorizedException, ForbiddenException } from '@nestjs/common'
import { ApiResponse, ApiUnauthorizedResponse, ApiForbiddenResponse } from '@nestjs/swagger'
const Refused = () => applyDecorators(ApiUnauthorizedResponse())
@Controller('a')
export class A {
  @Get()
  ${decorators}
  read(@Req() request) {
    if (request.user.role !== 'admin') throw new UnauthorizedException('no')
  }
}
`
const HONO = (responses: string): string =>
  `import { OpenAPIHono, createRoute } from '@hono/zod-openapi'
const route = createRoute({ method: 'get', path: '/', responses: ${responses} })
new OpenAPIHono().openapi(route, async (c) => {
  const session = await auth()
  if (!session) return c.redirect('/login')
  if (session.user.role !== 'admin') return c.json({ error: 'no' }, 401)
  return c.json({}, 200)
})
`
const CONTRACT = (own: string): Project => ({
  'src/contract.ts': `export const contract = { list: { responses: { 200: x, 401: y } }, read: { responses: ${own} } }\n`,
})
const ROUTER = `import express from 'express'
import { contract } from './contract'
export const router = implement(contract, {
  read: async (req: express.Request, res: express.Response) => {
    if (req.user.role !== 'admin') return res.status(401).json({ error: 'no' })
    return res.json({})
  },
})
`
const DOCUMENTED = (responses: string): string =>
  `import express from 'express'\nconst app = express()\n/**\n * @openapi\n * /a:\n *   get:\n *     responses:\n${responses}\n */\napp.get('/a', read)\nfunction read(req, res) {\n  if (req.user.role !== 'admin') return res.status(401).end()\n}\n`

describe('a status that is declared elsewhere', () => {
  it.each<[string, Project]>([
    ['in the schema of a route', project(fastify('{ schema: { response: { 200: ok, 401: no } } }'))],
    [
      'in a schema of another name, by constants',
      project(
        fastify(
          'options',
          `import { StatusCodes } from 'http-status-codes'\nconst answers = { [StatusCodes.UNAUTHORIZED]: no }\nconst options = { config: { answers } }\n`,
        ),
      ),
    ],
    [
      'of a hook that a route has',
      project(
        `import Fastify from 'fastify'
import { schema } from './schema'
const app = Fastify()
const admin = async (request, reply) => {
  if (request.user.role !== 'admin') return reply.code(401).send({})
}
app.route({ url: '/', method: 'GET', schema, preHandler: [admin], handler: async () => ({}) })
`,
        { 'src/schema.ts': `export const schema = { response: { '401': {} } }\n` },
      ),
    ],
    ['in a route made elsewhere', project(HONO('{ 200: ok, 401: no }'))],
    ['in the entry of a contract', project(ROUTER, CONTRACT('{ 200: x, 401: y }'))],
    ['in a decorator', project(NEST('@ApiResponse({ status: 401 })'))],
    ['in a decorator of its own name', project(NEST('@ApiUnauthorizedResponse()'))],
    ['in a decorator of decorators', project(NEST('@Refused()'))],
    [
      'in a comment for OpenAPI',
      project(DOCUMENTED(` *       200:\n *         description: ok\n *       401:\n *         description: no`)),
    ],
  ])('without the other one is not changed by half: %s', (_name, files) => {
    const { site, after } = suggested(files)
    expect(after).toBeUndefined()
    expect(site?.flipLeft).toBe('status-declared')
  })

  it.each<[string, Project]>([
    ['in the schema of a route', project(fastify('{ schema: { response: { 401: no, 403: no } } }'))],
    ['for all of its kind', project(fastify(`{ schema: { response: { 401: no, '4xx': no } } }`))],
    [
      'in the schema of another route',
      project(
        `${fastify('{ schema: { response: { 200: ok } } }')}app.get('/b', { schema: { response: { 401: no } } }, other)\n`,
      ),
    ],
    ['in a route made elsewhere', project(HONO('{ 200: ok, 401: no, 403: no }'))],
    ['in the entry of a contract', project(ROUTER, CONTRACT('{ 200: x, 401: y, 403: z }'))],
    ['in decorators', project(NEST('@ApiResponse({ status: 401 }) @ApiResponse({ status: 403 })'))],
    ['in decorators of their own names', project(NEST('@ApiUnauthorizedResponse() @ApiForbiddenResponse()'))],
    [
      'in a comment for OpenAPI',
      project(DOCUMENTED(` *       401: { description: no }\n *       403: { description: no }`)),
    ],
    ['in a comment that is none for OpenAPI', project(`// answers 401\n${express('return res.status(401).end()')}`)],
  ])('with the other one is changed: %s', (_name, files) => {
    const { site, after } = suggested(files)
    expect(site?.flipLeft).toBeUndefined()
    expect(after).not.toBe(files[FILE])
    expect(after).toBeDefined()
  })
})
