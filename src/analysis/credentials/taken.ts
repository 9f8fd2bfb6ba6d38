import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { lastName } from '../bearer/syntax.js'
import { FIELD, REQUEST_OWNER } from '../bearer/vocabulary.js'
import { functionOf } from '../called-function.js'
import { enclosingFunction, isFunctionNode, unwrapAwait, type FunctionNode } from '../syntax.js'
import { flowInto } from './flow.js'
import { isAboutCaller } from './lexicon.js'
import { stringValue } from '../strings.js'
import { REGISTERS, TOKEN_READERS } from '../../frameworks/credential-options.js'
import { returnedExpressions } from '../returns.js'
import { readingOfLibrary, readingOfStrategy, type LibraryReading } from './libraries.js'
import { takenByOptions, type Taken } from './options.js'
import { assignedSessions } from './own-session.js'
import { pluginsBehind } from './plugins.js'
import { strategiesOf } from './strategies.js'
import { readAt } from './reads.js'
import { decodesBase64, schemeWords } from './scheme-words.js'

interface Check {
  readonly scheme: string
  readonly node: t.CallExpression
}

export type { Taken } from './options.js'

/** What a piece of code reads, itself and through what it calls. */
interface Readings {
  readonly authorization: readonly t.Node[]
  readonly words: readonly string[]
  readonly decodes: boolean
  readonly others: readonly Taken[]
  /** Checks of tokens that were read elsewhere. */
  readonly checks: readonly Check[]
  readonly bodyFields: readonly { readonly name: string; readonly node: t.Node }[]
}

/** Functions inside functions inside functions. */
const MOST_DEPTH = 3
const MOST_CALLS = 40

const known = new WeakMap<AnalysisContext, Map<t.Node, Readings>[]>()

/** What a function takes, with everything that stands in it and everything that it calls. */
export function takenBy(cx: AnalysisContext, fn: t.Node): readonly Taken[] {
  return judge(cx, readingsOf(cx, fn, 0))
}

/** What a function takes, without some of the nodes in it. */
export function takenWithout(cx: AnalysisContext, fn: t.Node, left: ReadonlySet<t.Node>): readonly Taken[] {
  return left.size === 0
    ? takenBy(cx, fn)
    : judge(
        cx,
        read(cx, fn, 0, (node) => left.has(node)),
      )
}

/** What the code of a function takes that stands around `inner`, other functions in it and some nodes left out. */
export function takenAround(
  cx: AnalysisContext,
  fn: FunctionNode,
  inner: t.Node,
  left: ReadonlySet<t.Node>,
): readonly Taken[] {
  const isElsewhere = (node: t.Node): boolean =>
    isFunctionNode(cx.ts, node) && !(node.pos <= inner.pos && inner.end <= node.end)
  return judge(
    cx,
    read(cx, fn, 0, (node) => left.has(node) || isElsewhere(node)),
  )
}

/** An Authorization field that nothing is known of holds a token. */
function judge(cx: AnalysisContext, readings: Readings): readonly Taken[] {
  const [node] = readings.authorization
  const words = [...new Set(readings.words)]
  const schemes = words.length > 0 ? words : readings.decodes ? ['Basic'] : ['Bearer']
  const taken = [...(node ? schemes.map((scheme): Taken => ({ scheme, node })) : []), ...readings.others]
  if (taken.length > 0) return taken
  const checked = readings.checks.flatMap((check) => takenByCheck(cx, check))
  if (checked.length > 0) return checked
  const secret = readings.bodyFields.find(({ name }) => /^client_?secret$/i.test(name))
  return secret && readings.bodyFields.some(({ name }) => /^client_?id$/i.test(name)) ? [{ node: secret.node }] : []
}

/** What `passport.authenticate('jwt')` takes: what its strategy is told to, else what such strategies usually do. */
export function takenByStrategy(cx: AnalysisContext, call: t.CallExpression): readonly Taken[] {
  const strategies = strategiesOf(cx, call)
  const usual = strategies.length === 0 ? readingOfStrategy(cx, call) : undefined
  if (usual) return [{ scheme: usual.scheme, node: call }]
  return strategies.flatMap(({ fact, options }) =>
    takenByOptions(cx, fact, [{ options: fact.options, given: options }], call, (one) => takenByReader(cx, one)),
  )
}

