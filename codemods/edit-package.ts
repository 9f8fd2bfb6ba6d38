import path from 'node:path'
import { mayHandleErrors, sendsErrorHeaders } from '../src/analysis/default-errors.js'
import { isTestFile } from '../src/analysis/test-files.js'
import { CLIENT_DIRECTIVE } from '../src/frameworks/credential-libraries.js'
import type { ModuleShape } from '../src/model/module.js'
import type { Codemod, PlanInput } from './codemod.js'
import { editFile, namesIn, type EditedFile, type EditOptions, type SourceFile } from './edit-file.js'
import type { Engine } from './engine.js'
import { disk } from './files/disk.js'
import type { RunHooks, RunOptions } from './options.js'
import { pause } from './pause.js'
import { chooseChallenge, type ChallengeChoice } from './package/challenge.js'
import { contextOf } from './package/challenge-context.js'
import { isHelperFile } from './package/helper-location.js'
import { helperText } from './package/helper-file.js'
import type { Manifest } from './package/manifest.js'
import { preparePackageHelper } from './package/package-helper.js'
import { analyseRest } from './package/whole-package.js'
import { sourcesAround } from './package/neighbours.js'
import { otherSchemeOf } from './package/sent-scheme.js'
import { reportPackage, type PackageResult } from './package-report.js'
import { planFile, type Plan, type PlanRules } from './plan.js'
import type { Failure } from './report.js'
import { createLocator } from './text/lines.js'
import { styleOf } from './text/style.js'
import { verifyTypes } from './verify/package-types.js'

export interface PackageInput {
  readonly manifest: Manifest
  /** Files with something to analyse, in order. */
  readonly files: readonly SourceFile[]
  /** Every source file in scope. */
  readonly listed: readonly string[]
  /** Every source file that a run over the whole package would list. */
  readonly all: readonly string[]
  /** Every source file in scope, also of other packages. */
  readonly scope: readonly string[]
}

interface PlannedFile {
  readonly file: SourceFile
  readonly plan: Plan
}

/** Plans a package as a whole, because its files share a helper and a challenge, then edits file by file in memory. */
export async function editPackage(
  engine: Engine,
  codemods: readonly Codemod[],
  input: PackageInput,
  options: RunOptions,
  hooks: RunHooks,
): Promise<PackageResult> {
  const { manifest, files, listed, all, scope } = input
  const nameOf = (file: string): string => path.relative(options.cwd, file).split(path.sep).join('/')
  const around = (): readonly string[] => sourcesAround(manifest.folder, scope, options.gitignore)
  const { only, safe, asks = false } = options
  const rules: PlanRules = { codemods, only, safe, asks, unavailable: new Map() }
  const errorHeaders = errorHeadersAreSent(engine, input)
  const otherScheme = once(() => otherSchemeOf(manifest.folder, nameOf))
  const known = { sendsErrorHeaders: errorHeaders, otherScheme }
  const planned = (file: SourceFile, more: Pick<PlanRules, 'accepts'>): PlannedFile => ({
    file,
    plan: planOf(file, options, { ...rules, ...more }, known),
  })
  const plans = files.map((file) => planned(file, acceptanceIn(file, nameOf(file.path), options)))
  const touched = plans.filter(({ plan }) => plan.edits.length > 0)
  if (touched.length === 0) {
    const edited = new Map(plans.map(({ file, plan }) => [file, untouched(file, plan)]))
    return reportPackage({ folder: manifest.folder, nameOf, edited, failures: [], listed, around })
  }

  const choice = choose(engine, input, options, nameOf)
  const variants = [...new Set(touched.flatMap(({ plan }) => plan.edits.flatMap((one) => one.variant ?? [])))]
  const usersAmong = (some: readonly PlannedFile[]): readonly SourceFile[] =>
    some.filter(({ plan }) => namesIn(plan.edits).length > 0).map(({ file }) => file)
  // A new helper goes where a run over the whole package would put it, however few files this one looks at.
  const isNew = usersAmong(touched).length > 0 && !all.some(isHelperFile)
  const whole = isNew ? analyseRest(engine, all, files) : files
  const helper = preparePackageHelper({
    engine,
    manifest,
    files: whole,
    users: isNew ? usersAmong(whole.map((file) => planned(file, {}))) : usersAmong(touched),
    listed: all,
    variants,
    challenge: choice.parts,
    strictToken68: options.strictToken68,
    nameOf,
    ...(options.tsconfig !== undefined && { tsconfig: options.tsconfig }),
    ...(options.helperPath !== undefined && { wanted: options.helperPath }),
  })
  const { existing, setup, path: helperPath } = helper
  const failures: Failure[] = [...helper.failures]
  const style = styleOf(touched[0]?.file.text ?? '')

  // The files that import it are analysed again before it is written.
  const everything = { names: ['withChallenge', 'challengeHeaders', 'parseBearer'], variants, several: true } as const
  if (helper.isUsable) engine.overlay(helperPath, helperText(existing, everything, setup, style))
  const editOptions = (file: SourceFile): EditOptions => ({
    ...rules,
    ...acceptanceIn(file, nameOf(file.path), options),
    unavailable: helper.unavailableIn(file.path),
    style: options.style,
    challenge: contextOf(choice, existing, options.realm ?? manifest.name ?? 'api', options.style),
    ...known,
    importFor: (shape) => helper.importIn(file.path, shape),
  })

  const helperAfter = (some: readonly EditedFile[]): string | undefined => {
    const names = [...new Set(some.flatMap((one) => one.helpers))]
    if (names.length === 0) return undefined
    const variants = [...new Set(some.flatMap((one) => one.variants))]
    return helperText(existing, { names, variants, several: some.some((one) => one.several === true) }, setup, style)
  }
  const edited = new Map<SourceFile, EditedFile>()
  for (const file of files) {
    if (hooks.isInterrupted()) break
    edited.set(file, editFile(engine, file, editOptions(file)))
  }
  const types =
    (options.verify ?? options.write) && !hooks.isInterrupted()
      ? await verifyTypes({
          ts: engine.ts,
          libraries: engine.libraries,
          ...(options.tsconfig !== undefined && { tsconfig: options.tsconfig }),
          files: files.filter((one) => edited.get(one)?.text !== one.text),
          listed,
          mayGoOn: async () => {
            await pause()
            hooks.progress('Checking types')
            return !hooks.isInterrupted()
          },
          edit: (file, refusals) => editFile(engine, file, { ...editOptions(file), refusals }),
          helper: { path: helperPath, textFor: helperAfter },
        })
      : undefined
  types?.edited.forEach((result, file) => edited.set(file, result))
  for (const { path: broken, problem, message } of types?.broken ?? []) {
    const known = failures.findIndex((one) => one.path === nameOf(broken))
    if (known !== -1) failures.splice(known, 1)
    const used = known === -1 ? '' : 'only what it says itself is used and '
    failures.push({ path: nameOf(broken), message: `${problem}, so ${used}edits are not type-checked: ${message}` })
  }

  return reportPackage({
    folder: manifest.folder,
    nameOf,
    edited,
    failures,
    listed,
    around,
    choice,
    helper: {
      path: helperPath,
      before: existing?.text,
      after: helperAfter([...edited.values()]),
      decides: existing?.shape.declarations.some((one) => one.name === 'withChallenge') === true,
    },
    ...(types && { types: { checked: types.checked, unchecked: types.unchecked, undone: types.undone } }),
  })
}

