import type * as t from 'typescript'
import { challengeMethods, type ChallengeMethod } from '../../frameworks/challenge-options.js'
import type { AnalysisContext } from '../context.js'
import { findDeclaration } from '../scope.js'
import { enclosingFunction, isAccess, memberName, parentOf, unwrap } from '../syntax.js'
import { importsOf } from '../usage.js'
import { evaluate, numbersOf } from '../values.js'
import { readVariants } from './text.js'
import type { LibraryWrite } from './library.js'

/** Every call of a method of the class itself whose text a library sends as a challenge: `this.fail('Bearer realm="api"')`. */
export function findMethodWrites(cx: AnalysisContext): readonly LibraryWrite[] {
  const { ts, file } = cx
  const imports = importsOf(ts, file)
  const facts = challengeMethods.filter(
    ({ name, modules }) => file.text.includes(`.${name}(`) && modules.some((module) => imports.has(module)),
  )
  if (facts.length === 0) return []
  const writes: LibraryWrite[] = []
  const visit = (node: t.Node): void => {
    if (ts.isCallExpression(node)) {
      const fact = facts.find((one) => isCallOf(cx, node, one))
      const write = fact && writeOf(cx, node, fact)
      if (write) writes.push(write)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return writes
}

function isCallOf(cx: AnalysisContext, { expression }: t.CallExpression, { name }: ChallengeMethod): boolean {
  const { ts } = cx
  if (!isAccess(ts, expression) || memberName(ts, expression) !== name) return false
  const owner = thisOf(cx, expression.expression)
  return owner !== undefined && isMethodOfSubclass(ts, owner)
}

/** The `this` that an expression is: itself, or what `const self = this` was given. */
function thisOf(cx: AnalysisContext, expression: t.Expression): t.Node | undefined {
  const { ts } = cx
  const node = unwrap(ts, expression)
  if (node.kind === ts.SyntaxKind.ThisKeyword) return node
  const declaration = ts.isIdentifier(node) ? findDeclaration(ts, node) : undefined
  const value = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined
  return value?.kind === ts.SyntaxKind.ThisKeyword ? value : undefined
}

/** A method of a class that extends another, or a function that is put on a prototype. */
function isMethodOfSubclass(ts: AnalysisContext['ts'], node: t.Node): boolean {
  let fn = enclosingFunction(ts, node)
  while (fn && ts.isArrowFunction(fn)) fn = enclosingFunction(ts, fn)
  const parent = fn && parentOf(fn)
  if (parent === undefined) return false
  if (ts.isClassLike(parent))
    return parent.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) ?? false
  return ts.isBinaryExpression(parent) && parent.right === fn && /\.prototype\.\w+$/.test(parent.left.getText())
}

function writeOf(cx: AnalysisContext, call: t.CallExpression, fact: ChallengeMethod): LibraryWrite | undefined {
  const value = call.arguments[fact.challenge]
  const status = call.arguments[fact.status]
  if (value === undefined || (status && numbersOf(evaluate(cx, status)).join() !== '401')) return undefined
  // a number is the status, an object is information for the application
  const variants = readVariants(cx, value).filter(
    (pieces) => pieces.some((piece) => piece.kind === 'text') && !cx.ts.isNumericLiteral(unwrap(cx.ts, value)),
  )
  if (variants.length === 0) return undefined
  return { range: { start: value.getStart(), end: value.getEnd() }, node: call, statuses: [401], variants }
}
