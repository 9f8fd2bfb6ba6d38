import type { ServerResponse } from 'node:http'
import { initTRPC, TRPCError } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import * as old from 'trpc10'
import * as oldAdapter from 'trpc10/adapters/standalone'
import { describe, test } from 'vitest'
import { trpc as facts } from '../../../src/frameworks/trpc.js'
import { asFunction, callMethod } from '../support/call.js'
import { describeRows, evaluate, expectRow, Measured } from '../support/table.js'
import { askOnce, toAnswer } from '../support/wire.js'
import { rows } from './rows.js'

const measured = new Measured(facts)

interface Context {
  readonly resHeaders?: Headers
  readonly res?: ServerResponse
}

function routerOf(resolve: (...args: readonly unknown[]) => unknown) {
  const { procedure, router } = initTRPC.context<Context>().create()
  return router({ it: procedure.query((options) => resolve(options)) })
}

const refuse = () => {
  throw new TRPCError({ code: 'UNAUTHORIZED' })
}

describeRows('tRPC 11.25.2, fetch adapter', rows, measured, async (code) =>
  toAnswer(
    await fetchRequestHandler({
      endpoint: '/',
      req: new Request('http://localhost/it'),
      router: routerOf(asFunction(evaluate(code, { TRPCError }))),
      createContext: ({ resHeaders }) => ({ resHeaders }),
    }),
  ),
)

describe('tRPC 11.25.2, standalone adapter', () => {
  const serve = (
    options: Partial<Parameters<typeof createHTTPHandler>[0]>,
    resolve: (...args: readonly unknown[]) => unknown = refuse,
  ) => {
    const handler = createHTTPHandler({ router: routerOf(resolve), createContext: ({ res }) => ({ res }), ...options })
    return askOnce(
      (req, res) => {
        handler(req, res)
      },
      { path: '/it' },
    )
  }

  test(measured.by('an UNAUTHORIZED error', 'new TRPCError'), async () => {
    expectRow(await serve({}), { status: 401 }, measured)
  })

  test(measured.by('a header that was set on the response before is kept', 'new TRPCError'), async () => {
    const answer = await serve({
      createContext: ({ res }) => {
        res.setHeader('WWW-Authenticate', 'Bearer')
        return { res }
      },
    })
    expectRow(answer, { status: 401, challenge: 'Bearer' }, measured)
  })

  test.each([{ 'WWW-Authenticate': 'Bearer' }, new Headers({ 'WWW-Authenticate': 'Bearer' })])(
    measured.in('tRPC 11').by('responseMeta adds the header, of %s', 'central errors { responseMeta }'),
    async (headers) => {
      const answer = await serve({
        responseMeta: ({ errors }) => (errors.some((error) => error.code === 'UNAUTHORIZED') ? { headers } : {}),
      })
      expectRow(answer, { status: 401, challenge: 'Bearer' }, measured)
    },
  )
})

describe('tRPC 10.45.4, standalone adapter', () => {
  const serve = (headers?: object) => {
    const { procedure, router } = old.initTRPC.create()
    const refuseOld = () => {
      throw new old.TRPCError({ code: 'UNAUTHORIZED' })
    }
    const options = { router: router({ it: procedure.query(refuseOld) }), createContext: () => ({}) }
    const handler = asFunction(
      callMethod(oldAdapter, 'createHTTPHandler', { ...options, responseMeta: () => ({ headers }) }),
    )
    return askOnce((req, res) => void handler(req, res), { path: '/it' })
  }

  test('an UNAUTHORIZED error', async () => {
    expectRow(await serve(), { status: 401 }, measured)
  })

  test.each([
    ['a plain object is sent', { 'WWW-Authenticate': 'Bearer' }, 'Bearer'],
    ['a Headers is taken for an empty one', new Headers({ 'WWW-Authenticate': 'Bearer' }), undefined],
  ] as const)(
    measured.in('tRPC 10').by('responseMeta: %s', 'central errors { responseMeta }'),
    async (_title, headers, challenge) => {
      expectRow(await serve(headers), { status: 401, ...(challenge && { challenge }) }, measured)
    },
  )
})

measured.expectAll()
