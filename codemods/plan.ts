import { readComments } from '../src/analysis/comments.js'
import type { HelperName, TextRange } from '../src/model/text.js'
import type { Codemod, Leave, PlanInput, Proposal } from './codemod.js'
import type { CodemodName } from './names.js'
import { createLocator } from './text/lines.js'
import { createRanges } from './text/ranges.js'

export interface PlannedEdit extends Proposal {
  readonly codemod: CodemodName
}

export interface PlannedLeave extends Leave {
  readonly codemod: CodemodName
}

export interface Plan {
  /** Edits that go together. */
  readonly edits: readonly PlannedEdit[]
  /** Edits that touch the same text as one of `edits`: their turn comes in the next round. */
  readonly postponed: number
  readonly leaves: readonly PlannedLeave[]
}

export interface PlanRules {
  readonly codemods: readonly Codemod[]
  readonly only: readonly CodemodName[]
  /** Additive edits only. */
  readonly safe: boolean
  /** Whether somebody is asked about each place; edits in doubt are left otherwise. */
  readonly asks?: boolean
  /** Helper functions that cannot be had in this package, and why. */
  readonly unavailable: ReadonlyMap<HelperName, string>
  /** Whether an edit that begins at an offset of the text is wanted; all are when this is absent. */
  readonly accepts?: (codemod: CodemodName, start: number) => boolean
  /** Asked of every proposal that nothing else stands against; an answer makes it a leave. */
  readonly refusal?: (codemod: CodemodName, range: TextRange) => Omit<Leave, 'range'> | undefined
}

/**
 * What is done in one file and what is left. Every codemod is asked, so that a place that one of them claims is not another's
 * even when `only` leaves the first one out; an earlier codemod's claim wins.
 */
export function planFile(input: PlanInput, rules: PlanRules): Plan {
  const locate = createLocator(input.text)
  const isDisabled = readComments(input.text)
  const edits: PlannedEdit[] = []
  const leaves: PlannedLeave[] = []
  const touched = createRanges()
  const claimed = new Set<string>()
  let postponed = 0
  for (const codemod of rules.codemods) {
    const wanted = rules.only.length === 0 || rules.only.includes(codemod.name)
    const plan = codemod.plan(input)
    const free = (range: TextRange): boolean => !claimed.has(keyOf(range))
    const disabled = (one: { range: TextRange; edits?: Proposal['edits'] }): boolean =>
      [one.range.start, ...(one.edits ?? []).map((edit) => edit.range.start)].some((at) =>
        isDisabled(codemod.rule, locate(at).line),
      )
    const mine: TextRange[] = []
    for (const proposal of plan.proposals.filter((one) => free(one.range))) {
      mine.push(proposal.range)
      if (!wanted) continue
      const declined = rules.accepts?.(codemod.name, proposal.range.start) === false
      const reason = disabled(proposal) ? IGNORED : declined ? DECLINED : objection(codemod.name, proposal, rules)
      if (reason) leaves.push({ ...reason, range: proposal.range, codemod: codemod.name })
      else if (!proposal.edits.some((edit) => touched.touches(edit.range))) {
        edits.push({ ...proposal, codemod: codemod.name })
        for (const edit of proposal.edits) touched.add(edit.range)
      } else if (!isRepeated(proposal, edits)) postponed++
    }
    for (const one of plan.leaves.filter((leave) => free(leave.range))) {
      if (one.remark !== true) mine.push(one.range)
      if (wanted) leaves.push({ ...one, ...(disabled(one) && IGNORED), codemod: codemod.name })
    }
    for (const range of mine) claimed.add(keyOf(range))
  }
  return { edits, postponed, leaves }
}

const IGNORED = { code: 'ignored', text: 'a comment asks to leave it', unresolved: false } as const
const DECLINED = { code: 'declined', text: 'not accepted', unresolved: true } as const

function objection(
  codemod: CodemodName,
  proposal: Proposal,
  { safe, asks, unavailable, refusal }: PlanRules,
): Omit<Leave, 'range'> | undefined {
  if (safe && !proposal.additive)
    return { code: 'safe', text: 'left by --safe: clients would notice', unresolved: true }
  if (proposal.doubt !== undefined && asks !== true)
    return { code: 'by-name', text: `${proposal.doubt}; look, then edit with -i or by hand`, unresolved: true }
  const missing = proposal.edits.flatMap((one) => one.helpers ?? []).find((name) => unavailable.has(name))
  if (missing === undefined) return refusal?.(codemod, proposal.range)
  return { code: 'helper-clash', text: unavailable.get(missing) ?? '', unresolved: true }
}

function keyOf({ start, end }: TextRange): string {
  return `${start}:${end}`
}

/** Two sites of one response (a status on two branches, one root) ask for the same wrap. */
function isRepeated(proposal: Proposal, accepted: readonly PlannedEdit[]): boolean {
  const known = accepted.flatMap((one) => one.edits)
  return proposal.edits.every((edit) =>
    known.some((other) => edit.text === other.text && isSame(edit.range, other.range)),
  )
}

function isSame(a: TextRange, b: TextRange): boolean {
  return a.start === b.start && a.end === b.end
}
