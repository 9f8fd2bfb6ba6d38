import { createServer, ServerResponse } from 'node:http'
import http2 from 'node:http2'
import { describe, expect, test } from 'vitest'
import { node } from '../../../src/frameworks/node.js'
import { asFunction, callMethod } from '../support/call.js'
import { describeRows, evaluate, Measured } from '../support/table.js'
import { ask, askOnce, listen } from '../support/wire.js'
import { rows } from './rows.js'

const measured = new Measured(node)
const scope = { Headers, Map }

describeRows('node:http', rows, measured, (code) => askOnce(asFunction(evaluate(code, scope))))

describe('node:http', () => {
  test('with a header set before, a flat array in writeHead loses a second field of one name', async () => {
    const preset = await askOnce((_req, res) => {
      res.setHeader('X-Other', '1')
      res.writeHead(401, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']).end()
    })
    const plain = await askOnce((_req, res) => {
      res.writeHead(401, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']).end()
    })
    expect(preset.headers.get('set-cookie')).toEqual(['b=2'])
    expect(plain.headers.get('set-cookie')).toEqual(['a=1', 'b=2'])
  })

  test('103 Early Hints before the header is not too late', async () => {
    const answer = await askOnce((_req, res) => {
      res.writeEarlyHints({ link: '</a.css>; rel=preload' })
      res.setHeader('WWW-Authenticate', 'Bearer').writeHead(401).end()
    })
    expect(answer.headers.get('www-authenticate')).toEqual(['Bearer'])
  })

  test.each([["'a\\nb'"], ['undefined']])('setHeader throws on the value %s', async (value) => {
    const answer = await askOnce((_req, res) => {
      expect(() => res.setHeader('WWW-Authenticate', evaluate(value, {}) as string)).toThrow()
      res.end()
    })
    expect(answer.status).toBe(200)
  })

  for (const name of ['on', 'once', 'addListener']) {
    test(measured.by(`server.${name}('request', handler)`, `handler ${name}(request)`), async () => {
      const server = createServer()
      callMethod(server, name, 'request', (...args: readonly unknown[]) => {
        const response = args[1]
        if (response instanceof ServerResponse) response.writeHead(401).end()
      })
      const running = await listen(server)
      try {
        expect((await ask(running.port)).status).toBe(401)
      } finally {
        await running.close()
      }
    })
  }

  test(measured.by('createServer(handler)', 'handler createServer', 'handler createSecureServer'), async () => {
    // createSecureServer takes the same listener behind TLS; its options come first.
    expect((await askOnce((_req, res) => res.writeHead(401).end())).status).toBe(401)
  })

  test(measured.by('an error that nobody handles is no response', 'thrown'), async () => {
    const answer = await askOnce((_req, res) => {
      try {
        throw Object.assign(new Error('no'), { status: 401 })
      } catch {
        res.end()
      }
    })
    expect(answer.status).toBe(200)
  })
})

describe('node:http2', () => {
  test.each([
    [measured.by('stream.respond without the header', 'node.ServerHttp2Stream#respond'), {}, undefined],
    [
      measured.by('stream.respond with the header', 'node.ServerHttp2Stream#respond'),
      { 'www-authenticate': 'Bearer' },
      'Bearer',
    ],
  ])('%s', async (_title, headers, challenge) => {
    const server = http2.createServer()
    server.on('stream', (stream) => {
      stream.respond({ ':status': 401, ...headers })
      stream.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const client = http2.connect(`http://127.0.0.1:${port}`)
    try {
      const answer = await new Promise<http2.IncomingHttpHeaders & http2.IncomingHttpStatusHeader>(
        (resolve, reject) => {
          const request = client.request({ ':path': '/' })
          request.on('response', resolve).on('error', reject)
          request.resume()
          request.end()
        },
      )
      expect(answer[':status']).toBe(401)
      expect(answer['www-authenticate']).toBe(challenge)
    } finally {
      client.close()
      server.close()
    }
  })
})

measured.expectAll()
