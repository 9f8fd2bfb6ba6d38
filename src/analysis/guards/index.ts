import type * as t from 'typescript'
import type { GuardFact, GuardTopic, PrincipalFact } from '../../model/guard.js'
import type { AnalysisContext } from '../context.js'
import type { Condition } from '../state.js'
import { findProof, hookProof, type Proof } from './proof.js'
import { refuser, refusingTests } from './refusing.js'
import { guardFact, isTest } from './facts.js'

/** One way to a site: what its conditions say. */
interface Way {
  /** Of the test that refuses. */
  readonly facts: readonly GuardFact[]
  readonly others: readonly GuardFact[]
  readonly proven: Proof | undefined
}

/** What the conditions on the way to a site say, and whether they (or what runs before the handler) prove a caller. */
export function guardsOf(
  cx: AnalysisContext,
  conditions: readonly Condition[],
  at: t.Node,
  statuses: readonly number[],
): { readonly guards: readonly GuardFact[]; readonly principal?: PrincipalFact } {
  const ways = readWays(cx, conditions, statuses)
  const facts = ways.flatMap((way) => way.facts)
  const proven = provenOn(ways, statuses) ?? (mattersWhoCalls(facts, statuses) ? hookProof(cx, at) : undefined)
  const open = proven?.before === true ? withoutDeadWays(ways) : ways
  const refusing = open.flatMap((way) =>
    proven?.before === true ? settled(way.facts).map(withoutAbsence) : settled(way.facts),
  )
  return {
    guards: [...unique(open.flatMap((way) => way.others)), ...unique(refusing)],
    ...(proven && !isSameCheck(proven, facts) && { principal: proven.principal }),
  }
}

/** Every way to a site on its own; ways that say nothing about the caller are passed over for what they have in common. */
function readWays(cx: AnalysisContext, conditions: readonly Condition[], statuses: readonly number[]): readonly Way[] {
  const index = conditions.findLastIndex((one) => one.kind !== 'call')
  const last = conditions[index]
  if (last?.kind !== 'either') return readWay(cx, conditions, statuses)
  const [before, after] = [conditions.slice(0, index), conditions.slice(index + 1)]
  const ways = last.ways.flatMap((way) => readWays(cx, [...before, ...way, ...after], statuses))
  const isSilent = ways.every(({ facts }) => facts.every(({ topics }) => topics.every((topic) => topic === 'other')))
  return isSilent ? readWays(cx, [...before, ...after], statuses) : ways
}

function readWay(cx: AnalysisContext, conditions: readonly Condition[], statuses: readonly number[]): readonly Way[] {
  const tests = conditions.filter(isTest)
  const last = refuser(cx, tests)
  if (last === undefined) return []
  const refusing = refusingTests(cx, tests, last, statuses)
  const first = refusing[0]
  const earlier = first === undefined ? conditions : conditions.slice(0, conditions.indexOf(first))
  return [
    {
      facts: refusing.map((one) => guardFact(cx, one, true)),
      others: tests.filter((one) => !refusing.includes(one)).map((one) => guardFact(cx, one, false)),
      proven: findProof(cx, earlier, refusing),
    },
  ]
}

/** A caller who is known on every way; for a 403, on one of them is enough to leave it alone. */
function provenOn(ways: readonly Way[], statuses: readonly number[]): Proof | undefined {
  const proofs = ways.flatMap(({ proven }) => proven ?? [])
  const [first] = proofs
  if (first === undefined || (proofs.length < ways.length && !statuses.includes(403))) return undefined
  return { ...first, before: proofs.length === ways.length && proofs.every(({ before }) => before) }
}

/** Where the caller was proven before, nobody comes by a way on which he is missing. */
function withoutDeadWays(ways: readonly Way[]): readonly Way[] {
  const open = ways.filter(
    ({ facts }) => !facts.some(({ topics }) => topics.includes('missing-principal') && !topics.includes('permission')),
  )
  return open.length > 0 ? open : ways
}

function unique(facts: readonly GuardFact[]): readonly GuardFact[] {
  const seen = new Map<number, string>()
  return facts.filter(({ range, text }) => {
    const isKnown = seen.get(range.start) === text
    seen.set(range.start, text)
    return !isKnown
  })
}

/**
 * Whether the verdict hangs on a caller whom something before the handler has proven. Hooks and wrappers are looked for in the whole
 * package, which costs more than all the rest: a 401 for missing or wrong credentials is right whatever runs before.
 */
function mattersWhoCalls(facts: readonly GuardFact[], statuses: readonly number[]): boolean {
  const topics = new Set(facts.flatMap((fact) => fact.topics))
  if (statuses.includes(403)) return CREDENTIALS.some((topic) => topics.has(topic))
  return topics.has('permission') && !DECIDED.some((topic) => topics.has(topic))
}

const CREDENTIALS: readonly GuardTopic[] = ['missing-principal', 'invalid-credentials', 'unclear']
/** Topics with which a 401 is legal although the caller is known. */
const DECIDED: readonly GuardTopic[] = ['invalid-credentials', 'step-up', 'policy', 'unclear']

/** A second check of the credentials that a first one let through: they are still being checked. */
function isSameCheck(proven: Proof, facts: readonly GuardFact[]): boolean {
  return (
    proven.byCheck === true && facts.every(({ topics }) => topics.every((topic) => topic === 'invalid-credentials'))
  )
}

/** All of these hold: where one is a missing right, what another one's name might be about decides nothing. */
function settled(facts: readonly GuardFact[]): readonly GuardFact[] {
  if (!facts.some(({ topics }) => topics.length === 1 && topics[0] === 'permission')) return facts
  return facts.map((fact) =>
    fact.topics.every((topic) => topic === 'unclear') ? { ...fact, topics: ['other'] } : fact,
  )
}

/** Where the caller was proven before, "or nobody is there" cannot be why. */
function withoutAbsence(fact: GuardFact): GuardFact {
  if (!fact.topics.includes('permission')) return fact
  return { ...fact, topics: fact.topics.filter((topic) => topic !== 'missing-principal') }
}
