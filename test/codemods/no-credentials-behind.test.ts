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
