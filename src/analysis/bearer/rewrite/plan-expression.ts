import type * as t from 'typescript'
import type { Edit, EditSafety, TextRange } from '../../../model/text.js'
import { assignmentsTo, findDeclaration, type Declaration } from '../../scope.js'
import { rangeOf } from '../../syntax.js'
import { isFallback, isNothing, outermost } from '../syntax.js'
import { guardsOf, haveSameExit, type Guard } from './guards.js'
import { headerText } from './header-text.js'
import { isFree, isTested, vanishing } from './names.js'
import type { Plan } from './plan.js'
import { edit, hasComment, indentation, lineBreak, removalOf, textWith } from './text-edits.js'
import { holderOf, isHeader, isListed, nearestStatement, siblings, type View } from './view.js'
import { wholeOf, type Whole } from './widen.js'

/** What is done with the token. */
interface Taker {
  readonly kind: 'declare' | 'assign' | 'return' | 'other'
  readonly statement: t.Statement
  /** The variable that gets the token. */
  readonly name: string | undefined
  readonly declaration: Declaration | undefined
}

const NAME = 'token'

/** The token is one expression: it is replaced where it stands, or together with the guard that tested the scheme. */
export function planExpression(view: View, pick: t.Expression, safety: EditSafety): Plan {
  const whole = wholeOf(view, pick)
  if (whole === undefined) return 'form'
  const taker = takerOf(view, whole)
  const guards = taker ? guardsOf(view, taker.statement) : []
  const scheme = guards.filter((guard) => guard.looksAtScheme)
  const repeated = scheme.slice(0, -1)
  if (!haveSameExit(scheme)) return 'form'
  const isTestedLater = taker?.declaration !== undefined && isTested(view, taker.declaration)
  const guard =
    scheme[0] ??
    guards.find((one) => one.kind === 'encloses') ??
    (isTestedLater || whole.isOptional ? undefined : guards[0])
  if (guard && taker) {
    const plan =
      (repeated.length === 0 ? asReturn(view, whole, taker, guard, safety) : undefined) ??
      hoist(view, whole, taker, guard, repeated, safety)
    // a guard that only asks whether there is a header can stay as it is
    if (plan !== 'form' || guard.looksAtScheme) return plan
  }
  if (!whole.isOptional && !isTestedLater && !isReturned(view, whole.node)) return 'no-guard'
  return inPlace(view, whole, safety)
}

function inPlace(view: View, whole: Whole, safety: EditSafety): Plan {
  const consumed = [whole.node]
  const gone = vanishing(view, consumed)
  if (gone === undefined) return 'form'
  const header = headerText(view, [...consumed, ...gone])
  // the test that made the site stands somewhere else: the call alone would change nothing
  if (
    [...view.tests.values()].some(
      (test) =>
        test.value.declaration !== undefined &&
        test.value.declaration === view.value.declaration &&
        !isCovered(test.node, [...consumed, ...gone]),
    )
  )
    return 'form'
  return [
    ...removals(view, [...gone, ...(header.removed ? [header.removed] : [])], safety),
    edit(rangeOf(whole.node), callText(header.text, whole), safety, true),
  ]
}

