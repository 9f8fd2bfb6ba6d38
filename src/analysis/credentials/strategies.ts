import type * as t from 'typescript'
import { STRATEGY_TAKERS } from '../../frameworks/credential-libraries.js'
import { CREDENTIAL_STRATEGIES, type CredentialStrategy } from '../../frameworks/credential-options.js'
import type { AnalysisContext } from '../context.js'
import { lastName } from '../bearer/syntax.js'
import { speakingName } from '../guards/names.js'
import { occurrencesOf } from '../occurrences.js'
import { pathOf } from '../resolve.js'
import { stringValue } from '../strings.js'
import { isAccess } from '../syntax.js'

const MOST_FILES = 10

/** A strategy of the package, with the options that it is made with. */
export interface Strategy {
  readonly fact: CredentialStrategy
  readonly options: t.Expression
}

/** The strategies whose names a call is given, as far as the package shows their options: `{ jwtFromRequest: (req) => … }`. */
export function strategiesOf(cx: AnalysisContext, call: t.CallExpression): readonly Strategy[] {
  const { ts } = cx
  if (!STRATEGY_TAKERS.includes(speakingName(cx, call.expression))) return []
  const names = call.arguments
    .flatMap((argument) => (ts.isArrayLiteralExpression(argument) ? [...argument.elements] : [argument]))
    .flatMap((argument) => stringValue(cx, argument) ?? [])
  if (names.length === 0) return []
  return CREDENTIAL_STRATEGIES.flatMap((fact) =>
    cx.workspace
      .filesLoading(pathOf(cx, call), fact.module)
      .slice(0, MOST_FILES)
      .flatMap((path) => {
        const file = cx.workspace.sourceFile(path)
        return file ? optionsIn(cx, file, fact) : []
      })
      .flatMap((options) => (names.includes(nameOfStrategy(cx, options, fact)) ? [{ fact, options }] : [])),
  )
}

/** The literals in a file that have one of the options, and the variables that are given one. */
function optionsIn(cx: AnalysisContext, file: t.SourceFile, { options }: CredentialStrategy): readonly t.Expression[] {
  const { ts } = cx
  const literals = options
    .flatMap(({ path }) => occurrencesOf(ts, file, path[0] ?? ''))
    .flatMap(({ parent }): readonly t.Expression[] => {
      // options.jwtFromRequest = …
      if (isAccess(ts, parent)) return ts.isBinaryExpression(parent.parent) ? [parent.expression] : []
      return ts.isObjectLiteralElement(parent) && ts.isObjectLiteralExpression(parent.parent) ? [parent.parent] : []
    })
  return [...new Set(literals)]
}

/** `class Refresh extends PassportStrategy(Strategy, 'refresh')`, `passport.use('refresh', new Strategy({ … }))`. */
function nameOfStrategy(cx: AnalysisContext, options: t.Expression, { name: standard }: CredentialStrategy): string {
  const { ts } = cx
  for (let at: t.Node = options; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isCallExpression(at) && lastName(ts, at.expression) === 'use') {
      const [first] = at.arguments
      if (first && at.arguments.length > 1) return stringValue(cx, first) ?? ''
    }
    if (!ts.isClassLike(at)) continue
    const [base] = at.heritageClauses?.flatMap((clause) => [...clause.types]) ?? []
    const made = base?.expression
    const name = made && ts.isCallExpression(made) ? made.arguments[1] : undefined
    return name ? (stringValue(cx, name) ?? '') : standard
  }
  return standard
}
