import type * as t from 'typescript'
import { assignment } from './assignments.js'
import { branch } from './branches.js'
import { call } from './calls.js'
import { errorObject } from './error-objects.js'
import { classMembers, nestedFunction } from './flow.js'
import { noteResult } from './results.js'
import { isAssignment } from './scope.js'
import { join, withCondition, type State } from './state.js'
import { isFunctionNode } from './syntax.js'
import type { Walk } from './walk.js'

/** Walks an expression in the order of evaluation. `undefined`: it never returns. */
export function expression(walk: Walk, node: t.Expression, state: State): State | undefined {
  const { ts } = walk.cx
  if (isFunctionNode(ts, node)) {
    nestedFunction(walk, node, state)
    return state
  }
  if (ts.isClassExpression(node)) {
    classMembers(walk, node, state)
    return state
  }
  if (ts.isConditionalExpression(node)) {
    const { yes, no } = branch(walk, node.condition, state)
    return join(yes && expression(walk, node.whenTrue, yes), no && expression(walk, node.whenFalse, no))
  }
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind
    if (operator === ts.SyntaxKind.AmpersandAmpersandToken) {
      const { yes, no } = branch(walk, node.left, state)
      return join(no, yes && expression(walk, node.right, yes))
    }
    if (operator === ts.SyntaxKind.BarBarToken) {
      const { yes, no } = branch(walk, node.left, state)
      return join(yes, no && expression(walk, node.right, no))
    }
    if (operator === ts.SyntaxKind.QuestionQuestionToken) {
      const left = expression(walk, node.left, state)
      return (
        left &&
        join(
          left,
          expression(walk, node.right, withCondition(left, { kind: 'test', expression: node.left, holds: false })),
        )
      )
    }
    if (isAssignment(ts, operator)) {
      const left = expression(walk, node.left, state)
      const right = left && expression(walk, node.right, left)
      return right && assignment(walk, node, right)
    }
  }
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return call(walk, node, state)
  if (ts.isObjectLiteralExpression(node)) {
    noteResult(walk, node, state)
    errorObject(walk, node, state)
  }
  let current: State | undefined = state
  ts.forEachChild(node, (child) => {
    if (current !== undefined) current = part(walk, child, current)
  })
  return current
}

/** A part of an expression: another expression, a property of a literal, an attribute of an element. */
function part(walk: Walk, node: t.Node, state: State): State | undefined {
  const { ts } = walk.cx
  if (isFunctionNode(ts, node)) {
    nestedFunction(walk, node, state)
    return state
  }
  if (ts.isTypeNode(node) || ts.isIdentifier(node)) return state
  if (ts.isExpression(node)) return expression(walk, node, state)
  let current: State | undefined = state
  ts.forEachChild(node, (child) => {
    if (current !== undefined) current = part(walk, child, current)
  })
  return current
}
