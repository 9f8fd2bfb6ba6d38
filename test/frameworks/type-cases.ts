import { join } from 'node:path'
import type { TypeName } from '../../src/frameworks/define.js'
import { frameworks } from '../../src/frameworks/index.js'
import { VIRTUAL } from './support/typed.js'

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

/** Objects that make no 401 of their own, or whose type is not exported. */
const WITHOUT_401 = ['sveltekit.RequestEvent', 'h3.Response']

/** Aliases of intersections: when nothing in the file names them, their parts are seen first. */
export const SEEN_AS: Readonly<Record<string, readonly string[]>> = {
  'elysia.Context: Context of elysia, inferred': [],
}

/** Older names of packages, and types that say nothing of a status. */
const NOT_INSTALLED = ['hapi', 'koa-router']
const WITHOUT_STATUS = ['OutgoingMessage', 'HTTPEvent']

export interface Case {
  readonly title: string
  readonly path: string
  readonly text: string
}

/** For each type that the facts name: a file that names it, and a file that only the checker can know it in. */
export const typeCases: readonly Case[] = frameworks.flatMap(({ objects = [] }) =>
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
      path: join(VIRTUAL, `${file}-written.ts`),
      text: `import type { ${name} } from '${module}'\nexport function deny(out: ${name}) { ${code} }\n`,
    },
    {
      title: `${id}: ${name} of ${module}, inferred`,
      path: join(VIRTUAL, `${file}-inferred.ts`),
      text: `declare function make(): import('${module}').${name}\nexport function deny() { const out = make(); ${code} }\n`,
    },
  ]
}
