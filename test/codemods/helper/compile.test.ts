import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import ts from 'typescript'
import tseslint from 'typescript-eslint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allHelpers, FLAVOURS, helper } from './cases.js'

const folder = fileURLToPath(new URL('.tmp/compile/', import.meta.url))

const STRICT: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitReturns: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  erasableSyntaxOnly: true,
  declaration: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2022.d.ts'],
  types: ['node'],
}

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function write(name: string, text: string): string {
  writeFileSync(folder + name, text)
  return folder + name
}

function diagnose(files: readonly string[], options: ts.CompilerOptions): readonly string[] {
  const program = ts.createProgram(files, { ...STRICT, ...options })
  return ts.getPreEmitDiagnostics(program).map((one) => {
    const name = one.file?.fileName.replace(folder, '') ?? ''
    return `${name}: ${ts.flattenDiagnosticMessageText(one.messageText, '\n')}`
  })
}

describe('every helper file compiles under the strictest flags', () => {
  it('in TypeScript', () => {
    const files = [...allHelpers(FLAVOURS.ts)].map(([name, text]) => write(`${name}.mts`, text))
    expect(files.length).toBeGreaterThan(30)
    expect(diagnose(files, {})).toEqual([])
  })

  it('in TypeScript, with optional properties that may be undefined', () => {
    const files = [...allHelpers(FLAVOURS.ts)].map(([name, text]) => write(`${name}.mts`, text))
    expect(diagnose(files, { exactOptionalPropertyTypes: false, noUncheckedIndexedAccess: false })).toEqual([])
  })

  it.each([
    ['ES2015', ts.ScriptTarget.ES2015, ['lib.es2015.d.ts', 'lib.dom.d.ts']],
    ['ES2016', ts.ScriptTarget.ES2016, ['lib.es2016.d.ts', 'lib.dom.d.ts']],
    ['ES2017', ts.ScriptTarget.ES2017, ['lib.es2017.d.ts', 'lib.dom.d.ts']],
  ])('in TypeScript for a runtime and a library of %s, without the types of Node', (_, target, lib) => {
    const files = [...allHelpers(FLAVOURS.ts)].map(([name, text]) => write(`${name}.mts`, text))
    const scripts = [...allHelpers(FLAVOURS.js)].map(([name, text]) => write(`${name}.mjs`, text))
    expect(diagnose(files, { target, lib, types: [] })).toEqual([])
    const checked = { allowJs: true, checkJs: true, isolatedDeclarations: false, outDir: `${folder}out` }
    expect(diagnose(scripts, { ...checked, target, lib, types: [] })).toEqual([])
  })

  it('in JavaScript with JSDoc types, as a module', () => {
    const files = [...allHelpers(FLAVOURS.js)].map(([name, text]) => write(`${name}.mjs`, text))
    expect(diagnose(files, { allowJs: true, checkJs: true, isolatedDeclarations: false })).toEqual([])
  })

  it('in JavaScript with JSDoc types, as CommonJS', () => {
    const files = [...allHelpers(FLAVOURS.cjs)].map(([name, text]) => write(`${name}.cjs`, text))
    expect(
      diagnose(files, { allowJs: true, checkJs: true, isolatedDeclarations: false, verbatimModuleSyntax: false }),
    ).toEqual([])
  })
})

it('is clean under strictTypeChecked', async () => {
  const files = [...allHelpers(FLAVOURS.ts)].map(([name, text]) => write(`${name}.mts`, text))
  const tsconfig = write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        module: 'nodenext',
        target: 'es2022',
        types: ['node'],
        skipLibCheck: true,
      },
      include: ['*.mts'],
    }),
  )
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.mts'] })),
      { files: ['**/*.mts'], languageOptions: { parserOptions: { project: tsconfig } } },
    ] as never,
  })
  const results = await eslint.lintFiles(files)
  expect(results.length).toBe(files.length)
  expect(
    results.flatMap((one) =>
      one.messages.map(
        (message) => `${one.filePath.replace(folder, '')}:${message.line} ${message.ruleId ?? ''} ${message.message}`,
      ),
    ),
  ).toEqual([])
})

it("takes each framework's own response type and gives the same type back", () => {
  write('one.mts', helper({ variants: ['node', 'fastify', 'web'] }))
  write('node.mts', helper({ variants: ['node'] }))
  write('reply.mts', helper({ variants: ['fastify'] }))
  write('web.mts', helper({ variants: ['web'] }))
  const consumer = write(
    'consumer.mts',
    `import type { ServerResponse } from 'node:http'
import type { Http2ServerResponse } from 'node:http2'
import type { Response as ExpressResponse } from 'express'
import type { FastifyReply, FastifyInstance } from 'fastify'
import type { NextApiResponse } from 'next'
import { NextResponse } from 'next/server.js'
import * as one from './one.mjs'
import { withChallenge as onNode } from './node.mjs'
import { withChallenge as onReply } from './reply.mjs'
import { withChallenge as onWeb } from './web.mjs'

export const express = (res: ExpressResponse): ExpressResponse[] => [onNode(res).status(401).json({}), one.withChallenge(res).status(401)]
export const plain = (res: ServerResponse): void => { onNode(res).writeHead(401).end(); one.withChallenge(res).end() }
export const http2 = (res: Http2ServerResponse): void => { onNode(res).statusCode = 401; one.withChallenge(res).end() }
export const pages = (res: NextApiResponse<{ error: string }>): void => { onNode(res).status(401).json({ error: 'x' }); one.withChallenge(res).status(401).json({ error: 'x' }) }
export const reply = (rep: FastifyReply): FastifyReply[] => [onReply(rep).code(401).send({}), one.withChallenge(rep).status(401).send({})]
export const routes = (app: FastifyInstance): void => {
  app.get<{ Reply: { 200: { ok: true }; 401: { error: string } } }>('/me', async (_, rep) => onReply(rep).status(401).send({ error: 'no token' }))
}
export const web = (): Response[] => [onWeb(new Response(null, { status: 401 })), one.withChallenge(new Response()), onWeb(NextResponse.json({}, { status: 401 }), { error: 'invalid_token' })]
export const next: NextResponse<{ error: string }> = onWeb(NextResponse.json({ error: 'x' }, { status: 401 }))
export const basic = (res: ServerResponse): ServerResponse => onNode(res, { scheme: 'Basic', realm: 'files', charset: 'UTF-8' })
// @ts-expect-error a number is no response
onNode(401)
// @ts-expect-error an unrelated object is no response
onWeb({ status: 401 })
`,
  )
  expect(
    diagnose([consumer], {
      noUnusedLocals: false,
      isolatedDeclarations: false,
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    }),
  ).toEqual([])
})
