import type * as t from 'typescript'
import { STRATEGY_TAKERS, TOKEN_OPTIONS } from '../../frameworks/credential-libraries.js'
import type { AnalysisContext } from '../context.js'
import { lastName } from '../bearer/syntax.js'
import { speakingName } from '../guards/names.js'
import { occurrencesOf } from '../occurrences.js'
import { pathOf } from '../resolve.js'
import { stringValue } from '../strings.js'

const MOST_FILES = 10

/** What the strategies whose names a call is given take the token with, as far as the package shows it: `jwtFromRequest: (req) => …`. */
export function tokenReadersOf(cx: AnalysisContext, call: t.CallExpression): readonly t.Expression[] {
  const { ts } = cx
  if (!STRATEGY_TAKERS.includes(speakingName(cx, call.expression))) return []
  const names = call.arguments
    .flatMap((argument) => (ts.isArrayLiteralExpression(argument) ? [...argument.elements] : [argument]))
    .flatMap((argument) => stringValue(cx, argument) ?? [])
  if (names.length === 0) return []
  return cx.workspace
    .filesLoading(pathOf(cx, call), TOKEN_OPTIONS.module)
    .slice(0, MOST_FILES)
    .flatMap((path) => {
      const file = cx.workspace.sourceFile(path)
      return file ? readersIn(cx, file) : []
    })
    .filter((reader) => names.includes(strategyOf(cx, reader)))
}

function readersIn(cx: AnalysisContext, file: t.SourceFile): readonly t.Expression[] {
  return occurrencesOf(cx.ts, file, TOKEN_OPTIONS.option).flatMap(({ parent }) =>
    cx.ts.isPropertyAssignment(parent) ? [parent.initializer] : [],
  )
}

/** `class Refresh extends PassportStrategy(Strategy, 'refresh')`, `passport.use('refresh', new Strategy({ … }))`. */
function strategyOf(cx: AnalysisContext, reader: t.Expression): string {
  const { ts } = cx
  for (let at: t.Node = reader; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isCallExpression(at) && lastName(ts, at.expression) === 'use') {
      const [first] = at.arguments
      if (first && at.arguments.length > 1) return stringValue(cx, first) ?? ''
    }
    if (!ts.isClassLike(at)) continue
    const [base] = at.heritageClauses?.flatMap((clause) => [...clause.types]) ?? []
    const made = base?.expression
    const name = made && ts.isCallExpression(made) ? made.arguments[1] : undefined
    return name ? (stringValue(cx, name) ?? '') : TOKEN_OPTIONS.strategy
  }
  return TOKEN_OPTIONS.strategy
}
