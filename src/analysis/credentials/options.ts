import type * as t from 'typescript'
import type { ConfiguredCredentials, CredentialOption } from '../../frameworks/credential-options.js'
import { FIELD } from '../bearer/vocabulary.js'
import type { AnalysisContext } from '../context.js'
import { occurrencesOf } from '../occurrences.js'
import { findDeclaration, isAssignment } from '../scope.js'
import { stringValue } from '../strings.js'
import { isAccess, isFunctionNode, memberName, nameOf, unwrap } from '../syntax.js'
import { objectOf } from '../values.js'

/** Credentials that some code takes, and where. No scheme: they have none. */
export interface Taken {
  readonly scheme?: string
  /** It is a signature over the request's own content. */
  readonly isSignature?: true
  readonly node: t.Node
}

/** Options that are given, and what those of this name would say. */
export interface GivenOptions {
  readonly options: readonly CredentialOption[]
  readonly given: t.Expression | undefined
}

/** `unknown`: it may be there or not. */
type Option = t.Expression | t.MethodDeclaration | 'unknown' | undefined

/** What the options have said so far. */
interface Said {
  /** The usual place is looked at. */
  isUsual: boolean
  field: 'usual' | 'own' | 'authorization'
  scheme: string | undefined
  readonly others: Taken[]
}

/**
 * What a library takes that is given options: where they say nothing, the usual; where they cannot be read, nothing is known.
 * `read` says what a function takes that an option holds.
 */
export function takenByOptions(
  cx: AnalysisContext,
  { usual, ownField }: Omit<ConfiguredCredentials, 'options'>,
  sources: readonly GivenOptions[],
  node: t.Node,
  read: (reader: t.Node) => readonly Taken[],
): readonly Taken[] {
  const said: Said = { isUsual: true, field: 'usual', scheme: usual, others: [] }
  for (const { options, given } of sources)
    for (const option of options) {
      const value = given && optionAt(cx, given, option.path)
      if (value === undefined || (value !== 'unknown' && isOff(cx, value))) continue
      if (value === 'unknown' || !hear(cx, said, option, value, read)) return []
    }
  if (!said.isUsual) return said.others
  const isOwn = said.field === 'own' || (said.field === 'usual' && ownField === true)
  const scheme = isOwn ? 'ApiKey' : ownField && said.scheme === usual ? 'Bearer' : said.scheme
  return [{ ...(scheme !== undefined && { scheme }), node }, ...said.others]
}

/** Heeds what one option says; false when that cannot be read. */
function hear(
  cx: AnalysisContext,
  said: Said,
  { says, beside }: CredentialOption,
  value: t.Expression | t.MethodDeclaration,
  read: (reader: t.Node) => readonly Taken[],
): boolean {
  if (says === 'field' || says === 'scheme') {
    const text = cx.ts.isExpression(value) ? stringValue(cx, value)?.trim() : undefined
    if (text === undefined) return false
    if (says === 'scheme') said.scheme = text === '' ? undefined : text
    else said.field = text.toLowerCase() === FIELD ? 'authorization' : 'own'
    return true
  }
  const taken = says === 'reader' ? read(value) : [{ scheme: 'Cookie', node: value }]
  said.others.push(...taken)
  if (!beside) said.isUsual = false
  return taken.length > 0
}

/** The value of an option, in the literal that an expression stands for and in those that it spreads. */
function optionAt(cx: AnalysisContext, expression: t.Expression, [name, ...rest]: readonly string[]): Option {
  const { ts } = cx
  // a callback stands where the options would
  if (isFunctionNode(ts, unwrap(ts, expression))) return undefined
  const object = objectOf(cx, expression)
  if (object === undefined) return 'unknown'
  const [later, another] = name === undefined ? [] : assignedLater(cx, expression, name)
  if (later) return another ? 'unknown' : rest.length === 0 ? later : optionAt(cx, later, rest)
  for (const property of [...object.properties].reverse()) {
    if (ts.isSpreadAssignment(property)) {
      const inner = optionAt(cx, property.expression, [name ?? '', ...rest])
      if (inner !== undefined) return inner
    } else if (nameOf(ts, property.name) === name) {
      if (ts.isMethodDeclaration(property)) return property
      const value = ts.isPropertyAssignment(property) ? property.initializer : property.name
      if (!ts.isExpression(value)) return 'unknown'
      return rest.length === 0 ? value : optionAt(cx, value, rest)
    }
  }
  return undefined
}

/** `options.getToken = …`, after the variable was declared. */
function assignedLater(cx: AnalysisContext, expression: t.Expression, name: string): readonly t.Expression[] {
  const { ts } = cx
  const node = unwrap(ts, expression)
  const declaration = ts.isIdentifier(node) ? findDeclaration(ts, node) : undefined
  if (declaration === undefined) return []
  return occurrencesOf(ts, declaration.getSourceFile(), name).flatMap(({ parent: access }) => {
    if (!isAccess(ts, access) || memberName(ts, access) !== name || !ts.isIdentifier(access.expression)) return []
    const { parent } = access
    const isSet = ts.isBinaryExpression(parent) && parent.left === access && isAssignment(ts, parent.operatorToken.kind)
    return isSet && findDeclaration(ts, access.expression) === declaration ? [parent.right] : []
  })
}

/** The text of an option; `undefined` when there is none, and empty when it cannot be read. */
export function textOption(cx: AnalysisContext, given: t.Expression, name: string): string | undefined {
  const value = optionAt(cx, given, [name])
  if (value === undefined) return undefined
  return value !== 'unknown' && cx.ts.isExpression(value) ? (stringValue(cx, value) ?? '') : ''
}

/** Whether an option is switched off. */
export function isOptionOff(cx: AnalysisContext, given: t.Expression, name: string): boolean {
  const value = optionAt(cx, given, [name])
  return value !== undefined && value !== 'unknown' && isOff(cx, value)
}

/** `cookie: false`, `getToken: undefined`. */
function isOff(cx: AnalysisContext, value: t.Expression | t.MethodDeclaration): boolean {
  const { ts } = cx
  if (!ts.isExpression(value)) return false
  const node = unwrap(ts, value)
  return (
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(node) && node.text === 'undefined')
  )
}
