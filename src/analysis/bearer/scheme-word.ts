import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { resolve } from '../resolve.js'
import { stringParts } from '../strings.js'
import { unwrap } from '../syntax.js'

/** Letter case that a value was brought to before it is looked at. */
export type Fold = 'none' | 'lower' | 'upper'

/** What a literal or a pattern says of the scheme that it is compared with. */
export interface SchemeWord {
  /** As it is spelled: `Bearer`, `bearer`, `Basic`. */
  readonly spelled: string
  /** White space is demanded after the word. */
  readonly spaced: boolean
  /** The pattern ignores case. */
  readonly anyCase: boolean
  /** Length of the literal; `undefined` for patterns and literals with holes. */
  readonly length: number | undefined
}

/** Whether the word is Bearer, in any case. */
export function isBearer(word: SchemeWord): boolean {
  return word.spelled.toLowerCase() === 'bearer'
}

/**
 * How a Bearer word meets the header:
 * `any-case` accepts every spelling, `exact` only the registered one, `wrong-case` never the registered one.
 */
export function caseOf(word: SchemeWord, fold: Fold): 'any-case' | 'exact' | 'wrong-case' {
  if (word.anyCase) return 'any-case'
  if (fold === 'lower') return word.spelled === word.spelled.toLowerCase() ? 'any-case' : 'wrong-case'
  if (fold === 'upper') return word.spelled === word.spelled.toUpperCase() ? 'any-case' : 'wrong-case'
  return word.spelled === 'Bearer' ? 'exact' : 'wrong-case'
}

/** The scheme that a string names: `'Bearer '`, `` `${scheme} ` ``; `undefined` when it names none. */
export function wordOfString(cx: AnalysisContext, expression: t.Expression): SchemeWord | undefined {
  const parts = stringParts(cx, expression)
  const [first] = parts ?? []
  if (parts === undefined || first?.kind !== 'text') return undefined
  const text = parts.map((part) => (part.kind === 'text' ? part.text : '\uFFFC')).join('')
  const match = /^\s*([A-Za-z][\w-]*)(\s?)/.exec(text)
  if (match?.[1] === undefined) return undefined
  // a word that runs into a hole is not known to its end
  if (text.charAt(match[0].length) === '\uFFFC' && match[2] === '') return undefined
  return {
    spelled: match[1],
    spaced: match[2] !== '',
    anyCase: false,
    length: text.includes('\uFFFC') ? undefined : text.length,
  }
}

/** The regular expression that an expression stands for. */
export function patternOf(
  cx: AnalysisContext,
  expression: t.Expression,
): { readonly source: string; readonly flags: string } | undefined {
  const { ts } = cx
  const node = unwrap(ts, expression)
  const target = ts.isRegularExpressionLiteral(node) ? { kind: 'node' as const, node } : resolve(cx, node)
  if (target?.kind !== 'node') return undefined
  if (ts.isRegularExpressionLiteral(target.node)) {
    const end = target.node.text.lastIndexOf('/')
    return { source: target.node.text.slice(1, end), flags: target.node.text.slice(end + 1) }
  }
  if (
    (ts.isNewExpression(target.node) || ts.isCallExpression(target.node)) &&
    ts.isIdentifier(target.node.expression) &&
    target.node.expression.text === 'RegExp'
  ) {
    const [source, flags] = target.node.arguments ?? []
    const parts = source && stringParts(cx, source)
    if (parts === undefined) return undefined
    const text = parts.map((part) => (part.kind === 'text' ? part.text : '.')).join('')
    return { source: text, flags: flags && ts.isStringLiteralLike(flags) ? flags.text : '' }
  }
  return undefined
}

/** The scheme that a pattern names. */
export function wordOfPattern(pattern: { readonly source: string; readonly flags: string }): SchemeWord | undefined {
  const source = pattern.source.replace(/\[Bb\]|\[bB\]|\(\?:?B\|b\)|\(\?:?b\|B\)/g, 'B')
  const folded = source !== pattern.source
  const word = /bearer/i.exec(source)?.[0] ?? /(?<!\\)\b[a-z]{3,}/i.exec(source)?.[0]
  if (word === undefined) return undefined
  const after = source.slice(source.toLowerCase().indexOf(word.toLowerCase()) + word.length)
  return {
    spelled: word,
    spaced: /^[)|\w:-]*(?: |\\s|\\x20|\[ |\[\\s|\$)/.test(after),
    anyCase: pattern.flags.includes('i') || folded,
    length: undefined,
  }
}

/** Whether an expression separates words: `' '`, `/\s+/`. */
export function isSpaceSeparator(cx: AnalysisContext, expression: t.Expression): boolean {
  const parts = stringParts(cx, expression)
  if (parts?.length === 1 && parts[0]?.kind === 'text') return /^\s+$/.test(parts[0].text)
  const pattern = patternOf(cx, expression)
  return pattern !== undefined && /^(?: |\\s|\\x20|\[(?: |\\s|\\t)+\])(?:[+*]|\{1,\})?$/.test(pattern.source)
}