function untouched({ text }: SourceFile, { leaves }: Plan): EditedFile {
  return { text, rounds: [], edits: [], leaves, helpers: [], variants: [] }
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined
  return () => (found ??= { value: find() }).value
}

function planOf(
  file: SourceFile,
  options: RunOptions,
  rules: PlanRules,
  known: Pick<PlanInput, 'sendsErrorHeaders' | 'otherScheme'>,
): Plan {
  return planFile(
    {
      text: file.text,
      facts: file.analysis.facts,
      style: options.style,
      challenge: { standard: { scheme: '', parameters: {} }, isGiven: false, takes: 'several', realm: '' },
      quote: "'",
      ...known,
    },
    rules,
  )
}

function acceptanceIn(file: SourceFile, path: string, { accepts }: RunOptions): Pick<PlanRules, 'accepts'> {
  if (accepts === undefined) return {}
  const locate = createLocator(file.text)
  return { accepts: (codemod, start) => accepts({ path, codemod, ...locate(start) }) }
}

/** `'use client'`: it serves no requests. */
function runsInBrowsers(text: string, { prologueEnd }: ModuleShape): boolean {
  const directives = text.slice(0, prologueEnd)
  return [`'${CLIENT_DIRECTIVE}'`, `"${CLIENT_DIRECTIVE}"`].some((one) => directives.includes(one))
}

/** Asked only when a file throws an error that could carry the header: then every file of the package is looked at. */
function errorHeadersAreSent(engine: Engine, { files, listed }: PackageInput): boolean {
  const isThrown = files.some(({ analysis }) =>
    analysis.facts.responses.some((one) => one.kind === 'throw' && one.slot.kind === 'headers-value'),
  )
  const [first] = files
  const inUse = isThrown && first ? engine.frameworksOf(first.path) : []
  return sendsErrorHeaders(inUse) && !listed.some((file) => mayHandleErrors(disk.readFile(file) ?? '', inUse))
}

function choose(
  engine: Engine,
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
      .filter((one) => !isTestFile(path.relative(manifest.folder, one.path).split(path.sep).join('/'), one.text))
      .map(({ path: file, text, analysis }) => ({
        name: nameOf(file),
        text,
        challenges: analysis.facts.challenges,
        responses: analysis.facts.responses,
        evidence: () => (runsInBrowsers(text, analysis.shape) ? [] : engine.evidence(file, text)),
        imports: () => (runsInBrowsers(text, analysis.shape) ? [] : analysis.shape.imports),
      })),
  })
}
