import type * as t from 'typescript'
import { maySendRequest } from '../../http/clients.js'
import { DIGEST_UPDATE, MESSAGE_DIGESTS, type DigestFact } from '../../http/message-digests.js'
import { isHeaderCollection } from '../bearer/header-collection.js'
import { isEquality, lastName } from '../bearer/syntax.js'
import { functionOf } from '../called-function.js'
import type { AnalysisContext } from '../context.js'
import { pathText } from '../guards/names.js'
import type { Test } from '../guards/facts.js'
import { partsOfTest } from '../guards/tests.js'
import { verifies } from '../guards/verifications.js'
import { isInputOf } from '../guards/request-parts.js'
import { packageOfModule } from '../module-names.js'
import { occurrencesOf } from '../occurrences.js'
import { remembered } from '../remembered.js'
import { resolve } from '../resolve.js'
import { findDeclaration } from '../scope.js'
import { enclosingFunction, isAccess, isFunctionNode, memberName, unwrapAwait } from '../syntax.js'
import { flowInto } from './flow.js'

/** A check of a signature over the request's own content. */
interface SignatureCheck {
  /** Names of the header fields that are the signature, or are signed with the content, in lower case. */
  readonly fields: ReadonlySet<string>
}

/**
 * Whether tests refuse a request for a signature over its own content that is missing or wrong (a webhook's): nobody holds it as
 * a credential, so that no challenge can ask for it. A test that reads any other credential as well is about that one. Gives the place that
 * shows it.
 */
export function refusedSignature(cx: AnalysisContext, tests: readonly Test[]): t.Node | undefined {
  let shown: t.Node | undefined
  for (const test of tests) {
    const answer = signatureIn(cx, partsOfTest(cx, test))
    if (answer === 'other') return undefined
    if (answer !== 'nothing') shown ??= answer
  }
  return shown
}

/** What expressions say of signatures: where one is looked at, that they are about something else that comes with the request, or nothing. */
function signatureIn(cx: AnalysisContext, parts: readonly t.Expression[]): t.Node | 'other' | 'nothing' {
  const { authorization, body, cookies, headers, nodes } = flowInto(cx, parts)
  if (authorization.length > 0 || cookies.length > 0) return 'other'
  // all header fields may be looked at, beside the content
  if (headers.length === 0 && body.length === 0) return 'nothing'
  const checks = checksAmong(cx, nodes)
  const [part] = parts
  const fields = new Set(checks.flatMap((one) => [...one.fields]))
  const names = headers.map(({ name = '' }) => name.toLowerCase())
  if (part === undefined || (checks.length === 0 && names.length === 0)) return 'nothing'
  // a field that only says which signature is meant is asked for before that is checked
  const all = names.every((name) => fields.has(name)) ? fields : new Set([...fields, ...signedIn(cx, part)])
  if (!names.every((name) => all.has(name))) return 'other'
  return headers[0]?.node ?? part
}

function signedIn(cx: AnalysisContext, part: t.Expression): readonly string[] {
  const fn = enclosingFunction(cx.ts, part)
  return fn ? signaturesOf(cx, fn) : []
}

/** The fields that are checked as signatures anywhere in a function. */
const signaturesOf = remembered((cx, fn: t.Node): readonly string[] => {
  const { ts } = cx
  const fields: string[] = []
  const visit = (node: t.Node): void => {
    const isWhole = ts.isCallExpression(node) || ts.isBinaryExpression(node)
    if (isWhole) for (const one of checksAmong(cx, flowInto(cx, [node]).nodes)) fields.push(...one.fields)
    // what is followed leaves functions out
    if (ts.isCallExpression(node)) node.arguments.filter((one) => isFunctionNode(ts, one)).forEach(visit)
    else if (!isWhole) ts.forEachChild(node, visit)
  }
  ts.forEachChild(fn, visit)
  return fields
})

function checksAmong(cx: AnalysisContext, nodes: ReadonlySet<t.Node>): readonly SignatureCheck[] {
  return [...nodes].flatMap((node) => checkAt(cx, node) ?? [])
}

const checkAt = remembered((cx, node: t.Node): SignatureCheck | undefined => {
  const { ts } = cx
  if (ts.isBinaryExpression(node))
    return isEquality(ts, node.operatorToken.kind) ? checkOf(cx, [node.left, node.right], false) : undefined
  if (!ts.isCallExpression(node) || isDigest(cx, node)) return undefined
  const callee = unwrapAwait(ts, node.expression)
  const receiver = isAccess(ts, callee) ? [callee.expression] : []
  // a function of the project may compare what it is handed; that it verifies the content itself is seen inside of it
  const isOwn = functionOf(cx, node.expression) !== undefined
  return checkOf(cx, [...receiver, ...node.arguments], !isOwn && isVerifier(cx, node))
})

/** One operand comes from a header field, another from the content: as its digest, or, for a verifier, as it is. */
function checkOf(
  cx: AnalysisContext,
  operands: readonly t.Expression[],
  takesContent: boolean,
): SignatureCheck | undefined {
  const flows = operands.map((node) => ({ node, flow: flowInto(cx, [node]) }))
  const holdsContent = ({ node, flow }: (typeof flows)[number]): boolean =>
    digestsAmong(cx, flow.nodes).length > 0 || (takesContent && isWhole(cx, node) && flow.body.length > 0)
  const content = flows.filter(holdsContent)
  const signature = flows.filter(
    (one) =>
      !content.includes(one) &&
      one.flow.authorization.length === 0 &&
      one.flow.cookies.length === 0 &&
      (one.flow.headers.length > 0 || (takesContent && holdsCollection(cx, one.node))),
  )
  if (content.length === 0 || signature.length === 0) return undefined
  const signed = content.flatMap(({ flow }) => digestsAmong(cx, flow.nodes).flatMap((message) => message))
  const reads = [
    ...signature.flatMap(({ flow }) => flow.headers),
    ...flowInto(cx, signed).headers,
    ...(takesContent ? content.flatMap(({ flow }) => flow.headers) : []),
  ]
  return { fields: new Set(reads.map(({ name = '' }) => name.toLowerCase())) }
}

