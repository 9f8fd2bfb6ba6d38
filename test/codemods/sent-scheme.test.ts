import { describe, expect, it } from 'vitest'
import { makeProject, manifest } from './support/project.js'

const GUARD = `import type { Request, Response, NextFunction } from 'express'

export function auth(req: Request, res: Response, next: NextFunction) {
  const token = req.headers.authorization?.split(' ')[1]
  if (!token) return next(new Error('no'))
  verify(token)
}
declare function verify(token: string): void
`
const STRIP = GUARD.replace(`?.split(' ')[1]`, `?.replace('Bearer ', '')`)

const at = 'src/auth.ts'
const base = { 'package.json': manifest('express'), [at]: GUARD }

async function leavesOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { leaves, edits } = await makeProject({ ...base, ...files }).run()
  const bearer = edits.filter(({ codemod }) => codemod === 'bearer')
  expect(bearer.length + leaves.length).toBe(1)
  return leaves.map(({ text }) => text.replace(/, and parseBearer.*/, ''))
}

describe('the word behind any scheme is taken', () => {
  it.each([
    ['a page', 'README.md', 'The token goes in the `Authorization` header with `Token` scheme.\n', 'Token', 1],
    ['a page with an example', 'docs/api.md', '# API\n\n    curl -H "Authorization: JWT $TOKEN" /me\n', 'JWT', 3],
    ['a collection of requests', 'api.json', '{ "key": "Authorization", "value": "Token {{token}}" }\n', 'Token', 1],
    ['a description of the API', 'api.yaml', 'description: "Authorization: ApiKey <key>"\n', 'ApiKey', 1],
    [
      'a test',
      'test/auth.test.ts',
      "import request from 'supertest'\n\nawait request(app).get('/').set('Authorization', `Token ${token}`)\n",
      'Token',
      3,
    ],
    ['a client', 'src/client.ts', "export const h = (t: string) => ({ Authorization: 'Token ' + t })\n", 'Token', 1],
    ['a comment', 'src/notes.ts', 'export {}\n// clients send Authorization: Token <jwt>\n', 'Token', 2],
  ])('and is left where %s says that clients send another one', async (_, path, text, scheme, line) => {
    expect(await leavesOf({ [path]: text })).toEqual([`clients send ${scheme} (${path}:${line})`])
  })

  it.each([
    ['nothing says what is sent', {}],
    ['a page says Bearer', { 'README.md': 'Send `Authorization: Bearer <token>`.\n' }],
    ['a page speaks of the header', { 'README.md': 'Authorization: the caller must be known. Use any auth scheme.\n' }],
    ['a page shows Basic', { 'README.md': 'Authorization: Basic dXNlcjpwYXNz\n' }],
    [
      'a call of another server has another scheme, and this one is Bearer',
      {
        'src/hub.ts': "export const h = (t: string) => ({ Authorization: 'token ' + t })\n",
        'README.md': 'Authorization: Bearer <token>\n',
      },
    ],
    ['a package that is installed says so', { 'node_modules/x/README.md': 'Authorization: Token <t>\n' }],
    ['the code takes Bearer away by name', { [at]: STRIP, 'README.md': 'Authorization: Token <t>\n' }],
  ])('and is edited where %s', async (_, files) => {
    expect(await leavesOf(files)).toEqual([])
  })

  it('and what is said outside the scope of the run counts', async () => {
    const project = makeProject({ ...base, 'README.md': 'Authorization: Token <jwt>\n' })
    const { leaves } = await project.run({ paths: [at] })
    expect(leaves).toMatchObject([{ code: 'bearer', text: expect.stringContaining('README.md:1') as string }])
  })
})
