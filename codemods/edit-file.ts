import type { MadeEdit } from './made-edit.js'
import type { ModuleShape } from '../src/model/module.js'
import type { Edit, HelperName, TextRange } from '../src/model/text.js'
import type { HelperVariant } from '../src/model/site.js'
import type { LeaveCode, PlanInput } from './codemod.js'
import type { Analysis, Engine } from './engine.js'
import type { CodemodName } from './names.js'
import { planFile, type Plan, type PlannedEdit, type PlannedLeave, type PlanRules } from './plan.js'
import type { ChallengeContext } from './package/place-challenge.js'
import { planImports, planRemovals, type ImportPlan } from './text/imports.js'
import { planLeftovers } from './text/leftovers.js'
import { previewOf } from './text/preview.js'
import { offsetBefore, splice, type Replacement } from './text/splice.js'
import { styleOf } from './text/style.js'
import { findCulprits } from './verify/culprits.js'
import { byNearness } from './verify/nearness.js'
import { findNewFinding } from './verify/findings.js'

/** How a file reaches the helper. */
export interface HelperImport {
  readonly specifier: string
  readonly system: 'esm' | 'cjs'
  readonly isSameModule: (specifier: string) => boolean
}

/** Why a site is not edited although a codemod would. */
export interface Refusal {
  readonly code: LeaveCode
  readonly text: string
  readonly unresolved: boolean
}

export interface EditOptions extends PlanRules {
  readonly style: 'helper' | 'inline'
  readonly challenge: ChallengeContext
  readonly sendsErrorHeaders: boolean
  readonly otherScheme: PlanInput['otherScheme']
  readonly importFor: (shape: ModuleShape) => HelperImport
  /** Sites that are left, by `MadeEdit.id`. */
  readonly refusals?: ReadonlyMap<string, Refusal>
}

export interface EditedFile {
  readonly text: string
  /** What made `text` of the text on disk, one list after the other. */
  readonly rounds: readonly (readonly Replacement[])[]
  readonly edits: readonly MadeEdit[]
  readonly leaves: readonly PlannedLeave[]
  readonly helpers: readonly HelperName[]
  readonly variants: readonly HelperVariant[]
  /** Whether a place asks the helper for more than one challenge. */
  readonly several?: boolean
  /** Set when the result did not pass: then `text` is the text before, and `edits` is empty. */
  readonly rejected?: string
}

/** What is wrong with an edited text, and where in the text on disk. */
interface Fault {
  readonly text: string
  readonly at: number
}

