import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import plugin from '../../src/index.js'

/** The challenges that the rule suggests for the one 401 of a handler, in their order. */
function suggestedFor(body: string, settings: object = {}): readonly string[] {
  const code = `import express from 'express'\nexport const app = express()\napp.get('/', (req, res) => {\n${body}\n})\n`
  const messages = new Linter({ configType: 'flat' }).verify(code, [
    {
      plugins: { 'http-status': plugin },
      rules: { 'http-status/require-www-authenticate': 'error' },
      settings: { 'http-status': settings },
    },
  ])
  expect(messages.map(({ ruleId }) => ruleId)).toEqual(['http-status/require-www-authenticate'])
  return (messages[0]?.suggestions ?? []).map(({ desc }) => /challenge (.*)\.$/.exec(desc)?.[1] ?? desc)
}

describe('require-www-authenticate suggests the challenge', () => {
  it.each([
    ['of a session', 'if (!req.session.userId) return res.sendStatus(401)', ['Cookie realm="api"']],
    ['of a key', "if (!req.get('x-api-key')) return res.sendStatus(401)", ['ApiKey realm="api"']],
    [
      'of both that are taken, then of each',
      'if (!req.headers.authorization && !req.session.userId) return res.sendStatus(401)',
      ['Bearer realm="api", Cookie realm="api"', 'Bearer realm="api"', 'Cookie realm="api"'],
    ],
    [
      'of Basic where nothing else is taken',
      "if (!req.headers.authorization?.startsWith('Basic ')) return res.sendStatus(401)",
      ['Basic realm="api", charset="UTF-8"'],
    ],
    ['that most APIs use where nothing is known', 'res.sendStatus(401)', ['Bearer realm="api"']],
  ])('%s', (_, body, expected) => {
    expect(suggestedFor(body)).toEqual(expected)
  })

  it.each([
    [
      'cannot be written in advance',
      "if (!req.headers.authorization?.startsWith('Digest ')) return res.sendStatus(401)",
    ],
    ['is left out on purpose', '// no WWW-Authenticate: a login box would open\nres.sendStatus(401)'],
  ])('never where it %s', (_, body) => {
    expect(suggestedFor(body)).toEqual([])
  })
})
