import { describe, expect, it } from 'vitest'
import { makeProject, manifest } from './support/project.js'

const GETTERS = `import type { Request } from 'express'

export function getAuth(req: Request) {
  return req.headers.authorization
}
export const rawHeader = (req: Request) => req.get('authorization')
export default function authOf(req: Request) {
  const { authorization } = req.headers
  return authorization ?? ''
}
export const keyHeader = (req: Request) => req.get('x-api-key')
`

async function callsIn(text: string): Promise<readonly string[]> {
  const project = makeProject({ 'package.json': manifest('express'), 'src/request.ts': GETTERS, 'src/a.ts': text })
  await project.run({ write: true })
  return project.read('src/a.ts').match(/parseBearer\(\w+\(.*?\)\)/g) ?? []
}

describe('the header that a function of another file reads', () => {
  it.each([
    [
      'getAuth',
      `import { getAuth } from './request'\nexport const tokenOf = (req) => getAuth(req)?.split(' ')[1]\n`,
      'parseBearer(getAuth(req))',
    ],
    [
      'a variable behind a guard',
      `import { rawHeader } from './request'\nexport function auth(req) {\n  const value = rawHeader(req)\n  if (!value) return undefined\n  const token = value.split(' ')[1]\n  return use(token)\n}\n`,
      'parseBearer(rawHeader(req))',
    ],
    [
      'the default export under another name',
      `import authFrom from './request'\nexport function auth(req) {\n  const [, token] = authFrom(req).split(' ')\n  if (!token) return undefined\n  return use(token)\n}\n`,
      'parseBearer(authFrom(req))',
    ],
    [
      'a function that reads another field',
      `import { keyHeader } from './request'\nexport const tokenOf = (req) => keyHeader(req)?.split(' ')[1]\n`,
      undefined,
    ],
  ])('is parsed as any: %s', async (_, text, call) => {
    expect(await callsIn(text)).toEqual(call === undefined ? [] : [call])
  })
})
