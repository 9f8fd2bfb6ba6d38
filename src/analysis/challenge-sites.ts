import type * as t from 'typescript'
import { isKnownScheme } from '../http/schemes.js'
import type { ChallengeSite } from '../model/strings.js'
import { credentialsAt } from './challenge/credentials.js'
import { findLibraryWrites } from './challenge/library.js'
import { findMethodWrites } from './challenge/own-method.js'
import type { Pieces } from './challenge/pieces.js'
import { findRawWrites } from './challenge/raw-response.js'
import { statusesAt } from './challenge/response.js'
import { readVariants } from './challenge/text.js'
import { findWrites, type Write } from './challenge/writes.js'
import type { AnalysisContext } from './context.js'
import { textOf, unwrapAwait } from './syntax.js'
import { closeness } from './usage.js'

/** A file without any of these words writes no challenge: the header's name or a constant named after it, a library's name. */
const MAY_WRITE = /www-?_?authenticate|basic-auth|boom|passport/i
const MAY_COMPOSE = /basic-auth|boom/i
const MAY_NAME = /www-?_?authenticate/i

/**
 * Every value of WWW-Authenticate that the file writes, in the order of the source: header calls, objects of headers, pairs,
 * assignments, and the options of libraries that compose the header themselves.
 */
export function findChallengeSites(cx: AnalysisContext): readonly ChallengeSite[] {
  const { text } = cx.file
  if (!MAY_WRITE.test(text)) return []
  const named = MAY_NAME.test(text)
  const own = (named || MAY_COMPOSE.test(text) ? findWrites(cx) : []).flatMap((write) =>
    valuesOf(cx, write).flatMap((value) => sitesOf(cx, write, value)),
  )
  const others = [
    ...(MAY_COMPOSE.test(text) ? findLibraryWrites(cx) : []),
    ...(named ? findRawWrites(cx) : []),
    ...findMethodWrites(cx),
  ]
  const composed = others.flatMap(({ range, node, statuses = [401], variants }) =>
    variants.map((parts): ChallengeSite => ({
      range,
      parts,
      statuses,
      ...around(cx, node),
      evidence: 'import',
    })),
  )
  return [...own, ...composed].sort((a, b) => a.range.start - b.range.start)
}

/** Several field lines: the elements of an array are values of their own. */
function valuesOf(cx: AnalysisContext, { value }: Write): readonly t.Expression[] {
  const { ts } = cx
  const node = unwrapAwait(ts, value)
  // `cond && text`: without the condition nothing is sent, or something that is not seen
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
    return [node.right]
  if (!ts.isArrayLiteralExpression(node)) return [value]
  // `{ key, value }` in the list is a write of its own.
  return node.elements.filter((element) => !ts.isSpreadElement(element) && !ts.isObjectLiteralExpression(element))
}

function sitesOf(cx: AnalysisContext, write: Write, value: t.Expression): readonly ChallengeSite[] {
  const range = { start: value.getStart(), end: value.getEnd() }
  const site = {
    range,
    statuses: statusesAt(cx, write.node),
    ...around(cx, write.node),
    evidence: write.certainty === 'sure' ? 'handler' : 'name',
  } as const
  const notAString = notText(cx, value)
  if (notAString !== undefined)
    return write.removes || write.certainty !== 'sure' ? [] : [{ ...site, parts: undefined, notAString }]
  if (isNoString(cx, value)) return [{ ...site, parts: undefined }]
  return readVariants(cx, value)
    .filter((parts) => write.certainty === 'sure' || beginsWithScheme(parts))
    .map((parts) => ({ ...site, parts }))
}

function around(
  cx: AnalysisContext,
  node: t.Node,
): Pick<ChallengeSite, 'withoutCredentials' | 'refusedCredentials' | 'framework'> {
  const credentials = credentialsAt(cx, node)
  return {
    withoutCredentials: credentials === 'missing',
    refusedCredentials: credentials === 'refused',
    framework: frameworkAt(cx, node),
  }
}

/** The framework that the file has most to do with. */
function frameworkAt(cx: AnalysisContext, node: t.Node): string {
  const used =
    cx.frameworks.find((framework) => closeness(cx, framework, node) >= 2) ??
    cx.frameworks.find((framework) => closeness(cx, framework, node) === 1)
  return used?.name ?? 'web'
}

/** `undefined`, `null`, `true`: the source text of a value that is sent as that word, or not at all. */
function notText(cx: AnalysisContext, value: t.Expression): string | undefined {
  const { ts } = cx
  const node = unwrapAwait(ts, value)
  const isWord =
    node.kind === ts.SyntaxKind.NullKeyword ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword
  return isWord || ts.isVoidExpression(node) || (ts.isIdentifier(node) && node.text === 'undefined')
    ? textOf(node)
    : undefined
}

/** A schema, a function, a pattern: something that describes the header. */
function isNoString(cx: AnalysisContext, value: t.Expression): boolean {
  const { ts } = cx
  const node = unwrapAwait(ts, value)
  return (
    ts.isObjectLiteralExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node) ||
    ts.isRegularExpressionLiteral(node) ||
    ts.isNewExpression(node) ||
    ts.isNumericLiteral(node)
  )
}

function beginsWithScheme(parts: Pieces): boolean {
  const [first] = parts
  const word = first?.kind === 'text' ? /^\s*([\w-]+)/.exec(first.text)?.[1] : undefined
  return word !== undefined && isKnownScheme(word)
}