/** What a guard of a library takes that is called or handed on: what its options say, else the usual. */
export function takenByLibrary(
  cx: AnalysisContext,
  { scheme, options = [] }: LibraryReading,
  node: t.Expression,
): readonly Taken[] {
  const { ts } = cx
  const read = (one: t.Node): readonly Taken[] => takenByReader(cx, one)
  const call = ts.isCallExpression(node) ? node : undefined
  const plugins = call ? pluginsBehind(cx, call.expression) : []
  if (plugins.length > 0)
    return plugins.flatMap(({ plugin, options: given }) =>
      takenByOptions(
        cx,
        plugin,
        [
          { options: plugin.options, given },
          { options: plugin.callOptions, given: call?.arguments[0] },
        ],
        node,
        read,
      ),
    )
  const { parent } = node
  const isRegistered = ts.isCallExpression(parent) && lastName(ts, parent.expression) === REGISTERS
  const given = isRegistered ? parent.arguments[1] : call?.arguments[0]
  return takenByOptions(cx, { usual: scheme }, [{ options, given }], node, read)
}

/** What a function takes that an option holds: what it returns comes from there. */
function takenByReader(cx: AnalysisContext, reader: t.Node): readonly Taken[] {
  const { ts } = cx
  const node = ts.isExpression(reader) ? unwrapAwait(ts, reader) : reader
  const fn = isFunctionNode(ts, node) ? node : ts.isExpression(node) ? functionOf(cx, node) : undefined
  if (fn) {
    const taken = takenBy(cx, fn)
    return taken.length > 0 ? taken : takenByResults(cx, fn)
  }
  if (!ts.isCallExpression(node)) return []
  const name = lastName(ts, node.expression) ?? ''
  const maker = Object.hasOwn(TOKEN_READERS, name) ? TOKEN_READERS[name] : undefined
  if (maker === undefined)
    // several, the first of which that finds one
    return node.arguments.flatMap((argument) =>
      (ts.isArrayLiteralExpression(argument) ? [...argument.elements] : [argument]).flatMap((one) =>
        takenByReader(cx, one),
      ),
    )
  if (maker.says === 'usual') return [{ scheme: 'Bearer', node }]
  if (maker.says === 'nothing') return [{ node }]
  const given = maker.argument === undefined ? undefined : node.arguments[maker.argument]
  const text = given && stringValue(cx, given)
  if (text === undefined) return []
  return [{ scheme: maker.says === 'scheme' ? text : text.toLowerCase() === FIELD ? 'Bearer' : 'ApiKey', node }]
}

/** A token that is checked came where it was read; one from the body or the address has no auth-scheme, and is no sign of any. */
function takenByCheck(cx: AnalysisContext, { scheme, node }: Check): readonly Taken[] {
  const { authorization, fields, cookies, address, body } = flowInto(cx, node.arguments.slice(0, 1))
  if (authorization.length > 0) return [{ scheme, node }]
  if (fields.length > 0 || cookies.length > 0) return takenFrom(fields, cookies)
  return address.length > 0 || body.length > 0 ? [] : [{ scheme, node }]
}

function takenFrom(fields: readonly t.Node[], cookies: readonly t.Node[]): readonly Taken[] {
  return [
    ...fields.map((node): Taken => ({ scheme: 'ApiKey', node })),
    ...cookies.map((node): Taken => ({ scheme: 'Cookie', node })),
  ]
}

/**
 * What the tests before a place read of the request, when they read nothing else that may know the caller. A token in the address is a
 * credential without a scheme.
 */
export function takenByTests(cx: AnalysisContext, tests: readonly t.Expression[]): readonly Taken[] {
  const { authorization, fields, cookies, address, isMixed } = flowInto(cx, tests)
  const own = isMixed ? [] : fields
  const taken = [...authorization.map((node): Taken => ({ scheme: 'Bearer', node })), ...takenFrom(own, cookies)]
  return taken.length > 0 || isMixed ? taken : address.map((node): Taken => ({ node }))
}

/** Where a token comes from that a function returns. */
function takenByResults(cx: AnalysisContext, fn: FunctionNode): readonly Taken[] {
  const { authorization, fields, cookies, address, body } = flowInto(cx, returnedExpressions(cx.ts, fn))
  const taken = [...authorization.map((node): Taken => ({ scheme: 'Bearer', node })), ...takenFrom(fields, cookies)]
  return taken.length > 0 ? taken : [...address, ...body].map((node): Taken => ({ node }))
}

