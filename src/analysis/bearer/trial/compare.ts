import { INPUTS, TOKEN, type InputKind, type TrialInput } from './inputs.js'
import type { Event } from './machine.js'
import type { Outcome } from './run.js'
import { isNullish, isSent, shown } from './values.js'

/** Kinds of values that are taken for no token after a rewrite, and were not before. */
export type Changes = ReadonlySet<InputKind>

export interface Rows {
  readonly before: readonly Outcome[]
  readonly after: readonly Outcome[]
  /** Names of the function's parameters: to call one with nothing is to go on. */
  readonly parameters: ReadonlySet<string>
}

/**
 * What a rewrite changes, one outcome for each of `INPUTS`; `undefined` when it may not be made: it brings a fault, takes another token,
 * or leads a request that has been turned away to where one without a token goes on.
 * @param mends the code turns the right values away today
 */
export function changesOf({ before, after, parameters }: Rows, mends: boolean): Changes | undefined {
  const exact = INPUTS.findIndex(({ kind }) => kind === 'exact')
  const accepted = after[exact]
  if (accepted === undefined) return undefined
  const changes = new Set<InputKind>()
  for (const [at, input] of INPUTS.entries()) {
    const [was, is] = [before[at], after[at]]
    if (!was || !is) return undefined
    if (isSame(was, is) || isForeign(input, was)) continue
    if (is.end.kind === 'fault' && was.end.kind !== 'fault') return undefined
    const change =
      input.kind === 'exact'
        ? mends && takesToken(is) && 'widened'
        : changeOf(input, was, is, { before, accepted, parameters, mends })
    if (change === false) return undefined
    if (change === 'tightened') changes.add(input.kind)
  }
  return changes
}

/** `false`: it may not be made. */
function changeOf(
  input: TrialInput,
  was: Outcome,
  is: Outcome,
  {
    before,
    accepted,
    parameters,
    mends,
  }: Omit<Rows, 'after'> & { readonly accepted: Outcome; readonly mends: boolean },
): 'widened' | 'tightened' | false {
  if (handsOver(is, MADE_OF_NOTHING) && !handsOver(was, MADE_OF_NOTHING)) return false
  // the scheme in other letters is the scheme
  if (isOtherSpelling(input, is, before, mends)) return 'widened'
  // what was turned away, or cut at the wrong place, is taken now
  if (mends && /^bearer /i.test(textOf(input)) && (shownAll(is).includes(TOKEN) || textOf(input).endsWith(' ')))
    return 'widened'
  if (input.kind === 'wide') return isAlike(is, accepted) && 'widened'
  // that a token is one word is what the grammar says; whoever sends two words is treated as one who sends none.
  // `Bearer ` with its space is not what a server reads: the white space around a value is no part of it (RFC 9110, 5.5)
  const isLenient = input.kind === 'spaced' || input.kind === 'tab' || textOf(input).endsWith(' ')
  if (handsOver(is, EMPTY) && !handsOver(was, EMPTY)) return false
  // without a header everything stays as it was, but where it failed
  if (isNullish(input.header) && was.end.kind !== 'fault' && !(isNothing(was) && isNothing(is))) return false
  if (!isLenient && goesOn(is, accepted, parameters)) return false
  if (was.end.kind === 'fault' || isNothing(is)) return 'tightened'
  const isKnown = before.some((one, at) => !['exact', 'wide'].includes(INPUTS[at]?.kind ?? '') && isSame(one, is))
  return isKnown && 'tightened'
}

/** A list of values, in code that is not made for one. */
function isForeign({ header }: TrialInput, was: Outcome): boolean {
  return header.kind === 'list' && !takesToken(was)
}

/** What becomes of the value is what became of it in the letters that were taken before. */
function isOtherSpelling(input: TrialInput, is: Outcome, before: readonly Outcome[], mends: boolean): boolean {
  const text = textOf(input)
  return INPUTS.some((one, at) => {
    const [other, outcome] = [textOf(one), before[at]]
    const isTaken = mends ? /^bearer/.test(other) : /^Bearer/.test(other)
    return (
      isTaken &&
      other !== text &&
      other.toLowerCase() === text.toLowerCase() &&
      outcome !== undefined &&
      isSame(outcome, is)
    )
  })
}

function textOf({ header }: TrialInput): string {
  return header.kind === 'plain' && typeof header.value === 'string' ? header.value : ''
}

function isSame(a: Outcome, b: Outcome): boolean {
  return (
    a.end.kind === b.end.kind &&
    a.end.shown === b.end.shown &&
    a.events.length === b.events.length &&
    a.events.every((event, at) => lineOf(event) === lineOf(b.events[at]))
  )
}

/** The same but for numbers: a header with more spaces is longer. */
function isAlike(a: Outcome, b: Outcome): boolean {
  const [left, right] = [a, b].map((one) => shownAll(one).replace(/\b\d+\b/g, '#'))
  return a.end.kind === b.end.kind && left === right
}

function lineOf(event: Outcome['events'][number] | undefined): string {
  return event === undefined ? '' : `${event.what}(${event.given.join(', ')})`
}

function takesToken(outcome: Outcome): boolean {
  return shownAll(outcome).includes(`"${TOKEN}"`)
}

function shownAll({ events, end }: Outcome): string {
  return [...events.map(lineOf), end.shown].join('\n')
}

const EMPTY = /^""$/
/** `decodeURIComponent(undefined)` is a text. */
const MADE_OF_NOTHING = /^"(?:undefined|null)"$/

/** Whether such a text is given away, as a token would be. */
function handsOver({ events, end }: Outcome, text: RegExp): boolean {
  return (
    (text === MADE_OF_NOTHING && text.test(end.shown)) ||
    events.some(({ given }) => given.some((one) => text.test(one)))
  )
}

/** Nothing was done, and nothing given back. */
function isNothing({ events, end }: Outcome): boolean {
  return (
    events.length === 0 &&
    end.kind === 'return' &&
    (isNullish(end.value) || end.shown === '""' || end.shown === 'false')
  )
}

/**
 * Whether a request without a token comes to what one with a token comes to: it is let in, or another token is taken for it.
 * What both do before their ways part says nothing.
 */
function goesOn(without: Outcome, accepted: Outcome, parameters: ReadonlySet<string>): boolean {
  if (without.end.kind !== 'return') return false
  let parted = 0
  while (parted < without.events.length && lineOf(without.events[parted]) === lineOf(accepted.events[parted])) parted++
  const rest = accepted.events.slice(parted)
  const lines = new Set(rest.map(lineOf))
  const checks = new Set(rest.filter(({ sent }) => sent).map(({ what }) => what))
  const isLetIn = ({ what, given }: Event): boolean => given.length === 0 && parameters.has(what)
  const isChecked = ({ what, given }: Event): boolean => checks.has(what) && isValue(given[0])
  if (without.events.slice(parted).some((event) => lines.has(lineOf(event)) || isLetIn(event) || isChecked(event)))
    return true
  // a function that gives the token gives another value instead
  return isValue(shown(without.end.value)) && accepted.end.value.kind === 'plain' && isSent(accepted.end.value)
}

/** A value of unknown origin: not a text of the code, and not nothing. */
function isValue(text: string | undefined): boolean {
  return text?.startsWith('<') === true
}

/** Whether the header decides anything: else the code that looks at it was not run. */
export function isTelling(outcomes: readonly Outcome[]): boolean {
  const [first] = outcomes
  return first !== undefined && outcomes.some((one) => !isSame(one, first))
}
