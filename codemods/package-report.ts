import path from 'node:path'
import { comparisonsWith401 } from '../src/analysis/compared-status.js'
import { isListed, MCP_PACKAGES } from '../src/frameworks/credential-libraries.js'
import { packageOfModule } from '../src/analysis/module-names.js'
import type { EditedFile, SourceFile } from './edit-file.js'
import { disk } from './files/disk.js'
import { formatChallengeParts } from './helper/challenge-parts.js'
import type { ChallengeChoice } from './package/challenge.js'
import { findCoverageGate } from './package/coverage-gate.js'
import type { ChangedFile, EditReport, Failure, LeaveReport, PackageReport, Remark, TypesReport } from './report.js'
import { createLocator } from './text/lines.js'

export interface PackageResult {
  readonly report: PackageReport
  readonly changes: readonly ChangedFile[]
  readonly edits: readonly EditReport[]
  readonly leaves: readonly LeaveReport[]
  readonly remarks: readonly Remark[]
  readonly failures: readonly Failure[]
}

/** What became of a package. */
export interface PackageOutcome {
  /** Absolute. */
  readonly folder: string
  /** How a file is called in the report. */
  readonly nameOf: (file: string) => string
  readonly edited: ReadonlyMap<SourceFile, EditedFile>
  readonly failures: readonly Failure[]
  /** Absent when nothing was to edit. */
  readonly choice?: ChallengeChoice
  readonly helper?: {
    readonly path: string
    /** `undefined`: there is none yet. */
    readonly before: string | undefined
    /** `undefined`: no edit needs it. */
    readonly after: string | undefined
    /** Whether the challenge is the one of the file that is there. */
    readonly decides: boolean
  }
  readonly types?: TypesReport
  /** Every source file of the package, absolute. */
  readonly listed: readonly string[]
  /** Source files of the packages around it, absolute; asked for where a status changes. */
  readonly around: () => readonly string[]
}

/** Puts the outcome of a package into words, lines and columns. */
export function reportPackage(outcome: PackageOutcome): PackageResult {
  const { folder, nameOf, edited, helper, choice, types } = outcome
  const changed = [...edited].filter(([file, { text }]) => text !== file.text)
  const edits = changed.flatMap(([file, result]) => editReports(file, nameOf(file.path), result))
  const needsHelper = helper?.after !== undefined
  return {
    report: {
      path: nameOf(folder) || '.',
      ...(needsHelper && { helper: { path: nameOf(helper.path), state: stateOf(helper) } }),
      ...(choice && changed.length > 0 && challengeReport(outcome, choice, changed)),
      ...(types && { types }),
    },
    changes: [
      ...helperChange(outcome),
      ...changed.map(([file, { text }]) => ({
        path: nameOf(file.path),
        absolute: file.path,
        before: file.text,
        after: text,
        role: 'source' as const,
        owner: folder,
      })),
    ],
    edits,
    leaves: [...edited].flatMap(([file, { leaves }]) => {
      const locate = createLocator(file.text)
      return leaves.map(({ range, ...leave }) => ({ ...leave, path: nameOf(file.path), ...locate(range.start) }))
    }),
    remarks: [
      ...remarksOf(
        changed.map(([file]) => file),
        nameOf,
        needsHelper ? path.basename(helper.path) : 'the challenge',
      ),
      ...changed.flatMap(([file, result]) => differences(file, nameOf(file.path), result)),
      ...coverageOf(outcome),
      ...(edits.some((one) => one.codemod === 'forbidden') ? comparisonsOf(outcome) : []),
    ],
    failures: [
      ...outcome.failures,
      ...[...edited].flatMap(([file, { rejected }]) =>
        rejected === undefined ? [] : [{ path: nameOf(file.path), message: `was not edited: ${rejected}` }],
      ),
    ],
  }
}

function editReports(file: SourceFile, name: string, { edits }: EditedFile): readonly EditReport[] {
  const locate = createLocator(file.text)
  return edits.map(({ start, codemod, additive, optional, effects, doubt, preview: { before, after, ...block } }) => ({
    codemod,
    additive,
    ...(optional && { optional }),
    effects,
    ...(doubt !== undefined && { doubt }),
    path: name,
    ...locate(start),
    preview: { line: locate(block.start).line, before, after },
  }))
}

/** Places whose challenge is not the package's. */
function differences(file: SourceFile, name: string, { edits }: EditedFile): readonly Remark[] {
  const locate = createLocator(file.text)
  return edits.flatMap(({ remark, start }) =>
    remark === undefined ? [] : [{ code: 'challenge', text: remark, path: name, line: locate(start).line }],
  )
}

type Helper = NonNullable<PackageOutcome['helper']>

function stateOf({ before, after }: Helper): 'new' | 'used' | 'extended' {
  return before === undefined ? 'new' : after === before ? 'used' : 'extended'
}