export function readsBodyAlone(cx: AnalysisContext, tests: readonly t.Expression[]): boolean {
  const { authorization, fields, cookies, address, body, isMixed } = flowInto(cx, tests)
  return !isMixed && body.length > 0 && [authorization, fields, cookies, address].every((one) => one.length === 0)
}

function readingsOf(cx: AnalysisContext, fn: t.Node, depth: number): Readings {
  let levels = known.get(cx)
  if (levels === undefined) known.set(cx, (levels = []))
  // what is read deeper down is cut short earlier
  const functions = (levels[depth] ??= new Map<t.Node, Readings>())
  const before = functions.get(fn)
  if (before) return before
  const readings = read(cx, fn, depth, () => false)
  functions.set(fn, readings)
  return readings
}

function read(cx: AnalysisContext, root: t.Node, depth: number, isLeftOut: (node: t.Node) => boolean): Readings {
  const { ts } = cx
  const authorization: t.Node[] = []
  const words: string[] = []
  const others: Taken[] = []
  const checks: Check[] = []
  const bodyFields: { name: string; node: t.Node }[] = []
  const callees = new Set<FunctionNode>()
  const decoders: t.Node[] = []
  const visit = (node: t.Node): void => {
    if (node !== root && isLeftOut(node)) return
    words.push(...schemeWords(cx, node))
    if (decodesBase64(cx, node)) decoders.push(node)
    const found = readAt(cx, node)
    if (found?.what === 'authorization') authorization.push(node)
    else if (found?.what === 'cookie') others.push({ scheme: 'Cookie', node })
    else if (found?.what === 'session') {
      const values = assignedSessions(cx, node)
      if (values.length === 0) others.push({ scheme: 'Cookie', node })
      for (const value of values) takeAssigned(value, node)
    } else if (found?.what === 'key') others.push({ scheme: 'ApiKey', node })
    else if (found?.what === 'body-field' && found.name !== undefined) bodyFields.push({ name: found.name, node })
    if (ts.isCallExpression(node)) {
      const library = readingOfLibrary(cx, node.expression)
      const strategy = library ? [] : takenByStrategy(cx, node)
      others.push(...strategy)
      if (library?.isChecker) checks.push({ scheme: library.scheme, node })
      else if (library) others.push(...takenByLibrary(cx, library, node))
      else if (strategy.length === 0 && depth < MOST_DEPTH && callees.size < MOST_CALLS && mayRead(cx, node)) {
        const fn = functionOf(cx, node.expression)
        if (fn && !(root.pos <= fn.pos && fn.end <= root.end && root.getSourceFile() === fn.getSourceFile()))
          callees.add(fn)
      }
    }
    ts.forEachChild(node, visit)
  }
  /** A session that the project itself has put on the request comes from where its value came from. */
  const takeAssigned = (value: t.Expression, node: t.Node): void => {
    const call = unwrapAwait(ts, value)
    const library = ts.isCallExpression(call) ? readingOfLibrary(cx, call.expression) : undefined
    if (library && !library.isChecker) others.push(...takenByLibrary(cx, library, call))
    const { authorization: sources, fields, cookies } = flowInto(cx, [value])
    others.push(...takenFrom(fields, cookies))
    if (sources.length === 0) return
    const maker = depth < MOST_DEPTH ? enclosingFunction(ts, value) : undefined
    const made = maker && maker !== root ? readingsOf(cx, maker, depth + 1) : undefined
    authorization.push(node)
    words.push(...(made?.words ?? []))
    if (made?.decodes === true) decoders.push(node)
  }
  visit(root)
  const called = [...callees].map((fn) => readingsOf(cx, fn, depth + 1))
  return {
    authorization: [...authorization, ...called.flatMap((one) => one.authorization)],
    words: [...words, ...called.flatMap((one) => one.words)],
    decodes: decoders.length > 0 || called.some((one) => one.decodes),
    others: [...others, ...called.flatMap((one) => one.others)],
    checks: [...checks, ...called.flatMap((one) => one.checks)],
    bodyFields,
  }
}

/** Whether a call may read the request: it is given it or a part of it, or its name is about who calls. */
function mayRead(cx: AnalysisContext, call: t.CallExpression): boolean {
  const { ts } = cx
  if (isAboutCaller(lastName(ts, call.expression) ?? '')) return true
  return call.arguments.some((argument) => {
    let node = unwrapAwait(ts, argument)
    while (ts.isPropertyAccessExpression(node)) node = unwrapAwait(ts, node.expression)
    return ts.isIdentifier(node) && REQUEST_OWNER.test(node.text)
  })
}
