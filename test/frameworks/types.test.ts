import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { analyseFile, createWorkspace } from '../../src/analysis/index.js'
import type { TypeName } from '../../src/frameworks/define.js'
import { frameworks } from '../../src/frameworks/index.js'
import { isBare401 } from './support/read.js'

/** What makes a 401 of an object of each kind. Kinds that no exported type names are reached through another kind. */
const DENY: Readonly<Record<string, string>> = {
  'express.Response': 'out.status(401).end()',
  'fastify.Reply': 'void out.code(401).send()',
  'next.ApiResponse': 'out.status(401).end()',
  'node.ServerResponse': 'out.statusCode = 401; out.end()',
  'node.ServerHttp2Stream': "out.respond({ ':status': 401 })",
  'hono.Context': 'return out.json({}, 401)',
  'koa.Context': 'out.status = 401',
  'koa.Response': 'out.status = 401',
  'h3.Event': 'out.res.status = 401',
  'hapi.Toolkit': 'return out.response().code(401)',
  'hapi.Response': 'return out.code(401)',
  'elysia.Context': 'out.set.status = 401',
}

/** Objects that have types and make no 401 of their own. */
const WITHOUT_401 = ['sveltekit.RequestEvent']

/** Aliases of intersections: when nothing in the file names them, their parts are seen first. */
const SEEN_AS: Readonly<Record<string, readonly string[]>> = {
  'next.ApiResponse: NextApiResponse of next, inferred': [],
  'elysia.Context: Context of elysia, inferred': ['name'],
}

/** Older names of packages, and types that say nothing of a status. */
const NOT_INSTALLED = ['hapi', 'koa-router']
const WITHOUT_STATUS = ['OutgoingMessage', 'HTTPEvent']

const ROOT = fileURLToPath(new URL('.', import.meta.url))
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ['node'],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
}

interface Case {
  readonly title: string
  readonly path: string
  readonly text: string
}

const cases: readonly Case[] = frameworks.flatMap(({ objects = [] }) =>
  objects
    .filter(({ id }) => !WITHOUT_401.includes(id))
    .flatMap(({ id, types }) =>
      types
        .filter(({ module, name }) => !NOT_INSTALLED.includes(module) && !WITHOUT_STATUS.includes(name))
        .flatMap((type) => sourcesOf(id, type)),
    ),
)

function sourcesOf(id: string, { module, name }: TypeName): Case[] {
  const code = DENY[id] ?? 'nothing'
  const file = `${id}-${module}-${name}`.replaceAll(/[^\w-]/gu, '_')
  return [
    {
      title: `${id}: ${name} of ${module}, written in the file`,
      path: join(ROOT, `${file}-written.ts`),
      text: `import type { ${name} } from '${module}'\nexport function deny(out: ${name}) { ${code} }\n`,
    },
    {
      title: `${id}: ${name} of ${module}, inferred`,
      path: join(ROOT, `${file}-inferred.ts`),
      text: `declare function make(): import('${module}').${name}\nexport function deny() { const out = make(); ${code} }\n`,
    },
  ]
}

function programOf(files: readonly Case[]): ts.Program {
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  const host = ts.createCompilerHost(OPTIONS)
  const { fileExists, getSourceFile, readFile } = host
  host.fileExists = (path) => texts.has(path) || fileExists(path)
  host.readFile = (path) => texts.get(path) ?? readFile(path)
  host.getSourceFile = (path, language, ...rest) => {
    const text = texts.get(path)
    return text === undefined ? getSourceFile(path, language, ...rest) : ts.createSourceFile(path, text, language, true)
  }
  return ts.createProgram([...texts.keys()], OPTIONS, host)
}

describe('the checker names the types as the facts do', () => {
  const program = programOf(cases)
  const checker = program.getTypeChecker()
  const workspace = createWorkspace(ts, { readFile: ts.sys.readFile, listFolders: () => [] }, (path) =>
    program.getSourceFile(path),
  )

  test.each(cases)('$title', ({ path, title }) => {
    const file = program.getSourceFile(path)
    if (!file) throw new Error(`${path} is no part of the program`)
    const problems = program
      .getSemanticDiagnostics(file)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
    expect(problems).toEqual([])
    const { responses } = analyseFile({ ts, file, path: path.replace('/test/', '/'), checker, workspace })
    expect(responses.filter(isBare401).map(({ evidence }) => evidence)).toEqual(SEEN_AS[title] ?? ['type'])
  })
})
