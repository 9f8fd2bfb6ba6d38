import type * as t from 'typescript'
import { evaluate } from './expressions.js'
import { deeper, inner, isTrue, step, type Machine } from './machine.js'
import { compare } from './operators.js'
import { bind } from './patterns.js'
import { Fault, GiveUp, isSent, NOTHING, opaque, shown, Thrown, type Scope, type Value } from './values.js'

/** How a statement ends: `undefined`, and the next one is run. */
export type End =
  { readonly kind: 'return'; readonly value: Value } | { readonly kind: 'break' | 'continue' } | undefined

/** What a function gives back. */
export function runBody(machine: Machine, scope: Scope, fn: t.SignatureDeclaration): Value {
  const { ts } = machine
  if (!ts.isFunctionLike(fn) || !('body' in fn) || fn.body === undefined) throw new GiveUp('body')
  const { body } = fn
  if (!ts.isBlock(body)) return evaluate(machine, scope, body)
  const end = runAll(machine, scope, body.statements)
  return end?.kind === 'return' ? end.value : NOTHING
}

export function runAll(machine: Machine, scope: Scope, statements: readonly t.Statement[]): End {
  for (const statement of statements)
    if (machine.ts.isFunctionDeclaration(statement) && statement.name)
      scope.names.set(statement.name.text, { kind: 'function', node: statement, scope })
  for (const statement of statements) {
    const end = run(machine, scope, statement)
    if (end !== undefined) return end
  }
  return undefined
}

function run(machine: Machine, scope: Scope, node: t.Statement): End {
  const { ts } = machine
  step(machine)
  if (ts.isVariableStatement(node)) {
    declare(machine, scope, node.declarationList)
    return undefined
  }
  if (ts.isExpressionStatement(node)) {
    evaluate(machine, scope, node.expression)
    return undefined
  }
  if (ts.isIfStatement(node)) {
    const taken = isTrue(machine, evaluate(machine, scope, node.expression)) ? node.thenStatement : node.elseStatement
    return taken && run(machine, inner(scope), taken)
  }
  if (ts.isReturnStatement(node))
    return { kind: 'return', value: node.expression ? evaluate(machine, scope, node.expression) : NOTHING }
  if (ts.isThrowStatement(node)) throw new Thrown(evaluate(machine, scope, node.expression))
  if (ts.isBlock(node)) return deeper(machine, () => runAll(machine, inner(scope), node.statements))
  if (ts.isTryStatement(node)) return runTry(machine, scope, node)
  if (ts.isSwitchStatement(node)) return runSwitch(machine, scope, node)
  if (ts.isForOfStatement(node)) return runForOf(machine, scope, node)
  if (ts.isBreakStatement(node)) return { kind: 'break' }
  if (ts.isContinueStatement(node)) return { kind: 'continue' }
  if (
    ts.isFunctionDeclaration(node) ||
    ts.isEmptyStatement(node) ||
    ts.isImportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isClassDeclaration(node)
  )
    return undefined
  throw new GiveUp('statement')
}

function declare(machine: Machine, scope: Scope, list: t.VariableDeclarationList): void {
  for (const one of list.declarations)
    bind(machine, scope, one.name, one.initializer ? evaluate(machine, scope, one.initializer) : NOTHING)
}

function runTry(machine: Machine, scope: Scope, node: t.TryStatement): End {
  let end: End
  try {
    end = deeper(machine, () => runAll(machine, inner(scope), node.tryBlock.statements))
  } catch (error) {
    if (!(error instanceof Fault || error instanceof Thrown)) throw error
    if (!node.catchClause) throw error
    end = runCatch(machine, inner(scope), node.catchClause, error)
  }
  const last = node.finallyBlock && runAll(machine, inner(scope), node.finallyBlock.statements)
  return last ?? end
}

function runCatch(machine: Machine, scope: Scope, clause: t.CatchClause, error: Fault | Thrown): End {
  const { variableDeclaration: named } = clause
  const value = error instanceof Thrown ? error.value : opaque('fault')
  if (named) bind(machine, scope, named.name, value)
  return runAll(machine, scope, clause.block.statements)
}

function runSwitch(machine: Machine, scope: Scope, node: t.SwitchStatement): End {
  const { ts } = machine
  const value = evaluate(machine, scope, node.expression)
  const { clauses } = node.caseBlock
  const isMet = (clause: t.CaseOrDefaultClause): boolean => {
    if (!ts.isCaseClause(clause)) return false
    const same = compare(machine, '===', value, evaluate(machine, scope, clause.expression))
    return same !== undefined && isTrue(machine, same)
  }
  const met = clauses.findIndex(isMet)
  const from = met >= 0 ? met : clauses.findIndex((clause) => ts.isDefaultClause(clause))
  if (from < 0) return undefined
  const end = runAll(
    machine,
    inner(scope),
    clauses.slice(from).flatMap((clause) => [...clause.statements]),
  )
  return end?.kind === 'break' ? undefined : end
}

function runForOf(machine: Machine, scope: Scope, node: t.ForOfStatement): End {
  const { ts } = machine
  const value = evaluate(machine, scope, node.expression)
  if (value.kind !== 'list' && isSent(value)) throw new GiveUp('loop')
  const items = value.kind === 'list' ? value.items : [opaque(`one of ${shown(value)}`)]
  for (const item of items) {
    const own = inner(scope)
    if (!ts.isVariableDeclarationList(node.initializer)) throw new GiveUp('loop')
    const [one] = node.initializer.declarations
    if (one) bind(machine, own, one.name, item)
    const end = run(machine, own, node.statement)
    if (end?.kind === 'return') return end
    if (end?.kind === 'break') return undefined
  }
  return undefined
}
