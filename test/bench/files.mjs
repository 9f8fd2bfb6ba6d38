import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

const SOURCE = /\.[cm]?[jt]sx?$/
const NOT_SOURCE = /\.d\.[cm]?ts$|(?:^|\/)node_modules\//

/** Source files below a folder, as paths from it: what git lists, or a walk without dot-folders and node_modules. */
export function sourceFiles(folder) {
  const all = existsSync(path.join(folder, '.git')) ? listed(folder) : walked(folder)
  return all.filter((file) => SOURCE.test(file) && !NOT_SOURCE.test(file))
}

function listed(folder) {
  return execFileSync('git', ['ls-files', '-z'], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 })
    .split('\0')
    .filter(Boolean)
}

function walked(folder, below = '') {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = below ? `${below}/${entry.name}` : entry.name
    if (entry.isDirectory())
      return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : walked(folder, name)
    return entry.isFile() ? [name] : []
  })
}