/** `if (isBearer) { return cut }  return null`, `if (!isBearer) return null  return cut`: one `return`. */
function asReturn(view: View, whole: Whole, taker: Taker, guard: Guard, safety: EditSafety): Plan | undefined {
  const { ts } = view.cx
  if (
    taker.kind !== 'return' ||
    guard.condition.first !== guard.condition.last ||
    guard.condition.first !== guard.statement.expression
  )
    return undefined
  const { statement } = guard
  const all = siblings(view, statement)
  const next = all[all.indexOf(statement) + 1]
  const [first, last] =
    guard.kind === 'leaves'
      ? [soleStatement(view, statement.thenStatement), taker.statement]
      : [taker.statement, statement.elseStatement ? soleStatement(view, statement.elseStatement) : next]
  if (
    !first ||
    !last ||
    (guard.kind === 'leaves'
      ? next !== taker.statement
      : soleStatement(view, statement.thenStatement) !== taker.statement)
  )
    return undefined
  const nothing = guard.kind === 'leaves' ? first : last
  if (!ts.isReturnStatement(nothing) || (nothing.expression && !isNothing(ts, nothing.expression))) return undefined
  if (
    outermost(ts, whole.node).parent !== taker.statement ||
    hasComment(statement.getSourceFile().text, statement) ||
    whole.fallback !== undefined
  )
    return undefined
  const isUndefined = !nothing.expression || nothing.expression.getText() === 'undefined'
  const consumed: t.Node[] = [statement, last]
  const gone = vanishing(view, consumed)
  if (gone === undefined) return 'form'
  const header = headerText(view, [...consumed, ...gone])
  const range: TextRange = {
    start: statement.getStart(),
    end: statement.elseStatement ? statement.getEnd() : last.getEnd(),
  }
  const text = textWith(taker.statement, [
    {
      range: rangeOf(whole.node),
      text: callText(header.text, { ...whole, fallback: isUndefined ? undefined : nothing.expression.getText() }),
    },
  ])
  return [
    ...removals(view, [...gone, ...(header.removed ? [header.removed] : [])], safety),
    edit(range, text, safety, true),
  ]
}

/** The call goes before the guard, the guard asks for the token, the old cut goes. */
function hoist(
  view: View,
  whole: Whole,
  taker: Taker,
  guard: Guard,
  repeated: readonly Guard[],
  safety: EditSafety,
): Plan {
  const { text } = view.cx.file
  const at = guard.statement
  if (writesHeader(view, taker.statement)) return 'form'
  if (!isListed(view, at)) return 'form'
  const keeps = taker.kind === 'declare' || taker.kind === 'assign'
  const name = keeps ? taker.name : NAME
  if (name === undefined || (keeps && (hasComment(text, taker.statement) || !isListed(view, taker.statement))))
    return 'form'
  if (taker.kind !== 'assign' && !isFree(view, name, at, taker.declaration)) return 'form'
  const condition = conditionRange(text, guard)
  const empty = taker.kind === 'assign' ? emptyDeclaration(view, taker, at) : undefined
  if (taker.kind === 'assign' && empty === undefined) return 'form'
  const dropped = repeated.map((one) => one.statement)
  const consumed: t.Node[] = [whole.node, ...guard.condition.all, ...dropped]
  const gone = vanishing(view, consumed)
  if (gone === undefined) return 'form'
  const header = headerText(view, [...consumed, ...gone])
  const call = callText(header.text, whole)
  const semicolon = taker.statement.getText().endsWith(';') ? ';' : ''
  const line =
    taker.kind === 'declare'
      ? textWith(taker.statement, [{ range: rangeOf(whole.node), text: call }])
      : `const ${name} = ${call}${semicolon}`
  const isEmptied =
    keeps && guard.kind === 'encloses' && !at.elseStatement && soleStatement(view, at.thenStatement) === taker.statement
  if (isEmptied && (hasComment(text, at) || condition.start > at.expression.getStart())) return 'form'
  const unused = [...gone, ...(header.removed ? [header.removed] : []), ...dropped, ...(empty ? [empty] : [])]
  // nothing but the cut stood behind the guard: the guard goes too
  if (isEmptied) return [...removals(view, unused, safety), edit(rangeOf(at), line, safety, true)]
  return [
    ...removals(view, [...unused, ...(keeps ? [taker.statement] : [])], safety),
    edit(
      { start: at.getStart(), end: at.getStart() },
      `${line}${lineBreak(text, at.getStart())}${indentation(text, at.getStart())}`,
      safety,
      true,
    ),
    edit(condition, guard.kind === 'leaves' ? `!${name}` : name, safety),
    ...(keeps ? [] : [edit(rangeOf(whole.node), name, safety)]),
  ]
}

