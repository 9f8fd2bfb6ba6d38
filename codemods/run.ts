import { existsSync } from 'node:fs'
import path from 'node:path'
import { mayContainFindings } from '../src/analysis/text-test.js'
import type { Candidate } from './candidate.js'
import { UsageError } from './errors.js'
import { listSources } from './files/list.js'
import { createCompiledTest } from './files/compiled.js'
import { scanFile } from './files/read.js'
import type { EditPlace, RunHooks, RunOptions } from './options.js'
import { createManifestFinder } from './package/manifest.js'
import type { Failure, Remark, RunReport } from './report.js'

const EMPTY: RunReport = {
  filesScanned: 0,
  filesAnalysed: 0,
  notApplicable: {},
  packages: [],
  changes: [],
  edits: [],
  leaves: [],
  remarks: [],
  failures: [],
  written: [],
  interrupted: false,
}

/**
 * The whole job: list, read, analyse all, plan, edit and verify in memory, then write when that is asked for.
 * Preview, `--write` and `check` are the same run; only writing differs.
 * Throws a UsageError when it cannot start or must not write; nothing is written then.
 */
export async function run(options: RunOptions, hooks: RunHooks): Promise<RunReport> {
  const { files, leftOut, isMeant } = listSources(options)
  requireProject(options.cwd, files)
  if (options.tsconfig !== undefined) await requireConfig(options.tsconfig)
  const { candidates, notApplicable, failures, interrupted } = await scan(options.cwd, files, isMeant, hooks)
  const remarks = [...leftOut].map(([folder, count]): Remark => ({
    code: 'tracked-node-modules',
    text: `${count} source ${count === 1 ? 'file that git tracks is' : 'files that git tracks are'} left out; name the folder to read them`,
    path: folder,
  }))
  const scanned = { ...EMPTY, filesScanned: files.length, notApplicable, remarks, failures }
  if (interrupted) return { ...scanned, interrupted }
  if (candidates.length === 0) return scanned

  // The compiler is loaded with this module: nothing before this line needs it.
  const { editAll } = await import('./edit-all.js')
  const asks = hooks.choose !== undefined
  const edit = async (accepts: RunOptions['accepts']): Promise<RunReport> => {
    const result = await editAll(candidates, files, { ...options, asks, ...(accepts && { accepts }) }, hooks)
    return {
      ...scanned,
      ...result,
      filesAnalysed: candidates.length,
      remarks: [...remarks, ...result.remarks],
      failures: [...failures, ...result.failures],
    }
  }
  const proposed = await edit(undefined)
  if (!options.write || proposed.interrupted || proposed.changes.length === 0) return proposed

  const { guardAgainstDirty, writeChanges } = await import('./sink.js')
  if (!options.allowDirty) guardAgainstDirty(options.cwd, proposed.changes)
  const choice = await hooks.choose?.(proposed)
  // Planned anew with what was accepted: imports and the helper hold what those edits need and no more.
  const report = choice ? await edit(isAmong(choice.accepted)) : proposed
  const isStopped = choice?.interrupted === true
  if (report.interrupted || report.changes.length === 0)
    return { ...report, interrupted: report.interrupted || isStopped }
  const outcome = await writeChanges(report.changes, hooks)
  const edits = report.edits.filter((one) => outcome.written.includes(one.path))
  return {
    ...report,
    edits,
    written: outcome.written,
    failures: [...report.failures, ...outcome.failures],
    interrupted: outcome.interrupted || isStopped,
  }
}

function isAmong(places: readonly EditPlace[]): (place: EditPlace) => boolean {
  const keyOf = ({ path, line, column, codemod }: EditPlace): string => `${line}:${column}:${codemod}:${path}`
  const keys = new Set(places.map(keyOf))
  return (place) => keys.has(keyOf(place))
}

/** A folder without any package.json above it or below it is not a project: a wrong folder, most likely. */
function requireProject(cwd: string, files: readonly string[]): void {
  const manifestOf = createManifestFinder()
  if (existsSync(path.join(cwd, 'package.json')) || manifestOf(path.join(cwd, 'x')) !== undefined) return
  if (files.some((file) => manifestOf(file) !== undefined)) return
  throw new UsageError(`No package.json in ${cwd}, above it or below it. Run http-status in a project's folder.`)
}

async function requireConfig(file: string): Promise<void> {
  if (!existsSync(file)) throw new UsageError(`No such file: ${file} (--tsconfig)`)
  const { loadProjectConfig } = await import('./package/tsconfig.js')
  const loaded = loadProjectConfig(file)
  if (loaded.kind === 'broken') throw new UsageError(`${file} does not load: ${loaded.message}`)
}

interface Scan {
  readonly candidates: readonly Candidate[]
  readonly notApplicable: Readonly<Record<string, number>>
  readonly failures: readonly Failure[]
  readonly interrupted: boolean
}

/** So many files are read between two looks at signals. */
const BATCH = 256

async function scan(
  cwd: string,
  files: readonly string[],
  isMeant: (file: string) => boolean,
  hooks: RunHooks,
): Promise<Scan> {
  const isCompiled = createCompiledTest()
  const candidates: Candidate[] = []
  const notApplicable: Record<string, number> = {}
  const failures: Failure[] = []
  for (const [index, file] of files.entries()) {
    if (index % BATCH === 0) {
      await new Promise((resolve) => setImmediate(resolve))
      if (hooks.isInterrupted()) return { candidates, notApplicable, failures, interrupted: true }
      hooks.progress('Reading', index, files.length)
    }
    const read = scanFile(file, mayContainFindings)
    const scanned =
      read.kind === 'candidate' && !isMeant(file) && isCompiled(file, read.text)
        ? ({ kind: 'not-applicable', reason: 'compiled' } as const)
        : read
    if (scanned.kind === 'candidate') candidates.push({ path: file, text: scanned.text })
    else if (scanned.kind === 'unreadable')
      failures.push({ path: path.relative(cwd, file).split(path.sep).join('/'), message: scanned.message })
    else if (scanned.kind === 'not-applicable') notApplicable[scanned.reason] = (notApplicable[scanned.reason] ?? 0) + 1
  }
  return { candidates, notApplicable, failures, interrupted: false }
}
