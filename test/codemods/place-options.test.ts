import { describe, expect, it } from 'vitest'
import { makeProject, manifest } from './support/project.js'

/** The challenges of the places in `src/app.ts`, or why it is left: the package itself takes `Other`. */
async function takenIn(
  text: string,
  dependencies: readonly string[],
  others: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const project = makeProject({
    'package.json': manifest(...dependencies),
    'src/standard.ts':
      "export const refused = new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Other realm=\"x\"' } })\n",
    ...others,
    'src/app.ts': text,
  })
  const { leaves, failures } = await project.run({ write: true })
  expect(failures).toEqual([])
  const left = leaves.filter(({ path }) => path === 'src/app.ts').map(({ code }) => code)
  const calls = [...project.read('src/app.ts').matchAll(/withChallenge\(\w+(?:\([^)]*\))?(.*?)\)(?=[.;\n])/g)]
  return [
    ...calls.flatMap(([, given = '']) => [...given.matchAll(/scheme: '([^']+)'/g)].map(([, one = '']) => one)),
    ...left,
  ]
}

describe('express-jwt', () => {
  const app = (options: string, before = ''): string =>
    `import express from 'express'\nimport { expressjwt } from 'express-jwt'\n${before}\nconst app = express()\napp.get('/', expressjwt(${options}), (req, res) => {\n  if (!req.auth) return res.sendStatus(401)\n  res.json({})\n})\n`

  it.each([
    ['what is usual', app("{ secret, algorithms: ['HS256'] }"), ['Bearer']],
    ['a cookie', app('{ secret, getToken: (req) => req.cookies.token }'), ['Cookie']],
    ['a cookie of any name', app('{ secret, getToken: (req) => req.cookies[NAME] }'), ['Cookie']],
    ['a field of its own', app("{ secret, getToken(req) {\n  return req.headers['x-token']\n} }"), ['ApiKey']],
    [
      'either',
      app('{ secret, getToken }', 'const getToken = (req) => req.get("authorization") ?? req.cookies.token\n'),
      ['Bearer', 'Cookie'],
    ],
    ['the address', app('{ secret, getToken: (req) => req.query.token }'), ['no-scheme']],
    [
      'options in a variable',
      app(
        'options',
        'const base = { secret }\nconst options = { ...base, getToken: (req: express.Request) => req.cookies.token }\n',
      ),
      ['Cookie'],
    ],
    [
      'an option that is set later',
      app('options', 'const options: any = {}\noptions.getToken = (req: express.Request) => req.cookies.token\n'),
      ['Cookie'],
    ],
    ['nothing that is known', app('makeOptions()', "import { makeOptions } from './elsewhere'\n"), []],
  ])('takes %s', async (_, text, expected) => {
    expect(await takenIn(text, ['express', 'express-jwt'])).toEqual(expected)
  })
})

describe('@fastify/jwt', () => {
  const app = (options: string, call = 'request.jwtVerify()', plugin = 'jwt'): string =>
    `import fastify from 'fastify'\nimport jwt from '@fastify/jwt'\nimport fp from './plugin'\n\nconst app = fastify()\napp.register(${plugin}, ${options})\napp.get('/', { onRequest: (request) => ${call} }, async (request, reply) => {\n  if (!request.user) return reply.code(401).send({})\n  return {}\n})\n`

  it.each([
    ['what is usual', app('{ secret }'), ['Bearer']],
    ['a cookie beside it', app("{ secret, cookie: { cookieName: 'token', signed: false } }"), ['Bearer', 'Cookie']],
    ['a cookie alone', app("{ secret, cookie: { cookieName: 'token' }, verify: { onlyCookie: true } }"), ['Cookie']],
    [
      'a cookie alone, here',
      app("{ secret, cookie: { cookieName: 'token' } }", 'request.jwtVerify({ onlyCookie: true })'),
      ['Cookie'],
    ],
    [
      'a field of its own',
      app("{ secret, verify: { extractToken: (request) => request.headers['x-token'] } }"),
      ['ApiKey'],
    ],
    [
      'what a method of another name takes',
      app(
        "{ secret, namespace: 'guest', cookie: { cookieName: 'guest' }, verify: { onlyCookie: true } }",
        'request.guestJwtVerify()',
      ),
      ['Cookie'],
    ],
  ])('takes %s', async (_, text, expected) => {
    expect(await takenIn(text, ['fastify', '@fastify/jwt'])).toEqual(expected)
  })

  it('takes what a plugin in another file is told', async () => {
    const plugin =
      "import fp from 'fastify-plugin'\nimport jwt from '@fastify/jwt'\n\nexport default fp(async (app) => {\n  await app.register(jwt, { secret, cookie: { cookieName: 'token' }, verify: { onlyCookie: true } })\n})\n"
    const text = app('{}', 'request.jwtVerify()', 'fp').replace("import jwt from '@fastify/jwt'\n", '')
    expect(await takenIn(text, ['fastify', '@fastify/jwt'], { 'src/plugin.ts': plugin })).toEqual(['Cookie'])
  })
})