/** `let token` that is given nothing but the token: it becomes the declaration. */
function emptyDeclaration(view: View, taker: Taker, at: t.Statement): t.VariableStatement | undefined {
  const { ts } = view.cx
  const { declaration } = taker
  if (!declaration || !ts.isVariableDeclaration(declaration) || declaration.initializer || declaration.type)
    return undefined
  const all = siblings(view, at)
  const statement = all
    .slice(0, all.indexOf(at))
    .find(
      (one): one is t.VariableStatement =>
        ts.isVariableStatement(one) && one.declarationList.declarations[0] === declaration,
    )
  const isAlone = statement?.declarationList.declarations.length === 1
  const isOnlyWrite = assignmentsTo(ts, declaration).length === 1
  return isAlone && isOnlyWrite && !hasComment(view.cx.file.text, statement) ? statement : undefined
}

function takerOf(view: View, whole: Whole): Taker | undefined {
  const { ts } = view.cx
  const statement = nearestStatement(view, whole.node)
  if (statement === undefined) return undefined
  if (ts.isReturnStatement(statement)) return { kind: 'return', statement, name: undefined, declaration: undefined }
  const holder = holderOf(view.cx, whole.node)
  if (
    holder &&
    ts.isVariableStatement(statement) &&
    statement.declarationList.declarations.length === 1 &&
    statement.declarationList.declarations[0] === holder
  ) {
    const name = ts.isIdentifier(holder.name) ? holder.name.text : undefined
    const fits = holder.type === undefined || /undefined|any|unknown/.test(holder.type.getText())
    return fits
      ? { kind: 'declare', statement, name, declaration: holder }
      : { kind: 'other', statement, name: undefined, declaration: undefined }
  }
  if (
    ts.isExpressionStatement(statement) &&
    ts.isBinaryExpression(statement.expression) &&
    statement.expression.operatorToken.kind === ts.SyntaxKind.EqualsToken
  ) {
    const { left, right } = statement.expression
    const isValue = right === outermost(ts, whole.node)
    if (ts.isIdentifier(left) && isValue)
      return { kind: 'assign', statement, name: left.text, declaration: findDeclaration(ts, left) }
  }
  return { kind: 'other', statement, name: undefined, declaration: undefined }
}

function callText(header: string, whole: Whole): string {
  return `parseBearer(${header})${whole.fallback === undefined ? '' : ` ?? ${whole.fallback}`}`
}

function soleStatement(view: View, statement: t.Statement): t.Statement | undefined {
  if (!view.cx.ts.isBlock(statement)) return statement
  return statement.statements.length === 1 ? statement.statements[0] : undefined
}

function isCovered(node: t.Node, ranges: readonly t.Node[]): boolean {
  return ranges.some((range) => node.pos >= range.pos && node.end <= range.end)
}

export function removals(view: View, statements: readonly t.Node[], safety: EditSafety): readonly Edit[] {
  return [...new Set(statements)].map((statement) => edit(removalOf(view.cx.file.text, statement), '', safety))
}

/** `req.headers.authorization = …`: the header is put in order for others, nobody takes a token here. */
function writesHeader(view: View, statement: t.Statement): boolean {
  const { ts } = view.cx
  return (
    ts.isExpressionStatement(statement) &&
    ts.isBinaryExpression(statement.expression) &&
    isHeader(view, statement.expression.left)
  )
}

/** The part of the condition that is replaced; a condition that is replaced whole gives up the line breaks around it. */
function conditionRange(text: string, { condition, statement }: Guard): TextRange {
  const { expression } = statement
  const range = { start: condition.first.getStart(), end: condition.last.getEnd() }
  if (condition.first !== expression || condition.last !== expression) return range
  const before = /\s*$/.exec(text.slice(0, range.start))?.[0].length ?? 0
  const behind = /^\s*(?=\))/.exec(text.slice(range.end))?.[0].length ?? 0
  return { start: range.start - before, end: range.end + behind }
}

/** Whether the function gives the token itself to its caller, who then has to ask. */
function isReturned(view: View, token: t.Expression): boolean {
  const { ts } = view.cx
  let node = outermost(ts, token)
  while (ts.isBinaryExpression(node.parent) && isFallback(ts, node.parent.operatorToken.kind))
    node = outermost(ts, node.parent)
  return ts.isReturnStatement(node.parent) || (ts.isArrowFunction(node.parent) && node.parent.body === node)
}
