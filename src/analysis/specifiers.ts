import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { findDeclaration } from './scope.js'

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

/** The package that a specifier names a file of: `@nestjs/common` of `@nestjs/common/enums`. */
export function packageOfModule(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
