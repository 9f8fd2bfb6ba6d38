import { existsSync } from 'node:fs'
import path from 'node:path'
import { root } from './repository.js'

/** Fails with the command to run when dist is not there: `npm test` builds it first. */
export function ensureBuilt(): void {
  for (const file of ['index.js', 'index.cjs', 'index.d.ts', 'cli.js'])
    if (!existsSync(path.join(root, 'dist', file))) throw new Error(`dist/${file} is missing. Run npm run build first.`)
}
