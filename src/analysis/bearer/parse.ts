import type { BearerObstacle, BearerRewrite, BearerSite } from '../../model/strings.js'
import type { EditSafety } from '../../model/text.js'
import type { AnalysisContext } from '../context.js'
import { enclosingFunction, rangeOf, textOf } from '../syntax.js'
import { judge, type Verdict } from './judge.js'
import { isMixed, isOneOfSeveral } from './mixed.js'
import type { Operation, SchemeTest, TokenTake } from './operations.js'
import { acceptsOther } from './other-schemes.js'
import { isPassedOn } from './passed-on.js'
import { isOnPath } from './related.js'
import { keepsRemarks, meansMore } from './remarks.js'
import { repeatsOf } from './repeats.js'
import { inlineRewrite } from './rewrite/inline.js'
import { planHelper } from './rewrite/plan.js'
import { viewOf } from './rewrite/view.js'
import { isBearer, patternOf } from './scheme-word.js'
import { shownBy } from './shown.js'
import { tryRewrite, type InputKind } from './trial/index.js'

/** Every wrong (or, under `strict`, too exact) way in which the file parses the header, with its rewrites. */
export function findParseSites(cx: AnalysisContext, operations: readonly Operation[]): readonly BearerSite[] {
  return judge(cx, operations).map((verdict) => siteOf(cx, verdict, operations))
}

function siteOf(cx: AnalysisContext, verdict: Verdict, operations: readonly Operation[]): BearerSite {
  const { problem, operation, strictOnly } = verdict
  const takes = takesOf(cx, operation, operations)
  const shared = acceptsOther(cx, [operation, ...takes], operations)
  const kept = shared ? 'other-scheme' : keptFor(cx, operation, takes)
  const helper = kept ?? helperRewrite(cx, verdict, takes, operations)
  // to accept further spellings takes nothing from the other scheme
  const inline =
    kept !== undefined && (operation.kind === 'take' || (!shared && problem === 'prefix-without-space'))
      ? undefined
      : inlineOf(cx, verdict, takes, operations)
  const effect = effectOf(verdict)
  const noted = inline && effect !== undefined ? { ...inline, effect } : inline
  const candidates = [...(typeof helper === 'string' ? [] : [helper]), ...(noted ? [noted] : [])]
  const rewrites = candidates.flatMap((one) => tried(cx, verdict, one) ?? [])
  const isTried = typeof helper === 'string' || rewrites.some(({ style }) => style === 'helper')
  return {
    kind: 'parse',
    problem,
    range: rangeOf(operation.node),
    source: textOf(operation.value.source),
    shown: shownBy(problem, operation),
    rewrites: helper === 'no-guard' ? [] : rewrites,
    strictOnly,
    ...(takesAnyScheme(operation) && { takesAnyScheme: true }),
    ...(typeof helper === 'string'
      ? { obstacle: helper }
      : !isTried && { obstacle: keepsRemarks(cx, helper.edits) ? ('harm' as const) : ('comment' as const) }),
  }
}

/** `split(' ')[1]`, and not `slice('Bearer '.length)`. */
function takesAnyScheme(operation: Operation): boolean {
  return operation.kind === 'take' && operation.form !== 'strip' && !/bearer/i.test(operation.call.getText())
}

/** A rewrite of the place alone; where a function takes the token twice, both places have one, or none has. */
function inlineOf(
  cx: AnalysisContext,
  { operation, problem }: Verdict,
  takes: readonly TokenTake[],
  operations: readonly Operation[],
): BearerRewrite | undefined {
  const of = (one: Operation): BearerRewrite | undefined =>
    inlineRewrite(cx, one, problem, one === operation ? takes : [], otherTests(cx, one, operations))
  const isHalf = operation.kind === 'take' && repeatsOf(cx, operation, operations).some((one) => of(one) === undefined)
  return isHalf ? undefined : of(operation)
}

/** Why no value that is accepted today may be refused: the code means more than Bearer. */
function keptFor(cx: AnalysisContext, operation: Operation, takes: readonly TokenTake[]): BearerObstacle | undefined {
  const { source, written = source } = operation.value
  const isShared = isMixed(cx, written) || takes.some((take) => isOneOfSeveral(cx, take))
  if (isShared) return 'other-source'
  if (takes.some((take) => isPassedOn(cx, take))) return 'passed-on'
  return meansMore(cx, operation.node) ? 'raw-token' : undefined
}

