import type * as t from 'typescript'
import type { StringPart } from '../../model/strings.js'
import type { AnalysisContext } from '../context.js'
import { resolve } from '../resolve.js'
import { returnedExpressions } from '../returns.js'
import { assignmentsTo, findDeclaration } from '../scope.js'
import { isAccess, isFunctionNode, memberName, nameOf, unwrapAwait, type FunctionNode } from '../syntax.js'
import { followVariable, isChanged } from './follow.js'
import { concat, either, MOST_VARIANTS, type Pieces, type Variants } from './pieces.js'
import { at, deeper, hole, literal, MOST_READ, rangeOf, type Reading, withKnown } from './reading.js'

const MOST_DEPTH = 14

/**
 * Every string that an expression can be: literal text and holes. Follows constants (into other files too), templates, `+`, `+=`,
 * conditions, `||` and `??`, `[…].join('…')` with `push` and `filter`, and functions of the project, whose parameters take the call's
 * arguments. What cannot be followed is a hole. Ranges lie in the analysed file; text of another file has the range of what names it there.
 */
export function readVariants(cx: AnalysisContext, expression: t.Expression): Variants {
  return read({ cx, depth: 0, anchor: undefined, known: new Map(), budget: { left: MOST_READ } }, expression)
}

function read(reading: Reading, expression: t.Expression): Variants {
  return reading.depth > MOST_DEPTH
    ? [hole(reading, expression)]
    : (tryRead(reading, expression) ?? [hole(reading, expression)])
}

function tryRead(outer: Reading, expression: t.Expression): Variants | undefined {
  const { cx } = outer
  const { ts } = cx
  const reading = deeper(outer)
  const node = unwrapAwait(ts, expression)
  if (ts.isStringLiteralLike(node)) return [literal(reading, node, node.text, 1, 1)]
  if (ts.isNumericLiteral(node)) return [literal(reading, node, node.text, 0, 0)]
  if (ts.isTemplateExpression(node)) return readTemplate(reading, node)
  if (ts.isConditionalExpression(node))
    return limited(either(read(reading, node.whenTrue), read(reading, node.whenFalse)))
  if (ts.isBinaryExpression(node)) return readBinary(reading, node)
  if (ts.isIdentifier(node)) return atName(reading, node, readName(reading, node))
  if (isAccess(ts, node)) return atName(reading, node, readResolved(reading, node))
  if (ts.isCallExpression(node)) return atName(reading, node, readCall(reading, node))
  return undefined
}

function limited(variants: Variants): Variants | undefined {
  return variants.length > MOST_VARIANTS ? undefined : variants
}

function readTemplate(reading: Reading, node: t.TemplateExpression): Variants | undefined {
  const { ts } = reading.cx
  let all: Variants | undefined = [literal(reading, node.head, node.head.text, 1, 2)]
  for (const { expression, literal: tail } of node.templateSpans) {
    const end = tail.kind === ts.SyntaxKind.TemplateTail ? 1 : 2
    const next: Variants | undefined =
      all && (concat(all, read(reading, expression)) ?? concat(all, [hole(reading, expression)]))
    all = next && concat(next, [literal(reading, tail, tail.text, 1, end)])
  }
  return all
}

function readBinary(reading: Reading, { left, operatorToken, right }: t.BinaryExpression): Variants | undefined {
  const { SyntaxKind } = reading.cx.ts
  if (operatorToken.kind === SyntaxKind.PlusToken) return concat(read(reading, left), read(reading, right))
  if (operatorToken.kind === SyntaxKind.BarBarToken || operatorToken.kind === SyntaxKind.QuestionQuestionToken) {
    const first = read(reading, left)
    // Literal text is never null, and only '' is falsy.
    if (first.every((pieces) => pieces.some((piece) => piece.kind === 'text' && piece.text !== ''))) return first
    return limited(
      either(
        first.filter((pieces) => pieces.length > 0),
        read(reading, right),
      ),
    )
  }
  return undefined
}

