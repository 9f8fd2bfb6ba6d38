import type * as t from 'typescript'
import { looksAtScheme, polarityOf } from './polarity.js'
import { listedStatement, siblings, type View } from './view.js'

/** An `if` around or before the statement that takes the token. */
export interface Guard {
  readonly kind: 'leaves' | 'encloses'
  readonly statement: t.IfStatement
  /** The part of the condition that is about the header. */
  readonly condition: { readonly first: t.Expression; readonly last: t.Expression }
  readonly looksAtScheme: boolean
}

/** The guards of a statement, nearest first: earlier `if`s that leave when there is no token, and `if`s around it that ask for one. */
export function guardsOf(view: View, statement: t.Statement): readonly Guard[] {
  const { ts } = view.cx
  const found: Guard[] = []
  for (let at: t.Statement | undefined = statement; at !== undefined;) {
    const all = siblings(view, at)
    for (const before of all.slice(0, all.indexOf(at)).reverse()) {
      if (!ts.isIfStatement(before) || before.elseStatement || !leaves(view, before.thenStatement)) continue
      if (polarityOf(view, before.expression) === 'absent')
        found.push({
          kind: 'leaves',
          statement: before,
          condition: { first: before.expression, last: before.expression },
          looksAtScheme: looksAtScheme(view, before.expression),
        })
    }
    let outer: t.Node = at.parent
    let inner: t.Node = at
    while (
      !ts.isIfStatement(outer) &&
      !ts.isFunctionLike(outer) &&
      !ts.isSourceFile(outer) &&
      !(ts.isStatement(outer) && (ts.isBlock(outer.parent) || ts.isSourceFile(outer.parent)))
    ) {
      inner = outer
      outer = outer.parent
    }
    if (ts.isFunctionLike(outer) || ts.isSourceFile(outer)) break
    if (ts.isIfStatement(outer) && outer.thenStatement === inner) {
      const condition = presentPart(view, outer.expression)
      if (condition)
        found.push({
          kind: 'encloses',
          statement: outer,
          condition,
          looksAtScheme: looksAtScheme(view, condition.last) || looksAtScheme(view, condition.first),
        })
    }
    if (ts.isIterationStatement(outer, false)) break
    at = listedStatement(view, outer)
  }
  return found
}

/** Of `a && header && isBearer && b` the part in the middle. */
function presentPart(view: View, condition: t.Expression): Guard['condition'] | undefined {
  if (polarityOf(view, condition) === 'present') return { first: condition, last: condition }
  const all = conjuncts(view, condition)
  const about = all.filter((one) => polarityOf(view, one) === 'present')
  const [first] = about
  const last = about.at(-1)
  if (!first || !last) return undefined
  return all.indexOf(last) - all.indexOf(first) === about.length - 1 ? { first, last } : undefined
}

function conjuncts(view: View, node: t.Expression): readonly t.Expression[] {
  const { ts } = view.cx
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
    ? [...conjuncts(view, node.left), ...conjuncts(view, node.right)]
    : [node]
}

/** Whether a statement always leaves the function. */
function leaves(view: View, statement: t.Statement): boolean {
  const { ts } = view.cx
  if (ts.isReturnStatement(statement) || ts.isThrowStatement(statement)) return true
  if (ts.isBlock(statement)) {
    const last = statement.statements.at(-1)
    return last !== undefined && leaves(view, last)
  }
  // Koa: ctx.throw(401)
  return ts.isExpressionStatement(statement) && /\.throw\(/.test(statement.getText())
}