interface Attempt {
  readonly edited: EditedFile
  readonly fault?: Fault
  /** What had been edited when the fault showed. */
  readonly suspects: readonly MadeEdit[]
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
 * A site whose edit leaves a text that does not parse as well as before, that is found again or brings a new finding is undone and
 * becomes a leave; only a text that no undoing mends is given up as a whole.
 */
export function editFile(engine: Engine, file: SourceFile, options: EditOptions): EditedFile {
  const first = attempt(engine, file, options)
  if (first.fault === undefined) return first.edited
  const { text, at } = first.fault
  const refusal: Refusal = { code: 'not-verified', text: `undone, because ${text}`, unresolved: true }
  const without = (some: readonly MadeEdit[]): EditOptions => ({
    ...options,
    refusals: new Map([...(options.refusals ?? []), ...some.map(({ id }) => [id, refusal] as const)]),
  })
  const culprits = findCulprits(
    byNearness(first.suspects, at),
    (some) => attempt(engine, file, without(some)).fault === undefined,
  )
  return culprits === undefined ? first.edited : attempt(engine, file, without(culprits)).edited
}

function attempt(engine: Engine, { path, text: original, analysis }: SourceFile, options: EditOptions): Attempt {
  const made: MadeEdit[] = []
  const variants = new Set<HelperVariant>()
  let several = false
  const rounds: (readonly Replacement[])[] = []
  const inOriginal = (range: TextRange): TextRange => ({
    start: offsetBefore(range.start, rounds),
    end: offsetBefore(range.end, rounds),
  })
  const { quote, lineEnding } = styleOf(original)
  const removed: string[] = []
  let text = original
  let first: Plan | undefined
  let errors: number | undefined
  let leaves: readonly PlannedLeave[] = []
  const fail = (message: string, at: number): Attempt => ({
    edited: { text: original, rounds: [], edits: [], leaves, helpers: [], variants: [], rejected: message },
    fault: { text: message, at },
    suspects: made,
  })

  for (let round = 0; ; round++) {
    const { facts, shape } = round === 0 ? analysis : engine.analyse(path, text)
    errors ??= shape.syntaxErrors.length
    const [wrong] = shape.syntaxErrors
    if (wrong !== undefined && shape.syntaxErrors.length > errors)
      return fail('the edited text does not parse', offsetBefore(wrong.start, rounds))
    if (facts.notAnalysed.length > 0 && round > 0)
      return fail('the edited text could not be analysed', offsetBefore(facts.notAnalysed[0]?.start ?? 0, rounds))
    const { style, challenge, sendsErrorHeaders, otherScheme, accepts, refusals } = options
    const plan = planFile(
      { text, facts, style, challenge, quote, sendsErrorHeaders, otherScheme },
      {
        ...options,
        ...(accepts && { accepts: (codemod, start) => accepts(codemod, offsetBefore(start, rounds)) }),
        refusal: (codemod, range) => refusals?.get(idOf(codemod, inOriginal(range))),
      },
    )
    leaves = plan.leaves.map((leave) => ({ ...leave, range: inOriginal(leave.range) }))
    first ??= plan
    if (plan.edits.length === 0) {
      const found = findNewFinding(first, made, leaves)
      if (found !== undefined) return fail(found.text, found.at)
      if (made.length > 0) {
        rounds.push([
          ...planRemovals(analysis.shape, shape),
          ...planLeftovers(original, text, removed.join(' '), shape),
        ])
        text = splice(text, rounds.at(-1) ?? [])
      }
      const helpers = [...new Set(made.flatMap((one) => one.helpers))]
      return { edited: { text, rounds, edits: made, leaves, helpers, variants: [...variants], several }, suspects: [] }
    }
    const repeated = plan.edits.find(({ codemod, range }) =>
      made.some(({ id }) => id === idOf(codemod, inOriginal(range))),
    )
    const again = repeated ?? (round === MOST_ROUNDS ? plan.edits[0] : undefined)
    if (again !== undefined) {
      return fail('editing it again would change it again', offsetBefore(again.range.start, rounds))
    }
    const { imports, written } = write(text, shape, plan, { ...options, lineEnding })
    for (const [edit, replacements] of written) {
      const range = inOriginal(edit.range)
      const helpers = namesIn([edit])
      const preview = previewOf(text, replacements)
      removed.push(...replacements.map((one) => text.slice(one.range.start, one.range.end)))
      made.push({
        id: idOf(edit.codemod, range),
        codemod: edit.codemod,
        start: range.start,
        spans: [range, ...replacements.map((one) => inOriginal(one.range))],
        additive: edit.additive,
        ...(edit.optional && { optional: true }),
        effects: edit.effects,
        ...(edit.doubt !== undefined && { doubt: edit.doubt }),
        helpers,
        ...(edit.remark !== undefined && { remark: edit.remark }),
        preview: { ...preview, start: offsetBefore(preview.start, rounds) },
      })
      if (edit.variant && helpers.length > 0) variants.add(edit.variant)
      several ||= edit.several === true
    }
    rounds.push([...imports, ...[...written.values()].flat()])
    text = splice(text, rounds.at(-1) ?? [])
  }
}

function idOf(codemod: CodemodName, { start, end }: TextRange): string {
  return `${codemod}:${start}:${end}`
}

/** Helper functions that edits call. */
export function namesIn(edits: readonly PlannedEdit[]): readonly HelperName[] {
  return [...new Set(edits.flatMap((one) => one.edits.flatMap((edit) => edit.helpers ?? [])))]
}

interface Written {
  readonly imports: readonly Replacement[]
  readonly written: ReadonlyMap<PlannedEdit, readonly Replacement[]>
}

function write(
  text: string,
  shape: ModuleShape,
  plan: Plan,
  options: Pick<EditOptions, 'importFor'> & { readonly lineEnding: string },
): Written {
  const names = namesIn(plan.edits)
  const { lineEnding } = options
  const { locals, replacements: imports } =
    names.length === 0 ? NO_IMPORTS : planImports(text, shape, { names, ...options.importFor(shape) })
  const writeEdit = ({ range, text: inserted, helpers = [] }: Edit): Replacement => ({
    range,
    text: rename(inserted.replace(/\r?\n/g, lineEnding), helpers, locals),
  })
  return { imports, written: new Map(plan.edits.map((one) => [one, one.edits.map(writeEdit)])) }
}

const NO_IMPORTS: ImportPlan = { replacements: [], locals: new Map() }

function rename(text: string, helpers: readonly HelperName[], locals: ReadonlyMap<HelperName, string>): string {
  return helpers.reduce(
    (result, name) => result.replace(new RegExp(`(?<![\\w$.])${name}(?![\\w$])`, 'g'), locals.get(name) ?? name),
    text,
  )
}
