import type * as t from 'typescript'
import type { ResponseMethod, ResponseObject } from '../frameworks/define.js'
import type { AnalysisContext } from './context.js'
import { isAdded } from './usage.js'

/** The method `name` of a response object, where the file at `node` has what brings it. */
export function methodOf(
  cx: AnalysisContext,
  { methods }: ResponseObject,
  name: string,
  node: t.Node,
): ResponseMethod | undefined {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  return method && isAdded(cx, method.addedBy, node) ? method : undefined
}
