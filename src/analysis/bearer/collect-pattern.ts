import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { partTest } from './collect-split.js'
import type { HeaderValue } from './header-value.js'
import type { Operation } from './operations.js'
import { usesOfParts } from './parts.js'
import { patternOf, wordOfPattern } from './scheme-word.js'
import { lastName } from './syntax.js'
import { testsOfName, testsOfWord } from './word-tests.js'

/** A regular expression that meets the header: one that names a scheme tests it, one that names none only cuts. */
export function collectPattern(
  cx: AnalysisContext,
  node: t.CallExpression,
  pattern: t.Expression,
  value: HeaderValue,
): readonly Operation[] {
  const known = patternOf(cx, pattern)
  if (known === undefined) return [{ kind: 'test', form: 'other', node, value, fold: value.fold, word: undefined }]
  const word = wordOfPattern(known)
  const groups = known.source.match(/(?<!\\)\((?!\?)/g)?.length ?? 0
  if (word) {
    // what the last group holds is the token
    const picks =
      groups === 0 ? [] : usesOfParts(cx, node).picked.flatMap((pick) => (pick.at === groups ? [pick.node] : []))
    return [{ kind: 'test', form: 'pattern', node, value, fold: value.fold, word, literal: pattern, call: node, picks }]
  }
  if (groups === 0 || lastName(cx.ts, node.expression) === 'test') return []
  const { picked, escaped } = usesOfParts(cx, node)
  const test = { kind: 'test', form: 'other', node, value, fold: value.fold, word: undefined } as const
  if (escaped) return [test]
  const tests = picked
    .filter((pick) => pick.at === 1 && groups > 1)
    .flatMap(({ node: first }) => (cx.ts.isBindingElement(first) ? testsOfName(cx, first) : testsOfWord(cx, first)))
    .map((one) => partTest(one, value))
  const taken = picked.filter((pick) => pick.at === groups)
  if (taken.length === 0 || !/\\s| /.test(known.source)) return tests
  return [
    ...tests,
    { kind: 'take', form: 'pattern', node, value, at: groups, picks: taken.map((one) => one.node), call: node },
  ]
}
