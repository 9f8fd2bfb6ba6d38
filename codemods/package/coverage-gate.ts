import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { foldersUpTo } from '../format/folders.js'

/** Files that configure how a package's tests run and what they have to cover. */
const CONFIG = /^(?:package\.json|\.(?:c8|nyc|tap)rc(?:\.\w+)?|(?:nyc|jest|vite|vitest)\.config\.\w+)$/
/** A minimum of coverage, as c8, nyc, tap, borp, node:test, Jest and Vitest write it. */
const GATE =
  /--100\b|check-?coverage|coverage-?threshold|--test-coverage-(?:lines|branches|functions)|\bthresholds?['"]?\s*:\s*\{/i

/**
 * The file that asks for a minimum of test coverage in a package, or in the repository around it; `undefined` when none does.
 * In: the package's folder, absolute. Out: an absolute path.
 */
export function findCoverageGate(folder: string): string | undefined {
  return foldersUpTo(folder)
    .filter((one) => existsSync(one))
    .flatMap((one) => readdirSync(one).map((name) => path.join(one, name)))
    .find((file) => CONFIG.test(path.basename(file)) && GATE.test(textOf(file)))
}

/** A file that cannot be read configures nothing that could be named. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
