import { readFileSync } from 'node:fs'
import path from 'node:path'
import { findCredentials } from '../src/analysis/credentials.js'
import { mayHandleErrors, sendsErrorHeaders } from '../src/analysis/default-errors.js'
import { isTestFile } from '../src/analysis/test-files.js'
import type { ModuleShape } from '../src/model/module.js'
import type { Codemod } from './codemod.js'
import {
  editFile,
  namesIn,
  type EditedFile,
  type EditOptions,
  type HelperImport,
  type SourceFile,
} from './edit-file.js'
import type { Engine } from './engine.js'
import { disk } from './files/disk.js'
import { formatChallengeParts } from './helper/challenge-parts.js'
import type { RunHooks, RunOptions } from './options.js'
import { chooseChallenge, type ChallengeChoice } from './package/challenge.js'
import { habitsOf } from './package/habits.js'
import { helperText, unavailableNames, type HelperOnDisk } from './package/helper-file.js'
import { flavourFor, flavourOfExisting, locateHelper, type Consumer } from './package/helper-location.js'
import type { Manifest } from './package/manifest.js'
import { meansFile, specifierFor, type SpecifierContext } from './package/specifier.js'
import { loadProjectConfig } from './package/tsconfig.js'
import { planFile, type Plan, type PlannedLeave, type PlanRules } from './plan.js'
import type { ChangedFile, EditReport, Failure, LeaveReport, PackageReport, Remark } from './report.js'
import { createLocator } from './text/lines.js'
import { styleOf } from './text/style.js'

export interface PackageResult {
  readonly report: PackageReport
  readonly changes: readonly ChangedFile[]
  readonly edits: readonly EditReport[]
  readonly leaves: readonly LeaveReport[]
  readonly remarks: readonly Remark[]
  readonly failures: readonly Failure[]
}

export interface PackageInput {
  readonly manifest: Manifest
  /** Files with something to analyse, in order. */
  readonly files: readonly SourceFile[]
  /** Every source file in scope. */
  readonly listed: readonly string[]
}

