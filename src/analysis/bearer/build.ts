import type * as t from 'typescript'
import type { BearerProblem, BearerSite, StringPart } from '../../model/strings.js'
import type { AnalysisContext } from '../context.js'
import { findDeclaration } from '../scope.js'
import { stringParts } from '../strings.js'
import { rangeOf, textOf } from '../syntax.js'
import { builtValues } from './built-values.js'

interface Fault {
  readonly problem: Extract<BearerProblem, 'missing-space' | 'wrong-case' | 'extra-punctuation'>
  /** Offsets in the value's text that `Bearer ` or `Bearer` replaces. */
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Stands for an interpolation in a value's text. */
const HOLE = '\uFFFC'

/** Every `Authorization: Bearer` value that the file builds wrongly. */
export function findBuildSites(cx: AnalysisContext): readonly BearerSite[] {
  const sites = new Map<string, BearerSite>()
  for (const value of builtValues(cx)) {
    const site = siteOf(cx, value)
    if (site) sites.set(`${site.range.start}-${site.range.end}`, site)
  }
  return [...sites.values()]
}

function siteOf(cx: AnalysisContext, value: t.Expression): BearerSite | undefined {
  const parts = stringParts(cx, value)
  const fault = parts && faultOf(parts)
  if (!parts || !fault) return undefined
  const [first] = parts
  const at = rangeOf(writtenAt(cx, value))
  // the text of a constant may be compared with something elsewhere: that is for a person to change
  const isOwn = first?.kind === 'text' && first.exact && first.range.start >= at.start && first.range.end <= at.end
  const edit =
    isOwn && fault.end <= first.text.length
      ? {
          range: { start: first.range.start + fault.start, end: first.range.start + fault.end },
          text: fault.text,
          safety: 'wire-visible' as const,
        }
      : undefined
  return {
    kind: 'build',
    problem: fault.problem,
    range: at,
    source: textOf(value),
    rewrites: edit
      ? [{ style: 'inline', edits: [edit], effect: 'requests send Bearer and one space before the token' }]
      : [],
    strictOnly: false,
  }
}

/** A variable's value is reported where it is written, when that is in this file. */
function writtenAt(cx: AnalysisContext, value: t.Expression): t.Expression {
  const declaration = cx.ts.isIdentifier(value) ? findDeclaration(cx.ts, value) : undefined
  return declaration && cx.ts.isVariableDeclaration(declaration) && declaration.initializer
    ? declaration.initializer
    : value
}

/** What is wrong with a value: it must be `Bearer`, spaces, one token (RFC 6750 2.1). Values without a token are not judged. */
function faultOf(parts: readonly StringPart[]): Fault | undefined {
  const text = parts.map((part) => (part.kind === 'text' ? part.text : HOLE)).join('')
  const match = /^\s*(bearer)(?![A-Za-z0-9_-])/i.exec(text)
  const word = match?.[1]
  if (!match || word === undefined) return undefined
  const end = match[0].length
  const start = end - word.length
  const rest = text.slice(end)
  if (rest.startsWith(HOLE))
    return isSeparator(parts, rest) ? undefined : { problem: 'missing-space', start, end, text: 'Bearer ' }
  if (!hasToken(rest)) return undefined
  const punctuation = /^\s*[:=,;]\s*/.exec(rest)?.[0] ?? new RegExp(`^\\s+["'<{[(](?=${HOLE})`).exec(rest)?.[0]
  if (punctuation !== undefined) {
    const isPair = !/[:=,;]/.test(punctuation)
    return { problem: 'extra-punctuation', start, end: isPair ? Infinity : end + punctuation.length, text: 'Bearer ' }
  }
  return /^\s/.test(rest) && word !== 'Bearer' ? { problem: 'wrong-case', start, end, text: 'Bearer' } : undefined
}

/** Whether what follows the scheme is a token: an interpolation, or text that is no placeholder and no prose. */
function hasToken(rest: string): boolean {
  const token = rest.replace(/^[\s:=,;"'<{[(]+/, '')
  if (token.includes(HOLE)) return true
  return (
    !/\s/.test(token) && !/[<>{}[\]*$]|\.\.\.|your|token|xxx/i.test(rest) && (token.length >= 12 || /\d/.test(token))
  )
}

/** Whether the interpolation after the word may bring the space with it. */
function isSeparator(parts: readonly StringPart[], rest: string): boolean {
  const hole = parts.find((part) => part.kind === 'hole')
  return (
    rest.startsWith(HOLE + HOLE) || (hole?.kind === 'hole' && /['"`]\s|\bsp(?:ace)?\b|sep|delim/i.test(hole.source))
  )
}
