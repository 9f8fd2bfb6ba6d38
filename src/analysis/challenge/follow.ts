import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { findDeclaration, isAssignment } from '../scope.js'
import { enclosingFunction, isAccess, memberName } from '../syntax.js'
import { MOST_VARIANTS } from './pieces.js'

/** How the value of a local variable comes about, step by step. `V` is one value that it can have. */
export interface Steps<V> {
  /** The values of an expression that is assigned; `undefined` when they are not known. `before` is what the variable itself holds. */
  readonly valuesOf: (expression: t.Expression, before: readonly V[]) => readonly V[] | undefined
  /** The values after `x += e` or `x.push(e)`. */
  readonly append: (before: readonly V[], added: readonly t.Expression[]) => readonly V[] | undefined
}

interface Walk<V> {
  readonly cx: AnalysisContext
  readonly declaration: t.VariableDeclaration
  readonly use: t.Node
  readonly steps: Steps<V>
}

/** `'left'`: the path ends before the use. `undefined`: it cannot be followed. */
type Outcome<V> = { readonly values: readonly V[]; readonly arrived: boolean } | 'left' | undefined

/**
 * Every value that a local variable can have at `use`, following the statements between its declaration and there:
 * assignments, `+=`, `push`, under `if`, `else`, `switch` and `try`. `undefined` when a loop, a closure or too many paths stand in between.
 */
export function followVariable<V>(
  cx: AnalysisContext,
  declaration: t.VariableDeclaration,
  use: t.Node,
  steps: Steps<V>,
): readonly V[] | undefined {
  const { ts } = cx
  const list = declaration.parent
  if (!ts.isVariableDeclarationList(list) || !ts.isVariableStatement(list.parent)) return undefined
  const statement = list.parent
  const block = statement.parent
  if (!ts.isBlock(block) && !ts.isSourceFile(block) && !ts.isCaseOrDefaultClause(block)) return undefined
  if (enclosingFunction(ts, use) !== enclosingFunction(ts, declaration)) return undefined
  const start = declaration.initializer ? steps.valuesOf(declaration.initializer, []) : []
  if (start === undefined) return undefined
  const walk = { cx, declaration, use, steps }
  const outcome = run(walk, block.statements.slice(block.statements.indexOf(statement) + 1), start)
  return outcome !== undefined && outcome !== 'left' && outcome.values.length > 0 ? outcome.values : undefined
}

function run<V>(walk: Walk<V>, statements: readonly t.Statement[], start: readonly V[]): Outcome<V> {
  let values = start
  for (const statement of statements) {
    const outcome = step(walk, statement, values)
    if (outcome === undefined || outcome === 'left' || outcome.arrived) return outcome
    values = outcome.values
    if (values.length > MOST_VARIANTS) return undefined
  }
  return { values, arrived: false }
}

function step<V>(walk: Walk<V>, statement: t.Statement, values: readonly V[]): Outcome<V> {
  const { cx, use } = walk
  const { ts } = cx
  const unchanged = { values, arrived: contains(statement, use) }
  if (ts.isReturnStatement(statement) || ts.isThrowStatement(statement)) return unchanged.arrived ? unchanged : 'left'
  if (ts.isBreakStatement(statement)) return unchanged
  if (ts.isBlock(statement)) return run(walk, statement.statements, values)
  if (ts.isIfStatement(statement)) return branches(walk, statement, values)
  if (!touches(walk, statement)) return unchanged
  if (ts.isExpressionStatement(statement)) {
    const after = effect(walk, statement.expression, values)
    return after && { values: after, arrived: unchanged.arrived }
  }
  return inside(walk, statement, values)
}

function branches<V>(walk: Walk<V>, statement: t.IfStatement, values: readonly V[]): Outcome<V> {
  const { use } = walk
  const { thenStatement, elseStatement } = statement
  if (contains(statement.expression, use)) return { values, arrived: true }
  if (contains(thenStatement, use)) return step(walk, thenStatement, values)
  if (elseStatement && contains(elseStatement, use)) return step(walk, elseStatement, values)
  const yes = step(walk, thenStatement, values)
  const no = elseStatement ? step(walk, elseStatement, values) : { values, arrived: false }
  return merge([yes, no])
}

