import { RuleTester } from '@typescript-eslint/rule-tester'
import { afterAll, describe, it } from 'vitest'
import { no401AfterAuth as rule } from '../../rules/no-401-after-auth.js'
import { readMarks } from '../support/marked.js'

RuleTester.afterAll = afterAll
RuleTester.describe = describe
RuleTester.it = it

interface Invalid {
  readonly name: string
  /** `⟦…⟧` stands around the place that is reported. */
  readonly code: string
  readonly evidence: string
  readonly condition: string
  /** The code after each suggestion: 403, and 403 with a challenge. */
  readonly suggestions: readonly string[]
}

const express = (statement: string): string =>
  `import express from 'express'\nconst app = express()\napp.get('/', async (req, res) => {\n  ${statement}\n})\n`

const role = 'req.user.role !== "admin"'
const read = '`req.user.role` on line 4 reads `req.user` as something that is there'

/** Every form in which a 401 is written, and its 403. */
const forms: readonly Invalid[] = [
  ['a number', `⟦res.status(401⟧).json({})`, `res.status(403).json({})`],
  ['a method that sends', `⟦res.sendStatus(401⟧)`, `res.sendStatus(403)`],
  ['writeHead', `⟦res.writeHead(401⟧).end()`, `res.writeHead(403).end()`],
  ['an assignment', `{ ⟦res.statusCode = 401⟧; res.end() }`, `{ res.statusCode = 403; res.end() }`],
].map(([name = '', before = '', after = '']) => ({
  name,
  code: express(`if (${role}) ${before}`),
  evidence: read,
  condition: role,
  suggestions: [express(`if (${role}) ${after}`)],
}))

const proofs: readonly Invalid[] = [
  {
    name: 'says which test was passed',
    code: express(`if (!req.user) return res.status(401).end()\n  if (${role}) ⟦res.status(401⟧).end()`),
    evidence: '`req.user` on line 4 has been tested',
    condition: role,
    suggestions: [express(`if (!req.user) return res.status(401).end()\n  if (${role}) res.status(403).end()`)],
  },
  {
    name: 'says which hook runs first',
    code: `import Fastify from 'fastify'
const app = Fastify()
app.get('/', { onRequest: [app.authenticate] }, async (request, reply) => {
  if (!canRead(request.params.id)) return ⟦reply.unauthorized⟧()
})
`,
    evidence: '`onRequest: [app.authenticate]` on line 3 runs first and lets only known callers through',
    condition: '!canRead(request.params.id)',
    suggestions: [
      `import Fastify from 'fastify'
const app = Fastify()
app.get('/', { onRequest: [app.authenticate] }, async (request, reply) => {
  if (!canRead(request.params.id)) return reply.forbidden()
})
`,
    ],
  },
  {
    name: 'renames the exception and adds it to the import',
    code: `import { Injectable, UnauthorizedException } from '@nestjs/common'
@Injectable()
export class OwnerGuard {
  canActivate(context) {
    const request = context.switchToHttp().getRequest()
    if (request.user.id !== request.params.id) throw ⟦new UnauthorizedException⟧('Not yours')
    return true
  }
}
`,
    evidence: '`request.user.id` on line 6 reads `request.user` as something that is there',
    condition: 'request.user.id !== request.params.id',
    suggestions: [
      `import { Injectable, UnauthorizedException, ForbiddenException } from '@nestjs/common'
@Injectable()
export class OwnerGuard {
  canActivate(context) {
    const request = context.switchToHttp().getRequest()
    if (request.user.id !== request.params.id) throw new ForbiddenException('Not yours')
    return true
  }
}
`,
    ],
  },
  {
    name: 'renames a code name, and the text of the status with its number',
    code: `import { TRPCError } from '@trpc/server'
export const remove = protectedProcedure.mutation(({ ctx }) => {
  if (!hasAccess(ctx.session)) throw ⟦new TRPCError({ code: 'UNAUTHORIZED'⟧ })
})
`,
    evidence: '`protectedProcedure` on line 2 runs first and lets only known callers through',
    condition: '!hasAccess(ctx.session)',
    suggestions: [
      `import { TRPCError } from '@trpc/server'
export const remove = protectedProcedure.mutation(({ ctx }) => {
  if (!hasAccess(ctx.session)) throw new TRPCError({ code: 'FORBIDDEN' })
})
`,
    ],
  },
  {
    name: 'offers insufficient_scope where a scope is missing',
    code: express(`if (!req.auth.payload.scope.includes('write')) ⟦res.status(401⟧).json({})`),
    evidence: '`req.auth.payload.scope` on line 4 reads `req.auth.payload` as something that is there',
    condition: "!req.auth.payload.scope.includes('write')",
    suggestions: [
      express(`if (!req.auth.payload.scope.includes('write')) res.status(403).json({})`),
      express(
        `if (!req.auth.payload.scope.includes('write')) res.set('WWW-Authenticate', 'Bearer realm="api", error="insufficient_scope"').status(403).json({})`,
      ),
    ],
  },
]

new RuleTester().run('no-401-after-auth', rule, {
  valid: [
    { name: 'a 403 is right', code: express(`if (${role}) res.status(403).end()`) },
    { name: 'a file without any response', code: `export const UNAUTHORIZED = 401\n` },
  ],
  invalid: [...forms, ...proofs].map(({ name, code: marks, evidence, condition, suggestions }) => {
    const { code, places } = readMarks(marks)
    return {
      name,
      code,
      errors: places.map((place) => ({
        messageId: 'knownCaller',
        data: { evidence, condition },
        ...place,
        suggestions: suggestions.map((output, index) => ({
          messageId: index === 0 ? 'answer403' : 'answerInsufficientScope',
          output,
        })),
      })),
    }
  }),
})