function helperChange({ helper, folder, nameOf }: PackageOutcome): readonly ChangedFile[] {
  if (helper?.after === undefined || helper.after === helper.before) return []
  const { path: absolute, before, after } = helper
  return [{ path: nameOf(absolute), absolute, before, after, role: 'helper', owner: folder }]
}

function challengeReport(
  { helper, nameOf }: PackageOutcome,
  choice: ChallengeChoice,
  changed: readonly (readonly [SourceFile, EditedFile])[],
): Pick<PackageReport, 'challenge'> {
  if (helper?.after !== undefined && helper.decides)
    return { challenge: { value: '', source: 'existing', because: `${nameOf(helper.path)} decides` } }
  // written in place, or nowhere: a status that moves to 403 brings no challenge
  const isWritten =
    helper?.after !== undefined || changed.some(([, { edits }]) => edits.some((one) => one.codemod === 'header'))
  const { parts, source, because } = choice
  return isWritten ? { challenge: { value: formatChallengeParts(parts), source, because } } : {}
}

/** An MCP client reads `resource_metadata` before anything else: a challenge without it starts no OAuth flow (RFC 9728, 5.1). */
function remarksOf(
  changed: readonly SourceFile[],
  nameOf: (file: string) => string,
  helper: string,
): readonly Remark[] {
  return changed
    .filter(({ analysis: { shape } }) =>
      shape.imports.some(({ specifier }) => isListed(packageOfModule(specifier), MCP_PACKAGES)),
    )
    .map(({ path: file }) => ({
      code: 'mcp',
      text: `set resourceMetadata in ${helper} (RFC 9728), challenge alone is not enough`,
      path: nameOf(file),
    }))
}

/** A new file without tests lowers the coverage, for which some packages fail their build. */
function coverageOf({ folder, helper, nameOf }: PackageOutcome): readonly Remark[] {
  const isNew = helper?.after !== undefined && helper.before === undefined
  const gate = isNew ? findCoverageGate(folder) : undefined
  if (!isNew || gate === undefined) return []
  const text = `${nameOf(gate)} asks for a minimum of test coverage; the new helper file needs tests of its own`
  return [{ code: 'coverage', text, path: nameOf(helper.path) }]
}

/**
 * Clients and tests that compare with the status that some places do not answer any more: line by line where a path of a file that was
 * changed is named too, also in the packages around; in the package itself counted where nothing shows which places are meant.
 */
function comparisonsOf({ listed, around, nameOf, edited }: PackageOutcome): readonly Remark[] {
  const changed = [...edited].filter(([, { edits }]) => edits.some((one) => one.codemod === 'forbidden'))
  const paths = [...new Set(changed.flatMap(([file]) => pathsIn(file.text, nameOf(file.path))))]
  const remarks: Remark[] = []
  const others: { readonly path: string; readonly count: number }[] = []
  const isListed = new Set(listed)
  for (const file of new Set([...listed, ...around()])) {
    const text = disk.readFile(file) ?? ''
    const locate = createLocator(text)
    const lines = [...new Set(comparisonsWith401(text).map((offset) => locate(offset).line))]
    if (lines.length === 0) continue
    const isMeant = changed.some(([one]) => one.path === file) || paths.some((one) => text.includes(one))
    if (isMeant)
      remarks.push(
        ...lines.map((line) => ({
          code: 'forbidden',
          text: 'compares with 401; look whether it means a place that answers 403 now',
          path: nameOf(file),
          line,
        })),
      )
    else if (isListed.has(file)) others.push({ path: nameOf(file), count: lines.length })
  }
  return [...remarks, ...summaryOf(others)]
}

function summaryOf(others: readonly { readonly path: string; readonly count: number }[]): readonly Remark[] {
  const [first] = others
  if (first === undefined) return []
  const lines = others.reduce((sum, { count }) => sum + count, 0)
  const more =
    others.length > 1
      ? ` and in ${others.length === 2 ? '1 other file' : `${String(others.length - 1)} other files`}`
      : ''
  const text = `compared with 401 here${more} (${lines === 1 ? '1 line' : `${String(lines)} lines`}); no path of a changed place is named there`
  return [{ code: 'forbidden', text, path: first.path }]
}

/** Paths of routes: those that a file names, and the one at which a framework of files serves it. */
function pathsIn(text: string, name: string): readonly string[] {
  const written = [...text.matchAll(/['"`](\/[\w/-]{3,})/g)].flatMap(([, path]) => path ?? [])
  const served = /(?:^|\/)(?:app|pages|routes)(\/[\w/-]{3,}?)(?:\/(?:route|index|\+server))?\.[cm]?[jt]sx?$/.exec(
    name,
  )?.[1]
  return served === undefined ? written : [...written, served]
}
