import type * as t from 'typescript'
import type { StringPart } from '../model/strings.js'
import type { AnalysisContext } from './context.js'
import { resolve } from './resolve.js'
import { assignmentsTo, findDeclaration } from './scope.js'
import { unwrapAwait } from './syntax.js'

const MOST_DEPTH = 12

/**
 * The parts of a string expression: literal text and holes. Follows constants (also into other files), templates, concatenation
 * and `[…].join('…')`. `undefined` when the expression is no string that the source builds (an unknown variable alone is one hole).
 * Ranges are offsets in the file where the part is written; parts from another file have `exact: false`.
 */
export function stringParts(
  cx: AnalysisContext,
  expression: t.Expression,
  depth = 0,
): readonly StringPart[] | undefined {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (depth > MOST_DEPTH) return undefined
  if (ts.isStringLiteralLike(node)) return [textPart(cx, node, node.text, 1, 1)]
  if (ts.isNumericLiteral(node)) return [textPart(cx, node, node.text, 0, 0)]
  if (ts.isTemplateExpression(node)) {
    const parts: StringPart[] = [textPart(cx, node.head, node.head.text, 1, 2)]
    for (const span of node.templateSpans) {
      parts.push(...(stringParts(cx, span.expression, depth + 1) ?? [hole(span.expression)]))
      parts.push(
        textPart(cx, span.literal, span.literal.text, 1, span.literal.kind === ts.SyntaxKind.TemplateTail ? 1 : 2),
      )
    }
    return parts.filter((part) => part.kind === 'hole' || part.text !== '' || parts.length === 1)
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const left = stringParts(cx, node.left, depth + 1)
    const right = stringParts(cx, node.right, depth + 1)
    // a + b is a string only when one side is seen to be one
    if (![left, right].some((parts) => parts?.some((part) => part.kind === 'text'))) return undefined
    return [...(left ?? [hole(node.left)]), ...(right ?? [hole(node.right)])]
  }
  if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const declaration = ts.isIdentifier(node) ? findDeclaration(ts, node) : undefined
    if (declaration && assignmentsTo(ts, declaration).length > 0) return [hole(node)]
    const target = resolve(cx, node)
    if (target?.kind === 'node' && target.node !== node && ts.isExpression(target.node)) {
      const value = unwrapAwait(ts, target.node)
      if (ts.isStringLiteralLike(value) || ts.isTemplateExpression(value) || ts.isBinaryExpression(value))
        return stringParts(cx, value, depth + 1)
    }
    return [hole(node)]
  }
  if (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'concat'
  ) {
    const first = stringParts(cx, node.expression.expression, depth + 1)
    if (first?.some((part) => part.kind === 'text') !== true) return undefined
    return [...first, ...node.arguments.flatMap((one) => stringParts(cx, one, depth + 1) ?? [hole(one)])]
  }
  if (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'join'
  ) {
    const list = unwrapAwait(ts, node.expression.expression)
    const [separator] = node.arguments
    if (ts.isArrayLiteralExpression(list)) {
      const between = separator === undefined ? ',' : ts.isStringLiteralLike(separator) ? separator.text : undefined
      if (between === undefined) return undefined
      return list.elements.flatMap((element, index): StringPart[] => {
        const parts = stringParts(cx, element, depth + 1) ?? [hole(element)]
        return index === 0
          ? [...parts]
          : [{ kind: 'text', text: between, range: { start: element.pos, end: element.pos }, exact: false }, ...parts]
      })
    }
  }
  return undefined
}

/** The value of a string expression that has no holes. */
export function stringValue(cx: AnalysisContext, expression: t.Expression): string | undefined {
  const parts = stringParts(cx, expression)
  return parts?.every((part) => part.kind === 'text') ? parts.map((part) => part.text).join('') : undefined
}

function hole(node: t.Expression): StringPart {
  return { kind: 'hole', source: node.getText(), range: { start: node.getStart(), end: node.getEnd() } }
}

function textPart(cx: AnalysisContext, node: t.Node, text: string, before: number, after: number): StringPart {
  const range = { start: node.getStart() + before, end: node.getEnd() - after }
  return {
    kind: 'text',
    text,
    range,
    exact: node.getSourceFile() === cx.file && range.end - range.start === text.length,
  }
}
