import type * as t from 'typescript'
import { getScheme, isKnownScheme } from '../../http/schemes.js'
import { lastName, outermost } from '../bearer/syntax.js'
import { BASE64_DECODER } from '../bearer/vocabulary.js'
import type { AnalysisContext } from '../context.js'
import { isAccess } from '../syntax.js'

/** Methods that compare or cut text by a word. */
const CUTS =
  /^(?:startsWith|split|replace|replaceAll|includes|indexOf|match|matchAll|test|exec|search|localeCompare|equals?|timingSafeEqual|safeEqual\w*|compare\w*)$/

/** The auth-scheme that a literal names where it is compared with, or cut off, something that came in. */
function schemeWord(cx: AnalysisContext, node: t.Node): string | undefined {
  const { ts } = cx
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateHead(node)) return undefined
  const [, word, space] = /^([A-Za-z][A-Za-z0-9-]*)( *)$/.exec(node.text) ?? []
  if (word === undefined || (space === '' && getScheme(word) === undefined)) return undefined
  const { parent } = node
  const whole = ts.isTemplateHead(node) && ts.isTemplateExpression(parent) ? parent : node
  return ts.isExpression(whole) && isCompared(cx, whole) ? spelled(word) : undefined
}

/** `/^(Bearer|Token) +/i`. */
export function schemeWords(cx: AnalysisContext, node: t.Node): readonly string[] {
  if (!cx.ts.isRegularExpressionLiteral(node)) {
    const word = schemeWord(cx, node)
    return word === undefined ? [] : [word]
  }
  const words = node.text.replace(/\\[a-z]/gi, ' ').match(/[A-Za-z][A-Za-z0-9-]{2,}/g) ?? []
  return words.filter(isKnownScheme).map(spelled)
}

function isCompared(cx: AnalysisContext, node: t.Expression): boolean {
  const { ts } = cx
  let at = outermost(ts, node)
  // auth !== 'Bearer ' + secret
  while (ts.isBinaryExpression(at.parent) && at.parent.operatorToken.kind === ts.SyntaxKind.PlusToken)
    at = outermost(ts, at.parent)
  const { parent } = at
  if (ts.isCaseClause(parent)) return true
  if (ts.isBinaryExpression(parent)) return /^[!=]==?$/.test(parent.operatorToken.getText())
  if (!ts.isCallExpression(parent) || parent.expression === at) return isLength(ts, at)
  const name = lastName(ts, parent.expression) ?? ''
  // Buffer.from(`Bearer ${secret}`), which goes on to a comparison
  if (name === 'from') return isCompared(cx, parent)
  return CUTS.test(name) || (!isAccess(ts, parent.expression) && /scheme|prefix|auth/i.test(name))
}

/** `header.slice('Bearer '.length)`. */
function isLength(ts: AnalysisContext['ts'], node: t.Expression): boolean {
  const { parent } = node
  return isAccess(ts, parent) && parent.expression === node && lastName(ts, parent) === 'length'
}

function spelled(word: string): string {
  const known = getScheme(word)?.name
  return known ?? `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}

/** `Buffer.from(value, 'base64')`, `atob(value)`: what Basic credentials are decoded with. */
export function decodesBase64(cx: AnalysisContext, node: t.Node): boolean {
  const { ts } = cx
  if (!ts.isCallExpression(node)) return false
  const [, encoding] = node.arguments
  if (encoding && ts.isStringLiteralLike(encoding) && encoding.text === 'base64') return lastName(ts, node) === 'from'
  return BASE64_DECODER.test(lastName(ts, node) ?? '') && node.arguments.length > 0
}
