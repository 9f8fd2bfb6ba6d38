import { RuleTester } from '@typescript-eslint/rule-tester'
import { afterAll, describe, it } from 'vitest'
import { no403BeforeAuth as rule } from '../../rules/no-403-before-auth.js'
import { readMarks } from '../support/marked.js'

RuleTester.afterAll = afterAll
RuleTester.describe = describe
RuleTester.it = it

interface Invalid {
  readonly name: string
  /** `⟦…⟧` stands around the place that is reported. */
  readonly code: string
  readonly id: 'missing' | 'refused'
  readonly condition: string
  readonly line: string
  /** The code after the suggestion; none where 401 would leave without a challenge. */
  readonly output?: string
  readonly settings?: Readonly<Record<string, unknown>>
  readonly challenge?: string
}

const express = (statement: string): string =>
  `import express from 'express'\nconst app = express()\napp.get('/', async (req, res) => {\n  ${statement}\n})\n`

const noToken = `const token = req.headers.authorization\n  if (!token)`
const header = `'WWW-Authenticate', 'Bearer realm="api"'`

const invalid: readonly Invalid[] = [
  {
    name: 'puts the header into the chain',
    code: express(`${noToken} ⟦res.status(403⟧).json({})`),
    id: 'missing',
    condition: '!token',
    line: '5',
    output: express(`${noToken} res.set(${header}).status(401).json({})`),
  },
  {
    name: 'puts the challenge of the settings',
    code: express(`${noToken} ⟦res.status(403⟧).json({})`),
    id: 'missing',
    condition: '!token',
    line: '5',
    settings: { challenge: 'DPoP algs="ES256"' },
    challenge: 'DPoP algs="ES256"',
    output: express(`${noToken} res.set('WWW-Authenticate', 'DPoP algs="ES256"').status(401).json({})`),
  },
  {
    name: 'puts the header into the options of a response',
    code: `import { NextResponse } from 'next/server'
export async function GET(request: Request) {
  if (request.headers.get('x-api-key') !== process.env.API_KEY) return ⟦NextResponse.json({}, { status: 403⟧ })
  return NextResponse.json({})
}
`,
    id: 'refused',
    condition: "request.headers.get('x-api-key') !== process.env.API_KEY",
    line: '3',
    output: `import { NextResponse } from 'next/server'
export async function GET(request: Request) {
  if (request.headers.get('x-api-key') !== process.env.API_KEY) return NextResponse.json({}, { status: 401, headers: { ${header.replace(', ', ': ')} } })
  return NextResponse.json({})
}
`,
  },
  {
    name: 'names the check that a catch is about',
    code: express(`try {
    jwt.verify(req.headers.authorization, key)
  } catch {
    ⟦res.status(403⟧).end()
  }`),
    id: 'refused',
    condition: 'catch of jwt.verify(req.headers.authorization, key)',
    line: '6',
    output: express(`try {
    jwt.verify(req.headers.authorization, key)
  } catch {
    res.set(${header}).status(401).end()
  }`),
  },
  {
    name: 'offers no 401 that would leave without a challenge',
    code: express(`${noToken} throw ⟦createError(403⟧)`).replace('\n', "\nimport createError from 'http-errors'\n"),
    id: 'missing',
    condition: '!token',
    line: '6',
  },
]

new RuleTester().run('no-403-before-auth', rule, {
  valid: [
    { name: 'a 401 is right', code: express(`${noToken} res.set(${header}).status(401).end()`) },
    { name: 'a right is missing', code: express(`if (req.user.role !== 'admin') res.status(403).end()`) },
  ],
  invalid: invalid.map(({ name, code: marks, id, condition, line, output, settings, challenge }) => {
    const { code, places } = readMarks(marks)
    return {
      name,
      code,
      ...(settings && { settings: { 'http-status': settings } }),
      errors: places.map((place) => ({
        messageId: id,
        data: { condition, line },
        ...place,
        suggestions:
          output === undefined
            ? []
            : [{ messageId: 'answer401' as const, data: { challenge: challenge ?? 'Bearer realm="api"' }, output }],
      })),
    }
  }),
})
