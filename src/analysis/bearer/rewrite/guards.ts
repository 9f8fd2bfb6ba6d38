import type * as t from 'typescript'
import { looksAtScheme, polarityOf } from './polarity.js'
import { isListed, siblings, type View } from './view.js'

/** An `if` around or before the statement that takes the token. */
export interface Guard {
  readonly kind: 'leaves' | 'encloses'
  readonly statement: t.IfStatement
  /** The part of the condition that is about the header. */
  readonly condition: {
    readonly first: t.Expression
    readonly last: t.Expression
    readonly all: readonly t.Expression[]
  }
  readonly looksAtScheme: boolean
}

/** The guards of a statement, nearest first: earlier `if`s that leave when there is no token, and `if`s around it that ask for one. */
export function guardsOf(view: View, statement: t.Statement): readonly Guard[] {
  const { ts } = view.cx
  const found: Guard[] = []
  for (let at: t.Node = statement; !ts.isFunctionLike(at) && !ts.isSourceFile(at); at = at.parent) {
    const { parent } = at
    if (ts.isIterationStatement(at, false)) break
    if (ts.isStatement(at) && isListed(view, at)) {
      const all = siblings(view, at)
      for (const before of all.slice(0, all.indexOf(at)).reverse()) {
        if (!ts.isIfStatement(before) || before.elseStatement || !leaves(view, before.thenStatement)) continue
        const condition = whole(before.expression)
        if (polarityOf(view, before.expression) === 'absent')
          found.push({
            kind: 'leaves',
            statement: before,
            condition,
            looksAtScheme: looksAtScheme(view, before.expression),
          })
      }
    }
    if (ts.isIfStatement(parent) && parent.thenStatement === at) {
      const condition = presentPart(view, parent.expression)
      const isScheme = condition !== undefined && condition.all.some((one) => looksAtScheme(view, one))
      if (condition) found.push({ kind: 'encloses', statement: parent, condition, looksAtScheme: isScheme })
    }
  }
  return found
}

function whole(condition: t.Expression): Guard['condition'] {
  return { first: condition, last: condition, all: [condition] }
}

/** Of `a && header && isBearer && b` the part in the middle. */
function presentPart(view: View, condition: t.Expression): Guard['condition'] | undefined {
  if (polarityOf(view, condition) === 'present') return whole(condition)
  const all = conjuncts(view, condition)
  const about = all.filter((one) => polarityOf(view, one) === 'present')
  const [first] = about
  const last = about.at(-1)
  if (!first || !last) return undefined
  return all.indexOf(last) - all.indexOf(first) === about.length - 1 ? { first, last, all: about } : undefined
}

function conjuncts(view: View, node: t.Expression): readonly t.Expression[] {
  const { ts } = view.cx
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
    ? [...conjuncts(view, node.left), ...conjuncts(view, node.right)]
    : [node]
}

/** Whether a statement always leaves the function. */
export function leaves(view: View, statement: t.Statement): boolean {
  const { ts } = view.cx
  if (ts.isReturnStatement(statement) || ts.isThrowStatement(statement)) return true
  if (ts.isBlock(statement)) {
    const last = statement.statements.at(-1)
    return last !== undefined && leaves(view, last)
  }
  // Koa: ctx.throw(401)
  return ts.isExpressionStatement(statement) && /\.throw\(/.test(statement.getText())
}

/** Whether guards that ask one after the other all leave in the same words, so that one of them says it all. */
export function haveSameExit(view: View, guards: readonly Guard[]): boolean {
  if (guards.length < 2) return true
  const texts = guards.map((guard) =>
    guard.kind === 'leaves' ? exitText(view, guard.statement.thenStatement) : undefined,
  )
  return texts.every((text) => text !== undefined && text === texts[0])
}

/** What a guard does, the same with braces and without. */
export function exitText({ cx: { ts } }: View, exit: t.Statement): string {
  const statements = ts.isBlock(exit) ? exit.statements : [exit]
  return (statements.length === 1 ? statements : [exit])
    .map((one) => one.getText().replace(/;$/, '').replace(/\s+/g, ' '))
    .join('')
}
