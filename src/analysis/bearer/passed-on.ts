import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { isKeyField } from '../credentials/lexicon.js'
import { occurrencesOf } from '../occurrences.js'
import { findDeclaration, type Declaration } from '../scope.js'
import { stringValue } from '../strings.js'
import { functionOf } from '../called-function.js'
import { isAccess, memberName, nameOf, unwrapAwait } from '../syntax.js'
import { headerValue } from './header-value.js'
import type { TokenTake } from './operations.js'
import { referencesTo } from './references.js'
import { calledOn, isEquality, isFallback, isInside, lastName, outermost } from './syntax.js'
import { COLLECTION_NAME, FIELD } from './vocabulary.js'

/** What becomes of a value: it is sent to another server, the server's own takes its place, somebody asks whether it is there. */
type Fate = 'sent' | 'replaced' | 'asked'

const MOST_DEPTH = 6

/**
 * Whether what is cut out of the header is meant for somebody else: nobody here asks for it, and it goes into the headers of another
 * request, or it gives way to a key of the server's own. To demand the scheme would then drop the caller's key without a word.
 */
export function isPassedOn(cx: AnalysisContext, take: TokenTake): boolean {
  const fates = new Set(
    take.picks.flatMap((pick) =>
      cx.ts.isBindingElement(pick) ? ofName(cx, take, pick, 0) : fatesOf(cx, take, pick, 0),
    ),
  )
  return fates.has('replaced') || (fates.has('sent') && !fates.has('asked'))
}

function ofName(cx: AnalysisContext, take: TokenTake, declaration: Declaration, depth: number): readonly Fate[] {
  return referencesTo(cx.ts, declaration).flatMap((name) => fatesOf(cx, take, name, depth + 1))
}

function fatesOf(cx: AnalysisContext, take: TokenTake, from: t.Expression, depth: number): readonly Fate[] {
  const { ts } = cx
  if (depth > MOST_DEPTH) return []
  const node = outermost(ts, from)
  const { parent } = node
  const on = (next: t.Expression): readonly Fate[] => fatesOf(cx, take, next, depth + 1)
  const called = calledOn(ts, node)
  if (called) return /^(?:trim(?:Start|End)?|toString|replace(?:All)?)$/.test(called.name) ? on(called.call) : []
  if (ts.isBinaryExpression(parent)) {
    const kind = parent.operatorToken.kind
    if (kind === ts.SyntaxKind.PlusToken) return on(parent)
    if (isFallback(ts, kind)) {
      const isFirst = parent.left === node
      return [...(isFirst && isOwn(cx, take, parent.right) ? ['replaced' as const] : []), ...on(parent)]
    }
    if (kind === ts.SyntaxKind.EqualsToken && parent.right === node) return ofTarget(cx, take, parent.left, depth)
    return isEquality(ts, kind) || kind === ts.SyntaxKind.AmpersandAmpersandToken ? ['asked'] : []
  }
  if (ts.isConditionalExpression(parent)) {
    // token ? token : process.env.KEY
    if (parent.condition === node) return isOwn(cx, take, parent.whenFalse) ? ['replaced'] : ['asked']
    return [...(isOwn(cx, take, parent.whenFalse) ? ['replaced' as const] : []), ...on(parent)]
  }
  if (ts.isPrefixUnaryExpression(parent) || ts.isIfStatement(parent)) return ['asked']
  if (ts.isTemplateSpan(parent)) return on(parent.parent)
  if (ts.isVariableDeclaration(parent)) return ofName(cx, take, parent, depth)
  if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) return ofProperty(cx, take, parent)
  if (ts.isCallExpression(parent)) return isSetter(cx, parent, node) ? ['sent'] : []
  return []
}

/** `headers['x-api-key'] = key`. */
function ofTarget(cx: AnalysisContext, take: TokenTake, target: t.Expression, depth: number): readonly Fate[] {
  const { ts } = cx
  const declaration = ts.isIdentifier(target) ? findDeclaration(ts, target) : undefined
  if (declaration) return ofName(cx, take, declaration, depth)
  // the header itself, put in order
  if (!isAccess(ts, target) || headerValue(cx, target)) return []
  const isField = COLLECTION_NAME.test(lastName(ts, target.expression) ?? '')
  return isField || isKey(take, memberName(ts, target)) ? ['sent'] : []
}

/** `headers: { Authorization: … }`, and `apiKey: …`, which the other server's client is given. */
function ofProperty(
  cx: AnalysisContext,
  take: TokenTake,
  property: t.PropertyAssignment | t.ShorthandPropertyAssignment,
): readonly Fate[] {
  const { ts } = cx
  const name = nameOf(ts, property.name)
  const holder = outermost(ts, property.parent).parent
  const isHeaders =
    (ts.isPropertyAssignment(holder) && nameOf(ts, holder.name) === 'headers') ||
    (ts.isVariableDeclaration(holder) && COLLECTION_NAME.test(holder.name.getText())) ||
    (ts.isNewExpression(holder) && lastName(ts, holder.expression) === 'Headers')
  return name?.toLowerCase() === FIELD || isHeaders || isKey(take, name) ? ['sent'] : []
}

/** What takes the scheme away where it stands takes a raw key too, and calls it one. */
function isKey({ form }: TokenTake, name: string | undefined): boolean {
  return form === 'strip' && name !== undefined && isKeyField(name)
}

/** `headers.set('Authorization', …)`. */
function isSetter(cx: AnalysisContext, call: t.CallExpression, value: t.Expression): boolean {
  const [name, given] = call.arguments
  if (name === undefined || given === undefined || outermost(cx.ts, given) !== value) return false
  return (
    /^(?:set|append|setHeader|header)$/.test(lastName(cx.ts, call.expression) ?? '') &&
    stringValue(cx, name) !== undefined
  )
}

/** What no request brings: of the environment, or of a variable at the top of the file. */
function isOwn(cx: AnalysisContext, take: TokenTake, expression: t.Expression): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (headerValue(cx, node)) return false
  if (isAccess(ts, node) && memberName(ts, node) === 'env') return true
  if (isAccess(ts, node)) return isOwn(cx, take, node.expression)
  if (ts.isCallExpression(node) && isAccess(ts, node.expression)) return isOwn(cx, take, node.expression.expression)
  if (!ts.isIdentifier(node) || node.text === 'undefined') return false
  if (node.text === 'env') return true
  const declaration = findDeclaration(ts, node)
  // the words of the header are no other value
  if (declaration === undefined || ts.isParameter(declaration) || isInside(take.call, declaration)) return false
  if (ts.isImportSpecifier(declaration) || ts.isImportClause(declaration) || ts.isNamespaceImport(declaration))
    return true
  if (!ts.isVariableDeclaration(declaration)) return false
  return ts.isSourceFile(declaration.parent.parent.parent) || readsEnvironment(cx, declaration.initializer)
}

/** `const config = getConfig()`: a function of the project that is given nothing and reads the environment. */
function readsEnvironment(cx: AnalysisContext, initializer: t.Expression | undefined): boolean {
  const call = initializer && unwrapAwait(cx.ts, initializer)
  if (call === undefined || !cx.ts.isCallExpression(call) || call.arguments.length > 0) return false
  const fn = functionOf(cx, call.expression)
  return fn !== undefined && fn.parameters.length === 0 && occurrencesOf(cx.ts, fn, 'env').length > 0
}
