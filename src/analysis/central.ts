import type * as t from 'typescript'
import type { CentralFact, Framework } from '../frameworks/define.js'
import type { AnalysisContext } from './context.js'
import { exportsOf } from './exports.js'
import { pathOf } from './resolve.js'
import { functionOf } from './called-function.js'
import { isAccess, isFunctionNode, memberName, nameOf, unwrap, type FunctionNode } from './syntax.js'
import { closeness } from './usage.js'

/** A function of the project that sees many responses: an error handler, a response hook. */
export interface CentralFunction {
  readonly fn: FunctionNode
  readonly fact: CentralFact
  readonly framework: Framework
}

/** The central functions that a file registers, declares or exports by convention. */
export function centralFunctions(cx: AnalysisContext, file: t.SourceFile): readonly CentralFunction[] {
  const facts = cx.frameworks.flatMap((framework) => (framework.central ?? []).map((fact) => ({ fact, framework })))
  const close = facts.filter(({ framework }) => closeness(cx, framework, file) > 0)
  if (close.length === 0) return []
  return [...registered(cx, file, close), ...exported(cx, file, close)]
}

type Owned = Pick<CentralFunction, 'fact' | 'framework'>

function registered(cx: AnalysisContext, file: t.SourceFile, facts: readonly Owned[]): readonly CentralFunction[] {
  const { ts } = cx
  const found: CentralFunction[] = []
  const add = (fn: FunctionNode | undefined, owned: Owned): void => {
    if (fn === undefined) return
    const { parameters, registrars } = owned.fact
    const count = fn.parameters.length
    // four parameters make an error handler of it, and nothing else
    const isOther = facts.some(
      ({ framework, fact }) =>
        framework === owned.framework &&
        fact.parameters === count &&
        fact.registrars?.some((name) => registrars?.includes(name)),
    )
    if (parameters === undefined ? !isOther : count === parameters) found.push({ fn, ...owned })
  }
  const visit = (node: t.Node): void => {
    if (ts.isCallExpression(node) && isAccess(ts, node.expression)) {
      const name = memberName(ts, node.expression) ?? ''
      for (const owned of facts) {
        if (owned.fact.registrars?.includes(name) !== true || !isEvent(cx, node, owned.fact)) continue
        for (const argument of node.arguments) add(functionIn(cx, argument), owned)
      }
    } else if (ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node)) {
      const name = nameOf(ts, node.name) ?? ''
      for (const owned of facts) {
        if (owned.fact.properties?.includes(name))
          add(ts.isMethodDeclaration(node) ? node : functionIn(cx, node.initializer), owned)
        const { implementations } = owned.fact
        if (
          implementations?.method === name &&
          ts.isMethodDeclaration(node) &&
          ts.isClassLike(node.parent) &&
          implementsType(node.parent, implementations.type.name)
        )
          add(node, owned)
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function isEvent(cx: AnalysisContext, call: t.CallExpression, { events }: CentralFact): boolean {
  const [first] = call.arguments
  return (
    events === undefined || (first !== undefined && cx.ts.isStringLiteralLike(first) && events.includes(first.text))
  )
}

function functionIn(cx: AnalysisContext, expression: t.Expression): FunctionNode | undefined {
  const node = unwrap(cx.ts, expression)
  if (isFunctionNode(cx.ts, node)) return node
  return cx.ts.isIdentifier(node) || isAccess(cx.ts, node) ? functionOf(cx, node) : undefined
}

function implementsType(owner: t.ClassLikeDeclaration, name: string): boolean {
  return (
    owner.heritageClauses?.some((clause) =>
      clause.types.some(
        (type) => type.expression.getText() === name || new RegExp(`Base${name}$`).test(type.expression.getText()),
      ),
    ) ?? false
  )
}

function exported(cx: AnalysisContext, file: t.SourceFile, facts: readonly Owned[]): readonly CentralFunction[] {
  const { ts } = cx
  const path = pathOf(cx, file)
  return facts.flatMap(({ fact, framework }) => {
    if (fact.file?.path.test(path) !== true) return []
    const names = fact.file.exports
    return [...exportsOf(ts, file)].flatMap(([name, target]) => {
      if (!names.includes(name)) return []
      const fn =
        target.kind === 'declaration'
          ? isFunctionNode(ts, target.declaration)
            ? target.declaration
            : ts.isVariableDeclaration(target.declaration) && target.declaration.initializer
              ? functionIn(cx, target.declaration.initializer)
              : undefined
          : target.kind === 'expression'
            ? functionIn(cx, target.expression)
            : undefined
      return fn ? [{ fn, fact, framework }] : []
    })
  })
}