/** Plans a package as a whole, because its files share a helper and a challenge, then edits file by file in memory. */
export function editPackage(
  engine: Engine,
  codemods: readonly Codemod[],
  input: PackageInput,
  options: RunOptions,
  hooks: RunHooks,
): PackageResult {
  const { manifest, files, listed } = input
  const nameOf = (file: string): string => path.relative(options.cwd, file).split(path.sep).join('/')
  const rules: PlanRules = { codemods, only: options.only, safe: options.safe, unavailable: new Map() }
  const errorHeaders = errorHeadersAreSent(input)
  const plans = files.map((file) => ({
    file,
    plan: planOf(file, options, { ...rules, ...acceptanceIn(file, nameOf(file.path), options) }, errorHeaders),
  }))
  const touched = plans.filter(({ plan }) => plan.edits.length > 0)
  if (touched.length === 0) {
    const leaves = plans.flatMap(({ file, plan }) =>
      plan.leaves.map((one) => leaveReport(file, nameOf(file.path), one)),
    )
    return {
      report: { path: nameOf(manifest.folder) || '.' },
      changes: [],
      edits: [],
      leaves,
      remarks: [],
      failures: [],
    }
  }

  const failures: Failure[] = []
  const loaded = loadProjectConfig(manifest.folder, options.tsconfig)
  if (loaded.kind === 'broken')
    failures.push({
      path: nameOf(loaded.path),
      message: `does not load, so only what it says itself is used: ${loaded.message}`,
    })
  const config = loaded.kind === 'none' ? undefined : loaded.config
  const context: SpecifierContext = { manifest, config, ...habitsOf(files.map((one) => one.text)) }
  const choice = choose(input, options, nameOf)
  const consumers = touched
    .filter(({ plan }) => namesIn(plan.edits).length > 0)
    .map(({ file }): Consumer => ({ path: file.path, system: systemOf(file.path, file.analysis.shape, manifest) }))
  const variants = [...new Set(touched.flatMap(({ plan }) => plan.edits.flatMap((one) => one.variant ?? [])))]
  const wantedFlavour = flavourFor(consumers, config)
  const location = locateHelper(manifest, consumers, wantedFlavour, listed, options.helperPath)
  const existing = location.exists ? readHelper(engine, location.path) : undefined
  const flavour = existing ? flavourOfExisting(location.path, existing.shape.system, wantedFlavour) : wantedFlavour
  const setup = { flavour, challenge: choice.parts, strictToken68: options.strictToken68 }
  const unavailable = existing
    ? unavailableNames(existing, nameOf(location.path), variants, setup)
    : new Map<never, never>()
  const style = styleOf(touched[0]?.file.text ?? '')

  // The files that import it are analysed again before it is written.
  const everything = { names: ['withChallenge', 'challengeHeaders', 'parseBearer'], variants } as const
  if (unavailable.size === 0) engine.overlay(location.path, helperText(existing, everything, setup, style))
  const editOptions = (file: SourceFile): EditOptions => ({
    ...rules,
    ...acceptanceIn(file, nameOf(file.path), options),
    unavailable,
    style: options.style,
    challenge: formatChallengeParts(choice.parts),
    realm: options.realm ?? manifest.name ?? 'api',
    sendsErrorHeaders: errorHeaders,
    importFor: (shape) => importOf(file.path, location.path, shape, manifest, context),
  })

  const changes: ChangedFile[] = []
  const edits: EditReport[] = []
  const leaves: LeaveReport[] = []
  const used: EditedFile[] = []
  for (const file of files) {
    if (hooks.isInterrupted()) break
    const name = nameOf(file.path)
    const edited = editFile(engine, file, editOptions(file))
    const locate = createLocator(file.text)
    leaves.push(...edited.leaves.map((one) => leaveReport(file, name, one)))
    if (edited.rejected !== undefined) failures.push({ path: name, message: `was not edited: ${edited.rejected}` })
    if (edited.text === file.text) continue
    used.push(edited)
    changes.push({
      path: name,
      absolute: file.path,
      before: file.text,
      after: edited.text,
      role: 'source',
      owner: manifest.folder,
    })
    edits.push(
      ...edited.edits.map(({ start, codemod, additive, effects, preview: { before, after, ...block } }) => ({
        codemod,
        additive,
        effects,
        path: name,
        ...locate(start),
        preview: { line: locate(block.start).line, before, after },
      })),
    )
  }

  const names = [...new Set(used.flatMap((one) => one.helpers))]
  const report: PackageReport = { path: nameOf(manifest.folder) || '.' }
  if (names.length === 0) {
    const inline = used.length > 0 && options.style === 'inline'
    return {
      report: inline ? { ...report, challenge: describe(choice) } : report,
      changes,
      edits,
      leaves,
      remarks: remarksOf(input, edits, nameOf, 'the challenge'),
      failures,
    }
  }
  const after = helperText(
    existing,
    { names, variants: [...new Set(used.flatMap((one) => one.variants))] },
    setup,
    style,
  )
  const state = existing === undefined ? 'new' : after === existing.text ? 'used' : 'extended'
  const helper = { path: nameOf(location.path), state } as const
  if (state !== 'used')
    changes.unshift({
      path: helper.path,
      absolute: location.path,
      before: existing?.text,
      after,
      role: 'helper',
      owner: manifest.folder,
    })
  const decided = existing?.shape.declarations.some((one) => one.name === 'withChallenge') === true
  const challenge = decided
    ? ({ value: '', source: 'existing', because: `${helper.path} decides` } as const)
    : describe(choice)
  return {
    report: { ...report, helper, challenge },
    changes,
    edits,
    leaves,
    remarks: remarksOf(input, edits, nameOf, path.basename(location.path)),
    failures,
  }
}

