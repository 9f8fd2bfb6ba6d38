import type { AnalysisContext } from './context.js'
import type { FunctionNode } from './syntax.js'
import type { Walk } from './walk.js'

/** Walks one function on its own. `isAsked`: for what it does to any response, not only to those whose status is set in it. */
export type Interpreter = (cx: AnalysisContext, fn: FunctionNode, isAsked?: boolean) => Walk

let interpreter: Interpreter | undefined

/** The interpreter names itself here: what it calls may ask it about further functions without importing it. */
export function provideInterpreter(walk: Interpreter): void {
  interpreter = walk
}

export const walkFunction: Interpreter = (cx, fn, isAsked) => {
  if (interpreter === undefined) throw new Error('The interpreter has not been loaded')
  return interpreter(cx, fn, isAsked)
}
