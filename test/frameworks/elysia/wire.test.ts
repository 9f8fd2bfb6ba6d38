import { Elysia, status } from 'elysia'
import * as old from 'elysia12'
import { describe, expect, test } from 'vitest'
import { elysia as facts } from '../../../src/frameworks/elysia.js'
import { callMethod, hasMember } from '../support/call.js'
import { describeRows, evaluate, expectRow, Measured, quiet } from '../support/table.js'
import { toAnswer, type Answer } from '../support/wire.js'
import { onlyOn12, onlyOn14, rows } from './rows.js'

quiet()
const measured = new Measured(facts)

/** Elysia listens on Bun; on Node its handler is asked directly. */
async function serve(app: { handle: (request: Request) => Response | Promise<Response> }): Promise<Answer> {
  return toAnswer(await app.handle(new Request('http://localhost/')))
}

const send = (code: string) => {
  const app = new Elysia()
  callMethod(app, 'get', '/', evaluate(code, { sent: status, Response }))
  return serve(app)
}
const sendOld = (code: string) => {
  const app = new old.Elysia()
  callMethod(app, 'get', '/', evaluate(code, { failed: old.error, Response }))
  return serve(app)
}

describeRows('Elysia 1.4.30', rows, measured, send)
describeRows('Elysia 1.2.25', rows, measured, sendOld)
describeRows('Elysia from 1.3 on', onlyOn14, measured, send)
describeRows('Elysia before 1.3', onlyOn12, measured, sendOld)

describe('where the context is given', () => {
  const refuse = (...args: readonly unknown[]) => {
    const [context] = args
    expect(hasMember(context, 'set')).toBe(true)
    return status(401, 'no')
  }

  const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'options', 'all'] as const
  test.each(METHODS)(measured.by('app.%s()', ...METHODS.map((name) => `handler ${name}`)), async (method) => {
    const app = new Elysia()
    callMethod(app, method, '/', refuse)
    const verb = method === 'all' ? 'GET' : method.toUpperCase()
    expect((await app.handle(new Request('http://localhost/', { method: verb }))).status).toBe(401)
  })

  test(measured.by("app.route('GET', '/', handler)", 'handler route'), async () => {
    const app = new Elysia()
    callMethod(app, 'route', 'GET', '/', refuse)
    expect((await serve(app)).status).toBe(401)
  })

  const HOOKS = ['beforeHandle', 'transform', 'afterHandle'] as const
  test.each(HOOKS)(
    measured.by('get(path, handler, { %s })', ...HOOKS.map((name) => `handler { ${name} }`)),
    async (hook) => {
      const app = new Elysia()
      callMethod(app, 'get', '/', () => 'open', { [hook]: refuse })
      expect((await serve(app)).status).toBe(401)
    },
  )

  test(
    measured.by(
      'guard({ beforeHandle }), macro({ name: { resolve } })',
      'handler guard',
      'handler macro',
      'handler { resolve }',
    ),
    async () => {
      const guarded = new Elysia()
      callMethod(guarded, 'guard', { beforeHandle: refuse })
      callMethod(guarded, 'get', '/', () => 'open')
      const macro = new Elysia()
      callMethod(macro, 'macro', { signedIn: { resolve: refuse } })
      callMethod(macro, 'get', '/', () => 'open', { signedIn: true })
      expect([(await serve(guarded)).status, (await serve(macro)).status]).toEqual([401, 401])
    },
  )

  const LIFE = ['onBeforeHandle', 'onRequest', 'onTransform', 'onAfterHandle', 'derive', 'resolve', 'onError'] as const
  test.each(LIFE)(measured.by('app.%s()', ...LIFE.map((name) => `handler ${name}`)), async (name) => {
    const app = new Elysia()
    let position = -1
    callMethod(app, name, (...args: readonly unknown[]) => {
      position = args.findIndex((arg) => hasMember(arg, 'set'))
    })
    app.get('/', () => {
      if (name === 'onError') throw new Error('no')
      return 'open'
    })
    await serve(app)
    expect(position).toBe(0)
  })
})

describe('in one place for all', () => {
  test.each(['onError', 'onAfterHandle', 'onRequest'] as const)(
    measured.by(
      'a header that %s sets is on the 401',
      'central errors onError',
      'central responses onAfterHandle',
      'central responses onRequest',
    ),
    async (name) => {
      const app = new Elysia()
      callMethod(app, name, ({ set }: { set: { headers: Record<string, string> } }) => {
        set.headers['WWW-Authenticate'] = 'Bearer'
      })
      app.get('/', ({ set }) => {
        if (name === 'onError') throw Object.assign(new Error('no'), { status: 401 })
        set.status = 401
        return 'no'
      })
      expectRow(await serve(app), { status: 401, challenge: 'Bearer' }, measured)
    },
  )
})

measured.expectAll()
