import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { findDeclaration } from '../scope.js'
import { stringParts } from '../strings.js'
import { isAccess, nameOf, unwrap } from '../syntax.js'
import { collectCut } from './collect-cut.js'
import { collectPattern } from './collect-pattern.js'
import { collectSplit } from './collect-split.js'
import { headerValue, type HeaderValue } from './header-value.js'
import { isFromElsewhere } from './other-field.js'
import type { Operation, SchemeTest } from './operations.js'
import { isBearer, patternOf, wordOfPattern, wordOfString } from './scheme-word.js'
import { isEquality, isNothing, lastName, methodCall, outermost } from './syntax.js'
import { FIELD, SCHEME_TEST_NAME, SHAPE_TEST_NAME } from './vocabulary.js'

/** A pattern that takes the first word and the space after it away, whichever word it is. */
const ANY_SCHEME = /^\^\(?(?:\?:)?(?:\\[Sw]|\[\^|\[[a-zA-Z]|\.).*(?:\\s| )/

/** Everything that a file does to the Authorization header: looks at its scheme and cuts of its token. */
export function collectOperations(cx: AnalysisContext): readonly Operation[] {
  const found = collect(cx, ofMethod)
  if (found.length === 0) return []
  // what only guards a cut is looked for where there is something to guard
  const guards = collect(cx, (_, node) =>
    cx.ts.isCallExpression(node) ? ofArguments(cx, node) : ofComparison(cx, node),
  )
  const known = new Set(found.map((one) => one.node))
  return [...found, ...guards.filter((one) => !known.has(one.node)), ...takesOfWeakNames(cx, found)]
}

type Collector = (cx: AnalysisContext, node: t.CallExpression | t.BinaryExpression) => readonly Operation[]

function collect(cx: AnalysisContext, operationsOf: Collector): readonly Operation[] {
  const { ts } = cx
  const found: Operation[] = []
  const visit = (node: t.Node): void => {
    if (ts.isCallExpression(node) || (ts.isBinaryExpression(node) && isEquality(ts, node.operatorToken.kind)))
      found.push(...operationsOf(cx, node))
    ts.forEachChild(node, visit)
  }
  visit(cx.file)
  return found
}

/** Whether the file holds a schema that fixes the scheme: `authorization: z.string().startsWith('Bearer ')`, `{ pattern: '^Bearer ' }`. */
export function hasSchemeSchema(cx: AnalysisContext): boolean {
  const { ts } = cx
  const visit = (node: t.Node): boolean => {
    if (ts.isPropertyAssignment(node) && nameOf(ts, node.name)?.toLowerCase() === FIELD) {
      const value = unwrap(ts, node.initializer)
      if (ts.isCallExpression(value) || ts.isObjectLiteralExpression(value)) {
        const text = value.getText()
        if (/bearer/i.test(text) && /pattern|regex|startsWith|match|refine/i.test(text)) return true
      }
    }
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false
  }
  return visit(cx.file)
}

function ofMethod(cx: AnalysisContext, node: t.CallExpression | t.BinaryExpression): readonly Operation[] {
  // a whole value in another case needs no cut to be wrong
  if (cx.ts.isBinaryExpression(node)) return /bearer/i.test(node.getText()) ? ofComparison(cx, node) : []
  const method = methodCall(cx.ts, node)
  if (method) {
    const [argument] = node.arguments
    switch (method.name) {
      case 'split':
        return argument ? withHeader(cx, method.receiver, (value) => collectSplit(cx, node, argument, value)) : []
      case 'replace':
      case 'replaceAll':
        return withHeader(cx, method.receiver, (value) => collectStrip(cx, node, value))
      case 'slice':
      case 'substring':
      case 'substr':
        return withHeader(cx, method.receiver, (value) => collectCut(cx, node, value))
      case 'startsWith':
        return argument ? prefixTests(cx, node, argument, method.receiver) : []
      case 'includes':
      case 'indexOf':
      case 'lastIndexOf':
      case 'endsWith':
      case 'localeCompare': {
        const comparison = method.name === 'indexOf' ? comparisonWithStart(cx, node) : undefined
        if (argument && comparison) return prefixTests(cx, comparison, argument, method.receiver)
        return argument && hasLetters(cx, argument)
          ? withHeader(cx, method.receiver, (value) => [otherTest(node, value)])
          : []
      }
      case 'match':
      case 'matchAll':
      case 'search':
        return argument ? ofPattern(cx, node, argument, method.receiver) : []
      case 'exec':
      case 'test':
        if (argument && patternOf(cx, method.receiver)) return ofPattern(cx, node, method.receiver, argument)
    }
  }
  return []
}

function withHeader(
  cx: AnalysisContext,
  receiver: t.Expression,
  collect: (value: HeaderValue) => readonly Operation[],
): readonly Operation[] {
  const value = headerValue(cx, receiver)
  return value ? collect({ ...value, written: receiver }) : []
}

/** `header.indexOf('Bearer ') === 0`: the comparison around the call. */
function comparisonWithStart(cx: AnalysisContext, call: t.CallExpression): t.BinaryExpression | undefined {
  const { ts } = cx
  const { parent } = call
  return ts.isBinaryExpression(parent) &&
    parent.left === call &&
    isEquality(ts, parent.operatorToken.kind) &&
    ts.isNumericLiteral(parent.right) &&
    parent.right.text === '0'
    ? parent
    : undefined
}

function prefixTests(
  cx: AnalysisContext,
  node: t.CallExpression | t.BinaryExpression,
  literal: t.Expression,
  receiver: t.Expression,
): readonly SchemeTest[] {
  const word = wordOfString(cx, literal)
  const value =
    headerValue(cx, receiver) ?? (word && isBearer(word) && word.spaced ? weakValue(cx, receiver) : undefined)
  return value ? [{ kind: 'test', form: 'prefix', node, value, fold: value.fold, word, literal }] : []
}

function ofPattern(
  cx: AnalysisContext,
  node: t.CallExpression,
  pattern: t.Expression,
  subject: t.Expression,
): readonly Operation[] {
  const known = patternOf(cx, pattern)
  const value =
    headerValue(cx, subject) ??
    (known && /^\^(?:\(\?:)?bearer(?: |\\s)/i.test(known.source) ? weakValue(cx, subject) : undefined)
  return value ? collectPattern(cx, node, pattern, { ...value, written: subject }) : []
}

/** A name of which nothing is known but that it is compared with `Bearer `. */
function weakValue(cx: AnalysisContext, expression: t.Expression): HeaderValue | undefined {
  const node = unwrap(cx.ts, expression)
  // a challenge that a client reads begins with the same word
  const declaration =
    cx.ts.isIdentifier(node) && !/www|challenge|authenticate/i.test(node.text) && !isFromElsewhere(cx, node)
      ? findDeclaration(cx.ts, node)
      : undefined
  return declaration && { fold: 'none', source: node, written: expression, declaration, weak: true }
}

function collectStrip(cx: AnalysisContext, node: t.CallExpression, value: HeaderValue): readonly Operation[] {
  const { ts } = cx
  const [what, by] = node.arguments
  if (!what || !by || !ts.isStringLiteralLike(by) || by.text !== '') return []
  const pattern = patternOf(cx, what)
  const word = pattern ? wordOfPattern(pattern) : wordOfString(cx, what)
  if (word && !isBearer(word)) return [otherTest(node, value)]
  // replace(`${scheme} `, ''), replace(/^\S+\s/, '')
  const anyScheme = pattern ? ANY_SCHEME.test(pattern.source) : isOpenPrefix(cx, what)
  if (!word && !anyScheme) return []
  // a rewrite to Bearer would be wrong for the other schemes that the code is made for
  return [{ kind: 'take', form: 'strip', node, value, at: 'unknown', picks: word ? [node] : [], call: node }]
}

function isOpenPrefix(cx: AnalysisContext, expression: t.Expression): boolean {
  const parts = stringParts(cx, expression)
  const last = parts?.at(-1)
  return parts?.length === 2 && parts[0]?.kind === 'hole' && last?.kind === 'text' && /^\s+$/.test(last.text)
}

function ofComparison(cx: AnalysisContext, node: t.BinaryExpression): readonly Operation[] {
  const { ts } = cx
  for (const [side, other] of [
    [node.left, node.right],
    [node.right, node.left],
  ] as const) {
    if (
      isNothing(ts, unwrap(ts, other)) ||
      (ts.isStringLiteralLike(other) && /^(?:null|undefined|string)$/.test(other.text))
    )
      continue
    const value = headerValue(cx, side)
    if (value)
      return [
        { kind: 'test', form: 'whole', node, value, fold: value.fold, word: wordOfString(cx, other), literal: other },
      ]
  }
  return []
}

/** `isBearer(header)`, `schema.parse(header)`, `if (!valid(header))`, `if (!usesBearer(req))`. */
function ofArguments(cx: AnalysisContext, node: t.CallExpression): readonly Operation[] {
  const { ts } = cx
  const name = lastName(ts, node.expression)
  if (name === undefined || SHAPE_TEST_NAME.test(name) || node.arguments.length === 0) return []
  const isCondition = inCondition(cx, node)
  const speaking = SCHEME_TEST_NAME.test(name) && isCondition
  const isSchema = /^(?:safeParse|parse|validate|assert|check)(?:Async|Sync)?$/.test(name)
  if (!isCondition && !isSchema) return []
  const value = node.arguments
    .slice(0, 3)
    .map((argument) => headerValue(cx, argument))
    .find((one) => one !== undefined)
  if (value && isSchema && !mayFixScheme(cx, node)) return []
  if (value) return [otherTest(node, value)]
  return speaking ? [otherTest(node, { fold: 'none', source: node, declaration: undefined })] : []
}

/** A schema that is seen and says nothing of the scheme decides nothing; one that is not seen may. */
function mayFixScheme(cx: AnalysisContext, node: t.CallExpression): boolean {
  const { ts } = cx
  const receiver = isAccess(ts, node.expression) ? unwrap(ts, node.expression.expression) : undefined
  const declaration = receiver && ts.isIdentifier(receiver) ? findDeclaration(ts, receiver) : undefined
  const seen =
    declaration && ts.isVariableDeclaration(declaration)
      ? declaration.initializer
      : receiver && ts.isCallExpression(receiver)
        ? receiver
        : undefined
  return seen === undefined || /bearer|regex|pattern|startsWith|match|refine|transform/i.test(seen.getText())
}

function inCondition(cx: AnalysisContext, call: t.CallExpression): boolean {
  const { ts } = cx
  for (let at: t.Node = outermost(ts, call); ; at = at.parent) {
    const { parent } = at
    if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === at
    if (ts.isConditionalExpression(parent)) return parent.condition === at
    if (
      ts.isBinaryExpression(parent) &&
      parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken &&
      parent.left === at
    )
      return true
    if (
      !ts.isBinaryExpression(parent) &&
      !ts.isPrefixUnaryExpression(parent) &&
      !ts.isParenthesizedExpression(parent) &&
      !ts.isAwaitExpression(parent)
    )
      return false
  }
}

function hasLetters(cx: AnalysisContext, argument: t.Expression): boolean {
  const parts = stringParts(cx, argument)
  return parts === undefined || parts.some((part) => part.kind === 'hole' || /[a-z]/i.test(part.text))
}

function otherTest(node: t.Expression, value: HeaderValue): SchemeTest {
  return { kind: 'test', form: 'other', node, value, fold: value.fold, word: undefined }
}

/** The cuts of names that are known by a comparison alone. */
function takesOfWeakNames(cx: AnalysisContext, found: readonly Operation[]): readonly Operation[] {
  const { ts } = cx
  const weak = new Map(
    found.flatMap((one) =>
      one.value.weak && one.value.declaration ? [[one.value.declaration, one.value] as const] : [],
    ),
  )
  if (weak.size === 0) return []
  const takes: Operation[] = []
  const visit = (node: t.Node): void => {
    const method = methodCall(ts, node)
    const receiver = method && unwrap(ts, method.receiver)
    const declaration = receiver && ts.isIdentifier(receiver) ? findDeclaration(ts, receiver) : undefined
    const value = declaration && weak.get(declaration)
    if (method && receiver && value)
      takes.push(...takesOf(cx, method.call, method.name, { ...value, source: receiver, written: method.receiver }))
    ts.forEachChild(node, visit)
  }
  visit(cx.file)
  return takes
}

function takesOf(cx: AnalysisContext, node: t.CallExpression, name: string, value: HeaderValue): readonly Operation[] {
  const [argument] = node.arguments
  if (name === 'split') return argument ? collectSplit(cx, node, argument, value) : []
  if (/^replace(?:All)?$/.test(name)) return collectStrip(cx, node, value)
  return /^(?:slice|substring|substr)$/.test(name) ? collectCut(cx, node, value) : []
}
