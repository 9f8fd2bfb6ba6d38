import type * as t from 'typescript'
import {
  challengeCalls,
  challengeOptions,
  type ChallengeCall,
  type ChallengeOption,
} from '../../frameworks/challenge-options.js'
import type { ApiPath } from '../../frameworks/define.js'
import type { StringPart } from '../../model/strings.js'
import type { TextRange } from '../../model/text.js'
import type { AnalysisContext } from '../context.js'
import { resolve, type Target } from '../resolve.js'
import { nameOf, unwrap, unwrapAwait } from '../syntax.js'
import { evaluatePath, objectOf } from '../values.js'
import { concat, type Pieces, type Variants } from './pieces.js'
import { readVariants } from './text.js'
import { calleeName } from './writes.js'

/** A challenge that a library composes. */
export interface LibraryWrite {
  /** The arguments or the option that make it. */
  readonly range: TextRange
  readonly node: t.Node
  /** The statuses of the response; absent: 401. */
  readonly statuses?: readonly number[]
  readonly variants: Variants
}

/** Every call in the file that makes a library send a challenge whose text follows from the arguments. */
export function findLibraryWrites(cx: AnalysisContext): readonly LibraryWrite[] {
  const { ts } = cx
  const writes: LibraryWrite[] = []
  const { text } = cx.file
  const options = challengeOptions.filter(({ api }) => api.modules.some((module) => text.includes(module)))
  const visit = (node: t.Node): void => {
    if (ts.isCallExpression(node)) writes.push(...ofOptions(cx, node, options), ...ofCall(cx, node))
    ts.forEachChild(node, visit)
  }
  // a call is known by its last name
  if (options.length > 0 || challengeCalls.some(({ api }) => text.includes(api.members?.at(-1) ?? api.name)))
    visit(cx.file)
  return writes
}

function names(target: Target | undefined, { modules, name, members = [] }: ApiPath): boolean {
  if (target?.kind !== 'external' || !modules.includes(target.module)) return false
  const path = target.path.join('.')
  const wanted = [name, ...members].join('.')
  // `require('x')` and `import x from 'x'` mean the same object.
  return path === wanted || (name === 'default' && path === members.join('.'))
}

function ofOptions(
  cx: AnalysisContext,
  call: t.CallExpression,
  facts: readonly ChallengeOption[],
): readonly LibraryWrite[] {
  const { ts } = cx
  const called = calleeName(cx, call)
  return facts.flatMap((fact): LibraryWrite[] => {
    const api =
      fact.registeredBy === undefined ? call.expression : fact.registeredBy === called ? call.arguments[0] : undefined
    const argument = call.arguments[fact.argument]
    if (api === undefined || argument === undefined || !names(resolve(cx, api), fact.api)) return []
    const options = objectOf(cx, argument)
    const property = options?.properties.find((one) => one.name !== undefined && nameOf(ts, one.name) === fact.option)
    if (
      !options ||
      !property ||
      options.getSourceFile() !== cx.file ||
      options.properties.some((one) => ts.isSpreadAssignment(one))
    )
      return []
    if (!isOn(cx, property) || hasRealm(cx, options, property, fact)) return []
    const range = { start: property.getStart(), end: property.getEnd() }
    return [{ range, node: property, variants: [[{ kind: 'text', text: fact.sent, range, exact: false }]] }]
  })
}

/** `challenge: true`, `authenticate: {}`; a value that is not written there is not believed. */
function isOn(cx: AnalysisContext, property: t.ObjectLiteralElementLike): boolean {
  const { ts } = cx
  if (!ts.isPropertyAssignment(property)) return false
  const value = unwrap(ts, property.initializer)
  return value.kind === ts.SyntaxKind.TrueKeyword || ts.isObjectLiteralExpression(value)
}

