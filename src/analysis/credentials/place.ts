import type * as t from 'typescript'
import type { CredentialFact } from '../../model/credential.js'
import { usesOf } from '../callers.js'
import type { AnalysisContext } from '../context.js'
import type { GuardFact } from '../../model/guard.js'
import { readCatch } from '../guards/catches.js'
import type { Test } from '../guards/facts.js'
import { isAnswered, letsPass, partsOfTest, testsOf } from '../guards/tests.js'
import type { Condition } from '../state.js'
import { enclosingFunction, lineOf, textOf, type FunctionNode } from '../syntax.js'
import { besideRefusal } from './behind.js'
import { takenBefore } from './front.js'
import { takenInFront } from './front-files.js'
import { takenForHandedOn } from './handed-on.js'
import { refusedSignature } from './signatures.js'
import { readsBodyAlone, takenAround, takenByTests, takenWithout, type Taken } from './taken.js'

/** Handlers in functions in functions: farther ones say nothing of the place. */
const MOST_FUNCTIONS = 3

/**
 * The credentials that the code at a place takes: what its function reads itself or through what it calls, else what runs before it, else
 * what the tests that lead to it read, else what a file takes that runs before its route, else what all callers of a function that only
 * answers take. Where its test looks at what was handed on from in front, what is taken there counts as well.
 */
export function credentialsAt(
  cx: AnalysisContext,
  at: t.Node,
  conditions: readonly Condition[] = [],
  guards: readonly GuardFact[] = [],
): readonly CredentialFact[] {
  const { ts } = cx
  const innermost = enclosingFunction(ts, at)
  const signature = refusedSignature(cx, refusing(conditions, guards).about)
  if (innermost && signature) return facts(cx, [{ node: signature, isSignature: true }], innermost)
  const handedOn = innermost ? takenForHandedOn(cx, innermost, refusing(conditions, guards).about) : []
  if (innermost && handedOn.length > 0) {
    const own = takenWithout(cx, innermost, besideRefusal(cx, innermost, at, conditions))
    const others = handedOn.filter(({ scheme }) => !own.some((one) => one.scheme === scheme))
    return [...facts(cx, own, innermost), ...facts(cx, others, innermost, 'front')]
  }
  let fn = innermost
  for (let steps = 0; fn !== undefined && steps < MOST_FUNCTIONS; steps += 1) {
    const beside = besideRefusal(cx, fn, at, conditions)
    const taken = fn === innermost ? takenWithout(cx, fn, beside) : takenAround(cx, fn, at, beside)
    const isBeside = fn === innermost && taken.every(isCookie) && isOfBody(cx, conditions)
    if (taken.length > 0 && !isBeside) return facts(cx, taken, fn)
    const ahead = takenBefore(cx, fn)
    if (ahead.length > 0) return facts(cx, ahead, fn, 'front')
    const tested = fn === innermost ? takenByDecidingTest(cx, conditions, guards) : []
    if (tested.length > 0) return facts(cx, tested, fn)
    fn = enclosingFunction(ts, fn)
  }
  if (innermost === undefined) return []
  const inFront = takenInFront(cx, innermost.getSourceFile())
  return inFront.length > 0
    ? facts(cx, inFront, innermost, 'front')
    : facts(cx, takenByCallers(cx, innermost), innermost, 'caller')
}

function isCookie({ scheme }: Taken): boolean {
  return scheme === 'Cookie'
}

/** Whether all that leads to a place comes from the body: a login may look at an old cookie besides. */
function isOfBody(cx: AnalysisContext, conditions: readonly Condition[]): boolean {
  const { others } = testsOf(conditions, [])
  return readsBodyAlone(
    cx,
    others.flatMap((test) => readBy(cx, test)),
  )
}

function refusing(conditions: readonly Condition[], guards: readonly GuardFact[]): ReturnType<typeof testsOf> {
  return testsOf(
    conditions,
    guards.filter((guard) => guard.refusing),
  )
}

/** What the test that refuses reads; else the last one before it that let others pass. */
function takenByDecidingTest(
  cx: AnalysisContext,
  conditions: readonly Condition[],
  guards: readonly GuardFact[],
): readonly Taken[] {
  const { about, others } = refusing(conditions, guards)
  const taken = takenByTests(
    cx,
    about.flatMap((test) => readBy(cx, test)),
  )
  if (taken.length > 0) return taken
  const passing = others.filter((test) => letsPass(test) && !isAnswered(test))
  for (const test of passing.reverse()) {
    const earlier = takenByTests(cx, readBy(cx, test))
    if (earlier.length > 0) return earlier
  }
  return []
}

/** What a test looks at; a `catch`, what was checked: anything else in its `try` may fail for other reasons. */
function readBy(cx: AnalysisContext, test: Test): readonly t.Expression[] {
  if (test.kind !== 'catch') return partsOfTest(cx, test)
  const { check } = readCatch(cx, test.clause)
  return check ? [check] : []
}

/** What every caller of a function takes, when all take the same. */
function takenByCallers(cx: AnalysisContext, fn: FunctionNode): readonly Taken[] {
  const { ts } = cx
  const calls = usesOf(cx, fn).filter(({ kind }) => kind === 'call')
  const taken = calls.flatMap(({ node }) => {
    const caller = enclosingFunction(ts, node)
    if (caller === undefined) return []
    const own = takenWithout(cx, caller, besideRefusal(cx, caller, node))
    const ahead = own.length > 0 ? own : takenBefore(cx, caller)
    return [ahead.length > 0 ? ahead : takenInFront(cx, caller.getSourceFile())]
  })
  const [first = [], ...others] = taken
  return others.every((one) => schemesOf(one) === schemesOf(first)) ? first : []
}

function schemesOf(taken: readonly Taken[]): string {
  return [...new Set(taken.map(({ scheme = '' }) => scheme))].sort().join()
}

/** One fact for each scheme, with the first place that shows it. */
function facts(
  cx: AnalysisContext,
  taken: readonly Taken[],
  fn: FunctionNode,
  where?: CredentialFact['where'],
): readonly CredentialFact[] {
  const first = new Map<string | undefined, Taken>()
  for (const one of taken) if (!first.has(one.scheme)) first.set(one.scheme, one)
  return [...first.values()].map(({ scheme, node, isSignature }) => {
    const file = node.getSourceFile()
    const isInside = file === fn.getSourceFile() && fn.pos <= node.pos && node.end <= fn.end
    return {
      ...(scheme !== undefined && { scheme }),
      ...(isSignature && { isSignature }),
      text: textOf(node, 50),
      line: lineOf(node),
      ...(file !== cx.file && { file: file.fileName.slice(file.fileName.lastIndexOf('/') + 1) }),
      where: where ?? (isInside ? 'function' : 'callee'),
    }
  })
}
