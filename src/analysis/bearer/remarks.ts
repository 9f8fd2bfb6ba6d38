import type * as t from 'typescript'
import type { Edit } from '../../model/text.js'
import type { AnalysisContext } from '../context.js'
import { enclosingFunction } from '../syntax.js'

interface Remark {
  readonly start: number
  readonly end: number
  readonly text: string
}

const known = new WeakMap<t.SourceFile, readonly Remark[]>()

/** Every comment of the file: what stands between its tokens and is no white space. */
function remarksOf({ ts, file }: AnalysisContext): readonly Remark[] {
  let found = known.get(file)
  if (found !== undefined) return found
  const remarks: Remark[] = []
  const visit = (node: t.Node): void => {
    if (ts.isJSDoc(node)) return
    const children = node.getChildren(file)
    if (children.length > 0) {
      children.forEach(visit)
      return
    }
    const between = file.text.slice(node.pos, Math.max(node.pos, node.getStart(file)))
    for (const { 0: text, index } of between.matchAll(/\/\/[^\r\n]*|\/\*[^]*?\*\//g))
      remarks.push({ start: node.pos + index, end: node.pos + index + text.length, text })
  }
  visit(file)
  known.set(file, (found = remarks))
  return found
}

/** Whether every comment stays, next to what it stood next to. */
export function keepsRemarks(cx: AnalysisContext, edits: readonly Edit[]): boolean {
  const remarks = remarksOf(cx)
  return edits.every(({ range, text }) =>
    remarks.every((remark) => {
      if (remark.start < range.end && remark.end > range.start) return text.includes(remark.text)
      const isRemoval = text === '' && range.end > range.start
      const isLine = range.start === range.end && /\n/.test(text)
      if (!isRemoval && !isLine) return true
      const isAbove = remark.end <= range.start && isNear(cx.file.text.slice(remark.end, range.start))
      const isBehind = remark.start >= range.end && isSameLine(cx.file.text.slice(range.end, remark.start))
      return !isAbove && !(isRemoval && isBehind && !/\n$/.test(cx.file.text.slice(range.start, range.end)))
    }),
  )
}

/** Nothing but white space, and no blank line, which would part a comment from what follows. */
function isNear(between: string): boolean {
  return /^[ \t]*(?:\r?\n)?[ \t]*$/.test(between)
}

function isSameLine(between: string): boolean {
  return /^[ \t;]*$/.test(between)
}

/** Something is let in besides. */
const LETS_IN =
  /accept|allow|support|permit|toler|optional|either|both\b|\bor\b|\bmay\b|\bcan\b|also|legacy|with or without/i
const REFUSES = /\b(?:not|never|no longer|refuse|reject|den(?:y|ies)|invalid|must)\b|n't\b/i
/** The token without its scheme. */
const RAW =
  /\b(?:raw|bare|plain|naked)\b|without (?:the |a |an )?["'`]?(?:bearer|scheme|prefix)|with or without|just (?:the|a) (?:token|key)|(?:token|key) (?:alone|only|itself)/i
const OPTIONAL =
  /optional(?:ly)?[ -]+(?:the )?["'`]?(?:bearer|scheme|prefix)|(?:bearer|scheme|prefix)["'`]?[^.]{0,12}\boptional/i
/** `Authorization: <token>`, and another scheme before a token: `Authorization: Token abc`, `JWT <token>`. */
const RAW_FORM = /authorization["'`]?\s*:\s*["'`]?[<{$]/i
const OTHER_FIELD = /authorization["'`]?\s*:\s*["'`]?(?!bearer\b)[a-z][\w-]*\s+[<{$\w]/i
const OTHER_FORM = /\b(?!Bearer\b)[A-Z][\w-]*\s+[<$]\{?\w/

/** Whether a comment at the parser, or above its function, says that a token without a scheme, or with another one, is meant too. */
export function meansMore(cx: AnalysisContext, node: t.Node): boolean {
  const { ts } = cx
  let around: t.Node = enclosingFunction(ts, node) ?? node
  while (!ts.isSourceFile(around.parent) && !(ts.isStatement(around) || ts.isClassElement(around)))
    around = around.parent
  if (ts.isVariableDeclarationList(around.parent)) around = around.parent.parent
  const behind = cx.file.text.indexOf('\n', around.end)
  const end = behind < 0 ? cx.file.text.length : behind
  return remarksOf(cx)
    .filter((remark) => remark.start >= around.pos && remark.start < end)
    .some(({ text }) => speaks(text))
}

function speaks(remark: string): boolean {
  const sentences = remark.replace(/\s*\n\s*(?:\*(?!\/)|\/\/)?\s*/g, ' ').split(/[.;!?](?:\s|$)/)
  return sentences.some(
    (one) =>
      !REFUSES.test(one) &&
      (OPTIONAL.test(one) ||
        RAW_FORM.test(one) ||
        OTHER_FIELD.test(one) ||
        OTHER_FORM.test(one) ||
        (RAW.test(one) && LETS_IN.test(one))),
  )
}
