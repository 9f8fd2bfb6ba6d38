#!/usr/bin/env node
// How the time of a lint grows with the size of one file, for code of one shape each:
//
//   npm run bench:growth -- [SHAPE…]
//
// The exponent is the slope between the first and the last size: 1 is linear, 2 quadratic. Target: at most 1.2.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Linter } from 'eslint'
import plugin from '../../dist/index.js'

const SIZES = [100, 200, 400, 800, 1600]
/** CPU milliseconds after which a shape is not made larger. */
const MOST = 10_000
const times = (count, one) => Array.from({ length: count }, (_, index) => one(index)).join('\n')
const app = (text) => `import express from 'express'\nconst app = express()\n${text}\n`
const handler = (body) => app(`app.get('/', async (req, res) => {\n${body}\n  res.end()\n})`)

const SHAPES = {
  branches: (n) => handler(times(n, (i) => `  if (req.query.a === '${i}') return res.status(401).json({})`)),
  headers: (n) =>
    handler(`${times(n, (i) => `  if (req.query.a === '${i}') res.set('X-${i}', 'a')`)}\n  res.status(401)`),
  variables: (n) =>
    handler(times(n, (i) => `  const v${i} = req.query.a${i}\n  if (!v${i}) return res.sendStatus(401)`)),
  guards: (n) =>
    handler(
      `  const user = await find(req)\n${times(n, (i) => `  if (!user || user.role !== '${i}') return res.sendStatus(401)`)}`,
    ),
  tries: (n) => handler(times(n, (i) => `  try { await f${i}() } catch { return res.status(401).json({}) }`)),
  nested: (n) => handler(times(n, (i) => `  setTimeout(() => { res.status(401).end() }, ${i})`)),
  cases: (n) =>
    handler(`  switch (req.query.a) {\n${times(n, (i) => `case '${i}': res.status(401).json({}); break`)}\n}`),
  handlers: (n) =>
    app(
      times(n, (i) => `app.get('/${i}', (req, res) => { if (!req.user) return res.status(401).end(); res.json({}) })`),
    ),
  helpers: (n) =>
    `${handler(times(n, (i) => `  if (req.query.a === '${i}') return deny${i}(res)`))}${times(n, (i) => `function deny${i}(res) { return res.status(401).end() }`)}`,
  callers: (n) =>
    app(
      `function deny(res) { return res.status(401).end() }\n${times(n, (i) => `app.get('/${i}', (req, res) => deny(res))`)}`,
    ),
  chain: (n) =>
    app(
      `app.get('/', (req, res) => f0(res))\n${times(n, (i) => `function f${i}(res) { return ${i + 1 < n ? `f${i + 1}(res)` : 'res.status(401).end()'} }`)}`,
    ),
  ring: (n) =>
    app(
      times(
        n,
        (i) =>
          `function f${i}(res) { if (res.a) f${(i + 1) % n}(res); else f${(i + 7) % n}(res); res.status(401).end() }`,
      ),
    ),
  errors: (n) =>
    `${handler(times(n, (i) => `  if (req.query.a === '${i}') throw new E${i}()`))}${times(n, (i) => `class E${i} extends Error { status = 401 }`)}`,
  parsers: (n) =>
    times(
      n,
      (i) =>
        `export const f${i} = (req) => req.headers.authorization?.startsWith('Bearer ') ? req.headers.authorization.slice(7) : null`,
    ),
}

const chosen = process.argv.slice(2)
const folder = mkdtempSync(path.join(tmpdir(), 'http-status-growth-'))
writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ type: 'module', dependencies: { express: '*' } }))
const rules = Object.fromEntries(Object.keys(plugin.rules).map((name) => [`http-status/${name}`, 'error']))

function milliseconds(text, config) {
  const linter = new Linter({ cwd: folder, configType: 'flat' })
  const start = process.cpuUsage()
  linter.verify(text, config, path.join(folder, 'a.js'))
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

try {
  for (const [name, make] of Object.entries(SHAPES)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue
    const found = []
    for (const size of SIZES) {
      const text = make(size)
      milliseconds(text, [{}])
      const cost = milliseconds(text, [{ plugins: { 'http-status': plugin }, rules }]) - milliseconds(text, [{}])
      found.push([size, Math.max(cost, 1)])
      if (cost > MOST) break
    }
    const [[firstSize, first], [lastSize, last]] = [found[0], found.at(-1)]
    const exponent = Math.log(last / first) / Math.log(lastSize / firstSize)
    const row = found.map(([size, cost]) => `${size}: ${cost.toFixed(0)} ms`).join('  ')
    console.log(`${name.padEnd(10)} exponent ${exponent.toFixed(2)}  ${row}`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
