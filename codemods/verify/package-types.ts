import path from 'node:path'
import type { TypeScript } from '../../src/analysis/index.js'
import type { EditedFile, Refusal, SourceFile } from '../edit-file.js'
import { offsetBefore } from '../text/splice.js'
import { createConfigFinder, type CheckConfig } from './config.js'
import { describeDiagnostic, type Diagnostic } from './diagnostics.js'
import { findImporters } from './importers.js'
import { createTypeCheck, type LibraryFiles, type TypeCheck } from './type-check.js'
import { findUnsound, type Site } from './undo.js'

type Refusals = ReadonlyMap<string, Refusal>

export interface TypesQuestion {
  readonly ts: TypeScript
  readonly libraries: LibraryFiles
  /** Takes the place of the project's own configurations. */
  readonly tsconfig?: string
  /** The files that edits change. */
  readonly files: readonly SourceFile[]
  /** Every source file of the package in scope. */
  readonly listed: readonly string[]
  /** Edits a file without some of its sites. */
  readonly edit: (file: SourceFile, refusals: Refusals) => EditedFile
  /** Called before each check, which can take seconds; `false` ends the search with what is known. */
  readonly mayGoOn: () => Promise<boolean>
  readonly helper: {
    readonly path: string
    /** What the helper file holds after these edits; `undefined` when they do not need it. */
    readonly textFor: (edited: readonly EditedFile[]) => string | undefined
  }
}

export interface TypesAnswer {
  /** Files of which a site was undone, edited without it. */
  readonly edited: ReadonlyMap<SourceFile, EditedFile>
  readonly undone: number
  readonly checked: number
  /** Plain JavaScript, and files without a configuration that loads. */
  readonly unchecked: number
  /** Configurations that do not load, or with which the compiler itself failed: their files are not checked. */
  readonly broken: readonly { readonly path: string; readonly problem: string; readonly message: string }[]
}

/** A module, or the types of a package, were not found. */
const UNRESOLVED: readonly number[] = [2307, 2688, 2792, 7016]
/** A global name is not known. Where packages are not installed this says nothing of the helper, nor does what follows from it. */
const UNKNOWN_NAME: readonly number[] = [2304, 2318, 2503, 2552, 2580, 2583, 2584]

/**
 * Type-checks the changed files of a package, and its helper, before and after the edits, with the options of the project, and edits
 * again without the sites that bring a diagnostic. What was wrong before may stay wrong: packages that are not installed are missing
 * on both sides. The programs are let go of when this returns.
 */
export async function verifyTypes(question: TypesQuestion): Promise<TypesAnswer> {
  const configOf = createConfigFinder(question.ts, question.tsconfig)
  const groups = new Map<CheckConfig, SourceFile[]>()
  for (const file of question.files) {
    const config = configOf(file.path)
    if (config === undefined || !isTyped(file, config)) continue
    const group = groups.get(config)
    if (group) group.push(file)
    else groups.set(config, [file])
  }
  const reasons = new Map<string, Refusal>()
  const broken: { path: string; problem: string; message: string }[] = []
  let checked = 0
  for (const [config, members] of groups) {
    if (config.kind === 'broken') {
      broken.push({ path: config.path, problem: 'does not load', message: config.message })
      continue
    }
    try {
      const check = createTypeCheck(question.ts, config, question.libraries)
      for (const [site, diagnostic] of await findUnsoundIn(question, members, reasons, check))
        reasons.set(keyOf(site), { code: 'not-verified', text: reasonFor(site, diagnostic), unresolved: true })
      checked += members.length
    } catch (error) {
      // the compiler gives up on some code that it never met: no reason to give up the edits
      const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
      broken.push({ path: config.path, problem: 'makes the compiler fail', message })
    }
  }
  const touched = question.files.filter((file) => [...reasons.keys()].some((key) => key.endsWith(`\n${file.path}`)))
  return {
    edited: new Map(touched.map((file) => [file, question.edit(file, refusalsIn(file, reasons))])),
    undone: reasons.size,
    checked,
    unchecked: question.files.length - checked,
    broken,
  }
}

