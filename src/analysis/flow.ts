import type * as t from 'typescript'
import { branch, markLeft } from './branches.js'
import type { AnalysisContext } from './context.js'
import { afterFinally, collectWays } from './finalizers.js'
import { expression } from './expressions.js'
import { provideInterpreter } from './interpreter.js'
import { mayDecideIn } from './relevance.js'
import { START, join, withCondition, type State } from './state.js'
import { besides, changeStatus } from './course.js'
import { isFunctionNode, type FunctionNode } from './syntax.js'
import { flushAll, inherited, joinAll, leaveByReturn, leaveByThrow, newWalk, type Branches, type Walk } from './walk.js'

/**
 * Walks code in the order in which it runs and keeps, for every point, what is known there: headers set on each response,
 * responses with a status that have not left, conditions that hold. Loops run once or not at all. `finally` is
 * walked once, for all ways that lead into it.
 */
export function walkFile(cx: AnalysisContext): Walk {
  const walk = newWalk(cx, undefined)
  const end = block(walk, cx.file.statements, START)
  if (end) flushAll(end)
  return walk
}

/** Walks one function on its own. */
provideInterpreter((cx, fn, isAsked = false) => {
  const walk = newWalk(cx, fn, isAsked)
  functionBody(walk, fn, START)
  return walk
})

/** Walks a function that stands in another one; its ways out are its own. */
export function nestedFunction(walk: Walk, fn: FunctionNode, state: State | undefined): void {
  if (walk.isGated && !mayDecideIn(walk.cx.ts, fn)) return
  const inner: Walk = { ...walk, fn, exits: [], returns: [], catchers: [], breaks: [], risks: [] }
  functionBody(inner, fn, inherited(state))
}

function functionBody(walk: Walk, fn: FunctionNode, start: State): void {
  const { ts } = walk.cx
  if (fn.body === undefined) return
  let state: State | undefined = start
  for (const parameter of fn.parameters)
    if (parameter.initializer) state = expression(walk, parameter.initializer, state) ?? start
  if (ts.isBlock(fn.body)) {
    const end = block(walk, fn.body.statements, state)
    if (end) walk.exits.push({ how: 'end', state: flushAll(end), unsent: end.pending })
  } else {
    const end = expression(walk, fn.body, state)
    if (end) walk.exits.push({ how: 'return', state: flushAll(end), unsent: end.pending, expression: fn.body })
  }
}

function block(walk: Walk, statements: readonly t.Statement[], start: State): State | undefined {
  const { ts } = walk.cx
  let state: State | undefined = start
  for (const one of statements) if (ts.isFunctionDeclaration(one)) nestedFunction(walk, one, start)
  for (const one of statements) {
    if (ts.isFunctionDeclaration(one)) continue
    // code that is never reached is walked for its functions and classes only
    if (state === undefined) {
      if (ts.isClassDeclaration(one)) classMembers(walk, one, START)
      continue
    }
    state = statement(walk, one, state)
  }
  return state
}

function statement(walk: Walk, node: t.Statement, state: State): State | undefined {
  const { ts } = walk.cx
  if (ts.isExpressionStatement(node)) return expression(walk, node.expression, state)
  if (ts.isVariableStatement(node)) return declarations(walk, node.declarationList, state)
  if (ts.isIfStatement(node)) return ifStatement(walk, node, state)
  if (ts.isReturnStatement(node)) {
    const end = node.expression ? expression(walk, node.expression, state) : state
    if (end) leaveByReturn(walk, end, node.expression)
    return undefined
  }
  if (ts.isThrowStatement(node)) {
    const end = expression(walk, node.expression, state)
    if (end) leaveByThrow(walk, end)
    return undefined
  }
  if (ts.isBlock(node)) return block(walk, node.statements, state)
  if (ts.isTryStatement(node)) return tryStatement(walk, node, state)
  if (ts.isSwitchStatement(node)) return switchStatement(walk, node, state)
  if (ts.isForStatement(node)) {
    let begin: State | undefined = state
    if (node.initializer)
      begin = ts.isVariableDeclarationList(node.initializer)
        ? declarations(walk, node.initializer, state)
        : expression(walk, node.initializer, state)
    if (begin && node.condition) begin = expression(walk, node.condition, begin)
    return begin && loop(walk, node.statement, begin)
  }
  if (ts.isForOfStatement(node) || ts.isForInStatement(node) || ts.isWhileStatement(node)) {
    const begin = expression(walk, node.expression, state)
    return begin && loop(walk, node.statement, begin)
  }
  if (ts.isDoStatement(node)) {
    const end = loop(walk, node.statement, state)
    return end && expression(walk, node.expression, end)
  }
  if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) {
    walk.breaks.at(-1)?.push(state)
    return undefined
  }
  if (ts.isLabeledStatement(node)) return statement(walk, node.statement, state)
  if (ts.isClassDeclaration(node)) classMembers(walk, node, state)
  else if (ts.isExportAssignment(node)) return expression(walk, node.expression, state)
  else if (ts.isModuleDeclaration(node) && node.body && ts.isModuleBlock(node.body))
    return block(walk, node.body.statements, state)
  return state
}

function declarations(walk: Walk, list: t.VariableDeclarationList, start: State): State | undefined {
  let state: State | undefined = start
  for (const one of list.declarations) if (one.initializer && state) state = expression(walk, one.initializer, state)
  return state
}

