import { describe, expect, it } from 'vitest'
import { requireWwwAuthenticate } from '../../rules/require-www-authenticate.js'
import { analyseProject } from '../support/project.js'
import { makeProject, manifest } from './support/project.js'

const FILE = 'src/server.ts'
const GUARD = `const verifyToken = (req, res, next) => {
  const { authorization } = req.headers
  if (!authorization) { res.set('WWW-Authenticate', 'Bearer realm="shop"'); return res.status(401).end() }
  next()
}
`

const express = (body: string): string =>
  `import express from 'express'\nconst app = express()\n${GUARD}app.post('/a', verifyToken, async (req, res) => {\n${body}\n  res.json({})\n})\n`

/** What the rule says of the 401s of a file that lack a challenge, and how many edits it offers. */
function reported(files: Readonly<Record<string, string>>): readonly (readonly [string, number])[] {
  const facts = analyseProject(files).get(FILE)
  const found = facts ? requireWwwAuthenticate.definition.findings(facts, {}, { challenge: 'Bearer realm="x"' }) : []
  return found.map(({ messageId, rewrites }) => [messageId, rewrites.length])
}

async function handled(text: string, others: Readonly<Record<string, string>> = {}, ...packages: readonly string[]) {
  const files = { 'package.json': manifest('express', ...packages), ...others, [FILE]: text }
  const { edits, leaves } = await makeProject(files).run()
  return { edits: edits.length, leaves: leaves.map(({ code }) => code), reported: reported(files) }
}

const INPUT = { edits: 0, leaves: ['invalid-request'], reported: [['input', 0]] }
const CONFIGURATION = { edits: 0, leaves: ['server-configuration'], reported: [['configuration', 0]] }
const EDITED = { edits: 1, leaves: [], reported: [['missing', expect.any(Number) as number]] }

describe('a 401 for a field of the request', () => {
  it.each([
    ['a member of the body', '  if (!req.body.phone) return res.status(401).end()'],
    ['a name that is taken out of it', '  const { phone } = req.body\n  if (!phone) return res.status(401).end()'],
    ['one of several fields', '  if (!req.query.a || req.params.b === "x") return res.status(401).end()'],
    ['a number that is none', '  if (Number.isNaN(Number(req.params.id))) return res.status(401).end()'],
    ['a method', '  if (req.method !== "POST") return res.status(401).end()'],
    ['a list of values', '  if (!["a", "b"].includes(req.query.kind)) return res.status(401).end()'],
    ['a switch', '  switch (req.query.kind) { case "a": break; default: return res.status(401).end() }'],
    [
      'one that is read after a caller was found missing, and answered',
      '  if (!req.user) { res.set("WWW-Authenticate", "Bearer"); return res.status(401).end() }\n  if (!req.body.phone) return res.status(401).end()',
    ],
  ])('is left and reported as such: %s', async (_, body) => {
    expect(await handled(express(body))).toEqual(INPUT)
  })

  it.each([
    [
      'a schema',
      "import { z } from 'zod'\nconst schema = z.object({ phone: z.string() })\n",
      '!schema.safeParse(req.body).success',
    ],
    ['a schema of another file', "import { schema } from './schema.js'\n", '!schema.safeParse(req.body).success'],
    [
      'a schema that is handed over',
      "import * as v from 'valibot'\nconst schema = v.object({ phone: v.string() })\n",
      '!v.safeParse(schema, req.body).success',
    ],
    ['a list of errors', "import { validationResult } from 'express-validator'\n", '!validationResult(req).isEmpty()'],
    ['a function of the project', 'const isPhone = (text) => /^[0-9]+$/.test(text)\n', '!isPhone(req.body.phone)'],
  ])('is left when it fails %s', async (_, head, test) => {
    const schema = { 'src/schema.ts': "import Joi from 'joi'\nexport const schema = Joi.object({})\n" }
    const text = head + express(`  if (${test}) return res.status(401).end()`)
    expect(await handled(text, schema, 'zod', 'joi', 'valibot', 'express-validator')).toEqual(INPUT)
  })

  it('is left when reading it fails', async () => {
    const body = '  try { JSON.parse(req.body.filter) } catch { return res.status(401).end() }'
    expect(await handled(express(body))).toEqual(INPUT)
  })

  it('is left where the error handler would have to send the challenge', async () => {
    const text = `import createError from 'http-errors'\n${express('  if (!req.body.phone) throw createError(401)')}`
    expect(await handled(text, {}, 'http-errors')).toEqual(INPUT)
  })
})