async function findUnsoundIn(
  { files, edit, helper, listed, mayGoOn }: TypesQuestion,
  members: readonly SourceFile[],
  reasons: Refusals,
  check: TypeCheck,
): Promise<ReadonlyMap<Site, Diagnostic>> {
  const known = new Map<string, EditedFile>()
  const editWithout = (file: SourceFile, without: readonly Site[]): EditedFile => {
    const keys = without.filter((one) => one.path === file.path).map(keyOf)
    const question = [file.path, ...keys].join('\n')
    const refusals = new Map([...reasons, ...keys.map((key) => [key, UNDONE] as const)])
    const answer = known.get(question) ?? edit(file, refusalsIn(file, refusals))
    known.set(question, answer)
    return answer
  }
  const textsWithout = (without: readonly Site[]): ReadonlyMap<string, EditedFile> =>
    new Map(files.map((one) => [one.path, editWithout(one, without)]))
  const diagnoseAfter = (edited: ReadonlyMap<string, EditedFile>, paths: readonly string[]): readonly Diagnostic[] => {
    const texts = new Map([...edited].map(([file, { text }]) => [file, text]))
    const helperText = helper.textFor([...edited.values()])
    if (helperText !== undefined) texts.set(helper.path, helperText)
    const found = check.diagnose(texts, paths)
    const ofHelper = found.filter((one) => one.path === helper.path)
    const saysNothing =
      found.some(({ code }) => UNRESOLVED.includes(code)) && ofHelper.some(({ code }) => UNKNOWN_NAME.includes(code))
    return found
      .filter((one) => !saysNothing || one.path !== helper.path)
      .map((one) => ({ ...one, start: offsetBefore(one.start, edited.get(one.path)?.rounds ?? []) }))
  }

  const originals = new Map(members.map((one) => [one.path, one.text]))
  const changed = [...members.map((one) => one.path), helper.path]
  if (!(await mayGoOn())) return new Map()
  let before = check.diagnose(originals, changed)
  const exported = members.map((one) => check.exportsOf(one.path))
  if (!(await mayGoOn())) return new Map()
  diagnoseAfter(textsWithout([]), changed)
  const noticed = members.filter((one, index) => check.exportsOf(one.path) !== exported[index])
  const importers =
    noticed.length === 0
      ? []
      : findImporters(
          noticed.map((one) => one.path),
          listed,
        )
  const paths = [...new Set([...changed, ...importers])]
  if (importers.length > 0) before = check.diagnose(originals, paths)
  return findUnsound(before, async (without) => {
    if (!(await mayGoOn())) return undefined
    const edited = textsWithout(without)
    return {
      diagnostics: diagnoseAfter(edited, paths),
      sites: members.flatMap(({ path: file }) =>
        (edited.get(file)?.edits ?? []).map(({ id, spans }) => ({ path: file, id, spans })),
      ),
    }
  })
}

const UNDONE: Refusal = { code: 'not-verified', text: '', unresolved: true }

function keyOf({ path: file, id }: Pick<Site, 'path' | 'id'>): string {
  return `${id}\n${file}`
}

function refusalsIn(file: SourceFile, all: Refusals): Refusals {
  const end = `\n${file.path}`
  return new Map([...all].flatMap(([key, one]) => (key.endsWith(end) ? [[key.slice(0, -end.length), one]] : [])))
}

/** TypeScript is checked; plain JavaScript where the configuration or the file asks for it. */
function isTyped({ path: file, text }: SourceFile, config: CheckConfig): boolean {
  if (/\.[cm]?tsx?$/.test(file)) return true
  if (config.kind === 'broken') return false
  const { allowJs, checkJs } = config.options
  if (checkJs === true) return !/^\s*\/\/\s*@ts-nocheck/m.test(text)
  return allowJs === true && /^\s*\/\/\s*@ts-check/m.test(text)
}

function reasonFor(site: Site, diagnostic: Diagnostic): string {
  const place = diagnostic.path === site.path ? '' : ` in ${path.basename(diagnostic.path)}`
  return `undone, because it would bring a type error${place}: ${describeDiagnostic(diagnostic)}`
}