/** The messages of the digests among nodes that are made over content of the request. */
function digestsAmong(cx: AnalysisContext, nodes: ReadonlySet<t.Node>): readonly (readonly t.Expression[])[] {
  return [...nodes].flatMap((node) => {
    const message = cx.ts.isCallExpression(node) ? messageOf(cx, node) : undefined
    if (message === undefined) return []
    const { body, address } = flowInto(cx, message)
    return body.length > 0 || address.length > 0 ? [message] : []
  })
}

/** What a call makes a digest of; `undefined` when it makes none. */
function messageOf(cx: AnalysisContext, call: t.CallExpression): readonly t.Expression[] | undefined {
  const fact = digestFact(cx, call)
  if (fact === undefined) return undefined
  if (fact.message !== 'update') return call.arguments.slice(fact.message, fact.message + 1)
  return [...updatesOf(cx, call), ...updatesOfVariable(cx, call)]
}

function digestFact(cx: AnalysisContext, call: t.CallExpression): DigestFact | undefined {
  const path = pathText(cx, call.expression).toLowerCase()
  const name = path.slice(path.lastIndexOf('.') + 1)
  return MESSAGE_DIGESTS.find(({ packages, names }) => {
    if (packages === undefined) return names.some((one) => path === one || path.endsWith(`.${one}`))
    if (!names.includes(name)) return false
    const target = resolve(cx, call.expression)
    return target?.kind === 'external' && packages.includes(packageOf(target.module))
  })
}

function packageOf(module: string): string {
  return module.startsWith('node:') ? module : packageOfModule(module)
}

/** `createHmac(…).update(a).update(b)`. */
function updatesOf(cx: AnalysisContext, made: t.Node): readonly t.Expression[] {
  const { ts } = cx
  const found: t.Expression[] = []
  let at: t.Node = made
  for (;;) {
    const { parent: access } = at
    if (!isAccess(ts, access) || access.expression !== at || memberName(ts, access) !== DIGEST_UPDATE) return found
    const { parent: call } = access
    if (!ts.isCallExpression(call) || call.expression !== access) return found
    found.push(...call.arguments.slice(0, 1))
    at = call
  }
}

/** `const hmac = createHmac(…)`, then `hmac.update(body)`. */
function updatesOfVariable(cx: AnalysisContext, made: t.Node): readonly t.Expression[] {
  const { ts } = cx
  const declaration = made.parent
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return []
  const around = enclosingFunction(ts, declaration) ?? declaration.getSourceFile()
  return occurrencesOf(ts, around, declaration.name.text).flatMap((use) =>
    ts.isIdentifier(use) && use !== declaration.name && findDeclaration(ts, use) === declaration
      ? updatesOf(cx, use)
      : [],
  )
}

/** Whether a call makes a digest, or is one of the steps on the way to it. */
function isDigest(cx: AnalysisContext, call: t.CallExpression): boolean {
  const { ts } = cx
  if (digestFact(cx, call)) return !isVerified(call.expression.getText())
  const callee = unwrapAwait(ts, call.expression)
  return isAccess(ts, callee) && memberName(ts, callee) === DIGEST_UPDATE
}

function isVerified(text: string): boolean {
  return /\bverify$/.test(text)
}

/** A function that the project does not have, and that says whether what it is handed belongs together: it sends nothing. */
function isVerifier(cx: AnalysisContext, call: t.CallExpression): boolean {
  const { ts } = cx
  const { expression } = call
  if (maySendRequest(lastName(ts, expression) ?? '')) return false
  if (verifies(cx, call)) return true
  let root = unwrapAwait(ts, expression)
  while (isAccess(ts, root) || ts.isCallExpression(root)) root = unwrapAwait(ts, root.expression)
  return isOfPackage(cx, root)
}

/** What a package exports, or has made: `new Webhook(secret)`, also in another file. */
function isOfPackage(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const target = resolve(cx, expression)
  if (target?.kind === 'external') return true
  const made = target?.kind === 'node' ? target.node : expression
  const node = ts.isExpression(made) ? unwrapAwait(ts, made) : undefined
  if (node === undefined || !(ts.isNewExpression(node) || ts.isCallExpression(node))) return false
  return resolve(cx, node.expression)?.kind === 'external'
}

/** The content as a whole, and not one field of it. */
function isWhole(cx: AnalysisContext, expression: t.Expression): boolean {
  const node = unwrapAwait(cx.ts, expression)
  return !isAccess(cx.ts, node) || isInputOf(cx, node.expression, memberName(cx.ts, node))
}

/** The header fields as a whole, as they are or taken apart. */
function holdsCollection(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  let found = false
  const visit = (node: t.Node): void => {
    if (found || isFunctionNode(ts, node)) return
    if (ts.isExpression(node) && isHeaderCollection(cx, node)) found = true
    else ts.forEachChild(node, visit)
  }
  visit(expression)
  return found
}
