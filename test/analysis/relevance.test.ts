import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { analyseFile, createWorkspace, parseFile } from '../../src/analysis/index.js'
import { hostOf } from '../support/project.js'

const APP = "import express from 'express'\nconst app = express()\n"

/** The lines of the answers that are seen. */
function answersIn(text: string, ignoresTextTest: boolean): readonly number[] {
  const path = '/project/src/server.ts'
  const files = { 'package.json': '{ "name": "x", "dependencies": { "express": "5" } }', 'src/server.ts': text }
  const workspace = createWorkspace(ts, hostOf(files))
  return analyseFile({ ts, file: parseFile(ts, path, text), path, workspace, ignoresTextTest }).responses.map(
    ({ range }) => text.slice(0, range.start).split('\n').length,
  )
}

describe('a function without a status is walked when it names', () => {
  it.each([
    ['a constant', "const CODE = 401\napp.get('/', (req, res) => {\n  res.status(CODE).end()\n})\n"],
    ['a table', "const codes = { auth: 401 }\napp.get('/', (req, res) => {\n  res.status(codes.auth).end()\n})\n"],
    ['a table that is filled', 'const codes: any = {}\ncodes.auth = 401\nfunction code() {\n  return codes\n}\n'],
    ['an enum', "enum Codes {\n  Auth = 401,\n}\napp.get('/', (req, res) => {\n  res.status(Codes.Auth).end()\n})\n"],
    [
      'a function',
      "function refuse(res: express.Response) {\n  res.status(401).end()\n}\napp.get('/', (req, res) => {\n  if (!req.headers.authorization) return refuse(res)\n})\n",
    ],
    [
      'a function that names one',
      "const deny = (res: express.Response) => {\n  res.status(401).end()\n}\nconst leave = (res: express.Response) => {\n  deny(res)\n}\napp.get('/', (req, res) => {\n  leave(res)\n})\n",
    ],
    [
      'a method',
      'class Items {\n  deny(res: express.Response) {\n    res.status(401).end()\n  }\n  list(req: express.Request, res: express.Response) {\n    if (!req.headers.authorization) return this.deny(res)\n  }\n}\n',
    ],
    [
      'a field',
      'class Items {\n  private code = 401\n  list(req: express.Request, res: express.Response) {\n    res.status(this.code).end()\n  }\n}\n',
    ],
    [
      'what was taken out of an object',
      "const helpers = {\n  deny(res: express.Response) {\n    res.status(401).end()\n  },\n}\nconst { deny } = helpers\napp.get('/', (req, res) => {\n  deny(res)\n})\n",
    ],
    [
      'an import under another name',
      "import { UNAUTHORIZED as code } from 'http-status-codes'\napp.get('/', (req, res) => {\n  res.status(code).end()\n})\n",
    ],
  ])('%s', (_, source) => {
    const text = APP + source
    expect(answersIn(text, false)).toEqual(answersIn(text, true))
  })

  it('and is seen there', () => {
    expect(
      answersIn(`${APP}const CODE = 401\napp.get('/', (req, res) => {\n  res.status(CODE).end()\n})\n`, false),
    ).toEqual([5])
  })
})
