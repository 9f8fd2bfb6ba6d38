import type * as t from 'typescript'
import { HTTP_CLIENTS } from '../../http/clients.js'
import type { AnalysisContext } from '../context.js'
import { isHeaderName } from '../headers.js'
import { isAccess, memberName, nameOf, unwrap } from '../syntax.js'

/** A place that gives WWW-Authenticate a value. */
export interface Write {
  readonly value: t.Expression
  /** The call, property, pair or assignment. */
  readonly node: t.Node
  /**
   * `sure`: a header of a response by its form. `likely`: the header's name is the key of some object;
   * it counts when the value begins with a scheme (it may be a table of descriptions).
   */
  readonly certainty: 'sure' | 'likely'
  /** A value that is no text takes the header away, or says something about it. */
  readonly removes: boolean
}

const LONGEST_SET = 10
/** Functions whose arguments are compared, not sent. */
const COMPARES =
  /^(?:expect|assert|should|to[A-Z]\w*|deep\w*|strictEqual|equals?|not[A-Z]\w*|match\w*|include\w*|contain\w*|calledWith\w*|have\w*|toHave\w*)$/
/** `setResponseHeader`, `appendHeader`, `writeHeader`, `Header` of a decorator; not those that read or compare one. */
const SETS_HEADER = /^(?!get|has|is|remove|delete|unset|expect|assert|check|verify|read|parse|find|match)\w*headers?$/i

/** Names of methods and functions that take a header's name and value. */
function writerNames(cx: AnalysisContext): ReadonlySet<string> {
  const names = new Set(['set', 'append'])
  for (const framework of cx.frameworks) {
    for (const object of framework.objects ?? []) {
      for (const [name, method] of Object.entries(object.methods))
        if (method.header && 'name' in method.header) names.add(name)
    }
    for (const { api, effect } of framework.functions ?? [])
      if (effect.header && 'name' in effect.header) names.add(api.members?.at(-1) ?? api.name)
  }
  return names
}

/** Every write of the header in the file, in the order of the source. */
export function findWrites(cx: AnalysisContext): readonly Write[] {
  const { ts } = cx
  const names = writerNames(cx)
  const writes: Write[] = []
  const visit = (node: t.Node): void => {
    const write = ts.isCallExpression(node)
      ? writeOfCall(cx, node, names)
      : ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)
        ? writeOfProperty(cx, node)
        : ts.isArrayLiteralExpression(node)
          ? writeOfPair(cx, node)
          : ts.isBinaryExpression(node)
            ? writeOfAssignment(cx, node)
            : undefined
    if (write) writes.push(write)
    if (ts.isArrayLiteralExpression(node)) writes.push(...writesOfFlatArray(cx, node))
    if (ts.isObjectLiteralExpression(node)) writes.push(...writesOfNamedPair(cx, node))
    ts.forEachChild(node, visit)
  }
  visit(cx.file)
  return writes
}

/** `res.set('WWW-Authenticate', value)`, `setHeader(event, 'WWW-Authenticate', value)`. */
function writeOfCall(cx: AnalysisContext, node: t.CallExpression, names: ReadonlySet<string>): Write | undefined {
  const name = calleeName(cx, node)
  if (name === undefined || !(names.has(name) || SETS_HEADER.test(name))) return undefined
  const index = node.arguments.findIndex((argument, at) => at < 2 && isHeaderName(cx, argument) === true)
  const value = index < 0 ? undefined : node.arguments[index + 1]
  if (value === undefined || cx.ts.isSpreadElement(value) || isCompared(cx, node)) return undefined
  return { value, node, certainty: 'sure', removes: false }
}

export function calleeName(cx: AnalysisContext, node: t.CallExpression | t.NewExpression): string | undefined {
  const { ts } = cx
  const callee = unwrap(ts, node.expression)
  if (isAccess(ts, callee)) return memberName(ts, callee)
  return ts.isIdentifier(callee) ? callee.text : undefined
}

/** `{ 'WWW-Authenticate': value }`, `{ [NAME]: value }`. */
function writeOfProperty(
  cx: AnalysisContext,
  node: t.PropertyAssignment | t.ShorthandPropertyAssignment,
): Write | undefined {
  const { ts } = cx
  if (ts.isShorthandPropertyAssignment(node)) return undefined
  const fixed = nameOf(ts, node.name)
  const isHeader =
    fixed === undefined
      ? ts.isComputedPropertyName(node.name) && isHeaderName(cx, node.name.expression)
      : fixed.toLowerCase() === 'www-authenticate'
  if (isHeader !== true) return undefined
  const use = useOfObject(cx, node.parent)
  return use && { value: node.initializer, node, certainty: use, removes: !isInit(ts, node.parent) }
}

/** Whether an object is the `headers` of something that has a status: a response, not a list of headers to keep or drop. */
function isInit(ts: AnalysisContext['ts'], object: t.ObjectLiteralExpression): boolean {
  const { parent } = object
  if (!ts.isPropertyAssignment(parent) || nameOf(ts, parent.name) !== 'headers') return false
  return parent.parent.properties.some(
    (one) => one.name !== undefined && /^status(?:Code)?$/.test(nameOf(ts, one.name) ?? ''),
  )
}

