import { describe, expect, it } from 'vitest'
import { requireWwwAuthenticate } from '../../rules/require-www-authenticate.js'
import { analyseProject } from '../support/project.js'
import { makeProject, manifest } from './support/project.js'

const FILE = 'src/server.ts'

/** What the command does with the 401s of a file that lack a challenge, and what the rule says of them. */
async function handled(text: string) {
  const files = { 'package.json': manifest('express', 'next', '@clerk/nextjs'), [FILE]: text }
  const { edits, leaves } = await makeProject(files).run()
  const facts = analyseProject(files).get(FILE)
  const found = facts ? requireWwwAuthenticate.definition.findings(facts, {}, { challenge: 'Bearer realm="x"' }) : []
  return {
    edits: edits.length,
    leaves: leaves.map(({ code }) => code),
    reported: found.map(({ messageId, rewrites }) => [messageId, rewrites.length]),
  }
}

/** That nothing is written beside a challenge in the same function is a matter of its own. */
const OF_CREDENTIALS = [['missing', expect.any(Number) as number]]
const RECORD = { edits: 0, leaves: ['record-state'], reported: [['record', 0]] }

const next = (body: string): string =>
  `import { auth } from '@clerk/nextjs/server'\nimport { NextResponse } from 'next/server'\nimport { db } from './db'\nexport async function PATCH(req, { params }) {\n${body}\n  return NextResponse.json({})\n}\n`
const KNOWN =
  "  const { userId } = await auth()\n  if (!userId) return new Response('', { status: 401, headers: { 'WWW-Authenticate': 'Cookie' } })\n"
const FOUND =
  '  const course = await db.course.findUnique({ where: { id: params.id, userId } })\n  if (!course) return NextResponse.json({}, { status: 404 })\n'
const REFUSED = 'return NextResponse.json({}, { status: 401 })'

const guarded = (body: string): string =>
  `import express from 'express'\nimport { orders } from './orders'\nconst app = express()\nconst verifyToken = (req, res, next) => {\n  const { authorization } = req.headers\n  if (!authorization) { res.set('WWW-Authenticate', 'Bearer realm="shop"'); return res.status(401).end() }\n  next()\n}\napp.post('/a', verifyToken, async (req, res) => {\n${body}\n  res.json({})\n})\n`

describe('a 401 for what a row holds', () => {
  it.each([
    ['fields that are missing', `${KNOWN}${FOUND}  if (!course.title || !course.imageUrl) ${REFUSED}`],
    [
      'a list of the row',
      `${KNOWN}${FOUND}  const isReady = course.chapters.some((one) => one.isPublished)\n  if (!course.title || !isReady) ${REFUSED}`,
    ],
    ['fields that are taken out', `${KNOWN}${FOUND}  const { price } = course\n  if (price < 1) ${REFUSED}`],
    [
      'the first of a list',
      `${KNOWN}  const [course] = await db.select().from('courses').where({ id: params.id, userId })\n  if (!course) return NextResponse.json({}, { status: 404 })\n  if (course.status === 'draft') ${REFUSED}`,
    ],
    [
      'a field compared with one of the request, behind a middleware',
      guarded(
        '  const order = await orders.findById(req.params.id)\n  if (order.version !== req.body.version) return res.status(401).end()',
      ),
    ],
  ])('is left and reported as such: %s', async (_, text) => {
    expect(await handled(text.startsWith('import') ? text : next(text))).toEqual(RECORD)
  })

  it.each([
    ['nobody was known', `${FOUND.replace(', userId', '')}  if (!course.title) ${REFUSED}`],
    ['the row need not be there', `${KNOWN}${FOUND.split('\n')[0] ?? ''}\n  if (!course?.title) ${REFUSED}`],
    ['the row speaks of a credential', `${KNOWN}${FOUND}  if (!course.token) ${REFUSED}`],
    [
      'the row is one of a session',
      `${KNOWN}  const session = await db.session.findUnique({ where: { id: params.id } })\n  if (!session.device) ${REFUSED}`,
    ],
    ['something else takes part', `${KNOWN}${FOUND}  if (!course.title || !(await isKnown(req))) ${REFUSED}`],
    [
      'the request was looked at as a whole',
      `${KNOWN}  const found = await getDetails(req)\n  if (!found.title) ${REFUSED}`,
    ],
  ])('is one of credentials where %s', async (_, text) => {
    expect((await handled(text.startsWith('import') ? text : next(text))).reported).toEqual(OF_CREDENTIALS)
  })
})

const OPERATION = { edits: 0, leaves: ['failed-operation'], reported: [['operation', 0]] }
const INPUT = { edits: 0, leaves: ['invalid-request'], reported: [['input', 0]] }

const tried = (work: string): string =>
  guarded(`  try {\n${work}\n  } catch (e) {\n    return res.status(401).json({ e })\n  }`)