describe('a 401 for the configuration of the server', () => {
  it.each([
    ['the environment', '  if (!process.env.API_KEY) return res.status(401).end()'],
    ['a variable', '  const key = process.env.API_KEY ?? ""\n  if (key === "") return res.status(401).end()'],
    ['an object', '  if (!config.key || !config.secret) return res.status(401).end()'],
    ['what a function makes of it', '  if (!readConfig().key) return res.status(401).end()'],
  ])('is left and reported as such: %s', async (_, body) => {
    const config =
      'const config = { key: process.env.KEY, secret: process.env.SECRET }\nconst readConfig = () => ({ key: process.env.KEY })\n'
    expect(await handled(config + express(body))).toEqual(CONFIGURATION)
  })
})

const next = (body: string): string =>
  `import { NextResponse } from 'next/server'\nimport { authenticate } from './authenticate'\nexport async function GET(req) {\n${body}\n  return NextResponse.json({})\n}\n`
const REFUSE = "return new Response('', { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } })"
const UNSET = "return NextResponse.json({ error: true, message: 'missing KEY in server env vars' }, { status: 401 })"

describe('a 401 for the configuration of the server behind a check of credentials', () => {
  it.each([
    ['whose result says why', `  const result = authenticate(req)\n  if (result.error) ${REFUSE}`],
    ['whose result is a caller', `  const user = await authenticate(req)\n  if (!user) ${REFUSE}`],
    ['of a header', `  const token = req.headers.get('authorization')\n  if (!token) ${REFUSE}`],
    ['that throws', `  try { await authenticate(req) } catch { ${REFUSE} }`],
    [
      'that hands its own refusal on',
      `  const refused = await authenticate(req)\n  if (refused instanceof Response) return refused`,
    ],
    [
      'that has made the answer',
      `  const result = await authenticate(req)\n  if (result.refusal) return result.refusal`,
    ],
  ])('is left and reported as such: %s', async (_, check) => {
    const body = `${check}\n  const key = process.env.KEY\n  if (!key) ${UNSET}`
    expect(await handled(next(body), {}, 'next')).toEqual(CONFIGURATION)
  })

  it.each([
    [
      'no credentials come',
      `const token = req.headers.get('authorization')\n  if (token) return NextResponse.json({})`,
    ],
    ['no caller was found', 'const user = await authenticate(req)\n  if (user) return user'],
    ['none of a class was found', 'const user = await authenticate(req)\n  if (user instanceof User) return user'],
  ])('gets its challenge on a way on which %s', async (_, check) => {
    const body = `  class User {}\n  ${check}\n  if (!process.env.KEY) ${UNSET}`
    expect(await handled(next(body), {}, 'next')).toEqual(EDITED)
  })
})

/** More than is looked at for one question. */
const MANY = Array.from({ length: 250 }, (_, index) => `one${String(index)}: process.env.ONE_${String(index)}`).join(
  ', ',
)

