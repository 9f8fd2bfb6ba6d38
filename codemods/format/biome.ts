import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Formatter } from './formatter.js'
import { foldersUpTo } from './folders.js'

/** What Biome does to a file, each step where the file was clean under it: it sorts imports and formats, as far as its configuration says. */
const STEPS = [
  ['Biome, for imports', ['check', '--write', '--linter-enabled=false', '--formatter-enabled=false']],
  ['Biome', ['format']],
] as const

/** The Biome that is installed for a package and has a configuration there or above (run with 1.9 and 2.6). */
export function findBiome(folder: string): readonly Formatter[] {
  const folders = foldersUpTo(folder)
  const program = folders
    .map((one) => path.join(one, 'node_modules', '@biomejs', 'biome', 'bin', 'biome'))
    .find((one) => existsSync(one))
  const root = folders.find((one) => ['biome.json', 'biome.jsonc'].some((name) => existsSync(path.join(one, name))))
  if (program === undefined || root === undefined) return []
  return STEPS.map(([name, command]): Formatter => ({
    name,
    format: (file, text) => {
      const { status, stdout } = spawnSync(process.execPath, [program, ...command, `--stdin-file-path=${file}`], {
        cwd: root,
        input: text,
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
      })
      // files that it is told to leave alone or cannot parse end with another status
      return Promise.resolve(status === 0 ? stdout : undefined)
    },
  }))
}
