import { createRequire } from 'node:module'
import path from 'node:path'
import {
  analyseFile,
  createWorkspace,
  factsInUse,
  findEvidence,
  isLeftOut,
  NOTHING,
  parseFile,
  type TypeScript,
} from '../src/analysis/index.js'
import { describeModule, syntaxErrorsOf } from '../src/analysis/module-shape.js'
import type { CredentialEvidence } from '../src/model/credential.js'
import type { FileFacts } from '../src/model/facts.js'
import type { AnalysisHost } from '../src/model/host.js'
import type { ModuleShape } from '../src/model/module.js'
import type { Settings } from '../src/model/settings.js'
import type { LibraryFiles } from './verify/type-check.js'

export interface Analysis {
  readonly facts: FileFacts
  readonly syntaxErrors: ModuleShape['syntaxErrors']
  /** The outline of the file; made when it is first asked for. */
  readonly shape: ModuleShape
}

/** The compiler and the analysis behind one door. */
export interface Engine {
  /** The compiler. */
  readonly ts: TypeScript
  /** Its own declarations, as far as they were parsed. */
  readonly libraries: LibraryFiles
  /** Analyses `text` as the content of `path` (absolute). */
  readonly analyse: (path: string, text: string) => Analysis
  /** What `text` as the content of `path` (absolute) reads of requests. */
  readonly evidence: (path: string, text: string) => readonly CredentialEvidence[]
  /** The outline of a text without an analysis. */
  readonly outline: (path: string, text: string) => ModuleShape
  /** The file that `specifier` in `file` means, whatever way it is written; absolute. */
  readonly resolve: (file: string, specifier: string) => string | undefined
  /** What the frameworks do that the package of a file depends on, in every release that may be in use. */
  readonly frameworksOf: (path: string) => ReturnType<typeof factsInUse>
  /** From now on `path` reads as `text` when another file is followed into it; `undefined` takes that back. */
  readonly overlay: (path: string, text: string | undefined) => void
}

/**
 * Loads ts-morph's compiler: a fifth of a second, so only after the first file that can contain a finding.
 * By `require`, because importing a CommonJS module of that size costs twice as much; without what ts-morph builds on it, which is a
 * third of the time and is needed for the type check alone.
 */
export function loadCompiler(): TypeScript {
  const fromHere = createRequire(import.meta.url)
  const fromTsMorph = createRequire(fromHere.resolve('ts-morph'))
  try {
    return fromTsMorph('@ts-morph/common/dist/typescript.js') as TypeScript
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')) throw error
    return (fromHere('ts-morph') as { readonly ts: TypeScript }).ts
  }
}

/** The analysis with its compiler; everything that it reads of the world comes from `disk`. */
export function loadEngine(disk: AnalysisHost, settings: Settings): Engine {
  const ts = loadCompiler()
  const texts = new Map<string, string>()
  let version = 0
  const workspace = createWorkspace(ts, {
    ...disk,
    readFile: (path) => texts.get(path) ?? disk.readFile(path),
    stampOf: (path) => (texts.has(path) ? `overlaid ${String(version)}` : disk.stampOf?.(path)),
    version: () => version,
  })
  return {
    ts,
    libraries: new Map(),
    analyse: (path, text) => {
      if (isLeftOut(path, text, workspace, settings))
        return { facts: NOTHING, syntaxErrors: [], shape: describeModule(ts, parseFile(ts, path, '')) }
      const file = workspace.parse(path, text)
      const facts = analyseFile({ ts, file, path, workspace, settings })
      // A file with a response or a scheme is likely to be edited; parsing one of the others again costs less than keeping every tree.
      let shape = facts.responses.length > 0 || facts.bearers.length > 0 ? describeModule(ts, file) : undefined
      return {
        facts,
        syntaxErrors: syntaxErrorsOf(ts, file),
        get shape() {
          return (shape ??= describeModule(ts, workspace.parse(path, text)))
        },
      }
    },
    evidence: (path, text) => findEvidence({ ts, file: workspace.parse(path, text), path, workspace, settings }),
    outline: (path, text) => describeModule(ts, parseFile(ts, path, text)),
    frameworksOf: (path) => factsInUse(path, workspace),
    resolve: (file, specifier) => {
      const found = workspace.resolveModule(file, specifier)
      return found === undefined ? undefined : path.normalize(found)
    },
    overlay: (file, text) => {
      version += 1
      if (text === undefined) texts.delete(file)
      else texts.set(file, text)
    },
  }
}