function readName(reading: Reading, node: t.Identifier): Variants | undefined {
  const { cx, known } = reading
  const { ts } = cx
  const declaration = findDeclaration(ts, node)
  if (declaration === undefined) return undefined
  const given = known.get(declaration)
  if (given) return given
  if (ts.isVariableDeclaration(declaration) && assignmentsTo(ts, declaration).length > 0) {
    return followVariable<Pieces>(cx, declaration, node, {
      valuesOf: (value, before) => read(withKnown(reading, declaration, before), value),
      append: (before, added) =>
        added.reduce<Variants | undefined>((all, one) => all && concat(all, read(reading, one)), before),
    })
  }
  return readResolved(reading, node)
}

/** A constant, a member of an object or an enum, a property with an initial value. */
function readResolved(reading: Reading, node: t.Expression): Variants | undefined {
  const { cx } = reading
  const { ts } = cx
  const target = resolve(cx, node)
  if (target?.kind !== 'node' || target.node === node) return undefined
  const found = target.node
  const value =
    ts.isPropertyDeclaration(found) || ts.isEnumMember(found)
      ? found.initializer
      : ts.isExpression(found) && !isFunctionNode(ts, found)
        ? found
        : undefined
  const property = ts.isPropertyDeclaration(found) ? found : found.parent
  if (value === undefined || (ts.isPropertyDeclaration(property) && isReassigned(ts, property))) return undefined
  // A value that is made of itself, `var realm = realm || 'x'`.
  if (reading.known.has(value)) return undefined
  return tryRead(withKnown(at(reading, value, node), value, [hole(reading, node)]), value)
}

/** A name for what is not known stands for it: the report then points at the place where the name is written. */
function atName(reading: Reading, node: t.Expression, variants: Variants | undefined): Variants | undefined {
  return variants
    ?.map((pieces): Pieces => {
      const [only] = pieces
      if (pieces.length !== 1 || only?.kind !== 'hole') return pieces
      return [{ ...only, range: rangeOf(reading.anchor ?? node) }]
    })
    .reduce<Variants>((all, pieces) => either(all, [pieces]), [])
}

/** Whether `this.name = …` stands anywhere in the class. */
function isReassigned(ts: AnalysisContext['ts'], property: t.PropertyDeclaration): boolean {
  const name = nameOf(ts, property.name)
  const visit = (node: t.Node): boolean =>
    (ts.isBinaryExpression(node) &&
      isAccess(ts, node.left) &&
      memberName(ts, node.left) === name &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken) ||
    (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false)
  return visit(property.parent)
}

function readCall(reading: Reading, node: t.CallExpression): Variants | undefined {
  const { cx } = reading
  const { ts } = cx
  if (isAccess(ts, node.expression)) {
    const name = memberName(ts, node.expression)
    if (name === 'join') return readJoin(reading, node.expression.expression, node.arguments[0])
    if (name === 'concat') {
      return node.arguments.reduce<Variants | undefined>(
        (all, one) => all && concat(all, read(reading, one)),
        tryRead(reading, node.expression.expression),
      )
    }
    if (name === 'toString' || name === 'valueOf') return tryRead(reading, node.expression.expression)
  } else if (ts.isIdentifier(node.expression) && node.expression.text === 'String' && node.arguments[0])
    return read(reading, node.arguments[0])
  const target = resolve(cx, node.expression)
  return target?.kind === 'node' && isFunctionNode(ts, target.node) ? readResult(reading, node, target.node) : undefined
}

/** What a function of the project returns, given the arguments of this call. */
function readResult(reading: Reading, call: t.CallExpression, fn: FunctionNode): Variants | undefined {
  const { ts } = reading.cx
  // A function that calls itself builds no value that ends.
  if (reading.known.has(fn) || fn.asteriskToken || call.arguments.some((one) => ts.isSpreadElement(one)))
    return undefined
  const known = new Map(reading.known).set(fn, [hole(reading, call)])
  fn.parameters.forEach((parameter, index) => {
    const argument = call.arguments[index]
    if (!ts.isIdentifier(parameter.name) || parameter.dotDotDotToken || assignmentsTo(ts, parameter).length > 0) return
    if (argument) known.set(parameter, read(reading, argument))
    else if (parameter.initializer) known.set(parameter, read(at(reading, fn, call), parameter.initializer))
  })
  const results = returnedExpressions(ts, fn)
  if (results.length === 0 || results.length > 6) return undefined
  const inner = { ...at(reading, fn, call), known }
  return limited(results.map((result) => read(inner, result)).reduce(either))
}

