import type * as t from 'typescript'
import { CONFIGURATION } from '../../frameworks/request-input.js'
import type { AnalysisContext } from '../context.js'
import { resolve, resolveCallee, resolveDeclaration } from '../resolve.js'
import { returnedExpressions } from '../returns.js'
import { findDeclaration, isAssignment } from '../scope.js'
import { enclosingFunction, isAccess, memberName, nameOf, unwrap, unwrapAwait } from '../syntax.js'

type Access = t.PropertyAccessExpression | t.ElementAccessExpression

/**
 * Every value that a field of a class is given: its initial value, what the class assigns to it, or what its getter returns.
 * `undefined` when the member is none, has no value, or is written from outside of the class where that is seen.
 */
export function fieldValues(cx: AnalysisContext, node: Access): readonly t.Expression[] | undefined {
  const { ts } = cx
  const name = memberName(ts, node)
  const owner = name === undefined ? undefined : classBehind(cx, node.expression)
  const member = owner?.members.find((one) => nameOf(ts, one.name) === name)
  if (name === undefined || owner === undefined || member === undefined) return undefined
  if (ts.isGetAccessorDeclaration(member)) return returnedExpressions(ts, member)
  if (!ts.isPropertyDeclaration(member)) return undefined
  const writes = [...new Set([owner.getSourceFile(), node.getSourceFile()])].flatMap((file) => writesIn(cx, file, name))
  const isOwn = (write: t.BinaryExpression): boolean => {
    const left = unwrap(ts, write.left)
    return isAccess(ts, left) && left.expression.kind === ts.SyntaxKind.ThisKeyword && isInside(write, owner)
  }
  if (!writes.every(isOwn)) return undefined
  const values = [...(member.initializer ? [member.initializer] : []), ...writes.map((write) => write.right)]
  return values.length > 0 ? values : undefined
}

function classBehind(cx: AnalysisContext, expression: t.Expression): t.ClassLikeDeclaration | undefined {
  const { ts } = cx
  const target = resolve(cx, expression)
  if (target?.kind !== 'node') return undefined
  if (ts.isClassLike(target.node)) return target.node
  const made = ts.isNewExpression(target.node) ? resolveCallee(cx, target.node.expression) : undefined
  return made?.kind === 'node' && ts.isClassLike(made.node) ? made.node : undefined
}

function isInside(node: t.Node, owner: t.Node): boolean {
  return node.getSourceFile() === owner.getSourceFile() && owner.pos <= node.pos && node.end <= owner.end
}

/** Assignments to a member of this name, of whatever object. */
function writesIn({ ts }: AnalysisContext, file: t.SourceFile, name: string): readonly t.BinaryExpression[] {
  const writes: t.BinaryExpression[] = []
  const visit = (node: t.Node): void => {
    if (ts.isBinaryExpression(node) && isAssignment(ts, node.operatorToken.kind)) {
      const left = unwrap(ts, node.left)
      if (isAccess(ts, left) && memberName(ts, left) === name) writes.push(node)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return writes
}

/** A parameter or a field whose type comes from a package of configuration: `constructor(private config: ConfigService)`. */
export function isOfConfiguration(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const target = resolve(cx, expression)
  const node = target?.kind === 'node' ? target.node : undefined
  const type = node && (ts.isParameter(node) || ts.isPropertyDeclaration(node)) ? node.type : undefined
  if (type === undefined || !ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return false
  const declaration = findDeclaration(ts, type.typeName)
  const made = declaration && resolveDeclaration(cx, declaration)
  return made?.kind === 'external' && (CONFIGURATION.modules as readonly string[]).includes(made.module)
}

/**
 * Whether a call looks a row up by constants alone: `db.setting.findUnique({ where: { name: 'key' } })`, on an object that lives as long as
 * the server. What it finds is the same for every request. A call in the chain (`client.from('rows').select()`) may bring the caller in.
 */
export function isConstantLookup({ ts }: AnalysisContext, node: t.CallExpression): boolean {
  const [only, ...others] = node.arguments
  if (only === undefined || others.length > 0 || !isConstantObject(ts, only)) return false
  let at = unwrapAwait(ts, node.expression)
  if (!isAccess(ts, at)) return false
  while (isAccess(ts, at)) at = unwrap(ts, at.expression)
  const declaration = ts.isIdentifier(at) ? findDeclaration(ts, at) : undefined
  return declaration !== undefined && enclosingFunction(ts, declaration) === undefined && !ts.isParameter(declaration)
}

/** `{ where: { name: 'key' } }`: something is asked for, and by text. */
function isConstantObject(ts: AnalysisContext['ts'], expression: t.Expression): boolean {
  const isConstant = (node: t.Expression): boolean => {
    const value = unwrap(ts, node)
    if (!ts.isObjectLiteralExpression(value))
      return (
        ts.isLiteralExpression(value) ||
        value.kind === ts.SyntaxKind.TrueKeyword ||
        value.kind === ts.SyntaxKind.FalseKeyword
      )
    return value.properties.every((one) => ts.isPropertyAssignment(one) && isConstant(one.initializer))
  }
  const hasText = (node: t.Node): boolean => ts.isStringLiteralLike(node) || (ts.forEachChild(node, hasText) ?? false)
  return ts.isObjectLiteralExpression(unwrap(ts, expression)) && isConstant(expression) && hasText(expression)
}
