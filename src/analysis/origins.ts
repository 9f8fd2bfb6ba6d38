import type * as t from 'typescript'
import type { Framework } from '../frameworks/define.js'
import type { AnalysisContext } from './context.js'
import { pathOf } from './resolve.js'
import { findDeclaration } from './scope.js'
import { packageOfModule } from './module-names.js'
import { moduleOfDeclaration } from './specifiers.js'
import { isAccess, unwrapAwait } from './syntax.js'

const MOST_STEPS = 20

/**
 * The module from which the object comes on which a call registers: `express` for `app.get(…)` after `const app = express()`.
 * `undefined` where it comes from a file of the project, or from nowhere that is seen.
 */
export function moduleOfOwner(cx: AnalysisContext, call: t.CallExpression): string | undefined {
  return moduleOfRoot(cx, call.expression)
}

/** The module from which the object comes at the root of an expression, see above. */
export function moduleOfRoot(cx: AnalysisContext, expression: t.Expression): string | undefined {
  const { ts } = cx
  let at = unwrapAwait(ts, expression)
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (isAccess(ts, at) || ts.isCallExpression(at) || ts.isNewExpression(at)) at = unwrapAwait(ts, at.expression)
    else {
      const declaration = ts.isIdentifier(at) ? findDeclaration(ts, at) : undefined
      if (declaration === undefined) return undefined
      const module = moduleOfDeclaration(cx, declaration)
      if (module !== undefined) return isForeign(cx, expression, module) ? module : undefined
      if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined
      at = unwrapAwait(ts, declaration.initializer)
    }
  }
  return undefined
}

function isForeign(cx: AnalysisContext, from: t.Node, module: string): boolean {
  return !/^[.#/~]/.test(module) && cx.workspace.resolveModule(pathOf(cx, from), module) === undefined
}

/** Whether a module is one of a framework's own. */
export function isModuleOf(framework: Framework, module: string): boolean {
  return framework.packages.includes(module) || framework.packages.includes(packageOfModule(module))
}
