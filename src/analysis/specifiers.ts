import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { findDeclaration, type Declaration } from './scope.js'
import { isAccess } from './syntax.js'

/** The specifier of an import declaration. */
export function moduleOfImport(ts: AnalysisContext['ts'], node: t.Node): string | undefined {
  return ts.isImportDeclaration(node) && ts.isStringLiteralLike(node.moduleSpecifier)
    ? node.moduleSpecifier.text
    : undefined
}

/** The specifier of `require('x')` or `import('x')`. */
export function requiredModule(cx: AnalysisContext, call: t.CallExpression): string | undefined {
  const { ts } = cx
  const [argument] = call.arguments
  if (argument === undefined || !ts.isStringLiteralLike(argument)) return undefined
  if (call.expression.kind === ts.SyntaxKind.ImportKeyword) return argument.text
  return ts.isIdentifier(call.expression) &&
    call.expression.text === 'require' &&
    findDeclaration(ts, call.expression) === undefined
    ? argument.text
    : undefined
}

/** The specifier of the import, or of the `require`, that declares a name. */
export function moduleOfDeclaration(cx: AnalysisContext, declaration: Declaration): string | undefined {
  const { ts } = cx
  if (ts.isImportSpecifier(declaration)) return moduleOfImport(ts, declaration.parent.parent.parent)
  if (ts.isImportClause(declaration)) return moduleOfImport(ts, declaration.parent)
  if (ts.isNamespaceImport(declaration)) return moduleOfImport(ts, declaration.parent.parent)
  const variable = ts.isBindingElement(declaration) ? declaration.parent.parent : declaration
  return ts.isVariableDeclaration(variable) && variable.initializer ? moduleAtRoot(cx, variable.initializer) : undefined
}

/** `./x` of `require('./x')`, of `require('./x').y` and of `require('./x')(app)`. */
export function moduleAtRoot(cx: AnalysisContext, expression: t.Expression): string | undefined {
  const { ts } = cx
  for (let at = expression; ; at = at.expression) {
    const module = ts.isCallExpression(at) ? requiredModule(cx, at) : undefined
    if (module !== undefined) return module
    if (!ts.isCallExpression(at) && !isAccess(ts, at)) return undefined
  }
}