describe('a 401 for an operation that failed behind a check', () => {
  it.each([
    ['a library of the request', '    res.json(await req.client.getMessages(req.params.id, { count: 1 }))'],
    [
      'a table',
      '    const row = await orders.update({ where: { id: req.params.id }, data: { title: req.body.title } })',
    ],
    [
      'another server',
      "    const answer = await fetch('https://upstream.example/list')\n    res.json(await answer.json())",
    ],
  ])('is left and reported as such: %s', async (_, work) => {
    expect(await handled(tried(work))).toEqual(OPERATION)
  })

  it.each([
    ['a token is verified', '    req.user = await jwt.verify(req.headers.authorization, "k")'],
    ['the request goes to something that is not seen', '    await prepare(req)'],
    ['its body does', '    await orders.open(req.body)'],
    ['a password is handed on', '    await accounts.open(req.body.email, req.body.password)'],
    ['a session is read', '    await sessions.open(req.params.id)'],
    ['a refusal is thrown', '    const row = await orders.find(req.params.id)\n    if (!row) throw new Error("no")'],
    ['what comes next is called', '    await orders.find(req.params.id)\n    next()'],
    [
      'a function of the project verifies',
      '    const open = async (id) => { await orders.find(id); return verifyCode(id) }\n    await open(req.params.id)',
    ],
  ])('is one of credentials where %s', async (_, work) => {
    expect((await handled(tried(work).replace('(req, res) =>', '(req, res, next) =>'))).reported).toEqual(
      OF_CREDENTIALS,
    )
  })

  it('is one of credentials where nobody was known', async () => {
    const text = tried('    res.json(await req.client.getMessages(req.params.id))').replace(
      "'/a', verifyToken,",
      "'/a',",
    )
    expect((await handled(text)).reported).toEqual(OF_CREDENTIALS)
  })
})

const open = (body: string): string =>
  `import express from 'express'\nimport { prisma, User } from './db'\nimport { sendLink } from './mail'\nconst app = express()\napp.post('/a', async (req, res, next) => {\n${body}\n  res.json({})\n})\n`
const BY_EMAIL = '  const { email } = req.body\n  const user = await prisma.user.findUnique({ where: { email } })\n'

describe('a 401 for a look-up by a field of the request', () => {
  it.each([
    ['of an address', `${BY_EMAIL}  if (!user) return res.status(401).end()\n  await sendLink(email)`],
    ['and of a state of what is found', `${BY_EMAIL}  if (!user || user.emailVerified) return res.status(401).end()`],
    [
      'of a name in the path, and of some fields',
      "  const found = await User.findOne({ where: { nickname: req.params.nickname }, attributes: ['id', 'password'] })\n  if (found === null) return res.status(401).end()",
    ],
    [
      'before a link is sent by a function of the project, whatever it is called',
      `  const sendVerifyEmail = (to, link) => { sendLink(to, link) }\n${BY_EMAIL}  if (!user) return res.status(401).end()\n  sendVerifyEmail(email, randomUUID())`,
    ],
    [
      'before a secret is made',
      `${BY_EMAIL}  if (!user) return res.status(401).end()\n  const token = randomUUID()\n  await prisma.resetToken.create({ data: { token, userId: user.id } })\n  sendLink(email, token)`,
    ],
  ])('is left and reported as such: %s', async (_, body) => {
    expect(await handled(open(body))).toEqual(INPUT)
  })

  it.each([
    [
      'a password is compared',
      `${BY_EMAIL}  if (!user) return res.status(401).end()\n  if (!(await bcrypt.compare(req.body.password, user.password))) return res.status(400).end()`,
    ],
    [
      'the body is handed on',
      `${BY_EMAIL}  if (!user) return res.status(401).end()\n  res.json(await logIn(req.body))`,
    ],
    ['others go on', `${BY_EMAIL}  if (!user) return res.status(401).end()\n  next()`],
    [
      'a code is part of it',
      '  const user = await prisma.user.findUnique({ where: { code: req.body.code } })\n  if (!user) return res.status(401).end()',
    ],
    [
      'two fields are',
      '  const user = await prisma.user.findUnique({ where: { email: req.body.email, answer: req.body.answer } })\n  if (!user) return res.status(401).end()',
    ],
    [
      'a header is',
      "  const user = await prisma.user.findUnique({ where: { name: req.headers['x-name'] } })\n  if (!user) return res.status(401).end()",
    ],
    [
      'a function of the project verifies what came',
      `  const check = (user) => verifySignature(user)\n${BY_EMAIL}  if (!user) return res.status(401).end()\n  check(user)`,
    ],
  ])('is one of credentials where %s', async (_, body) => {
    expect((await handled(open(body))).reported).toEqual(OF_CREDENTIALS)
  })

  it('is one of credentials in a function that a login calls', async () => {
    const text = `import express from 'express'\nimport { prisma } from './db'\nconst app = express()\nconst find = async (req, res) => {\n${BY_EMAIL}  if (!user) return res.status(401).end()\n  return user\n}\napp.post('/a', async (req, res) => { const user = await find(req, res); compare(user, req.body.password) })\n`
    expect((await handled(text)).reported).toEqual(OF_CREDENTIALS)
  })
})
