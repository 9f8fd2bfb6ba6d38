import type * as t from 'typescript'
import { assignmentsTo, findDeclaration, type Declaration } from '../../scope.js'
import { isFallback, outermost } from '../syntax.js'
import { hasComment } from './text-edits.js'
import { holderOf, isHeader, nearestStatement, siblings, type View } from './view.js'
import type { Whole } from './widen.js'

/** What is done with the token. */
export interface Taker {
  readonly kind: 'declare' | 'assign' | 'return' | 'other'
  readonly statement: t.Statement
  /** The variable that gets the token. */
  readonly name: string | undefined
  readonly declaration: Declaration | undefined
}

/** The statement that takes the token. */
export function takerOf(view: View, whole: Whole): Taker | undefined {
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

/** `let token` that is given nothing but the token: it becomes the declaration. */
export function emptyDeclaration(view: View, taker: Taker, at: t.Statement): t.VariableStatement | undefined {
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

/** Whether the function gives the token itself to its caller, who then has to ask. */
export function isReturned(view: View, token: t.Expression): boolean {
  const { ts } = view.cx
  let node = outermost(ts, token)
  while (ts.isBinaryExpression(node.parent) && isFallback(ts, node.parent.operatorToken.kind))
    node = outermost(ts, node.parent)
  return ts.isReturnStatement(node.parent) || (ts.isArrowFunction(node.parent) && node.parent.body === node)
}

/** `req.headers.authorization = …`: the header is put in order for others, nobody takes a token here. */
export function writesHeader(view: View, statement: t.Statement): boolean {
  const { ts } = view.cx
  return (
    ts.isExpressionStatement(statement) &&
    ts.isBinaryExpression(statement.expression) &&
    isHeader(view, statement.expression.left)
  )
}
