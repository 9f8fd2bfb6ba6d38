import { createRequire } from 'node:module'
import { createServer, type RequestListener } from 'node:http'
import path from 'node:path'
import express from 'express'
import express4 from 'express4'
import { describe, expect, it } from 'vitest'
import { ask, listen, type Answer } from '../../frameworks/support/wire.js'
import { makeProject, manifest, type Project } from '../support/project.js'

const CHALLENGE = 'Bearer realm="wire"'
const PARTS = { scheme: 'Bearer', parameters: { realm: 'wire' } }

/** A handler that answers 401, and with `?x=1` something else on the way. */
interface Way {
  readonly title: string
  readonly handler: string
  /** The line that is edited, as it is afterwards; absent: the place is left. */
  readonly edited?: string
}

const OTHER = `'use strict'
module.exports.finish = (req, res) => {
  if (req.url.includes('x=')) res.statusCode = 200
  res.end('other')
}
module.exports.end = (a, b) => {
  if (a.url.includes('x=')) b.statusCode = 200
  b.end('other')
}
module.exports.note = (req, res) => {
  res.setHeader('X-Noted', req.url)
}
`

/** In terms of \`node:http\`, which Express has too. */
const PLAIN: readonly Way[] = [
  {
    title: 'another status in a branch that leaves',
    handler: `(req, res) => {
  res.statusCode = 401
  if (req.url.includes('x=')) {
    res.statusCode = 200
    return res.end('fine')
  }
  res.end('no')
}`,
    edited: "withChallenge(res).end('no')",
  },
  {
    title: 'another status in a branch that comes back',
    handler: `(req, res) => {
  res.statusCode = 401
  if (req.url.includes('x=')) res.statusCode = 200
  res.end('no')
}`,
  },
  {
    title: 'a 401 in a branch',
    handler: `(req, res) => {
  if (!req.url.includes('x=')) {
    res.statusCode = 401
  }
  res.end('no')
}`,
    edited: 'withChallenge(res)\n    res.statusCode = 401',
  },
  {
    title: 'a function of the file that changes the status',
    handler: `(req, res) => {
  res.statusCode = 401
  if (req.url.includes('x=')) allow(res)
  res.end('no')
}
function allow(response) {
  response.statusCode = 200
}`,
  },
  {
    title: 'a function of the file that sends another status',
    handler: `(req, res) => {
  res.statusCode = 401
  if (req.url.includes('x=')) return allow({ res })
  res.end('no')
}
function allow({ res: out }) {
  out.statusCode = 200
  out.end('fine')
}`,
    edited: "withChallenge(res).end('no')",
  },
  {
    title: 'a function that only sets it',
    handler: `(req, res) => {
  function deny(response) {
    response.statusCode = 401
  }
  if (req.url.includes('x=')) return res.end('fine')
  deny(res)
  res.end('no')
}`,
    edited: 'withChallenge(response)',
  },
  {
    title: 'a function that only sets it, and another status after it',
    handler: `(req, res) => {
  const deny = (response) => {
    response.statusCode = 401
  }
  deny(res)
  if (req.url.includes('x=')) res.statusCode = 200
  res.end('no')
}`,
  },
  {
    title: 'a closure that was made before',
    handler: `(req, res) => {
  const allow = () => {
    res.statusCode = 200
    res.end('fine')
  }
  res.statusCode = 401
  if (req.url.includes('x=')) return allow()
  res.end('no')
}`,
    edited: "withChallenge(res).end('no')",
  },
  {
    title: 'a callback that runs later',
    handler: `(req, res) => {
  res.statusCode = 401
  setImmediate(() => {
    if (req.url.includes('x=')) res.statusCode = 200
    res.end('no')
  })
}`,
  },
  {
    title: 'a function of another file that changes the status',
    handler: `(req, res) => {
  res.statusCode = 401
  require('./other').finish(req, res)
}`,
  },
  {
    title: 'a function of another file that changes the status, with names that say nothing',
    handler: `(req, res) => {
  res.statusCode = 401
  require('./other').end(req, res)
}`,
  },
  {
    title: 'a function of another file that does not',
    handler: `(req, res) => {
  if (req.url.includes('x=')) return res.end('fine')
  res.statusCode = 401
  require('./other').note(req, res)
  res.end('no')
}`,
    edited: 'withChallenge(res)\n  res.statusCode = 401',
  },
  {
    title: 'an exception on the way, answered with another status',
    handler: `(req, res) => {
  try {
    res.statusCode = 401
    const body = decodeURIComponent(req.url.includes('x=') ? '%' : 'no')
    res.end(body)
  } catch {
    res.statusCode = 500
    res.end('broken')
  }
}`,
    edited: 'withChallenge(res).end(body)',
  },
  {
    title: 'another status the next time round',
    handler: `(req, res) => {
  for (const step of ['first', 'second']) {
    if (step === 'second' && req.url.includes('x=')) res.statusCode = 200
    if (step === 'first') res.statusCode = 401
  }
  res.end('no')
}`,
  },
  {
    title: 'a head with another status',
    handler: `(req, res) => {
  res.statusCode = 401
  if (req.url.includes('x=')) return res.writeHead(200).end('fine')
  res.end('no')
}`,
    edited: "withChallenge(res).end('no')",
  },
  {
    title: 'a stream that is the body',
    handler: `(req, res) => {
  const body = require('node:stream').Readable.from(['streamed'])
  res.statusCode = 401
  if (req.url.includes('x=')) {
    res.statusCode = 200
    return res.end('fine')
  }
  body.pipe(res)
}`,
    edited: 'body.pipe(withChallenge(res))',
  },
  {
    title: 'a stream after a status that may be another',
    handler: `(req, res) => {
  const body = require('node:stream').Readable.from(['streamed'])
  res.statusCode = 401
  if (req.url.includes('x=')) res.statusCode = 200
  body.pipe(res)
}`,
  },
  {
    title: 'a variable that is decided later',
    handler: `(req, res) => {
  let status = 401
  if (req.url.includes('x=')) status = 200
  res.statusCode = status
  res.end('no')
}`,
  },
]

