import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Formatter } from './formatters.js'
import { foldersUpTo } from './folders.js'

/** The Biome that is installed for a package and has a configuration there or above. */
export function findBiome(folder: string): Formatter | undefined {
  const folders = foldersUpTo(folder)
  const program = folders
    .map((one) => path.join(one, 'node_modules', '@biomejs', 'biome', 'bin', 'biome'))
    .find((one) => existsSync(one))
  const root = folders.find((one) => ['biome.json', 'biome.jsonc'].some((name) => existsSync(path.join(one, name))))
  if (program === undefined || root === undefined) return undefined
  return {
    name: 'Biome',
    format: (file, text) => {
      const { status, stdout } = spawnSync(process.execPath, [program, 'format', `--stdin-file-path=${file}`], {
        cwd: root,
        input: text,
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
      })
      // files that it is told to leave alone or cannot parse end with another status
      return Promise.resolve(status === 0 ? stdout : undefined)
    },
  }
}
