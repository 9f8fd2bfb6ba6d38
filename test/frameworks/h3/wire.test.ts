import { createServer } from 'node:http'
import * as two from 'h3'
import { toNodeHandler } from 'h3/node'
import * as one from 'h3v1'
import { describe, expect, test } from 'vitest'
import { h3 as facts } from '../../../src/frameworks/h3.js'
import { asFunction, callMethod, hasMember, withParameters } from '../support/call.js'
import { describeRows, evaluate, expectRow, Measured, quiet } from '../support/table.js'
import { ask, askOnce, listen, type Answer, type Ask } from '../support/wire.js'
import { onlyOn1, onlyOn2, rows } from './rows.js'

quiet()
const measured = new Measured(facts)

function serveOne(handler: one.EventHandler, options: Parameters<typeof one.createApp>[0] = {}): Promise<Answer> {
  const app = one.createApp(options)
  app.use('/', handler)
  return askOnce(one.toNodeListener(app))
}

async function serveTwo(prepare: (app: two.H3) => void, config: two.H3Config = {}, question?: Ask): Promise<Answer> {
  const app = new two.H3({ silent: true, ...config })
  prepare(app)
  const running = await listen(createServer(toNodeHandler(app)))
  try {
    return await ask(running.port, question)
  } finally {
    await running.close()
  }
}

const sendOne = (code: string) => {
  const handler = asFunction(evaluate(code, { ...one, Response }))
  return serveOne(one.eventHandler((event) => handler(event)))
}
const sendTwo = (code: string) =>
  serveTwo((app) => {
    callMethod(app, 'get', '/', asFunction(evaluate(code, { ...two, Response })))
  })

describeRows('h3 1.15.11', rows, measured.in('h3 1'), sendOne)
describeRows('h3 2.0.8', rows, measured.in('h3 2'), sendTwo)
describeRows('h3 1 alone', onlyOn1, measured.in('h3 1'), sendOne)
describeRows('h3 2 alone', onlyOn2, measured.in('h3 2'), sendTwo)

describe('where the event is given', () => {
  const refuse = (...args: readonly unknown[]) => {
    const event = args[0]
    expect(hasMember(event, 'node') && hasMember(event, 'context')).toBe(true)
    throw new two.HTTPError({ status: 401 })
  }

  const DEFINERS = ['defineEventHandler', 'eventHandler', 'defineHandler'] as const
  test.each(DEFINERS)(measured.by('%s(handler)', ...DEFINERS.map((name) => `handler ${name}`)), async (definer) => {
    const answer = await serveTwo((app) => {
      callMethod(app, 'get', '/', callMethod(two, definer, refuse))
    })
    expect(answer.status).toBe(401)
  })

  test(measured.by('defineHandler({ handler })', 'handler { handler }'), async () => {
    const answer = await serveTwo((app) => {
      callMethod(app, 'get', '/', callMethod(two, 'defineHandler', { handler: refuse }))
    })
    expect(answer.status).toBe(401)
  })

  test(measured.by('defineEventHandler({ onRequest, handler }) of h3 1', 'handler { onRequest }'), async () => {
    const answer = await serveOne(
      one.defineEventHandler({
        onRequest: (event) => {
          one.setResponseStatus(event, 401)
        },
        handler: () => 'no',
      }),
    )
    expect(answer.status).toBe(401)
  })

  test(
    measured.by(
      'defineMiddleware(handler), defineRequestMiddleware(handler)',
      'handler defineMiddleware',
      'handler defineRequestMiddleware',
    ),
    async () => {
      const middleware = await serveTwo((app) => {
        callMethod(app, 'use', two.defineMiddleware(withParameters(2, refuse)))
      })
      const request = await serveOne(
        one.defineEventHandler({
          onRequest: one.defineRequestMiddleware((event) => {
            one.setResponseStatus(event, 401)
          }),
          handler: () => 'no',
        }),
      )
      expect([middleware.status, request.status]).toEqual([401, 401])
    },
  )

  const METHODS = ['use', 'get', 'post', 'put', 'patch', 'delete', 'all'] as const
  test.each(METHODS)(measured.by('app.%s()', ...METHODS.map((name) => `handler ${name}`)), async (method) => {
    const answer = await serveTwo(
      (app) => {
        callMethod(app, method, '/', refuse)
      },
      {},
      { method: method === 'use' || method === 'all' ? 'GET' : method.toUpperCase() },
    )
    expect(answer.status).toBe(401)
  })

  test(measured.by("app.on('GET', '/', handler)", 'handler on'), async () => {
    const answer = await serveTwo((app) => {
      callMethod(app, 'on', 'GET', '/', refuse)
    })
    expect(answer.status).toBe(401)
  })
})

describe('in one place for all', () => {
  const boom = () => {
    throw new two.HTTPError({ status: 401 })
  }

  test(measured.by('onError of h3 1 sets a header', 'central errors { onError }'), async () => {
    const answer = await serveOne(
      one.eventHandler(() => {
        throw one.createError({ statusCode: 401 })
      }),
      {
        onError: (_error, event) => {
          one.setResponseHeader(event, 'WWW-Authenticate', 'Bearer')
        },
      },
    )
    expectRow(answer, { status: 401, challenge: 'Bearer' }, measured)
  })

  test(measured.by('onError of h3 2 answers itself', 'central errors { onError }'), async () => {
    const answer = await serveTwo((app) => app.get('/', boom), {
      onError: (error) => new Response('no', { status: error.status, headers: { 'WWW-Authenticate': 'Bearer' } }),
    })
    expectRow(answer, { status: 401, challenge: 'Bearer' }, measured)
  })

  test(measured.by('onResponse of h3 2 sets a header', 'central responses { onResponse }'), async () => {
    const answer = await serveTwo((app) => app.get('/', boom), {
      onResponse: (response) => {
        response.headers.set('WWW-Authenticate', 'Bearer')
      },
    })
    expectRow(answer, { status: 401, challenge: 'Bearer' }, measured)
  })
})

describe('middleware of h3 that answers 401 itself', () => {
  test(measured.by('basicAuth', 'challenger basicAuth'), async () => {
    const answer = await serveTwo((app) => app.use(two.basicAuth({ password: 'p', realm: 'api' })))
    expectRow(answer, { status: 401, challenge: 'Basic realm="api", charset="UTF-8"' }, measured)
  })

  test(measured.by('requireBasicAuth', 'challenger requireBasicAuth'), async () => {
    const answer = await serveTwo((app) =>
      app.get('/', async (event) => {
        await two.requireBasicAuth(event, { password: 'p', realm: 'api' })
        return 'open'
      }),
    )
    expectRow(answer, { status: 401, challenge: 'Basic realm="api", charset="UTF-8"' }, measured)
  })
})

measured.expectAll()
