import { TSESLint } from '@typescript-eslint/utils'
import { describe, expect, test } from 'vitest'
import { validWwwAuthenticate } from '../../rules/valid-www-authenticate.js'
import { HOLE, PROBLEM_LEVELS, type ProblemCode } from '../../src/http/challenge/index.js'
import { vectors, type Vector } from '../http/vectors.js'

const linter = new TSESLint.Linter()

/** The value as people write it: a literal, or a template with a variable for each hole. */
function literal(value: string): string {
  if (!value.includes(HOLE)) return JSON.stringify(value)
  return `\`${value.replace(/[`\\]/g, '\\$&').replaceAll(HOLE, '${options.text}')}\``
}

function server({ value, statuses = [], credentials }: Vector): string {
  const [status] = statuses
  const send =
    status === undefined
      ? 'respond(res)'
      : `res.status(${statuses.length > 1 ? `ok ? ${statuses.join(' : ')}` : status}).end()`
  const write = `res.set('WWW-Authenticate', ${literal(value)}); ${send}`
  if (credentials === 'missing') return `app.get('/', (req, res) => { if (!req.headers.authorization) { ${write} } })`
  if (credentials === 'refused') return `app.get('/', (req, res) => { try { verify(req) } catch { ${write} } })`
  return `app.get('/', (req, res) => { ${write} })`
}

function report(code: string, options: object): (string | undefined)[] {
  const messages = linter.verify(code, {
    plugins: { 'http-status': { rules: { rule: validWwwAuthenticate } } },
    rules: { 'http-status/rule': ['error', options] },
  })
  return messages.map(({ messageId, message }) => messageId ?? message)
}

function idOf(code: string): string {
  return code.replace(/-./g, ([, letter = '']) => letter.toUpperCase())
}

/** ESLint sorts by place and keeps one report of a kind at a place. */
function sorted(codes: readonly string[]): string[] {
  return codes.map(idOf).sort()
}

describe('each value, as the rule sees it', () => {
  test.for(vectors)('$source: $value', (vector) => {
    const code = server(vector)
    expect(report(code, {}).sort(), code).toEqual(sorted(vector.problems))
    const isKnown = (name: string): name is ProblemCode => name in PROBLEM_LEVELS
    const strict = (vector.strict ?? []).filter((name) => isKnown(name) && PROBLEM_LEVELS[name] === 'strict')
    expect(report(code, { strict: true }).sort(), code).toEqual(sorted([...vector.problems, ...strict]))
    const schemes = (vector.strict ?? []).filter((name) => isKnown(name) && PROBLEM_LEVELS[name] === 'schemes')
    expect(report(code, { unregisteredSchemes: true }).sort(), code).toEqual(sorted([...vector.problems, ...schemes]))
  })
})
