import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { classStatus } from './error-classes.js'
import { exportsOf } from './exports.js'
import { functionOf } from './called-function.js'
import { summaryOf, type Summary } from './summaries.js'
import { isFunctionNode, nameOf, unwrap } from './syntax.js'
import type { Value } from './values.js'

/** The one status that a function answers or throws with, or that instances of a class carry; `undefined`: none, several, or not known. */
export function fixedStatus(cx: AnalysisContext, node: t.Node): number | undefined {
  const { ts } = cx
  const value = madeOf(cx, node)
  if (ts.isClassLike(value)) return numberOf(classStatus(cx, value)?.status)
  const fn = isFunctionNode(ts, value) ? value : ts.isExpression(value) ? functionOf(cx, value) : undefined
  return fn && answerOf(summaryOf(cx, fn))
}

/** What a variable or a property is given; anything else is itself. */
export function madeOf({ ts }: AnalysisContext, node: t.Node): t.Node {
  const isGiven = ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)
  return isGiven && node.initializer ? unwrap(ts, node.initializer) : node
}

/** What is not judged makes no site, but it is an answer. */
function answerOf({ fixed, answers }: Summary): number | undefined {
  const [only, ...others] = new Set(answers)
  return numberOf(fixed?.status) ?? (others.length === 0 ? only : undefined)
}

function numberOf(value: Value | undefined): number | undefined {
  return value?.kind === 'number' ? value.value : undefined
}

/** Something with a name that fixes a status. */
export interface Fixed {
  readonly name: string
  readonly node: t.Node
  readonly status: number
}

const known = new WeakMap<AnalysisContext, Map<t.Node, readonly Fixed[]>>()

/** What a file exports, or declares at its top level (`own`), and what members of an object or static members of a class fix. */
export function fixedIn(cx: AnalysisContext, owner: t.Node): readonly Fixed[] {
  let owners = known.get(cx)
  if (owners === undefined) known.set(cx, (owners = new Map<t.Node, readonly Fixed[]>()))
  let found = owners.get(owner)
  if (found === undefined) {
    // a cycle finds nothing
    owners.set(owner, [])
    found = namedIn(cx, owner).flatMap(([name, node]) => {
      const status = doesOnlyThat(cx, node) ? fixedStatus(cx, node) : undefined
      return status === undefined ? [] : [{ name, node, status }]
    })
    owners.set(owner, found)
  }
  return found
}

/** A class, or a function of one statement: one that does more is not called for its status. */
function doesOnlyThat(cx: AnalysisContext, node: t.Node): boolean {
  const { ts } = cx
  const value = madeOf(cx, node)
  if (!isFunctionNode(ts, value)) return ts.isClassLike(value)
  if (value.body === undefined || !ts.isBlock(value.body)) return value.body !== undefined
  const [only, ...others] = value.body.statements
  return others.length === 0 && only !== undefined && !ts.isIfStatement(only) && !ts.isTryStatement(only)
}

function namedIn(cx: AnalysisContext, owner: t.Node): readonly (readonly [string, t.Node])[] {
  const { ts } = cx
  if (ts.isSourceFile(owner) && owner !== cx.file)
    return [...exportsOf(ts, owner)].flatMap(([name, one]) =>
      one.kind === 'declaration' && name !== 'default' ? [[name, one.declaration] as const] : [],
    )
  const nodes: readonly t.Node[] = ts.isSourceFile(owner)
    ? owner.statements.flatMap((one): readonly t.Node[] =>
        ts.isVariableStatement(one) ? one.declarationList.declarations : [one],
      )
    : ts.isObjectLiteralExpression(owner)
      ? owner.properties
      : ts.isClassLike(owner)
        ? owner.members
        : []
  return nodes.flatMap((node) => {
    const isDeclared =
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isVariableDeclaration(node) ||
      ts.isPropertyAssignment(node) ||
      ts.isMethodDeclaration(node) ||
      ts.isPropertyDeclaration(node)
    const name = isDeclared ? nameOf(ts, node.name) : undefined
    return name === undefined ? [] : [[name, node] as const]
  })
}