/** `try` and `switch`: the blocks one by one, each from where the statement starts. */
function inside<V>(walk: Walk<V>, statement: t.Statement, values: readonly V[]): Outcome<V> {
  const { ts } = walk.cx
  if (ts.isTryStatement(statement)) {
    const blocks = [statement.tryBlock, statement.catchClause?.block, statement.finallyBlock].filter(
      (block) => block !== undefined,
    )
    const used = blocks.find((block) => contains(block, walk.use))
    // In a catch clause nobody knows how far the block came.
    if (used)
      return used === statement.tryBlock || !touches(walk, statement.tryBlock)
        ? run(walk, used.statements, values)
        : undefined
    return merge(blocks.map((block) => run(walk, block.statements, values)))
  }
  if (!ts.isSwitchStatement(statement)) return undefined
  const { clauses } = statement.caseBlock
  const used = clauses.find((clause) => contains(clause, walk.use))
  if (used) return run(walk, used.statements, values)
  const outcomes = clauses.map((clause) => run(walk, clause.statements, values))
  const isComplete = clauses.some((clause) => ts.isDefaultClause(clause))
  return merge(isComplete ? outcomes : [...outcomes, { values, arrived: false }])
}

function merge<V>(outcomes: readonly Outcome<V>[]): Outcome<V> {
  const going: { readonly values: readonly V[] }[] = []
  for (const outcome of outcomes) {
    if (outcome === undefined) return undefined
    if (outcome !== 'left') going.push(outcome)
  }
  if (going.length === 0) return 'left'
  return { values: [...new Set(going.flatMap(({ values }) => values))], arrived: false }
}

/** What one expression statement does to the variable. */
function effect<V>(walk: Walk<V>, expression: t.Expression, values: readonly V[]): readonly V[] | undefined {
  const { cx, steps } = walk
  const { ts } = cx
  if (ts.isBinaryExpression(expression) && isVariable(walk, expression.left)) {
    const { kind } = expression.operatorToken
    if (kind === ts.SyntaxKind.EqualsToken) return steps.valuesOf(expression.right, values)
    return kind === ts.SyntaxKind.PlusEqualsToken ? steps.append(values, [expression.right]) : undefined
  }
  if (
    ts.isCallExpression(expression) &&
    isAccess(ts, expression.expression) &&
    isVariable(walk, expression.expression.expression)
  ) {
    return memberName(ts, expression.expression) === 'push'
      ? steps.append(values, [...expression.arguments])
      : undefined
  }
  // `cond && x.push(e)`
  if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
    if (touches(walk, expression.left)) return undefined
    const after = effect(walk, expression.right, values)
    return after && [...new Set([...values, ...after])]
  }
  return undefined
}

function isVariable<V>({ cx, declaration }: Walk<V>, node: t.Node): boolean {
  return cx.ts.isIdentifier(node) && findDeclaration(cx.ts, node) === declaration
}

/** Whether the variable is assigned, or a method that changes a list is called on it, within `node`. */
function touches<V>(walk: Walk<V>, node: t.Node): boolean {
  const { ts } = walk.cx
  if (ts.isBinaryExpression(node) && isAssignment(ts, node.operatorToken.kind) && isVariable(walk, node.left))
    return true
  if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isVariable(walk, node.operand))
    return true
  if (ts.isCallExpression(node) && isAccess(ts, node.expression) && isVariable(walk, node.expression.expression)) {
    if (/^(?:push|unshift|splice|pop|shift|sort|reverse|fill|copyWithin)$/.test(memberName(ts, node.expression) ?? ''))
      return true
  }
  return ts.forEachChild(node, (child) => touches(walk, child) || undefined) ?? false
}

function contains(outer: t.Node, inner: t.Node): boolean {
  return inner.pos >= outer.pos && inner.end <= outer.end
}

/** Whether a list in a variable is changed anywhere after it was made. */
export function isChanged(cx: AnalysisContext, declaration: t.VariableDeclaration): boolean {
  const steps: Steps<never> = { valuesOf: () => undefined, append: () => undefined }
  return touches({ cx, declaration, use: declaration, steps }, declaration.getSourceFile())
}
