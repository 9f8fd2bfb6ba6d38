import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import type { HeaderValue } from './header-value.js'
import type { Operation, SchemeTest, TokenTake } from './operations.js'
import { usesOfParts, type PartsUse, type Picked } from './parts.js'
import { isBearer, isSpaceSeparator, patternOf, wordOfPattern, wordOfString } from './scheme-word.js'
import { isInside } from './syntax.js'
import type { WordTest } from './word-tests.js'

/** `header.split(…)`: by white space into words, or by the scheme itself. */
export function collectSplit(
  cx: AnalysisContext,
  node: t.CallExpression,
  separator: t.Expression,
  value: HeaderValue,
): readonly Operation[] {
  if (isSpaceSeparator(cx, separator)) {
    const use = usesOfParts(cx, node)
    const tests = use.firstTests.map((test) => partTest(test, value))
    if (use.escaped) return [...tests, { kind: 'test', form: 'other', node, value, fold: value.fold, word: undefined }]
    return [...tests, ...takesOf(cx, node, value, 'word', use, (pick) => pick.at !== 0 && pick.at !== 'all')]
  }
  const pattern = patternOf(cx, separator)
  const word = pattern ? wordOfPattern(pattern) : wordOfString(cx, separator)
  if (word === undefined || !isBearer(word)) return []
  const use = usesOfParts(cx, node)
  const other: readonly SchemeTest[] =
    use.escaped || use.counted ? [{ kind: 'test', form: 'other', node, value, fold: value.fold, word: undefined }] : []
  const second = use.picked.some((pick) => pick.at === 1 && !pick.filtered)
  if (second)
    return [
      ...other,
      {
        kind: 'test',
        form: 'separator',
        node,
        value,
        fold: value.fold,
        word,
        literal: separator,
        call: node,
        picks: use.picked.filter((pick) => pick.at === 1).map((pick) => pick.node),
      },
    ]
  return [...other, ...takesOf(cx, node, value, 'strip', use, () => true)]
}

/** A comparison of the header's first word. */
export function partTest(test: WordTest, value: HeaderValue): SchemeTest {
  const fold = test.fold === 'none' ? value.fold : test.fold
  return {
    kind: 'test',
    form: 'part',
    node: test.node,
    value,
    fold,
    word: test.word,
    subject: test.subject,
    ...(test.literal && { literal: test.literal }),
  }
}

function takesOf(
  cx: AnalysisContext,
  node: t.CallExpression,
  value: HeaderValue,
  form: TokenTake['form'],
  use: PartsUse,
  isToken: (pick: Picked) => boolean,
): readonly TokenTake[] {
  const picks = use.picked.filter(isToken)
  const [first] = picks
  if (first === undefined) return []
  // one access right on the call is reported whole; words that lie in a variable are reported where they are made
  const isDirect = picks.length === 1 && !cx.ts.isBindingElement(first.node) && isInside(node, first.node)
  const direct = isDirect && !cx.ts.isBindingElement(first.node) ? first.node : node
  const at = typeof first.at === 'number' || first.at === 'last' ? first.at : 'unknown'
  return [{ kind: 'take', form, node: direct, value, at, picks: picks.map((pick) => pick.node), call: node }]
}
