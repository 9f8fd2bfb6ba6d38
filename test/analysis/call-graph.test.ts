import { describe, expect, test } from 'vitest'
import { reported } from '../rules/require-www-authenticate/cases.js'
import { analyseProject, manifest, type Project } from '../support/project.js'

const SET = "res.set('WWW-Authenticate', 'Bearer realm=\"api\"')"
const upTo = (count: number, one: (index: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, index) => one(index))

function project(functions: readonly string[], body: string): Project {
  return {
    'package.json': manifest('express'),
    'src/app.js': `import express from 'express'\nconst app = express()\napp.get('/', (req, res) => {\n${body}\n})\n${functions.join('\n')}\n`,
  }
}

/** Each calls the next one, the last one does the work. */
const chain = (length: number, work: string): readonly string[] =>
  upTo(length, (index) => `function f${index}(res) { ${index + 1 < length ? `f${index + 1}(res)` : work} }`)
/** Each calls two others: every way leads back to where it started. */
const ring = (size: number, work: string): readonly string[] =>
  upTo(
    size,
    (index) =>
      `function f${index}(res) { if (res.locals.a) f${(index + 1) % size}(res); else f${(index + 7) % size}(res); ${work} }`,
  )
const SEND = '  f0(res)\n  res.status(401).end()'
const SEND_LINE = ['src/app.js:5']

describe('what a function does that calls others', () => {
  test.each([
    ['a short chain that does nothing to the response', chain(3, 'res.locals.seen = true'), SEND, SEND_LINE],
    ['a short chain that sets the header', chain(3, SET), SEND, []],
    ['a long chain that sets the header is unknown', chain(40, SET), SEND, []],
    ['a very long chain is unknown, too', chain(1000, SET), SEND, []],
    ['one that calls itself', ['function f0(res) { if (res.locals.again) f0(res); res.locals.seen = true }'], SEND, []],
    ['a ring of dozens of functions', ring(60, SET), SEND, []],
  ])('%s', (_, functions, body, places) => {
    // what has been asked before makes no difference
    for (const ordered of [functions, functions.toReversed()]) {
      const made = project(ordered, body)
      expect([...analyseProject(made).values()].flatMap((one) => one.notAnalysed)).toEqual([])
      expect(reported(made)).toEqual(places)
    }
  })

  test('a 401 in a ring is judged where it is sent', () => {
    const functions = ['function f0(res, n) { if (n > 0) return f1(res, n - 1)', '  return res.status(401).end() }']
    const made = project([...functions, 'function f1(res, n) { return f0(res, n) }'], '  f0(res, 3)')
    expect(reported(made)).toEqual(['src/app.js:7'])
  })
})
