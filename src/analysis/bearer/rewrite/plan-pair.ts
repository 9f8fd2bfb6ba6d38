import type * as t from 'typescript'
import type { Edit, EditSafety } from '../../../model/text.js'
import { findDeclaration } from '../../scope.js'
import { parentOf, rangeOf } from '../../syntax.js'
import { referencesTo } from '../references.js'
import { outermost } from '../syntax.js'
import { leaves } from './guards.js'
import { headerText } from './header-text.js'
import { conditionAround, isTested } from './names.js'
import { opened } from './opened.js'
import type { Plan } from './view.js'
import { polarityOf } from './polarity.js'
import { settle } from './settle.js'
import { callText, edit, hasComment, removals } from './text-edits.js'
import { isPromisedText, textBehind } from './wanted-text.js'
import { siblings, statementOf, type View } from './view.js'

/** `const [scheme, token] = header.split(' ')`: the pair becomes the token, the tests of the scheme ask for the token. */
export function planPair(view: View, element: t.BindingElement, safety: EditSafety): Plan {
  const { ts } = view.cx
  const holder = ts.isVariableDeclaration(element.parent.parent) ? element.parent.parent : undefined
  const statement = holder && statementOf(view, holder)
  if (
    !holder ||
    !statement ||
    !ts.isIdentifier(element.name) ||
    element.initializer ||
    element.parent !== holder.name ||
    !isPair(view, holder.name)
  )
    return 'form'
  const name = element.name.text
  const conditions = conditionsOf(view)
  if (conditions === undefined) return 'words-used'
  const isOptional = /\?\./.test(holder.initializer?.getText() ?? '')
  if (conditions.length === 0 && !isOptional && !isTested(view, element)) return 'no-guard'
  const header = headerText(view, [holder, ...conditions])
  const removed = header.removed ? [header.removed] : []
  const isPromised = isPromisedText(view, element, conditions)
  const text = isPromised ? textBehind(view) : undefined
  if (isPromised && text === undefined) return 'no-guard'
  const call = callText(header.text, text)
  const decisions = conditions.map((condition) => decisionOf(view, condition, element, name))
  const [only] = decisions
  // const [scheme, token] = …; return isBearer ? token : undefined
  if (
    only?.returned &&
    decisions.length === 1 &&
    isNext(view, statement, only.returned) &&
    referencesTo(ts, element).every((use) => isInsideOf(use, only.node)) &&
    !hasComment(view.cx.file.text, statement)
  ) {
    return [
      ...removals(view.cx.file.text, [statement, ...removed], safety),
      edit(rangeOf(only.node), `${call}${only.fallback}`, safety, true),
    ]
  }
  const edits: Edit[] = decisions.map((one) => edit(rangeOf(one.node), one.text, safety))
  const settled = behindGuard(view, element, name, conditions, safety)
  if (settled === 'two-answers') return settled
  const all = [
    ...removals(view.cx.file.text, removed, safety),
    edit(rangeOf(holder), `${name} = ${call}`, safety, true),
    ...edits,
    ...(settled?.edits ?? []),
  ]
  return opened(view, all, settled?.openings ?? [], safety) ?? 'form'
}

/** What the first `if` that asks for the scheme has decided for those behind it. */
function behindGuard(
  view: View,
  declaration: t.BindingElement,
  name: string,
  conditions: readonly t.Expression[],
  safety: EditSafety,
): ReturnType<typeof settle> | undefined {
  const { ts } = view.cx
  const statement = conditions.map(({ parent }) => parent).find((one) => ts.isIfStatement(one))
  if (!statement) return undefined
  const isAbsent = polarityOf(view, statement.expression) === 'absent'
  if (isAbsent && (statement.elseStatement || !leaves(view, statement.thenStatement))) return undefined
  const kind = isAbsent ? 'leaves' : 'encloses'
  return settle(view, { name, declaration, guard: { kind, statement }, consumed: conditions }, safety)
}

/** The conditions in which the scheme is mentioned, each once; `undefined` when it is mentioned elsewhere. */
function conditionsOf(view: View): readonly t.Expression[] | undefined {
  const found = new Set<t.Expression>()
  for (const name of view.names) {
    for (const use of referencesTo(view.cx.ts, name)) {
      const condition = conditionAround(view, testAround(view, use))
      if (condition === undefined) return undefined
      found.add(condition)
    }
  }
  return [...found]
}

/** From the mention of the scheme to the comparison that it stands in. */
function testAround(view: View, use: t.Expression): t.Expression {
  for (let at: t.Node | undefined = use; at !== undefined && view.cx.ts.isExpression(at); at = parentOf(at))
    if (view.tests.has(at)) return at
  return use
}

interface Decision {
  readonly node: t.Expression
  readonly text: string
  readonly fallback: string
  readonly returned: t.ReturnStatement | undefined
}

/** What becomes of a condition: `!token`, `token`; of `isBearer ? token : null` the token itself. */
function decisionOf(view: View, condition: t.Expression, element: t.BindingElement, name: string): Decision {
  const { ts } = view.cx
  const isPresent = polarityOf(view, condition) === 'present'
  const plain: Decision = { node: condition, text: isPresent ? name : `!${name}`, fallback: '', returned: undefined }
  const { parent } = condition
  if (!ts.isConditionalExpression(parent)) return plain
  const [taken, other] = isPresent ? [parent.whenTrue, parent.whenFalse] : [parent.whenFalse, parent.whenTrue]
  const value = ts.isIdentifier(taken) ? findDeclaration(ts, taken) : undefined
  if (value !== element) return plain
  const fallback = ts.isIdentifier(other) && other.text === 'undefined' ? '' : ` ?? ${other.getText()}`
  const outer = outermost(ts, parent)
  const returned = ts.isReturnStatement(outer.parent) ? outer.parent : undefined
  return { node: parent, text: `${name}${fallback}`, fallback, returned }
}

function isNext(view: View, statement: t.Statement, next: t.Statement): boolean {
  const all = siblings(view, statement)
  return all[all.indexOf(statement) + 1] === next
}

function isInsideOf(node: t.Node, outer: t.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end
}

/** `[scheme, token]`, `[, token]`, or `[token]` of what is left when the scheme is taken away: nothing else. */
function isPair(view: View, pattern: t.BindingName): boolean {
  const { ts } = view.cx
  if (!ts.isArrayBindingPattern(pattern)) return false
  return pattern.elements.every((one) => {
    if (ts.isOmittedExpression(one)) return true
    return (
      ts.isIdentifier(one.name) &&
      !one.initializer &&
      !one.dotDotDotToken &&
      (view.picks.includes(one) || view.names.has(one))
    )
  })
}
