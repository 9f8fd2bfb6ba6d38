import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createViteServer } from 'vitest/node'
import { compile } from '../support/compile.js'
import { makeProject, type Project } from '../support/project.js'
import { ROWS, type ImportRow } from './projects.js'

const require = createRequire(import.meta.url)
const JEST = path.join(require.resolve('jest/package.json'), '../bin/jest.js')
const SENT = '401 WWW-Authenticate: Bearer realm="api"\n'
/** Runs each handler that it is given, and prints what it sends. */
const EXPRESS = {
  'node_modules/express/package.json': '{"name":"express","main":"index.js","types":"index.d.ts"}',
  'node_modules/express/index.js':
    "const response = () => ({ getHeader() {}, setHeader(name, value) { this.header = name + ': ' + value }, sendStatus(code) { console.log(code, this.header) } })\nmodule.exports = () => ({ get: (path, handler) => handler({}, response()) })\n",
  'node_modules/express/index.d.ts':
    'declare function express(): { get(path: string, handler: (req: any, res: any) => unknown): void }\nexport = express\n',
}

function load({ folder }: Project, file: string): string {
  const url = pathToFileURL(path.join(folder, file)).href
  return execFileSync(process.execPath, ['-e', `import(${JSON.stringify(url)})`], { encoding: 'utf8' })
}

/** A test of the project that loads the file and expects what it prints. Jest names nothing that it was not told to. */
function loadInJest(project: Project, { file, jest = {} }: ImportRow): string {
  const isModule = /\.m?js$/.test(file) && project.read('package.json').includes('"type":"module"')
  project.write(
    'all.test.js',
    `test('is sent', async () => {
  const said = []
  console.log = (...words) => said.push(words.join(' ') + '\\n')
  ${isModule ? 'await import' : 'require'}('./${file}')
  expect(said.join('')).toBe(${JSON.stringify(SENT)})
})\n`,
  )
  project.write(
    'jest.config.json',
    JSON.stringify({
      testEnvironment: 'node',
      transform: isModule ? {} : { '^.+\\.ts$': require.resolve('ts-jest') },
      ...jest,
    }),
  )
  execFileSync(process.execPath, ['--experimental-vm-modules', JEST, '--config', 'jest.config.json', '--silent'], {
    cwd: project.folder,
    stdio: 'pipe',
  })
  return SENT
}

async function loadInVite({ folder }: Project, file: string): Promise<string> {
  const said: string[] = []
  const { log } = console
  const server = await createViteServer({
    root: folder,
    logLevel: 'error',
    server: { middlewareMode: true, ws: false },
  })
  try {
    console.log = (...words: readonly unknown[]) => said.push(`${words.join(' ')}\n`)
    await server.ssrLoadModule(`/${file}`)
  } finally {
    console.log = log
    await server.close()
  }
  return said.join('')
}

async function run(project: Project, row: ImportRow, by: ImportRow['runs'][number]): Promise<string> {
  switch (by) {
    case 'node':
      return load(project, row.file)
    case 'tsc':
      expect(compile(project.folder, row.config ?? 'tsconfig.json')).toEqual([])
      return load(project, row.output ?? row.file.replace('src', 'dist').replace(/ts$/, 'js'))
    case 'jest':
      return loadInJest(project, row)
    case 'vite':
      return loadInVite(project, row.file)
  }
}

describe('the import of the helper resolves when the file runs', () => {
  it.each(ROWS)('$name', async (row) => {
    const project = makeProject({ ...EXPRESS, ...row.files })
    const { packages, failures, leaves } = await project.run({ write: true, verify: false })
    expect([failures, leaves]).toEqual([[], []])
    const specifier = /(?:from |require\()'([^']*http-auth[^']*)'/.exec(project.read(row.file))?.[1]
    expect([packages[0]?.helper?.path, specifier]).toEqual([row.helper, row.specifier])
    for (const by of row.runs) expect([by, await run(project, row, by)]).toEqual([by, SENT])
  })
})