/** What becomes of an object of headers: `undefined` when it is compared, or sent with a request. */
function useOfObject(
  cx: AnalysisContext,
  object: t.ObjectLiteralExpression | t.ArrayLiteralExpression,
): Write['certainty'] | undefined {
  const { ts } = cx
  let node: t.Node = object
  let named = false
  for (;;) {
    const parent: t.Node = node.parent
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
      if (parent.expression === node) return undefined
      if (isCompared(cx, parent) || HTTP_CLIENTS.includes(rootName(cx, parent) ?? '')) return undefined
      return 'sure'
    }
    if (ts.isPropertyAssignment(parent)) {
      const key = nameOf(ts, parent.name)
      // Under a status or a content type it describes a response, as in OpenAPI.
      if (key !== undefined && /headers?$/i.test(key)) named = true
      node = parent.parent
    } else if (
      ts.isConditionalExpression(parent) ||
      ts.isParenthesizedExpression(parent) ||
      ts.isSpreadAssignment(parent) ||
      ts.isSpreadElement(parent) ||
      ts.isAsExpression(parent) ||
      ts.isSatisfiesExpression(parent) ||
      ts.isObjectLiteralExpression(parent) ||
      ts.isArrayLiteralExpression(parent) ||
      (ts.isBinaryExpression(parent) && parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    ) {
      node = parent
    } else if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) return 'sure'
    else if (named) return 'sure'
    else if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent))
      // A long list named after headers may well explain them.
      return /head/i.test(nameOf(ts, parent.name) ?? '') &&
        !(ts.isObjectLiteralExpression(object) && object.properties.length > LONGEST_SET)
        ? 'sure'
        : 'likely'
    else if (ts.isBinaryExpression(parent)) return /headers?$/i.test(parent.left.getText()) ? 'sure' : 'likely'
    else return 'likely'
  }
}

/** `{ key: 'WWW-Authenticate', value }`, as CDNs and configuration write it. */
function writesOfNamedPair(cx: AnalysisContext, node: t.ObjectLiteralExpression): readonly Write[] {
  const { ts } = cx
  const find = (pattern: RegExp): t.Expression | undefined => {
    const property = node.properties.find(
      (one) => ts.isPropertyAssignment(one) && pattern.test(nameOf(ts, one.name) ?? ''),
    )
    return property && ts.isPropertyAssignment(property) ? property.initializer : undefined
  }
  const name = find(/^(?:key|name|header)$/)
  const value = find(/^value$/)
  if (name === undefined || value === undefined || !isHeaderName(cx, name) || useOfObject(cx, node) === undefined)
    return []
  return [{ value, node, certainty: 'likely', removes: true }]
}

/** `['WWW-Authenticate', value]` in a list of pairs. */
function writeOfPair(cx: AnalysisContext, node: t.ArrayLiteralExpression): Write | undefined {
  const { ts } = cx
  const [name, value] = node.elements
  if (
    node.elements.length !== 2 ||
    name === undefined ||
    value === undefined ||
    !ts.isArrayLiteralExpression(node.parent)
  )
    return undefined
  if (!isHeaderName(cx, name) || isHeaderName(cx, value) === true) return undefined
  const use = useOfObject(cx, node.parent)
  return use && { value, node, certainty: 'likely', removes: true }
}

/** node's flat array: `writeHead(401, ['WWW-Authenticate', value, …])`. A list of names is none. */
function writesOfFlatArray(cx: AnalysisContext, node: t.ArrayLiteralExpression): readonly Write[] {
  const { ts } = cx
  const { parent } = node
  if (!ts.isCallExpression(parent) || !/^writeHead/i.test(calleeName(cx, parent) ?? '') || isCompared(cx, parent))
    return []
  return node.elements.flatMap((name, index): Write[] => {
    const value = node.elements[index + 1]
    if (index % 2 === 1 || value === undefined || ts.isArrayLiteralExpression(name) || !isHeaderName(cx, name))
      return []
    return [{ value, node, certainty: 'sure', removes: true }]
  })
}

/** `headers['WWW-Authenticate'] = value`. */
function writeOfAssignment(cx: AnalysisContext, node: t.BinaryExpression): Write | undefined {
  const { ts } = cx
  if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined
  const target = unwrap(ts, node.left)
  if (!ts.isElementAccessExpression(target) || !isHeaderName(cx, target.argumentExpression)) return undefined
  const certainty = /header/i.test(target.expression.getText()) ? 'sure' : 'likely'
  return { value: node.right, node, certainty, removes: true }
}

/** `expect(…).toEqual(call)`, `assert.equal(call, …)`, `expect(res).header('www-authenticate', …)`. */
function isCompared(cx: AnalysisContext, call: t.CallExpression | t.NewExpression): boolean {
  return COMPARES.test(calleeName(cx, call) ?? '') || COMPARES.test(rootName(cx, call) ?? '')
}

/** The name at the root of a chain: `expect` of `expect(x).not.toEqual(y)`. */
function rootName(cx: AnalysisContext, call: t.CallExpression | t.NewExpression): string | undefined {
  const { ts } = cx
  let node: t.Expression = call
  for (;;) {
    if (ts.isCallExpression(node) || ts.isNewExpression(node) || isAccess(ts, node) || ts.isNonNullExpression(node))
      node = node.expression
    else return ts.isIdentifier(node) ? node.text : undefined
  }
}
