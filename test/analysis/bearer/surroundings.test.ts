import { describe, expect, it } from 'vitest'
import { rewrite, sitesOf } from './rewritten.js'

/** The texts after each rewrite of a style. */
function made(text: string, wanted: 'helper' | 'inline'): readonly string[] {
  return sitesOf(text).flatMap(({ rewrites }) =>
    rewrites.filter(({ style }) => style === wanted).map((one) => rewrite(text, one)),
  )
}

describe('a comment that says that more than Bearer is meant', () => {
  it.each([
    [
      `// Accepts the raw token as well as "Bearer <token>"\nexport const f = (req) => req.headers.authorization?.replace('Bearer ', '')\n`,
    ],
    [
      `/**\n * Header format: Authorization: Token abc\n */\nexport function f(req) {\n  return req.headers.authorization?.split(' ')[1]\n}\n`,
    ],
    [
      `class A {\n  // with or without the scheme\n  key(req) {\n    const h = req.headers.authorization\n    return h?.replace(/^Bearer /i, '')\n  }\n}\n`,
    ],
    [
      `export function f(req) {\n  // the Bearer prefix is optional\n  return req.get('Authorization')?.replace('Bearer ', '').trim()\n}\n`,
    ],
  ])('leaves the parser: %s', (text) => {
    const [site] = sitesOf(text)
    expect(site?.obstacle).toBe('raw-token')
    expect(site?.rewrites).toEqual([])
  })

  it.each([
    [
      `// Takes the token from "Authorization: Bearer <token>"\nexport const f = (req) => req.headers.authorization?.split(' ')[1]\n`,
    ],
    [`// Raw tokens are not accepted\nexport const f = (req) => req.headers.authorization?.replace('Bearer ', '')\n`],
    [
      `// the raw token, without the prefix\nexport const f = (req) => req.headers.authorization?.replace('Bearer ', '')\n`,
    ],
  ])('is told from others: %s', (text) => {
    expect(made(text, 'helper')).toEqual([expect.stringContaining('parseBearer(')])
  })
})

describe('an empty text that stood behind the header', () => {
  it.each([
    [
      `export function f(req): string {\n  return (req.headers.authorization ?? '').replace('Bearer ', '')\n}\n`,
      `parseBearer(req.headers.authorization) ?? ''`,
    ],
    [
      `export const f = async (req): Promise<string> => (req.get('Authorization') || '').replace(/^Bearer /, '').trim()\n`,
      `parseBearer(req.get('Authorization')) ?? ''`,
    ],
    [
      `export function f(req): string {\n  const h = req.headers.authorization ?? ''\n  return h.replace('Bearer ', '')\n}\n`,
      `parseBearer(req.headers.authorization) ?? ''`,
    ],
    [
      `export function f(req): string {\n  const token = (req.headers.authorization ?? '').replace('Bearer ', '')\n  if (!token) log('none')\n  return token\n}\n`,
      `const token = parseBearer(req.headers.authorization) ?? ''`,
    ],
  ])('stays where a text is promised: %s', (text, call) => {
    expect(made(text, 'helper')).toEqual([expect.stringContaining(call)])
    for (const one of made(text, 'inline')) expect(one).toContain("?? ''")
  })

  it.each([
    [
      `export function f(req): string {\n  const [scheme, token] = (req.headers.authorization ?? '').split(' ')\n  if (scheme !== 'Bearer') return ''\n  return token\n}\n`,
    ],
    [
      `export function f(req): string {\n  const token = (req.headers.authorization ?? '').split(' ')[1]\n  if (!token) throw new Error('no')\n  return token\n}\n`,
    ],
    [
      `export function f(req): string {\n  const h = req.headers.authorization\n  const token = h?.split(' ')[1]\n  if (token) {\n    return token\n  }\n  throw new Error('no')\n}\n`,
    ],
  ])('is not needed where somebody has asked: %s', (text) => {
    expect(made(text, 'helper')).toEqual([
      expect.stringContaining('const token = parseBearer(req.headers.authorization)\n'),
    ])
  })

  it.each([
    [
      `export function f(req): string {\n  const [, token] = (req.headers.authorization ?? '').split(' ')\n  if (!token) log('none')\n  return token\n}\n`,
    ],
    [
      `export const f = async (req): Promise<string> => {\n  const [scheme, token] = (req.headers.authorization || '').split(' ')\n  if (scheme === 'Bearer' && token) log('some')\n  return token\n}\n`,
    ],
  ])('is not put where there was undefined, and the parser stays: %s', (text) => {
    expect(made(text, 'helper')).toEqual([])
    expect(sitesOf(text)).toMatchObject([{ obstacle: 'harm' }])
  })

  it('is not made up', () => {
    const text = `export function f(req): string {\n  return req.headers.authorization!.split(' ')[1]\n}\n`
    expect(sitesOf(text)).toMatchObject([{ obstacle: 'no-guard', rewrites: [] }])
  })
})

describe('a guard and the next that leave in the same words', () => {
  it.each([
    [
      `export function f(req, res) {\n  const h = req.headers.authorization\n  if (!h?.startsWith('Bearer ')) return res.sendStatus(401)\n  const token = h.slice(7)\n  if (!token) return res.sendStatus(401)\n  use(token)\n}\n`,
    ],
    [
      `export function f(req) {\n  const [scheme, token] = (req.headers.authorization ?? '').split(' ')\n  if (scheme !== 'Bearer') {\n    throw new Error('no')\n  }\n  if (!token) {\n    throw new Error('no')\n  }\n  use(token)\n}\n`,
    ],
    [
      `export const f = (ctx, next) => {\n  const h = ctx.get('Authorization')\n  if (!h) return null\n  const token = h.split(' ')[1]\n  if (!token) return null\n  return use(token)\n}\n`,
    ],
  ])('become one: %s', (text) => {
    const [after = '', ...more] = made(text, 'helper')
    expect(more).toEqual([])
    expect(after.match(/if \(!token\)/g)).toHaveLength(1)
  })
})

describe('comments around a rewrite', () => {
  it('stay above the guard', () => {
    const text = `export function f(req, res) {\n  const h = req.headers.authorization\n\n  // nobody gets in without\n  if (!h?.startsWith('Bearer ')) return res.sendStatus(401)\n  const token = h.slice(7)\n  use(token)\n}\n`
    expect(made(text, 'helper')).toEqual([expect.stringContaining('// nobody gets in without\n  if (!token)')])
  })

  it.each([
    [
      `export function f(req, res) {\n  // what the client sends\n  const h = req.headers.authorization\n  if (!h?.startsWith('Bearer ')) return res.sendStatus(401)\n  const token = h.slice(7)\n  use(token)\n}\n`,
    ],
    [`export const f = (req) => req.headers.authorization /* of the gateway */?.split(' ')[1]\n`],
    [
      `export function f(req, res) {\n  const h = req.headers.authorization\n  if (!h /* none */ || !h.startsWith('Bearer ')) return res.sendStatus(401)\n  const token = h.slice(7)\n  use(token)\n}\n`,
    ],
  ])('are never lost or moved: %s', (text) => {
    const [comment = ''] = /\/\/.*\n.*|\/\*.*?\*\//.exec(text) ?? []
    for (const one of [...made(text, 'helper'), ...made(text, 'inline')]) expect(one).toContain(comment)
  })
})
