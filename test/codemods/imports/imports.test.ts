import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createViteServer } from 'vitest/node'
import { compile } from '../support/compile.js'
import { makeProject, type Project } from '../support/project.js'
import { ROWS, type ImportRow } from './projects.js'

const SENT = '401 WWW-Authenticate: Bearer realm="api"\n'
/** Runs each handler that it is given, and prints what it sends. */
const EXPRESS = {
  'node_modules/express/package.json': '{"name":"express","main":"index.js","types":"index.d.ts"}',
  'node_modules/express/index.js':
    "const response = () => ({ getHeader() {}, setHeader(name, value) { this.header = name + ': ' + value }, sendStatus(code) { console.log(code, this.header) } })\nmodule.exports = () => ({ get: (path, handler) => handler({}, response()) })\n",
  'node_modules/express/index.d.ts':
    'declare function express(): { get(path: string, handler: (req: any, res: any) => unknown): void }\nexport = express\n',
}

function load({ folder }: Project, file: string, hook: readonly string[] = []): string {
  const url = pathToFileURL(path.join(folder, file)).href
  return execFileSync(process.execPath, [...hook, '-e', `import(${JSON.stringify(url)})`], { encoding: 'utf8' })
}

/** `require` finds .ts and compiles it to CommonJS; it takes no name for another. */
const HOOK = `const ts = require(${JSON.stringify(path.resolve('node_modules/typescript'))})
require.extensions['.ts'] = (module, file) => module._compile(ts.transpileModule(require('fs').readFileSync(file, 'utf8'), { compilerOptions: { module: 1, esModuleInterop: true, target: 9 } }).outputText, file)\n`

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
    case 'require': {
      project.write('hook.cjs', `${HOOK}require(${JSON.stringify(path.join(project.folder, row.file))})\n`)
      return load(project, 'hook.cjs')
    }
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