/** A rewrite that does what it says and no more. */
function tried(
  cx: AnalysisContext,
  { operation, problem }: Verdict,
  rewrite: BearerRewrite,
): BearerRewrite | undefined {
  const { edits, effect = '' } = rewrite
  if (!keepsRemarks(cx, edits)) return undefined
  const changes = tryRewrite(cx, operation, edits, problem === 'wrong-case' || problem === 'wrong-offset')
  if (changes === undefined) return undefined
  const unnamed = [...changes].filter((kind) => !isNamed(kind, effect))
  if (
    unnamed.some((kind) => kind !== 'tab') ||
    (unnamed.length > 0 && edits.every(({ safety }) => safety === 'same-behaviour'))
  )
    return undefined
  if (unnamed.length > 0) return { ...rewrite, effect: `${effect}; a tab before the token is not any more` }
  return rewrite
}

/** The cuts that a test stands before. */
function takesOf(cx: AnalysisContext, operation: Operation, operations: readonly Operation[]): readonly TokenTake[] {
  if (operation.kind === 'take') return [operation]
  const fn = enclosingFunction(cx.ts, operation.node)
  return operations.filter(
    (one): one is TokenTake =>
      one.kind === 'take' && enclosingFunction(cx.ts, one.node) === fn && isOnPath(cx, operation, one),
  )
}

function otherTests(
  cx: AnalysisContext,
  operation: Operation,
  operations: readonly Operation[],
): readonly SchemeTest[] {
  const fn = enclosingFunction(cx.ts, operation.node)
  return operations.filter(
    (one): one is SchemeTest =>
      one !== operation &&
      one.kind === 'test' &&
      one.word !== undefined &&
      isBearer(one.word) &&
      enclosingFunction(cx.ts, one.node) === fn,
  )
}

function helperRewrite(
  cx: AnalysisContext,
  verdict: Verdict,
  takes: readonly TokenTake[],
  operations: readonly Operation[],
): BearerRewrite | BearerObstacle {
  const { operation, strictOnly } = verdict
  const isWhole = takesOneWord(cx, operation)
  const own = operation.kind === 'test' && operation.picks !== undefined && operation.picks.length > 0
  const [take] = takes
  const parsed = own ? operation : take
  const repeats = parsed ? repeatsOf(cx, parsed, operations) : []
  if (parsed === undefined) return 'form'
  if (!own && takes.some((one) => one !== take && !repeats.includes(one))) return 'several-takes'
  const view = viewOf(cx, parsed, repeats, operations)
  if (view === undefined) return 'form'
  const safety: EditSafety = strictOnly && isWhole ? 'same-behaviour' : 'wire-visible'
  const plan = planHelper(view, safety)
  if (typeof plan === 'string') return plan
  const named = effectOf(verdict)
  const effect = named === WIDENED && !isWhole ? `${WIDENED}; a token with a space in it is not any more` : named
  return {
    style: 'helper',
    edits: [...plan].sort((a, b) => a.range.start - b.range.start),
    ...(effect !== undefined && { effect }),
  }
}

const WIDENED = 'Bearer is accepted in any case'

/** Whether the sentence says that these values are treated otherwise. */
function isNamed(kind: InputKind, effect: string): boolean {
  switch (kind) {
    case 'scheme':
      return /other schemes|raw tokens/.test(effect)
    case 'raw':
      return /raw tokens/.test(effect)
    case 'spaced':
      return /other schemes|raw tokens|space in it/.test(effect)
    case 'tab':
      return /other schemes|raw tokens/.test(effect)
    default:
      return true
  }
}

/** Whether a pattern refuses `Bearer a b` already, as `parseBearer` does. */
function takesOneWord(cx: AnalysisContext, operation: Operation): boolean {
  const pattern = operation.kind === 'test' && operation.literal ? patternOf(cx, operation.literal) : undefined
  return pattern !== undefined && /(?:\\S|\[[^\]]*\])[+*]\)?=*\$$/.test(pattern.source)
}

/** What clients notice: what is no longer accepted, or what is from now on. */
function effectOf({ problem, operation }: Verdict): string | undefined {
  switch (problem) {
    case 'scheme-not-checked':
    case 'last-word':
      return operation.kind === 'take' && operation.form === 'strip'
        ? 'raw tokens without a scheme are no longer accepted'
        : 'other schemes and raw tokens are no longer accepted'
    case 'prefix-without-space':
      return 'other schemes that begin with Bearer are no longer accepted'
    case 'wrong-offset':
      return 'the token begins right after the scheme and its space'
    case 'exact-case':
    case 'wrong-case':
      return WIDENED
    default:
      return undefined
  }
}
