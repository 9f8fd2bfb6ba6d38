import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { makeProject, manifest } from '../../codemods/support/project.js'

const REQUEST = `
const port = server.address().port
require('node:http').get({ port, host: '127.0.0.1' }, (answer) => {
  console.log(answer.statusCode, JSON.stringify(answer.headers['www-authenticate'] ?? null))
  server.close()
})
`

/** Rewrites a server without the helper, runs it, and returns what a client sees. */
async function rewritten(
  source: string,
  dependencies: readonly string[],
  others: Readonly<Record<string, string>> = {},
): Promise<readonly [string, string]> {
  const project = makeProject({
    ...others,
    'package.json': manifest(...dependencies),
    'server.js': `${source}\nserver.listen(0, '127.0.0.1', () => {${REQUEST}})\n`,
    'node_modules/small/package.json': '{"name":"small","main":"index.js"}',
    'node_modules/small/index.js': `module.exports = () => {
  const handlers = []
  return {
    get: (path, handler) => handlers.push(handler),
    use: (handler) => handlers.push(handler),
    handler: (req, res) => handlers[0](req, res, () => undefined),
  }
}`,
  })
  await project.run({ write: true, style: 'inline' })
  const text = [...Object.keys(others), 'server.js'].map((file) => project.read(file)).join('')
  const answer = execFileSync(process.execPath, [`${project.folder}/server.js`], { encoding: 'utf8', timeout: 20_000 })
  return [text, answer.trim()]
}