function planOf(file: SourceFile, options: RunOptions, rules: PlanRules, errorHeaders: boolean): Plan {
  return planFile(
    {
      text: file.text,
      facts: file.analysis.facts,
      style: options.style,
      challenge: '',
      realm: '',
      quote: "'",
      takesBasic: () => false,
      sendsErrorHeaders: errorHeaders,
    },
    rules,
  )
}

function acceptanceIn(file: SourceFile, path: string, { accepts }: RunOptions): Pick<PlanRules, 'accepts'> {
  if (accepts === undefined) return {}
  const locate = createLocator(file.text)
  return { accepts: (codemod, start) => accepts({ path, codemod, ...locate(start) }) }
}

/** Asked only when a file throws an error that could carry the header: then every file of the package is looked at. */
function errorHeadersAreSent({ manifest, files, listed }: PackageInput): boolean {
  const isThrown = files.some(({ analysis }) =>
    analysis.facts.responses.some((one) => one.kind === 'throw' && one.slot.kind === 'headers-value'),
  )
  if (!isThrown || !sendsErrorHeaders(manifest.dependencies)) return false
  return !listed.some((file) => mayHandleErrors(disk.readFile(file) ?? '', manifest.dependencies))
}

function leaveReport(file: SourceFile, name: string, { range, ...leave }: PlannedLeave): LeaveReport {
  return { ...leave, path: name, ...createLocator(file.text)(range.start) }
}

function choose(
  { manifest, files }: PackageInput,
  options: RunOptions,
  nameOf: (file: string) => string,
): ChallengeChoice {
  return chooseChallenge({
    ...(options.challenge && { option: options.challenge }),
    ...(options.realm !== undefined && { realm: options.realm }),
    packageName: manifest.name,
    dependencies: manifest.dependencies,
    // Tests send credentials of every kind.
    sources: files
      .filter((one) => !isTestFile(path.relative(manifest.folder, one.path).split(path.sep).join('/')))
      .map(({ path: file, text, analysis }) => ({ name: nameOf(file), text, challenges: analysis.facts.challenges })),
  })
}

function describe({ parts, source, because }: ChallengeChoice): NonNullable<PackageReport['challenge']> {
  return { value: formatChallengeParts(parts), source, because }
}

function readHelper(engine: Engine, file: string): HelperOnDisk {
  const text = readFileSync(file, 'utf8')
  return { text, shape: engine.outline(file, text) }
}

function importOf(
  file: string,
  helper: string,
  shape: ModuleShape,
  manifest: Manifest,
  context: SpecifierContext,
): HelperImport {
  const system = systemOf(file, shape, manifest)
  return {
    system,
    specifier: specifierFor(file, helper, shape, system, context),
    isSameModule: (specifier) => meansFile(specifier, file, helper, shape, context),
  }
}

/** What the file's own statements show, else its extension, else its package. */
function systemOf(file: string, shape: ModuleShape, manifest: Manifest): 'esm' | 'cjs' {
  if (shape.system !== undefined) return shape.system
  if (/\.c[jt]s$/.test(file)) return 'cjs'
  return /\.js$/.test(file) && manifest.type === 'commonjs' ? 'cjs' : 'esm'
}

/** An MCP client reads `resource_metadata` before anything else: a challenge without it starts no OAuth flow (RFC 9728, 5.1). */
function remarksOf(
  { files }: PackageInput,
  edits: readonly EditReport[],
  nameOf: (file: string) => string,
  helper: string,
): readonly Remark[] {
  return files
    .filter(
      ({ path: file, text }) =>
        edits.some((one) => one.path === nameOf(file)) && findCredentials(text).some((one) => one.kind === 'mcp'),
    )
    .map(({ path: file }) => ({
      code: 'mcp',
      text: `set resourceMetadata in ${helper} (RFC 9728), challenge alone is not enough`,
      path: nameOf(file),
    }))
}
