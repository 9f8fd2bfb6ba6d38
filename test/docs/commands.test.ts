import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../support/built.js'
import { readText, root } from '../support/repository.js'
import { userPages } from './pages.js'

/** Every `npx http-status …` that stands in a code block or code span of a page; each once. */
const commands = [
  ...new Set(
    userPages().flatMap((page) =>
      [...readText(page).matchAll(/(?:npx http-status)((?: [\w./=:'"-]+)*)/g)].map((match) => (match[1] ?? '').trim()),
    ),
  ),
]

let folder: string

beforeEach(() => {
  ensureBuilt()
  folder = mkdtempSync(path.join(tmpdir(), 'http-status-docs-'))
  cpSync(path.join(root, 'test/demo/app/express'), folder, { recursive: true })
  cpSync(path.join(folder, 'src/routes/orders.ts'), path.join(folder, 'src/routes/index.ts'))
  git('init', '--quiet')
  git('add', '.')
  git('-c', 'user.name=Docs', '-c', 'user.email=docs@example.com', 'commit', '--quiet', '--message', 'First')
  git('update-ref', 'refs/remotes/origin/main', 'HEAD')
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function git(...args: string[]): void {
  execFileSync('git', args, { cwd: folder })
}

describe('The command lines of the docs', () => {
  it('are found', () => {
    expect(commands).toEqual(expect.arrayContaining(['', 'fix --write', 'check']))
  })

  it.each(commands)('http-status %s', (line) => {
    const args = line.split(' ').filter(Boolean)
    if (args.includes('--staged') || args.includes('--since')) {
      appendFileSync(path.join(folder, 'src/routes/orders.ts'), '\n')
      git('add', 'src')
    }
    const run = (more: readonly string[]): { status: number | null; stderr: string } =>
      spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), ...more], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      })
    const before = readFileSync(path.join(folder, 'src/routes/orders.ts'), 'utf8')
    // A baseline is written once, and then everything that is left is known.
    const hasBaseline = args.includes('--baseline')
    if (hasBaseline && !args.includes('--update-baseline')) run([...args, '--update-baseline'])
    const { status, stderr } = run(args)
    // What asks needs a terminal, which a test of a page does not give.
    const asks = args.includes('-i')
    expect({ status, stderr }).toMatchObject({
      status: asks ? 2 : args[0] === 'check' && !hasBaseline ? 1 : 0,
      ...(asks && { stderr: expect.stringContaining('needs a terminal') as string }),
    })
    const written = readFileSync(path.join(folder, 'src/routes/orders.ts'), 'utf8') !== before
    expect(written).toBe(args.includes('--write'))
  })
})