/** A list of strings that is joined: the elements of every list that it can be. */
type List = readonly Pieces[]

function readJoin(reading: Reading, list: t.Expression, separator: t.Expression | undefined): Variants | undefined {
  const { ts } = reading.cx
  const between = separator === undefined ? ',' : ts.isStringLiteralLike(separator) ? separator.text : undefined
  const lists = between === undefined ? undefined : readLists(reading, list)
  if (between === undefined || lists === undefined) return undefined
  const comma = (next: Pieces): StringPart => {
    const start = next[0]?.range.start ?? list.getStart()
    return {
      kind: 'text',
      text: between,
      range: reading.anchor ? rangeOf(reading.anchor) : { start, end: start },
      exact: false,
    }
  }
  return lists.map((elements) =>
    elements.flatMap((element, index) => (index === 0 || between === '' ? [...element] : [comma(element), ...element])),
  )
}

function readLists(outer: Reading, expression: t.Expression): readonly List[] | undefined {
  const { cx } = outer
  const { ts } = cx
  const reading = deeper(outer)
  const node = unwrapAwait(ts, expression)
  if (reading.depth > MOST_DEPTH) return undefined
  if (ts.isArrayLiteralExpression(node)) return append(reading, [[]], node.elements)
  if (ts.isCallExpression(node) && isAccess(ts, node.expression) && memberName(ts, node.expression) === 'filter') {
    return readLists(reading, node.expression.expression)
  }
  if (!ts.isIdentifier(node)) return undefined
  const declaration = findDeclaration(ts, node)
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined
  if (assignmentsTo(ts, declaration).length === 0 && !isChanged(cx, declaration))
    return readLists(reading, declaration.initializer)
  return followVariable<List>(cx, declaration, node, {
    valuesOf: (value) => readLists(reading, value),
    append: (before, added) => append(reading, before, added),
  })
}

function append(
  reading: Reading,
  before: readonly List[],
  added: readonly t.Expression[],
): readonly List[] | undefined {
  const { ts } = reading.cx
  let lists = before
  for (const element of added) {
    const values = ts.isSpreadElement(element) ? readSpread(reading, element.expression) : readElement(reading, element)
    if (values === undefined || values.length * lists.length > MOST_VARIANTS) return undefined
    lists = lists.flatMap((list) => values.map((value) => [...list, ...value]))
  }
  return lists
}

/** What an element adds to its list: itself, or nothing for `cond && text` and `cond ? text : null`, which `filter` takes out. */
function readElement(reading: Reading, element: t.Expression): readonly List[] | undefined {
  const { ts } = reading.cx
  const node = unwrapAwait(ts, element)
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
    return [[], ...read(reading, node.right).map((value) => [value])]
  }
  if (ts.isConditionalExpression(node)) {
    const [yes, no] = [readElement(reading, node.whenTrue), readElement(reading, node.whenFalse)]
    return yes && no && [...yes, ...no]
  }
  if (
    node.kind === ts.SyntaxKind.NullKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    (ts.isIdentifier(node) && node.text === 'undefined')
  )
    return [[]]
  if (ts.isStringLiteralLike(node) && node.text === '') return [[]]
  return read(reading, element).map((value) => [value])
}

/** `...(cond ? ['x'] : [])`, `...list`. */
function readSpread(reading: Reading, expression: t.Expression): readonly List[] | undefined {
  const { ts } = reading.cx
  const node = unwrapAwait(ts, expression)
  if (ts.isConditionalExpression(node)) {
    const [yes, no] = [readSpread(reading, node.whenTrue), readSpread(reading, node.whenFalse)]
    return yes && no && [...yes, ...no]
  }
  return readLists(reading, node) ?? [[hole(reading, node)]]
}