const ANSWER = /^401 "Bearer realm=\\"[^"]+\\""$/

describe('a response that is plain node:http is written as such, whatever its parameter is called', () => {
  it.each(['res', 'response', 'reply', 'r'])('createServer in a package with Express and Fastify: %s', async (name) => {
    const [text, answer] = await rewritten(
      `const server = require('node:http').createServer((req, ${name}) => {
  ${name}.statusCode = 401
  ${name}.end('no')
})`,
      ['express', 'fastify'],
    )
    expect(text).toContain(`${name}.setHeader('WWW-Authenticate', `)
    expect(answer).toMatch(ANSWER)
  })

  it.each([
    ['get', "app.get('/', (req, res) => {", 'small'],
    ['get, with Express beside it', "app.get('/', (req, res) => {", 'small', 'express'],
    ['use', 'app.use((req, res, next) => {', 'small', 'express'],
  ])('a server that is not known: %s', async (_, start, ...dependencies) => {
    const [text, answer] = await rewritten(
      `const app = require('small')()
${start}
  res.writeHead(401)
  res.end('no')
})
const server = require('node:http').createServer(app.handler)`,
      dependencies,
    )
    expect(text).not.toContain('.set(')
    expect(text).toContain("res.setHeader('WWW-Authenticate', ")
    expect(answer).toMatch(ANSWER)
  })

  it.each([
    [
      'registered where it is imported',
      "const handler = require('./handler')\nconst server = require('node:http').createServer(handler)",
    ],
    [
      'behind another server',
      "const app = require('small')()\napp.use(require('./handler'))\nconst server = require('node:http').createServer(app.handler)",
    ],
    [
      'passed on',
      "const handler = require('./handler')\nconst server = require('node:http').createServer((req, res) => handler(req, res))",
    ],
  ])('a handler of another file, with Express beside it: %s', async (_, source) => {
    const [text, answer] = await rewritten(source, ['small', 'express'], {
      'handler.js': "module.exports = (req, res) => {\n  res.statusCode = 401\n  res.end('no')\n}\n",
    })
    expect(text).not.toContain('.set(')
    expect(answer).toMatch(ANSWER)
  })

  it('http2, whose setHeader gives nothing back', async () => {
    const project = makeProject({
      'package.json': manifest('express'),
      'server.js': `const http2 = require('node:http2')
const server = http2.createServer((req, res) => {
  if (req.url === '/a') {
    res.writeHead(401)
    res.end()
  } else {
    res.statusCode = 401
    res.end('no')
  }
})
server.listen(0, '127.0.0.1', async () => {
  const client = http2.connect('http://127.0.0.1:' + server.address().port)
  for (const path of ['/a', '/b'])
    await new Promise((resolve) => {
      const request = client.request({ ':path': path })
      request.on('response', (headers) => console.log(headers[':status'], headers['www-authenticate']))
      request.on('close', resolve)
      request.resume().end()
    })
  client.close()
  server.close()
})
`,
    })
    await project.run({ write: true, style: 'inline' })
    const answer = execFileSync(process.execPath, [`${project.folder}/server.js`], {
      encoding: 'utf8',
      timeout: 60_000,
    })
    expect(answer.trim().split('\n')).toEqual(['401 Bearer realm="api"', '401 Bearer realm="api"'])
  })
})

describe('a method makes no framework', () => {
  const PAGE = `import type { NextApiRequest } from 'next'
import { type ApiResponse, wrapped } from '../../lib/wrapped'

async function handler(req: NextApiRequest, res: ApiResponse) {
  if (!req.cookies.session) return res.METHOD
  return res.json({})
}
export default wrapped(handler)
`
  const HELPERS = `export function deny(res) {
  return res.METHOD
}
`

  it.each([
    [
      'what a plugin brings, without the plugin',
      ['next', 'fastify'],
      'src/pages/api/login.ts',
      PAGE,
      "unauthorized('no')",
    ],
    [
      'what a plugin brings, on another response',
      ['next', 'fastify', '@fastify/sensible'],
      'src/pages/api/login.ts',
      PAGE,
      "unauthorized('no')",
    ],
    [
      'a method of another response in a file of the Pages API',
      ['next', 'fastify'],
      'src/pages/api/login.ts',
      PAGE,
      'code(401)',
    ],
    ['a reply without the plugin', ['fastify'], 'src/deny.ts', HELPERS.replaceAll('res', 'reply'), 'unauthorized()'],
    ['403 without the plugin', ['fastify'], 'src/deny.ts', HELPERS.replaceAll('res', 'reply'), 'forbidden()'],
  ])('%s: nothing is edited', async (_, dependencies, path, text, method) => {
    const project = makeProject({
      'package.json': manifest(...dependencies),
      [path]: text.replaceAll('METHOD', method),
    })
    const { edits } = await project.run({ write: true })
    expect(edits).toEqual([])
  })

  it.each([
    ['Express or Fastify', ['express', 'fastify'], 'code(401).send()'],
    ['Fastify or Express', ['fastify', 'express'], 'sendStatus(401)'],
    ['Next or Fastify', ['next', 'fastify'], 'code(401).send()'],
  ])('%s, and no more than the method tells which: the place is left', async (_, dependencies, method) => {
    const project = makeProject({
      'package.json': manifest(...dependencies),
      'src/deny.ts': HELPERS.replaceAll('METHOD', method),
    })
    const { edits, leaves } = await project.run({ write: true })
    expect(edits).toEqual([])
    expect(leaves).toMatchObject([{ path: 'src/deny.ts', code: 'weak-evidence' }])
  })

  it('a plugin that is there brings its methods', async () => {
    const project = makeProject({
      'package.json': manifest('fastify', '@fastify/sensible'),
      'src/deny.js': 'export const deny = (reply) => reply.unauthorized()\n',
    })
    const { edits } = await project.run({ write: true })
    expect(edits).toMatchObject([{ path: 'src/deny.js' }])
  })
})

describe('a method that the project puts on responses sends the challenge', () => {
  it.each([
    ['what all inherit from', 'response.deny = function (text) {', '}'],
    ['an object of methods', 'Object.assign(response, { deny(text) {', '} })'],
    ['the response at hand', 'app.use((req, res, next) => { res.deny = function (text) {', '}; next() })'],
  ])('%s', async (_, start, end) => {
    const project = makeProject({
      'package.json': manifest('express'),
      'server.js': `const express = require('express')
const { response } = express
const app = express()
${start}
  this.status(401).send(text)
${end}
app.get('/', (req, res) => res.deny('no'))
const server = app.listen(0, '127.0.0.1', () => {${REQUEST}})
`,
    })
    symlinkSync(fileURLToPath(new URL('../../../node_modules', import.meta.url)), `${project.folder}/node_modules`)
    const { edits } = await project.run({ write: true, verify: false })
    expect(edits).toHaveLength(1)
    const answer = execFileSync(process.execPath, [`${project.folder}/server.js`], {
      encoding: 'utf8',
      timeout: 20_000,
    })
    expect(answer.trim()).toMatch(ANSWER)
  })
})