/** Whether the options name a realm, or may do so. `authenticate: true` leaves no room for one. */
function hasRealm(
  cx: AnalysisContext,
  options: t.ObjectLiteralExpression,
  property: t.ObjectLiteralElementLike,
  { option, realm }: ChallengeOption,
): boolean {
  const { ts } = cx
  const isTrue =
    ts.isPropertyAssignment(property) && unwrap(ts, property.initializer).kind === ts.SyntaxKind.TrueKeyword
  if (isTrue && realm[0] === option) return false
  return evaluatePath(cx, options, realm).kind !== 'nothing'
}

function ofCall(cx: AnalysisContext, call: t.CallExpression): readonly LibraryWrite[] {
  const called = calleeName(cx, call)
  const fact = challengeCalls.find(
    ({ api }) => called === (api.members?.at(-1) ?? api.name) && names(resolve(cx, call.expression), api),
  )
  const scheme = fact && call.arguments[fact.scheme]
  if (!fact || !scheme || call.arguments.some((one) => cx.ts.isSpreadElement(one))) return []
  const node = unwrapAwait(cx.ts, scheme)
  if (cx.ts.isArrayLiteralExpression(node)) {
    return node.elements.map((element) => ({
      range: rangeOf(element),
      node: call,
      variants: readVariants(cx, element),
    }))
  }
  const variants = compose(cx, call, fact, scheme)
  const last = call.arguments.at(-1) ?? scheme
  return variants
    ? [
        {
          range: { start: call.arguments[0]?.getStart() ?? scheme.getStart(), end: last.getEnd() },
          node: call,
          variants,
        },
      ]
    : []
}

function compose(
  cx: AnalysisContext,
  call: t.CallExpression,
  fact: ChallengeCall,
  scheme: t.Expression,
): Variants | undefined {
  const name = readVariants(cx, scheme)
  if (name.some((pieces) => pieces.some((piece) => piece.kind === 'hole'))) return undefined
  const message = present(cx, call.arguments[fact.message])
  const attributes = present(cx, call.arguments[fact.attributes])
  let all: Variants | undefined = name
  if (attributes) all = concat(name, [[glue(' ', attributes), ...attributesText(cx, attributes)]])
  if (message) {
    const before = glue(attributes ? ', error="' : ' error="', message)
    all =
      all &&
      concat(
        all,
        readVariants(cx, message).map((pieces) => [before, ...pieces.map(escaped), glue('"', message)]),
      )
  }
  return all
}

/** The argument, unless it is left out or is nothing. */
function present(cx: AnalysisContext, argument: t.Expression | undefined): t.Expression | undefined {
  const { ts } = cx
  if (argument === undefined) return undefined
  const node = unwrap(ts, argument)
  const isNothing =
    node.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(node) && node.text === 'undefined') ||
    (ts.isStringLiteralLike(node) && node.text === '')
  return isNothing ? undefined : argument
}

/** `name="value"` for every property; a hole for what is no object literal. */
function attributesText(cx: AnalysisContext, attributes: t.Expression): Pieces {
  const { ts } = cx
  const node = unwrap(ts, attributes)
  const opaque: Pieces = [{ kind: 'hole', source: node.getText(), range: rangeOf(node) }]
  if (!ts.isObjectLiteralExpression(node)) return opaque
  const pieces: StringPart[] = []
  for (const property of node.properties) {
    const name = property.name && nameOf(ts, property.name)
    if (name === undefined || !ts.isPropertyAssignment(property)) return opaque
    const [value] = readVariants(cx, property.initializer)
    pieces.push(
      glue(`${pieces.length > 0 ? ', ' : ''}${name}="`, property),
      ...(value ?? []).map(escaped),
      glue('"', property),
    )
  }
  return pieces
}

function escaped(piece: StringPart): StringPart {
  if (piece.kind === 'hole') return piece
  const text = piece.text.replace(/["\\]/g, '\\$&')
  return text === piece.text ? piece : { ...piece, text, exact: false }
}

function glue(text: string, node: t.Node): StringPart {
  return { kind: 'text', text, range: rangeOf(node), exact: false }
}

function rangeOf(node: t.Node): TextRange {
  return { start: node.getStart(), end: node.getEnd() }
}
