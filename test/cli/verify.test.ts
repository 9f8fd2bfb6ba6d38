import { beforeAll, expect, it } from 'vitest'
import { ensureBuilt } from '../support/built.js'
import { Workbench } from './support/command.js'

beforeAll(ensureBuilt)

const RESPONSE =
  '{ status(code: number): this; json(body: object): this; setHeader(name: string, value: string): this }'
const SOURCE = `import type { Response } from 'express'
export interface Narrow extends Response { headersSent: string }

export const deny = (res: Response) => res.status(401).json({})
export const refuse = (res: Narrow) => res.status(401).json({})
`

const project = (): Workbench =>
  new Workbench({
    'package.json': '{ "name": "shop", "dependencies": { "express": "*" } }',
    'node_modules/express/package.json': '{ "name": "express", "types": "index.d.ts" }',
    'node_modules/express/index.d.ts': `export interface Response ${RESPONSE}\n`,
    'tsconfig.json':
      '{ "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler", "lib": ["es2022"], "types": [] } }',
    'src/a.ts': SOURCE,
  })

it('--write undoes what brings a type error, names it and exits 0; check exits 1 for it', () => {
  const bench = project()
  const { code, stdout } = bench.run(['fix', '--write'])
  expect(code).toBe(0)
  expect(stdout).toContain('Types: 1 file checked before and after; 1 edit undone')
  expect(stdout).toContain('1 place edited in 1 file:\n  header (1)')
  expect(stdout).toContain(
    "not-verified: undone, because it would bring a type error: Argument of type 'Narrow' is not assignable to parameter of type 'NodeResponse'.",
  )
  expect(stdout).toMatch(/\(TS2345\) \(1\)\n {4}src\/a\.ts:5:40\n/)
  expect(bench.read('src/a.ts')).toBe(
    SOURCE.replace("'express'\n", "'express'\nimport { withChallenge } from './lib/http-auth'\n").replace(
      'deny = (res: Response) => res',
      'deny = (res: Response) => withChallenge(res)',
    ),
  )
  expect(bench.run(['check', '--verify']).code).toBe(1)
})

it('a preview says that types come later, and has them when it is asked to', () => {
  const bench = project()
  const later = 'Types and formatting are checked at --write; --verify checks them now.'
  const quick = bench.run([])
  expect(quick.stdout).toContain('2 places to edit')
  expect(quick.stdout).toContain(later)
  const verified = bench.run(['--verify'])
  expect(verified.stdout).toContain('1 place to edit')
  expect(verified.stdout).not.toContain(later)
  expect(bench.read('src/a.ts')).toBe(SOURCE)
})

it('--no-verify writes everything; with --verify it makes no sense', () => {
  const bench = project()
  expect(bench.run(['fix', '--write', '--no-verify']).stdout).toContain('2 places edited')
  expect(bench.run(['--verify', '--no-verify'])).toEqual({
    code: 2,
    stdout: '',
    stderr: '--verify and --no-verify exclude each other.\n',
  })
})
