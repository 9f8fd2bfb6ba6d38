import type * as t from 'typescript'
import type { LintConfigShape } from '../model/lint-config.js'
import { rangeOf, unwrap } from './syntax.js'
import type { TypeScript } from './typescript.js'

/** Functions that take configurations as arguments and give a list: ESLint's own, and those that were there before it. */
const LIST_MAKERS: Readonly<Record<string, string>> = {
  'eslint/config': 'defineConfig',
  'typescript-eslint': 'config',
  '@vue/eslint-config-typescript': 'defineConfigWithVueTs',
}

/** So much of a callee is named in a reason. */
const LONGEST_NAME = 40

/** `const config = […]`, then `export default config`: so many names are followed. */
const MOST_NAMES = 3

/** Finds what a flat ESLint configuration exports. Reads this one file; never runs it. */
export function describeLintConfig(ts: TypeScript, file: t.SourceFile): LintConfigShape {
  const exported = exportedBy(ts, file)
  if (exported === undefined) return other('it exports nothing that can be followed')
  let value = unwrap(ts, exported)
  for (let followed = 0; ts.isIdentifier(value) && followed < MOST_NAMES; followed++) {
    const initializer = constantOf(ts, file, value.text)
    if (initializer === undefined) return other(`${value.text} comes from elsewhere`)
    value = unwrap(ts, initializer)
  }
  if (ts.isArrayLiteralExpression(value)) return listOf(value, value.elements)
  if (ts.isObjectLiteralExpression(value)) return { kind: 'object', range: rangeOf(value) }
  if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return other('it exports a function')
  if (!ts.isCallExpression(value)) return other('it is computed')
  if (!isListMaker(ts, file, value.expression))
    return other(`it is made by ${shorten(value.expression.getText(file))}()`)
  const [only, ...more] = value.arguments
  if (only && more.length === 0 && ts.isArrayLiteralExpression(only)) return listOf(only, only.elements)
  return listOf(value, value.arguments)
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME)}…` : line
}

function other(reason: string): LintConfigShape {
  return { kind: 'other', reason }
}

/** Both an array and a call end with their bracket. */
function listOf(node: t.Expression, elements: t.NodeArray<t.Expression>): LintConfigShape {
  return { kind: 'list', elements: elements.map(rangeOf), inside: { start: elements.pos, end: node.end - 1 } }
}

/** `export default x`, `export = x` or `module.exports = x`. */
function exportedBy(ts: TypeScript, file: t.SourceFile): t.Expression | undefined {
  for (const statement of file.statements) {
    if (ts.isExportAssignment(statement)) return statement.expression
    if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) continue
    const { left, operatorToken, right } = statement.expression
    if (operatorToken.kind === ts.SyntaxKind.EqualsToken && left.getText(file) === 'module.exports') return right
  }
  return undefined
}

function constantOf(ts: TypeScript, file: t.SourceFile, name: string): t.Expression | undefined {
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue
    const { declarations, flags } = statement.declarationList
    if ((flags & ts.NodeFlags.Const) === 0) continue
    const found = declarations.find((one) => ts.isIdentifier(one.name) && one.name.text === name)
    if (found?.initializer) return found.initializer
  }
  return undefined
}

/** `defineConfig(…)` under any local name, `tseslint.config(…)`, `require('eslint/config').defineConfig(…)`. */
function isListMaker(ts: TypeScript, file: t.SourceFile, callee: t.Expression): boolean {
  const bindings = bindingsOf(ts, file)
  if (ts.isIdentifier(callee)) {
    const binding = bindings.get(callee.text)
    return binding !== undefined && binding.name !== '*' && LIST_MAKERS[binding.module] === binding.name
  }
  if (!ts.isPropertyAccessExpression(callee)) return false
  const target = callee.expression
  const module = ts.isIdentifier(target) ? wholeModule(bindings.get(target.text)) : requiredModule(ts, target)
  return module !== undefined && LIST_MAKERS[module] === callee.name.text
}

interface Binding {
  readonly module: string
  /** What is imported; `*` for the module itself or its default export. */
  readonly name: string
}

function wholeModule(binding: Binding | undefined): string | undefined {
  return binding?.name === '*' ? binding.module : undefined
}

function bindingsOf(ts: TypeScript, file: t.SourceFile): ReadonlyMap<string, Binding> {
  const found = new Map<string, Binding>()
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const module = statement.moduleSpecifier.text
      const { name, namedBindings } = statement.importClause ?? {}
      if (name) found.set(name.text, { module, name: '*' })
      if (namedBindings && ts.isNamespaceImport(namedBindings))
        found.set(namedBindings.name.text, { module, name: '*' })
      else
        for (const one of namedBindings?.elements ?? [])
          found.set(one.name.text, { module, name: (one.propertyName ?? one.name).text })
    }
    if (!ts.isVariableStatement(statement)) continue
    for (const { name, initializer } of statement.declarationList.declarations) {
      const module = initializer && requiredModule(ts, initializer)
      if (module === undefined) continue
      if (ts.isIdentifier(name)) found.set(name.text, { module, name: '*' })
      if (!ts.isObjectBindingPattern(name)) continue
      for (const one of name.elements)
        if (ts.isIdentifier(one.name))
          found.set(one.name.text, { module, name: (one.propertyName ?? one.name).getText(file) })
    }
  }
  return found
}

function requiredModule(ts: TypeScript, node: t.Expression): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'require')
    return undefined
  const [argument] = node.arguments
  return argument && ts.isStringLiteralLike(argument) ? argument.text : undefined
}
