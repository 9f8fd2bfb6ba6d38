import { execFileSync } from 'node:child_process'
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
async function rewritten(source: string, ...dependencies: readonly string[]): Promise<readonly [string, string]> {
  const project = makeProject({
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
  const text = project.read('server.js')
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
      'express',
      'fastify',
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
      ...dependencies,
    )
    expect(text).not.toContain('.set(')
    expect(text).toContain("res.setHeader('WWW-Authenticate', ")
    expect(answer).toMatch(ANSWER)
  })
})
