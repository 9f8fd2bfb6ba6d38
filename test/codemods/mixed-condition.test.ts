import { expect, it } from 'vitest'
import { makeProject, manifest } from './support/project.js'

const REMARK =
  'no caller and a refused caller share this condition; the 401 and its challenge are right for the first, answer the second with a 403 of its own'
const handler = (body: string): string =>
  `import express from 'express'\nexpress().get('/a', (req, res, next) => {\n${body}\n})\n`

it.each([
  ['one after the other', `  if (!req.user || req.user.role !== 'admin') return res.status(401).end()\n  next()`],
  ['in one', `  if (req.user?.role !== 'admin') return res.status(401).end()\n  next()`],
  ['by what lets pass', `  if (req.session.user?.team) return next()\n  res.status(401).end()`],
])(
  'a 401 for no caller and for a refused one keeps its status, gets its challenge and is said: %s',
  async (_, body) => {
    const project = makeProject({ 'package.json': manifest('express'), 'src/a.ts': handler(body) })
    const first = await project.run({ write: true, challenge: { scheme: 'Bearer', parameters: { realm: 'api' } } })
    expect(first.edits.map(({ codemod }) => codemod)).toEqual(['header'])
    expect(first.leaves.map(({ code, text, unresolved }) => [code, text, unresolved])).toEqual([
      ['mixed-condition', REMARK, false],
    ])
    const text = project.read('src/a.ts')
    // which of the two it is decides whether the token was wrong
    expect(text).toContain('withChallenge(res).status(401)')
    const second = await project.run({ write: true })
    expect([second.edits, second.leaves.map(({ code }) => code)]).toEqual([[], ['mixed-condition']])
  },
)

it('a test of the caller alone is about one thing', async () => {
  const body = '  if (req.session.userSession?.userId) return next()\n  res.status(401).end()'
  const { edits, leaves } = await makeProject({ 'package.json': manifest('express'), 'src/a.ts': handler(body) }).run()
  expect([edits.map(({ codemod }) => codemod), leaves]).toEqual([['header'], []])
})