describe('other guards', () => {
  const fastify = (options: string): string =>
    `import fastify from 'fastify'\nimport bearer from '@fastify/bearer-auth'\n\nconst app = fastify()\nawait app.register(bearer, ${options})\napp.get('/', async (request, reply) => {\n  if (!(await load())) return reply.code(401).send({})\n  return {}\n})\n`
  const koa = (options: string): string =>
    `import Koa from 'koa'\nimport jwt from 'koa-jwt'\n\nconst app = new Koa()\napp.use(jwt(${options}))\napp.use(async (ctx) => {\n  if (!ctx.state.user) {\n    ctx.respond = false\n    ctx.res.statusCode = 401\n    ctx.res.end()\n  }\n})\n`
  const hono = (guard: string): string =>
    `import { Hono } from 'hono'\nimport { jwt } from 'hono/jwt'\nimport { bearerAuth } from 'hono/bearer-auth'\n\nconst app = new Hono()\napp.get('/', ${guard}, (c) => {\n  if (!c.get('user')) return new Response(null, { status: 401 })\n  return c.json({})\n})\n`

  it.each([
    ['fastify', '@fastify/bearer-auth', 'what is usual', fastify('{ keys }'), ['Bearer']],
    ['fastify', '@fastify/bearer-auth', 'another scheme', fastify("{ keys, bearerType: 'Token' }"), ['Token']],
    ['fastify', '@fastify/bearer-auth', 'nothing without its hook', fastify('{ keys, addHook: false }'), []],
    ['koa', 'koa-jwt', 'what is usual', koa('{ secret }'), ['Bearer']],
    ['koa', 'koa-jwt', 'a cookie beside it', koa("{ secret, cookie: 'token' }"), ['Bearer', 'Cookie']],
    [
      'koa',
      'koa-jwt',
      'another field beside it',
      koa("{ secret, getToken: (ctx) => ctx.get('x-token') }"),
      ['Bearer', 'ApiKey'],
    ],
    ['hono', 'hono', 'what is usual', hono("jwt({ secret, alg: 'HS256' })"), ['Bearer']],
    [
      'hono',
      'hono',
      'a cookie beside it',
      hono("jwt({ secret, alg: 'HS256', cookie: 'token' })"),
      ['Bearer', 'Cookie'],
    ],
    ['hono', 'hono', 'a field of its own', hono("jwt({ secret, alg: 'HS256', headerName: 'x-token' })"), ['ApiKey']],
    ['hono', 'hono', 'another scheme', hono("bearerAuth({ token, prefix: 'Token' })"), ['Token']],
    ['hono', 'hono', 'no scheme', hono("bearerAuth({ token, prefix: '' })"), ['no-scheme']],
  ])('of %s, %s: %s', async (framework, library, _, text, expected) => {
    expect(await takenIn(text, [framework, library])).toEqual(expected)
  })
})

describe('strategies of Passport', () => {
  const app = (name: string): string =>
    `import passport from 'passport'\nimport express from 'express'\n\nconst app = express()\napp.get('/', passport.authenticate('${name}'), (req, res) => {\n  if (!req.user) return res.sendStatus(401)\n  res.json({})\n})\n`
  const jwt = (reader: string): string =>
    `import passport from 'passport'\nimport { ExtractJwt, Strategy } from 'passport-jwt'\n\nconst options: any = {}\noptions.jwtFromRequest = ${reader}\npassport.use(new Strategy(options, verify))\n`
  const key = (options: string): string =>
    `import passport from 'passport'\nimport { HeaderAPIKeyStrategy } from 'passport-headerapikey'\n\npassport.use(new HeaderAPIKeyStrategy(${options}, false, verify))\n`

  it.each([
    ['jwt', 'Authorization by its name', jwt("ExtractJwt.fromHeader('authorization')"), ['Bearer']],
    ['jwt', 'another field', jwt("ExtractJwt.fromHeader('x-token')"), ['ApiKey']],
    ['jwt', 'another scheme', jwt("ExtractJwt.fromAuthHeaderWithScheme('JWT')"), ['JWT']],
    [
      'jwt',
      'several',
      jwt('ExtractJwt.fromExtractors([(req) => req.cookies.token, ExtractJwt.fromAuthHeaderAsBearerToken()])'),
      ['Bearer', 'Cookie'],
    ],
    ['jwt', 'a body', jwt("ExtractJwt.fromBodyField('token')"), ['no-scheme']],
    ['headerapikey', 'what is usual', key("{ header: 'X-Api-Key', prefix: '' }"), ['ApiKey']],
    ['headerapikey', 'Authorization', key("{ header: 'Authorization', prefix: 'Api-Key ' }"), ['Api-Key']],
  ])('%s: %s', async (name, _, text, expected) => {
    const packages = ['express', 'passport', 'passport-jwt', 'passport-headerapikey']
    expect(await takenIn(app(name), packages, { 'src/passport.ts': text })).toEqual(expected)
  })
})