const EXPRESS: readonly Way[] = [
  ...PLAIN,
  {
    title: 'status(…) in a branch that leaves',
    handler: `(req, res) => {
  res.status(401)
  if (req.query.x) return res.status(200).json({ fine: true })
  res.json({ error: 'no' })
}`,
    edited: "withChallenge(res).json({ error: 'no' })",
  },
  {
    title: 'status(…) in a branch that comes back',
    handler: `(req, res) => {
  res.status(401)
  if (req.query.x) res.status(200)
  res.json({})
}`,
  },
  {
    title: 'a redirect, which has a status of its own',
    handler: `(req, res) => {
  res.status(401)
  if (req.query.x) return res.redirect('/elsewhere')
  res.send('no')
}`,
    edited: "withChallenge(res).send('no')",
  },
  {
    title: 'middleware that goes on',
    handler: `[(req, res, next) => {
  res.status(401)
  next()
}, (req, res) => {
  if (req.query.x) res.status(200)
  res.json({})
}]`,
  },
  {
    title: 'middleware that goes on to the next route',
    handler: `[(req, res, proceed) => {
  res.status(401)
  if (req.query.x) return proceed('route')
  res.send('no')
}]`,
  },
  {
    title: 'an error that is passed on, which keeps the status',
    handler: `(req, res, next) => {
  if (req.url.includes('x=')) return res.send('fine')
  res.status(401)
  next(new Error('no'))
}`,
    edited: 'withChallenge(res).status(401)',
  },
  {
    title: 'a chosen status',
    handler: `(req, res) => res.status(req.query.x ? 200 : 401).json({})`,
  },
]

async function fixed(
  dependency: string,
  before: string,
): Promise<{ readonly project: Project; readonly after: string }> {
  const project = makeProject({
    'package.json': manifest(dependency),
    'src/other.js': OTHER,
    'src/before.js': before,
    'src/handler.js': before,
  })
  const { leaves, failures } = await project.run({ write: true, challenge: PARTS, paths: ['src/handler.js'] })
  expect(failures).toEqual([])
  const after = project.read('src/handler.js')
  expect(leaves.some((leave) => leave.unresolved)).toBe(after === before)
  return { project, after }
}

async function answers(
  project: Project,
  file: string,
  start: (handler: unknown) => RequestListener,
): Promise<Answer[]> {
  const handler: unknown = createRequire(import.meta.url)(path.join(project.folder, file))
  const running = await listen(createServer(start(handler)))
  try {
    return await Promise.all(['/', '/?x=1'].map((way) => ask(running.port, { path: way })))
  } finally {
    await running.close()
  }
}

async function expectOrder(way: Way, dependency: string, start: (handler: unknown) => RequestListener): Promise<void> {
  const { project, after } = await fixed(
    dependency,
    `'use strict'\nrequire('node:http')\nmodule.exports = ${way.handler}\n`,
  )
  if (way.edited !== undefined) expect(after).toContain(way.edited)
  const [before, now] = [
    await answers(project, 'src/before.js', start),
    await answers(project, 'src/handler.js', start),
  ]
  expect(before[0]?.status).toBe(401)
  expect(before[1]?.status).not.toBe(401)
  for (const [index, { status, body, headers }] of now.entries()) {
    expect({ status, body }).toEqual({ status: before[index]?.status, body: before[index]?.body })
    expect(headers.get('www-authenticate') ?? []).toEqual(status === 401 && way.edited !== undefined ? [CHALLENGE] : [])
  }
}

describe('node:http', () => {
  it.each(PLAIN)('$title', (way) =>
    expectOrder(way, 'undici', (handler) => (req, res) => {
      Reflect.apply(handler as RequestListener, undefined, [req, res])
    }),
  )
})

describe.each([
  ['Express 4', express4],
  ['Express 5', express],
] as const)('%s', (_, make) => {
  it.each(EXPRESS)('$title', (way) =>
    expectOrder(way, 'express', (handler) => {
      const app = make()
      app.get('/', handler as express.RequestHandler)
      app.get('/', (_req: unknown, res: express.Response) => void res.status(200).send('next route'))
      app.use(((error: Error, _req: unknown, res: express.Response, _next: unknown) => {
        res.status(res.statusCode === 200 ? 500 : res.statusCode).send(error.message)
      }) as express.ErrorRequestHandler)
      return app
    }),
  )
})
