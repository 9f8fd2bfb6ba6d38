import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sourceFiles } from './files.mjs'
import { WORDS } from './words.mjs'

/** A new folder with a package.json. */
function newProject(name) {
  const folder = mkdtempSync(path.join(tmpdir(), `http-status-bench-${name}-`))
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name, type: 'module', dependencies: { express: '^5.0.0' } }),
  )
  return folder
}

/** A copy of those source files of a repository in which none of the words stands. */
export function withoutHits(repository) {
  const folder = newProject('nothing')
  for (const file of sourceFiles(repository))
    if (!WORDS.test(readFileSync(path.join(repository, file), 'utf8')))
      cpSync(path.join(repository, file), path.join(folder, file), { recursive: true })
  return folder
}

/** A project of one file with so many plain 401s. */
export function withSites(count) {
  const folder = newProject(`sites-${count}`)
  const handlers = Array.from(
    { length: count },
    (_, index) =>
      `app.get('/items/${index}', (req, res) => {\n  if (!req.headers['x-token']) return res.status(401).json({ error: 'Missing token' })\n  res.json({ id: ${index} })\n})\n`,
  )
  mkdirSync(path.join(folder, 'src'))
  writeFileSync(
    path.join(folder, 'src/server.ts'),
    `import express from 'express'\n\nconst app = express()\n\n${handlers.join('\n')}`,
  )
  return folder
}
