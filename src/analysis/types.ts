import type * as t from 'typescript'
import type { ResponseObject } from '../frameworks/define.js'
import type { AnalysisContext } from './context.js'
import { indexOf, type Owned } from './facts-index.js'
import { typeAt } from './questions.js'
import { resolveDeclaration } from './resolve.js'
import { findNamed } from './scope.js'
import { parentOf } from './syntax.js'

/** A response object, `other` for a type that is known and is none, `undefined` when nothing is known. */
export type TypeVerdict = Owned<ResponseObject> | 'other' | undefined

/** What a written type says: `Response` imported from express, `FastifyReply`, `express.Response<Body>`. */
export function objectOfAnnotation(cx: AnalysisContext, type: t.TypeNode): TypeVerdict {
  const { ts } = cx
  if (ts.isUnionTypeNode(type)) {
    const verdicts = type.types.map((one) => objectOfAnnotation(cx, one))
    return verdicts.find((v) => v !== undefined && v !== 'other')
  }
  if (ts.isIntersectionTypeNode(type))
    return type.types.map((one) => objectOfAnnotation(cx, one)).find((v) => v !== undefined && v !== 'other')
  if (ts.isParenthesizedTypeNode(type)) return objectOfAnnotation(cx, type.type)
  if (isOpen(cx, type)) return undefined
  if (ts.isImportTypeNode(type)) {
    const module =
      ts.isLiteralTypeNode(type.argument) && ts.isStringLiteral(type.argument.literal)
        ? type.argument.literal.text
        : undefined
    const name = type.qualifier && ts.isIdentifier(type.qualifier) ? type.qualifier.text : undefined
    return module !== undefined && name !== undefined
      ? (indexOf(cx.frameworks).byType.get(`${module}#${name}`) ?? 'other')
      : undefined
  }
  if (!ts.isTypeReferenceNode(type)) return 'other'
  const [first, ...rest] = namesOf(cx, type.typeName)
  if (first === undefined) return undefined
  const declaration = findNamed(ts, type, first)
  if (declaration === undefined) return declaredHere(cx, type, first)
  const target = resolveDeclaration(cx, declaration)
  if (target?.kind !== 'external') return target?.kind === 'node' && ts.isClassLike(target.node) ? 'other' : undefined
  const path = [...target.path, ...rest].filter((part) => part !== 'default')
  const found = indexOf(cx.frameworks).byType.get(`${target.module}#${path.join('.')}`)
  // a type of a package without facts is another type; one of the project's own modules may extend anything
  return found ?? (target.module.startsWith('.') || /^[~@]\/|^#|^\$/.test(target.module) ? undefined : 'other')
}

/** What the checker says of an expression's type. */
export function objectOfType(cx: AnalysisContext, node: t.Expression): TypeVerdict {
  const { ts, checker } = cx
  if (checker === undefined || node.getSourceFile() !== cx.file) return undefined
  const type = typeAt(cx, checker, node)
  if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) !== 0) return undefined
  return verdictOf(cx, checker, type, 0)
}

function verdictOf(cx: AnalysisContext, checker: t.TypeChecker, type: t.Type, depth: number): TypeVerdict {
  // an alias says more than what it stands for: NextApiResponse is ServerResponse & { … }
  const symbol = type.getSymbol()
  const named = objectOfSymbol(cx, type.aliasSymbol) ?? objectOfSymbol(cx, symbol)
  if (named) return named
  if (type.isUnionOrIntersection()) {
    const verdicts = type.types.map((one) => verdictOf(cx, checker, one, depth))
    return (
      verdicts.find((v) => v !== undefined && v !== 'other') ?? (verdicts.includes(undefined) ? undefined : 'other')
    )
  }
  // a promise is asked for what it holds
  if (symbol === undefined || symbol.name === 'Promise') return undefined
  if (type.isClassOrInterface() && depth < 6) {
    for (const base of checker.getBaseTypes(type)) {
      const found = verdictOf(cx, checker, base, depth + 1)
      if (found !== undefined && found !== 'other') return found
    }
  } else {
    const target = isReference(type) ? type.target : undefined
    if (target && target !== type && depth < 6) return verdictOf(cx, checker, target, depth + 1)
  }
  // an anonymous object type (an inline literal) may be structurally anything
  return symbol.name.startsWith('__') ? undefined : 'other'
}

