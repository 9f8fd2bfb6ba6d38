import type * as t from 'typescript'
import type { Framework } from '../frameworks/define.js'
import { frameworks as allFrameworks } from '../frameworks/index.js'
import type { CredentialEvidence } from '../model/credential.js'
import type { FileFacts } from '../model/facts.js'
import type { Settings } from '../model/settings.js'
import { findBearerSites } from './bearer/index.js'
import { findChallengeSites } from './challenge-sites.js'
import type { AnalysisContext } from './context.js'
import { evidenceIn } from './credentials/index.js'
import { joinReadings } from '../model/join-readings.js'
import type { ResponseSite } from '../model/site.js'
import { toSlashes } from './paths.js'
import { frameworksInUse, readingsOf, type Readings } from './releases.js'
import { findResponses } from './responses.js'
import { isTestFile } from './test-files.js'
import { mayHoldBearers, mayHoldResponses } from './text-test.js'
import { completeTypeScript, isOwnChecker, isOwnSourceFile, type TypeScript } from './typescript.js'
import { closeness } from './usage.js'
import type { Workspace } from './workspace.js'

export { mayContainFindings } from './text-test.js'
export { parseFile, type TypeScript } from './typescript.js'
export { createWorkspace, type Workspace } from './workspace.js'

export interface AnalysisInput {
  readonly ts: TypeScript
  readonly file: t.SourceFile
  /** Absolute path of the file. */
  readonly path: string
  readonly checker?: t.TypeChecker
  readonly workspace: Workspace
  readonly settings?: Settings
  /** Looks also where the text says that there is nothing: for tests of what is left out by it. */
  readonly ignoresTextTest?: boolean
}

/** Nested code is followed by nested calls: a RangeError says that the stack has ended. */
function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return 'its code is nested too deeply'
  return error instanceof Error ? error.message : String(error)
}

/** Whether a file (absolute path) is a test, which is analysed only where the settings ask for it: known without its tree. */
export function isLeftOut(path: string, text: string, workspace: Workspace, settings: Settings): boolean {
  if (settings.includeTests === true) return false
  const file = toSlashes(path)
  return isTestFile(file.slice(workspace.packageOf(file)?.folder.length ?? 0), text)
}

/** What the frameworks do that the package of a file depends on. */
export function factsInUse(path: string, workspace: Workspace): readonly Framework[] {
  return frameworksInUse(workspace, toSlashes(path), allFrameworks)
}

/** The facts of a file that is left out. */
export const NOTHING: FileFacts = { responses: [], challenges: [], bearers: [], notAnalysed: [] }

/**
 * Everything that the rules and the codemod read of one file: plain facts, offsets in UTF-16 code units of `file.text`.
 * Never throws on odd code: what could not be analysed is named in `notAnalysed`.
 * @throws when `file` or `checker` was made by another TypeScript than `ts`: then nothing could be found, and silence would look like a clean file.
 */
export function analyseFile(input: AnalysisInput): FileFacts {
  const { file } = input
  const ts = completeTypeScript(input.ts)
  if (!isOwnSourceFile(ts, file))
    throw new Error(
      `The syntax tree of ${input.path} was made by another version of TypeScript than the one that reads it (${ts.version}).`,
    )
  if (input.checker && !isOwnChecker(ts, input.checker))
    throw new Error(
      `The types of ${input.path} come from another version of TypeScript than the one that reads them (${ts.version}).`,
    )
  const { workspace, settings = {} } = input
  const path = toSlashes(input.path)
  workspace.refresh()
  if (isLeftOut(path, file.text, workspace, settings)) return NOTHING
  const { cx, readings, uses } = open({ ...input, ts }, path)
  const notAnalysed: { message: string; start: number }[] = []
  const guarded = <T>(what: string, find: () => readonly T[]): readonly T[] => {
    try {
      return find()
    } catch (error) {
      notAnalysed.push({
        message: `The ${what} of this file could not be analysed: ${reasonOf(error)}`,
        start: 0,
      })
      return []
    }
  }
  const isOpen = (test: (text: string) => boolean): boolean => cx.ignoresText || test(file.text)
  const responses = isOpen(mayHoldResponses) ? guarded('responses', () => responsesIn(cx, readings, uses)) : []
  return {
    responses: responses.toSorted((a, b) => a.range.start - b.range.start),
    challenges: guarded('challenges', () => findChallengeSites(cx)),
    bearers: isOpen(mayHoldBearers) ? guarded('Bearer values', () => findBearerSites(cx)) : [],
    notAnalysed,
  }
}

/** What a file is read with, under the facts that hold in the releases that are in use. */
function open(
  { ts, file, checker, workspace, settings = {}, ignoresTextTest }: AnalysisInput,
  path: string,
): { cx: AnalysisContext; readings: Readings; uses: (framework: Framework) => boolean } {
  const everywhere: AnalysisContext = {
    ts,
    file,
    path,
    ...(checker && { checker }),
    workspace,
    frameworks: allFrameworks,
    settings,
    ignoresText: ignoresTextTest === true,
  }
  workspace.put(path, file)
  const uses = (framework: Framework): boolean => closeness(everywhere, framework, file) > 0
  const readings = readingsOf(workspace, path, allFrameworks, uses)
  return { cx: { ...everywhere, frameworks: readings.first }, readings, uses }
}

/**
 * What a file reads of the requests that it serves, for whoever asks what a package takes of which no place tells.
 * In: as for `analyseFile`. Out: one place for each scheme; nothing for a test, and for code that is nested too deeply.
 */
export function findEvidence(input: AnalysisInput): readonly CredentialEvidence[] {
  const { file, workspace, settings = {} } = input
  const path = toSlashes(input.path)
  workspace.refresh()
  if (isLeftOut(path, file.text, workspace, settings)) return []
  try {
    return evidenceIn(open({ ...input, ts: completeTypeScript(input.ts) }, path).cx)
  } catch (error) {
    if (error instanceof RangeError) return []
    throw error
  }
}

/** What holds in every release that may be in use: a file is read once for each that differs, until nothing is left that all agree on. */
function responsesIn(
  cx: AnalysisContext,
  readings: Readings,
  uses: (framework: Framework) => boolean,
): readonly ResponseSite[] {
  let sites = findResponses(cx)
  if (sites.length === 0) return sites
  const seen = new Set(sites.map(({ framework }) => framework))
  for (const frameworks of readings.others((one) => seen.has(one.name) || uses(one))) {
    if (sites.length === 0) break
    sites = joinReadings(sites, findResponses({ ...cx, frameworks }))
  }
  return sites
}