describe('a 401 for what is read from the configuration elsewhere', () => {
  it.each([
    ['returned', 'export const settings = () => process.env.KEY', '!settings()'],
    [
      'returned in an object',
      'export function settings() { const key = process.env.KEY; return { key } }',
      '!settings().key',
    ],
    [
      'kept in an object',
      'const read = (name) => process.env[name]\nexport const settings = { keys: { own: read("KEY") } }',
      '!settings.keys.own',
    ],
    [
      'kept in a field',
      'class Settings { key = process.env.KEY }\nexport const settings = new Settings()',
      '!settings.key',
    ],
    [
      'kept in a field by the constructor',
      'class Settings { key; constructor() { this.key = process.env.KEY ?? "" } }\nexport const settings = new Settings()',
      '!settings.key',
    ],
    [
      'given back by a method',
      'class Settings { static key() { return process.env.KEY } }\nexport { Settings as settings }',
      '!settings.key()',
    ],
    [
      'given back by a getter',
      'class Settings { get key() { return process.env.KEY } }\nexport const settings = new Settings()',
      'settings.key === undefined',
    ],
    [
      'asked of a service that is handed in',
      "import { ConfigService } from '@nestjs/config'\nexport class Settings { constructor(private config: ConfigService) {} key() { return this.config.get('KEY') } }\nexport const settings = new Settings(null)",
      '!settings.key()',
    ],
    [
      'a row that constants look up',
      'import { db } from "./db"\nexport const settings = () => db.setting.findUnique({ where: { name: "key" } })',
      '!(await settings())',
    ],
    [
      'one of many members that a function gives back',
      `export const settings = () => ({ ${MANY}, key: process.env.KEY })`,
      '!settings().key',
    ],
    ['one of many members of an object', `export const settings = { ${MANY}, key: process.env.KEY }`, '!settings.key'],
    [
      'one beside members that something else gives',
      'import { db } from "./db"\nexport const settings = () => ({ db: db.open(), key: process.env.KEY })',
      '!settings().key',
    ],
  ])('is left and reported as such: %s', async (_, file, test) => {
    const text = `import { settings } from './settings'\n${express(`  if (${test}) return res.status(401).end()`)}`
    expect(await handled(text, { 'src/settings.ts': `${file}\n` })).toEqual(CONFIGURATION)
  })

  it('is left and reported as such: one of many, taken out', async () => {
    const text = `import { settings } from './settings'\n${express('  const { key } = settings()\n  if (!key) return res.status(401).end()')}`
    const file = `export const settings = () => ({ ${MANY}, key: process.env.KEY })\n`
    expect(await handled(text, { 'src/settings.ts': file })).toEqual(CONFIGURATION)
  })

  it.each([
    [
      'of the caller',
      'export const settings = (id) => db.setting.findUnique({ where: { id } })',
      '!(await settings(req.user.id))',
    ],
    ['of a store for each request', 'export const settings = () => store.getStore().get("user")', '!settings()'],
    [
      'or of the client',
      'export const settings = (req) => { const own = req.headers.get("x-key"); return own ?? process.env.KEY }',
      '!settings(req)',
    ],
    [
      'of a member that a call makes of the client',
      `import { check } from './check'\nexport const settings = (req) => ({ ${MANY}, key: check(req) })`,
      '!settings(req).key',
    ],
    [
      'of a field that a request fills',
      'class Settings { key = process.env.KEY }\nexport const settings = new Settings()\nexport const read = (req) => { settings.key = req.user }',
      '!settings.key',
    ],
  ])('is not taken for it: %s', async (_, file, test) => {
    const text = `import { settings } from './settings'\n${express(`  if (${test}) return res.status(401).end()`)}`
    expect(await handled(text, { 'src/settings.ts': `${file}\n` })).not.toEqual(CONFIGURATION)
  })
})

describe('a 401 gets its challenge', () => {
  it.each([
    ['a token in the query', '  if (!req.query.token) return res.status(401).end()'],
    [
      'the password of a login',
      '  const { email, password } = req.body\n  if (!email || !password) return res.status(401).end()',
    ],
    [
      'the name beside a password',
      '  const { email, password } = req.body\n  if (!email) return res.status(401).end()\n  await check(email, password)',
    ],
    [
      'a row that was looked up for its password',
      '  const user = await User.findOne({ email: req.body.email })\n  if (!user) return res.status(401).end()\n  await user.comparePassword(req.body.password)',
    ],
    ['a row of a table in memory', '  const row = table[req.body.id]\n  if (!row) return res.status(401).end()'],
    ['a secret that is compared', '  if (req.query.q !== process.env.SECRET) return res.status(401).end()'],
    ['a header of its own', '  if (!req.headers["x-internal"]) return res.status(401).end()'],
    [
      'what is missing after others were let in',
      '  if (await isKnown(req)) return res.json({})\n  if (!req.query.open) return res.status(401).end()',
    ],
    [
      'a production without a caller',
      '  if (!req.user) { if (process.env.NODE_ENV === "production") return res.status(401).end() }',
    ],
    ['a field beside a caller', '  if (!req.user || !req.body.phone) return res.status(401).end()'],
    [
      'a caller whom a schema looks at',
      '  const schema = z.object({})\n  if (!schema.safeParse(await read(req)).success) return res.status(401).end()',
    ],
    [
      'what a database says of it',
      '  const isFree = async (name) => { if (await db.find(name)) return false; return true }\n  if (!(await isFree(req.body.name))) return res.status(401).end()',
    ],
    [
      'a flag that something else has set',
      '  let kind = req.body.kind\n  if (await isKnown(req)) kind = "a"\n  if (kind !== "a") return res.status(401).end()',
    ],
  ])('for %s', async (_, body) => {
    expect(await handled(`import { z } from 'zod'\nconst table = {}\n${express(body)}`, {}, 'zod')).toEqual(EDITED)
  })
})