function ifStatement(walk: Walk, node: t.IfStatement, state: State): State | undefined {
  const { yes, no } = branch(walk, node.expression, state)
  const before = walk.answered.length
  const thenEnd = yes && statement(walk, node.thenStatement, yes)
  const thenAnswers = walk.answered.slice(before)
  const middle = walk.answered.length
  const elseEnd = node.elseStatement && no ? statement(walk, node.elseStatement, no) : no
  const elseAnswers = walk.answered.slice(middle)
  if (yes && thenEnd === undefined && elseEnd) return markLeft(walk.cx, elseEnd, state, node.thenStatement, thenAnswers)
  if (no && elseEnd === undefined && thenEnd && node.elseStatement)
    return markLeft(walk.cx, thenEnd, state, node.elseStatement, elseAnswers)
  return join(thenEnd, elseEnd)
}

function loop(walk: Walk, body: t.Statement, state: State): State | undefined {
  walk.breaks.push([])
  const before = walk.statuses.length
  const end = statement(walk, body, state)
  const ends = [end, ...(walk.breaks.pop() ?? [])]
  // the next time round
  const later = walk.statuses.slice(before)
  for (const one of ends) if (one) for (const { key, status } of later) changeStatus(one, key, status)
  return joinAll([state, ...ends])
}

function switchStatement(walk: Walk, node: t.SwitchStatement, start: State): State | undefined {
  const { ts } = walk.cx
  if (node.expression.kind === ts.SyntaxKind.TrueKeyword) return switchOverConditions(walk, node, start)
  const state = expression(walk, node.expression, start)
  if (state === undefined) return undefined
  walk.breaks.push([])
  const all = node.caseBlock.clauses.flatMap((clause) => (ts.isCaseClause(clause) ? [clause.expression] : []))
  let through: State | undefined
  let values: t.Expression[] = []
  for (const clause of node.caseBlock.clauses) {
    if (ts.isCaseClause(clause)) values = [...values, clause.expression]
    if (clause.statements.length === 0) continue
    const entry = withCondition(state, {
      kind: 'case',
      subject: node.expression,
      ...(ts.isCaseClause(clause) ? { values, matches: true } : { values: all, matches: false }),
    })
    const begin = join(through, entry)
    through = begin && block(walk, clause.statements, begin)
    values = []
  }
  const hasDefault = node.caseBlock.clauses.some((clause) => ts.isDefaultClause(clause))
  return joinAll([through, hasDefault ? undefined : state, ...(walk.breaks.pop() ?? [])])
}

/** `switch (true) { case !user: … }`: a chain of `if` and `else if`. */
function switchOverConditions(walk: Walk, node: t.SwitchStatement, start: State): State | undefined {
  const { ts } = walk.cx
  walk.breaks.push([])
  let through: State | undefined
  /** None of the conditions so far has held. */
  let rest: State | undefined = start
  for (const clause of node.caseBlock.clauses) {
    const before: State | undefined = rest
    const { yes, no }: Branches =
      before && ts.isCaseClause(clause)
        ? branch(walk, clause.expression, before)
        : { yes: before, no: ts.isDefaultClause(clause) ? undefined : before }
    const answered = walk.answered.length
    const begin = join(through, yes)
    through = begin && block(walk, clause.statements, begin)
    const last = clause.statements.at(-1)
    rest =
      before && no && through === undefined && last
        ? markLeft(walk.cx, no, before, last, walk.answered.slice(answered))
        : no
  }
  return joinAll([through, rest, ...(walk.breaks.pop() ?? [])])
}

function tryStatement(walk: Walk, node: t.TryStatement, state: State): State | undefined {
  if (node.finallyBlock === undefined) return tryAndCatch(walk, node, state)
  const ways = collectWays(walk)
  const end = tryAndCatch(walk, node, state)
  const found = ways()
  // without a catch, anything in the try may throw
  const thrown = joinAll([...(node.catchClause ? [] : [state]), ...found.thrown, ...found.risks])
  const returned = joinAll(found.returns.map((one) => one.state))
  const entry = joinAll([end, thrown, returned, ...found.breaks]) ?? state
  const after = block(walk, node.finallyBlock.statements, entry)
  // a `finally` that leaves by itself ends every way
  if (after === undefined) return undefined
  const goesOn = (own: State): State => afterFinally(own, entry, after)
  for (const one of found.returns) leaveByReturn(walk, goesOn(one.state), one.expression)
  if (thrown) leaveByThrow(walk, goesOn(thrown))
  for (const one of found.breaks) walk.breaks.at(-1)?.push(goesOn(one))
  return end && goesOn(end)
}

function tryAndCatch(walk: Walk, node: t.TryStatement, state: State): State | undefined {
  if (node.catchClause === undefined) return block(walk, node.tryBlock.statements, state)
  walk.catchers.push([])
  walk.risks.push([])
  const tryEnd = block(walk, node.tryBlock.statements, state)
  const thrown = walk.catchers.pop() ?? []
  const risks = walk.risks.pop() ?? []
  const entry = besides(
    joinAll([state, ...thrown]),
    risks.map((risk) => risk.state),
  )
  const caught =
    entry &&
    block(walk, node.catchClause.block.statements, withCondition(entry, { kind: 'catch', clause: node.catchClause }))
  return join(tryEnd, caught)
}

/** Walks the methods, initialisers and static blocks of a class; each starts from what was known around the class. */
export function classMembers(walk: Walk, node: t.ClassLikeDeclaration, state: State): void {
  const { ts } = walk.cx
  for (const member of node.members) {
    if (isFunctionNode(ts, member)) nestedFunction(walk, member, state)
    else if (ts.isPropertyDeclaration(member) && member.initializer)
      expression(walk, member.initializer, inherited(state))
    else if (ts.isClassStaticBlockDeclaration(member)) block(walk, member.body.statements, inherited(state))
  }
}
