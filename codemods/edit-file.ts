import type { ModuleShape } from '../src/model/module.js'
import type { HelperName } from '../src/model/text.js'
import type { HelperVariant } from '../src/model/site.js'
import type { Analysis, Engine } from './engine.js'
import type { CodemodName } from './names.js'
import { planFile, type Plan, type PlannedEdit, type PlannedLeave, type PlanRules } from './plan.js'
import { basicPlaces } from './package/basic.js'
import { planImports, planRemovals } from './text/imports.js'
import { originalOffset, splice, type Replacement } from './text/splice.js'
import { styleOf } from './text/style.js'

/** How a file reaches the helper. */
export interface HelperImport {
  readonly specifier: string
  readonly system: 'esm' | 'cjs'
  readonly isSameModule: (specifier: string) => boolean
}

export interface EditOptions extends PlanRules {
  readonly style: 'helper' | 'inline'
  /** Header value for `inline`. */
  readonly challenge: string
  /** The realm for places that take Basic credentials. */
  readonly realm: string
  readonly sendsErrorHeaders: boolean
  readonly importFor: (shape: ModuleShape) => HelperImport
}

/** An edit that was made; `start` is its place in the text as it was on disk. */
export interface MadeEdit {
  readonly codemod: CodemodName
  readonly start: number
  readonly additive: boolean
  readonly effects: readonly string[]
}

export interface EditedFile {
  readonly text: string
  readonly edits: readonly MadeEdit[]
  readonly leaves: readonly PlannedLeave[]
  readonly helpers: readonly HelperName[]
  readonly variants: readonly HelperVariant[]
  /** Set when the result did not pass: then `text` is the text before, and `edits` is empty. */
  readonly rejected?: string
}

/** Edits that uncover further edits (a parser replaced, then the 401 beside it) settle after two rounds; more never end well. */
const MOST_ROUNDS = 5

export interface SourceFile {
  /** Absolute. */
  readonly path: string
  readonly text: string
  readonly analysis: Analysis
}

/**
 * Edits one file in memory until nothing is left to do: plan, splice, parse again, analyse again.
 * A result that does not parse as well as before, or that never settles, is given up as a whole.
 */
export function editFile(
  engine: Engine,
  { path, text: original, analysis }: SourceFile,
  options: EditOptions,
): EditedFile {
  const made: MadeEdit[] = []
  const helpers = new Set<HelperName>()
  const variants = new Set<HelperVariant>()
  const rounds: (readonly Replacement[])[] = []
  let text = original
  let errors: number | undefined
  let leaves: readonly PlannedLeave[] = []
  const nothing = { text: original, edits: [], helpers: [], variants: [] }

  for (let round = 0; ; round++) {
    const { facts, shape } = round === 0 ? analysis : engine.analyse(path, text)
    errors ??= shape.syntaxErrors.length
    if (shape.syntaxErrors.length > errors) return { ...nothing, leaves, rejected: 'the edited text does not parse' }
    if (facts.notAnalysed.length > 0 && round > 0)
      return { ...nothing, leaves, rejected: 'the edited text could not be analysed' }
    const { quote } = styleOf(text)
    const { style, challenge, realm, sendsErrorHeaders } = options
    const takesBasic = basicPlaces(text, () => shape)
    const plan = planFile({ text, facts, style, challenge, realm, quote, takesBasic, sendsErrorHeaders }, options)
    leaves = plan.leaves.map((leave) => ({
      ...leave,
      range: { start: toOriginal(leave.range.start, rounds), end: toOriginal(leave.range.end, rounds) },
    }))
    if (plan.edits.length === 0) {
      const tidy = made.length === 0 ? text : splice(text, planRemovals(analysis.shape, shape))
      return { text: tidy, edits: made, leaves, helpers: [...helpers], variants: [...variants] }
    }
    if (round === MOST_ROUNDS) return { ...nothing, leaves, rejected: 'editing it again would change it again' }
    const replacements = toReplacements(text, shape, plan, options)
    for (const edit of plan.edits) {
      made.push({
        codemod: edit.codemod,
        start: toOriginal(edit.range.start, rounds),
        additive: edit.additive,
        effects: edit.effects,
      })
      namesIn([edit]).forEach((name) => helpers.add(name))
      if (edit.variant && namesIn([edit]).length > 0) variants.add(edit.variant)
    }
    rounds.push(replacements)
    text = splice(text, replacements)
  }
}

function toOriginal(offset: number, rounds: readonly (readonly Replacement[])[]): number {
  return [...rounds].reverse().reduce((at, replacements) => originalOffset(at, replacements), offset)
}

/** Helper functions that edits call. */
export function namesIn(edits: readonly PlannedEdit[]): readonly HelperName[] {
  return [...new Set(edits.flatMap((one) => one.edits.flatMap((edit) => edit.helpers ?? [])))]
}

function toReplacements(text: string, shape: ModuleShape, plan: Plan, options: EditOptions): readonly Replacement[] {
  const names = namesIn(plan.edits)
  const { lineEnding } = styleOf(text)
  const edits = plan.edits
    .flatMap((one) => one.edits)
    .map((edit) => ({ ...edit, text: edit.text.replace(/\r?\n/g, lineEnding) }))
  if (names.length === 0) return edits
  const { locals, replacements } = planImports(text, shape, { names, ...options.importFor(shape) })
  const renamed = edits.map((edit) => ({ range: edit.range, text: rename(edit.text, edit.helpers ?? [], locals) }))
  return [...replacements, ...renamed]
}

function rename(text: string, helpers: readonly HelperName[], locals: ReadonlyMap<HelperName, string>): string {
  return helpers.reduce(
    (result, name) => result.replace(new RegExp(`(?<![\\w$.])${name}(?![\\w$])`, 'g'), locals.get(name) ?? name),
    text,
  )
}
