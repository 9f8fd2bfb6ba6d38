import path from 'node:path'
import type { SourceFile } from './edit-file.js'
import { editPackage } from './edit-package.js'
import { loadEngine, type Engine } from './engine.js'
import { disk } from './files/disk.js'
import { detailsOf } from './details.js'
import { formatPackage } from './format/format-package.js'
import { codemods } from './index.js'
import type { RunHooks, RunOptions } from './options.js'
import { createManifestFinder, type Manifest } from './package/manifest.js'
import { listWholePackage } from './package/whole-package.js'
import type { PackageResult } from './package-report.js'
import { pause } from './pause.js'
import type { Details, Failure, PackageReport, RunReport } from './report.js'
import type { Candidate } from './candidate.js'
import { createLocator } from './text/lines.js'

type Edited = Pick<
  RunReport,
  'packages' | 'changes' | 'edits' | 'leaves' | 'remarks' | 'failures' | 'interrupted' | 'details'
>

/** Analyses every candidate, then plans and edits package by package. Nothing is written. */
export async function editAll(
  candidates: readonly Candidate[],
  listed: readonly string[],
  options: RunOptions,
  hooks: RunHooks,
): Promise<Edited> {
  const engine = loadEngine(disk, {})
  const manifestOf = createManifestFinder()
  const failures: Failure[] = []
  const groups = new Map<string, { manifest: Manifest; files: SourceFile[] }>()
  const nameOf = (file: string): string => path.relative(options.cwd, file).split(path.sep).join('/')
  const complained = new Set<string>()

  const details: Details[] = []

  for (const [index, candidate] of candidates.entries()) {
    await pause()
    hooks.progress('Analysing', index, candidates.length)
    if (hooks.isInterrupted()) return { ...NOTHING, failures, interrupted: true }
    const file = analyse(engine, candidate)
    if (file === 'too-deep') {
      failures.push({ path: nameOf(candidate.path), message: 'could not be analysed: its code is nested too deeply' })
      continue
    }
    failures.push(...problemsOf(file).map((message) => ({ path: nameOf(candidate.path), message })))
    if (isBroken(file)) continue
    if (options.details === true) details.push(detailsOf(nameOf(candidate.path), file.text, file.analysis.facts))
    const manifest = manifestOf(candidate.path) ?? {
      folder: options.cwd,
      name: undefined,
      type: 'commonjs',
      dependencies: [],
    }
    if (manifest.problem !== undefined && !complained.has(manifest.folder)) {
      complained.add(manifest.folder)
      failures.push({ path: nameOf(path.join(manifest.folder, 'package.json')), message: manifest.problem })
    }
    const group = groups.get(manifest.folder)
    if (group) group.files.push(file)
    else groups.set(manifest.folder, { manifest, files: [file] })
  }

  const results: PackageResult[] = []
  for (const [index, group] of [...groups.values()].entries()) {
    await pause()
    hooks.progress('Planning', index, groups.size)
    if (hooks.isInterrupted()) return { ...NOTHING, failures, interrupted: true }
    const inPackage = listed.filter((one) => manifestOf(one)?.folder === group.manifest.folder)
    const isIn = (file: string): boolean => manifestOf(file)?.folder === group.manifest.folder
    const all = listWholePackage(group.manifest, options, inPackage, isIn)
    const result = await editPackage(
      engine,
      codemods,
      { ...group, listed: inPackage, all, scope: listed },
      options,
      hooks,
    )
    const isFormatted = (options.verify ?? options.write) && options.format !== false
    results.push(isFormatted ? await formatPackage(group.manifest.folder, result) : result)
  }
  return {
    packages: results.map((one) => one.report).filter(saysSomething),
    changes: results.flatMap((one) => one.changes),
    edits: results.flatMap((one) => one.edits),
    leaves: results.flatMap((one) => one.leaves),
    remarks: results.flatMap((one) => one.remarks),
    failures: withoutRepetition([...failures, ...results.flatMap((one) => one.failures)]),
    interrupted: hooks.isInterrupted(),
    ...(options.details === true && {
      details: {
        sites: details.flatMap((one) => one.sites),
        findings: details.flatMap((one) => one.findings),
      },
    }),
  }
}

const NOTHING: Edited = {
  packages: [],
  changes: [],
  edits: [],
  leaves: [],
  remarks: [],
  failures: [],
  interrupted: false,
}

/** The compiler and the analysis follow nested code by nested calls; somewhere the stack ends (a RangeError). */
function analyse(engine: Engine, { path: file, text }: Candidate): SourceFile | 'too-deep' {
  try {
    return { path: file, text, analysis: engine.analyse(file, text) }
  } catch (error) {
    if (error instanceof RangeError) return 'too-deep'
    throw error
  }
}

function isBroken({ analysis }: SourceFile): boolean {
  return analysis.syntaxErrors.length > 0
}

function problemsOf({ text, analysis }: SourceFile): readonly string[] {
  const [error] = analysis.syntaxErrors
  if (error === undefined) return analysis.facts.notAnalysed.map((one) => one.message)
  const { line, column } = createLocator(text)(error.start)
  return [`could not be parsed (${line}:${column} ${error.message})`]
}

/** Packages that share a configuration complain of it each. */
function withoutRepetition(failures: readonly Failure[]): readonly Failure[] {
  const isConfig = ({ path: file }: Failure): boolean => /\.json$/.test(file)
  return failures.filter(
    (one, index) => !isConfig(one) || failures.findIndex((other) => other.path === one.path) === index,
  )
}

function saysSomething({ challenge, helper, types }: PackageReport): boolean {
  return challenge !== undefined || helper !== undefined || (types !== undefined && types.checked > 0)
}