function objectOfSymbol(cx: AnalysisContext, symbol: t.Symbol | undefined): Owned<ResponseObject> | undefined {
  const { byType } = indexOf(cx.frameworks)
  for (const declaration of symbol?.declarations ?? []) {
    for (const module of modulesOf(declaration)) {
      const found = byType.get(`${module}#${symbol?.name ?? ''}`)
      if (found) return found
    }
  }
  return undefined
}

function isReference(type: t.Type): type is t.TypeReference {
  return 'target' in type
}

/** The modules that a declaration file can be imported as: the package of its path, and the ambient module that it stands in. */
function modulesOf(declaration: t.Declaration): readonly string[] {
  const names: string[] = []
  for (let at = parentOf(declaration); at !== undefined; at = parentOf(at)) {
    if ('name' in at && at.name !== undefined) {
      const { name } = at as { name: t.Node & { text?: unknown } }
      if (typeof name.text === 'string') names.push(name.text)
    }
  }
  const path = declaration.getSourceFile().fileName
  const inside = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  if (path.includes('node_modules/')) {
    const parts = inside.split('/')
    const name = parts.slice(0, inside.startsWith('@') ? 2 : 1).join('/')
    // @types/koa__router declares @koa/router
    const bare = name.replace(/^@types\/(?:([^_]+)__)?/, (_, scope?: string) =>
      scope === undefined ? '' : `@${scope}/`,
    )
    names.push(bare, name)
    if (name === '@types/node')
      names.push(
        parts
          .slice(2)
          .join('/')
          .replace(/\.d\.[cm]?ts$/, ''),
      )
    if (name === 'next') names.push('next', `next/${parts.at(-1)?.replace(/\.d\.ts$/, '') ?? ''}`)
  }
  return names
}

/** Types that say nothing: `any`, `unknown`, `object`, inline literals, type parameters. */
function isOpen(cx: AnalysisContext, type: t.TypeNode): boolean {
  const { ts } = cx
  return (
    type.kind === ts.SyntaxKind.AnyKeyword ||
    type.kind === ts.SyntaxKind.UnknownKeyword ||
    type.kind === ts.SyntaxKind.ObjectKeyword ||
    ts.isTypeLiteralNode(type) ||
    ts.isIndexedAccessTypeNode(type)
  )
}

function namesOf(cx: AnalysisContext, name: t.EntityName): readonly string[] {
  return cx.ts.isIdentifier(name) ? [name.text] : [...namesOf(cx, name.left), name.right.text]
}

/** A name with no value behind it: a type of this file (looked into when it extends something), or a global such as the web's Response. */
function declaredHere(cx: AnalysisContext, at: t.TypeReferenceNode, name: string): TypeVerdict {
  const { ts } = cx
  for (const statement of at.getSourceFile().statements) {
    if (ts.isTypeAliasDeclaration(statement) && statement.name.text === name)
      return objectOfAnnotation(cx, statement.type)
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === name) {
      for (const base of statement.heritageClauses?.flatMap((clause) => [...clause.types]) ?? []) {
        if (!ts.isIdentifier(base.expression)) continue
        const declaration = findNamed(ts, at, base.expression.text)
        const target = declaration && resolveDeclaration(cx, declaration)
        if (target?.kind === 'external') {
          const found = indexOf(cx.frameworks).byType.get(`${target.module}#${target.path.join('.')}`)
          if (found) return found
        }
      }
      return undefined
    }
  }
  return /^(?:Response|Headers|Request|Promise|Map|Set|Array|XMLHttpRequest|Function)$/.test(name) ? 'other' : undefined
}
