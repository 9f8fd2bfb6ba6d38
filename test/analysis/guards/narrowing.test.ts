import ts from 'typescript'
import { expect, it } from 'vitest'
import { no401AfterAuth } from '../../../rules/no-401-after-auth.js'
import { analyseFile, createWorkspace } from '../../../src/analysis/index.js'
import type { Finding } from '../../../src/model/finding.js'

const FILE = '/project/src/server.ts'

/** What the rule says of a file that is type-checked, strictly, with nothing but what it declares itself. */
function findings(code: string): readonly Finding[] {
  const declared = `
interface Array<T> { length: number; [n: number]: T }
interface Boolean {} interface CallableFunction {} interface Function {} interface IArguments {} interface NewableFunction {}
interface Number {} interface Object {} interface RegExp {} interface String {}
interface Account { id: string; plan: { name: string; rank: number } }
declare function currentAccount(request: object): Account | null
declare function lookUp(account: Account | null): void
`
  const file = ts.createSourceFile(
    FILE,
    `import fastify from 'fastify'\n${code}\n${declared}`,
    ts.ScriptTarget.ES2022,
    true,
  )
  const options: ts.CompilerOptions = { strict: true, noLib: true, target: ts.ScriptTarget.ES2022 }
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(options),
    getSourceFile: (name) => (name === FILE ? file : undefined),
    fileExists: (name) => name === FILE,
    readFile: () => undefined,
  }
  const program = ts.createProgram([FILE], options, host)
  const workspace = createWorkspace(ts, { readFile: () => undefined, listFolders: () => [] })
  const facts = analyseFile({
    ts,
    file,
    path: FILE,
    checker: program.getTypeChecker(),
    workspace,
    settings: { principals: ['account'] },
  })
  expect(facts.notAnalysed).toEqual([])
  return no401AfterAuth.definition.findings(facts, {}, {})
}

const handler = (body: string): string => `const app = fastify()\napp.get('/', (request, reply) => {\n  ${body}\n})`

it('takes a type that has lost its null for a proof', () => {
  const [found, ...others] = findings(
    handler(`const account = currentAccount(request)
  while (account === null) return reply.send()
  if (account.plan.rank < 2) return reply.code(401).send()`),
  )
  expect(others).toEqual([])
  expect(found?.data.evidence).toBe('`account.plan` on line 6 reads `account` as something that is there')
})

it('takes a type that still has its null for none', () => {
  expect(
    findings(
      handler(`const account = currentAccount(request)
  lookUp(account)
  if (account?.plan.name !== 'pro') return reply.code(401).send()`),
    ),
  ).toEqual([])
})
