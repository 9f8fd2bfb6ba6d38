import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { makeProject, manifest } from './support/project.js'

const SERVER = `import express from 'express'
const app = express()
app.delete('/admin/users', (req, res) => {
  if (!req.user) { res.set('WWW-Authenticate', 'Bearer realm="x"'); return res.status(401).end() }
  if (req.user.role !== 'admin') return res.status(401).end()
  res.json({})
})
`
const COMPARES = 'export const isOut = (response) => response.status === 401\n'

async function remarks(files: Readonly<Record<string, string>>) {
  const project = makeProject({ 'package.json': manifest('express'), 'src/server.ts': SERVER, ...files })
  const report = await project.run()
  expect(report.edits.map(({ codemod }) => codemod)).toEqual(['forbidden'])
  return report.remarks.map(({ path, line, text }) => [path, line, text.split(';')[0]])
}

it('names each line that compares with 401 where a path of the changed file is named', async () => {
  const client = `export const remove = () => fetch('/admin/users')\n${COMPARES}`
  expect(await remarks({ 'src/client.ts': client })).toEqual([['src/client.ts', 2, 'compares with 401']])
})

it('counts the others in one remark', async () => {
  const files = { 'scripts/a.ts': COMPARES + COMPARES.replace('isOut', 'isGone'), 'scripts/b.ts': COMPARES }
  expect(await remarks(files)).toEqual([
    ['scripts/a.ts', undefined, 'compared with 401 here and in 1 other file (3 lines)'],
  ])
})

const PACKAGE = '{ "name": "part" }'
const CLIENT = `export const remove = (id) => fetch(\`\${base}/admin/users/\${id}\`)\n${COMPARES}`
const OTHERS = {
  'packages/web/package.json': PACKAGE,
  'packages/web/src/api.ts': CLIENT,
  'packages/web/src/other.ts': COMPARES,
}
const API = { 'packages/api/package.json': manifest('express'), 'packages/api/src/server.ts': SERVER }

it.each<[string, Readonly<Record<string, string>>, string]>([
  ['a workspace', { 'package.json': '{ "name": "root", "workspaces": ["packages/*"] }' }, 'packages/api'],
  [
    'a workspace of pnpm',
    { 'package.json': PACKAGE, 'pnpm-workspace.yaml': "packages:\n  - 'packages/*'\n" },
    'packages/api',
  ],
  ['all packages of a run', { 'package.json': PACKAGE }, '.'],
])('looks at the clients in other packages: %s', async (_, files, cwd) => {
  const project = makeProject({ ...files, ...API, ...OTHERS })
  const { remarks: found } = await project.run({ cwd: `${project.folder}/${cwd}` })
  const web = cwd === '.' ? 'packages/web' : '../web'
  expect(found.map(({ path, line }) => [path, line])).toEqual([[`${web}/src/api.ts`, 2]])
})

it('looks at the clients of the same repository, and at none outside of it', async () => {
  const project = makeProject({ ...API, ...OTHERS, 'outside/package.json': PACKAGE })
  const git = (...args: readonly string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: `${project.folder}/packages` })
  project.write('outside/api.ts', CLIENT)
  git('init', '-q')
  git('add', '.')
  const { remarks: found } = await project.run({ cwd: `${project.folder}/packages/api` })
  expect(found.map(({ path, line }) => [path, line])).toEqual([['../web/src/api.ts', 2]])
})

it('knows the other packages of no repository that only happens to lie around', async () => {
  const project = makeProject({ ...API, ...OTHERS })
  execFileSync('git', ['init', '-q'], { cwd: project.folder })
  const { remarks: found } = await project.run({ cwd: `${project.folder}/packages/api` })
  expect(found).toEqual([])
})
