import type * as t from 'typescript'
import { STATUS_FIELD } from './answered-errors.js'
import { centralFunctions, type CentralFunction } from './central.js'
import type { AnalysisContext } from './context.js'
import { filesImporting } from './importers.js'
import { occurrencesOf } from './occurrences.js'
import { pathOf, resolve } from './resolve.js'
import { summaryOf } from './summaries.js'
import { isAccess, memberName, nameOf, unwrap } from './syntax.js'
import { closeness } from './usage.js'

/**
 * The statuses with which a handler of the project answers every error of a class, whatever the class says of itself: a handler that names
 * the class (`@Catch(Denied)`) and asks the error for nothing. `undefined`: there is none that is seen, in the file of the class or in those
 * that import it.
 */
export function handlerStatuses(cx: AnalysisContext, owner: t.ClassLikeDeclaration): readonly number[] | undefined {
  const names = cx.frameworks.flatMap((framework) =>
    closeness(cx, framework, owner) > 0 ? (framework.central ?? []).flatMap(({ catches }) => catches ?? []) : [],
  )
  if (names.length === 0) return undefined
  const isPromising = (text: string): boolean => names.some((name) => text.includes(`@${name}(`))
  const handlerIn = (file: t.SourceFile): CentralFunction | undefined =>
    centralFunctions(cx, file).find((central) => isFor(cx, central, owner))
  let handler = handlerIn(owner.getSourceFile())
  for (const file of filesImporting(cx, pathOf(cx, owner), isPromising)) {
    if (handler) break
    handler = handlerIn(file)
  }
  return handler && fixedStatuses(cx, handler)
}

/** `@Catch(Denied) class DeniedFilter { catch(error) { … } }`. */
function isFor(cx: AnalysisContext, { fn, fact }: CentralFunction, owner: t.ClassLikeDeclaration): boolean {
  const { ts } = cx
  const decorators = ts.canHaveDecorators(fn.parent) ? (ts.getDecorators(fn.parent) ?? []) : []
  return decorators.some(({ expression }) => {
    const call = unwrap(ts, expression)
    if (!ts.isCallExpression(call) || call.expression.getText() !== fact.catches) return false
    return call.arguments.some((argument) => {
      const target = resolve(cx, argument)
      return target?.kind === 'node' && target.node === owner
    })
  })
}

/** Statuses of a handler that neither reads the error's own nor hands the error on. */
function fixedStatuses(cx: AnalysisContext, { fn, fact }: CentralFunction): readonly number[] | undefined {
  const { ts } = cx
  const parameter = fact.error === undefined ? undefined : fn.parameters[fact.error]
  const error = nameOf(ts, parameter?.name)
  if (fn.body === undefined || error === undefined) return undefined
  const isAsked = occurrencesOf(ts, fn.body, error).some(
    ({ parent }) =>
      ts.isCallExpression(parent) ||
      ts.isVariableDeclaration(parent) ||
      (isAccess(ts, parent) && STATUS_FIELD.test(memberName(ts, parent) ?? '')),
  )
  const { answers } = summaryOf(cx, fn)
  return isAsked || answers.length === 0 ? undefined : answers
}
