import type * as t from 'typescript'
import type { BearerProblem } from '../../model/strings.js'
import type { AnalysisContext } from '../context.js'
import { isAccess } from '../syntax.js'
import { isBasic } from './basic.js'
import type { Operation, SchemeTest, TokenTake } from './operations.js'
import { isOnPath } from './related.js'
import { caseOf, isBearer, patternOf, wordOfString, type SchemeWord } from './scheme-word.js'
import { calledOn, outermost } from './syntax.js'

/** What is wrong with one operation. */
export interface Verdict {
  readonly problem: BearerProblem
  readonly operation: Operation
  readonly strictOnly: boolean
}

/** Length of `Bearer ` and of `Bearer`. */
const OFFSET = 7
const WORD = 6

/** Judges every operation on its own, seen together with the tests that stand on its path. */
export function judge(cx: AnalysisContext, operations: readonly Operation[]): readonly Verdict[] {
  const tests = operations.filter((one): one is SchemeTest => one.kind === 'test')
  return operations.flatMap((operation): readonly Verdict[] => {
    const around = tests.filter((test) => test !== operation && isOnPath(cx, test, operation))
    if (operation.kind === 'take') {
      if (operation.value.weak) return []
      const problem = problemOfTake(cx, operation, around)
      return problem === undefined ? [] : [{ problem, operation, strictOnly: false }]
    }
    const problem = problemOfTest(cx, operation, around)
    return problem === undefined ? [] : [{ problem, operation, strictOnly: problem === 'exact-case' }]
  })
}

function problemOfTake(cx: AnalysisContext, take: TokenTake, around: readonly SchemeTest[]): BearerProblem | undefined {
  if (around.length > 0) return take.form === 'cut' ? problemOfOffset(cx, take, around) : undefined
  // what takes Bearer away by name is no Basic, whatever is done with the rest
  if (take.form !== 'strip' && isBasic(cx, take)) return undefined
  if (take.form === 'cut')
    return take.at === OFFSET || take.at === 'after-space' || isBehindWord(cx, take) ? 'scheme-not-checked' : undefined
  return take.form === 'word' && take.at === 'last' ? 'last-word' : 'scheme-not-checked'
}

/** `slice('Bearer'.length)`: a bare 6 may be meant for Basic. */
function isBehindWord(cx: AnalysisContext, { at, call }: TokenTake): boolean {
  const [from] = call.arguments
  if (at !== WORD || from === undefined || !isAccess(cx.ts, from)) return false
  const word = wordOfString(cx, from.expression)
  return word !== undefined && isBearer(word)
}

/** `startsWith('Bearer ')` and then `slice(6)`: the space stays in the token; `slice(8)` loses its first character. */
function problemOfOffset(
  cx: AnalysisContext,
  take: TokenTake,
  around: readonly SchemeTest[],
): BearerProblem | undefined {
  const { at } = take
  if (typeof at !== 'number' || at === OFFSET) return undefined
  const words = around.map((test) =>
    test.form === 'prefix' && test.word?.length !== undefined ? test.word : undefined,
  )
  if (words.some((word) => word === undefined || !isBearer(word) || !word.spaced || word.length === at))
    return undefined
  if (words.some((word) => word?.length !== OFFSET)) return undefined
  const next = calledOn(cx.ts, outermost(cx.ts, take.node))?.name
  if (at < OFFSET && (at < WORD || next === 'trim' || next === 'trimStart' || next === 'split'))
    return at < WORD ? 'wrong-offset' : undefined
  return 'wrong-offset'
}

function problemOfTest(
  cx: AnalysisContext,
  test: SchemeTest,
  around: readonly SchemeTest[],
): BearerProblem | undefined {
  const { word, form } = test
  if (word === undefined || !isBearer(word) || form === 'other') return undefined
  const spelling = caseOf(word, test.fold)
  const others = around.flatMap((one) => (one.word && isBearer(one.word) ? [{ ...one, word: one.word }] : []))
  if (spelling === 'wrong-case')
    return others.some((one) => caseOf(one.word, one.fold) !== 'wrong-case')
      ? undefined
      : test.value.weak
        ? undefined
        : 'wrong-case'
  if (form === 'whole') return undefined
  if (isOpen(cx, test, word)) {
    const stricter = others.some((one) => one.form === 'part' || one.word.spaced)
    return stricter || buildsWhenMissing(cx, test) || isNamed(cx, test) ? undefined : 'prefix-without-space'
  }
  if (spelling === 'any-case') return undefined
  if (others.some((one) => caseOf(one.word, one.fold) === 'any-case')) return undefined
  // one report a header: at the first of several tests
  const first = others.every((one) => one.node.pos >= test.node.pos || caseOf(one.word, one.fold) !== 'exact')
  return first && word.spelled === 'Bearer' ? 'exact-case' : undefined
}

/** Whether the test ends where the word ends: `startsWith('Bearer')`, `/^Bearer/`. */
function isOpen(cx: AnalysisContext, { form, literal }: SchemeTest, word: SchemeWord): boolean {
  if (word.spaced) return false
  if (form === 'prefix') return word.length === WORD
  const pattern = form === 'pattern' && literal ? patternOf(cx, literal) : undefined
  return pattern !== undefined && /^\^(?:b|\[[Bb]{2}\])earer$/i.test(pattern.source)
}

/** `if (value.startsWith('Bearer')) return 'bearer'`: the kind of credentials gets a name, no token is taken. */
function isNamed(cx: AnalysisContext, { node }: SchemeTest): boolean {
  const { ts } = cx
  const { parent } = node
  if (ts.isConditionalExpression(parent)) return parent.condition === node && ts.isStringLiteralLike(parent.whenTrue)
  if (!ts.isIfStatement(parent) || parent.expression !== node) return false
  const then = parent.thenStatement
  const only = ts.isBlock(then) && then.statements.length === 1 ? then.statements[0] : then
  return (
    only !== undefined &&
    ts.isReturnStatement(only) &&
    only.expression !== undefined &&
    ts.isStringLiteralLike(only.expression)
  )
}

/** `value.startsWith('Bearer') ? value : 'Bearer ' + value`: the scheme is added where it is missing, nothing is parsed. */
function buildsWhenMissing(cx: AnalysisContext, test: SchemeTest): boolean {
  const { ts } = cx
  let at: t.Node = test.node
  while (
    ts.isBinaryExpression(at.parent) ||
    ts.isPrefixUnaryExpression(at.parent) ||
    ts.isParenthesizedExpression(at.parent)
  )
    at = at.parent
  const { parent } = at
  // if (!value.startsWith('Bearer')) value = 'Bearer ' + value
  if (ts.isIfStatement(parent))
    return parent.expression === at && /`Bearer \$\{|(['"])Bearer \1\s*\+/.test(parent.thenStatement.getText())
  if (!ts.isConditionalExpression(parent) || parent.condition !== at) return false
  return [parent.whenTrue, parent.whenFalse].some((branch) => /^[`'"]Bearer /i.test(branch.getText()))
}
