import type { AnalysisContext } from './context.js'
import type { Environment } from './call-environment.js'
import { evaluatePath, union, type Value } from './values.js'

/** A value with the parameters in it replaced by what a call gives them. */
export function substitute(cx: AnalysisContext, value: Value, environment: Environment | undefined): Value {
  if (environment === undefined) return value
  if (value.kind === 'union') return union(value.values.map((one) => substitute(cx, one, environment)))
  if (value.kind !== 'parameter') return value
  const given = environment.argumentOf(value.parameter)
  if (given === undefined) return value
  const found: Value =
    given.expression === undefined
      ? { kind: 'nothing' }
      : evaluatePath(cx, given.expression, value.path, given.environment)
  if (found.kind === 'nothing') return value.otherwise ? substitute(cx, value.otherwise, environment) : found
  if (found.kind === 'parameter' && value.otherwise && found.otherwise === undefined)
    return { ...found, otherwise: value.otherwise }
  return found
}
