import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { startApp, type AppCommands } from '../../frameworks/support/app.js'
import { ask, type Ask } from '../../frameworks/support/wire.js'
import { makeProject } from '../support/project.js'

const require = createRequire(import.meta.url)
const NEXT: Omit<AppCommands, 'fixture' | 'files' | 'scratch'> = {
  command: require.resolve('next/dist/bin/next'),
  build: ['build'],
  start: (port) => ['start', '--hostname', '127.0.0.1', '--port', port],
  ready: 'Ready',
}
const SVELTEKIT: typeof NEXT = {
  command: join(require.resolve('vite/package.json'), '../bin/vite.js'),
  build: ['build'],
  start: (port) => ['preview', '--host', '127.0.0.1', '--port', port, '--strictPort'],
  ready: 'Local:',
}

interface BuiltRow {
  readonly name: string
  readonly by: typeof NEXT
  readonly files: Readonly<Record<string, string>>
  readonly helper: string
  /** The files that are edited, and how each names the helper. */
  readonly specifiers: Readonly<Record<string, string>>
  readonly asks: readonly (Ask & { readonly status: number; readonly challenge?: string })[]
}

const json = (value: object): string => JSON.stringify(value)
const manifest = (dependency: string, more: object = {}): string =>
  json({ private: true, dependencies: { [dependency]: '*' }, ...more })
const LAYOUT = 'export default function Layout({ children }) {\n  return <html><body>{children}</body></html>\n}\n'
const TYPED_LAYOUT = LAYOUT.replace('{ children }', '{ children }: { children: React.ReactNode }')
const LOG = 'export const log = () => undefined\n'
const ANSWER = "export function GET() {\n  return Response.json({ error: 'Unauthorized' }, { status: 401 })\n}\n"
const loggedRoute = (specifier: string): string =>
  `import { log } from '${specifier}'\n\n${ANSWER.replace('  return', '  log()\n  return')}`
const PAGE = "export default function handler(req, res) {\n  res.status(401).json({ error: 'Unauthorized' })\n}\n"
const TYPED_PAGE = PAGE.replace('(req, res)', '(_: unknown, res: NextApiResponse)')
const CHALLENGE = 'Bearer realm="api"'
const asked = (...paths: readonly string[]): BuiltRow['asks'] =>
  paths.map((path) => ({ path, status: 401, challenge: CHALLENGE }))

const ROWS: readonly BuiltRow[] = [
  {
    name: 'Next resolves the paths of tsconfig.json itself, in App Router and Pages API alike',
    by: NEXT,
    files: {
      'package.json': manifest('next'),
      'tsconfig.json': json({
        compilerOptions: {
          target: 'es2022',
          module: 'esnext',
          moduleResolution: 'bundler',
          jsx: 'react-jsx',
          strict: true,
          noEmit: true,
          skipLibCheck: true,
          types: ['node'],
          paths: { '@/*': ['./src/*'] },
        },
        include: ['**/*.ts', '**/*.tsx'],
      }),
      'src/app/layout.tsx': TYPED_LAYOUT,
      'src/log.ts': LOG,
      'src/app/api/me/route.ts': loggedRoute('@/log'),
      'src/pages/api/old/me.ts': `import type { NextApiResponse } from 'next'\nimport type {} from '@/log'\n\n${TYPED_PAGE}`,
    },
    helper: 'src/lib/http-auth.ts',
    specifiers: { 'src/app/api/me/route.ts': '@/lib/http-auth', 'src/pages/api/old/me.ts': '@/lib/http-auth' },
    asks: asked('/api/me', '/api/old/me'),
  },
  {
    name: 'and those of jsconfig.json',
    by: NEXT,
    files: {
      'package.json': manifest('next'),
      'jsconfig.json': json({ compilerOptions: { paths: { '~/*': ['./*'] } } }),
      'app/layout.js': LAYOUT,
      'app/api/me/route.js': ANSWER,
    },
    helper: 'lib/http-auth.js',
    specifiers: { 'app/api/me/route.js': '~/lib/http-auth' },
    asks: asked('/api/me'),
  },
  {
    name: 'a Next app without any alias gets a relative import',
    by: NEXT,
    files: {
      'package.json': manifest('next'),
      'app/layout.js': LAYOUT,
      'app/api/me/route.js': ANSWER,
    },
    helper: 'lib/http-auth.js',
    specifiers: { 'app/api/me/route.js': '../../../lib/http-auth' },
    asks: asked('/api/me'),
  },
  {
    name: 'SvelteKit brings $lib along',
    by: SVELTEKIT,
    files: {
      'package.json': manifest('@sveltejs/kit', { type: 'module' }),
      'svelte.config.js': 'export default {}\n',
      'vite.config.js': "import { sveltekit } from '@sveltejs/kit/vite'\n\nexport default { plugins: [sveltekit()] }\n",
      'src/app.html': '<!doctype html><html><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>\n',
      'src/lib/log.js': LOG,
      'src/routes/api/me/+server.js':
        "import { json } from '@sveltejs/kit'\nimport { log } from '$lib/log.js'\n\nlog()\n\nexport function GET({ request }) {\n  const header = request.headers.get('authorization')\n  if (!header?.startsWith('Bearer ')) return json({ token: null }, { status: 400 })\n  return json({ token: header.replace('Bearer ', '') })\n}\n",
    },
    helper: 'src/lib/server/http-auth.js',
    specifiers: { 'src/routes/api/me/+server.js': '$lib/server/http-auth.js' },
    asks: [
      { path: '/api/me', status: 400 },
      { path: '/api/me', headers: { authorization: 'bearer abc' }, status: 200 },
    ],
  },
]

describe('what the framework builds from the edited project answers', () => {
  it.each(ROWS)('$name', async (row) => {
    const project = makeProject(row.files)
    const { packages, failures } = await project.run({ write: true, verify: false })
    expect(failures).toEqual([])
    const named = Object.keys(row.specifiers).map((file) => [
      file,
      /from '([^']*http-auth[^']*)'/.exec(project.read(file))?.[1],
    ])
    expect([packages[0]?.helper?.path, Object.fromEntries(named)]).toEqual([row.helper, row.specifiers])
    const app = await startApp({
      ...row.by,
      fixture: project.folder,
      files: {},
      scratch: fileURLToPath(new URL('.tmp', import.meta.url)),
    })
    try {
      for (const { status, challenge, ...question } of row.asks) {
        const answer = await ask(app.port, question)
        expect([question, answer.status, answer.headers.get('www-authenticate')?.[0]]).toEqual([
          question,
          status,
          challenge,
        ])
      }
    } finally {
      await app.close()
    }
  })
})
